"""The audit log: events, history, undo, retention."""
