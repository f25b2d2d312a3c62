"""Commands of the register of agreements."""

from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.keys.commands import (
    APP_COMMANDS,
    RECORD_COMMANDS,
    TIMELINE_COMMANDS,
    Command,
)

TIMELINE = Command(
    "agreements_timeline",
    N_("일정표"),
    ("f3",),
    "timeline",
    N_("협약의 기간과 점검, 통보 기한을 달마다 줄로 그려 봅니다."),
    footer=True,
    safe=True,
)
EXTEND = Command(
    "extend_agreement",
    N_("연장"),
    ("f4",),
    "extend",
    N_("고른 협약의 기간을 늘리고, 앞 만료일과 새 만료일을 변경 이력에 남깁니다."),
    footer=True,
    safe=True,
)
CHECK = Command(
    "check_agreement",
    N_("점검"),
    ("ctrl+r",),
    "check",
    N_("고른 협약의 점검 결과를 남깁니다. 다음 점검일은 그날부터 셉니다."),
    footer=True,
    safe=True,
)
OWN_COMMANDS = (TIMELINE, EXTEND, CHECK)
AGREEMENTS_COMMANDS = (*OWN_COMMANDS, *RECORD_COMMANDS, *APP_COMMANDS)
SCREENS = (AGREEMENTS_COMMANDS, TIMELINE_COMMANDS)
