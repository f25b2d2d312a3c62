"""A document as lines of styled pieces, some of which are stops of a cursor. No Textual."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean
from secretariat_tui.tui.paint.text import line_ends


class Piece(NamedTuple):
    """A text of one style; `stop` is the number of the stop that it belongs to, or None."""

    text: str
    style: str = ""
    stop: int | None = None


class DocumentLine(NamedTuple):
    """A line as it is drawn: its pieces, the number of the part of the document, and the style of the row."""

    pieces: tuple[Piece, ...] = ()
    part: int = 0
    row: str = ""


class DrawnDocument(NamedTuple):
    """The lines of a document at a width, and for each stop the number of its first line."""

    lines: Sequence[DocumentLine]
    stops: Sequence[int] = ()


def document(lines: Iterable[DocumentLine]) -> DrawnDocument:
    """Return a document of lines. Stops are numbered from 0 in the order of the lines."""
    drawn = list(lines)
    first: dict[int, int] = {}
    for at, line in enumerate(drawn):
        for piece in line.pieces:
            if piece.stop is not None:
                first.setdefault(piece.stop, at)
    return DrawnDocument(drawn, [first[stop] for stop in sorted(first)])


def wrapped(
    head: Sequence[Piece],
    pieces: Sequence[Piece],
    width: int,
    part: int = 0,
    row: str = "",
) -> list[DocumentLine]:
    """Wrap pieces in lines of `width` cells; further lines hang below the first letter after the head."""
    cleaned = [piece._replace(text=clean(piece.text)) for piece in pieces]
    indent = sum(cell_len(piece.text) for piece in head)
    text = "".join(piece.text for piece in cleaned)
    hanging: tuple[Piece, ...] = (Piece(" " * indent),) if indent else ()
    lines: list[DocumentLine] = []
    for first, last in line_ends(text, width - indent):
        begin = tuple(head) if not lines else hanging
        lines.append(DocumentLine((*begin, *_cut_out(cleaned, first, last)), part, row))
    return lines


def _cut_out(pieces: Sequence[Piece], first: int, last: int) -> Iterable[Piece]:
    """Yield the pieces between two places of their text."""
    at = 0
    for piece in pieces:
        begin, end = max(first - at, 0), min(last - at, len(piece.text))
        if begin < end:
            yield piece._replace(text=piece.text[begin:end])
        at += len(piece.text)
