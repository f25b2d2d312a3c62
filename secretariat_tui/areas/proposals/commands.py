"""Commands of the screens of proposals."""

from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.keys.commands import (
    APP_COMMANDS,
    CHART,
    DELETE,
    EDIT,
    LIST_COMMANDS,
    NEW,
    OPEN,
    RECORD_COMMANDS,
    Command,
)

DECIDE = Command(
    "decide",
    N_("상태 바꾸기"),
    ("f4",),
    "decide",
    N_("고른 제안이나 표시한 제안들의 상태를 바꿉니다."),
    footer=True,
)
NARROW = Command(
    "narrow",
    N_("상태 고르기"),
    ("f3",),
    "narrow",
    N_("한 상태의 제안만 봅니다. Esc로 모두 봅니다."),
    footer=True,
    safe=True,
)
ROUNDS = Command(
    "rounds",
    N_("회차"),
    ("ctrl+r", "r"),
    "rounds",
    N_("제안 회차와 그 결과를 봅니다."),
    footer=True,
    safe=True,
)
OWN_COMMANDS = (DECIDE, NARROW, ROUNDS, CHART)
INBOX_COMMANDS = (OPEN, *OWN_COMMANDS, NEW, EDIT, DELETE, *LIST_COMMANDS, *APP_COMMANDS)
SCREENS = (INBOX_COMMANDS, (*RECORD_COMMANDS, *APP_COMMANDS))
