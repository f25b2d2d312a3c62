"""The lines of a report grouped as a page shows them: cover, boxes, tables, lines with their marks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean
from secretariat_tui.reporting.blocks import Block, Kind
from secretariat_tui.reporting.figures import Span
from secretariat_tui.tables.table import Align, Sheet

PartKind = Literal["cover", "title", "byline", "heading", "summary", "box", "line", "table", "page"]
_CIRCLED = frozenset(map(chr, range(ord("①"), ord("⑳") + 1)))
_ENDS_BOX = frozenset("□○●ㅇ") | _CIRCLED
_NARROW = frozenset("-·*")


class Line(NamedTuple):
    """A block of text; `text` has the further lines of a value after line breaks.

    `after_blank` is whether a blank line stands before it in the template.
    """

    block: Block
    text: str
    after_blank: bool = False

    @property
    def kind(self) -> Kind:
        """The kind of the block."""
        return self.block.kind

    @property
    def marked(self) -> str:
        """The mark and the text."""
        return f"{self.block.mark} {self.text}" if self.block.mark else self.text

    @property
    def is_subheading(self) -> bool:
        """Whether the line heads those below it: □, or a circled number at the beginning of a line."""
        mark = self.block.mark
        return mark == "□" or (mark in _CIRCLED and self.block.depth == 0)

    @property
    def has_narrow_mark(self) -> bool:
        """Whether the mark is about half as wide as a Hangul letter."""
        return self.block.mark in _NARROW

    @property
    def alignment(self) -> Align:
        """Where the line stands: captions as < … > in the middle, a basis as (…) at the right, others left."""
        text = self.text.strip()
        if self.kind == "paragraph" and text.startswith("<") and text.endswith(">"):
            return "center"
        return "right" if self.kind == "paragraph" and _is_in_brackets(text) else "left"


def _is_in_brackets(text: str) -> bool:
    return text.startswith("(") and text.endswith(")") and text.count("(") == 1


@dataclass
class Part:
    """Lines that belong together, or a table.

    `keeps` is whether no page may end between it and the next part, which belongs to it.
    """

    kind: PartKind
    lines: list[Line] = field(default_factory=list)
    table: Sheet[Any] | None = None
    keeps: bool = False


def printable(text: str) -> str:
    """Return a line without control characters and direction marks; tabs are kept."""
    return "\t".join(map(clean, text.split("\t")))


def lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield the blocks with their texts, without blank ones; further lines of a value are joined to its first."""
    waiting: Line | None = None
    blank = False
    for block in blocks:
        if block.kind == "blank":
            blank = True
            continue
        block = _with_mark(block)  # noqa: PLW2901
        text = printable(block.text)
        if waiting and _goes_on(waiting.block, block):
            spans = (*waiting.block.spans, *block.spans)
            waiting = Line(
                waiting.block._replace(spans=spans), f"{waiting.text}\n{text}", waiting.after_blank
            )
        else:
            if waiting:
                yield waiting
            waiting = Line(block, text, blank)
        blank = False
    if waiting:
        yield waiting


def _with_mark(block: Block) -> Block:
    """Return a line that begins with a circled number as one with this mark; templates calculate such numbers."""
    mark, blank, rest = block.text.lstrip().partition(" ")
    if block.kind != "paragraph" or mark not in _CIRCLED or not blank:
        return block
    figures = [span.figure for span in block.spans if span.text.strip()]
    return block._replace(kind="bullet", mark=mark, spans=(Span(rest, figures[-1]),))


def _goes_on(before: Block, block: Block) -> bool:
    """Whether a block is a further line of the value that ends the block before it."""
    if not before.spans or not block.spans:
        return False
    figure = before.spans[-1].figure
    return figure is not None and block.spans[0].figure == figure


def parts(blocks: Iterable[Block]) -> Iterator[Part]:
    """Yield the parts of a report.

    A page begins after the cover. Page breaks at the ends of the report, and several in a row, are dropped.
    """
    every = list(lines(blocks))
    length = _cover_length(every)
    if length:
        yield Part("cover", every[:length])
    before: Part | None = None
    for part in _grouped(every[length:]):
        if part.kind == "page" and (before is None or before.kind == "page"):
            continue
        if before:
            before.keeps = before.kind in {"line", "heading"} and _is_kept_with(part)
            yield before
        before = part
    if before and before.kind != "page":
        yield before


def _is_kept_with(part: Part) -> bool:
    """Whether a part belongs to the line above it: a table, the basis of one, a box."""
    return part.kind in {"table", "box"} or (
        part.kind == "line" and part.lines[0].alignment == "right"
    )


def _cover_length(every: Sequence[Line]) -> int:
    """Return how many lines the cover has: a title and lines without marks, up to a page break."""
    for at, line in enumerate(every):
        if line.kind == "page":
            return at if at and every[0].kind == "title" else 0
        if line.kind not in {"title", "paragraph"}:
            break
    return 0


def _grouped(every: Iterable[Line]) -> Iterator[Part]:
    part: Part | None = None
    for line in every:
        if part and _belongs(line, part):
            part.lines.append(line)
            continue
        if part:
            yield part
        part = Part(_kind(line, part), [line], line.block.table)
    if part:
        yield part


def _kind(line: Line, before: Part | None) -> PartKind:
    if line.kind == "paragraph":
        if before and before.kind == "title" and not line.after_blank:
            return "byline"
        if before and before.kind == "heading" and line.alignment == "left":
            return "summary"
    match line.kind:
        case "title" | "heading" | "box" | "table" | "page":
            return line.kind
        case _:
            return "line"


def _belongs(line: Line, part: Part) -> bool:
    """Whether a line is a further one of a part: of the lines below a title, a summary or a box."""
    if part.kind in {"byline", "summary"}:
        return line.kind == "paragraph" and line.alignment == "left" and not line.after_blank
    if part.kind != "box" or line.after_blank or line.block.depth < _least_depth(part):
        return False
    if line.kind == "box":
        return part.lines[-1].kind == "box"
    return line.kind in {"bullet", "note", "paragraph"} and line.block.mark not in _ENDS_BOX


def _least_depth(part: Part) -> int:
    """Return the least depth of further lines of a box: that of the first line below its title."""
    below = (line for line in part.lines if line.kind != "box")
    return next(below, part.lines[0]).block.depth


def depth_in(part: Part, line: Line) -> int:
    """Return the depth of a line; in a box those below its title are deeper than that."""
    depth = line.block.depth
    if part.kind != "box":
        return depth
    depth -= part.lines[0].block.depth
    return depth if line.kind == "box" else max(depth, 1)
