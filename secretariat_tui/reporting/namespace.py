"""What a template sees: every sheet of every area by name, each row with all its columns, its parts and tasks."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from functools import cached_property
from typing import Any, ClassVar

from secretariat_tui.core.errors import RuleError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.reporting.figures import (
    FigureSource,
    Missing,
    Sources,
    TracedDay,
    TracedNumber,
    TracedText,
    TracedTime,
    merged,
)
from secretariat_tui.tables.table import Column, Sheet, Table


class UnknownNameError(RuleError):
    """A name that the template uses and nobody declares; with the nearest one that exists."""


def unknown(what: str, name: str, known: Sequence[str]) -> UnknownNameError:
    """Return the error for an unknown name."""
    near = get_close_matches(name, known, 1, 0.5)
    remedy = _("혹시 {name}인가요?").format(name=near[0]) if near else ""
    return UnknownNameError(what, name, remedy)


def traced(value: Any, text: str, sources: Sources, precision: str = "day") -> Any:
    """Return a value of a cell with its sources; its text is what is printed for it, but for a day."""
    if value is None:
        return Missing(sources)
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return TracedNumber(value, sources, text)
    if isinstance(value, date):
        return TracedDay(value, sources, precision)
    if isinstance(value, time):
        return TracedTime(value, sources)
    several_lines = isinstance(value, str) and "\n" in value
    return TracedText(str(value) if several_lines or not text else text, sources)


@dataclass(frozen=True)
class Row:
    """A row of a sheet: its columns by key or title, then its parts such as the lines of an event."""

    rows: "Rows"
    record: Any

    @property
    def sources(self) -> Sources:
        """The record itself."""
        return self.column_sources("")

    def get(self, name: str) -> Any:
        """Return a column's value, or the rows of a part. UnknownNameError if there is none."""
        if name in self.rows.part_names:
            return self.rows.part(self, name)
        column = self.rows.columns.get(name)
        if column is None:
            raise self.rows.unknown(name)
        precise = column.key not in self.rows.days_with_precision
        precision = "day" if precise else getattr(self.record, "precision", "day")
        sources = self.column_sources(column.key)
        return traced(column.value(self.record), column.text(self.record), sources, precision)

    def column_sources(self, column: str) -> Sources:
        if isinstance(self.record, PartRecord):
            return self.record.sources
        return (FigureSource(self.rows.name, (self.rows.id_of(self.record),), column),)

    def __str__(self) -> str:
        return str(next(iter(self.rows.columns.values())).text(self.record))


@dataclass(frozen=True)
class PartRecord:
    """What belongs to a record, such as a line of an event: its values and their texts by field."""

    values: Mapping[str, Any]
    texts: Mapping[str, str]
    sources: Sources
    precision: str = "day"


def part_table(name: str, titles: Mapping[str, str]) -> Table[PartRecord]:
    """Return the table of parts, by the titles of their fields."""

    def column(key: str, title: str) -> Column[PartRecord]:
        return Column(key, title, lambda part: part.values[key], lambda part: part.texts[key])

    return Table(name, name, tuple(column(*each) for each in titles.items()))


Parts = Callable[[Any, str], "Rows | None"]
"""Reads the parts of a record by its id and their name, no rows for the id None; None if it has no such parts."""


class RowReading(NamedTuple):
    """How rows are read: those of the report's period, those of all days, and the parts of each.

    `with_empty` reads those that count nothing in the period too; they are found by name only.
    """

    rows: Callable[[], Sheet[Any]]
    everything: Callable[[], Sheet[Any]] | None = None
    parts: Parts = lambda _record_id, _name: None
    part_names: Sequence[str] = ()
    days_with_precision: Collection[str] = ("starts_on",)
    with_empty: Callable[[], Sheet[Any]] | None = None


