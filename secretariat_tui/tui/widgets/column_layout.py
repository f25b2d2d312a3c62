"""Which columns of a table stand on the screen, and how wide: what fits, what a person chose."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from rich.cells import cell_len

from secretariat_tui.core.i18n import _
from secretariat_tui.tables.table import Column, Table

R = TypeVar("R")
COLUMN_GAP = 2  # cells between two columns
MIN_WIDTH = 3
_WIDEST = 60
PlacedColumn = tuple[Column[R], int]


class ColumnChoice(NamedTuple):
    """The columns a person wants, in their order, and the widths in cells set by hand."""

    keys: tuple[str, ...]
    widths: Mapping[str, int]


class ColumnLayout(NamedTuple):
    """The columns in the order the cursor reaches them; the first `fitting` of them stand side by side."""

    columns: Sequence[PlacedColumn[Any]]
    fitting: int
    width: int

    def around(self, at: int) -> tuple[Sequence[PlacedColumn[Any]], bool, bool]:
        """Return the columns to draw with the cursor on one, and whether there are more left and right.

        The first column stays; behind what fits, the others come in from the right.
        """
        if at < self.fitting:
            return self.columns[: self.fitting], False, self.fitting < len(self.columns)
        shown: list[PlacedColumn[Any]] = []
        left = self.width - self.columns[0][1]
        for column, width in reversed(self.columns[1 : at + 1]):
            room = left - COLUMN_GAP
            if room < MIN_WIDTH or (shown and room < width):
                break
            shown.insert(0, (column, min(width, room)))
            left = room - min(width, room)
        return [self.columns[0], *shown], True, at + 1 < len(self.columns)


def lay_out_columns(
    table: Table[R], rows: Sequence[R], width: int, choice: ColumnChoice | None = None
) -> ColumnLayout:
    """Lay columns out in `width` cells. Without a choice those of rank 0 give way first.

    Columns that grow share what the others leave.
    """
    columns = list(table.columns)
    if choice:
        known = {column.key: column for column in columns}
        columns = [known[key] for key in choice.keys if key in known] or columns
    by_hand = choice.widths if choice else {}
    natural = {c.key: by_hand.get(c.key) or _natural(c, rows) for c in columns}
    least = {
        c.key: min(c.width or natural[c.key], natural[c.key])
        if c.grow and c.key not in by_hand
        else natural[c.key]
        for c in columns
    }
    fitting = _fitting(columns, least, width)
    widths = least | _grown(
        [c for c in fitting if c.key not in by_hand], natural, least, width - _total(least, fitting)
    )
    rest = [column for column in columns if column not in fitting]
    placed = [(c, max(widths[c.key], MIN_WIDTH)) for c in (*fitting, *rest)]
    return ColumnLayout(placed, len(fitting), width)


def _natural(column: Column[R], rows: Sequence[R]) -> int:
    title = cell_len(_(column.title)) + 1  # room for the mark of the order
    return min(max([title, column.width, *(cell_len(column.text(row)) for row in rows)]), _WIDEST)


def _fitting(columns: Sequence[Column[R]], least: Mapping[str, int], width: int) -> list[Column[R]]:
    """Return the columns that fit: minor ones give way from the right, then any but the first that grow."""
    fitting = list(columns)
    while len(fitting) > 1 and _total(least, fitting) > width:
        minor = [column for column in fitting[1:] if column.rank == 0]
        if not minor:
            break
        fitting.remove(minor[-1])
    while len(fitting) > 1 and _squeezed(least, fitting) > width:
        fitting.pop()
    return fitting


def _squeezed(least: Mapping[str, int], columns: Sequence[Column[Any]]) -> int:
    """Return the width of columns whose growing ones shrink as far as they may."""
    saved = sum(max(least[c.key] - 2 * MIN_WIDTH, 0) for c in columns if c.grow)
    return _total(least, columns) - saved


def _grown(
    columns: Sequence[Column[R]], natural: Mapping[str, int], least: Mapping[str, int], spare: int
) -> dict[str, int]:
    """Share spare cells among the columns that grow, or take from them what is missing."""
    growing = [column for column in columns if column.grow]
    widths = {column.key: least[column.key] for column in growing}
    while spare > 0 and (short := [c for c in growing if widths[c.key] < natural[c.key]]):
        share = max(spare // len(short), 1)
        for column in short:
            added = min(share, natural[column.key] - widths[column.key], spare)
            widths[column.key] += added
            spare -= added
    for column in growing:
        missing = min(max(-spare, 0), max(widths[column.key] - 2 * MIN_WIDTH, 0))
        widths[column.key] -= missing
        spare += missing
    return widths


def _total(widths: Mapping[str, int], columns: Sequence[Column[Any]]) -> int:
    return sum(widths[column.key] for column in columns) + COLUMN_GAP * (len(columns) - 1)
