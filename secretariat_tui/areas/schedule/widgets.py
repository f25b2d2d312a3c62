"""The month grid: one widget that draws the weeks of a month with their events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from secretariat_tui.areas.schedule import rules, week_grid
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.week_grid import CellStyle, Week
from secretariat_tui.core.dates import WEEKDAYS
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.paint.text import Span, fit_width
from secretariat_tui.tui.widgets.canvas import Canvas
from secretariat_tui.tui.widgets.css import css


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
        self._events: Sequence[EventRow] = ()
        self._clashing: frozenset[int] = frozenset()
        self._holidays = HolidayCalendar({})
        self._weeks: Sequence[Week] | None = None  # laid out when they are drawn
        self._lines: list[tuple[list[Span], str]] | None = None
        self.set_reactive(MonthGrid.day, rules.clamp_date(day))

    @property
    def weeks(self) -> list[list[date]]:
        """The days shown, by week."""
        return rules.month_weeks(self.day.year, self.day.month)

    def show(
        self, entries: Sequence[EventRow], clashing: frozenset[int], holidays: HolidayCalendar
    ) -> None:
        """Show events and holidays on their days; `clashing` are the ids of events that clash."""
        self._events, self._clashing, self._holidays = entries, clashing, holidays
        self._weeks = None
        self._redraw()

    def _redraw(self) -> None:
        self._lines = None
        self.refresh()

    def validate_day(self, day: date) -> date:
        """Clamp the cursor to the dates that the program supports."""
        return rules.clamp_date(day)

    def watch_day(self, old: date, new: date) -> None:
        """Redraw, and post Moved."""
        if (old.year, old.month) != (new.year, new.month):
            self._weeks = None
        self._redraw()
        self.post_message(self.Moved(self.day))

    def on_resize(self) -> None:
        self._redraw()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the grid: weekdays, or for a week the numbers or a line of events."""
        if self._lines is None:
            self._lines = self._draw()
        spans, row = self._lines[y] if y < len(self._lines) else ([], "")
        return self.strip(spans, self.size.width, row)

    def _draw(self) -> list[tuple[list[Span], str]]:
        """Return all lines, each with the style of its row."""
        widths = self._widths()
        names: list[Span] = []
        for weekday, (name, width) in enumerate(zip(WEEKDAYS, widths, strict=True)):
            cell = (fit_width(f" {_(name)}", width), week_grid.weekday_style(weekday))
            names += [("│", "line"), cell] if weekday else [cell]
        style = CellStyle(self.today, self.day.month, self.day, self.has_focus, self._holidays)
        lines = [(names, "")]
        for week, height in zip(self._laid_out_weeks(), self._heights(), strict=True):
            first, *others = week_grid.week_lines(week, height, widths, style)
            lines += [(first, "band"), *((line, "") for line in others)]
        return lines

    def _laid_out_weeks(self) -> Sequence[Week]:
        if self._weeks is None:
            first, last = self.weeks[0][0], self.weeks[-1][-1]
            near = [e for e in self._events if e.starts_on <= last and e.ends_on >= first]
            self._weeks = [week_grid.lay_out(each, near, self._clashing) for each in self.weeks]
        return self._weeks

    def _widths(self) -> list[int]:
        return _distribute(self.size.width - 6, 7)

    def _heights(self) -> list[int]:
        weeks = self._laid_out_weeks()
        past = [week.days[-1] < self.today for week in weeks]
        return week_grid.heights(
            [week.rows_needed for week in weeks], past, max(self.size.height - 1, len(weeks))
        )

    def _week_at(self, y: int) -> int:
        """Return the week at a line of the widget."""
        line = y - 1
        heights = self._heights()
        for week, height in enumerate(heights):
            if line < height:
                return week
            line -= height
        return len(heights)

    def on_focus(self) -> None:
        self._redraw()

    def on_blur(self) -> None:
        self._redraw()

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
        week, column, left = self._week_at(event.y), 0, event.x
        for column, width in enumerate(self._widths()):  # noqa: B007
            if left <= width:
                break
            left -= width + 1
        if event.y > 0 and week < len(weeks):
            day = weeks[week][column]
            if day == self.day:
                self.action_open()
            self.day = day


def _distribute(cells: int, parts: int) -> list[int]:
    """Divide cells into equal parts; the first parts get one of the remainder each."""
    least, spare = divmod(cells, parts)
    return [least + (part < spare) for part in range(parts)]
