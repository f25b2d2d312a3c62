"""A report as an HWPX document (KS X 6101), which Hangul opens, through python-hwpx, the extra `hwpx`."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _, language_set
from secretariat_tui.reporting.outputs import hwpx_table
from secretariat_tui.reporting.outputs.hwpx_styles import (
    GOTHIC,
    HEADLINE,
    Letters,
    Shape,
    Styles,
    letters,
    shape,
)
from secretariat_tui.reporting.outputs.layout import Line, Part, depth_in, parts

if TYPE_CHECKING:
    from hwpx import HwpxDocument
    from hwpx.model import Paragraph

    from secretariat_tui.reporting.report import Report

_ANCHOR = Shape("LEFT", before=4, after=4, height=100)
_BLANK = Letters(size=15)
_ABOVE_TITLE, _BELOW_TITLE, _ABOVE_OFFICE = 6, 10, 2  # blank lines on the cover


def write(report: "Report", path: Path) -> None:
    """Write a report to a file. UserError if python-hwpx is not installed; OSError if it cannot be written."""
    try:
        from hwpx import HwpxDocument
    except ImportError as error:
        raise UserError(
            _("HWPX로 내려면 python-hwpx가 있어야 합니다."),
            remedy=_("설치: pip install 'secretariat-tui[hwpx]'. TXT와 HTML은 그대로 냅니다."),
        ) from error
    with language_set(report.language), HwpxDocument.new() as document:
        every = list(parts(report.blocks))
        _set_page(document)
        writer = _Writer(document)
        for part in every:
            writer.add(part)
        _set_metadata(document, every)
        path.write_bytes(document.to_bytes())


def _set_page(document: "HwpxDocument") -> None:
    document.page.setup(
        paper_size="A4",
        margins_mm={"left": 20, "right": 20, "top": 15, "bottom": 15},
        header_margin_mm=8,
        footer_margin_mm=10,
    )
    document.page.set_page_number(prefix="- ", suffix=" -")


def _set_metadata(document: "HwpxDocument", every: Sequence[Part]) -> None:
    """Set the title; the author and the preview of the library's empty document are removed."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    titles = (line.text for part in every for line in part.lines if line.kind == "title")
    document.parts.clear_document_metadata(timestamp=now)
    document.parts.set_document_metadata(title=next(titles, _("보고")))
    document.parts.clear_preview()


class _Writer:
    """Appends parts to a document."""

    def __init__(self, document: "HwpxDocument") -> None:
        self._document = document
        self._styles = Styles(document)
        self._is_empty = True
        self._break = False

    def add(self, part: Part) -> None:
        """Append a part."""
        match part.kind:
            case "page":
                self._break = not self._is_empty
            case "table" if part.table is not None:
                hwpx_table.add_table(self._anchor(), part.table, self._styles)
            case "cover":
                self._cover(part)
            case "title":
                self._box(part, hwpx_table.title_border(self._styles), _centred(part, 24))
            case "summary":
                self._box(part, hwpx_table.summary_border(self._styles), _summary(part))
            case "box":
                self._box(part, hwpx_table.box_border(self._styles), _boxed(part))
            case _:
                for line in part.lines:
                    self._line(part, line)

    def _anchor(self, left: float = 0) -> "Paragraph":
        """Append a paragraph for a table."""
        return self._paragraph(_ANCHOR._replace(left=left))

    def _paragraph(self, form: Shape) -> "Paragraph":
        """Append an empty paragraph; the first one is that of the empty document, which holds the page settings."""
        number = self._styles.shape(form)
        if self._is_empty:
            self._is_empty = False
            first = self._document.paragraphs[0]
            first.para_pr_id_ref = number
            return first
        page_break, self._break = str(int(self._break)), False
        return self._document.add_paragraph(
            para_pr_id_ref=number, include_run=False, inherit_style=False, pageBreak=page_break
        )

    def _box(self, part: Part, border: str, lines: Sequence[tuple[Line, Letters, Shape]]) -> None:
        left = part.lines[0].block.depth * 7.5 if part.kind == "box" else 0
        hwpx_table.add_box(self._anchor(left), lines, self._styles, border, left=left)

    def _line(self, part: Part, line: Line) -> None:
        look = letters(line)
        form = shape(line, depth_in(part, line), keeps=part.keeps)
        if part.kind == "byline":
            look, form = Letters(GOTHIC, 13), Shape("RIGHT", height=130)
        self._text(line.marked, look, form)

    def _text(self, text: str, look: Letters, form: Shape) -> None:
        self._paragraph(form).add_run(text, char_pr_id_ref=self._styles.letters(look))

    def _blank_lines(self, count: int) -> None:
        for _each in range(count):
            self._text(" ", _BLANK, Shape("CENTER", 0))

    def _cover(self, part: Part) -> None:
        """Append the cover and end its page, which has no number. Hangul ignores gaps at the top of a page."""
        self._blank_lines(_ABOVE_TITLE)
        self._document.page.hide_page_elements(self._document.paragraphs[0], footer=True)
        titles = Part("title", [line for line in part.lines if line.kind == "title"])
        self._box(titles, hwpx_table.title_border(self._styles), _centred(titles, 36))
        others = [line for line in part.lines if line.kind != "title"]
        self._blank_lines(_BELOW_TITLE)
        for line in others:
            last = line is others[-1]
            self._blank_lines(_ABOVE_OFFICE if last else 0)
            self._text(line.text, Letters(HEADLINE, 26 if last else 22), Shape("CENTER"))
        self._break = True


def _centred(part: Part, size: float) -> list[tuple[Line, Letters, Shape]]:
    gap = size / 3
    return [
        (line, Letters(HEADLINE, size), Shape("CENTER", gap, gap, height=130))
        for line in part.lines
    ]


def _summary(part: Part) -> list[tuple[Line, Letters, Shape]]:
    return [(line, Letters(size=14), Shape(before=1, height=150)) for line in part.lines]


def _boxed(part: Part) -> list[tuple[Line, Letters, Shape]]:
    return [
        (line, letters(line, boxed=True), shape(line, depth_in(part, line), boxed=True))
        for line in part.lines
    ]
