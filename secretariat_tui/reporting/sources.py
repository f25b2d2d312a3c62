"""The names of a report: the sheets of all areas, their parts, the period, and tables to print."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from secretariat_tui.core.errors import RuleError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.pii import text_masker
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.audit.people import known_names
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.reporting.figures import TABLE_MARK, FigureSource, PrintedTable, TracedDay
from secretariat_tui.reporting.namespace import (
    PartRecord,
    RowReading,
    Rows,
    columns_by_name,
    identifier,
    part_table,
    rows_by_id,
    unknown,
)
from secretariat_tui.reporting.parts import PartReader, parts_of
from secretariat_tui.tables.masking import masked_sheet
from secretariat_tui.tables.table import (
    Period,
    ReadRecords,
    RowParts,
    RowRecords,
    Sheet,
    SheetSource,
)


class NamedSheet(NamedTuple):
    """A sheet that templates can use: area/sheet, its names in templates, and where it is read from."""

    name: str
    names: tuple[str, ...]
    source: SheetSource


DAYS: Mapping[str, str] = {
    "시작": "first", "first": "first", "끝": "last", "last": "last", "기준일": "as_of", "as_of": "as_of",
}  # fmt: skip
"""The names of the report's days, and the fields of its period that they are."""
TABLE_NAMES = ("표", "table")
"""The names of the function that prints a table."""


def named_sheets(areas: Iterable[Any]) -> list[NamedSheet]:
    """Return the sheets of areas by names that are unique: that of an area is its first sheet's.

    They have their Korean names in every language, so that a template works for all users of a file.
    """
    found, taken = [], {*DAYS, *TABLE_NAMES}
    sheets = [(area, key, source) for area in areas for key, source in area.sheets().items()]
    firsts = {area.name: key for area, key, _source in reversed(sheets)}
    of_areas = {name for area, _key, _source in sheets for name in (area.name, *_names(area.title))}
    for area, key, source in sheets:
        names = [f"{area.name}_{key}", key, *_names(source.table.title)]
        names = [name for name in names if name not in of_areas]
        if firsts[area.name] == key:
            names += [area.name, *_names(area.title)]
        unique = tuple(name for name in dict.fromkeys(names) if name not in taken)
        taken.update(unique)
        found.append(NamedSheet(f"{area.name}/{key}", unique, source))
    return found


def _names(title: str) -> tuple[str, str]:
    return identifier(title), identifier(_(title))


class SheetRecords(NamedTuple):
    """What the rows of a sheet come from: the table of their records, "" if they are something else.

    `tables` are those whose every record may count in any row, `parts` the columns that count parts of a row, and
    `counted` the further records of single rows by id.
    """

    record: str
    tables: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    counted: Mapping[Any, RowRecords] = MappingProxyType({})


COUNTED_NAMES = ("센기록", "counted")
"""The names of the records that a row counts."""


def calculated_parts(source: SheetSource) -> dict[str, tuple[str, RowParts]]:
    """Return the calculated parts of a sheet's rows by key and title, that of their column if they have one."""
    titles = {column.key: column.title for column in source.table.all_columns}
    return {
        name: (key, parts)
        for key, parts in source.parts.items()
        for name in (key, identifier(_(titles.get(key, parts.table.title))))
    }


