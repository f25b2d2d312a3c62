"""A report filled for the screen, with what its figures come from."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from secretariat_tui.areas.report import queries
from secretariat_tui.core.dates import period_text, table_date
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.reporting.blocks import Block
from secretariat_tui.reporting.figures import FigureSource, Sources
from secretariat_tui.reporting.report import Report, write_report
from secretariat_tui.reporting.sources import NamedSheet, ReportData
from secretariat_tui.tables.masking import sheet_as_shown
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.paint.report_document import Stop, stops_of

if TYPE_CHECKING:
    from datetime import date

    from secretariat_tui.database.audit.meta import TableMeta


EMPTY = Report((), ())
"""The report of a screen that has not read its own."""


class ReportRequest(NamedTuple):
    """What a report is filled for: the sheets of all areas, the period, and whether it leaves the office.

    `chosen` are the rows that it is about, by sheet.
    """

    sheets: Sequence[NamedSheet]
    kinds: "Mapping[str, TableMeta]"
    period: Period
    outside: bool = False
    chosen: "Mapping[str, Collection[int]]" = MappingProxyType({})

    def data(self, reader: Reader, stopped: Callable[[], bool] = lambda: False) -> ReportData:
        """Return what a template is filled from."""
        return ReportData(
            reader, self.sheets, self.kinds, self.period, self.outside, stopped, self.chosen
        )

    def sheet(self, name: str) -> NamedSheet:
        """Return a sheet by its name. UserError if this version of the program does not have it."""
        sheet = next((each for each in self.sheets if each.name == name), None)
        if sheet is None:
            raise UserError(_("지금 프로그램에는 없는 표에서 온 값입니다."), name)
        return sheet


@dataclass(frozen=True)
class FilledReport:
    """A report with its stops, and where each figure comes from."""

    report: Report
    stops: Sequence[Stop] = ()
    titles: Sequence[str] = ()

    def sources(self, stop: Stop) -> Sources:
        """Return the rows behind a stop."""
        if stop.figure is not None:
            return self.report.figures[stop.figure].sources
        sheet = self.report.blocks[stop.block].table
        if sheet is None or stop.row is None:
            return ()
        row = list(sheet.rows)[stop.row]
        name = self.report.blocks[stop.block].sheet
        return (FigureSource(name, (getattr(row, "id", stop.row),)),)

    def source_text(self, stop: Stop) -> str:
        """Return where a stop comes from: register and column, and the number of rows."""
        if stop.figure is None:
            sheet = self.report.blocks[stop.block].table
            return _("{title}의 한 줄").format(title=sheet.title) if sheet else ""
        if not self.sources(stop):
            return _("보고의 기간")
        count = len(row_ids(self.sources(stop)))
        return _("{title} · 기록 {n}건").format(title=self.titles[stop.figure], n=f"{count:,}")

    def text(self, stop: Stop) -> str:
        """Return the text of a figure, or of the first cell of a row."""
        if stop.figure is not None:
            return self.report.figures[stop.figure].text
        sheet = self.report.blocks[stop.block].table
        if sheet is None or stop.row is None:
            return ""
        return sheet.table.columns[0].text(list(sheet.rows)[stop.row])

    def place_of(self, other: "FilledReport", stop: int) -> int:
        """Return the stop that is here what a stop is in another report; the nearest if there are several."""
        if not 0 <= stop < len(other.stops):
            return 0
        wanted = other.sources(other.stops[stop])
        same = [at for at, each in enumerate(self.stops) if self.sources(each) == wanted]
        if same:
            return min(same, key=lambda at: abs(at - stop))
        return min(stop, len(self.stops) - 1)


def row_ids(sources: Sources) -> list[tuple[str, object]]:
    """Return the rows of sources, each once: sheet and id."""
    rows = ((source.sheet, number) for source in sources for number in source.ids)
    return list(dict.fromkeys(rows))


def fill_report(
    request: ReportRequest, template: str, stopped: Callable[[], bool], reader: Reader
) -> FilledReport:
    """Fill a template. ReportTemplateError if it is faulty, or nobody waits for the report any more."""
    data = request.data(reader, stopped)
    return with_sources(write_report(template, data), data)


def with_sources(report: Report, data: ReportData) -> FilledReport:
    """Return a report with its stops and the titles of the columns behind its figures."""
    known = {sheet.name for sheet in data.sheets}  # one issued earlier may have others

    def title(source: FigureSource) -> str:
        return data.column_title(source) if source.sheet in known else source.sheet

    titles = [
        ", ".join(dict.fromkeys(map(title, figure.sources))) or _("보고의 기간")
        for figure in report.figures
    ]
    return FilledReport(report, stops_of(report.blocks), titles)


def as_shown(report: Report, mask: Callable[[str], str]) -> Report:
    """Return a report with its texts as a masked screen shows them."""

    def masked(block: Block) -> Block:
        spans = tuple(span._replace(text=mask(span.text)) for span in block.spans)
        table = sheet_as_shown(block.table, mask) if block.table is not None else None
        return block._replace(spans=spans, table=table)

    figures = [figure._replace(text=mask(figure.text)) for figure in report.figures]
    return report._replace(blocks=[masked(block) for block in report.blocks], figures=figures)


def usual_period(today: "date", reader: Reader) -> Period:
    """Return the period that most tallies have, without one this year to today; as of today."""
    window = queries.usual_window(reader)
    first = window.first or today.replace(month=1, day=1)
    return Period(today, first, window.last or today)


def days_text(period: Period) -> str:
    """Return a period and its reference date as the headline shows them."""
    as_of = _("{date} 기준").format(date=table_date(period.as_of))
    return " · ".join(filter(None, (period_text(period.first, period.last), as_of)))
