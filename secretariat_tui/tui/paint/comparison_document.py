"""What differs between two reports, laid out in lines: each line before and after, its figures and their causes."""

from collections.abc import Iterator

from secretariat_tui.core.i18n import _
from secretariat_tui.reporting.causes import Cause
from secretariat_tui.reporting.compare import Comparison, LineChange, cause_text, kind_title
from secretariat_tui.tui.paint.document import DocumentLine, DrawnDocument, Piece, document, wrapped
from secretariat_tui.tui.paint.report_document import FIGURE

_INDENT = "    "


def causes_of(comparison: Comparison) -> list[Cause]:
    """Return the causes in the order in which they are laid out; these are the stops of the document."""
    return [
        cause for line in comparison.lines for _text, causes in _groups(line) for cause in causes
    ]


def comparison_document(
    comparison: Comparison, titles: tuple[str, str], width: int
) -> DrawnDocument:
    """Lay out a comparison of two reports in lines of `width` cells; its lines are the parts."""
    return document(_lines(comparison, titles, width))


def _lines(comparison: Comparison, titles: tuple[str, str], width: int) -> Iterator[DocumentLine]:
    stop = 0
    for sign, title in zip("-+", titles, strict=True):
        yield from wrapped((Piece(f"{sign} ", "bold"),), [Piece(title, "bold")], width)
    yield DocumentLine((Piece("─" * width, "line"),))
    if not comparison.lines:
        yield from wrapped((), [Piece(_("달라진 것이 없습니다."))], width)
    for part, line in enumerate(comparison.lines):
        yield DocumentLine((Piece(kind_title(line.kind), "title"),), part)
        if line.old and line.kind != "moved":
            yield from wrapped((Piece("- ", "bad"),), [Piece(line.old)], width, part)
        if line.new:
            yield from wrapped((Piece("+ ", "good"),), [Piece(line.new)], width, part)
        for text, causes in _groups(line):
            if text:
                yield from wrapped((Piece(_INDENT),), [Piece(text, "bold")], width, part)
            for cause in causes:
                pieces = [Piece(cause_text(cause), FIGURE, stop)]
                yield from wrapped((Piece(f"{_INDENT}└ ", "dim"),), pieces, width, part)
                stop += 1
        if line.kind != "moved" and not any(causes for _text, causes in _groups(line)):
            reason = _("기록의 변경이 없습니다. 서식, 기간, 기준일이 다를 수 있습니다.")
            yield from wrapped((Piece(_INDENT),), [Piece(reason, "dim")], width, part)
        yield DocumentLine((), part)


def _groups(line: LineChange) -> Iterator[tuple[str, tuple[Cause, ...]]]:
    """Yield the causes of each figure with its texts before and after; those of the line if it has no figures."""
    for figure in line.figures:
        yield f"{figure.old or '-'} → {figure.new or '-'}", figure.causes
    if not line.figures:
        yield "", line.causes
