"""What the screen of the diary is built on: its commands, and what it shows beside its views."""
