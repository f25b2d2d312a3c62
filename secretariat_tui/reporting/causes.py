"""The entries of the history between two reports that changed the records behind their figures."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from secretariat_tui.core.fields import RecordModel, fields_of
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.audit import compiled
from secretariat_tui.database.audit.history import Change, by_field, history_query
from secretariat_tui.database.audit.log_rows import parse_row
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import list_query
from secretariat_tui.reporting.figures import Sources
from secretariat_tui.reporting.snapshot import ReportSnapshot
from secretariat_tui.reporting.sources import SheetRecords
from secretariat_tui.tables.history import history_table


class Cause(NamedTuple):
    """A change in the registers as the history shows it: when, who, what, and the values before and after."""

    id: int
    day: str
    time: str
    who: str
    action: str
    item: str
    before: str
    after: str


class _Logged(NamedTuple):
    id: int
    table: str
    op: str
    fields: frozenset[str]


class _Trace(NamedTuple):
    """A record that a figure comes from; `column` is the one that it shows, "" for the complete record."""

    table: str
    row: Any
    column: str = ""


class Causes:
    """The changes between two reports, by the records that they concern."""

    def __init__(
        self,
        reader: Reader,
        kinds: Mapping[str, TableMeta],
        old: ReportSnapshot,
        new: ReportSnapshot,
    ) -> None:
        self._reader, self._kinds = reader, kinds
        self._old, self._new = old.records, new.records
        self._by_record: dict[tuple[str, Any], list[_Logged]] = defaultdict(list)
        self._by_table: dict[str, list[_Logged]] = defaultdict(list)
        first, last = sorted((old.last_entry, new.last_entry))
        for number, table, row, op, *sides in reader.tuples(
            compiled.CHANGES_BETWEEN, after=first, last=last
        ):
            values = [parse_row(side) or {} for side in sides if side is not None]
            logged = _Logged(number, table, op, _changed_fields(values))
            self._by_table[table].append(logged)
            for record in {(table, row), *self._concerned(table, values)}:
                self._by_record[record].append(logged)

    def of(self, old: Sources, new: Sources, text: str = "") -> tuple[Cause, ...]:
        """Return the changes between a value with the sources `old` and one with the sources `new`, now `text`."""
        fields: dict[int, set[str]] = defaultdict(set)
        for trace in dict.fromkeys(self._traces(old, new, text)):
            for number, field in self._changes(trace):
                fields[number].add(field)
        return self._described(fields)

    def _concerned(
        self, table: str, values: Sequence[Mapping[str, Any]]
    ) -> Iterator[tuple[str, Any]]:
        """Yield the records that a row belongs to or refers to, before and after its change."""
        kind = self._kinds.get(table)
        for field in kind.columns.values() if kind else ():
            reference = field.reference
            for side in values if reference else ():
                if reference and reference.table:
                    yield reference.table, side.get(field.key)
                elif reference:
                    parent = str(side.get(reference.table_field))
                    if kind and self._is_edited_with(parent, kind.record):
                        yield parent, side.get(field.key)

    def _is_edited_with(self, parent: str, hung: RecordModel) -> bool:
        """Whether the form of a record edits these rows that hang on it."""
        kind = self._kinds.get(parent)
        drafts = [field.row for field in kind.record.fields.values()] if kind else []
        return any(draft and fields_of(draft).keys() <= hung.fields.keys() for draft in drafts)

    def _traces(self, old: Sources, new: Sources, text: str) -> Iterator[_Trace]:
        before = {(each.sheet, each.column): set(each.ids) for each in old}
        after = {(each.sheet, each.column): set(each.ids) for each in new}
        nothing: set[Any] = set()
        for key in before | after:
            sheet, column = key
            ids, others = before.get(key, nothing), after.get(key, nothing)
            records = self._new.get(sheet) or self._old.get(sheet) or SheetRecords("")
            yield from (_Trace(table, None) for table in records.tables)
            yield from (_Trace(records.record, row) for row in ids ^ others)
            if column or ids == others:
                yield from (_Trace(records.record, row, column) for row in ids & others)
            for row in ids | others:
                yield from self._counted(sheet, row, is_count=_is_count(text, column, records))

    def _counted(self, sheet: str, row: Any, *, is_count: bool) -> Iterator[_Trace]:
        """Yield the records that a row counts; for their number those that only one report counts."""
        sides: list[set[tuple[str, Any]]] = [
            {(each.table, number) for number in each.ids}
            for records in (self._old, self._new)
            if sheet in records and (each := records[sheet].counted.get(row))
        ]
        counts = Counter(each for side in sides for each in side)
        every = set(counts)
        single = {each for each, count in counts.items() if count < len(sides)}
        yield from (_Trace(*each) for each in (single if is_count and single else every))

    def _changes(self, trace: _Trace) -> Iterator[tuple[int, str]]:
        """Yield the changes of a record, each with the field that matters, "" if every one may."""
        if trace.row is None:
            yield from ((each.id, "") for each in self._by_table[trace.table])
            return
        kind = self._kinds.get(trace.table)
        changes = self._by_record.get((trace.table, trace.row), [])
        own = [each for each in changes if each.table == trace.table]
        of_field = [each for each in own if each.op == "U" and trace.column in each.fields]
        if trace.column in self._kinds:
            yield from ((each.id, "") for each in changes if each.table == trace.column)
        elif kind and trace.column in kind.columns and (of_field or own):
            yield from ((each.id, trace.column) for each in of_field)
            yield from ((each.id, "") for each in own if each.op != "U" or not of_field)
        else:
            yield from ((each.id, "") for each in changes)

    def _described(self, fields: Mapping[int, set[str]]) -> tuple[Cause, ...]:
        table = history_table(self._kinds)
        changes = list_query.rows_by_id(self._reader, history_query(self._kinds), sorted(fields))
        return tuple(
            Cause(line.id, *table.texts(line))
            for change in changes
            for line in _lines(change, fields[change.id])
        )


def _lines(change: Change, fields: set[str]) -> Iterator[Change]:
    """Yield a line for each of these changed fields ("" for all), and one for an added or deleted row."""
    if change.op != "U":
        yield change
        return
    for line in by_field([change]):
        keys = {field.key for field in line.fields}
        if "" in fields or not keys or keys & fields:
            yield line


def _changed_fields(values: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    if len(values) == 1:
        return frozenset(values[0])
    old, new = values or ({}, {})
    return frozenset(key for key in new if new[key] != old.get(key))


def _is_count(text: str, column: str, records: SheetRecords) -> bool:
    """Whether a text is one number, and not of a part of what a row counts."""
    numbers = "".join(char if char.isdecimal() else " " for char in text.replace(",", "")).split()
    return len(numbers) == 1 and column not in records.parts
