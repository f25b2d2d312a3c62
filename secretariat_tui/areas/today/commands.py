"""Commands of the first screen."""

from secretariat_tui.tui.keys.commands import COPY, HISTORY_SCREEN, OPEN, RETENTION_SCREEN, SHELL

OWN = (OPEN, COPY)
TODAY_SCREEN = (*OWN, *SHELL)
SCREENS = (TODAY_SCREEN, HISTORY_SCREEN, RETENTION_SCREEN)
