"""Dialogs: form, picker, merge, export, restore, find everywhere, palette."""
