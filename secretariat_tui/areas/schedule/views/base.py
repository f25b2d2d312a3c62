"""What all views of the diary have in common: the day under the cursor, the events shown, the messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from textual import events
from textual.message import Message
from textual.reactive import reactive

from secretariat_tui.areas.schedule import rules
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing.conflicts import NO_CONFLICTS, Severities
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tui.widgets.canvas import Canvas
from secretariat_tui.tui.widgets.css import css


class DiaryData(NamedTuple):
    """What the views show: the events of their days, the conflicts of those that have any, holidays, today.

    `now` is the time in minutes from 0:00, or None.
    """

    today: date
    events: Sequence[EventRow] = ()
    clashing: Severities = NO_CONFLICTS
    holidays: HolidayCalendar = HolidayCalendar({})
    now: int | None = None


class DiaryView(Canvas, can_focus=True):
    """A view of the diary. Its cursor is on a day; a view may also select an event of that day."""

    DEFAULT_CSS = css("DiaryView")
    selects_events = False
    """Whether the cursor is on events; else it is on days only."""
    opened_view = ""
    """The view that Enter opens on the day of the cursor; "" if Enter opens events."""
    day: reactive[date] = reactive(date.min, init=False)

    @dataclass
    class Moved(Message):
        """The cursor moved."""

        day: date

    @dataclass
    class Opened(Message):
        """Enter was pressed, or the cursor's place was clicked; `event` is None if none is selected."""

        day: date
        event: EventRow | None = None

    def __init__(self, day: date, today: date) -> None:
        super().__init__()
        self.data = DiaryData(today)
        self.set_reactive(DiaryView.day, rules.clamp_date(day))

    @property
    def period(self) -> tuple[date, date]:
        """The first and the last day shown."""
        raise NotImplementedError

    @property
    def slot_time(self) -> time | None:
        """The time under the cursor; None if the view shows no times, or an event is selected."""
        return None

    @property
    def counted(self) -> tuple[date, date]:
        """The days whose events the headline counts."""
        return self.period

    @property
    def month_shown(self) -> int | None:
        """The month of the days counted if days of other months are shown beside it; else None."""
        return None

    @property
    def title(self) -> str:
        """The name of the days shown."""
        return _("{year}년 {month}월").format(year=self.day.year, month=self.day.month)

    @property
    def short_title(self) -> str:
        """A short name of the days shown, without the year."""
        return _("{month}월").format(month=self.day.month)

    @property
    def title_note(self) -> str:
        """What follows the name where there is room."""
        return ""

    @property
    def selected(self) -> EventRow | None:
        """The event under the cursor; None if the view selects days only."""
        return None

    @property
    def placing(self) -> EventRow | None:
        """The event that is being moved, where it is now; None if none is."""
        return None

    def show(self, data: DiaryData) -> None:
        """Show events and holidays on their days."""
        self.data = data
        self.redraw()

    def select(self, event: EventRow, day: date) -> None:  # noqa: ARG002
        """Put the cursor on an event, on one of its days."""
        self.day = day

    def redraw(self) -> None:
        """Forget the lines that were drawn, and draw again."""
        self.refresh()

    def validate_day(self, day: date) -> date:
        """Clamp the cursor to the dates that the program supports."""
        return rules.clamp_date(day)

    def watch_day(self, old: date, new: date) -> None:
        """Redraw, and post Moved."""
        if old != new:
            self.redraw()
            self.post_message(self.Moved(self.day))

    def on_resize(self, _event: events.Resize) -> None:
        """Draw again in the new size."""
        self.redraw()

    def on_focus(self) -> None:
        self.redraw()

    def on_blur(self) -> None:
        self.redraw()

    def action_open(self) -> None:
        """Open the event under the cursor, or the day."""
        self.post_message(self.Opened(self.day, self.selected))
