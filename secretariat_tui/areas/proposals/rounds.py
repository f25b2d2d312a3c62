"""The screen of the rounds of proposals."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from secretariat_tui.areas.proposals import details, queries
from secretariat_tui.areas.proposals.queries import RoundRow
from secretariat_tui.areas.proposals.tables import ROUNDS
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import _
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tables.row_source import MemoryRows, RowSource
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Line, Span
from secretariat_tui.tui.screens.records import RecordsScreen

if TYPE_CHECKING:
    from secretariat_tui.tui.dialogs.form import Form


class RoundsScreen(RecordsScreen[RoundRow]):
    """The rounds with their results, above the inbox. Esc goes back to it."""

    area = "proposals"
    table = ROUNDS
    kept_in = "round"

    def __init__(self) -> None:
        super().__init__()
        self._rounds: list[RoundRow] = []

    async def find_source(self) -> RowSource[RoundRow]:
        """Read the rounds."""
        self._rounds = await self.run_on_store(lambda file: queries.rounds(file.read))
        return MemoryRows(ROUNDS, self._rounds)

    async def headline(self) -> Sequence[Span]:
        """Count the rounds that run and those whose results leave something open."""
        today = self.shell.today()
        running = sum(each.starts_on <= today <= each.ends_on for each in self._rounds)
        unclear = sum(each.unclassified != 0 for each in self._rounds)
        return [
            *path(_("제안"), _("회차")),
            (_(" {n}개").format(n=len(self._rounds)), ""),
            (_(" · 접수 중 {n}").format(n=running), ""),
            (_(" · 미분류 있음 {n}").format(n=unclear), "warn" if unclear else ""),
        ]

    def empty(self) -> str:
        return _("아직 회차가 없습니다. Insert나 n을 눌러 첫 회차를 적으세요.")

    def describe(self, file: OfficeFile, record: RoundRow) -> list[Line]:
        """Write out a round."""
        stored = queries.round_(file.read, record.id)
        return details.describe_round(record, stored.draft) if stored else []

    def title_of(self, record: RoundRow) -> str:
        return record.theme

    async def form(self, record: RoundRow | None) -> "Form | None":
        """Make the form, filled in for a stored round."""
        from secretariat_tui.areas.proposals.forms import round_form

        stored = None
        if record is not None:
            stored = await self.run_on_store(lambda file: queries.round_(file.read, record.id))
            if stored is None:
                return None
        return round_form(self.run_on_store, stored, self.shell.today())

    def erase(self, file: OfficeFile, record: RoundRow) -> None:
        """Delete a round."""
        from secretariat_tui.areas.proposals import store

        store.delete_round(file, record.id, record.rev)

    def basis(self) -> str:
        date = table_date(self.shell.today())
        return _("(기준: {date} / 단위: 건)").format(date=date)
