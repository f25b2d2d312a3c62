"""A year as twelve small months: how many beside each other, and their lines as spans. No Textual."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from rich.cells import cell_len, set_cell_size

from secretariat_tui.areas.schedule import days
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing import conflicts
from secretariat_tui.areas.schedule.views.day_cells import CellStyle, number_style, weekday_style
from secretariat_tui.areas.schedule.views.time_lines import busy_sign
from secretariat_tui.core.dates import WEEKDAYS
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tui.paint.text import Span, fit_width

LINES = 8  # of a month: its name, the weekdays, six weeks
_WEEK = 7
_LEAST_DAY, _MOST_DAY = 3, 5  # cells: the number and a sign
_LEAST_GAP, _MOST_GAP = 2, 6  # cells between months
_BESIDE = (1, 2, 3, 4, 6)  # months, so that all lines of months are full
_HOLIDAY_SIGN = "'"


class YearLayout(NamedTuple):
    """The number of months beside each other, the cells of a day, and those between months."""

    columns: int
    day: int
    gap: int

    @property
    def rows(self) -> int:
        """The months below each other."""
        return 12 // self.columns

    @property
    def month_width(self) -> int:
        """The cells of a month."""
        return _WEEK * self.day


class YearData(NamedTuple):
    """What the months show of their days: the number of events that begin in each month, a sign for each day."""

    counts: Mapping[int, int]
    signs: Mapping[date, Span]


def lay_out(width: int, height: int) -> YearLayout:
    """Return the fewest months beside each other with which all twelve fit, else as many as there is room for."""
    least = _WEEK * _LEAST_DAY
    fitting = [n for n in _BESIDE if n * least + (n - 1) * _LEAST_GAP <= width] or [1]
    columns = next((n for n in fitting if 12 // n * LINES <= height), fitting[-1])
    day = (width - (columns - 1) * _LEAST_GAP) // (_WEEK * columns)
    day = min(max(day, _LEAST_DAY), _MOST_DAY)
    spare = width - _WEEK * day * columns
    return YearLayout(columns, day, min(max(spare // columns, _LEAST_GAP), _MOST_GAP))


def year_data(year: int, events: Sequence[EventRow]) -> YearData:
    """Return the counts and signs of a year: a day's worst overlap, else how busy it is."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    counts: dict[int, int] = {}
    for each in events:
        if each.starts_on.year == year:
            counts[each.starts_on.month] = counts.get(each.starts_on.month, 0) + 1
    signs: dict[date, Span] = {}
    for day, of_day in days.by_day(events, first, last).items():
        if severity := conflicts.severity_on(of_day, day):
            signs[day] = severity.mark
        else:
            signs[day] = busy_sign(conflicts.busy_minutes(of_day, day)), "accent"
    return YearData(counts, signs)


def year_line(
    year: int, line: int, layout: YearLayout, data: YearData, style: CellStyle
) -> list[Span]:
    """Return a line of the year, counted from the name of January."""
    row, nth = divmod(line, LINES)
    spans: list[Span] = []
    for column in range(layout.columns):
        if column:
            spans.append((" " * layout.gap, ""))
        month = row * layout.columns + column + 1
        spans += _month_line(date(year, month, 1), nth, layout, data, style)
    return spans


def _month_line(
    first: date, nth: int, layout: YearLayout, data: YearData, style: CellStyle
) -> list[Span]:
    if nth == 0:
        return _title(first, layout, data, style)
    if nth == 1:
        return [
            (" " * (layout.day - 3) + set_cell_size(_(name), 2) + " ", "dim") for name in WEEKDAYS
        ]
    monday = first - timedelta(first.weekday()) + timedelta(_WEEK * (nth - 2))
    spans: list[Span] = []
    for at in range(_WEEK):
        day = monday + timedelta(at)
        if (day.year, day.month) == (first.year, first.month):
            spans += _day(day, layout.day, data, style)
        else:
            spans.append((" " * layout.day, ""))
    return spans


def _title(first: date, layout: YearLayout, data: YearData, style: CellStyle) -> list[Span]:
    """Return the name of a month, that of today in brackets, and the number of its events."""
    name = _("{month}월").format(month=first.month)
    this_month = (first.year, first.month) == (style.today.year, style.today.month)
    title = (f"[{name}]", "tab") if this_month else (f" {name} ", "title")
    count = data.counts.get(first.month, 0)
    text = _("{n}건").format(n=count) if count else ""
    room = layout.month_width - cell_len(title[0]) - 1
    return [title, (f"{fit_width(text, room, 'right')} ", "dim")]


def _day(day: date, width: int, data: YearData, style: CellStyle) -> list[Span]:
    sign, sign_style = data.signs.get(day, (" ", ""))
    if sign == " " and day in style.holidays:
        sign, sign_style = _HOLIDAY_SIGN, weekday_style(_WEEK - 1)
    number = f"{day.day:>{width - 1}}"
    if day == style.cursor:
        name = "cursor" if style.focused else "idle"
        return [(number, name), (sign, name)]
    name = "tab" if day == style.today else number_style(day, style)
    if name == "bold" and sign == " ":
        name = ""  # so that days with events stand out
    return [(number, name), (sign, sign_style)]


def day_at(year: int, x: int, line: int, layout: YearLayout) -> date | None:
    """Return the day at a place, `line` being counted from the name of January; None beside the days."""
    row, nth = divmod(line, LINES)
    column, left = divmod(x, layout.month_width + layout.gap)
    if row >= layout.rows or column >= layout.columns or left >= layout.month_width or nth < 2:  # noqa: PLR2004 - the name and the weekdays
        return None
    month = row * layout.columns + column + 1
    number = (nth - 2) * _WEEK + left // layout.day + 1 - date(year, month, 1).weekday()
    return date(year, month, number) if 1 <= number <= monthrange(year, month)[1] else None


def legend() -> list[Span]:
    """Return what the signs of the days mean."""
    levels = "".join(busy_sign(minutes) for minutes in (60, 180, 300, 420))
    return [
        (f"{levels} ", "accent"),
        (_("바쁜 정도"), "dim"),
        ("  ! ", "bad"),
        (_("겹침"), "dim"),
        (f"  {_HOLIDAY_SIGN} ", "bad"),
        (_("쉬는 날"), "dim"),
    ]
