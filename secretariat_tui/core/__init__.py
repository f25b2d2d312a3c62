"""Shared by every other package: money, dates, text, errors, language. Imports none of them."""
