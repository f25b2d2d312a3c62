"""A table declared once, and every way out of it: screen, terminal, clipboard, file."""
