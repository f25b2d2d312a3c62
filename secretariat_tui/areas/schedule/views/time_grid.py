"""Week and day as a time grid: one widget that draws its lines and keeps them until something changes."""

from datetime import date, time, timedelta
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from secretariat_tui.areas.schedule import days
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing.conflicts import Severities
from secretariat_tui.areas.schedule.views import time_days, time_layout, time_lines
from secretariat_tui.areas.schedule.views.base import DiaryData, DiaryView
from secretariat_tui.areas.schedule.views.day_cells import CellStyle
from secretariat_tui.areas.schedule.views.time_cells import CellLook
from secretariat_tui.areas.schedule.views.time_layout import STEPS, TimedBlock
from secretariat_tui.areas.schedule.views.time_lines import MOST_LANES, TimeLayout

_FEW_ROWS = 18  # of a grid, in which a row stands for an hour until the user chooses
_FIRST_SLOT = 9 * 60


class TimeGrid(DiaryView):
    """Days as columns, times as rows. The cursor is on a time of a day, on an event there, or on a bar.

    `slot` is the time in minutes from 0:00, `lane` the line of the bar or None, `index` the event among those
    side by side.
    """

    selects_events = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move_aside(-1)", show=False),
        Binding("right,l", "move_aside(1)", show=False),
        Binding("up,k", "move_slots(-1)", show=False),
        Binding("down,j", "move_slots(1)", show=False),
        Binding("ctrl+up", "move_events(-1)", show=False),
        Binding("ctrl+down", "move_events(1)", show=False),
        Binding("pageup", "move_page(-1)", show=False),
        Binding("pagedown", "move_page(1)", show=False),
        Binding("home,g", "move_to_edge(0)", show=False),
        Binding("end,G", "move_to_edge(-1)", show=False),
        Binding("enter", "open", show=False),
    ]
    page_days = 7

    def __init__(self, day: date, today: date) -> None:
        super().__init__(day, today)
        self.slot = _FIRST_SLOT
        self.index = 0
        self.lane: int | None = None
        self._step = 0  # as chosen by the user; 0 if not
        self._top: int | None = None  # the first row; None until it is chosen for the events shown
        self._layout: TimeLayout | None = None
        self._strips: dict[tuple[object, ...], Strip] = {}

    # What is shown.

    @property
    def period(self) -> tuple[date, date]:
        week = time_days.week_of(self.day)
        return week[0], week[-1]

    def shown_days(self) -> list[date]:
        """Return the days for which there is room."""
        return time_days.shown_days(self.day, self.size.width)

    @property
    def step(self) -> int:
        """The minutes of a row."""
        return self._step or (30 if self.size.height - 4 >= _FEW_ROWS else 60)

    def zoom(self, by: int) -> None:
        """Give a row fewer minutes if `by` is 1, more if it is -1."""
        at = STEPS.index(self.step) - by
        if 0 <= at < len(STEPS):
            self._step = STEPS[at]
            self.slot -= self.slot % self._step
            self._top = None
            self.redraw()

    def show(self, data: DiaryData) -> None:
        super().show(data)
        self._keep_visible()

    def redraw(self) -> None:
        self._layout = None
        self._strips.clear()
        super().redraw()

    def notify_style_update(self) -> None:
        """Draw all lines again: the theme, the focus or a class has changed."""
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self, _event: events.Resize) -> None:
        """Choose the first row for the new size."""
        self._top = None
        self.slot -= self.slot % self.step
        self.post_message(self.Moved(self.day))  # another event may be in the row of the cursor

    def watch_day(self, old: date, new: date) -> None:
        """Choose the first row again when other days are shown."""
        if self._layout and new not in self._layout.days:
            self._top = None
        super().watch_day(old, new)

    @property
    def laid_out(self) -> TimeLayout:
        """The events in their places."""
        if self._layout is None:
            shown = self.shown_days()
            widths = time_days.column_widths(shown, self.size.width)
            self._layout = time_lines.lay_out(
                shown, widths, self.step, self.events_placed(), self.data.holidays
            )
        return self._layout

    def events_placed(self) -> list[EventRow]:
        """Return the events of the days shown."""
        first, last = self.shown_days()[0], self.shown_days()[-1]
        return [e for e in self.data.events if e.starts_on <= last and e.ends_on >= first]

    @property
    def lane_count(self) -> int:
        """The lines of bars."""
        return min(len(self.laid_out.lanes), MOST_LANES)

    @property
    def row_count(self) -> int:
        """The rows of times that are visible."""
        return max(self.size.height - self.lane_count - 3, 1)

    @property
    def top(self) -> int:
        """The first row that is visible, counted from 0:00."""
        if self._top is None:
            self._top = time_layout.first_row(self.laid_out.layouts, self.step, self.row_count)
        return self._top

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """Draw a line, or take it from those that were drawn."""
        key = (y, self.top, self.day, *self._cursor_key(y))
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._draw(y)
        return strip

    def _cursor_key(self, y: int) -> tuple[object, ...]:
        """Return what of the cursor a line depends on."""
        selected = self.selected
        on_row = self.lane is None and self.row_at(y) == self.slot // self.step
        return selected.key if selected else None, on_row, self.has_focus

    def _draw(self, y: int) -> Strip:
        layout, lanes, width = self.laid_out, self.lane_count, self.size.width
        look = self._look()
        row = self.row_at(y)
        if y == 0:
            style = CellStyle(
                self.data.today, None, self.day, self.has_focus, holidays=self.data.holidays
            )
            return self.strip(time_lines.heading(layout, style), width, "band")
        if y <= lanes:
            return self.strip(time_lines.lane_line(layout, y - 1, look, lanes), width)
        if y == lanes + 1:
            return self.strip(time_lines.rule(layout, self.top, above=True), width)
        if y >= self.size.height - 1:
            end = self.top + self.row_count
            return self.strip(time_lines.rule(layout, end, above=False, joint="┴"), width)
        if row >= days.DAY_MINUTES // self.step:
            return self.strip((), width)
        return self.strip(time_lines.row_line(layout, row, look, self.day, self.data.today), width)

    def _look(self) -> CellLook:
        selected = self.selected
        now = self.data.now
        return CellLook(
            self.step,
            "cursor" if self.has_focus else "idle",
            selected.key if selected else None,
            self.slot // self.step if self.lane is None else None,
            now // self.step if now is not None and self.data.today in self.laid_out.days else None,
            self.clashing,
            self.laid_out.unusual,
            self.mask,
        )

    @property
    def clashing(self) -> Severities:
        """The conflicts of the events that have any."""
        return self.data.clashing

    def row_at(self, y: int) -> int:
        """Return the row at a line of the widget, counted from 0:00."""
        return self.top + y - self.lane_count - 2

    # The cursor.

    @property
    def slot_time(self) -> time | None:
        if self.lane is not None or self.selected:
            return None
        return time(*divmod(self.slot, 60))

    @property
    def selected(self) -> EventRow | None:
        layout = self.laid_out
        at = layout.days.index(self.day) if self.day in layout.days else 0
        if self.lane is not None:
            lane = layout.lanes[self.lane] if self.lane < len(layout.lanes) else ()
            return next((bar.event for bar in lane if bar.first <= at <= bar.last), None)
        block = self._block()
        return block.event if block else None

    def _block(self) -> TimedBlock | None:
        blocks = self._blocks(self.day, self.slot)
        return blocks[min(self.index, len(blocks) - 1)] if blocks else None

    def _blocks(self, day: date, slot: int) -> list[TimedBlock]:
        layout = self.laid_out
        if day not in layout.days:
            return []
        return layout.layouts[layout.days.index(day)].at(slot // self.step)

    def select(self, event: EventRow, day: date) -> None:
        """Put the cursor on an event."""
        self.day = min(max(day, event.starts_on), days.last_day(event))
        self.lane, self.index = None, 0
        if time_layout.is_timed(event, event.starts_on):
            self.slot = (days.day_part(event, self.day).start or 0) // self.step * self.step
            keys = [block.event.key for block in self._blocks(self.day, self.slot)]
            self.index = keys.index(event.key) if event.key in keys else 0
        else:
            keys_by_lane = [[bar.event.key for bar in lane] for lane in self.laid_out.lanes]
            lanes = [at for at, keys in enumerate(keys_by_lane) if event.key in keys]
            self.lane = lanes[0] if lanes else None
        self._moved()

    def move_cursor(self, day: date, slot: int | None = None, index: int = 0) -> None:
        """Move the cursor to a time of a day, and there to an event."""
        before = self.day
        self.lane, self.index = None, index
        if slot is not None:
            self.slot = min(max(slot, 0), days.DAY_MINUTES - self.step)
        self.day = day
        if self.day == before:
            self._moved()
        else:
            self._keep_visible()

    def _moved(self) -> None:
        self._keep_visible()
        self.refresh()
        self.post_message(self.Moved(self.day))

    def _keep_visible(self) -> None:
        """Scroll so that the row of the cursor is visible."""
        row = self.slot // self.step
        top = min(max(self.top, row - self.row_count + 1), row)
        if self.lane is None and top != self.top:
            self._top = top
            self.refresh()

    def action_move_aside(self, by: int) -> None:
        """Move to the next event at the same time, or to the next day."""
        blocks = self._blocks(self.day, self.slot)
        index = min(self.index, len(blocks) - 1) + by
        if self.lane is None and 0 <= index < len(blocks):
            self.move_cursor(self.day, index=index)
            return
        lane = self.lane
        day = self.day + timedelta(by)
        self.move_cursor(day, index=0 if by > 0 else MOST_LANES)
        if lane is not None and (lanes := self._lanes_of_day()):
            self.lane = min(lanes, key=lambda each: abs(each - lane))

    def action_move_slots(self, by: int) -> None:
        """Move to an earlier or later row, from the first one to the bars above it."""
        if self.lane is not None:
            lanes = self._lanes_of_day()
            at = lanes.index(self.lane) + by if self.lane in lanes else len(lanes)
            if at >= len(lanes):
                self.move_cursor(self.day, self.top * self.step)
            elif at >= 0:
                self.lane = lanes[at]
                self._moved()
        elif self.slot + by * self.step < 0:
            self._move_to_bars(-1)
        else:
            self.move_cursor(self.day, self.slot + by * self.step, self.index)

    def _lanes_of_day(self) -> list[int]:
        """Return the lines in which the day has a bar."""
        at = self.laid_out.days.index(self.day)
        lanes = self.laid_out.lanes[: self.lane_count]
        return [n for n, lane in enumerate(lanes) if any(b.first <= at <= b.last for b in lane)]

    def _move_to_bars(self, at: int) -> None:
        if lanes := self._lanes_of_day():
            self.lane = lanes[at]
            self._moved()

    def action_move_events(self, by: int) -> None:
        """Move to the previous or next event of the day: bars first, then by time."""
        stops = self._stops()
        selected = self.selected
        at = next(
            (n for n, each in enumerate(stops) if selected and each.key == selected.key), None
        )
        if at is None:
            timed = [n for n, each in enumerate(stops) if self._start(each) < self.slot]
            at = (timed[-1] if timed else -1) if by > 0 else (timed[-1] + 1 if timed else 0)
        if 0 <= at + by < len(stops):
            self.select(stops[at + by], self.day)

    def _start(self, event: EventRow) -> int:
        timed = time_layout.is_timed(event, event.starts_on)
        return days.day_part(event, self.day).start or 0 if timed else -1

    def _stops(self) -> list[EventRow]:
        layout = self.laid_out
        at = layout.days.index(self.day)
        bars = [
            bar.event
            for lane in layout.lanes[: self.lane_count]
            for bar in lane
            if bar.first <= at <= bar.last
        ]
        blocks = sorted(layout.layouts[at].blocks, key=lambda each: (each.first, each.column))
        return [*bars, *(block.event for block in blocks)]

    def action_move_page(self, by: int) -> None:
        """Move to the previous or next week, or day."""
        self.move_cursor(self.day + timedelta(by * self.page_days))

    def action_move_to_edge(self, end: int) -> None:
        """Move to the first or last event of the day; from the first one to the bars."""
        stops = [each for each in self._stops() if self._start(each) >= 0]
        if stops and (selected := self.selected) and end == 0 and selected.key == stops[0].key:
            self._move_to_bars(0)
        elif stops:
            self.select(stops[end], self.day)
        else:
            self.move_cursor(self.day, _FIRST_SLOT)
