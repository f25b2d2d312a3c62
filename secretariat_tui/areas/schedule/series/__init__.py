"""Series of events: their rules, occurrences and texts."""
