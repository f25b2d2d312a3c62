"""The blocks of a report as the lines of its preview. Figures are the stops, and so are rows of tables."""

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len

from secretariat_tui.core.i18n import _, language_set
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean
from secretariat_tui.reporting.blocks import Block
from secretariat_tui.reporting.report import Report
from secretariat_tui.tui.paint.document import DocumentLine, DrawnDocument, Piece, document, wrapped
from secretariat_tui.tui.paint.table_lines import fitted_lines
from secretariat_tui.tui.paint.text import fit_width

FIGURE, TYPED = "accent", "warn"
"""The styles of what comes from registers, and of numbers that the template itself has."""
_TYPED_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ORDINAL = re.compile(r"\s*\d+[.)]?\s")
_LEVEL_MARK = "□"


class Stop(NamedTuple):
    """What the cursor of a preview stands on: a figure by its number, or a row of the table in a block."""

    block: int
    figure: int | None = None
    row: int | None = None


def stops_of(blocks: Iterable[Block]) -> list[Stop]:
    """Return the stops of a report in the order of its lines."""
    stops: list[Stop] = []
    figures = 0
    for place, block in enumerate(blocks):
        if block.table is not None:
            stops += [Stop(place, row=row) for row in range(len(list(block.table.rows)))]
        for span in block.spans:
            if span.figure is not None:
                stops.append(Stop(place, figure=figures))
                figures += 1
    return stops


def laid_out(report: Report, width: int) -> DrawnDocument:
    """Lay out a report in the language of its template."""
    with language_set(report.language):
        return report_document(report.blocks, width)


def report_document(blocks: Sequence[Block], width: int) -> DrawnDocument:
    """Lay out the blocks of a report in lines of `width` cells."""
    return document(_lines(blocks, width))


def _lines(blocks: Sequence[Block], width: int) -> Iterator[DocumentLine]:
    stop = 0
    for place, block in enumerate(blocks):
        if block.table is not None:
            yield from _table_lines(block, width, place, stop)
            stop += len(list(block.table.rows))
            continue
        pieces: list[Piece] = []
        for number, span in enumerate(block.spans):
            if span.figure is None:
                pieces += _typed(block, number, _text_style(block))
            else:
                pieces.append(
                    Piece(
                        span.text if span.text.strip() else _("(빈 칸)"),
                        f"{FIGURE} {_text_style(block)}".rstrip(),
                        stop,
                    )
                )
                stop += 1
        yield from _block_lines(block, pieces, width, place)


def _text_style(block: Block) -> str:
    if block.kind in {"title", "heading", "box"} or block.mark == _LEVEL_MARK:
        return "bold"
    return ""


def typed_numbers(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    """Yield the numbers that the template itself has, with the place of their block.

    The number of a heading, such as 1. or 2), is none.
    """
    for place, block in enumerate(blocks):
        for number, span in enumerate(block.spans):
            if span.figure is None:
                for match in _typed_matches(block, number, span.text):
                    yield place, match[0]


def _typed_matches(block: Block, number: int, text: str) -> Iterator[re.Match[str]]:
    heading = block.kind in {"title", "heading"} and number == 0
    ordinal = _ORDINAL.match(text) if heading else None
    return _TYPED_NUMBER.finditer(text, ordinal.end() if ordinal else 0)


def _typed(block: Block, number: int, style: str) -> Iterator[Piece]:
    """Yield a span of the template as pieces, its numbers marked as typed."""
    text, end = block.spans[number].text, 0
    for match in _typed_matches(block, number, text):
        if text[end : match.start()]:
            yield Piece(text[end : match.start()], style)
        yield Piece(match[0], f"{TYPED} {style}".rstrip())
        end = match.end()
    if text[end:]:
        yield Piece(text[end:], style)


def _block_lines(
    block: Block, pieces: Sequence[Piece], width: int, place: int
) -> Iterator[DocumentLine]:
    match block.kind:
        case "title":
            yield from _centred(pieces, width, place)
            yield DocumentLine((Piece("─" * width, "line"),), place)
        case "heading":
            yield from wrapped((), pieces, width, place)
            if block.depth == 1:
                yield DocumentLine((Piece("─" * width, "line"),), place)
        case "page":
            label = f" {_('새 쪽')} "
            side = "┄" * max((width - cell_len(label)) // 2, 0)
            yield DocumentLine((Piece(f"{side}{label}{side}", "dim"),), place)
        case "blank":
            yield DocumentLine((), place)
        case _:
            indent = min(block.depth, width // 2)
            mark = f"{' ' * indent}{block.mark} " if block.mark else " " * indent
            style = "bold" if _text_style(block) else "dim" if block.kind == "note" else ""
            row = "band" if block.kind == "box" else ""
            yield from wrapped((Piece(mark, style),), pieces, width, place, row)


def _centred(pieces: Sequence[Piece], width: int, place: int) -> Iterator[DocumentLine]:
    for line in wrapped((), pieces, width, place):
        used = sum(cell_len(piece.text) for piece in line.pieces)
        yield line._replace(pieces=(Piece(" " * ((width - used) // 2)), *line.pieces))


def _table_lines(block: Block, width: int, place: int, stop: int) -> Iterator[DocumentLine]:
    """Yield a table: the line above it, its head, its rows, its notes."""
    sheet = block.table
    if sheet is None:
        return
    if sheet.basis:
        yield DocumentLine((Piece(fit_width(clean(sheet.basis), width, "right"), "dim"),), place)
    rows = list(sheet.rows)
    for line in fitted_lines(sheet.table, rows, width):
        if line.row is None:
            style = "line" if line.text.startswith("─") else "bold"
            yield DocumentLine((Piece(line.text, style),), place)
        else:
            yield DocumentLine((Piece(line.text, FIGURE, stop + line.row),), place)
    for note in sheet.notes:
        yield from wrapped((Piece("※ ", "dim"),), [Piece(note, "dim")], width, place)
