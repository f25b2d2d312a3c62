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
from secretariat_tui.tui.paint.text import Span, fit_width, wrap
from secretariat_tui.tui.widgets.canvas import Canvas
from secretariat_tui.tui.widgets.css import css

_SATURDAY, _SUNDAY = 5, 6
_MIN_WIDTH_FOR_TIME = 13  # cells of a column that shows the time of events
_MARGIN = 1  # cells before an event, as before the number of the day


def event_label(entry: EventRow, width: int, overlapping: frozenset[int]) -> str:
    """Return the text of an event in the grid: time if it fits, mark, title."""
    mark = "! " if entry.id in overlapping else ""
    if entry.status == "hold":
        mark += "?"
    elif entry.status in rules.INACTIVE:
        mark += "×"
    title = rules.masked_title(entry.title, entry.visibility)
    at = (
        f"{format_time(entry.starts_at)} "
        if entry.starts_at and width >= _MIN_WIDTH_FOR_TIME
        else ""
    )
    return f"{at}{mark}{title}"


class MonthGrid(Canvas, can_focus=True):
    """A month of days with their events; the cursor is a day."""

    DEFAULT_CSS = css("MonthGrid")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move_days(-1)", show=False),
        Binding("right,l", "move_days(1)", show=False),
        Binding("up,k", "move_days(-7)", show=False),
        Binding("down,j", "move_days(7)", show=False),
        Binding("pageup", "move_month(-1)", show=False),
        Binding("pagedown", "move_month(1)", show=False),
        Binding("home,g", "move_to_edge(1)", show=False),
        Binding("end,G", "move_to_edge(-1)", show=False),
        Binding("enter", "open", show=False),
    ]
    day: reactive[date] = reactive(date.min, init=False)

    @dataclass
    class Moved(Message):
        """The cursor moved to a day."""

        day: date

    @dataclass
    class Opened(Message):
        """Enter was pressed on a day, or the day under the cursor was clicked."""

        day: date

    def __init__(self, day: date, today: date) -> None:
        super().__init__()
        self.today = today
        self._events: Mapping[date, Sequence[EventRow]] = {}
        self._overlapping: frozenset[int] = frozenset()
        self.set_reactive(MonthGrid.day, rules.clamp_date(day))

    @property
    def weeks(self) -> list[list[date]]:
        """The days shown, by week."""
        return rules.month_weeks(self.day.year, self.day.month)

    def show(self, entries: Sequence[EventRow]) -> None:
        """Show events on their days."""
        first, last = self.weeks[0][0], self.weeks[-1][-1]
        by_day: dict[date, list[EventRow]] = {}
        for entry in entries:
            for day in rules.event_days(entry, first, last):
                by_day.setdefault(day, []).append(entry)
        self._events = by_day
        self._overlapping = frozenset(n for pair in rules.overlaps(entries) for n in pair)
        self.refresh()

    def validate_day(self, day: date) -> date:
        """Clamp the cursor to the dates that the program supports."""
        return rules.clamp_date(day)

    def watch_day(self) -> None:
        """Redraw, and post Moved."""
        self.refresh()
        self.post_message(self.Moved(self.day))

    def render_line(self, y: int) -> Strip:
        """Draw a line of the grid: weekdays, or for a week the numbers or a line of events."""
        widths = self._widths()
        if y == 0:
            names = [
                (fit_width(f" {_(name)}", width), _weekday_style(i))
                for i, (name, width) in enumerate(zip(WEEKDAYS, widths, strict=True))
            ]
            return self.strip(_with_separators(names), self.size.width)
        week, line = self._week_at(y)
        heights = self._heights()
        if week >= len(heights):
            return self.strip((), self.size.width)
        cells = [
            self._cell(day, line, heights[week], width)
            for day, width in zip(self.weeks[week], widths, strict=True)
        ]
        return self.strip(_with_separators(cells), self.size.width, "" if line else "band")

    def _widths(self) -> list[int]:
        return _distribute(self.size.width - 6, 7)

    def _heights(self) -> list[int]:
        weeks = len(self.weeks)
        return _distribute(max(self.size.height - 1, weeks), weeks)

    def _week_at(self, y: int) -> tuple[int, int]:
        """Return the week at a line of the widget, and the line within it."""
        line = y - 1
        for week, height in enumerate(self._heights()):
            if line < height:
                return week, line
            line -= height
        return len(self.weeks), line

    def _cell(self, day: date, line: int, height: int, width: int) -> Span:
        is_cursor = day == self.day
        cursor_style = ("cursor" if self.has_focus else "idle") if is_cursor else ""
        if line == 0:
            heading = self._heading(day, height, width)
            return fit_width(heading, width), cursor_style or self._day_style(day)
        texts = self._event_lines(day, height - 1, width)
        text, style = texts[line - 1] if line <= len(texts) else ("", "")
        return fit_width(text, width), cursor_style or (
            "dim" if day.month != self.day.month else style
        )

    def _event_lines(self, day: date, height: int, width: int) -> list[Span]:
        """Return the lines of a day's events; if they do not fit, the last shows the number left out."""
        entries = self._events.get(day, ())
        if len(entries) > height:
            kept = [self._wrapped_event(each, width, 1) for each in entries[: max(height - 1, 0)]]
            left = (_(" +{n}").format(n=len(entries) - len(kept)), "dim")
            return [span for spans in kept for span in spans] + [left]
        return [
            span
            for each in entries
            for span in self._wrapped_event(each, width, height // len(entries))
        ]

    def _wrapped_event(self, entry: EventRow, width: int, max_lines: int) -> list[Span]:
        width -= _MARGIN
        parts = wrap(event_label(entry, width, self._overlapping), width)
        if len(parts) > max_lines:
            parts = [*parts[: max_lines - 1], fit_width(" ".join(parts[max_lines - 1 :]), width)]
        style = "dim" if entry.status in rules.INACTIVE else ""
        return [(" " * _MARGIN + part, style) for part in parts]

    def _heading(self, day: date, height: int, width: int) -> str:
        count = len(self._events.get(day, ())) if height == 1 else 0
        number = f"{day.day}" if day.month == self.day.month else month_day(day)
        number = f"[{number}]" if day == self.today else f" {number}"
        return f"{number} {'•' * min(count, width - 5)}" if count else number

    def _day_style(self, day: date) -> str:
        if day.month != self.day.month:
            return "dim"
        return "title" if day == self.today else _weekday_style(day.weekday())

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_move_days(self, days: int) -> None:
        """Move the cursor by days."""
        self.day = rules.clamp_date(self.day + timedelta(days))

    def action_move_month(self, months: int) -> None:
        """Move the cursor to the next or previous month."""
        self.day = rules.next_month(self.day) if months > 0 else rules.previous_month(self.day)

    def action_move_to_edge(self, end: int) -> None:
        """Move the cursor to the month's first or last day."""
        first = self.day.replace(day=1)
        self.day = first if end > 0 else rules.next_month(first) - timedelta(1)

    def action_open(self) -> None:
        """Open the day."""
        self.post_message(self.Opened(self.day))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a day; a click on the cursor's day opens it."""
        weeks = self.weeks
        week, column, left = self._week_at(event.y)[0], 0, event.x
        for column, width in enumerate(self._widths()):  # noqa: B007
            if left <= width:
                break
            left -= width + 1
        if event.y > 0 and week < len(weeks):
            day = weeks[week][column]
            if day == self.day:
                self.action_open()
            self.day = day


def _weekday_style(weekday: int) -> str:
    return {_SATURDAY: "accent", _SUNDAY: "bad"}.get(weekday, "bold")


def _distribute(cells: int, parts: int) -> list[int]:
    """Divide cells into equal parts; the first parts get one of the remainder each."""
    least, spare = divmod(cells, parts)
    return [least + (part < spare) for part in range(parts)]


def _with_separators(cells: Sequence[Span]) -> list[Span]:
    spans: list[Span] = []
    for index, cell in enumerate(cells):
        spans += [("│", "line"), cell] if index else [cell]
    return spans
