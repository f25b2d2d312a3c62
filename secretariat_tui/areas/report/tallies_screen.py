"""The inner screen of tallies."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.report import details, queries, tables
from secretariat_tui.areas.report.commands import TALLIES_COMMANDS, TALLY_COMMANDS
from secretariat_tui.areas.report.items_screen import TallyItemsScreen
from secretariat_tui.areas.report.queries import TallyRow
from secretariat_tui.areas.report.rules import Window, figures_warnings
from secretariat_tui.areas.report.tables import TALLIES
from secretariat_tui.core.dates import period_text
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import EARLIEST, LATEST
from secretariat_tui.tables.row_source import MemoryRows, RowSource
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.screens.records import RecordsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretariat_tui.areas.report.model import TallyDraft
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tui.dialogs.record_form import RecordForm


class TalliesScreen(RecordsScreen[TallyRow]):
    """The tallies with their figures in the period shown, by default each in its own."""

    area = "report"
    table = TALLIES
    record_table = "tally"
    commands: ClassVar[tuple[Command, ...]] = TALLIES_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(TALLY_COMMANDS)

    def __init__(self) -> None:
        super().__init__()
        self._shown = Window()
        self._rows: Sequence[TallyRow] = ()
        self._notes: tuple[str, ...] = ()

    async def row_source(self) -> RowSource[TallyRow]:
        """Read the tallies."""
        today, shown = self.shell.today(), self._shown

        def read(reader: "Reader") -> tuple[list[TallyRow], tuple[str, ...]]:
            with reader.snapshot():
                rows = queries.tallies(reader, today, shown)
                return rows, tables.warnings(rows, queries.unclassified(reader, today, shown))

        self._rows, self._notes = await self.run_query(read)
        return MemoryRows(TALLIES, self._rows)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the number of tallies, the period, and the first warning."""
        period = period_text(*self._shown)
        spans: list[Span] = [
            *path(_("보고"), _("실적")),
            (_(" {n}건").format(n=len(self._rows)), ""),
            (f" · {period or _('실적마다 제 기간')}", ""),
        ]
        if self._notes:
            more = len(self._notes) - 1
            spans.append((f" · {self._notes[0]}", "warn"))
            if more:
                spans.append((_(" 외 {n}건").format(n=more), "dim"))
        return spans

    def row_mark(self, record: TallyRow) -> str:
        return "!" if figures_warnings(record.draft, record.figures) else ""

    def empty(self) -> str:
        return _("아직 실적이 없습니다. Insert나 n을 눌러 첫 실적을 적으세요.")

    def read_details(self, record: TallyRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_tally, record.id, self.shell.today(), self._shown)

    def title_of(self, record: TallyRow) -> str:
        return record.draft.title

    async def open(self, record: TallyRow) -> None:
        """Show the opening part of a tally and the records that it counts."""
        await self.app.push_screen(TallyItemsScreen(record))

    async def record_form(self, record: TallyRow | None) -> "RecordForm[TallyDraft]":  # noqa: ARG002
        from secretariat_tui.areas.report.forms import tally_form

        return tally_form(self.shell.today())

    async def reveal_after_work(self, target: Any, action: str, back_to: str = "") -> None:
        """Act on a tally here, when the work has ended that waited for the screen above."""
        if action:
            await self.shell.key_queue.wait_for_work(self)
            self.perform(self.act_on(action, target))
        else:
            await super().reveal_after_work(target, action, back_to)

    @staticmethod
    def record_store() -> "RecordStore[TallyDraft]":
        from secretariat_tui.areas.report.store import TALLIES as STORE

        return STORE

    def basis(self) -> str:
        return tables.basis(self.shell.today(), self._shown)

    def notes(self, *, all_rows: bool) -> tuple[str, ...]:
        return (*self._notes, *tables.overlap_notes(self._rows)) if all_rows else ()

    def action_choose_period(self) -> None:
        """Let the user choose the period shown."""
        self.perform(self._choose_period())

    async def _choose_period(self) -> None:
        from secretariat_tui.areas.report.forms import period_form

        window = await self.dialog(period_form(self._shown, self.shell.today()))
        if window is not None:
            await self._show(window)

    def action_change_year(self, step: int) -> None:
        """Show the year before or after the one shown, at first this year."""
        shown = self._shown.last or self._shown.first
        year = shown.year + step if shown else self.shell.today().year
        if EARLIEST.year <= year <= LATEST.year:
            self.perform(self._show(Window(date(year, 1, 1), date(year, 12, 31))))

    async def _show(self, window: Window) -> None:
        self._shown = window
        await self.refresh_after_change()
