"""Connections, transactions and errors: what every access to the file goes through."""
