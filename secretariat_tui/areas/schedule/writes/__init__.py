"""Writes to events, series and stamps, within one transaction."""
