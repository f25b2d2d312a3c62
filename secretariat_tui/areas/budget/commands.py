"""Commands of the budget's screens."""

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

OWN_ACCOUNTS_COMMANDS = (
    Command(
        "open", N_("집행 내역"), ("enter",), "open",
        N_("고른 과목의 집행 내역을 봅니다. 계의 줄에서는 모든 과목의 것을 봅니다."), footer=True, safe=True,
    ),
    Command(
        "new", N_("새 집행"), ("insert", "n"), "new", N_("고른 과목에 집행을 적습니다."), footer=True, safe=True,
    ),
    Command(
        "edit", N_("과목 고치기"), ("f2", "e"), "edit",
        N_("고른 과목의 코드, 이름, 비고를 고칩니다."), safe=True,
    ),
    Command(
        "appropriations", N_("예산 편성"), ("f3",), "appropriations",
        N_("고른 과목의 당초, 추경, 전용 등을 적고 고칩니다."), footer=True, safe=True,
    ),
    Command(
        "opening", N_("기초 집행액"), ("f4",), "opening",
        N_("어느 날까지의 집행을 상세 없이 합계로만 적습니다."), footer=True, safe=True,
    ),
    Command(
        "new_account", N_("새 과목"), ("ctrl+n",), "new_account",
        N_("과목을 당초예산과 함께 만듭니다."), footer=True, safe=True,
    ),
    Command(
        "previous_year", N_("앞 해"), ("left_square_bracket", "ctrl+left"), "change_year(-1)",
        N_("앞 회계연도를 봅니다."), safe=True,
    ),
    Command(
        "next_year", N_("다음 해"), ("right_square_bracket", "ctrl+right"), "change_year(1)",
        N_("다음 회계연도를 봅니다."), safe=True,
    ),
)  # fmt: skip
REVERSE = Command(
    "reverse",
    N_("취소 집행(되돌려 적기)"),
    ("ctrl+r",),
    "reverse",
    N_("고른 집행을 지우지 않고, 같은 금액을 되돌려 적습니다."),
    footer=True,
)

ACCOUNTS_COMMANDS = (*OWN_ACCOUNTS_COMMANDS, CHART, DELETE, *LIST_COMMANDS, *APP_COMMANDS)
EXPENSES_COMMANDS = (OPEN, NEW, EDIT, REVERSE, CHART, DELETE, *LIST_COMMANDS, *APP_COMMANDS)
SCREENS = (ACCOUNTS_COMMANDS, EXPENSES_COMMANDS, (*RECORD_COMMANDS, *APP_COMMANDS))
