"""Templates: text with fields and loops, filled in a sandbox; their files, filters and faults."""
