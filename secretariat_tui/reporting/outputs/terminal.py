"""A report on a terminal, in bold and dim text."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from secretariat_tui.reporting.blocks import Block
from secretariat_tui.reporting.outputs.layout import Line, Part, parts
from secretariat_tui.tables.terminal import rich_table

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_STYLES = {"title": "bold", "heading": "bold", "box": "bold", "note": "dim"}
_GAP_BEFORE = {"title", "heading", "summary", "box", "table"}


def print_blocks(blocks: Iterable[Block], console: "Console") -> None:
    """Print the blocks of a report; second lines begin below the first letter."""
    before = ""
    for part in parts(blocks):
        first = part.lines[0].block.mark == "□" if part.lines else False
        if before and (first or part.kind in _GAP_BEFORE or before in _GAP_BEFORE - {"heading"}):
            console.print()
        for each in _renderables(part):
            console.print(each)
        before = part.kind


def _renderables(part: Part) -> "Iterable[RenderableType]":
    if part.table is not None:
        yield rich_table(part.table)
        return
    match part.kind:
        case "page":
            yield Rule(style="dim")
        case "cover" | "title" | "byline":
            yield from (Text(each.text, _style(each), justify="center") for each in part.lines)
        case "summary" | "box":
            yield Panel(Group(*map(_line, part.lines)), border_style="dim")
        case _:
            yield from map(_line, part.lines)


def _line(line: Line) -> "RenderableType":
    content = Text(line.text, _style(line), justify=line.alignment)
    if line.kind == "heading":
        return content
    if not line.block.mark:
        return Padding(content, (0, 0, 0, line.block.depth))
    row = Table.grid(padding=0)
    row.add_column(width=line.block.depth + cell_len(line.block.mark) + 1, justify="right")
    row.add_column(overflow="fold")
    row.add_row(Text(f"{line.block.mark} ", _style(line)), content)
    return row


def _style(line: Line) -> str:
    return "bold" if line.block.mark == "□" else _STYLES.get(line.kind, "")
