"""The year: one widget that draws its twelve months with busy days, overlaps and holidays."""

from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from secretariat_tui.areas.schedule import rules
from secretariat_tui.areas.schedule.views import year_cells
from secretariat_tui.areas.schedule.views.base import DiaryData, DiaryView
from secretariat_tui.areas.schedule.views.day_cells import CellStyle
from secretariat_tui.areas.schedule.views.year_cells import YearData, YearLayout
from secretariat_tui.core.dates import add_months
from secretariat_tui.core.i18n import _


class YearGrid(DiaryView):
    """A year of small months; the cursor is a day, whose month Enter opens."""

    opened_view = "month"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move_days(-1)", show=False),
        Binding("right,l", "move_days(1)", show=False),
        Binding("up,k", "move_days(-7)", show=False),
        Binding("down,j", "move_days(7)", show=False),
        Binding("ctrl+left,left_square_bracket", "move_months(-1)", show=False),
        Binding("ctrl+right,right_square_bracket", "move_months(1)", show=False),
        Binding("pageup", "move_months(-12)", show=False),
        Binding("pagedown", "move_months(12)", show=False),
        Binding("home,g", "move_to_edge(1)", show=False),
        Binding("end,G", "move_to_edge(12)", show=False),
        Binding("enter", "open", show=False),
    ]

    def __init__(self, day: date, today: date) -> None:
        super().__init__(day, today)
        self._year_data: YearData | None = None  # computed when it is drawn
        self._strips: dict[int, Strip] = {}

    @property
    def period(self) -> tuple[date, date]:
        year = self.day.year
        return date(year, 1, 1), date(year, 12, 31)

    @property
    def title(self) -> str:
        return _("{year}년").format(year=self.day.year)

    @property
    def short_title(self) -> str:
        return self.title

    def show(self, data: DiaryData) -> None:
        self._year_data = None
        super().show(data)

    def watch_day(self, old: date, new: date) -> None:
        """Compute the days of another year."""
        if old.year != new.year:
            self._year_data = None
        super().watch_day(old, new)

    def redraw(self) -> None:
        self._strips.clear()
        super().redraw()

    def notify_style_update(self) -> None:
        """Draw all lines again: the theme, the focus or a class has changed."""
        self._strips.clear()
        super().notify_style_update()

    @property
    def laid_out(self) -> YearLayout:
        """The places of the months."""
        return year_cells.lay_out(self.size.width, self.size.height)

    @property
    def top(self) -> int:
        """The first line that is visible: where not all months fit, so that the month of the cursor is."""
        layout, height = self.laid_out, self.size.height
        end = ((self.day.month - 1) // layout.columns + 1) * year_cells.LINES
        lines = layout.rows * year_cells.LINES
        shown = height // year_cells.LINES * year_cells.LINES or year_cells.LINES
        return 0 if lines <= height else max(end - shown, 0)

    def render_line(self, y: int) -> Strip:
        """Draw a line, or take it from those that were drawn."""
        line = self.top + y
        strip = self._strips.get(line)
        if strip is None:
            strip = self._strips[line] = self._draw(line)
        return strip

    def _draw(self, line: int) -> Strip:
        layout = self.laid_out
        if line >= layout.rows * year_cells.LINES:
            return self.strip((), self.size.width)
        if self._year_data is None:
            self._year_data = year_cells.year_data(self.day.year, self.data.events)
        style = CellStyle(self.data.today, None, self.day, self.has_focus, self.data.holidays)
        spans = year_cells.year_line(self.day.year, line, layout, self._year_data, style)
        return self.strip(spans, self.size.width)

    def action_move_days(self, by: int) -> None:
        """Move the cursor by days."""
        self.day = rules.clamp_date(self.day + timedelta(by))

    def action_move_months(self, by: int) -> None:
        """Move the cursor by months."""
        self.day = add_months(self.day, by)

    def action_move_to_edge(self, month: int) -> None:
        """Move the cursor to the first or the last day of the year."""
        self.day = self.period[0 if month == 1 else 1]

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a day; a click on the cursor's day opens its month."""
        day = year_cells.day_at(self.day.year, event.x, self.top + event.y, self.laid_out)
        if day == self.day:
            self.action_open()
        elif day is not None:
            self.day = day
