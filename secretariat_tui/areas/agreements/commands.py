"""The commands of the register of agreements."""

from secretariat_tui.tui.commands import RECORDS, SHELL

SCREENS = ((*RECORDS, *SHELL),)