@dataclass
class ReportData:
    """What a template is filled from: a file, the period and the day, and how it leaves the office.

    `chosen` are the ids of the rows of a sheet that the report is about, by the name of the sheet; without them it
    is about all of its period.
    `tables` collects the sheets that the template prints, by number, `printed_tables` their names, and `records`
    the rows that were read, by sheet and id. `stopped` returns whether nobody waits for the report any more.
    """

    reader: Reader
    sheets: Sequence[NamedSheet]
    kinds: Mapping[str, TableMeta]
    period: Period
    outside: bool = False
    stopped: Callable[[], bool] = lambda: False
    chosen: Mapping[str, Collection[int]] = field(default_factory=dict)
    tables: dict[int, Sheet[Any]] = field(default_factory=dict)
    printed_tables: list[str] = field(default_factory=list)
    records: dict[str, dict[Any, Any]] = field(default_factory=dict)
    _rows_by_sheet: dict[str, Rows] = field(default_factory=dict)

    def names(self) -> dict[str, Any]:
        """Return what a template may name."""
        names: dict[str, Any] = {}
        self._rows_by_sheet = {each.name: self._rows(each) for each in self.sheets}
        for sheet in reversed(self.sheets):
            names |= dict.fromkeys(sheet.names, self._rows_by_sheet[sheet.name])
        period = self.period
        for name, key in DAYS.items():
            day = getattr(period, key)
            names[name] = TracedDay(day, ()) if day else None
        return names | dict.fromkeys(TABLE_NAMES, self.table)

    def table(self, name: str, *columns: str, **options: Any) -> str:
        """Print a sheet as a table, with these columns: {{ 표("budget/accounts") }}.

        Options are the `first` and the `last` day of its period, by default those of the report. The lines above
        and below it are for the template to print: {{ 예산.기준줄 }}, {{ 예산.아랫글 }}.
        """
        sheet = self._sheet(name)
        first, last = self._table_days(options)
        period = replace(
            self.period, first=first or self.period.first, last=last or self.period.last
        )
        source = replace(self._read(sheet, period), basis="", notes=())
        if columns:
            known = columns_by_name(source.table)
            for column in columns:
                if column not in known:
                    raise unknown(_("모르는 칸입니다."), column, [*known])
            source = source.with_columns([known[column].key for column in columns])
        number = len(self.tables)
        self.tables[number] = source
        self.printed_tables.append(sheet.name)
        return PrintedTable(f"{TABLE_MARK}{number}")

    def _table_days(self, options: Mapping[str, Any]) -> tuple[date | None, date | None]:
        """Return the first and the last day that a table is asked for. RuleError for other options."""
        known = [name for name, key in DAYS.items() if key != "as_of"]
        days: dict[str, date | None] = {"first": None, "last": None}
        for name, value in options.items():
            if name not in known:
                raise unknown(_("모르는 이름입니다."), name, known)
            if value is not None and not isinstance(value, date):
                raise RuleError(_("날짜가 아닙니다."), f"{name}={value}"[:40])
            # Queries compute with days, which a traced day does not.
            days[DAYS[name]] = value and date(value.year, value.month, value.day)
        return days["first"], days["last"]

    def _sheet(self, name: str) -> NamedSheet:
        for sheet in self.sheets:
            if name == sheet.name or name in sheet.names:
                return sheet
        raise unknown(_("모르는 표입니다."), name, [sheet.name for sheet in self.sheets])

    def rows(self, name: str) -> Rows:
        """Return the rows of a sheet by its name."""
        return self._rows(self._sheet(name))

    def _rows(self, sheet: NamedSheet) -> Rows:
        record = sheet.source.record
        parts = parts_of(record, self.kinds)
        calculated = calculated_parts(sheet.source)

        def read(record_id: Any, name: str) -> Rows | None:
            if name in COUNTED_NAMES and sheet.source.records:
                if record_id is None:
                    return Rows(sheet.name, RowReading(lambda: Sheet(sheet.source.table, [])))
                return self._counted(sheet, sheet.source.records, record_id)
            if name in calculated:
                return self._calculated(sheet, *calculated[name], record_id)
            model = parts.get(name)
            return None if model is None else self._parts.read(sheet.name, model, record, record_id)

        names = [*parts, *calculated, *(COUNTED_NAMES if sheet.source.records else ())]
        everything = replace(self.period, first=None, last=None, everything=True)
        reading = RowReading(
            lambda: self._read_chosen(sheet),
            lambda: self._read(sheet, everything),
            read,
            names,
            with_empty=lambda: self._read(sheet, replace(self.period, empty_rows=True)),
        )
        return Rows(sheet.name, reading)

    def _counted(self, sheet: NamedSheet, read: ReadRecords, record_id: Any) -> Rows:
        """Return the records that a row counts."""
        row = self.records[sheet.name][record_id]
        table, ids = read(self.reader, row, self.period)
        counted = next((each for each in self.sheets if each.source.record == table), None)
        if counted is None:
            return Rows(sheet.name, RowReading(lambda: Sheet(sheet.source.table, [])))
        rows = self._rows_by_sheet[counted.name].everything
        return rows.with_records([each for each in rows.sheet.rows if rows.id_of(each) in ids])

    def _calculated(self, sheet: NamedSheet, key: str, parts: RowParts, record_id: Any) -> Rows:
        """Return the rows that are calculated for a row of a sheet; none if `record_id` is None."""
        sources = (FigureSource(sheet.name, (record_id,), key),)
        calculated = Sheet(parts.table, [], "")
        if record_id is not None:
            period = replace(self.period, tables=self.kinds)
            rows = parts.rows(self.reader, self.records[sheet.name][record_id], period)
            calculated = replace(calculated, rows=rows)
        if self.outside:
            calculated = masked_sheet(calculated, self._known_names)
        columns = calculated.table.columns
        found = [
            PartRecord(
                {each.key: each.value(row) for each in columns},
                {each.key: each.text(row) for each in columns},
                sources,
            )
            for row in calculated.rows
        ]
        table = part_table(parts.table.name, {each.key: each.title for each in columns})
        return Rows(sheet.name, RowReading(lambda: Sheet(table, found)))

    def _read_chosen(self, sheet: NamedSheet) -> Sheet[Any]:
        """Read a sheet for the report's period; only the rows that the report is about, if some were chosen."""
        read = self._read(sheet, self.period)
        ids = self.chosen.get(sheet.name)
        return (
            read
            if ids is None
            else replace(read, rows=[each for each in read.rows if each.id in ids])
        )

    def _read(self, sheet: NamedSheet, period: Period) -> Sheet[Any]:
        """Read a sheet with all columns for a period."""
        table = sheet.source.table
        if sheet.source.table_on:
            table = sheet.source.table_on(self.reader, period)
        columns = tuple(column.key for column in table.all_columns)
        read = sheet.source.read(self.reader, replace(period, columns=columns, tables=self.kinds))
        self.records.setdefault(sheet.name, {}).update(rows_by_id(read.rows))
        if not self.outside:
            return read
        shown = [column.key for column in table.columns]
        return masked_sheet(read.with_columns(columns), self._known_names).with_columns(shown)

    def column_title(self, source: FigureSource) -> str:
        """Return the title of a value's column, or of the part that it is a field of, after that of its table."""
        sheet = self._sheet(source.sheet)
        column = columns_by_name(sheet.source.table).get(source.column)
        part = self.kinds.get(source.column)
        titles = [sheet.source.table.title, (column or part or sheet.source.table).title]
        return " ".join(dict.fromkeys(map(_, titles)))

    def sheet_records(self, sheet: str, ids: Iterable[Any]) -> SheetRecords:
        """Return the records that rows of a sheet come from; the rows have been read."""
        source = self._sheet(sheet).source
        rows = self.records.get(sheet, {})
        counted = {
            each: source.records(self.reader, rows[each], self.period)
            for each in (ids if source.records else ())
            if source.records and each in rows
        }
        return SheetRecords(source.record, source.tables, tuple(source.parts), counted)

    def secret_count(self, source: FigureSource) -> int:
        """Return how many secret records a value comes from, with those that its rows count."""
        records = self.sheet_records(source.sheet, source.ids)
        tables = [(records.record, each) for each in source.ids] if records.record else []
        tables += [(row.table, each) for row in records.counted.values() for each in row.ids]
        return sum(self._parts.is_secret(table, each) for table, each in tables)

    def day_columns(self, sheet: str) -> Collection[str]:
        """Return the columns with the day of a sheet's records."""
        record = self._sheet(sheet).source.record
        return self.kinds[record].record.dates if record else ()

    def day(self, source: FigureSource, record_id: Any) -> date | None:
        """Return the day in the column of a record that was read, None if it has none or is no whole day."""
        row = self.records.get(source.sheet, {}).get(record_id)
        column = columns_by_name(self._sheet(source.sheet).source.table).get(source.column)
        if row is None or column is None or getattr(row, "precision", "day") != "day":
            return None
        value = column.value(row)
        return value if isinstance(value, date) else None

    def checks(self, sheet: str, ids: Iterable[Any]) -> Iterable[str]:
        """Return what is unusual about records of a sheet that were read."""
        check = self._sheet(sheet).source.check
        rows = self.records.get(sheet, {})
        if check is None:
            return ()
        return map(self._mask, check([rows[each] for each in ids if each in rows], self.period))

    @cached_property
    def _known_names(self) -> set[str]:
        return known_names(self.reader, self.kinds)

    @cached_property
    def _parts(self) -> PartReader:
        return PartReader(self.reader, self.kinds, self.outside, self._mask)

    @cached_property
    def _mask(self) -> Callable[[str], str]:
        """Mask the names and personal data in a text if the report leaves the office."""
        return text_masker(self._known_names) if self.outside else str
