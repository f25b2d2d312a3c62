"""Moving and stretching events in a time grid, by keys and with the mouse."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from secretariat_tui.areas.schedule import days
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing import conflicts
from secretariat_tui.areas.schedule.timing.conflicts import Severities
from secretariat_tui.areas.schedule.views import moving, time_cells, time_days, time_layout
from secretariat_tui.areas.schedule.views.time_grid import TimeGrid

if TYPE_CHECKING:
    from datetime import date


_PLACING_KEYS = frozenset(
    {
        *("shift+left", "shift+right", "shift+up", "shift+down"),
        *("ctrl+shift+up", "ctrl+shift+down"),
    }
)


@dataclass
class _Drag:
    """An event under the mouse: where it was grabbed, and whether its lower edge was."""

    event: EventRow
    day: "date"
    slot: int
    edge: bool


class PlacingGrid(TimeGrid):
    """A time grid whose events can be moved and stretched.

    Shift with an arrow begins. Then arrows move the event, Tab changes between its place and its end, Enter stores
    it, Esc leaves it where it was.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+left", "place(-1, 0)", show=False),
        Binding("shift+right", "place(1, 0)", show=False),
        Binding("shift+up", "place(0, -1)", show=False),
        Binding("shift+down", "place(0, 1)", show=False),
        Binding("ctrl+shift+up", "place(0, -1, True)", show=False),
        Binding("ctrl+shift+down", "place(0, 1, True)", show=False),
    ]

    @dataclass
    class Placing(Message):
        """The event that is being moved is somewhere else; None if that has ended."""

        event: EventRow | None
        stretching: bool = False

    class NothingSelected(Message):
        """An event was to be moved, but none is selected."""

    @dataclass
    class Placed(Message):
        """An event is to be stored in another place."""

        event: EventRow
        place: EventRow

    def __init__(self, day: "date", today: "date") -> None:
        super().__init__(day, today)
        self._original: EventRow | None = None
        self._place: EventRow | None = None
        self._moved_clashing: Severities | None = (
            None  # None until a line of the new place is drawn
        )
        self._stretching = False
        self._drag: _Drag | None = None
        self._was_selected = False  # whether the mouse was pressed on what was selected

    @property
    def placing(self) -> EventRow | None:
        return self._place

    def events_placed(self) -> list[EventRow]:
        if self._place is None:
            return super().events_placed()
        first, last = self.shown_days()[0], self.shown_days()[-1]
        shown = moving.with_place(self.data.events, self._place)
        return [each for each in shown if each.starts_on <= last and each.ends_on >= first]

    @property
    def clashing(self) -> Severities:
        """The worst conflict of each event, with the moved event in its new place."""
        if self._place is None:
            return self.data.clashing
        if self._moved_clashing is None:
            self._moved_clashing = conflicts.severities(self.events_placed())
        return self._moved_clashing

    def action_place(self, by_days: int, slots: int, stretch: bool | None = None) -> None:  # noqa: FBT001
        """Move or stretch the selected event by days and rows."""
        if self._place is None:
            selected = self.selected
            if selected is None:
                self.post_message(self.NothingSelected())
                return
            self._original = self._place = selected
            self._stretching = False
        if stretch is not None:
            self._stretching = stretch
        change = moving.stretched if self._stretching else moving.moved
        self._put(change(self._place, by_days, slots * self.step))

    def _put(self, place: EventRow) -> None:
        """Show the event in a place."""
        self._place, self._moved_clashing = place, None
        self.redraw()
        self.select(place, place.starts_on)
        self.post_message(self.Placing(place, self._stretching))

    def give_up(self) -> None:
        """Leave the event where it was."""
        original = self._original
        self._original = self._place = None
        self.redraw()
        if original is not None:
            self.select(original, original.starts_on)
        self.post_message(self.Placing(None))

    def _store(self) -> None:
        original, place = self._original, self._place
        if original is not None and place is not None and place != original:
            self.post_message(self.Placed(original, place))
        else:
            self.give_up()

    def stored(self) -> None:
        """End the mode after the event was stored, or could not be."""
        self._original = self._place = None
        self.redraw()

    def on_key(self, event: events.Key) -> None:
        """While an event is moved, take the keys that move it, store it or give up."""
        if self._place is None:
            return
        steps = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
        if event.key in steps:
            self.action_place(*steps[event.key])
        elif event.key == "tab":
            self._stretching = not self._stretching
            self.post_message(self.Placing(self._place, self._stretching))
        elif event.key == "enter":
            self._store()
        elif event.key == "escape":
            self.give_up()
        elif event.key in _PLACING_KEYS:
            return
        event.stop()
        event.prevent_default()

    # The mouse.

    def _at(self, x: int, y: int) -> "tuple[date, int] | None":
        """Return the day and the time at a place of the widget; None beside the rows."""
        left = x - time_days.GUTTER
        for day, width in zip(self.laid_out.days, self.laid_out.widths, strict=True):
            if left <= width:
                row = self.row_at(y)
                inside = (
                    self.top <= row < min(self.top + self.row_count, days.DAY_MINUTES // self.step)
                )
                return (day, row * self.step) if left >= 0 and inside else None
            left -= width + 1
        return None

    def _event_at(self, x: int, y: int) -> "tuple[EventRow, bool] | None":
        """Return the event at a place of the widget, and whether that is its last row."""
        left = x - time_days.GUTTER
        for column, (day, width) in enumerate(
            zip(self.laid_out.days, self.laid_out.widths, strict=True)
        ):
            if left <= width:
                return self._event_in(column, day, left - 1, y)
            left -= width + 1
        return None

    def _event_in(
        self, column: int, day: "date", cell: int, y: int
    ) -> "tuple[EventRow, bool] | None":
        layout, lane = self.laid_out, y - 1
        if 0 <= lane < self.lane_count:
            bars = (bar for bar in layout.lanes[lane] if bar.first <= column <= bar.last)
            return next(((bar.event, False) for bar in bars), None)
        if self._at(time_days.GUTTER, y) is None:
            return None
        row = self.row_at(y)
        for block in layout.layouts[layout.days.index(day)].at(row):
            start, end = time_cells.edges(block, layout.widths[column])
            if start <= cell < end:
                return block.event, row == block.end - 1 > block.begin
        return None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor on the event or the time under the mouse, and hold the event."""
        if self._place is not None:
            return
        self._was_selected = False
        hit, at = self._event_at(event.x, event.y), self._at(event.x, event.y)
        if hit is not None:
            held, edge = hit
            self._was_selected = self.selected is not None and self.selected.key == held.key
            day = at[0] if at else held.starts_on
            self.select(held, day)
            if at and time_layout.is_timed(held, held.starts_on):
                self._drag = _Drag(held, at[0], at[1], edge)
                self.capture_mouse()
        elif at is not None:
            self._was_selected = (self.day, self.slot) == at and self.lane is None
            self.move_cursor(*at)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move or stretch the event that the mouse holds."""
        drag, at = self._drag, self._at(event.x, event.y)
        if drag is None or at is None:
            return
        by_days, minutes = (at[0] - drag.day).days, at[1] - drag.slot
        if self._place is None and (by_days, minutes) == (0, 0):
            return
        self._original, self._stretching = drag.event, drag.edge
        if drag.edge:
            self._put(moving.stretched(drag.event, 0, minutes))
        else:
            self._put(moving.moved(drag.event, by_days, minutes))

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """Store the event where the mouse let it go; a click on what was selected opens it."""
        self.release_mouse()
        self._drag = None
        if self._place is not None:
            self._store()
        elif self._was_selected:
            self.action_open()
        self._was_selected = False
