"""The inner screen of issued reports."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.report import details
from secretariat_tui.areas.report.commands import COMPARE, ISSUED_LIST_COMMANDS
from secretariat_tui.areas.report.issued import queries
from secretariat_tui.areas.report.issued.tables import ISSUED_REPORTS, Issued
from secretariat_tui.areas.report.model import ISSUED
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.audit.history import HistoryTarget
from secretariat_tui.tables.row_source import MemoryRows, RowSource
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.screens.list import ListScreen
from secretariat_tui.tui.screens.record_actions import deleted_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretariat_tui.database.engine.reader import Reader

_COMPARED = 2


class IssuedReportsScreen(ListScreen[Issued]):
    """The issued reports, the latest first. Enter shows one as it was issued."""

    area = "report"
    table = ISSUED_REPORTS
    commands: ClassVar[tuple[Command, ...]] = ISSUED_LIST_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings((COMPARE,))

    def __init__(self, as_of: date) -> None:
        """Show the list; `as_of` is the reference date of a report as it is now."""
        super().__init__()
        self._as_of = as_of
        self._count = 0

    async def row_source(self) -> RowSource[Issued]:
        """Read the issued reports."""
        rows = await self.run_query(queries.issued_reports)
        self._count = len(rows)
        return MemoryRows(ISSUED_REPORTS, rows)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the number of reports."""
        count = _(" {n}건").format(n=format_won(self._count))
        return [*path(_("보고"), _("발행한 보고")), (count, "")]

    def empty(self) -> str:
        return _("아직 발행한 보고가 없습니다. 보고 화면에서 F9를 누르면 발행합니다.")

    def read_pane(self, record: Issued) -> "Callable[[Reader], list[StyledLine]]":
        lines = details.describe_issued(record)
        return lambda _reader: lines

    @property
    def history_target(self) -> HistoryTarget | None:
        """The report under the cursor."""
        row = self.grid.row
        return None if row is None else HistoryTarget(ISSUED.table, row.id, row.draft.title)

    async def open(self, record: Issued) -> None:
        """Show a report as it was issued."""
        from secretariat_tui.areas.report.issued_screens.document_screen import IssuedReportScreen

        await self.app.push_screen(IssuedReportScreen(record.id, self._as_of))

    async def open_by_id(self, report_id: int) -> None:
        """Put the cursor on a report and open it. UserError if there is none."""
        await self.refresh_after_change()
        if not self.grid.select(report_id):
            raise deleted_error()
        await self.with_cursor_row(self.open)

    def action_compare(self) -> None:
        """Compare a report with what it would be now, or two marked ones with each other."""
        if self.grid.keys:
            self.perform(self._compare())
        else:
            self.show_message(_("고른 기록이 없습니다."), "warn")

    async def _compare(self) -> None:
        from secretariat_tui.areas.report.issued_screens.comparison_screen import (
            compare_with_now,
            show,
        )

        marked = self.grid.selection
        if not marked:
            await self.with_cursor_row(lambda row: compare_with_now(self, row.id, self._as_of))
            return
        numbers = sorted(self.grid.selected_keys)
        if len(numbers) != _COMPARED:
            raise UserError(
                _("보고 둘을 비교합니다."),
                _("선택 {n}건").format(n=format_won(len(numbers))),
                _("Space로 두 보고만 표시해 주세요."),
            )
        await show(self, *numbers)
