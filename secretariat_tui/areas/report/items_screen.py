"""The inner screen of a tally: its opening part, and the records that it counts."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from secretariat_tui.areas.report import details, queries, tables
from secretariat_tui.areas.report.commands import ITEMS_COMMANDS
from secretariat_tui.areas.report.queries import CountedRow, TallyRow
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.search.list_query import FirstPage, View
from secretariat_tui.tables.row_source import MemoryRows, ProgressHandler, QueryRows, RowSource
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.screens.list import ListScreen
from secretariat_tui.tui.screens.record_actions import deleted_error

if TYPE_CHECKING:
    from datetime import date

    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.tui.keys.commands import Command

_OPENING = 0  # the key of the opening part


@dataclass(frozen=True)
class ItemRows(QueryRows[CountedRow]):
    """The records of a tally below its opening part, which a filtered view leaves out."""

    opening: CountedRow | None = None

    def _shows_opening(self, view: View) -> bool:
        return self.opening is not None and not view.find and not view.filters

    def first_page(self, reader: "Reader", view: View) -> FirstPage:
        page = super().first_page(reader, view)
        if self.opening is None or not self._shows_opening(view):
            return page
        return FirstPage([self.opening, *page.rows], page.complete)

    def keys(self, reader: "Reader", view: View, progress: ProgressHandler) -> Sequence[Any]:
        keys = super().keys(reader, view, progress)
        return array("q", [_OPENING]) + array("q", keys) if self._shows_opening(view) else keys

    def rows(self, reader: "Reader", keys: Sequence[Any]) -> Sequence[CountedRow]:
        rows = super().rows(reader, [key for key in keys if key != _OPENING])
        return [self.opening, *rows] if self.opening and _OPENING in keys else rows

    def batch(
        self, reader: "Reader", keys: Sequence[Any], reads: Iterable[tuple[str, ...]]
    ) -> Sequence[CountedRow]:
        is_first = self.opening is not None and _OPENING in keys
        return self.rows(reader, keys) if is_first else super().batch(reader, keys, reads)

    def sums(
        self, reader: "Reader", view: View, only: Iterable[Any] | None = None
    ) -> dict[str, int]:
        some = None if only is None else [key for key in only if key != _OPENING]
        return super().sums(reader, view, some)


class TallyItemsScreen(ListScreen[CountedRow]):
    """What a tally counts: Enter opens a record in its area, Esc there comes back."""

    area = "report"
    commands: ClassVar["tuple[Command, ...]"] = ITEMS_COMMANDS

    def __init__(self, tally: TallyRow, as_of: "date | None" = None) -> None:
        self.table = tables.items_table(tally.draft)
        super().__init__()
        self._as_of = as_of
        self._tally_id, self._shown = tally.id, tally.window
        self._tally: TallyRow | None = tally

    async def row_source(self) -> RowSource[CountedRow]:
        """Read the tally, and return its records."""
        today, shown = self._day, self._shown
        row = self._tally = await self.run_query(
            lambda reader: queries.tally_row(reader, self._tally_id, today, shown)
        )
        if row is None:
            return MemoryRows(self.table, ())
        opening = _opening_row(row)
        query = await self.run_query(
            lambda reader: queries.counted_items(reader, row.id, shown, today)
        )
        if query is None:
            return MemoryRows(self.table, [opening] if opening else [])
        return ItemRows(query, opening)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the tally, its total and what it is made of."""
        row = self._tally
        if row is None:
            return [*path(_("보고"), _("지워진 실적"))]
        text = f" {tables.total_text(row)} = {tables.made_of(row)}"
        return [*path(_("보고"), row.draft.title), (text, "")]

    def record_count(self, keys: Sequence[Any]) -> int:
        return len(keys) - (bool(keys) and keys[0] == _OPENING)  # it can only be the first

    def empty(self) -> str:
        return _("센 기록이 없습니다.")

    def read_pane(self, record: CountedRow) -> "Callable[[Reader], list[StyledLine]]":  # noqa: ARG002
        """Return the details of the tally."""
        return partial(_tally_lines, self._tally)

    async def open(self, record: CountedRow) -> None:
        """Open a record in its area; the opening part in the form of the tally."""
        if self._tally is None:
            raise deleted_error()
        if record.id == _OPENING:
            await self.reveal(self._tally_id, "edit")
            return
        area = queries.AREAS_OF_KINDS[self._tally.draft.record_kind]
        await self.shell.show_record(area, record.id, back_to=self.area)

    def basis(self) -> str:
        return tables.basis(self._day, self._shown)

    @property
    def _day(self) -> "date":
        """The day up to which records count: that of a report, or today."""
        return self._as_of or self.shell.today()


def _opening_row(row: TallyRow) -> CountedRow | None:
    """Return the row of the opening part, with its day, source and reason; None without one."""
    draft = row.draft
    if not row.figures.opening:
        return None
    name = _("기초 {n}{unit}").format(n=format_won(draft.opening), unit=draft.unit)
    texts = " · ".join(filter(None, (draft.opening_source, draft.opening_reason)))
    return CountedRow(
        _OPENING, draft.opening_asof, name, _("합계"), texts, secret=False, internal=False
    )


def _tally_lines(row: TallyRow | None, _reader: "Reader") -> list[StyledLine]:
    return details.describe_tally(row) if row else []
