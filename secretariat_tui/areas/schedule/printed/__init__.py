"""What the diary prints: the timetables, and what a briefing calculates for an event."""
