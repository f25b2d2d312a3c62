"""The timeline of programmes and milestones, drawn as lines over months."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from secretariat_tui.areas.programmes import timeline
from secretariat_tui.areas.programmes.commands import EARLIER, LATER, TIMELINE_COMMANDS
from secretariat_tui.areas.programmes.timeline import TimelineRow
from secretariat_tui.core.dates import year_month
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.row_source import MemoryRows, RowSource
from secretariat_tui.tables.timeline import Months
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.screens.list import ListScreen
from secretariat_tui.tui.widgets.css import css

_STEP = 3  # months that a command moves the timeline by


class TimelineScreen(ListScreen[TimelineRow]):
    """The main tasks, programmes and milestones of some months. Enter closes it with the record of a line."""

    DEFAULT_CSS = css("TimelineScreen")
    commands: ClassVar[tuple[Command, ...]] = TIMELINE_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings((EARLIER, LATER))
    area = "programmes"

    def __init__(self, months: Months, row: str = "") -> None:
        super().__init__()
        self.months = months
        self._row = row
        self._rows: list[TimelineRow] = []

    def body(self) -> ComposeResult:
        """Lay out the list; its last column shows the months."""
        self.table = timeline.timeline_table(self.months, self.shell.today())
        yield from super().body()

    async def row_source(self) -> RowSource[TimelineRow]:
        """Read the rows of the months shown."""
        months, today = self.months, self.shell.today()
        self._rows = await self.run_query(
            lambda reader: timeline.read_timeline(reader, months, today)
        )
        return MemoryRows(self.table, self._rows)

    async def load(self) -> None:
        """Read the timeline, and put the cursor back where it was."""
        await super().load()
        if self._row:
            self.grid.select(self._row)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the months shown, and what the signs mean."""
        return [
            *path(_("사업"), _("일정표")),
            (f" {year_month(self.months.first)}~{year_month(self.months.last)}", "bold"),
            (_("  ├─ 사업 · □ 예정 · ▷ 추진 · ■ 완료 · │ 오늘"), "dim"),
        ]

    def read_pane(self, record: TimelineRow) -> Callable[[Reader], list[StyledLine]]:  # noqa: ARG002
        """Show no details: Enter opens them."""
        return lambda _reader: []

    def empty(self) -> str:
        return _("이 기간에는 사업도 일정도 없습니다.")

    async def open(self, record: TimelineRow) -> None:
        """Close the timeline with the record of a line."""
        self.dismiss(record)

    def action_shift(self, step: int) -> None:
        """Show earlier or later months."""
        self.months = timeline.shifted(self.months, step * _STEP)
        self.table = timeline.timeline_table(self.months, self.shell.today())
        self.grid.table = self.table
        self.reload()
