"""The screen of the diary: its views, and the agenda beside them."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from secretariat_tui.areas.holidays.queries import calendar
from secretariat_tui.areas.schedule import conflict_queries, queries
from secretariat_tui.areas.schedule.commands import DIARY_COMMANDS, OWN_COMMANDS
from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.diary.panes import DiaryPanes
from secretariat_tui.areas.schedule.planning import preparation
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing.conflicts import Severities
from secretariat_tui.areas.schedule.views import notes
from secretariat_tui.areas.schedule.views.base import DiaryData, DiaryView
from secretariat_tui.areas.schedule.views.month import MonthGrid, TwoWeeks
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import EARLIEST, LATEST
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.screens.record_actions import deleted_error
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.inputs import LineInput
from secretariat_tui.tui.widgets.styled_lines import LineView, Pane

if TYPE_CHECKING:
    from secretariat_tui.areas.schedule.views.placing import PlacingGrid


class DiaryPeriod(NamedTuple):
    """What is read of the days shown: their events, conflicts and holidays, the events that are not prepared."""

    events: list[EventRow]
    clashing: Severities
    holidays: HolidayCalendar
    unprepared: frozenset[int]


_VIEWS = ("year", "month", "fortnight", "week", "day", "agenda")


def _view_class(name: str) -> type[DiaryView]:
    """Import the class of a view when it is first shown: each takes its time."""
    match name:
        case "year":
            from secretariat_tui.areas.schedule.views.year import YearGrid

            return YearGrid
        case "week":
            from secretariat_tui.areas.schedule.views.days_in_hours import WeekGrid

            return WeekGrid
        case "day":
            from secretariat_tui.areas.schedule.views.days_in_hours import DayGrid

            return DayGrid
        case "agenda":
            from secretariat_tui.areas.schedule.views.agenda import AgendaView

            return AgendaView
        case "fortnight":
            return TwoWeeks
        case _:
            return MonthGrid


class ScheduleScreen(DiaryPanes):
    """A view of the diary, and beside or below it the agenda or the selected event, which follow each other."""

    DEFAULT_CSS = css("ScheduleScreen")
    commands: ClassVar[tuple[Command, ...]] = DIARY_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    area = "schedule"
    AUTO_FOCUS = "MonthGrid"

    def __init__(self) -> None:
        super().__init__()
        self._views: dict[str, DiaryView] = {}

    def body(self) -> ComposeResult:
        """Return the headline, the search line, the view, what is beside it, and the lines below it."""
        # Before the first style is computed; the first view is the month.
        self.set_below(self.app.size.width, agenda=True)
        yield Bar(id="headline")
        yield LineInput(id="filter", compact=True)
        with Container(id="split"):
            today = self.shell.today()
            yield self._views.setdefault("month", MonthGrid(today, today))
            yield LineView(id="agenda")
            yield Pane(id="briefing")
        yield Bar(id="day-note", classes="note")
        yield Bar(id="cursor-note", classes="note")

    def on_resize(self, event: events.Resize) -> None:
        """Put the agenda below the month, or give it a third of a wide terminal."""
        super().on_resize(event)
        self.show_panes(event.size.width)
        self.show_agenda()

    @property
    def view(self) -> DiaryView:
        """The view that is shown."""
        return self._views[self.view_name]

    def action_next_view(self) -> None:
        """Show the next view."""
        self.action_show_view(_VIEWS[(_VIEWS.index(self.view_name) + 1) % len(_VIEWS)])

    def action_show_view(self, name: str) -> None:
        """Show a view, with the cursor on the same day and event."""
        if name != self.view_name:
            self.perform(self._show_view(name))

    async def _show_view(self, name: str) -> None:
        day, had_focus = self.day, self.view.has_focus
        chosen = self.view.selects_events or not had_focus
        event = self.selected_event if chosen else None
        self.view.display = False
        self.view_name = name
        if name not in self._views:
            self._views[name] = _view_class(name)(day, self.shell.today())
            await self.query_one("#split").mount(self.view, before="#agenda")
        self.view.display = True
        with self.view.prevent(DiaryView.Moved):
            self.view.day = day
        self.show_panes(self.app.size.width)
        if had_focus or not self.focused or not self.focused.display:
            self.view.focus()
        await self.refresh_after_change()
        if event is not None:
            self.view.select(event, day)

    def action_zoom(self, by: int) -> None:
        """Give a row of a time grid fewer or more minutes."""
        from secretariat_tui.areas.schedule.views.time_grid import TimeGrid

        if isinstance(self.view, TimeGrid):
            self.view.zoom(by)

    def action_move_event(self) -> None:
        """Begin to move the selected event, in the week if the view shows no times."""
        event = self.selected_event
        if event is None:
            self.show_nothing_selected()
        else:
            self.perform(self._move_event(event))

    async def _move_event(self, event: EventRow) -> None:
        from secretariat_tui.areas.schedule.views.placing import PlacingGrid

        if not isinstance(self.view, PlacingGrid):
            await self._show_view("week")
        view = self.view
        if isinstance(view, PlacingGrid):
            view.focus()
            view.select(event, self.day)
            view.action_place(0, 0)

    async def load(self) -> None:
        """Read the events of the days shown, or all that match the search text, and show them."""
        query, day = self.query_one("#filter", LineInput).value, self.day
        if query.strip():
            self.shown_events, self.clashing, self.holidays = await self.run_query(
                lambda reader: (
                    queries.search(reader, query, day),
                    conflict_queries.all_conflicts(reader, day),
                    calendar(reader),
                )
            )
            self.unprepared = frozenset()
            self.loaded_dates = (EARLIEST, LATEST)
        else:
            span = self.view.period
            today = self.shell.today()

            def read(reader: Reader) -> DiaryPeriod:
                events, clashing = conflict_queries.agenda_and_conflicts(reader, *span)
                unprepared = preparation.unprepared(reader, events, today)
                return DiaryPeriod(events, clashing, calendar(reader), unprepared)

            period = await self.read(read)
            self.shown_events, self.clashing, self.holidays, self.unprepared = period
            self.loaded_dates = span
        self._show()

    def _show(self) -> None:
        day, now = self.day, self.shell.now()
        self.view.show(
            DiaryData(
                self.shell.today(),
                self.shown_events,
                self.clashing,
                self.holidays,
                now.hour * 60 + now.minute,
            )
        )
        self.show_agenda()
        self.select_in_agenda(day)
        self.show_cursor()

    def show_time(self) -> None:
        """Move the line of the time of day."""
        now = self.shell.now()
        self.view.show(self.view.data._replace(now=now.hour * 60 + now.minute))

    def _clear_nothing_selected(self) -> None:
        if self.nothing_shown:
            self.nothing_shown = False
            self.shell.last_message = ""
            self.show_status()

    def on_diary_view_moved(self, event: DiaryView.Moved) -> None:
        """Read other days, or move the agenda to the day."""
        self._clear_nothing_selected()
        first, last = self.view.period
        loaded = self.loaded_dates
        if loaded and loaded[0] <= first and last <= loaded[1]:
            self.select_in_agenda(event.day)
            self.show_cursor()
        else:
            self.reload()

    def on_placing_grid_placing(self, event: "PlacingGrid.Placing") -> None:
        """Show where the event is that is being moved, and what it clashes with there."""
        if event.event is None:
            self.shell.show_message(_("그대로 두었습니다."))
        else:
            self.shell.show_message(
                *notes.placing_message(event.event, self.shown_events, stretching=event.stretching)
            )

    def on_placing_grid_nothing_selected(self) -> None:
        self.show_nothing_selected()

    def on_placing_grid_placed(self, event: "PlacingGrid.Placed") -> None:
        """Store the moved event."""
        self.perform(self._store_place(event.event, event.place))

    async def _store_place(self, event: EventRow, place: EventRow) -> None:
        from secretariat_tui.areas.schedule.views.placing import PlacingGrid

        try:
            key = await self.store_place(event, place)
        finally:
            if isinstance(self.view, PlacingGrid):
                self.view.stored()
        await self.go_to(key)

    def on_diary_view_opened(self, event: DiaryView.Opened) -> None:
        """Open the event, or what there is on the day, or the view of a month."""
        if self.view.opened_view:
            self.action_show_view(self.view.opened_view)
        elif event.event is not None:
            self.perform(self.open(event.event))
        elif self.view.selects_events:
            self.perform(self.edit(None))
        else:
            self.perform(self.open_day(event.day))

    def on_line_view_highlighted(self, event: LineView.Highlighted) -> None:
        """Move the grid's cursor to the agenda's day."""
        self._clear_nothing_selected()
        if self.agenda.has_focus and event.target:
            self.move_to(event.target[1])

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        """Open an event, and move the grid to its day, which stays after the search is closed."""
        key, day = event.target
        self.move_to(day)
        opened = self.find_event(key)
        if opened is not None:
            self.perform(self.open(opened))

    async def go_to(self, event: int | EventKey) -> EventRow | None:
        """Reload, move the view and the agenda to an event by its id or its key, and return it."""
        today = self.shell.today()
        row = await self.read(lambda reader: queries.find_event(reader, event, today))
        if row:
            self.move_to(row.starts_on)
        await self.refresh_after_change()
        if row:
            self.view.select(row, row.starts_on)
            self.agenda.select((row.key, row.starts_on))
        return row

    def action_open(self) -> None:
        """Open the selected event, or the day under the cursor of the view."""
        if self.view.has_focus:
            self.view.action_open()
        elif self.selected_event is not None:
            self.perform(self.open(self.selected_event))

    def action_go_to_today(self) -> None:
        self.move_to(self.shell.today())

    def action_filter(self) -> None:
        """Open the search line and focus it."""
        filter_input = self.query_one("#filter", LineInput)
        filter_input.placeholder = _("모든 일정에서 찾습니다. Enter 목록으로 · Esc 지우기")
        filter_input.add_class("open")
        self.show_panes(self.app.size.width)
        self.show_agenda()
        self.set_focus(filter_input)  # at once: the next key belongs in it

    def on_input_changed(self) -> None:
        self.reload()

    def on_input_submitted(self) -> None:
        self.agenda.focus()

    def action_back(self) -> None:
        """Close the search line, else focus the grid, else go back."""
        filter_input = self.query_one("#filter", LineInput)
        if filter_input.has_class("open"):
            filter_input.remove_class("open")
            filter_input.value = ""
            self.show_panes(self.app.size.width)
            self.view.focus()
            self.reload()
        elif not self.view.has_focus:
            self.view.focus()
        else:
            super().action_back()

    async def find_record(self, target: Any) -> EventRow:
        self._close_search()
        event = await self.go_to(target)
        if event is None:
            raise deleted_error()
        return event

    async def add(self, near: Any) -> None:
        if isinstance(near, date):
            self.move_to(near)
        await self.edit(None)

    def _close_search(self) -> None:
        """Close the search line, which may keep an event out."""
        filter_input = self.query_one("#filter", LineInput)
        if filter_input.has_class("open"):
            with filter_input.prevent(LineInput.Changed):
                filter_input.value = ""
            filter_input.remove_class("open")
            self.show_panes(self.app.size.width)

    async def open_target(self, target: Any) -> None:
        """Show a day, or open an event by its id or key, or a record of a page by (page, id).

        UserError if it is deleted.
        """
        if isinstance(target, tuple) and target[0] in {"holidays", "requests"}:
            page = self.inner_page(target[0])
            await self.show_page(page)
            page.perform(page.open_by_id(target[1]))
            return
        if isinstance(target, date):
            self.move_to(target)
            await self.refresh_after_change()
            return
        await self.open(await self.find_record(target))
