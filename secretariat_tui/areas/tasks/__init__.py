"""할 일: what must happen next, for a record of any area."""
