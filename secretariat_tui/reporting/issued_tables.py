"""The tables of an issued report as JSON: their columns, and each cell as it was printed."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from secretariat_tui.core.i18n import _
from secretariat_tui.core.marks import Mark
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.reporting.namespace import rows_by_id
from secretariat_tui.tables.table import Cell, Column, Sheet, Table

_TRANSLATED = ("title", "group", "unit", "total")
_OTHERS = ("align", "width", "grow", "rank", "personal", "dated", "exact")
_DEFAULTS: Column[Any] = Column("", "", str)


class IssuedRow(NamedTuple):
    """A row as it was printed, with the id of its record; a column without marks has none in any row."""

    id: Any
    texts: Sequence[str]
    values: Sequence[Cell]
    marks: Sequence[Mark | None]


def table_json(sheet: Sheet[Any]) -> dict[str, Any]:
    """Return a table with its rows; titles are in the current language."""
    columns = sheet.table.columns
    return {
        "name": sheet.table.name,
        "title": sheet.title,
        "basis": sheet.basis,
        "notes": list(sheet.notes),
        "columns": list(map(_column_json, columns)),
        "rows": [
            [number, *(_cell_json(column, row) for column in columns)]
            for number, row in rows_by_id(list(sheet.rows)).items()
        ],
    }


def read_table(values: Mapping[str, Any]) -> Sheet[IssuedRow]:
    """Return the table that `table_json` wrote."""
    columns = tuple(_column(place, each) for place, each in enumerate(values["columns"]))
    rows = [_row(number, cells) for number, *cells in values["rows"]]
    table = Table(values["name"], values["title"], columns)
    return Sheet(table, rows, values["basis"], tuple(values["notes"]))


def _column_json(column: Column[Any]) -> dict[str, Any]:
    translated = {name: _(text) for name in _TRANSLATED if (text := getattr(column, name))}
    changed = {
        name: value
        for name in _OTHERS
        if (value := getattr(column, name)) != getattr(_DEFAULTS, name)
    }
    return {"key": column.key, "marked": column.mark is not None, **translated, **changed}


def _column(place: int, declared: Mapping[str, Any]) -> Column[IssuedRow]:
    values = {name: declared[name] for name in (*_TRANSLATED, *_OTHERS) if name in declared}
    title = values.pop("title", "")

    def mark(row: IssuedRow) -> Mark:
        return row.marks[place] or Mark("", "")

    return Column(
        declared["key"],
        title,
        lambda row: row.values[place],
        lambda row: row.texts[place],
        mark=mark if declared["marked"] else None,
        **values,
    )


def _cell_json(column: Column[Any], row: Any) -> Any:
    """Return a cell: its text, or a list of text, value and mark if the text is not all of it."""
    text, value = column.text(row), column.value(row)
    mark = list(column.mark(row)) if column.mark else None
    if mark is None and value == text:
        return text
    return [text, _value_json(value), mark]


def _row(number: Any, cells: Sequence[Any]) -> IssuedRow:
    parts = [(cell, cell, None) if isinstance(cell, str) else cell for cell in cells]
    return IssuedRow(
        number,
        tuple(text for text, _value, _mark in parts),
        tuple(_read_value(value) for _text, value, _mark in parts),
        tuple(mark and Mark(*mark) for _text, _value, mark in parts),
    )


def _value_json(value: Cell) -> Any:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    return value


def _read_value(value: Any) -> Cell:
    if isinstance(value, dict):
        day = value.get("day")
        return date.fromisoformat(day) if day else time.fromisoformat(value["time"])
    cell: Cell = value
    return cell
