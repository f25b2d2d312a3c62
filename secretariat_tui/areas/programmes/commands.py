"""Commands of the screens of programmes."""

from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.keys.commands import (
    APP_COMMANDS,
    RECORD_COMMANDS,
    TIMELINE_COMMANDS,
    Command,
)

TIMELINE = Command(
    "timeline",
    N_("일정표"),
    ("f3",),
    "timeline",
    N_("사업과 추진 일정을 달마다 줄로 그려 봅니다."),
    footer=True,
    safe=True,
)
SECTIONS = Command(
    "sections",
    N_("과제"),
    ("f4",),
    "sections",
    N_("사업이 속한 주요업무 과제를 봅니다."),
    footer=True,
    safe=True,
)
CAMPAIGNS = Command(
    "campaigns",
    N_("캠페인"),
    ("ctrl+r",),
    "campaigns",
    N_("캠페인과 그 활동을 봅니다."),
    footer=True,
    safe=True,
)
OWN_COMMANDS = (TIMELINE, SECTIONS, CAMPAIGNS)
PROGRAMMES_COMMANDS = (*OWN_COMMANDS, *RECORD_COMMANDS, *APP_COMMANDS)
SCREENS = (PROGRAMMES_COMMANDS, TIMELINE_COMMANDS, (*RECORD_COMMANDS, *APP_COMMANDS))
