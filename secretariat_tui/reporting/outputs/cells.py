"""A table as a page shows it: texts, alignment, widths of columns, size of letters."""

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tables.table import Align, HeadCell, Sheet, head_lines

_SHORT = 5  # characters of a number that is centred
_PADDING = 3  # cells
_BOLD = 1.1  # how much wider bold letters are
_LONG = 40  # cells of a column that is broken into lines
_TIGHT = 1.15  # how much columns may be narrowed, at the cost of their padding
_CAPACITY = {11: 86, 10: 95, 9: 106}  # cells in a line of A4, by the size of letters in points


class Cells(NamedTuple):
    """A table as texts: its head, which may have merged cells, the rows, and the alignment of the columns.

    `shares` are the widths of the columns as parts of the table's width, `points` is the size of its letters.
    """

    head: list[list[HeadCell]]
    rows: list[list[str]]
    aligns: list[Align]
    shares: list[float]
    points: int


def cells(sheet: Sheet[Any]) -> Cells:
    """Return a table as a page shows it: columns of short numbers are centred."""
    columns = sheet.table.columns
    texts = [column.texts(sheet.rows) for column in columns]
    aligns = [_alignment(column.align, each) for column, each in zip(columns, texts, strict=True)]
    head = head_lines(columns)
    widths = _natural_widths(head, texts)
    points = _points(widths)
    return Cells(
        head,
        [list(row) for row in zip(*texts, strict=True)],
        aligns,
        _shares(widths, _CAPACITY[points]),
        points,
    )


def _alignment(align: Align, texts: Sequence[str]) -> Align:
    return "center" if align == "right" and all(len(text) <= _SHORT for text in texts) else align


def _natural_widths(head: list[list[HeadCell]], texts: Sequence[Sequence[str]]) -> list[float]:
    """Return the width that each column needs for its longest text in one line, in cells."""
    widths = [float(max(map(cell_len, each), default=0)) for each in texts]
    for line in reversed(head):
        for cell in line:
            covered = slice(cell.first, cell.first + cell.columns)
            missing = cell_len(cell.title) * _BOLD - sum(widths[covered])
            if missing > 0:
                widths[covered] = [each + missing / cell.columns for each in widths[covered]]
    return [width + _PADDING for width in widths]


def _points(widths: Sequence[float]) -> int:
    """Return the largest size of letters with which the columns fit, if long texts are broken into lines."""
    needed = sum(min(width, _LONG) for width in widths)
    sizes = (size for size, most in _CAPACITY.items() if needed <= most * _TIGHT)
    return next(sizes, min(_CAPACITY))


def _shares(widths: Sequence[float], capacity: float) -> list[float]:
    """Return the parts of the width that columns get: narrow ones what they need, wide ones what is left."""
    if sum(widths) <= capacity * _TIGHT:
        return [width / sum(widths) for width in widths]
    shares = [0.0] * len(widths)
    left, count = capacity, len(widths)
    for at in sorted(range(len(widths)), key=widths.__getitem__):
        shares[at] = min(widths[at], left / count)
        left, count = left - shares[at], count - 1
    return [share / capacity for share in shares]
