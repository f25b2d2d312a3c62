"""A report as Markdown, as GitHub renders it (github.github.com/gfm)."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from secretariat_tui.reporting.blocks import Block
from secretariat_tui.reporting.outputs.cells import cells
from secretariat_tui.reporting.outputs.layout import Line, Part, depth_in, parts
from secretariat_tui.tables.formats import markdown_text
from secretariat_tui.tables.table import Sheet

_RULES = {"left": "---", "right": "---:", "center": ":---:"}
_LIST_START = re.compile(r"(?P<number>\d+)(?P<sign>[.)])(?=\s|$)|(?P<mark>[-+=])")


def markdown(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield a report as Markdown; lines with marks are nested lists."""
    depths: list[int] = []
    for part in parts(blocks):
        if part.kind in {"line", "box"}:
            for line in part.lines:
                yield from _line(
                    line,
                    part.lines[0].block.depth * (part.kind == "box") + depth_in(part, line),
                    depths,
                )
            continue
        if depths:
            yield "\n"
        depths.clear()
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    match part.kind:
        case "table" if part.table:
            yield from _table(part.table)
        case "page":
            yield "---\n\n"
        case "summary":
            content = "\n".join(line.text for line in part.lines)
            yield f"> {_escaped(content, '> ')}\n\n"
        case _:
            for line in part.lines:
                level = line.block.depth + 1 if line.kind in {"title", "heading"} else 0
                yield f"{'#' * level} {_escaped(line.text)}".lstrip() + "\n\n"


def _line(line: Line, depth: int, depths: list[int]) -> Iterator[str]:
    """Yield an item of a list; `depths` are those of the items that it may be below."""
    if not line.block.mark and not depth:
        yield "\n" if depths else ""
        depths.clear()
        yield f"{_escaped(line.text)}\n\n"
        return
    while depths and depths[-1] >= depth:
        depths.pop()
    indent = "  " * len(depths)
    depths.append(depth)
    mark = f"{line.block.mark} ".replace("*", "\\*") if line.block.mark else ""
    if mark.strip() == "-":
        mark = ""
    yield f"{indent}- {mark}{_escaped(line.text, indent + '  ')}\n"


def _table(sheet: Sheet[Any]) -> Iterator[str]:
    table = cells(sheet)
    yield _piped(sheet.table.header())
    yield f"|{'|'.join(_RULES[align] for align in table.aligns)}|\n"
    yield from map(_piped, table.rows)
    yield "\n"


def _piped(texts: Iterable[str]) -> str:
    return f"| {' | '.join(map(markdown_text, texts))} |\n"


def _escaped(text: str, indent: str = "") -> str:
    """Return a text that is rendered as it is; its further lines are indented."""
    return f"\\\n{indent}".join(_escaped_line(line) for line in text.split("\n"))


def _escaped_line(line: str) -> str:
    match = _LIST_START.match(line)
    escaped = markdown_text(line)
    if match is None:
        return escaped
    at = match.end() - 1
    return f"{line[:at]}\\{escaped[at:]}"
