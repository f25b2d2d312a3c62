"""Issued reports: issuing, reading, checking, and their list."""
