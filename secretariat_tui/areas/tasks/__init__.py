"""할 일: tasks of records in any area."""
