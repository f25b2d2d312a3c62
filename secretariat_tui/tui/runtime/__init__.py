"""What screens and dialogs share while the app runs: the store thread, saved views, crash reports."""
