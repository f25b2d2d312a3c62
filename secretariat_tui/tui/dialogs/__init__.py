"""Dialogs: forms, pickers, export, restore, find everywhere."""
