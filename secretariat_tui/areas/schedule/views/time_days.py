"""Which days a time grid shows at a width, and how wide they are. No Textual."""

from collections.abc import Sequence
from datetime import date, timedelta

from secretariat_tui.core.dates import SATURDAY

GUTTER = 6  # cells of the hours at the left
_WEEK_FROM, _FIVE_DAYS_FROM = 96, 76  # cells of the grid
_EVEN_FROM = 15  # cells of a day from which the weekend is as wide as other days
_WEEKEND = 7  # cells of a day of the weekend in narrower grids


def week_of(day: date) -> list[date]:
    """Return the days of a week from Monday on."""
    return [day + timedelta(n - day.weekday()) for n in range(7)]


def shown_days(day: date, width: int) -> list[date]:
    """Return the days of the week of `day` that are shown: all seven, five, or three with that day."""
    week = week_of(day)
    if width >= _WEEK_FROM:
        return week
    if width >= _FIVE_DAYS_FROM:
        return week[:5] if day.weekday() < SATURDAY else week[-5:]
    first = min(day.weekday() // 3 * 3, 4)
    return week[first : first + 3]


def column_widths(days: Sequence[date], width: int) -> list[int]:
    """Return the cells of each day, with one cell of a line before each."""
    cells = width - GUTTER - len(days)
    if len(days) == 7 and cells // 7 < _EVEN_FROM:  # noqa: PLR2004 - a week
        weekdays = distribute(cells - 2 * _WEEKEND, 5)
        return [*weekdays, _WEEKEND, _WEEKEND]
    return distribute(cells, len(days))


def distribute(cells: int, parts: int) -> list[int]:
    """Divide cells into equal parts; the first parts get one of the remainder each."""
    least, spare = divmod(max(cells, parts), parts)
    return [least + (part < spare) for part in range(parts)]
