"""The lines of a report with their figures, to compare them with those of another one."""

from collections.abc import Iterator, Sequence

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.reporting.blocks import Block
from secretariat_tui.reporting.figures import Figure, FigureSource, Sources
from secretariat_tui.reporting.namespace import rows_by_id
from secretariat_tui.reporting.report import Report

_FIGURE = "\0"


class ReportLine(NamedTuple):
    """A line of a report: its place among the lines, and its text with and without its figures."""

    place: int
    block: int
    text: str
    frame: str
    figures: Sequence[Figure]

    @property
    def sources(self) -> Sources:
        """The sources of all figures of the line."""
        return tuple(dict.fromkeys(each for figure in self.figures for each in figure.sources))


def report_lines(report: Report) -> list[ReportLine]:
    """Return the lines of a report without blank ones and page breaks; a row of a table is a line."""
    figures = iter(report.figures)
    lines: list[ReportLine] = []
    for place, block in enumerate(report.blocks):
        if block.table is not None:
            found = list(_table_lines(block, place))
        else:
            of_block = [next(figures) for span in block.spans if span.figure is not None]
            found = [_line(block, place, of_block)] if block.text.strip() else []
        lines += [line._replace(place=len(lines) + at) for at, line in enumerate(found)]
    return lines


def _line(block: Block, place: int, figures: Sequence[Figure]) -> ReportLine:
    start = " " * block.depth if block.kind not in {"title", "heading"} else ""
    start += f"{block.mark} " if block.mark else ""
    frame = "".join(_FIGURE if span.figure is not None else span.text for span in block.spans)
    return ReportLine(0, place, f"{start}{block.text}", f"{start}{frame}", figures)


def _table_lines(block: Block, place: int) -> Iterator[ReportLine]:
    """Yield the head of a table and its rows, whose cells are figures.

    A row of no record, whose id is 0, sums up the others.
    """
    if block.table is None:
        return
    columns = block.table.table.columns
    head = " | ".join(block.table.table.header())
    yield ReportLine(0, place, head, head, ())
    rows = rows_by_id(list(block.table.rows))
    for number, row in rows.items():
        texts = [column.text(row) for column in columns]
        ids = (number,) if number else tuple(rows)
        figures = [
            Figure(text, (FigureSource(block.sheet, ids, column.key),), place)
            for text, column in zip(texts, columns, strict=True)
        ]
        frame = f"{block.sheet}{_FIGURE}{number}"
        yield ReportLine(0, place, " | ".join(texts), frame, figures)
