"""A table in lines of a width: long texts wrapped, and columns that do not fit below the others."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from rich.cells import cell_len

from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tables.table import Column, Table
from secretariat_tui.tables.terminal import GAP, aligned_texts
from secretariat_tui.tui.paint.text import wrap

_LONG = 24  # cells that columns of longer texts are narrowed to before others are narrowed
_LEAST_WIDTH, _LEAST_NUMBER = 8, 6  # cells of a column that is narrowed


class TableLine(NamedTuple):
    """A line of a table as text; `row` is the place of the row that it belongs to, None in the head."""

    text: str
    row: int | None = None


def fitted_lines(table: Table[Any], rows: Sequence[Any], width: int) -> Iterator[TableLine]:
    """Yield a table in lines of at most `width` cells, if its titles allow that.

    The texts of the widest columns are wrapped; columns that still do not fit stand below the others, after the
    first column again.
    """
    for part in _fitting_parts(table, width):
        texts = [column.texts(rows) for column in part.columns]
        widths = _narrowed(part, texts, width)
        cells = [
            [wrap(text, cells) for text in column]
            for column, cells in zip(texts, widths, strict=True)
        ]
        columns: list[list[str]] = [[] for _column in part.columns]
        places: list[int] = []
        for place in range(len(rows)):
            height = max(len(column[place]) for column in cells)
            places += [place] * height
            for lines, column in zip(columns, cells, strict=True):
                lines += [*column[place], *[""] * (height - len(column[place]))]
        lines = list(aligned_texts(part, columns))
        head = len(lines) - len(places)
        yield from (TableLine(line) for line in lines[:head])
        yield from (
            TableLine(line, place) for line, place in zip(lines[head:], places, strict=True)
        )


def _fitting_parts(table: Table[Any], width: int) -> Iterator[Table[Any]]:
    """Split the columns of a table so that their titles fit, each part with the first column."""
    first, *others = table.columns
    used = start = _least(first)
    part = [first]
    for column in others:
        needed = _least(column) + len(GAP)
        if used + needed > width and len(part) > 1:
            yield replace(table, columns=tuple(part))
            part, used = [first], start
        part.append(column)
        used += needed
    yield replace(table, columns=tuple(part))


def _least(column: Column[Any]) -> int:
    return max(cell_len(_(column.title)), _LEAST_WIDTH if column.align == "left" else _LEAST_NUMBER)


def _narrowed(table: Table[Any], texts: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the widths of columns: as their texts need, the widest narrowed until all fit."""
    widths = [
        min(max(map(cell_len, (_(column.title), *column_texts))), width)
        for column, column_texts in zip(table.columns, texts, strict=True)
    ]
    room = width - len(GAP) * (len(widths) - 1)
    for least in (
        [max(_least(column), _LONG) for column in table.columns],
        list(map(_least, table.columns)),
    ):
        while sum(widths) > room:
            spare, at = max(
                (each - low, at) for at, (each, low) in enumerate(zip(widths, least, strict=True))
            )
            if spare <= 0:
                break
            widths[at] -= 1
    return widths
