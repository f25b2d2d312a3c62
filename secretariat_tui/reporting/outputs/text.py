"""A report as plain text, which is pasted into a document of a word processor."""

from collections.abc import Iterable, Iterator
from typing import Any

from rich.cells import cell_len

from secretariat_tui.core.text import clean
from secretariat_tui.reporting.blocks import Block
from secretariat_tui.reporting.outputs.cells import cells
from secretariat_tui.reporting.outputs.layout import printable
from secretariat_tui.tables.table import HeadCell, Sheet

_PAGE_BREAK = "\n"  # word processors show a form feed as a sign


def text(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield a report line by line; the cells of tables are separated by tabs.

    The further lines of a value begin below its first letter; no other line is broken, for word processors do that.
    """
    figure: int | None = None
    hang = 0
    for block in blocks:
        if block.table is not None:
            yield from _table(block.table)
        elif block.kind == "page":
            yield _PAGE_BREAK
        elif figure is not None and block.spans and block.spans[0].figure == figure:
            yield f"{' ' * hang}{printable(block.text)}\n"
        else:
            mark = f"{block.mark} " if block.mark else ""
            depth = 0 if block.kind in {"title", "heading"} else block.depth
            hang = depth + cell_len(mark)
            yield f"{' ' * depth}{mark}{printable(block.text)}\n"
        if block.spans:
            figure = block.spans[-1].figure


def _table(sheet: Sheet[Any]) -> Iterator[str]:
    """Yield a table; a merged cell of the head is followed or covered by empty ones."""
    table = cells(sheet)
    for line in table.head:
        yield _separated(_spread(line, len(table.aligns)))
    yield from map(_separated, table.rows)


def _spread(line: Iterable[HeadCell], columns: int) -> list[str]:
    titles = [""] * columns
    for cell in line:
        titles[cell.first] = clean(cell.title)
    return titles


def _separated(texts: Iterable[str]) -> str:
    return "\t".join(texts) + "\n"
