"""Output of a table to a terminal in colour. It looks as Rich prints it, but each cell is measured once."""

from collections.abc import Sequence
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from rich.segment import Segment, SegmentLines
from rich.style import Style
from rich.text import Text

from secretariat_tui.core.i18n import _
from secretariat_tui.tables.table import Align, Sheet, Table
from secretariat_tui.tables.terminal import (
    STYLES,
    empty_rich_table,
    padded,
    rich_table,
    text_width,
)

if TYPE_CHECKING:
    from rich.console import Console

_GAP = "   "  # that Rich leaves between two columns
_BATCH = 500  # rows written together
_COLUMN = "column"  # key in the meta data of a style


def print_sheet(sheet: Sheet[Any], console: "Console", *, header: bool = True) -> None:
    """Print a sheet with its title, basis and notes."""
    if header:
        console.print(Text(sheet.title, style="bold"), Text(sheet.basis, style="dim"), sep="  ")
    if not sheet.rows:
        console.print(Text(_("내용이 없습니다."), style="dim"))
    elif console.legacy_windows:  # Rich calls it instead of writing escape sequences
        console.print(rich_table(sheet, header=header))
    else:
        _print_rows(sheet, console, header=header)
    for note in sheet.notes:
        console.print(Text(f"※ {note}", style="dim"))


def _print_rows(sheet: Sheet[Any], console: "Console", *, header: bool) -> None:
    """Print the head and the rows of a sheet, at least one, with the widths that Rich gives its columns.

    Rich lays out a table of the widest cells; its other cells are only padded, or wrapped if they do not fit.
    """
    columns = sheet.table.columns
    cells = [list(map(column.marked, sheet.rows)) for column in columns]
    lines = _laid_out(sheet.table, _widest(cells, console.width), console, header=header)
    first = next((at for at, line in enumerate(lines) if any(map(_is_cell, line))), 0)
    widths = _widths(lines[first], len(columns))
    if min(widths) < 1:  # a terminal of a few cells, where Rich leaves out columns
        console.print(rich_table(sheet, header=header))
        return
    console.print(SegmentLines(lines[:first], new_lines=True), end="")
    styled = cache(lambda style: _escapes(console, style))
    for start in range(0, len(sheet.rows), _BATCH):
        drawn = [
            [
                [f"{before}{line}{after}" for line in _lines(text, width, column.align, console)]
                for text, style in column_cells[start : start + _BATCH]
                for before, after in (styled(style),)
            ]
            for column, column_cells, width in zip(columns, cells, widths, strict=True)
        ]
        console.file.write("".join(_joined(row, widths) for row in zip(*drawn, strict=True)))


def _widest(cells: Sequence[Sequence[tuple[str, str]]], width: int) -> list[list[str]]:
    """Return rows of cells whose widths decide those of the columns in a terminal of some width."""
    texts = [[text for text, _style in column] for column in cells]
    widest = [max(column, key=text_width) for column in texts]
    if sum(map(text_width, widest)) + len(_GAP) * (len(widest) - 1) <= width:
        return [widest]
    longest_words = [max(column, key=_longest_word) for column in texts]
    return [widest, longest_words]


def _longest_word(text: str) -> int:
    return max(map(text_width, text.split()), default=0)


def _laid_out(
    table: Table[Any], rows: Sequence[Sequence[str]], console: "Console", *, header: bool
) -> list[list[Segment]]:
    """Return the lines of a table with these rows, whose segments are marked with their columns."""
    styles = [Style(meta={_COLUMN: number}) for number in range(len(table.columns))]
    rich = empty_rich_table(table, header=header, styles=styles)
    for row in rows:
        rich.add_row(*map(Text, row))
    return console.render_lines(rich, pad=False)


def _is_cell(segment: Segment) -> bool:
    return _column(segment) is not None


def _widths(line: Sequence[Segment], count: int) -> list[int]:
    """Return the widths of the columns in a line of a table, without the padding of the cells."""
    widths = [-int(at > 0) - int(at < count - 1) for at in range(count)]
    for segment in line:
        if (at := _column(segment)) is not None:
            widths[at] += segment.cell_length
    return widths


def _column(segment: Segment) -> int | None:
    """Return the number of the column that a segment of a row belongs to."""
    number: int | None = segment.style.meta.get(_COLUMN) if segment.style else None
    return number


def _escapes(console: "Console", style: str) -> tuple[str, str]:
    """Return what is written before and after a text in a style of `Column.marked`."""
    with console.capture() as capture:
        console.print(Text("x", style=STYLES.get(style, "")), end="")
    before, _x, after = capture.get().partition("x")
    return before, after


def _lines(text: str, width: int, align: Align, console: "Console") -> list[str]:
    """Return the lines of a cell, padded to the width of its column."""
    if text_width(text) <= width:
        return [padded(text if align == "left" else text.rstrip(), width, align)]
    lines = Text(text).wrap(console, width, justify=align, overflow="fold")
    return [padded(line.plain, width, "left") for line in lines]


def _joined(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    """Return the lines of a row."""
    if all(len(lines) == 1 for lines in cells):
        return _GAP.join([lines[0] for lines in cells]) + "\n"
    blanks = [" " * width for width in widths]
    rows = zip_longest(*cells)
    return "".join(
        _GAP.join(
            [blank if line is None else line for line, blank in zip(row, blanks, strict=True)]
        )
        + "\n"
        for row in rows
    )
