"""A report as an HTML page that prints on A4. It loads nothing."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import Any

from secretariat_tui.core.i18n import _, current_language
from secretariat_tui.reporting.blocks import Block
from secretariat_tui.reporting.outputs.cells import cells
from secretariat_tui.reporting.outputs.layout import Line, Part, depth_in, parts
from secretariat_tui.tables.table import HeadCell, Sheet


def html(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield a report as an HTML page."""
    every = list(parts(blocks))
    yield f'<!DOCTYPE html>\n<html lang="{current_language().name}">\n<head>\n<meta charset="utf-8">\n'
    yield f"<title>{escape(_title(every))}</title>\n"
    yield f"<style>\n{_styles()}</style>\n</head>\n<body>\n<main>\n"
    for part in every:
        yield _part(part)
    yield "</main>\n</body>\n</html>\n"


def _styles() -> str:
    return (files(__package__) / "report.css").read_text(encoding="utf-8")


def _title(every: Sequence[Part]) -> str:
    titles = (line.text for part in every for line in part.lines if line.kind == "title")
    return " ".join(next(titles, _("보고")).split("\n"))


def _part(part: Part) -> str:
    if part.table is not None:
        return _table(part.table)
    content = "".join(_line(part, line) for line in part.lines)
    match part.kind:
        case "cover" | "summary" | "box" | "byline":
            tag = "header" if part.kind == "cover" else "section" if part.kind == "box" else "div"
            return f'<{tag} class="{part.kind}"{_margin(part)}>\n{content}</{tag}>\n'
        case "page":
            return '<div class="page"></div>\n'
        case _:
            return content


def _margin(part: Part) -> str:
    depth = part.lines[0].block.depth
    return f' style="margin-left:{_indent(depth)}"' if part.kind == "box" and depth else ""


def _indent(depth: int) -> str:
    return f"{depth / 2:g}em"


def _line(part: Part, line: Line) -> str:
    content = escape(line.text).replace("\n", "<br>")
    if line.kind in {"title", "heading"}:
        level = min(line.block.depth + 1, 6)
        return f"<h{level}>{content}</h{level}>\n"
    names = [line.kind, *_names(line), *(["keeps"] if part.keeps else [])]
    depth = depth_in(part, line)
    style = f' style="--depth:{_indent(depth)}"' if depth else ""
    mark = f'<span class="mark">{line.block.mark} </span>' if line.block.mark else ""
    return f'<p class="{" ".join(names)}"{style}>{mark}{content}</p>\n'


def _names(line: Line) -> Iterator[str]:
    if line.is_subheading:
        yield "first"
    elif line.block.mark in {"○", "ㅇ", "●"}:
        yield "second"
    if line.has_narrow_mark:
        yield "narrow"
    if line.alignment != "left":
        yield line.alignment


def _table(sheet: Sheet[Any]) -> str:
    table = cells(sheet)
    columns = "".join(f'<col style="width:{share:.2%}">' for share in table.shares)
    head = "".join(f"<tr>{''.join(map(_head_cell, line))}</tr>" for line in table.head)
    body = "".join(f"<tr>{_row(row, table.aligns)}</tr>\n" for row in table.rows)
    style = f"font-size:{table.points}pt"
    return (
        f'<table style="{style}">\n<colgroup>{columns}</colgroup>\n<thead>{head}</thead>\n'
        f"<tbody>\n{body}</tbody>\n</table>\n"
    )


def _head_cell(cell: HeadCell) -> str:
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    lines = f' rowspan="{cell.lines}"' if cell.lines > 1 else ""
    return f"<th{columns}{lines}>{escape(cell.title)}</th>"


def _row(texts: Iterable[str], aligns: Iterable[str]) -> str:
    pairs = zip(texts, aligns, strict=True)
    return "".join(f'<td class="{align}">{escape(text)}</td>' for text, align in pairs)
