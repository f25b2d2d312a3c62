"""Tables: declared once, output to the screen, the terminal, the clipboard and files."""
