"""Reading events from what people type and paste into the diary."""
