"""The text of a template with line numbers and colours: fields, commands, comments, numbers typed by hand."""

import re
from collections.abc import Iterator

from secretariat_tui.core.errors import UserError
from secretariat_tui.reporting.blocks import Block
from secretariat_tui.tui.paint.document import DocumentLine, DrawnDocument, Piece, document, wrapped
from secretariat_tui.tui.paint.report_document import FIGURE, TYPED

_TOKEN = re.compile(
    r"(?P<field>\{\{.*?\}\})|(?P<command>\{%.*?%\})|(?P<comment>\{#.*?#\})", re.DOTALL
)
_STYLES = {"field": FIGURE, "command": "category3", "comment": "dim"}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LEAST_FOUND = 4  # characters of a text by which a line is found
_HEADING = re.compile(r"\s*(?:#{1,3}\s|□)")


def template_document(text: str, width: int, fault: int = 0) -> DrawnDocument:
    """Lay out a template in lines of `width` cells; its lines are the parts. `fault` is one with an error, or 0."""
    lines = _coloured_lines(text)
    digits = len(str(len(lines)))
    return document(
        drawn
        for number, pieces in enumerate(lines, 1)
        for drawn in wrapped(
            (_number(number, digits, faulty=number == fault),),
            pieces,
            width,
            number,
            "idle" if number == fault else "",
        )
    )


def _number(number: int, digits: int, *, faulty: bool) -> Piece:
    return Piece(f"{number:>{digits}}{'!' if faulty else ' '} ", "bad" if faulty else "dim")


def _coloured_lines(text: str) -> list[list[Piece]]:
    """Return the lines of a template as coloured pieces; a token may go over several lines."""
    lines: list[list[Piece]] = [[]]
    for piece in _coloured(text):
        first, *others = piece.text.split("\n")
        if first:
            lines[-1].append(piece._replace(text=first))
        lines += [[piece._replace(text=each)] if each else [] for each in others]
    if not lines[-1]:
        lines.pop()
    return [_with_heading(line) for line in lines] or [[]]


def _coloured(text: str) -> Iterator[Piece]:
    end = 0
    for match in _TOKEN.finditer(text):
        yield from _plain(text[end : match.start()])
        yield Piece(match[0], _STYLES[match.lastgroup or "field"])
        end = match.end()
    yield from _plain(text[end:])


def _plain(text: str) -> Iterator[Piece]:
    """Yield a text outside of tokens, its numbers marked as typed by hand."""
    end = 0
    for match in _NUMBER.finditer(text):
        if text[end : match.start()]:
            yield Piece(text[end : match.start()])
        yield Piece(match[0], TYPED)
        end = match.end()
    if text[end:]:
        yield Piece(text[end:])


def _with_heading(line: list[Piece]) -> list[Piece]:
    """Make the plain text of a heading bold."""
    if not line or line[0].style or not _HEADING.match(line[0].text):
        return line
    return [piece if piece.style else piece._replace(style="bold") for piece in line]


def line_of(block: Block, text: str) -> int:
    """Return the line of a template that writes a block, by the longest of its own texts; 0 if it is not found."""
    own = (span.text.strip() for span in block.spans if span.figure is None)
    longest = max(own, key=len, default="")
    if len(longest) < _LEAST_FOUND or text.count(longest) != 1:
        return 0
    return text[: text.index(longest)].count("\n") + 1


def fault_document(fault: UserError, text: str, line: int, width: int) -> DrawnDocument:
    """Lay out an error in the place of the report: what, where, the line of the template, and what to do."""
    lines = wrapped((), [Piece(fault.message, "bad")], width)
    if fault.location:
        lines += wrapped((Piece("  "),), [Piece(fault.location)], width)
    source = text.split("\n")[line - 1 : line] if line else []
    lines += [
        each for part in source for each in wrapped((Piece("  │ ", "line"),), [Piece(part)], width)
    ]
    if fault.remedy:
        lines += [DocumentLine(), *wrapped((Piece("→ ", "accent"),), [Piece(fault.remedy)], width)]
    return document(lines)
