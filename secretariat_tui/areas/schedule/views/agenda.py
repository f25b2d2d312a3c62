"""The agenda: the events of a month line by line, with the days that are free."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.strip import Strip

from secretariat_tui.areas.schedule import days, details, rules
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.views.base import DiaryData, DiaryView
from secretariat_tui.core.anniversaries import anniversaries
from secretariat_tui.core.dates import add_months, full_date, short_date
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.paint.text import StyledLine, styled_line

if TYPE_CHECKING:
    from secretariat_tui.areas.schedule.days import EventKey


class AgendaView(DiaryView):
    """A month as a list. The cursor is on an event, or on a free day or several of them."""

    selects_events = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move_lines(-1)", show=False),
        Binding("down,j", "move_lines(1)", show=False),
        Binding("left,h,pageup", "move_month(-1)", show=False),
        Binding("right,l,pagedown", "move_month(1)", show=False),
        Binding("home,g", "move_to_edge(0)", show=False),
        Binding("end,G", "move_to_edge(-1)", show=False),
        Binding("enter", "open", show=False),
    ]

    def __init__(self, day: date, today: date) -> None:
        super().__init__(day, today)
        self._lines: Sequence[StyledLine] = ()
        self._at = 0
        self._wanted: EventKey | None = None  # the key of the event that the cursor was put on

    @property
    def period(self) -> tuple[date, date]:
        first = self.day.replace(day=1)
        return first, add_months(first, 1) - timedelta(1)

    def show(self, data: DiaryData) -> None:
        selected = self.selected
        self._wanted = selected.key if selected else None
        super().show(data)

    def redraw(self) -> None:
        self._lines = list(self._all_lines())
        self._at = self._nearest()
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh(layout=True)
        self._keep_visible()

    def _all_lines(self) -> Iterator[StyledLine]:
        """Yield a heading and the events of each day, and a line for days in a row that are free."""
        first, last = self.period
        free: date | None = None
        by_day = days.by_day(self.data.events, first, last)
        hours = details.hours_width(by_day)
        for n in range((last - first).days + 1):
            day = first + timedelta(n)
            if day not in by_day:
                free = free or day
                continue
            if free:
                yield _free_line(free, day - timedelta(1))
                free = None
            yield self._heading(day)
            for each in by_day[day]:
                clashing = self.data.clashing.get(each.key)
                yield details.event_line(each, day, hours, clashing, self.data.holidays)
        if free:
            yield _free_line(free, last)

    def _heading(self, day: date) -> StyledLine:
        holiday = self.data.holidays.name(day)
        today = _(" 오늘") if day == self.data.today else ""
        kept = " · ".join(anniversaries(day))
        return styled_line(
            (full_date(day) + today, "title"),
            (f"  {holiday}" if holiday else "", "bad"),
            (f"  {kept}" if kept else "", "dim"),
        )

    def _nearest(self) -> int:
        """Return the line of the event that was selected, else the first one on the day or later."""
        stops = self._stops()
        wanted = [at for at in stops if self._lines[at].target == (self._wanted, self.day)]
        same = [at for at in stops if self._lines[at].target[1] == self.day]
        before = [at for at in stops if self._lines[at].target[1] < self.day]
        return next(iter([*wanted, *same, *before[-1:], *stops]), 0)

    def _stops(self) -> list[int]:
        return [at for at, line in enumerate(self._lines) if line.target is not None]

    @property
    def selected(self) -> EventRow | None:
        target = self._lines[self._at].target if self._at < len(self._lines) else None
        if target is None or target[0] is None:
            return None
        return next((each for each in self.data.events if each.key == target[0]), None)

    def select(self, event: EventRow, day: date) -> None:
        self._wanted = event.key
        self.day = day
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return self.strip((), self.size.width)
        cursor = ("cursor" if self.has_focus else "idle") if at == self._at else ""
        return self.strip(self._lines[at].spans, self.size.width, cursor)

    def _keep_visible(self) -> None:
        if self.size.height:  # else on_resize follows
            top = max(self._at - 1, 0)  # with the heading above it
            region = Region(0, top, 1, self._at - top + 1)
            self.scroll_to_region(region, animate=False, force=True, immediate=True)
        self.refresh()

    def _put(self, at: int) -> None:
        """Move the cursor to a line."""
        self._at = at
        key, day = self._lines[at].target
        self._wanted = key
        before, self.day = self.day, day
        if before == self.day:
            self.refresh()
            self.post_message(self.Moved(self.day))
        self._keep_visible()

    def action_move_lines(self, by: int) -> None:
        """Move to another line; beyond the first or last one to another month."""
        stops = self._stops()
        at = stops.index(self._at) + by if self._at in stops else 0
        if 0 <= at < len(stops):
            self._put(stops[at])
        else:
            first, last = self.period
            self._wanted = None
            self.day = first - timedelta(1) if by < 0 else last + timedelta(1)

    def action_move_month(self, by: int) -> None:
        """Move to the previous or next month."""
        self._wanted = None
        self.day = rules.next_month(self.day) if by > 0 else rules.previous_month(self.day)

    def action_move_to_edge(self, end: int) -> None:
        """Move to the first or last line."""
        if stops := self._stops():
            self._put(stops[end])

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a line; a click on the cursor's line opens it."""
        at = event.y + self.scroll_offset.y
        if at < len(self._lines) and self._lines[at].target is not None:
            if at == self._at:
                self.action_open()
            self._put(at)


def _free_line(first: date, last: date) -> StyledLine:
    """Return the line of days without an event."""
    text = short_date(first) + (f"–{short_date(last)}" if last > first else "")
    return styled_line((f"{text}  ", "dim"), (_("일정 없음"), "dim"), target=(None, first))
