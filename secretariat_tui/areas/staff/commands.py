"""Commands of the screens of staff."""

from secretariat_tui.areas.people.commands import PEOPLE
from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.keys.commands import (
    APP_COMMANDS,
    LIST_COMMANDS,
    NEW,
    OPEN,
    RECORD_COMMANDS,
    Command,
)

FUNCTIONS = Command(
    "functions",
    N_("기능"),
    ("f3",),
    "functions",
    N_("시장실의 주요 기능을 봅니다."),
    footer=True,
    safe=True,
)
MANUALS = Command(
    "manuals",
    N_("업무매뉴얼"),
    ("f4",),
    "manuals",
    N_("업무매뉴얼과 그 제작 상태를 봅니다."),
    footer=True,
    safe=True,
)
SURVEYS = Command(
    "surveys",
    N_("설문"),
    ("ctrl+r",),
    "surveys",
    N_("설문과 그 결과를 봅니다."),
    footer=True,
    safe=True,
)
STAFF_TABLE = Command(
    "staff_table",
    N_("표"),
    ("ctrl+t",),
    "staff_table",
    N_("고른 날의 정원과 현원을 보고서의 표로 봅니다. 그 표를 복사하고 내보냅니다."),
    footer=True,
    safe=True,
)
OWN_COMMANDS = (STAFF_TABLE, FUNCTIONS, MANUALS, SURVEYS, PEOPLE)
STAFF_COMMANDS = (OPEN, NEW, *OWN_COMMANDS, *RECORD_COMMANDS[2:], *APP_COMMANDS)
SCREENS = (
    STAFF_COMMANDS,
    (*RECORD_COMMANDS, *APP_COMMANDS),
    (OPEN, *LIST_COMMANDS, *APP_COMMANDS),
)
