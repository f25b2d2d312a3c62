"""A table drawn by Rich, in colour on a terminal and plain in a pipe."""

import io
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from secretariat_tui.language import _
from secretariat_tui.tables.table import Sheet

_PLAIN_WIDTH = 10_000  # wide enough that a pipe never loses a letter


def draw(sheet: Sheet[Any], console: Console) -> None:
    """Print a sheet: title and basis, the table, the notes."""
    console.print(Text(sheet.title, style="bold"), Text(sheet.basis, style="dim"), sep="  ")
    if not sheet.rows:
        console.print(Text(_("내용이 없습니다."), style="dim"))
    else:
        console.print(_table(sheet))
    for note in sheet.notes:
        console.print(Text(f"※ {note}", style="dim"))


def _table(sheet: Sheet[Any]) -> RichTable:
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for column, title in zip(sheet.table.columns, sheet.table.header(), strict=True):
        table.add_column(Text(title), justify=column.align, overflow="fold")
    for row in sheet.rows:
        table.add_row(*[Text(text) for text in sheet.table.texts(row)])
    return table


def plain(sheet: Sheet[Any]) -> str:
    """Return a sheet as text without colour, its columns as wide as their content."""
    console = Console(
        file=io.StringIO(), width=_PLAIN_WIDTH, color_system=None, legacy_windows=False
    )
    draw(sheet, console)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def width(text: str) -> int:
    """Return how many cells a text takes on a terminal."""
    return cell_len(text)
