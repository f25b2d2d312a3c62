"""A report on a terminal, in bold and dim text."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.align import Align
from rich.cells import cell_len
from rich.console import Group
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from secretariat_tui.reporting.blocks import Block
from secretariat_tui.reporting.outputs.layout import Line, Part, depth_in, parts
from secretariat_tui.tables.terminal import rich_table

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_STYLES = {"title": "bold", "heading": "bold", "box": "bold", "note": "dim"}
_SPACED = {"title", "heading", "summary", "box", "table"}


def print_blocks(blocks: Iterable[Block], console: "Console") -> None:
    """Print the blocks of a report; second lines begin below the first letter."""
    before: Part | None = None
    for part in parts(blocks):
        if before and _has_gap(before, part):
            console.print()
        console.print(Group(*_renderables(part)))
        before = part


def _has_gap(before: Part, part: Part) -> bool:
    """Whether an empty line stands between two parts."""
    if before.lines[0].alignment == "right":  # the basis of a table
        return False
    starts = part.kind in _SPACED or part.lines[0].is_subheading
    return starts or before.kind in _SPACED - {"heading"}


def _renderables(part: Part) -> "Iterable[RenderableType]":
    if part.table is not None:
        yield rich_table(part.table)
        return
    match part.kind:
        case "page":
            yield Rule(style="dim")
        case "cover" | "title" | "byline":
            yield from (Align.center(Text(each.text, _style(each))) for each in part.lines)
        case "summary" | "box":
            yield Panel(Group(*(_line(part, each) for each in part.lines)), border_style="dim")
        case _:
            yield from (_line(part, each) for each in part.lines)


def _line(part: Part, line: Line) -> "RenderableType":
    content = Text(line.text, _style(line))
    if line.kind == "heading" or line.alignment != "left":
        return Align(content, line.alignment)
    indent = " " * depth_in(part, line)
    mark = f"{indent}{line.block.mark} " if line.block.mark else indent
    row = Table.grid(padding=0, expand=True)
    row.add_column(width=cell_len(mark), no_wrap=True)
    row.add_column(overflow="fold", ratio=1)
    row.add_row(Text(mark, _style(line)), content)
    return row


def _style(line: Line) -> str:
    return "bold" if line.is_subheading else _STYLES.get(line.kind, "")
