"""The list of all events, opened from the diary."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.schedule import conflict_queries, queries, rules, status
from secretariat_tui.areas.schedule.commands import (
    CHECKED,
    EVENTS_COMMANDS,
    SEEN,
    STATUS,
)
from secretariat_tui.areas.schedule.event_actions import EventActions
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.tables import EVENTS, format_when
from secretariat_tui.areas.schedule.timing.conflicts import NO_CONFLICTS, Severities
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.tables.row_source import OrderedRows, RowSource
from secretariat_tui.tui.keys.commands import CHART, Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Span, StyledLine, styled_line
from secretariat_tui.tui.screens.charts import ChartBy
from secretariat_tui.tui.screens.records import RecordsScreen

CHARTS = (ChartBy("when", month=True), ChartBy("kind"), ChartBy("category"), ChartBy("place"))


class EventsScreen(RecordsScreen[EventRow], EventActions):
    """All events: running and next ones first, then the past."""

    area = "schedule"
    table = EVENTS
    commands: ClassVar[tuple[Command, ...]] = EVENTS_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings((STATUS, CHECKED, SEEN, CHART))

    def __init__(self) -> None:
        super().__init__()
        self._clashing: Severities = NO_CONFLICTS

    async def row_source(self) -> RowSource[EventRow]:
        """Return all events, the next ones first."""
        return OrderedRows(queries.EVENTS, queries.in_order(self.shell.today()))

    async def load(self) -> None:
        """Read which events conflict, then the list."""
        today = self.shell.today()
        self._clashing = await self.run_query(partial(conflict_queries.all_conflicts, near=today))
        await super().load()

    def row_mark(self, record: EventRow) -> str:
        severity = self._clashing.get(record.key)
        return severity.mark.sign if severity else ""

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the number of events, and of those from today on."""
        today = self.shell.today()
        all_, later = await self.run_count(lambda reader: queries.counts(reader, today))
        text = _(" · {n}건 · 오늘부터 {later}").format(n=format_won(all_), later=format_won(later))
        return [*path(_("일정"), _("목록")), (text, "")]

    def secret_placeholder(self, record: EventRow) -> list[StyledLine] | None:
        if record.visibility != "secret":
            return None
        return [
            styled_line((rules.masked_title("", record.visibility), "bold")),
            styled_line((_("비공개 일정입니다. Enter로 열어 봅니다."), "dim")),
        ]

    async def open(self, record: EventRow) -> None:
        """Show an event; of a series the next occurrence, else the last one."""
        if record.rrule and not record.occurrence:
            number, today = record.id, self.shell.today()
            found = await self.read(lambda reader: queries.find_event(reader, number, today))
            record = found or record
        await super().open(record)

    def title_of(self, record: EventRow) -> str:
        return f"{format_when(record)}  {rules.masked_title(record.title, record.visibility)}"

    async def after_save(self, record_id: int) -> None:
        """Show the saved event, and a warning if it overlaps others."""
        await super().after_save(record_id)
        await self.show_saved_or_clashes(record_id)

    def empty(self) -> str:
        return _("아직 일정이 없습니다. Insert나 n을 눌러 첫 일정을 적으세요.")

    def basis(self) -> str:
        return _("(기준: {date})").format(date=table_date(self.shell.today()))

    async def chosen_events(self) -> Sequence[EventRow]:
        if not self.grid.keys:
            self.show_nothing_selected()
            return []
        return await self.selected_rows()

    def action_status(self) -> None:
        """Change the status of the selected events."""
        if self.grid.keys:
            self.perform(self._status())
        else:
            self.show_nothing_selected()

    async def _status(self) -> None:
        if await status.choose_and_set_status(self, await self.selected_rows()):
            self.grid.clear_selection()
            await self.refresh_after_change()

    def action_chart(self) -> None:
        """Show charts of the events in the view."""
        self.perform(self._chart())

    async def _chart(self) -> None:
        from secretariat_tui.tui.screens.charts import ChartRequest, show

        if self.source is not None:
            await show(self, ChartRequest(EVENTS, self.source, self.view, CHARTS))
