"""Services of the running app for screens and dialogs: store thread, saved views, crash messages."""
