"""The head of the table of records: the titles with the sort mark, and those of groups above them."""

from collections.abc import Sequence
from typing import Any

from secretariat_tui.core.i18n import _
from secretariat_tui.database.search.list_query import Order
from secretariat_tui.tables.table import Column, head_lines
from secretariat_tui.tui.paint.text import Span, fit_width
from secretariat_tui.tui.widgets.column_layout import COLUMN_GAP, PlacedColumn


def title_cells(
    columns: Sequence[PlacedColumn[Any]],
    order: Sequence[Order],
    under_cursor: Column[Any] | None,
) -> list[Span]:
    """Return a cell for each column with its title."""
    descending = {each.key: each.descending for each in order[:1]}
    cells = []
    for column, width in columns:
        sign = "" if column.key not in descending else "▼" if descending[column.key] else "▲"
        title = fit_width(_(column.title), max(width - len(sign), 0)).rstrip() + sign
        style = "accent" if column is under_cursor else "dim"
        cells.append((fit_width(title, width, column.align), style))
    return cells


def group_cells(columns: Sequence[PlacedColumn[Any]]) -> list[Span]:
    """Return the cells above the titles: one for each group, as wide as its columns; others are blank."""
    cells = []
    for cell in head_lines([column for column, _width in columns])[0]:
        widths = [width for _column, width in columns[cell.first : cell.first + cell.columns]]
        title = cell.title if cell.lines == 1 else ""
        width = sum(widths) + COLUMN_GAP * (len(widths) - 1)
        cells.append((fit_width(title, width, "center"), "dim"))
    return cells


def join_cells(mark: Span, cells: Sequence[Span]) -> list[Span]:
    """Return a line of cells after a mark of one cell."""
    spans: list[Span] = [mark]
    for number, cell in enumerate(cells):
        spans += [(" " * COLUMN_GAP if number else " ", ""), cell]
    return spans
