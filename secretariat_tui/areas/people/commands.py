"""Commands of the screens of people and organizations."""

from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.keys.commands import (
    APP_COMMANDS,
    LIST_COMMANDS,
    NEW,
    OPEN,
    RECORD_COMMANDS,
    Command,
)

PEOPLE = Command(
    "people",
    N_("사람·기관"),
    ("ctrl+n",),
    "people",
    N_("사람과 기관, 그들과 오간 일을 봅니다."),
    footer=True,
    safe=True,
)
DEALINGS = Command(
    "dealings",
    N_("오간 일"),
    ("f3",),
    "dealings",
    N_("고른 사람이나 기관이 적힌 모든 기록을 봅니다. Enter로 그 기록을 엽니다."),
    footer=True,
    safe=True,
)
MERGE = Command(
    "merge_contacts",
    N_("합치기"),
    ("f4",),
    "merge_contacts",
    N_(
        "고른 것을, 표시한 것이 있으면 그것들을 다른 사람·기관에 합칩니다. 오간 일도 그리로 갑니다."
    ),
    footer=True,
)
REGISTER = Command(
    "register_participants",
    N_("등록"),
    ("ctrl+t",),
    "register_participants",
    N_("기록에 적혔지만 아직 여기에 없는 사람과 기관을 모두 등록합니다."),
)
ADD_TO_RECORD = Command(
    "add_to_record",
    N_("기록에 적기"),
    ("ctrl+r",),
    "add_to_record",
    N_("고른 사람이나 기관을 다른 기록의 관계자로 적습니다. 직위와 연락처도 함께 적힙니다."),
)
OWN_COMMANDS = (DEALINGS, MERGE, REGISTER, ADD_TO_RECORD)
PEOPLE_COMMANDS = (OPEN, NEW, *OWN_COMMANDS, *RECORD_COMMANDS[2:], *APP_COMMANDS)
DEALINGS_COMMANDS = (OPEN, *LIST_COMMANDS, *APP_COMMANDS)
SCREENS = (PEOPLE_COMMANDS, DEALINGS_COMMANDS)
