"""The inner screen of the proposals area: rounds."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from secretariat_tui.areas.proposals import details, round_queries
from secretariat_tui.areas.proposals.round_queries import RoundRow
from secretariat_tui.areas.proposals.tables import ROUNDS
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import _
from secretariat_tui.tables.row_source import MemoryRows, RowSource
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.screens.records import RecordsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretariat_tui.areas.proposals.model import RoundDraft
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tui.dialogs.record_form import RecordForm


class RoundsScreen(RecordsScreen[RoundRow]):
    """The rounds with their results."""

    area = "proposals"
    table = ROUNDS
    record_table = "round"

    def __init__(self) -> None:
        super().__init__()
        self._rounds: list[RoundRow] = []

    async def row_source(self) -> RowSource[RoundRow]:
        """Read the rounds."""
        self._rounds = await self.read(round_queries.rounds)
        return MemoryRows(ROUNDS, self._rounds)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: how many rounds run, and how many have results that do not add up."""
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

    def read_details(self, record: RoundRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_round, record)

    def title_of(self, record: RoundRow) -> str:
        return record.theme

    async def record_form(self, record: RoundRow | None) -> "RecordForm[RoundDraft]":  # noqa: ARG002
        from secretariat_tui.areas.proposals.forms import round_form

        return round_form(self.shell.today())

    @staticmethod
    def record_store() -> "RecordStore[RoundDraft]":
        from secretariat_tui.areas.proposals.store import ROUNDS

        return ROUNDS

    def basis(self) -> str:
        date = table_date(self.shell.today())
        return _("(기준: {date} / 단위: 건)").format(date=date)
