"""The commands of the first screen."""

from secretariat_tui.tui.keys.commands import COPY, OPEN, RETENTION_SCREEN, SHELL, TRAIL_SCREEN

OWN = (OPEN, COPY)
TODAY_SCREEN = (*OWN, *SHELL)
SCREENS = (TODAY_SCREEN, TRAIL_SCREEN, RETENTION_SCREEN)
