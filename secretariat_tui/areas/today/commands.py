"""Commands of the first screen."""

from secretariat_tui.tui.keys.commands import (
    APP_COMMANDS,
    COPY,
    HISTORY_COMMANDS,
    OPEN,
    RETENTION_COMMANDS,
)

OWN = (OPEN, COPY)
TODAY_SCREEN = (*OWN, *APP_COMMANDS)
SCREENS = (TODAY_SCREEN, HISTORY_COMMANDS, RETENTION_COMMANDS)
