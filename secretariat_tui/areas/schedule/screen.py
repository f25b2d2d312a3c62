"""The screen of the diary: a month, and the agenda beside it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from secretariat_tui.areas.schedule import details, queries, rules, status
from secretariat_tui.areas.schedule.commands import DIARY_SCREEN, OWN
from secretariat_tui.areas.schedule.event_actions import EventActions
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.tables import EVENTS
from secretariat_tui.areas.schedule.widgets import MonthGrid
from secretariat_tui.core.dates import EARLIEST, LATEST, full_date, table_date
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.audit.history import HistoryTarget
from secretariat_tui.database.search.list_query import View
from secretariat_tui.tables.row_source import QueryRows
from secretariat_tui.tables.table import Sheet
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.paint.text import Item, line
from secretariat_tui.tui.screens.record_actions import deleted_error
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.inputs import LineInput
from secretariat_tui.tui.widgets.styled_lines import LineView


class ScheduleScreen(EventActions):
    """The month grid and the agenda move together; the agenda's cursor is the event acted on."""

    DEFAULT_CSS = css("ScheduleScreen")
    commands: ClassVar[tuple[Command, ...]] = DIARY_SCREEN
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN)
    area = "schedule"
    AUTO_FOCUS = "MonthGrid"

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[EventRow] = []
        self._loaded: tuple[date, date] | None = None

    def body(self) -> ComposeResult:
        """Lay out the month's headline, the filter, the grid and the agenda."""
        yield Bar(id="headline")
        yield LineInput(id="filter", compact=True)
        with Container(id="split"):
            today = self.shell.today()
            yield MonthGrid(today, today)
            yield LineView(id="agenda")

    @property
    def grid(self) -> MonthGrid:
        """The month."""
        return self.query_one(MonthGrid)

    @property
    def agenda(self) -> LineView:
        """The agenda."""
        return self.query_one("#agenda", LineView)

    async def load(self) -> None:
        """Read the events of the weeks shown, or with a filter all that match it, and show them."""
        query = self.query_one("#filter", LineInput).value
        if query.strip():
            self._entries = await self.run_query(lambda read: queries.search(read, query))
            self._loaded = (EARLIEST, LATEST)
        else:
            span = (self.grid.weeks[0][0], self.grid.weeks[-1][-1])
            self._entries = await self.read(lambda read: queries.agenda(read, *span))
            self._loaded = span
        self.grid.today = self.shell.today()
        self._show()

    def _show(self) -> None:
        first, last = self._loaded or (self.grid.day, self.grid.day)
        day = self.grid.day
        self.grid.show(self._entries)
        self.agenda.show(
            details.agenda_lines(self._entries, first, last, self.shell.today())
            or [line((_("이달에는 일정이 없습니다. Insert로 적으세요."), "dim"))]
        )
        month = [
            e
            for e in self._entries
            if (e.starts_on.year, e.starts_on.month) == (day.year, day.month)
        ]
        holds = sum(each.status == "hold" for each in month)
        clashes = len(rules.overlaps(month))
        self.query_one("#headline", Bar).show(
            [
                Item(((_(" {year}년 {month}월").format(year=day.year, month=day.month), "bold"),)),
                Item(((_(" · {n}건").format(n=len(month)), ""),)),
                Item(((_(" · 잠정 {n}").format(n=holds), "warn" if holds else ""),)),
                Item(((_(" · 겹침 {n}").format(n=clashes), "bad" if clashes else ""),)),
            ],
            [(_("PgUp·PgDn 달 넘기기 "), "dim")],
        )
        self._follow(day)

    def _follow(self, day: date) -> None:
        """Bring the agenda to a day."""
        chosen = self.agenda.target
        if chosen and chosen[1] == day:
            return
        targets = [each.target for each in self.agenda.lines if each.target]
        later = [target for target in targets if target[1] >= day]
        if targets:
            self.agenda.select(later[0] if later else targets[-1])

    @property
    def chosen(self) -> EventRow | None:
        """The event that commands act on: the agenda's, if it is on the grid's day or in focus."""
        target = self.agenda.target
        if target is None or (self.grid.has_focus and target[1] != self.grid.day):
            return None
        return self._entry(target[0])

    def _entry(self, number: int) -> EventRow | None:
        return next((each for each in self._entries if each.id == number), None)

    def on_month_grid_moved(self, event: MonthGrid.Moved) -> None:
        """Read another month, or bring the agenda to the day."""
        weeks = self.grid.weeks
        if self._loaded and self._loaded[0] <= weeks[0][0] and weeks[-1][-1] <= self._loaded[1]:
            self._follow(event.day)
        else:
            self.reload()

    def on_month_grid_opened(self) -> None:
        self.action_open()

    def on_line_view_highlighted(self, event: LineView.Highlighted) -> None:
        """Bring the grid to the agenda's day."""
        if self.agenda.has_focus and event.target:
            self.grid.day = event.target[1]

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        """Open an event; the grid shows its month, which stays when the search is given up."""
        number, self.grid.day = event.target
        entry = self._entry(number)
        if entry is not None:
            self.perform(self.open(entry))

    @property
    def history_target(self) -> HistoryTarget | None:
        """The chosen event."""
        return self.target_of(self.chosen) if self.chosen else None

    def title_of(self, record: EventRow) -> str:
        return rules.masked_title(record.title, record.visibility)

    def delete_line(self, record: EventRow) -> str:
        return f"{details.format_when(record)}  {self.title_of(record)}"

    def delete_title(self, count: int) -> str:  # noqa: ARG002
        return _("일정을 지웁니다")

    @property
    def new_day(self) -> date:
        return self.grid.day

    async def after_save(self, number: int) -> None:
        """Show the saved event, and which others it overlaps."""
        await self.go_to(number)
        await self.show_overlaps(number)

    async def go_to(self, number: int) -> None:
        """Bring the grid and the agenda to an event."""
        stored = await self.read(lambda read: queries.event(read, number))
        if stored and stored.draft.starts_on:
            self.grid.day = stored.draft.starts_on
        await self.load()
        self.agenda.select((number, self.grid.day))

    async def change_status(self, event: EventRow) -> None:
        """Let the user choose another status of an event."""
        if await status.change(self, [event]):
            await self.load()

    async def _go_to(self) -> None:
        from secretariat_tui.tui.dialogs.form import Form, Values

        async def take(values: Values) -> Any:
            return values["day"]

        field = form_fields.day("day", N_("날짜"), self.grid.day, required=True)
        day = await self.dialog(
            Form(_("날짜로 가기"), [field], {"day": None}, take, done=N_("가기"))
        )
        if day is not None:
            self.grid.day = day

    def action_open(self) -> None:
        """Open the chosen event, or the day in the grid: an empty one begins a new event."""
        if self.grid.has_focus:
            self.perform(self._open_day(self.grid.day))
        elif self.chosen is not None:
            self.perform(self.open(self.chosen))

    async def _open_day(self, day: date) -> None:
        """Open a day's only event, or let a person choose among several; begin one if there is none."""
        entries = [each for each in self._entries if each.starts_on <= day <= each.ends_on]
        event = entries[0] if entries else None
        if len(entries) > 1:
            options = [
                option(*each.spans, value=(self._entry(each.target[0]),))
                for each in details.day_lines(entries, day)
            ]
            options.append(option((_(" +     새 일정"), "accent"), value=(None,)))
            chosen = await self.dialog(Picker(full_date(day), options))
            if chosen is None:
                return
            (event,) = chosen
        await (self.edit(None) if event is None else self.open(event))

    def action_new(self) -> None:
        self.perform(self.edit(None))

    def action_edit(self) -> None:
        if self.chosen is not None:
            self.perform(self.edit(self.chosen))
        else:
            self._show_nothing_selected()

    def action_delete(self) -> None:
        if self.chosen is not None:
            self.perform(self.delete([self.chosen]))
        else:
            self._show_nothing_selected()

    def action_status(self) -> None:
        if self.chosen is not None:
            self.perform(self.change_status(self.chosen))
        else:
            self._show_nothing_selected()

    def _show_nothing_selected(self) -> None:
        """Say that there is no event on the day to work on."""
        self.show_message(
            _("이날에는 일정이 없습니다. Tab으로 옆의 일정을 고르거나 Enter로 새로 적으세요."),
            "warn",
        )

    def action_go_to(self) -> None:
        self.perform(self._go_to())

    def action_events(self) -> None:
        """Show the whole diary as a list."""
        from secretariat_tui.areas.schedule.events_screen import EventsScreen

        self.app.push_screen(EventsScreen())

    def action_chart(self) -> None:
        """Show the year of the month in view as charts."""
        self.perform(self._chart())

    async def _chart(self) -> None:
        from secretariat_tui.areas.schedule.events_screen import CHARTS
        from secretariat_tui.tui.screens.charts import ChartRequest, show

        source = QueryRows(queries.year_query(self.grid.day.year))
        await show(self, ChartRequest(EVENTS, source, View(), CHARTS))

    def action_go_to_today(self) -> None:
        self.grid.day = self.shell.today()

    def action_filter(self) -> None:
        """Open the filter and type into it."""
        box = self.query_one("#filter", LineInput)
        box.placeholder = _("모든 일정에서 찾습니다. Enter 목록으로 · Esc 지우기")
        box.add_class("open")
        self.set_focus(box)  # at once: the next letter is meant for it

    def on_input_changed(self) -> None:
        self.reload()

    def on_input_submitted(self) -> None:
        self.agenda.focus()

    def action_back(self) -> None:
        """Clear the filter, then go back."""
        box = self.query_one("#filter", LineInput)
        if box.has_class("open"):
            box.remove_class("open")
            box.value = ""
            self.grid.focus()
            self.reload()
        elif self.agenda.has_focus:
            self.grid.focus()
        else:
            super().action_back()

    def action_copy(self) -> None:
        """Copy the chosen event as a row."""
        from secretariat_tui.tui.dialogs.export import copy_sheet

        rows = [self.chosen] if self.chosen else []
        if rows:
            self.perform(copy_sheet(self, self._sheet(rows), "tsv", header=False), group="copy")

    def action_export(self) -> None:
        """Take the events shown out, in the form the next program wants."""
        from secretariat_tui.tui.dialogs.export import take_out

        self.perform(take_out(self, self._sheet(self._entries)))

    def _sheet(self, rows: Sequence[EventRow]) -> Sheet[EventRow]:
        day = self.grid.day
        return Sheet(EVENTS, rows, _("(기준: {date})").format(date=table_date(day)))

    async def open_target(self, target: Any) -> None:
        """Show a day, or open an event by its id. UserError if it is deleted."""
        if isinstance(target, date):
            self.grid.day = target
            await self.load()
            return
        await self.go_to(target)
        entry = self._entry(target)
        if entry is None:
            raise deleted_error()
        await self.open(entry)


SCREEN = ScheduleScreen
