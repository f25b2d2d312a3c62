"""Creating the tables and triggers, and migrating older files."""
