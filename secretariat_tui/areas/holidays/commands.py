"""Commands of the days off."""

from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.keys.commands import APP_COMMANDS, RECORD_COMMANDS, Command

HOLIDAYS = Command(
    "holidays",
    N_("쉬는 날"),
    ("ctrl+n",),
    "holidays",
    N_("임시공휴일과, 공휴일이지만 일하는 날을 적습니다. 달력과 모든 기한이 따릅니다."),
    safe=True,
)
SCREENS = ((*RECORD_COMMANDS, *APP_COMMANDS),)