class Rows:
    """The rows of a sheet, read when first used: iterated, counted, narrowed, added up."""

    METHODS: ClassVar[Mapping[str, str]] = {
        "건수": "count", "count": "count", "합계": "total", "total": "total", "고른": "where", "where": "where",
        "차례로": "ordered", "ordered": "ordered", "첫째": "first", "first": "first", "기간": "between",
        "between": "between", "모은": "collected", "collected": "collected", "전체": "everything",
        "everything": "everything", "값들": "values", "values": "values", "기준줄": "basis", "basis": "basis",
        "아랫글": "notes", "notes": "notes", "나눈": "grouped", "grouped": "grouped",
    }  # fmt: skip
    """The methods that templates use, by their Korean and English names."""

    def __init__(self, name: str, reading: RowReading) -> None:
        self.name, self._reading = name, reading

    @property
    def part_names(self) -> Sequence[str]:
        """The names of the parts that each row has."""
        return self._reading.part_names

    @property
    def days_with_precision(self) -> Collection[str]:
        """The columns whose days are known to the precision of their record."""
        return self._reading.days_with_precision

    @cached_property
    def sheet(self) -> Sheet[Any]:
        """The sheet with the rows."""
        return self._reading.rows()

    @cached_property
    def columns(self) -> Mapping[str, Column[Any]]:
        """The columns by key and by title."""
        return columns_by_name(self.sheet.table)

    def id_of(self, record: Any) -> Any:
        """Return the id of a row's record, or its place in the sheet."""
        number = getattr(record, "id", None)
        return number if number is not None else list(self.sheet.rows).index(record)

    def unknown(self, name: str) -> UnknownNameError:
        """Return the error for a column or part that does not exist."""
        return unknown(_("모르는 칸입니다."), name, [*self.columns, *self.part_names])

    def part(self, row: Row, name: str) -> "Rows":
        """Return the parts of a record. UnknownNameError if it has no such parts."""
        return self._parts(self.id_of(row.record), name)

    def _parts(self, record_id: Any, name: str) -> "Rows":
        parts = self._reading.parts(record_id, name)
        if parts is None:
            raise self.unknown(name)
        return parts

    def __iter__(self) -> Iterator[Row]:
        return (Row(self, record) for record in self.sheet.rows)

    def __len__(self) -> int:
        return len(self.sheet.rows)

    def get(self, name: str) -> Any:
        """Return a method that templates use, by its Korean or English name."""
        method = self.METHODS.get(name)
        if method is None:
            raise unknown(_("모르는 이름입니다."), name, [*self.METHODS])
        return getattr(self, method)

    def find(self, name: str) -> Row:
        """Return the row with a name in its first columns: 실적["국무회의 참석"]."""
        row = self._named(name)
        if row is None:
            first = self.sheet.table.columns[0]
            known = [first.text(record) for record in self.sheet.rows]
            raise unknown(_("그런 기록이 없습니다."), name, known)
        return row

    def __contains__(self, name: object) -> bool:
        return self._named(name) is not None

    def _named(self, name: object) -> Row | None:
        record = _record_named(self.sheet, name)
        if record is None and self._reading.with_empty:
            record = _record_named(self._reading.with_empty(), name)
        return None if record is None else Row(self, record)

    def with_records(self, records: Sequence[Any]) -> "Rows":
        """Return rows of the same table with these records."""
        sheet = Sheet(self.sheet.table, records, self.sheet.basis, self.sheet.notes)
        reading = self._reading._replace(rows=lambda: sheet, everything=None, with_empty=None)
        return Rows(self.name, reading)

    @cached_property
    def everything(self) -> "Rows":
        """The rows of all days, whatever the report's period."""
        read = self._reading.everything or self._reading.rows
        return Rows(self.name, self._reading._replace(rows=read))

    @property
    def basis(self) -> str:
        """The line above the table: its day and unit."""
        return TracedText(self.sheet.basis, self.sources)

    @property
    def notes(self) -> list[str]:
        """The lines below the table."""
        return [TracedText(note, self.sources) for note in self.sheet.notes]

    @property
    def sources(self) -> Sources:
        """The records of all rows."""
        return self.column_sources()

    @property
    def _counted(self) -> "Rows":
        """The rows without those that are sums of others."""
        table = self.sheet.table
        single = [each for each in self.sheet.rows if not table.is_total(each)]
        return self if len(single) == len(self) else self.with_records(single)

    def column_sources(self, column: str = "") -> Sources:
        """Return the records of all rows as sources of a column, of the complete record without one."""
        records = self.sheet.rows
        if any(isinstance(each, PartRecord) for each in records):
            return merged(records)
        return (FigureSource(self.name, tuple(map(self.id_of, records)), column),)

    def collected(self, name: str) -> "Rows":
        """Return the parts of all rows together: 사업.모은("할일")."""
        rows = self._counted
        return _together([self.part(row, name) for row in rows] or [self._parts(None, name)])

    def __add__(self, other: "Rows") -> "Rows":
        return _together([self, other])

    def count(self, unit: str = "") -> TracedNumber:
        """Return the number of rows, printed with its counter."""
        rows = self._counted
        return TracedNumber(len(rows), rows.column_sources(), f"{len(rows):,}{unit}")

    def total(self, name: str) -> TracedNumber:
        """Return the sum of a column of numbers; empty fields count as nothing. RuleError for other values."""
        column, rows = self._column(name), self._counted
        values = [column.value(record) for record in rows.sheet.rows]
        numbers = [value for value in values if isinstance(value, int)]
        if len(numbers) < sum(value not in {None, ""} for value in values):
            raise RuleError(_("더할 수 없는 칸입니다."), name)
        return TracedNumber(sum(numbers), rows.column_sources(column.key))

    def where(self, **wanted: Any) -> "Rows":
        """Return the rows whose columns have these values, or one of a list of values."""
        tests = [(self._column(name), value) for name, value in wanted.items()]
        return self.with_records(
            [
                record
                for record in self.sheet.rows
                if all(_matches(column, record, value) for column, value in tests)
            ]
        )

    def between(self, name: str, first: Any = None, last: Any = None) -> "Rows":
        """Return the rows whose day in a column is in a period; open at an end without a day."""
        column = self._column(name)

        def inside(record: Any) -> bool:
            value = column.value(record)
            return value is not None and (
                (not first or value >= first) and (not last or value <= last)
            )

        return self.with_records([record for record in self.sheet.rows if inside(record)])

    def ordered(self, name: str, *, reverse: bool = False) -> "Rows":
        """Return the rows in the order of a column; those without a value come last."""
        column = self._column(name)
        known = [each for each in self.sheet.rows if column.value(each) is not None]
        others = [each for each in self.sheet.rows if column.value(each) is None]
        return self.with_records([*sorted(known, key=column.value, reverse=reverse), *others])  # type: ignore[arg-type]  # a column has values of one type

    def grouped(self, name: str) -> "list[tuple[Any, Rows]]":
        """Return the values of a column that are not empty in order, each with the rows that have it."""
        column = self._column(name)
        known = self._counted.ordered(column.key)
        values = {column.value(row.record): row.get(column.key) for row in known}
        return [
            (shown, known.where(**{column.key: value}))
            for value, shown in values.items()
            if value not in {None, ""}
        ]

    def values(self, name: str) -> list[Any]:
        """Return the values of a column that are not empty, each once."""
        found = {str(value): value for value in (row.get(name) for row in self)}
        return [value for text, value in found.items() if text]

    def first(self) -> Row | None:
        """Return the first row."""
        return next(iter(self), None)

    def _column(self, name: str) -> Column[Any]:
        column = self.columns.get(name)
        if column is None:
            raise self.unknown(name)
        return column


