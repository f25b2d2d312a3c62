"""A timeline as a screen: lines over some months. Areas derive theirs from it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from secretariat_tui.core.dates import year_month
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables import timeline
from secretariat_tui.tables.row_source import MemoryRows, RowSource
from secretariat_tui.tables.timeline import Months, TimelineRow
from secretariat_tui.tui.keys.commands import EARLIER, LATER, TIMELINE_COMMANDS, Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.screens.list import ListScreen
from secretariat_tui.tui.widgets.css import css

_STEP = 3  # months that a command moves the timeline by


class TimelineScreen(ListScreen[TimelineRow]):
    """Records and their days over some months. Enter closes it with the record of a line.

    Each area sets the titles, marked for translation: those of the area and of the table, that of the first column,
    and the legend of the signs.
    """

    DEFAULT_CSS = css("TimelineScreen")
    commands: ClassVar[tuple[Command, ...]] = TIMELINE_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings((EARLIER, LATER))
    area_title: ClassVar[str]
    title_text: ClassVar[str]
    text_title: ClassVar[str]
    legend: ClassVar[str]

    def __init__(self, months: Months, row: str = "") -> None:
        super().__init__()
        self.months = months
        self._row = row
        self._rows: list[TimelineRow] = []

    def read_lines(self) -> Callable[[Reader], list[TimelineRow]]:
        """Return a function that reads the lines of the months shown."""
        raise NotImplementedError

    def _months_table(self) -> None:
        self.table = timeline.timeline_table(
            self.title_text, self.text_title, self.months, self.shell.today()
        )

    def body(self) -> ComposeResult:
        """Lay out the list; its last column shows the months."""
        self._months_table()
        yield from super().body()

    async def row_source(self) -> RowSource[TimelineRow]:
        """Read the rows of the months shown."""
        self._rows = await self.run_query(self.read_lines())
        return MemoryRows(self.table, self._rows)

    async def load(self) -> None:
        """Read the timeline, and put the cursor back where it was."""
        await super().load()
        if self._row:
            self.grid.select(self._row)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the months shown, and what the signs mean."""
        return [
            *path(_(self.area_title), _("일정표")),
            (f" {year_month(self.months.first)}~{year_month(self.months.last)}", "bold"),
            (_(self.legend), "dim"),
        ]

    def read_pane(self, record: TimelineRow) -> Callable[[Reader], list[StyledLine]]:  # noqa: ARG002
        """Show no details: Enter opens them."""
        return lambda _reader: []

    async def open(self, record: TimelineRow) -> None:
        """Close the timeline with the record of a line."""
        self.dismiss(record)

    def action_shift(self, step: int) -> None:
        """Show earlier or later months."""
        self.months = timeline.shifted(self.months, step * _STEP)
        self._months_table()
        self.grid.table = self.table
        self.reload()
