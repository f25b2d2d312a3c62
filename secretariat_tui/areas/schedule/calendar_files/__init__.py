"""The diary and calendar files: events of a file as drafts, and the diary as a file."""
