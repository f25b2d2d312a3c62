"""Commands of the tallies and of the records behind one."""

from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.keys.commands import (
    APP_COMMANDS,
    LIST_COMMANDS,
    OPEN,
    RECORD_COMMANDS,
    Command,
)

OWN_COMMANDS = (
    Command(
        "open", N_("기록 보기"), ("enter",), "open",
        N_("고른 실적의 기초와, 센 기록을 하나씩 봅니다."), footer=True, safe=True,
    ),
    Command(
        "tally_period", N_("기간"), ("f4",), "choose_period",
        N_("어느 기간의 실적을 볼지 정합니다. 비우면 실적마다 제 기간으로 봅니다."), footer=True, safe=True,
    ),
    Command(
        "tally_year_before", N_("앞 해"), ("left_square_bracket", "ctrl+left"), "change_year(-1)",
        N_("앞 해의 실적을 봅니다."), safe=True,
    ),
    Command(
        "tally_year_after", N_("다음 해"), ("right_square_bracket", "ctrl+right"), "change_year(1)",
        N_("다음 해의 실적을 봅니다."), safe=True,
    ),
)  # fmt: skip
TALLIES_COMMANDS = (
    *OWN_COMMANDS,
    *(each for each in RECORD_COMMANDS if each is not OPEN),
    *APP_COMMANDS,
)
ITEMS_COMMANDS = (OPEN, *LIST_COMMANDS, *APP_COMMANDS)
SCREENS = (TALLIES_COMMANDS, ITEMS_COMMANDS)
