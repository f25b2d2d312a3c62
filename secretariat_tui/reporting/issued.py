"""The content of an issued report: JSON from which every output prints the report again as it was."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import LANGUAGES, _, language_set
from secretariat_tui.reporting.blocks import Block
from secretariat_tui.reporting.figures import Figure, FigureSource, Span
from secretariat_tui.reporting.issued_tables import read_table, table_json
from secretariat_tui.reporting.report import Report
from secretariat_tui.reporting.snapshot import ReportSnapshot
from secretariat_tui.reporting.sources import SheetRecords
from secretariat_tui.reporting.warnings import ReportWarning
from secretariat_tui.tables.table import RowRecords

_FORMAT = 1


class UnreadableContentError(FileError):
    """The content of an issued report that this program cannot have written, or a later one has."""


def content(snapshot: ReportSnapshot) -> str:
    """Return a report as JSON, with the titles of its tables in its language."""
    report = snapshot.report
    with language_set(report.language):
        values = {
            "format": _FORMAT,
            "language": report.language.name,
            "template": snapshot.template,
            "as_of": snapshot.as_of.isoformat(),
            "first": snapshot.first and snapshot.first.isoformat(),
            "last": snapshot.last and snapshot.last.isoformat(),
            "outside": snapshot.outside,
            "last_entry": snapshot.last_entry,
            "blocks": list(map(_block_json, report.blocks)),
            "figures": list(map(_figure_json, report.figures)),
            "warnings": [list(each) for each in report.warnings],
            "records": {name: _records_json(each) for name, each in snapshot.records.items()},
        }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def read_content(text: str) -> ReportSnapshot:
    """Return the report that `content` wrote. UnreadableContentError if it is something else."""
    try:
        values = json.loads(text)
        if values["format"] != _FORMAT:
            raise _unreadable()
        return _snapshot(values)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise _unreadable() from error


def _unreadable() -> UnreadableContentError:
    return UnreadableContentError(
        _("발행한 보고의 내용을 읽을 수 없습니다."), remedy=_("자세히: secretariat check")
    )


def _snapshot(values: Mapping[str, Any]) -> ReportSnapshot:
    report = Report(
        [_block(each) for each in values["blocks"]],
        [
            Figure(text, tuple(_source(each) for each in sources), block)
            for text, sources, block in values["figures"]
        ],
        [ReportWarning(*each) for each in values["warnings"]],
        LANGUAGES[values["language"]],
    )
    return ReportSnapshot(
        report,
        values["template"],
        date.fromisoformat(values["as_of"]),
        _day(values["first"]),
        _day(values["last"]),
        values["outside"],
        {name: _records(each) for name, each in values["records"].items()},
        values["last_entry"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _block_json(block: Block) -> dict[str, Any]:
    values = {
        "kind": block.kind,
        "spans": [[span.text, span.figure] for span in block.spans],
        "mark": block.mark,
        "depth": block.depth,
        "table": block.table and table_json(block.table),
        "sheet": block.sheet,
    }
    return {key: value for key, value in values.items() if value}


def _block(values: Mapping[str, Any]) -> Block:
    return Block(
        values["kind"],
        tuple(Span(text, figure) for text, figure in values.get("spans", ())),
        values.get("mark", ""),
        values.get("depth", 0),
        read_table(values["table"]) if "table" in values else None,
        values.get("sheet", ""),
    )


def _figure_json(figure: Figure) -> list[Any]:
    sources = [[each.sheet, list(each.ids), each.column] for each in figure.sources]
    return [figure.text, sources, figure.block]


def _source(values: Sequence[Any]) -> FigureSource:
    sheet, ids, column = values
    return FigureSource(sheet, tuple(ids), column)


def _records_json(records: SheetRecords) -> dict[str, Any]:
    counted = [[row, each.table, sorted(each.ids)] for row, each in records.counted.items()]
    return {
        "record": records.record,
        "tables": list(records.tables),
        "parts": list(records.parts),
        "counted": counted,
    }


def _records(values: Mapping[str, Any]) -> SheetRecords:
    counted = {row: RowRecords(table, set(ids)) for row, table, ids in values["counted"]}
    return SheetRecords(values["record"], tuple(values["tables"]), tuple(values["parts"]), counted)
