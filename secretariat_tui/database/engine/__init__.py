"""Connections, transactions, row mapping and errors: the base of every access to the file."""
