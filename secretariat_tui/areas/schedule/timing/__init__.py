"""What takes time in the diary: conflicts, free time, journeys. Pure."""
