"""The screen of the diary: a month grid and an agenda."""

from datetime import date
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from secretariat_tui.areas.holidays.queries import calendar
from secretariat_tui.areas.schedule import days, details, queries
from secretariat_tui.areas.schedule.commands import DIARY_COMMANDS, OWN_COMMANDS
from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.diary_actions import DiaryActions
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.views.base import DiaryData, DiaryView
from secretariat_tui.areas.schedule.views.month import MonthGrid
from secretariat_tui.core.dates import short_date
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import EARLIEST, LATEST
from secretariat_tui.core.lunar import lunar_text
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.paint.text import BarItem, Span, styled_line
from secretariat_tui.tui.screens.record_actions import deleted_error
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.inputs import LineInput
from secretariat_tui.tui.widgets.styled_lines import LineView

_SIDE_BY_SIDE = 150  # columns of a terminal; beside the agenda a day then has 13 cells
_MAX_AGENDA = 76  # cells


class ScheduleScreen(DiaryActions):
    """The month grid and the agenda follow each other; the agenda's cursor selects the event."""

    DEFAULT_CSS = css("ScheduleScreen")
    commands: ClassVar[tuple[Command, ...]] = DIARY_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    area = "schedule"
    AUTO_FOCUS = "MonthGrid"

    def __init__(self) -> None:
        super().__init__()
        self._holidays = HolidayCalendar({})
        self._loaded_dates: tuple[date, date] | None = None

    def body(self) -> ComposeResult:
        """Return the headline, the search line, the grid and the agenda."""
        yield Bar(id="headline")
        yield LineInput(id="filter", compact=True)
        with Container(id="split"):
            today = self.shell.today()
            yield MonthGrid(today, today)
            yield LineView(id="agenda")

    def on_resize(self, event: events.Resize) -> None:
        """Put the agenda below the month, or give it a third of a wide terminal."""
        super().on_resize(event)
        below = event.size.width < _SIDE_BY_SIDE
        self.set_class(below, "-below")
        self.agenda.styles.width = "1fr" if below else min(event.size.width // 3, _MAX_AGENDA)
        self._show_agenda()

    @property
    def view(self) -> DiaryView:
        """The view that is shown."""
        return self.query_one(MonthGrid)

    @property
    def day(self) -> date:
        return self.view.day

    def move_to(self, day: date) -> None:
        self.view.day = day

    @property
    def agenda(self) -> LineView:
        """The agenda."""
        return self.query_one("#agenda", LineView)

    async def load(self) -> None:
        """Read the events of the weeks shown, or all that match the search text, and show them."""
        query = self.query_one("#filter", LineInput).value
        if query.strip():
            self.shown_events, self.clashing, self._holidays = await self.run_query(
                lambda reader: (
                    queries.search(reader, query),
                    queries.clashing_keys(reader),
                    calendar(reader),
                )
            )
            self._loaded_dates = (EARLIEST, LATEST)
        else:
            span = self.view.period
            self.shown_events, self.clashing, self._holidays = await self.read(
                lambda reader: (*queries.agenda_and_clashes(reader, *span), calendar(reader))
            )
            self._loaded_dates = span
        self._show()

    def _show(self) -> None:
        day = self.day
        self.view.show(
            DiaryData(self.shell.today(), self.shown_events, self.clashing, self._holidays)
        )
        self._show_agenda()
        self._show_headline()
        self._select_in_agenda(day)

    def _show_headline(self) -> None:
        """Show the month with its counts, and the holiday under the cursor."""
        day = self.day
        month = [
            e
            for e in self.shown_events
            if (e.starts_on.year, e.starts_on.month) == (day.year, day.month)
        ]
        tentative = sum(each.status == "hold" for each in month)
        overlaps = len(days.clashes(month))
        self.query_one("#headline", Bar).show(
            [
                BarItem(
                    ((_(" {year}년 {month}월").format(year=day.year, month=day.month), "bold"),)
                ),
                BarItem(((_(" · {n}건").format(n=len(month)), ""),)),
                BarItem(((_(" · 잠정 {n}").format(n=tentative), "warn" if tentative else ""),)),
                BarItem(((_(" · 겹침 {n}").format(n=overlaps), "bad" if overlaps else ""),)),
            ],
            [self._day_note(day)],
        )

    def _day_note(self, day: date) -> Span:
        """Return the name and the lunar date of a holiday, on other days a hint."""
        name = self._holidays.name(day)
        if not name:
            return _("PgUp·PgDn 달 넘기기 "), "dim"
        return f"{short_date(day)} {name}  {lunar_text(day)} ", "bad"

    def _show_agenda(self) -> None:
        if self._loaded_dates is None:
            return
        today, below = self.shell.today(), self.has_class("-below")
        self.agenda.show(
            details.agenda_lines(
                self.shown_events,
                self._loaded_dates,
                today,
                self.clashing,
                dates_beside=below,
                holidays=self._holidays,
            )
            or [styled_line((_("이달에는 일정이 없습니다. Insert로 적으세요."), "dim"))]
        )

    def _select_in_agenda(self, day: date) -> None:
        """Move the cursor of the agenda to the first event on or after a day."""
        target = self.agenda.target
        if target and target[1] == day:
            return
        targets = [each.target for each in self.agenda.lines if each.target]
        later = [target for target in targets if target[1] >= day]
        if targets:
            self.agenda.select(later[0] if later else targets[-1])
            self.agenda.scroll_cursor_to_top()

    @property
    def selected_event(self) -> EventRow | None:
        """The event under the agenda's cursor; None if the grid has the focus on another day."""
        target = self.agenda.target
        if target is None or (self.view.has_focus and target[1] != self.day):
            return None
        return self.find_event(target[0])

    def _clear_nothing_selected(self) -> None:
        if self.nothing_shown:
            self.nothing_shown = False
            self.shell.last_message = ""
            self.show_status()

    def on_diary_view_moved(self, event: DiaryView.Moved) -> None:
        """Read other days, or move the agenda to the day."""
        self._clear_nothing_selected()
        first, last = self.view.period
        loaded = self._loaded_dates
        if loaded and loaded[0] <= first and last <= loaded[1]:
            self._show_headline()
            self._select_in_agenda(event.day)
        else:
            self.reload()

    def on_diary_view_opened(self) -> None:
        self.action_open()

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
        row = await self.read(lambda reader: queries.find_event(reader, event))
        if row:
            self.move_to(row.starts_on)
        await self.refresh_after_change()
        if row:
            self.agenda.select((row.key, row.starts_on))
        return row

    def action_open(self) -> None:
        """Open the selected event, or the day under the grid's cursor."""
        if self.view.has_focus:
            self.perform(self.open_day(self.day))
        elif self.selected_event is not None:
            self.perform(self.open(self.selected_event))

    def action_go_to_today(self) -> None:
        self.move_to(self.shell.today())

    def action_filter(self) -> None:
        """Open the search line and focus it."""
        filter_input = self.query_one("#filter", LineInput)
        filter_input.placeholder = _("모든 일정에서 찾습니다. Enter 목록으로 · Esc 지우기")
        filter_input.add_class("open")
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
            self.view.focus()
            self.reload()
        elif self.agenda.has_focus:
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

    async def open_target(self, target: Any) -> None:
        """Show a day, or open an event by its id or key, or a day off by ("holidays", id).

        UserError if it is deleted.
        """
        if isinstance(target, tuple) and target[0] == "holidays":
            page = self.holidays_page()
            await self.show_page(page)
            page.perform(page.open_by_id(target[1]))
            return
        if isinstance(target, date):
            self.move_to(target)
            await self.refresh_after_change()
            return
        await self.open(await self.find_record(target))
