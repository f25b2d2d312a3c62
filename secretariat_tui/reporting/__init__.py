"""Reports: a template filled from the registers, parsed into blocks, and written in several formats."""
