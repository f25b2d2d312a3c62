"""Which columns of a table are visible, and their widths: what fits, what the user chose."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from rich.cells import cell_len

from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tables.table import Column, Table
from secretariat_tui.tui.widgets.column_choice import MIN_WIDTH, ColumnChoice

R = TypeVar("R")
COLUMN_GAP = 2  # cells between two columns
_MAX_NATURAL_WIDTH = 60  # of a column that nobody has set
_MIN_GROWING = 2 * MIN_WIDTH  # a growing column is not made narrower
_BLANK = {"", "–"}
PlacedColumn = tuple[Column[R], int]  # a column and its width in cells


class ColumnLayout(NamedTuple):
    """All columns in the order of the cursor; the first `fitting` of them fit side by side."""

    columns: Sequence[PlacedColumn[Any]]
    fitting: int
    width: int

    def visible(self, cursor: int) -> tuple[Sequence[PlacedColumn[Any]], bool, bool]:
        """Return the visible columns with the cursor on one, and whether more are left and right.

        The first column is always visible. If the cursor is on one that does not fit, it and those
        before it stand at the right.
        """
        if cursor < self.fitting:
            return self.columns[: self.fitting], False, self.fitting < len(self.columns)
        visible: list[PlacedColumn[Any]] = []
        left = self.width - self.columns[0][1]
        for column, width in reversed(self.columns[1 : cursor + 1]):
            room = left - COLUMN_GAP
            if room < MIN_WIDTH or (visible and room < width):
                break
            visible.insert(0, (column, min(width, room)))
            left = room - min(width, room)
        return [self.columns[0], *visible], True, cursor + 1 < len(self.columns)

    def index_at(self, x: int, cursor: int) -> int | None:
        """Return the index of the column at a cell of the line; None right of the last."""
        columns, end = [column for column, _width in self.columns], 0
        for column, width in self.visible(cursor)[0] if columns else ():
            end += width + COLUMN_GAP
            if x < end:
                return columns.index(column)
        return None


def lay_out_columns(
    table: Table[R], rows: Sequence[R], width: int, choice: ColumnChoice | None = None
) -> ColumnLayout:
    """Lay out columns in `width` cells. Without a choice blank ones and those of rank 0 are left out first.

    Growing columns share the space that the others leave.
    """
    columns = list(table.columns)
    if choice:
        by_key = {column.key: column for column in table.all_columns}
        columns = [by_key[key] for key in choice.keys if key in by_key] or columns
    fixed = choice.widths if choice else {}
    needed = {c.key: fixed.get(c.key) or _needed_width(c, rows) for c in columns}
    minimum = {
        c.key: min(c.width or needed[c.key], needed[c.key])
        if c.grow and c.key not in fixed
        else needed[c.key]
        for c in columns
    }
    shown = columns if choice else _without_blank(columns, rows, needed, width)
    fitting = _fitting(shown, minimum, width)
    growing = [c for c in fitting if c.grow and c.key not in fixed]
    widths = minimum | _grow(growing, needed, minimum, width - _total(minimum, fitting))
    for column in columns:  # what is still free shows a column that was left out
        extra = needed[column.key] + COLUMN_GAP
        if column not in fitting and _total(widths, fitting) + extra <= width:
            fitting = [each for each in columns if each in {*fitting, column}]
            widths[column.key] = needed[column.key]
    free = width - _total(widths, fitting)
    for column in fitting:  # then columns get the width that they are declared with
        more = min(max(column.width - widths[column.key], 0), max(free, 0))
        if column.key not in fixed:
            widths[column.key] += more
            free -= more
    others = [column for column in columns if column not in fitting]
    placed = [(c, max(widths[c.key], MIN_WIDTH)) for c in (*fitting, *others)]
    return ColumnLayout(placed, len(fitting), width)


def _needed_width(column: Column[R], rows: Sequence[R]) -> int:
    """Return the width that the title and the texts of the rows need; without rows the declared width."""
    title = cell_len(_(column.title)) + 1  # with room for the sort mark
    texts = [cell_len(column.marked(row)[0]) for row in rows] or [column.width]
    return min(max(title, *texts), _MAX_NATURAL_WIDTH)


def _without_blank(
    columns: Sequence[Column[R]], rows: Sequence[R], needed: Mapping[str, int], width: int
) -> list[Column[R]]:
    """Return the columns without those that are blank in all rows, from the right, until the others fit uncut."""
    left = list(columns)
    for column in reversed(columns[1:]):
        if not rows or _total(needed, left) <= width:
            break
        if all(column.marked(row)[0].strip() in _BLANK for row in rows):
            left.remove(column)
    return left


def _fitting(
    columns: Sequence[Column[R]], minimum: Mapping[str, int], width: int
) -> list[Column[R]]:
    """Return the columns that fit. Left out from the right: those of rank 0, then any but the first.

    Before the latter, growing columns are made narrower.
    """
    fitting = list(columns)
    while len(fitting) > 1 and _total(minimum, fitting) > width:
        minor = [column for column in fitting[1:] if column.rank == 0]
        if not minor:
            break
        fitting.remove(minor[-1])
    while len(fitting) > 1 and _narrowest_total(minimum, fitting) > width:
        fitting.pop()
    return fitting


def _narrowest_total(minimum: Mapping[str, int], columns: Sequence[Column[Any]]) -> int:
    """Return the width of columns when the growing ones are as narrow as they may be."""
    saved = sum(max(minimum[c.key] - _floor(c), 0) for c in columns if c.grow)
    return _total(minimum, columns) - saved


def _grow(
    columns: Sequence[Column[R]],
    natural: Mapping[str, int],
    minimum: Mapping[str, int],
    spare: int,
) -> dict[str, int]:
    """Distribute spare cells among growing columns; if `spare` is negative, take them away."""
    widths = {column.key: minimum[column.key] for column in columns}
    while spare > 0 and (short := [c for c in columns if widths[c.key] < natural[c.key]]):
        share = max(spare // len(short), 1)
        for column in short:
            added = min(share, natural[column.key] - widths[column.key], spare)
            widths[column.key] += added
            spare -= added
    for column in columns:
        removed = min(max(-spare, 0), max(widths[column.key] - _floor(column), 0))
        widths[column.key] -= removed
        spare += removed
    return widths


def _floor(column: Column[Any]) -> int:
    """Return the width below which a growing column is not made narrower; a date is never cut."""
    return column.width if column.dated else _MIN_GROWING


def _total(widths: Mapping[str, int], columns: Sequence[Column[Any]]) -> int:
    return sum(widths[column.key] for column in columns) + COLUMN_GAP * (len(columns) - 1)
