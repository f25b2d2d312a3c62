"""Backup, restore, upgrade and integrity checks of a file."""
