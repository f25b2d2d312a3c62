"""The filled text of a report as blocks: headings, bullets with depth and mark, boxes, notes, tables, paragraphs.

Every output renders these. The marks are those that offices use: □ ○ ● - · ▶ ※ * ① and 1. before headings.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.reporting.figures import TABLE, Span, spans
from secretariat_tui.tables.table import Sheet

Kind = Literal["title", "heading", "bullet", "box", "note", "paragraph", "table", "blank", "page"]
_HEADING = re.compile(r"(?P<mark>#{1,3})\s+")
_BULLET = re.compile(r"(?P<indent> *)(?P<mark>[□○●ㅇ·▶\-※*]|[①-⑳])\s+")
_NOTES = "※*"
_PAGE_BREAK = "---"


class Block(NamedTuple):
    """A part of a report: a line or a table. `mark` stands before its text, `depth` blanks before that.

    The depth of a heading is its level below the title; `sheet` is the name of the sheet that a table prints.
    """

    kind: Kind
    spans: tuple[Span, ...] = ()
    mark: str = ""
    depth: int = 0
    table: Sheet[Any] | None = None
    sheet: str = ""

    @property
    def text(self) -> str:
        """The text without its mark."""
        return "".join(span.text for span in self.spans)


def parse(filled: str, tables: Mapping[int, Sheet[Any]], sheets: Sequence[str] = ()) -> list[Block]:
    """Return the blocks of a filled template; `tables` are those that it prints by number, `sheets` their names."""
    return list(_blocks(filled, tables, sheets))


def _blocks(
    filled: str, tables: Mapping[int, Sheet[Any]], sheets: Sequence[str]
) -> Iterator[Block]:
    inside: int | None = None
    for line in filled.removesuffix("\n").split("\n"):
        texts = TABLE.split(line.rstrip())  # with the numbers of tables between them
        for text, number in zip(texts[::2], [*texts[1::2], ""], strict=True):
            if text.strip() or len(texts) == 1:
                parts, inside = spans(text.rstrip(), inside)
                yield _block(parts)
            if number and int(number) in tables:
                place = int(number)
                sheet = sheets[place] if place < len(sheets) else ""
                yield Block("table", table=tables[place], sheet=sheet)


def _block(parts: list[Span]) -> Block:
    first = parts[0].text if parts and parts[0].figure is None else ""
    text = "".join(part.text for part in parts)
    if not text.strip():  # the fields of the line are empty
        return Block(
            "blank", tuple(Span("", part.figure) for part in parts if part.figure is not None)
        )
    if first.strip() == text.strip() == _PAGE_BREAK:
        return Block("page")
    if match := _HEADING.match(first):
        depth = len(match["mark"]) - 1
        return Block("title" if depth == 0 else "heading", _after(parts, match.end()), "", depth)
    if match := _BULLET.match(first):
        mark, indent = match["mark"], len(match["indent"])
        kind: Kind = "note" if mark in _NOTES else "box" if mark == "▶" else "bullet"
        return Block(kind, _after(parts, match.end()), mark, indent)
    indent = len(text) - len(text.lstrip(" "))
    return Block("paragraph", _after(parts, min(indent, len(first))), "", indent)


def _after(parts: list[Span], length: int) -> tuple[Span, ...]:
    """Return the spans without the first characters of the first one."""
    first, *others = parts
    rest = first._replace(text=first.text[length:])
    return tuple(each for each in (rest, *others) if each.text or each.figure is not None)
