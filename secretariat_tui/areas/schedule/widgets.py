"""The month grid: one widget that draws the weeks of a month with their events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from secretariat_tui.areas.schedule import rules
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.core.dates import WEEKDAYS, format_time, month_day
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.paint.text import Span, fit, wrap
from secretariat_tui.tui.widgets.canvas import Canvas
from secretariat_tui.tui.widgets.css import css

_SATURDAY, _SUNDAY = 5, 6
_TIME_FITS = 13  # cells from which an event shows its time as well
_MARGIN = 1  # cells before an event, as before the number of its day


def label(entry: EventRow, width: int, clashing: frozenset[int]) -> str:
    """Name an event in a cell of the grid: its time where there is room, its mark, its title."""
    mark = "! " if entry.id in clashing else ""
    if entry.status == "hold":
        mark += "?"
    elif entry.status in rules.INACTIVE:
        mark += "×"
    title = rules.masked_title(entry.title, entry.visibility)
    at = f"{format_time(entry.starts_at)} " if entry.starts_at and width >= _TIME_FITS else ""
    return f"{at}{mark}{title}"


class MonthGrid(Canvas, can_focus=True):
    """A month of days with their events; the cursor is a day."""

    DEFAULT_CSS = css("MonthGrid")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "walk(-1)", show=False),
        Binding("right,l", "walk(1)", show=False),
        Binding("up,k", "walk(-7)", show=False),
        Binding("down,j", "walk(7)", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("home,g", "edge(1)", show=False),
        Binding("end,G", "edge(-1)", show=False),
        Binding("enter", "open", show=False),
    ]
    day: reactive[date] = reactive(date.min, init=False)

    @dataclass
    class Moved(Message):
        """The cursor came to a day."""

        day: date

    @dataclass
    class Opened(Message):
        """A person pressed Enter on a day, or clicked it again."""

        day: date

    def __init__(self, day: date, today: date) -> None:
        super().__init__()
        self.today = today
        self._events: Mapping[date, Sequence[EventRow]] = {}
        self._clashing: frozenset[int] = frozenset()
        self.set_reactive(MonthGrid.day, rules.clamp_date(day))

    @property
    def weeks(self) -> list[list[date]]:
        """The weeks shown."""
        return rules.month_weeks(self.day.year, self.day.month)

    def show(self, entries: Sequence[EventRow]) -> None:
        """Show events on their days."""
        first, last = self.weeks[0][0], self.weeks[-1][-1]
        by_day: dict[date, list[EventRow]] = {}
        for entry in entries:
            for day in rules.event_days(entry, first, last):
                by_day.setdefault(day, []).append(entry)
        self._events = by_day
        self._clashing = frozenset(n for pair in rules.overlaps(entries) for n in pair)
        self.refresh()

    def validate_day(self, day: date) -> date:
        """Keep the cursor within the calendar."""
        return rules.clamp_date(day)

    def watch_day(self) -> None:
        """Tell who listens."""
        self.refresh()
        self.post_message(self.Moved(self.day))

    def render_line(self, y: int) -> Strip:
        """Draw a line of the grid: weekdays, then each week's numbers and events."""
        widths = self._widths()
        if y == 0:
            names = [
                (fit(f" {_(name)}", width), _tint(i))
                for i, (name, width) in enumerate(zip(WEEKDAYS, widths, strict=True))
            ]
            return self.strip(_ruled(names), self.size.width)
        number, line = self._place(y)
        heights = self._heights()
        if number >= len(heights):
            return self.strip((), self.size.width)
        cells = [
            self._cell(day, line, heights[number], width)
            for day, width in zip(self.weeks[number], widths, strict=True)
        ]
        return self.strip(_ruled(cells), self.size.width, "" if line else "band")

    def _widths(self) -> list[int]:
        return _shared(self.size.width - 6, 7)

    def _heights(self) -> list[int]:
        weeks = len(self.weeks)
        return _shared(max(self.size.height - 1, weeks), weeks)

    def _place(self, y: int) -> tuple[int, int]:
        """Return the week at a line of the widget, and the line within it."""
        line = y - 1
        for number, height in enumerate(self._heights()):
            if line < height:
                return number, line
            line -= height
        return len(self.weeks), line

    def _cell(self, day: date, line: int, height: int, width: int) -> Span:
        here = day == self.day
        run_query = ("cursor" if self.has_focus else "idle") if here else ""
        if line == 0:
            heading = self._heading(day, height, width)
            return fit(heading, width), run_query or self._tint(day)
        texts = self._texts(day, height - 1, width)
        text, style = texts[line - 1] if line <= len(texts) else ("", "")
        return fit(text, width), run_query or ("dim" if day.month != self.day.month else style)

    def _texts(self, day: date, room: int, width: int) -> list[Span]:
        """Write a day's events into the lines below its number; the last says how many are left out."""
        entries = self._events.get(day, ())
        if len(entries) > room:
            kept = [self._text(each, width, 1) for each in entries[: max(room - 1, 0)]]
            left = (_(" +{n}").format(n=len(entries) - len(kept)), "dim")
            return [span for spans in kept for span in spans] + [left]
        return [span for each in entries for span in self._text(each, width, room // len(entries))]

    def _text(self, entry: EventRow, width: int, most: int) -> list[Span]:
        width -= _MARGIN
        parts = wrap(label(entry, width, self._clashing), width)
        if len(parts) > most:
            parts = [*parts[: most - 1], fit(" ".join(parts[most - 1 :]), width)]
        style = "dim" if entry.status in rules.INACTIVE else ""
        return [(" " * _MARGIN + part, style) for part in parts]

    def _heading(self, day: date, height: int, width: int) -> str:
        count = len(self._events.get(day, ())) if height == 1 else 0
        number = f"{day.day}" if day.month == self.day.month else month_day(day)
        number = f"[{number}]" if day == self.today else f" {number}"
        return f"{number} {'•' * min(count, width - 5)}" if count else number

    def _tint(self, day: date) -> str:
        if day.month != self.day.month:
            return "dim"
        return "title" if day == self.today else _tint(day.weekday())

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_walk(self, days: int) -> None:
        """Move the cursor by days."""
        self.day = rules.clamp_date(self.day + timedelta(days))

    def action_turn(self, months: int) -> None:
        """Move the cursor by a month."""
        self.day = rules.next_month(self.day) if months > 0 else rules.previous_month(self.day)

    def action_edge(self, end: int) -> None:
        """Move the cursor to the month's first or last day."""
        first = self.day.replace(day=1)
        self.day = first if end > 0 else rules.next_month(first) - timedelta(1)

    def action_open(self) -> None:
        """Open the day."""
        self.post_message(self.Opened(self.day))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a day; a click on the cursor's day opens it."""
        weeks = self.weeks
        number, column, left = self._place(event.y)[0], 0, event.x
        for column, width in enumerate(self._widths()):  # noqa: B007
            if left <= width:
                break
            left -= width + 1
        if event.y > 0 and number < len(weeks):
            day = weeks[number][column]
            if day == self.day:
                self.action_open()
            self.day = day


def _tint(weekday: int) -> str:
    return {_SATURDAY: "accent", _SUNDAY: "bad"}.get(weekday, "bold")


def _shared(cells: int, parts: int) -> list[int]:
    """Share cells among parts, the first getting those left over."""
    least, spare = divmod(cells, parts)
    return [least + (part < spare) for part in range(parts)]


def _ruled(cells: Sequence[Span]) -> list[Span]:
    spans: list[Span] = []
    for number, cell in enumerate(cells):
        spans += [("│", "line"), cell] if number else [cell]
    return spans
