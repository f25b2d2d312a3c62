"""Commands of the first screen."""

from secretariat_tui.areas.schedule.commands import QUICK_ADD
from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.keys.commands import (
    APP_COMMANDS,
    COPY,
    EDIT,
    FILTER,
    HISTORY_COMMANDS,
    NEW,
    OPEN,
    RETENTION_COMMANDS,
    Command,
)

STATUS = Command(
    "status",
    N_("상태"),
    ("f4",),
    "status",
    N_("고른 일정이나 제안의 상태를 바꿉니다."),
    footer=True,
    safe=True,
)
OWN_COMMANDS = (OPEN, EDIT, STATUS, QUICK_ADD, NEW, FILTER, COPY)
TODAY_COMMANDS = (*OWN_COMMANDS, *APP_COMMANDS)
SCREENS = (TODAY_COMMANDS, HISTORY_COMMANDS, RETENTION_COMMANDS)
