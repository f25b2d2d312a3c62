"""A table as plain text, or as a table of Rich."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from secretariat_tui.core.i18n import _
from secretariat_tui.tables.export_progress import ExportProgress
from secretariat_tui.tables.table import Align, Column, HeadCell, Sheet, Table, head_lines

if TYPE_CHECKING:
    from rich.style import StyleType
    from rich.table import Table as RichTable

GAP = "  "
"""What stands between two columns."""
STYLES = {"good": "green", "warn": "yellow", "bad": "bold red", "dim": "dim", "accent": "cyan"}


def rich_table(sheet: Sheet[Any], *, header: bool = True) -> "RichTable":
    """Return the rows of a sheet as a table of Rich, below the titles of their columns.

    For a few rows: Rich measures and wraps each cell. `tables.print_sheet` prints many.
    """
    from rich.text import Text

    table = empty_rich_table(sheet.table, header=header)
    for row in sheet.rows:
        cells = [column.marked(row) for column in sheet.table.columns]
        table.add_row(*[Text(text, style=STYLES.get(style, "")) for text, style in cells])
    return table


def empty_rich_table(
    table: Table[Any], *, header: bool = True, styles: Sequence["StyleType"] = ()
) -> "RichTable":
    """Return a table of Rich without rows; `styles` are those of the columns."""
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    rich = RichTable(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        header_style="bold",
        show_header=header,
    )
    all_styles = styles or [""] * len(table.columns)
    for column, title, style in zip(table.columns, _heads(table), all_styles, strict=True):
        rich.add_column(Text(title), justify=column.align, overflow="fold", style=style)
    return rich


def _heads(table: Table[Any]) -> list[str]:
    """Return the head of each column: a title, below that of a group over the first of its columns."""
    titles = [_(column.title) for column in table.columns]
    if not table.has_groups:
        return titles
    groups = {cell.first: _group_title(cell) for cell in head_lines(table.columns)[0]}
    return [f"{groups.get(at, '')}\n{title}" for at, title in enumerate(titles)]


def plain_text(
    sheet: Sheet[Any], progress: ExportProgress, *, header: bool = True
) -> Iterator[str]:
    """Yield a sheet as plain text with aligned columns.

    Holds the texts of all rows in memory, because the widths depend on all of them.
    """
    if header:
        yield f"{sheet.title}{GAP}{sheet.basis}".rstrip() + "\n"
    columns: list[list[str]] = [[] for _column in sheet.table.columns]
    readers = [column.in_batches(Column.texts_of_each) for column in sheet.table.columns]
    for batch in progress.batches(sheet):
        for cells, read in zip(columns, readers, strict=True):
            cells.extend(read(batch))
    if not progress.rows:
        yield _("내용이 없습니다.") + "\n"
    else:
        yield from (f"{line}\n" for line in aligned_texts(sheet.table, columns, header=header))
    yield from (f"※ {note}\n" for note in sheet.notes)


def aligned_lines(table: Table[Any], rows: Sequence[Any], *, header: bool = True) -> list[str]:
    """Return a table as lines of text: its head, a rule, and the rows."""
    return list(
        aligned_texts(table, [column.texts(rows) for column in table.columns], header=header)
    )


def aligned_texts(
    table: Table[Any], columns: list[list[str]], *, header: bool = True
) -> Iterator[str]:
    """Yield a table as lines of text, from the texts of its columns: its head, a rule, and the rows."""
    titles = [_(column.title) if header else "" for column in table.columns]
    aligns = [column.align for column in table.columns]
    groups = head_lines(table.columns)[0] if header and table.has_groups else []
    widths = [
        max(map(text_width, [title, *texts])) for title, texts in zip(titles, columns, strict=True)
    ]
    for cell in groups:  # the last column of a group is widened for its title
        missing = text_width(cell.title) - _span(widths, cell)
        widths[cell.first + cell.columns - 1] += max(missing, 0)

    def line(cells: Iterable[str]) -> str:
        return GAP.join(map(padded, cells, widths, aligns)).rstrip()

    if groups:
        cells = [padded(_group_title(each), _span(widths, each), "center") for each in groups]
        yield GAP.join(cells).rstrip()
    if header:
        yield line(titles)
        yield "─" * (sum(widths) + len(GAP) * (len(widths) - 1))
    yield from map(line, zip(*columns, strict=True))


def _group_title(cell: HeadCell) -> str:
    return cell.title if cell.lines == 1 else ""


def _span(widths: Sequence[int], cell: HeadCell) -> int:
    covered = widths[cell.first : cell.first + cell.columns]
    return sum(covered) + len(GAP) * (len(covered) - 1)


def padded(text: str, width: int, align: Align) -> str:
    """Return a text with blanks up to a width in cells."""
    blanks = width - text_width(text)
    left = {"left": 0, "right": blanks, "center": blanks // 2}[align]
    return " " * left + text + " " * (blanks - left)


def text_width(text: str) -> int:
    """Return the width of a text in cells."""
    return len(text) if text.isascii() else cell_len(text)
