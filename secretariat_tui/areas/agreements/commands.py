"""Commands of the register of agreements."""

from secretariat_tui.tui.keys.commands import RECORDS, SHELL

SCREENS = ((*RECORDS, *SHELL),)
