"""The views of the diary: month, week, day and agenda."""
