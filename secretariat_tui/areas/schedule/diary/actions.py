"""The commands of the diary's screen, for the event and the day under its cursor."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from secretariat_tui.areas.schedule import days, details, queries, rules
from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.event_actions import EventActions
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing.conflicts import NO_CONFLICTS, Severities
from secretariat_tui.areas.schedule.views import moving
from secretariat_tui.core.dates import full_date, parse_date, table_date
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.audit.history import HistoryTarget
from secretariat_tui.database.search.list_query import View
from secretariat_tui.tui.dialogs.picker import Picker, option

if TYPE_CHECKING:
    from secretariat_tui.tables.table import Sheet
    from secretariat_tui.tui.screens.records import RecordsScreen


class DiaryActions(EventActions):
    """Runs commands on the selected event, or on the day under the cursor."""

    shown_events: Sequence[EventRow] = ()
    clashing: Severities = NO_CONFLICTS
    holidays = HolidayCalendar({})
    unprepared: frozenset[int] = frozenset()
    """The ids of the events shown that are not prepared."""
    nothing_shown = False  # whether the message that the day has no event is shown

    @property
    def day(self) -> date:
        """The day under the cursor."""
        raise NotImplementedError

    def move_to(self, day: date) -> None:
        """Move the cursor to a day."""
        raise NotImplementedError

    async def go_to(self, event: int | EventKey) -> EventRow | None:
        """Reload, and move the cursor to an event."""
        raise NotImplementedError

    def find_event(self, key: EventKey) -> EventRow | None:
        """Return an event that is shown."""
        return next((each for each in self.shown_events if each.key == key), None)

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
        return self.day

    async def after_save(self, record_id: int) -> None:
        """Show the saved event, and a warning if it overlaps others."""
        await self.go_to(record_id)
        await self.show_saved_or_clashes(record_id)

    async def after_occurrence_saved(self, key: EventKey, left: str = "") -> None:
        """Move the cursor to the changed occurrence, and show which events it overlaps, then the message `left`."""
        await self.go_to(key)
        await self.show_saved_or_clashes(key, left)

    async def _go_to(self) -> None:
        from secretariat_tui.tui.dialogs import form_fields
        from secretariat_tui.tui.dialogs.form import Form, Values

        async def return_day(values: Values) -> Any:
            return values["day"]

        shown, today = self.day, self.shell.today()

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
            self.move_to(day)

    async def open_day(self, day: date) -> None:
        """Open a day's only event, let the user choose among several, or add one if there is none."""
        found = [each for each in self.shown_events if days.event_days(each, day, day)]
        event = found[0] if found else None
        if len(found) > 1:
            options = [
                option(*each.spans, value=(self.find_event(each.target[0]),))
                for each in details.day_lines(found, day, self.clashing, self.holidays)
            ]
            options.append(option((_(" +     새 일정"), "accent"), value=(None,)))
            choice = await self.dialog(Picker(full_date(day), options))
            if choice is None:
                return
            (event,) = choice
        await (self.edit(None) if event is None else self.open(event))

    async def store_place(self, event: EventRow, place: EventRow) -> EventKey:
        """Store an event on the days and at the times of another row; of a series ask which occurrences.

        Return its key afterwards.
        """
        applied = await self.apply_change(event, lambda draft: moving.placed_draft(draft, place))
        if applied is not None:
            await self.show_saved_or_clashes(applied.key, applied.left)
            return applied.key
        self.shell.show_message(_("그대로 두었습니다."))
        return event.key

    async def chosen_events(self) -> Sequence[EventRow]:
        if self.selected_event is None:
            self.show_nothing_selected()
            return []
        return [self.selected_event]

    def action_new(self) -> None:
        self.perform(self.edit(None))

    def action_edit(self) -> None:
        if self.selected_event is not None:
            self.perform(self.edit(self.selected_event))
        else:
            self.show_nothing_selected()

    def action_copy_record(self) -> None:
        """Add an event like the selected one."""
        if self.selected_event is not None:
            self.perform(self.copy_record(self.selected_event))
        else:
            self.show_nothing_selected()

    def action_delete(self) -> None:
        if self.selected_event is not None:
            self.perform(self.delete([self.selected_event]))
        else:
            self.show_nothing_selected()

    def action_status(self) -> None:
        if self.selected_event is not None:
            self.perform(self.change_status(self.selected_event))
        else:
            self.show_nothing_selected()

    def show_nothing_selected(self) -> None:
        """Show that the day, or the time under the cursor, has no event, until the cursor moves."""
        self.nothing_shown = True
        self.shell.show_message(
            _("이 시각에는 일정이 없습니다. Ctrl+↑·↓로 일정을 고르거나 Enter로 새로 적으세요.")
            if self.new_time
            else _("이날에는 일정이 없습니다. Tab으로 옆의 일정을 고르거나 Enter로 새로 적으세요."),
            "warn",
        )

    def action_go_to(self) -> None:
        self.perform(self._go_to())

    def action_events(self) -> None:
        """Show all events as a list."""
        from secretariat_tui.areas.schedule.events_screen import EventsScreen

        self.app.push_screen(EventsScreen())

    @staticmethod
    def inner_page(name: str) -> "RecordsScreen[Any]":
        """Return the page of the attendance requests, or of the days off that the office has entered."""
        if name == "requests":
            from secretariat_tui.areas.schedule.requests.screen import RequestsScreen

            return RequestsScreen()
        from secretariat_tui.areas.holidays.pages import HolidaysScreen

        return HolidaysScreen()

    def action_holidays(self) -> None:
        """Show the days off that the office has entered."""
        self.app.push_screen(self.inner_page("holidays"))

    def action_requests(self) -> None:
        """Show the attendance requests."""
        self.app.push_screen(self.inner_page("requests"))

    def action_chart(self) -> None:
        """Show charts of the year in the grid."""
        self.perform(self._chart())

    async def _chart(self) -> None:
        from secretariat_tui.areas.schedule.events_screen import CHARTS
        from secretariat_tui.areas.schedule.tables import EVENTS
        from secretariat_tui.tables.row_source import QueryRows
        from secretariat_tui.tui.screens.charts import ChartRequest, show

        source = QueryRows(queries.year_query(self.day.year))
        await show(self, ChartRequest(EVENTS, source, View(), CHARTS))

    def action_print(self) -> None:
        """Let the user choose a sheet of the selected event, the day or the week, and show it."""
        from secretariat_tui.areas.schedule.diary.printing import choose_and_show

        self.perform(choose_and_show(self, self.day, self.selected_event))

    def action_show_sheet(self, key: str) -> None:
        """Show a sheet of the selected event, the day or the week."""
        from secretariat_tui.areas.schedule.diary.printing import show_sheet

        self.perform(show_sheet(self, key, self.day, self.selected_event))

    def action_copy(self) -> None:
        """Copy the selected event as a row."""
        from secretariat_tui.tui.dialogs.export import copy_sheet

        rows = [self.selected_event] if self.selected_event else []
        if rows:
            self.perform(copy_sheet(self, self._sheet(rows), "tsv", header=False), group="copy")

    def action_export(self) -> None:
        """Export the events shown."""
        from secretariat_tui.areas.schedule.diary.calendar_export import export_calendar
        from secretariat_tui.tui.dialogs.export import export_sheet

        calendar = partial(export_calendar, self, self.day)
        self.perform(export_sheet(self, self._sheet(self.shown_events), calendar=calendar))

    def _sheet(self, rows: Sequence[EventRow]) -> "Sheet[EventRow]":
        from secretariat_tui.areas.schedule.tables import EVENTS
        from secretariat_tui.tables.table import Sheet

        day = self.day
        return Sheet(EVENTS, rows, _("(기준: {date})").format(date=table_date(day)))