def _record_named(sheet: Sheet[Any], name: object) -> Any:
    """Return the row with a name in its first columns, None if there is none."""
    names = sheet.table.columns[:3]
    return next(
        (each for each in sheet.rows if any(column.text(each) == name for column in names)), None
    )


def _together(parts: Sequence[Rows]) -> Rows:
    """Return the rows of one table together. RuleError if they are of several tables."""
    filled = [rows for rows in parts if len(rows)]
    if len({rows.sheet.table.name for rows in filled}) > 1:
        raise RuleError(_("서로 다른 표의 기록은 한데 모을 수 없습니다."))
    first = filled[0] if filled else parts[0]
    return first.with_records([record for rows in filled for record in rows.sheet.rows])


def rows_by_id(records: Sequence[Any]) -> dict[Any, Any]:
    """Return rows by the id of their record, or by their place in the sheet."""
    return {getattr(each, "id", place): each for place, each in enumerate(records)}


def columns_by_name(table: Table[Any]) -> dict[str, Column[Any]]:
    """Return the columns of a table by key, and by title where no key is the same."""
    columns = {column.key: column for column in table.all_columns}
    for column in table.all_columns:
        columns.setdefault(identifier(_(column.title)), column)
    return columns


def _matches(column: Column[Any], record: Any, wanted: Any) -> bool:
    values = wanted if isinstance(wanted, list | tuple) else (wanted,)
    cell, text = column.value(record), column.text(record)
    return any(value in {cell, text} for value in values)


def identifier(title: str) -> str:
    """Return a title as a name in templates: without blanks and marks."""
    return "".join(char for char in title if char.isalnum() or char == "_")
