"""Tables and boxes of an HWPX document.

The heights of rows are estimated, for some programs draw them no higher than stored; Hangul makes them higher.
"""

from math import ceil
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from secretariat_tui.reporting.outputs.cells import Cells, cells
from secretariat_tui.reporting.outputs.hwpx_styles import GOTHIC, NAVY, Letters, Shape, Styles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hwpx.model import Paragraph, Table, TableCell

    from secretariat_tui.reporting.outputs.layout import Line
    from secretariat_tui.tables.table import Sheet

WIDTH = 482.0  # points between the margins of A4, 170 mm
_UNIT = 100  # HWPUNIT in a point
_HEAD_FILL = "#DFE6F7"
_MARGIN, _SIDE = 3.0, 2.8  # points between a border and the text: above and below, at the sides
_ABOVE = 141  # HWPUNIT, half a millimetre
_LINE = 1.4  # height of a line in a table by the size of its letters
_LOSS = 1.06  # where lines are broken
_LARGE = 360.0  # points: a higher table may be divided by a page


def add_table(paragraph: "Paragraph", sheet: "Sheet[Any]", styles: Styles) -> None:
    """Add a table to an empty paragraph; cells of its head are merged, and repeated on every page."""
    source = cells(sheet)
    heights = _row_heights(source)
    table = paragraph.add_table(
        len(heights),
        len(source.aligns),
        width=round(WIDTH * _UNIT),
        height=round(sum(heights) * _UNIT),
        border_fill_id_ref=styles.border("#666666", "0.12 mm"),
    )
    _set_margins(table)
    table.set_column_widths([max(round(share * 10_000), 1) for share in source.shares])
    for row, height in zip(table.rows, heights, strict=True):
        for cell in row.cells:
            cell.set_size(height=round(height * _UNIT))
    _fill_head(table, source, styles)
    letters = Letters(GOTHIC, source.points)
    for row, texts in zip(table.rows[len(source.head) :], source.rows, strict=True):
        for cell, text, align in zip(row.cells, texts, source.aligns, strict=True):
            _fill(cell, text, letters, align.upper(), styles)
    _merge(table, source)
    if sum(heights) > _LARGE:
        table.set_treat_as_char(False)
        table.element.set("repeatHeader", "1")


def _set_margins(table: "Table") -> None:
    """Set the margins of all cells."""
    side, above = str(round(_SIDE * _UNIT)), str(_ABOVE)
    for element in table.element:
        if element.tag.endswith("}inMargin"):
            element.attrib.update({"left": side, "right": side, "top": above, "bottom": above})


def _fill_head(table: "Table", source: Cells, styles: Styles) -> None:
    border = styles.border("#666666", "0.12 mm", _HEAD_FILL)
    letters = Letters(GOTHIC, source.points, bold=True)
    for row, line in zip(table.rows, source.head, strict=False):
        titles = {cell.first: cell.title for cell in line}
        for at, cell in enumerate(row.cells):
            cell.element.set("borderFillIDRef", border)
            cell.element.set("header", "1")
            _fill(cell, titles.get(at, ""), letters, "CENTER", styles)


def _merge(table: "Table", source: Cells) -> None:
    for at, line in enumerate(source.head):
        for cell in line:
            if cell.columns > 1 or cell.lines > 1:
                last = cell.first + cell.columns - 1
                table.merge_cells(at, cell.first, at + cell.lines - 1, last)


def _fill(cell: "TableCell", text: str, letters: Letters, align: str, styles: Styles) -> None:
    """Replace the empty paragraph of a new cell, which is faster than to fill it."""
    cell.add_paragraph(
        text,
        para_pr_id_ref=styles.shape(Shape(align, 0, height=130)),
        char_pr_id_ref=styles.letters(letters),
    )
    cell.paragraphs[0].remove()


def _row_heights(source: Cells) -> list[float]:
    """Return the heights of the rows in points."""
    widths = [share * WIDTH - 2 * _SIDE for share in source.shares]
    head = [
        [
            (f"{each.title} ", sum(widths[each.first : each.first + each.columns]))
            for each in line if each.lines == 1
        ]
        for line in source.head
    ]  # fmt: skip
    body = [list(zip(texts, widths, strict=True)) for texts in source.rows]
    return [
        max((lines_of(text, width, source.points) for text, width in row), default=1)
        * source.points * _LINE + 2 * _MARGIN
        for row in (*head, *body)
    ]  # fmt: skip


def lines_of(text: str, width: float, size: float) -> int:
    """Return about how many lines a text takes in a width; both in points."""
    needed = [cell_len(line) * size / 2 / max(width, size) for line in text.split("\n")]
    return sum(1 if each <= 1 else ceil(each * _LOSS) for each in needed)


def add_box(  # noqa: PLR0913
    paragraph: "Paragraph",
    lines: "Sequence[tuple[Line, Letters, Shape]]",
    styles: Styles,
    border: str,
    *,
    left: float = 0,
    margin: float = 8,
) -> None:
    """Add a box of one cell with these lines to an empty paragraph; `left` and `margin` are in points."""
    width = WIDTH - left
    heights = [
        lines_of(line.marked, width - 2 * margin - shape.left - shape.hang, letters.size)
        * letters.size * shape.height / 100 + shape.before + shape.after
        for line, letters, shape in lines
    ]  # fmt: skip
    height = sum(heights) + 2 * margin
    box = paragraph.add_table(
        1, 1, width=round(width * _UNIT), height=round(height * _UNIT), border_fill_id_ref=border
    )
    cell = box.rows[0].cells[0]
    side = round(margin * _UNIT)
    cell.set_margins(left=side, right=side, top=side, bottom=side // 3)
    cell.set_size(height=round(height * _UNIT))
    for line, letters, shape in lines:
        cell.add_paragraph(
            line.marked, para_pr_id_ref=styles.shape(shape), char_pr_id_ref=styles.letters(letters)
        )
    cell.paragraphs[0].remove()
    if height > _LARGE:
        box.set_treat_as_char(False)


def title_border(styles: Styles) -> str:
    """Return the border of a title: thick lines above and below."""
    return styles.border(NAVY, "0.7 mm", "#F4F6FB", ("top", "bottom"))


def summary_border(styles: Styles) -> str:
    """Return the border of the summary below a heading."""
    return styles.border(NAVY, "0.25 mm", "#F4F6FB")


def box_border(styles: Styles) -> str:
    """Return the border of a box within the text."""
    return styles.border("#777777", "0.25 mm")
