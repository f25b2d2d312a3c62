"""The month grid: one widget that draws the weeks of a month with their events."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from secretariat_tui.areas.schedule import rules
from secretariat_tui.areas.schedule.views import day_cells
from secretariat_tui.areas.schedule.views.base import DiaryData, DiaryView
from secretariat_tui.areas.schedule.views.day_cells import CellStyle, Week
from secretariat_tui.areas.schedule.views.time_days import distribute
from secretariat_tui.core.dates import WEEKDAYS, add_months, month_day
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.paint.text import Span, fit_width

_FORTNIGHT = 14
# Cells of a day of a weekend in a grid of about 100 cells; in others all days are equal.
_WEEKEND = 12


class MonthGrid(DiaryView):
    """A month of days with their events; the cursor is a day."""

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

    def __init__(self, day: date, today: date) -> None:
        super().__init__(day, today)
        self._weeks: Sequence[Week] | None = None  # laid out when they are drawn
        self._lines: list[tuple[list[Span], str]] | None = None

    @property
    def weeks(self) -> list[list[date]]:
        """The days shown, by week."""
        return rules.month_weeks(self.day.year, self.day.month)

    @property
    def period(self) -> tuple[date, date]:
        """The first and the last day of the weeks shown."""
        return self.weeks[0][0], self.weeks[-1][-1]

    @property
    def month_shown(self) -> int | None:
        """The month of the cursor, outside of which days are dim; None if there is no such month."""
        return self.day.month

    @property
    def counted(self) -> tuple[date, date]:
        """The first and the last day of the month."""
        first = self.day.replace(day=1)
        return first, add_months(first, 1) - timedelta(1)

    def forget_weeks(self) -> None:
        """Lay out the weeks again when they are drawn."""
        self._weeks = None

    def show(self, data: DiaryData) -> None:
        self.forget_weeks()
        super().show(data)

    def redraw(self) -> None:
        self._lines = None
        super().redraw()

    def watch_day(self, old: date, new: date) -> None:
        """Lay out another month."""
        if (old.year, old.month) != (new.year, new.month):
            self.forget_weeks()
        super().watch_day(old, new)

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
            cell = (fit_width(f" {_(name)}", width), day_cells.weekday_style(weekday))
            names += [("│", "line"), cell] if weekday else [cell]
        style = CellStyle(
            self.data.today, self.month_shown, self.day, self.has_focus, self.data.holidays
        )
        lines = [(names, "")]
        for week, height in zip(self._laid_out_weeks(), self._heights(), strict=True):
            first, *others = day_cells.week_lines(week, height, widths, style)
            lines += [(first, "band"), *((line, "") for line in others)]
        return lines

    def _laid_out_weeks(self) -> Sequence[Week]:
        if self._weeks is None:
            first, last = self.weeks[0][0], self.weeks[-1][-1]
            near = [e for e in self.data.events if e.starts_on <= last and e.ends_on >= first]
            clashing, holidays = self.data.clashing, self.data.holidays
            self._weeks = [day_cells.lay_out(each, near, clashing, holidays) for each in self.weeks]
        return self._weeks

    def _widths(self) -> list[int]:
        """Return the widths of the days; weekends give other days what a line of these needs."""
        cells = self.size.width - 6
        if cells // 7 != _WEEKEND + 1:
            return distribute(cells, 7)
        return [*distribute(cells - 2 * _WEEKEND, 5), _WEEKEND, _WEEKEND]

    def _heights(self) -> list[int]:
        weeks = self._laid_out_weeks()
        past = [week.days[-1] < self.data.today for week in weeks]
        return day_cells.heights(
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


class TwoWeeks(MonthGrid):
    """Two weeks, with more lines for each day."""

    @property
    def weeks(self) -> list[list[date]]:
        first = self.day - timedelta((self.day.toordinal() - 1) % _FORTNIGHT)
        return [[first + timedelta(week + n) for n in range(7)] for week in (0, 7)]

    @property
    def month_shown(self) -> int | None:
        return None

    @property
    def counted(self) -> tuple[date, date]:
        return self.period

    @property
    def title(self) -> str:
        first, last = self.period
        return _("{year}년 {first}–{last}").format(
            year=first.year, first=month_day(first), last=month_day(last)
        )

    @property
    def short_title(self) -> str:
        first, last = self.period
        return f"{month_day(first)}–{month_day(last)}"

    def watch_day(self, old: date, new: date) -> None:
        """Lay out other weeks."""
        self.forget_weeks()
        super().watch_day(old, new)

    def action_move_month(self, months: int) -> None:
        """Move the cursor by two weeks."""
        self.day = rules.clamp_date(self.day + timedelta(_FORTNIGHT * months))

    def action_move_to_edge(self, end: int) -> None:
        """Move the cursor to the first or last day."""
        self.day = self.period[0 if end > 0 else 1]
