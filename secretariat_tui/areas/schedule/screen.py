"""The screen of the diary: a month grid and an agenda."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from secretariat_tui.areas.holidays.queries import calendar
from secretariat_tui.areas.schedule import days, details, queries, rules
from secretariat_tui.areas.schedule.commands import DIARY_COMMANDS, OWN_COMMANDS
from secretariat_tui.areas.schedule.event_actions import EventActions
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.tables import EVENTS
from secretariat_tui.areas.schedule.widgets import MonthGrid
from secretariat_tui.core.dates import full_date, parse_date, short_date, table_date
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.limits import EARLIEST, LATEST
from secretariat_tui.core.lunar import lunar_text
from secretariat_tui.database.audit.history import HistoryTarget
from secretariat_tui.database.search.list_query import View
from secretariat_tui.tables.row_source import QueryRows
from secretariat_tui.tables.table import Sheet
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.paint.text import BarItem, Span, styled_line
from secretariat_tui.tui.screens.record_actions import deleted_error
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.inputs import LineInput
from secretariat_tui.tui.widgets.styled_lines import LineView

if TYPE_CHECKING:
    from secretariat_tui.areas.holidays.pages import HolidaysScreen

_SIDE_BY_SIDE = 150  # columns of a terminal; beside the agenda a day then has 13 cells
_MAX_AGENDA = 76  # cells


class ScheduleScreen(EventActions):
    """The month grid and the agenda follow each other; the agenda's cursor selects the event."""

    DEFAULT_CSS = css("ScheduleScreen")
    commands: ClassVar[tuple[Command, ...]] = DIARY_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    area = "schedule"
    AUTO_FOCUS = "MonthGrid"

    def __init__(self) -> None:
        super().__init__()
        self._events: list[EventRow] = []
        self._clashing: frozenset[int] = frozenset()
        self._holidays = HolidayCalendar({})
        self._nothing_shown = False  # the message that the day has no event
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
    def grid(self) -> MonthGrid:
        """The month."""
        return self.query_one(MonthGrid)

    @property
    def agenda(self) -> LineView:
        """The agenda."""
        return self.query_one("#agenda", LineView)

    async def load(self) -> None:
        """Read the events of the weeks shown, or all that match the search text, and show them."""
        query = self.query_one("#filter", LineInput).value
        if query.strip():
            self._events, self._clashing, self._holidays = await self.run_query(
                lambda reader: (
                    queries.search(reader, query),
                    queries.clashing_ids(reader),
                    calendar(reader),
                )
            )
            self._loaded_dates = (EARLIEST, LATEST)
        else:
            span = (self.grid.weeks[0][0], self.grid.weeks[-1][-1])
            self._events, self._clashing, self._holidays = await self.read(
                lambda reader: (*queries.agenda_and_clashes(reader, *span), calendar(reader))
            )
            self._loaded_dates = span
        self.grid.today = self.shell.today()
        self._show()

    def _show(self) -> None:
        day = self.grid.day
        self.grid.show(self._events, self._clashing, self._holidays)
        self._show_agenda()
        self._show_headline()
        self._select_in_agenda(day)

    def _show_headline(self) -> None:
        """Show the month with its counts, and the holiday under the cursor."""
        day = self.grid.day
        month = [
            e
            for e in self._events
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
                self._events,
                self._loaded_dates,
                today,
                self._clashing,
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
        if target is None or (self.grid.has_focus and target[1] != self.grid.day):
            return None
        return self._find_event(target[0])

    def _find_event(self, event_id: int) -> EventRow | None:
        return next((each for each in self._events if each.id == event_id), None)

    def _clear_nothing_selected(self) -> None:
        if self._nothing_shown:
            self._nothing_shown = False
            self.shell.last_message = ""
            self.show_status()

    def on_month_grid_moved(self, event: MonthGrid.Moved) -> None:
        """Read another month, or move the agenda to the day."""
        self._clear_nothing_selected()
        weeks = self.grid.weeks
        if (
            self._loaded_dates
            and self._loaded_dates[0] <= weeks[0][0]
            and weeks[-1][-1] <= self._loaded_dates[1]
        ):
            self._show_headline()
            self._select_in_agenda(event.day)
        else:
            self.reload()

    def on_month_grid_opened(self) -> None:
        self.action_open()

    def on_line_view_highlighted(self, event: LineView.Highlighted) -> None:
        """Move the grid's cursor to the agenda's day."""
        self._clear_nothing_selected()
        if self.agenda.has_focus and event.target:
            self.grid.day = event.target[1]

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        """Open an event, and move the grid to its day, which stays after the search is closed."""
        event_id, self.grid.day = event.target
        opened = self._find_event(event_id)
        if opened is not None:
            self.perform(self.open(opened))

    @property
    def history_target(self) -> HistoryTarget | None:
        """The selected event."""
        return self.target_of(self.selected_event) if self.selected_event else None

    def title_of(self, record: EventRow) -> str:
        return rules.masked_title(record.title, record.visibility)

    def delete_line(self, record: EventRow) -> str:
        return f"{details.format_when(record)}  {self.title_of(record)}"

    def delete_title(self, count: int) -> str:  # noqa: ARG002
        return _("일정을 지웁니다")

    @property
    def new_day(self) -> date:
        return self.grid.day

    async def after_save(self, record_id: int) -> None:
        """Show the saved event, and a warning if it overlaps others."""
        await self.go_to(record_id)
        await self.show_saved_or_clashes(record_id)

    async def go_to(self, event_id: int) -> None:
        """Reload, and move the grid and the agenda to an event."""
        stored = await self.read(lambda reader: queries.event(reader, event_id))
        if stored and stored.draft.starts_on:
            self.grid.day = stored.draft.starts_on
        await self.refresh_after_change()
        self.agenda.select((event_id, self.grid.day))

    async def _go_to(self) -> None:
        from secretariat_tui.tui.dialogs.form import Form, Values

        async def return_day(values: Values) -> Any:
            return values["day"]

        shown, today = self.grid.day, self.shell.today()

        def read(typed: str, _others: form_fields.Values) -> date:
            steps = typed.strip().startswith(("+", "-"))
            return parse_date(typed, shown if steps else today, shown)

        field = replace(
            form_fields.day("day", N_("날짜"), today),
            hint=_("예: {date}, 4.19., 내일, +7").format(date=shown.isoformat()),
            read_beside=read,
            width=0,
        )
        form = Form(_("날짜로 가기"), [field], {"day": None}, return_day, done=N_("가기"))
        day = await self.dialog(form)
        if day is not None:
            self.grid.day = day

    def action_open(self) -> None:
        """Open the selected event, or the day under the grid's cursor."""
        if self.grid.has_focus:
            self.perform(self._open_day(self.grid.day))
        elif self.selected_event is not None:
            self.perform(self.open(self.selected_event))

    async def _open_day(self, day: date) -> None:
        """Open a day's only event, let the user choose among several, or add one if there is none."""
        found = [each for each in self._events if days.event_days(each, day, day)]
        event = found[0] if found else None
        if len(found) > 1:
            options = [
                option(*each.spans, value=(self._find_event(each.target[0]),))
                for each in details.day_lines(found, day, self._clashing)
            ]
            options.append(option((_(" +     새 일정"), "accent"), value=(None,)))
            choice = await self.dialog(Picker(full_date(day), options))
            if choice is None:
                return
            (event,) = choice
        await (self.edit(None) if event is None else self.open(event))

    def action_new(self) -> None:
        self.perform(self.edit(None))

    def action_edit(self) -> None:
        if self.selected_event is not None:
            self.perform(self.edit(self.selected_event))
        else:
            self._show_nothing_selected()

    def action_copy_record(self) -> None:
        """Add an event like the selected one."""
        if self.selected_event is not None:
            self.perform(self.copy_record(self.selected_event))
        else:
            self._show_nothing_selected()

    def action_delete(self) -> None:
        if self.selected_event is not None:
            self.perform(self.delete([self.selected_event]))
        else:
            self._show_nothing_selected()

    def action_status(self) -> None:
        if self.selected_event is not None:
            self.perform(self.change_status(self.selected_event))
        else:
            self._show_nothing_selected()

    def _show_nothing_selected(self) -> None:
        """Show that the day has no event, until the cursor moves."""
        self._nothing_shown = True
        self.show_message(
            _("이날에는 일정이 없습니다. Tab으로 옆의 일정을 고르거나 Enter로 새로 적으세요."),
            "warn",
        )

    def action_go_to(self) -> None:
        self.perform(self._go_to())

    def action_events(self) -> None:
        """Show all events as a list."""
        from secretariat_tui.areas.schedule.events_screen import EventsScreen

        self.app.push_screen(EventsScreen())

    @staticmethod
    def _holidays_page() -> "HolidaysScreen":
        from secretariat_tui.areas.holidays.pages import HolidaysScreen

        return HolidaysScreen()

    def action_holidays(self) -> None:
        """Show the days off that the office has entered."""
        self.app.push_screen(self._holidays_page())

    def action_chart(self) -> None:
        """Show charts of the year in the grid."""
        self.perform(self._chart())

    async def _chart(self) -> None:
        from secretariat_tui.areas.schedule.events_screen import CHARTS
        from secretariat_tui.tui.screens.charts import ChartRequest, show

        source = QueryRows(queries.year_query(self.grid.day.year))
        await show(self, ChartRequest(EVENTS, source, View(), CHARTS))

    def action_go_to_today(self) -> None:
        self.grid.day = self.shell.today()

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
            self.grid.focus()
            self.reload()
        elif self.agenda.has_focus:
            self.grid.focus()
        else:
            super().action_back()

    def action_copy(self) -> None:
        """Copy the selected event as a row."""
        from secretariat_tui.tui.dialogs.export import copy_sheet

        rows = [self.selected_event] if self.selected_event else []
        if rows:
            self.perform(copy_sheet(self, self._sheet(rows), "tsv", header=False), group="copy")

    def action_export(self) -> None:
        """Export the events shown."""
        from secretariat_tui.tui.dialogs.export import export_sheet

        self.perform(export_sheet(self, self._sheet(self._events)))

    def _sheet(self, rows: Sequence[EventRow]) -> Sheet[EventRow]:
        day = self.grid.day
        return Sheet(EVENTS, rows, _("(기준: {date})").format(date=table_date(day)))

    async def find_record(self, target: Any) -> EventRow:
        self._close_search()
        await self.go_to(target)
        event = self._find_event(target)
        if event is None:
            raise deleted_error()
        return event

    async def add(self, near: Any) -> None:
        if isinstance(near, date):
            self.grid.day = near
        await self.edit(None)

    def _close_search(self) -> None:
        """Close the search line, which may keep an event out."""
        filter_input = self.query_one("#filter", LineInput)
        if filter_input.has_class("open"):
            with filter_input.prevent(LineInput.Changed):
                filter_input.value = ""
            filter_input.remove_class("open")

    async def open_target(self, target: Any) -> None:
        """Show a day, or open an event by its id, or a day off by ("holidays", id). UserError if it is deleted."""
        if isinstance(target, tuple):
            page = self._holidays_page()
            await self.show_page(page)
            page.perform(page.open_by_id(target[1]))
            return
        if isinstance(target, date):
            self.grid.day = target
            await self.refresh_after_change()
            return
        await self.open(await self.find_record(target))
