"""Dumping a file to JSON and loading it again."""
