"""A column that draws periods and days over months, two cells for each month."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from secretariat_tui.core.dates import add_months, month_end
from secretariat_tui.core.i18n import N_
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tables.table import Column, Table

R = TypeVar("R")
CELLS_PER_MONTH = 2
MONTHS, FEW_MONTHS = 18, 12
WIDE = 100  # cells
_BEFORE = 3  # months before today
_LINE, _TODAY = "─", "│"


class TimelineBar(NamedTuple):
    """What a row draws: a line from the first to the last day (None: open at that end), and signs on days."""

    first: date | None = None
    last: date | None = None
    signs: Sequence[tuple[date, str]] = ()


class Months(NamedTuple):
    """The months that a timeline shows, from the first day of the first one on."""

    first: date
    number: int

    @property
    def last(self) -> date:
        """The last day shown."""
        return month_end(add_months(self.first, self.number - 1))

    def cell(self, day: date) -> int:
        """Return the cell of a day, negative before the first one."""
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        return months * CELLS_PER_MONTH + (day.day - 1) * CELLS_PER_MONTH // 31

    def scale(self) -> str:
        """Return the head of the column: the month at each third one, with the year at January and the first."""
        text = ""
        for at in range(self.number):
            month = add_months(self.first, at)
            if text[-1:].strip():  # a longer label covers this month, or reaches up to it
                text = text.ljust((at + 1) * CELLS_PER_MONTH)
                continue
            if at == 0 or month.month == 1:
                text += f"'{month.year % 100:02}.{month.month}"
            elif month.month % 3 == 1:
                text += str(month.month)
            text = text.ljust((at + 1) * CELLS_PER_MONTH)
        return text[: self.number * CELLS_PER_MONTH]

    def draw(self, bar: TimelineBar, today: date) -> str:
        """Return the line of a row; today is a bar where nothing else is."""
        width = self.number * CELLS_PER_MONTH
        cells = [" "] * width
        if 0 <= (now := self.cell(today)) < width:
            cells[now] = _TODAY
        if bar.first or bar.last:
            begin = max(self.cell(bar.first), 0) if bar.first else 0
            end = min(self.cell(bar.last), width - 1) if bar.last else width - 1
            for cell in range(begin, end + 1):
                cells[cell] = _LINE
        for day, sign in bar.signs:
            if 0 <= (cell := self.cell(day)) < width:
                cells[cell] = sign
        return "".join(cells)


def timeline_column(months: Months, today: date, bar: Callable[[R], TimelineBar]) -> Column[R]:
    """Return the column that draws a bar for each row."""
    return Column(
        "timeline",
        months.scale(),
        lambda row: months.draw(bar(row), today),
        width=months.number * CELLS_PER_MONTH,
        rank=2,
        searchable=False,
    )


class TimelineRow(NamedTuple):
    """A line of a timeline. `target` is the record: table, id."""

    id: str
    target: tuple[str, int]
    level: int
    text: str
    when: str
    bar: TimelineBar


def timeline_table(title: str, text_title: str, months: Months, today: date) -> Table[TimelineRow]:
    """Return the table of a timeline; `text_title` is that of the column with the texts of its lines."""
    return Table(
        "timeline",
        title,
        (
            Column(
                "text",
                text_title,
                lambda row: "  " * row.level + row.text,
                width=18,
                grow=True,
            ),
            Column("when", N_("때"), lambda row: row.when, width=10, rank=0),
            timeline_column(months, today, lambda row: row.bar),
        ),
    )


def months_from(today: date, width: int) -> Months:
    """Return the months shown at first, fewer on a screen of less than so many cells."""
    month = today.year * 12 + today.month - 1 - _BEFORE
    first = date(month // 12, month % 12 + 1, 1)
    return Months(first, FEW_MONTHS if width < WIDE else MONTHS)


def shifted(months: Months, by: int) -> Months:
    """Return the months so many months later."""
    month = months.first.year * 12 + months.first.month - 1 + by
    year = min(max(month // 12, date.min.year), date.max.year - MONTHS // 12 - 1)
    return months._replace(first=date(year, month % 12 + 1, 1))
