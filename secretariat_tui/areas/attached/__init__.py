"""What hangs on any record: tasks, notes, files, participants, links. Shared by all areas."""
