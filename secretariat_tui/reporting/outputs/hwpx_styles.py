"""Shapes of letters and paragraphs of an HWPX document, as offices set them.

Sizes, gaps and fonts are those measured in reports of ministries (korean-report-hwpx, rules_report). Fonts are only
named: those that come with Hangul, with a substitute for other programs.
"""

from typing import TYPE_CHECKING

from secretariat_tui.core.named_tuple import NamedTuple

if TYPE_CHECKING:
    from hwpx import HwpxDocument

    from secretariat_tui.reporting.outputs.layout import Line

BODY, HEADLINE, GOTHIC = "휴먼명조", "HY헤드라인M", "맑은 고딕"
_SUBSTITUTES = {BODY: "함초롬바탕", HEADLINE: "함초롬돋움", GOTHIC: "함초롬돋움"}
NAVY = "#1F3B70"
_PLAIN = "0"  # the id of the library's shape of paragraphs
_MM = 25.4 / 72  # of a point


class Letters(NamedTuple):
    """The font, its size in points."""

    font: str = BODY
    size: float = 15
    bold: bool = False


class Shape(NamedTuple):
    """The shape of a paragraph: gaps and indents in points, the height of lines in percent.

    `hang` is how far the second line stands to the right of the first, which begins at `left`; `keep` keeps the
    paragraph on the page of the next one; `rule` draws a line below.
    """

    align: str = "LEFT"
    before: float = 4
    after: float = 0
    left: float = 0
    hang: float = 0
    height: int = 160
    keep: bool = False
    rule: bool = False


_LETTERS = {
    "title": Letters(HEADLINE, 24),
    "heading1": Letters(HEADLINE, 20),
    "heading2": Letters(HEADLINE, 17),
    "heading": Letters(GOTHIC, 15, bold=True),
    "□": Letters(HEADLINE, 15),
    "note": Letters(GOTHIC, 12),
    "center": Letters(GOTHIC, 13),
    "right": Letters(GOTHIC, 12),
}
_GAPS = {"□": 12.0, "○": 7.0, "ㅇ": 7.0, "●": 7.0}
_HEADING_GAPS = (22.0, 18.0, 14.0)


def letters(line: "Line", *, boxed: bool = False) -> Letters:
    """Return the letters of a line; those in a box are smaller."""
    if boxed:
        return Letters(HEADLINE, 13) if line.kind == "box" else _boxed(line)
    if line.kind == "heading":
        return _LETTERS.get(f"heading{line.block.depth}", _LETTERS["heading"])
    mark = "□" if line.is_subheading else line.block.mark
    for name in (line.kind, mark, line.alignment):
        if name in _LETTERS:
            return _LETTERS[name]
    return Letters()


def _boxed(line: "Line") -> Letters:
    return Letters(GOTHIC, 11.5) if line.kind == "note" else Letters(size=13)


def shape(line: "Line", depth: int, *, boxed: bool = False, keeps: bool = False) -> Shape:
    """Return the paragraph of a line that stands `depth` blanks to the right."""
    size = letters(line, boxed=boxed).size
    if line.kind == "heading":
        gap = _HEADING_GAPS[min(line.block.depth, len(_HEADING_GAPS)) - 1]
        rule = line.block.depth == 1
        return Shape("LEFT", gap, 8 if rule else 4, height=130, keep=True, rule=rule)
    if line.alignment != "left":
        keep = keeps or line.alignment == "right"
        return Shape(line.alignment.upper(), after=2 * keep, height=130, keep=keep)
    hang = size * (1.0 if line.has_narrow_mark else 1.5) if line.block.mark else 0
    left = depth * (13 if boxed else 15) / 2
    if boxed:
        return Shape("LEFT", 2, 0, left, hang, 150)
    keep = keeps or line.is_subheading
    gap = _GAPS["□"] if line.is_subheading else _GAPS.get(line.block.mark, 4)
    return Shape("LEFT", gap, 0, left, hang, 160, keep)


class Styles:
    """The ids of shapes in a document; each shape is defined when it is first used."""

    def __init__(self, document: "HwpxDocument") -> None:
        self._document = document
        self._letters: dict[Letters, str] = {}
        self._shapes: dict[Shape, str] = {}
        self._first = document.paragraphs[
            0
        ]  # takes each new shape, for the library defines them so
        for font, substitute in _SUBSTITUTES.items():
            document.styles.ensure_font(font, subst_face=substitute, subst_type="TTF")

    def letters(self, letters: Letters) -> str:
        """Return the id of a shape of letters."""
        if letters not in self._letters:
            self._letters[letters] = self._document.styles.ensure_run(
                font=letters.font, size=letters.size, bold=letters.bold
            )
        return self._letters[letters]

    def shape(self, shape: Shape) -> str:
        """Return the id of a shape of paragraphs."""
        if shape not in self._shapes:
            before = self._first.para_pr_id_ref
            self._first.para_pr_id_ref = _PLAIN
            self._document.styles.apply_paragraph_format(
                paragraphs=[self._first],
                alignment=shape.align,
                line_spacing_percent=shape.height,
                indent_left_mm=shape.left * _MM,
                first_line_indent_mm=-shape.hang * _MM,
                spacing_before_pt=shape.before,
                spacing_after_pt=shape.after,
                keep_with_next=shape.keep,
                bottom_border=shape.rule,
                border_color=NAVY,
                border_width="0.5 mm",
            )
            self._shapes[shape] = self._first.para_pr_id_ref or _PLAIN
            self._first.para_pr_id_ref = before
        return self._shapes[shape]

    def border(self, color: str, width: str, fill: str = "", sides: tuple[str, ...] = ()) -> str:
        """Return the id of a border with a filling; without `sides` it has all four."""
        return self._document.styles.ensure_border_fill(
            border_color=color,
            border_width=width,
            fill_color=fill or None,
            active_borders=sides or None,
        )
