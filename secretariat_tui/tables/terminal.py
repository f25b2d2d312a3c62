"""Output of a table to a terminal in colour, or as plain text to a pipe or file."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from secretariat_tui.core.i18n import _
from secretariat_tui.tables.export_progress import ExportProgress
from secretariat_tui.tables.table import Align, Sheet

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as RichTable

_GAP = "  "
_STYLES = {"good": "green", "warn": "yellow", "bad": "bold red", "dim": "dim", "accent": "cyan"}


def print_sheet(sheet: Sheet[Any], console: "Console", *, header: bool = True) -> None:
    """Print a sheet with its title, basis and notes."""
    from rich.text import Text

    if header:
        console.print(Text(sheet.title, style="bold"), Text(sheet.basis, style="dim"), sep="  ")
    if not sheet.rows:
        console.print(Text(_("내용이 없습니다."), style="dim"))
    else:
        console.print(_table(sheet, header=header))
    for note in sheet.notes:
        console.print(Text(f"※ {note}", style="dim"))


def _table(sheet: Sheet[Any], *, header: bool) -> "RichTable":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        header_style="bold",
        show_header=header,
    )
    for column, title in zip(sheet.table.columns, sheet.table.header(), strict=True):
        table.add_column(Text(title), justify=column.align, overflow="fold")
    for row in sheet.rows:
        cells = [column.marked(row) for column in sheet.table.columns]
        table.add_row(*[Text(text, style=_STYLES.get(style, "")) for text, style in cells])
    return table


def plain_text(
    sheet: Sheet[Any], progress: ExportProgress, *, header: bool = True
) -> Iterator[str]:
    """Yield a sheet as plain text with aligned columns.

    Holds the texts of all rows in memory, because the widths depend on all of them.
    """
    if header:
        yield f"{sheet.title}{_GAP}{sheet.basis}".rstrip() + "\n"
    columns: list[list[str]] = [[] for _column in sheet.table.columns]
    for batch in progress.batches(sheet.rows):
        for cells, column in zip(columns, sheet.table.columns, strict=True):
            cells.extend(column.texts(batch))
    if not progress.rows:
        yield _("내용이 없습니다.") + "\n"
    else:
        yield from _aligned(sheet, columns, header=header)
    yield from (f"※ {note}\n" for note in sheet.notes)


def _aligned(sheet: Sheet[Any], columns: list[list[str]], *, header: bool) -> Iterator[str]:
    titles = sheet.table.header() if header else [""] * len(columns)
    aligns = [column.align for column in sheet.table.columns]
    widths = [
        max(map(cell_len, [title, *texts])) for title, texts in zip(titles, columns, strict=True)
    ]

    def line(cells: tuple[str, ...] | list[str]) -> str:
        padded = map(_padded, cells, widths, aligns)
        return _GAP.join(padded).rstrip() + "\n"

    if header:
        yield line(titles)
        yield "─" * (sum(widths) + len(_GAP) * (len(widths) - 1)) + "\n"
    for cells in zip(*columns, strict=True):
        yield line(cells)


def _padded(text: str, width: int, align: Align) -> str:
    blanks = width - cell_len(text)
    left = {"left": 0, "right": blanks, "center": blanks // 2}[align]
    return " " * left + text + " " * (blanks - left)
