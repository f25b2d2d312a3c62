"""Commands of the register of agreements."""

from secretariat_tui.tui.keys.commands import APP_COMMANDS, RECORD_COMMANDS

SCREENS = ((*RECORD_COMMANDS, *APP_COMMANDS),)
