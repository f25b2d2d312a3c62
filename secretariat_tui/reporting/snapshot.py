"""A filled report with what explains later differences from it: its records and its place in the history."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine import compiled
from secretariat_tui.reporting.figures import FigureSource
from secretariat_tui.reporting.namespace import rows_by_id
from secretariat_tui.reporting.report import Report, write_report
from secretariat_tui.reporting.sources import ReportData, SheetRecords


class ReportSnapshot(NamedTuple):
    """A report as its file was after the entry `last_entry` of the history.

    `template` is the text that was filled, `records` are the records of the rows in the report by sheet.
    A report for people outside the office (`outside`) has masked texts.
    """

    report: Report
    template: str
    as_of: date
    first: date | None = None
    last: date | None = None
    outside: bool = False
    records: Mapping[str, SheetRecords] = MappingProxyType({})
    last_entry: int = 0


def take_snapshot(template: str, data: ReportData) -> ReportSnapshot:
    """Fill a template from a file. ReportTemplateError if the template is faulty."""
    with data.reader.snapshot():
        report = write_report(template, data)
        ids = _ids_by_sheet(report)
        return ReportSnapshot(
            report,
            template,
            data.period.as_of,
            data.period.first,
            data.period.last,
            data.outside,
            {sheet: data.sheet_records(sheet, numbers) for sheet, numbers in ids.items()},
            data.reader.value(compiled.LAST_COMMIT) or 0,
        )


def table_sources(report: Report) -> Iterable[FigureSource]:
    """Return the sources of the tables that a report prints."""
    return [
        FigureSource(block.sheet, tuple(rows_by_id(list(block.table.rows))))
        for block in report.blocks
        if block.table is not None and block.sheet
    ]


def _ids_by_sheet(report: Report) -> dict[str, dict[Any, None]]:
    ids: dict[str, dict[Any, None]] = {}
    of_figures = (source for figure in report.figures for source in figure.sources)
    for source in (*of_figures, *table_sources(report)):
        ids.setdefault(source.sheet, {}).update(dict.fromkeys(source.ids))
    return ids
