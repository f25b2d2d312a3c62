"""오늘: the overview of all areas on the first screen."""

from typing import TYPE_CHECKING, Any

from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.keys.area import Area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen

    from secretariat_tui.tui.keys.commands import Command


def _screen() -> "type[Screen[Any]]":
    from secretariat_tui.areas.today.screen import TodayScreen

    return TodayScreen


def _commands() -> "Sequence[Sequence[Command]]":
    from secretariat_tui.areas.today.commands import SCREENS

    return SCREENS


AREA = Area(
    name="today",
    title=N_("오늘"),
    key="1",
    screen=_screen,
    commands=_commands,
)
