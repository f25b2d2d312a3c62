"""The commands of the diary."""

from secretariat_tui.language import N_
from secretariat_tui.tui.commands import (
    COPY,
    DELETE,
    EDIT,
    EXPORT,
    FILTER,
    NEW,
    OPEN,
    SHELL,
    Command,
)

GOTO = Command(
    "goto",
    N_("날짜로"),
    ("f3", "ctrl+g"),
    "goto",
    N_("날짜를 적어 그날로 갑니다: 4.19., 내일, +7."),
    footer=True,
    shows=True,
)
NOW = Command("now", N_("오늘로"), ("f6", "t"), "now", N_("오늘로 갑니다."), shows=True)
STATUS = Command(
    "status", N_("상태"), ("f4",), "status", N_("일정을 확정·완료·취소·연기로 바꿉니다.")
)
OWN = (OPEN, NEW, EDIT, GOTO, FILTER, STATUS, NOW, DELETE, COPY, EXPORT)
DIARY_SCREEN = (*OWN, *SHELL)
SCREENS = (DIARY_SCREEN,)
