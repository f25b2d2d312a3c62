"""iCalendar files (RFC 5545): lines, times, series and events, read as drafts."""
