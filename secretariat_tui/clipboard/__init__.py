"""Copying text and pages to the clipboard, through whatever backend reaches it."""
