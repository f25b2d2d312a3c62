"""The texts that the search finds a record by, derived from the declared fields of records."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from secretariat_tui.core.fields import Field, RecordModel, Reference
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean
from secretariat_tui.database.audit import compiled
from secretariat_tui.database.audit.log_rows import parse_row
from secretariat_tui.database.audit.meta import sql_literal
from secretariat_tui.database.engine.reader import Reader

_IDS_PER_STATEMENT = 1000
_UNTRANSLATED = frozenset({"text", "paragraph", "reference"})


class _Owned(NamedTuple):
    """A table whose rows belong to a record: the column with its id, and that with its table if of any."""

    record: RecordModel
    id_column: str
    table_column: str = ""


@dataclass(frozen=True)
class RecordTexts:
    """The texts of a record that are not shown in its list, with those of its parts and of what hangs on it.

    `shown` are the keys of the fields in the list. `mentioned_by` are fields of other records of the same table
    whose reference changes what the list shows of this one.
    """

    record: RecordModel
    shown: Collection[str] = ()
    parts: tuple[RecordModel, ...] = ()
    attached: tuple[RecordModel, ...] = ()
    mentioned_by: tuple[str, ...] = ()

    @cached_property
    def tables(self) -> frozenset[str]:
        """The tables whose changes may change the texts."""
        references = (field.reference for field in self.record.columns.values())
        return frozenset(
            {
                self.record.table,
                *(each.record.table for each in self._owned),
                *(each.table for each in references if each),
            }
        )

    def changed_ids(self, reader: Reader, after: int, changed: Collection[str]) -> set[int]:
        """Return the ids of records whose texts the transactions after one may have changed.

        `changed` are the tables that they changed.
        """
        if after <= 0:  # all transactions: every record, and every one that was deleted
            table = self.record.table
            logged = _numbers(reader, compiled.CHANGED_ROWS, tx=after, table=table)
            return logged | _numbers(reader, f"SELECT id FROM {table}")
        ids: set[int] = set()
        if self.record.table in changed:
            ids |= _numbers(reader, compiled.CHANGED_ROWS, tx=after, table=self.record.table)
        for owned in (*self._owned, *self._mentioned()):
            if owned.record.table in changed:
                ids.update(self._owner_ids(reader, after, owned))
        for key, field in self.record.columns.items():
            reference = field.reference
            if (
                reference
                and reference.table in changed
                and (
                    reference.part_of
                    or self._refers_to_changed(reader, after, key, reference.table)
                )
            ):
                renamed = _renamed(reader, after, reference)
                if reference.part_of:
                    renamed |= _referring(reader, reference.table, reference.part_of, renamed)
                ids |= _referring(reader, self.record.table, key, renamed)
        return ids

    def _refers_to_changed(self, reader: Reader, after: int, key: str, table: str) -> bool:
        """Return whether any record refers by a field to a changed row; to most rows none does."""
        sql = f"""SELECT 1 FROM {self.record.table} AS record
            WHERE record.{key} IN ({compiled.CHANGED_ROWS}) LIMIT 1"""
        return bool(reader.value(sql, tx=after, table=table))

    def _owner_ids(self, reader: Reader, after: int, owned: _Owned) -> Iterator[int]:
        of_any, table = owned.table_column, self.record.table
        changes = reader.tuples(compiled.CHANGED_VALUES, tx=after, table=owned.record.table)
        for side in (side for sides in changes for side in sides if side is not None):
            if of_any and f'"{table}"' not in side:  # cheaper than parsing it
                continue
            values = parse_row(side) or {}
            owner = values.get(owned.id_column)
            if isinstance(owner, int) and (not of_any or values.get(of_any) == table):
                yield owner

    @cached_property
    def _owned(self) -> tuple[_Owned, ...]:
        attached = (
            _Owned(each, key, reference.table_field if reference else "")
            for each in self.attached
            for key in each.attached_by
            for reference in (each[key].reference,)
        )
        return (*(_Owned(part, part.owner) for part in self.parts), *attached)

    def _mentioned(self) -> Iterator[_Owned]:
        return (_Owned(self.record, key) for key in self.mentioned_by)

    def read(self, reader: Reader, ids: Sequence[int]) -> dict[int, "FieldTexts"]:
        """Return the texts of records by id; of a secret record there are none."""
        texts: dict[int, FieldTexts] = {}
        for some, numbers in _batches(ids):
            rows = reader.tuples(self._statement.format(ids=some), **numbers)
            for at, _order, number, *values in rows:
                fields = self._fields[at]
                added = texts.setdefault(number, FieldTexts([], []))
                added.add(fields, values[: len(fields)], joined=at > 0)
        return texts

    @cached_property
    def _fields(self) -> list[list[Field]]:
        """The fields of the record, then of each table whose rows belong to it."""
        parts = (_searchable(each.record, each.record.owner_columns) for each in self._owned)
        return [_searchable(self.record, self.shown), *parts]

    @cached_property
    def _statement(self) -> str:
        """The SQL for some {ids}. One statement, because most records have rows in few of the tables.

        A row of it is the place of its fields in `_fields`, its order, the id of the record, and the values.
        """
        own, *of_parts = self._fields
        parts = zip(self._owned, of_parts, strict=True)
        arms = [self._own_sql(own), *(self._part_sql(*each) for each in parts)]
        most = max(map(len, self._fields))
        selected = (
            f"SELECT {at}, {columns}{', NULL' * (most - len(fields))} {source}"
            for at, (fields, (columns, source)) in enumerate(zip(self._fields, arms, strict=True))
        )
        return " UNION ALL ".join(selected) + " ORDER BY 1, 2"

    @property
    def _visible(self) -> str:
        if self.record.secret is None:
            return "TRUE"
        column, value = self.record.secret
        return f"record.{column} <> {sql_literal(value)}"

    def _own_sql(self, fields: Sequence[Field]) -> tuple[str, str]:
        """Return the columns of `_statement` for the record, and where they are from."""
        columns = "".join(f", {_column(field, 'record')}" for field in fields)
        source = (
            f"FROM {self.record.table} AS record WHERE record.id IN ({{ids}}) AND {self._visible}"
        )
        return f"record.id, record.id{columns}", source

    def _part_sql(self, owned: _Owned, fields: Sequence[Field]) -> tuple[str, str]:
        """Return the same for a table whose rows belong to the record."""
        columns = "".join(f", {_column(field, 'part')}" for field in fields)
        owner, of_table = f"part.{owned.id_column}", "TRUE"
        if owned.table_column:
            of_table = f"part.{owned.table_column} = '{self.record.table}'"
        source = f"""FROM {owned.record.table} AS part
            JOIN {self.record.table} AS record ON record.id = {owner}
            WHERE {owner} IN ({{ids}}) AND {of_table} AND {self._visible}"""
        return f"part.id, {owner}{columns}", source


class FieldTexts(NamedTuple):
    """The texts of a record's fields: those that are the same in each language, and the values of the others."""

    fixed: list[str]
    values: list[tuple[Field, Any]]

    def add(self, fields: Iterable[Field], values: Iterable[Any], *, joined: bool = False) -> None:
        """Add the values of fields, each text as a line of its own unless `joined`."""
        given = [
            (field, value)
            for field, value in zip(fields, values, strict=True)
            if value is not None and value != ""
        ]
        texts = [str(value) for field, value in given if field.kind in _UNTRANSLATED]
        text = (" " if joined else "\n").join(texts)
        self.fixed.extend(map(clean, filter(None, text.split("\n"))))
        self.values.extend(each for each in given if each[0].kind not in _UNTRANSLATED)

    def translated(self) -> list[str]:
        """Return the texts of the values in the current language."""
        return [clean(field.format(value)) for field, value in self.values]


def _batches(ids: Sequence[int]) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield the ids as SQL lists of parameters, whose text differs with their number only, and their values."""
    for start in range(0, len(ids), _IDS_PER_STATEMENT):
        batch = ids[start : start + _IDS_PER_STATEMENT]
        values = {f"id{at}": each for at, each in enumerate(batch)}
        yield ":" + ", :".join(values), values


def _referring(reader: Reader, table: str, key: str, numbers: Collection[int]) -> set[int]:
    """Return the ids of the records of a table that refer to others by a field."""
    ids: set[int] = set()
    for some, values in _batches(sorted(numbers)):
        ids |= _numbers(reader, f"SELECT id FROM {table} WHERE {key} IN ({some})", **values)
    return ids


def _renamed(reader: Reader, after: int, reference: Reference) -> set[int]:
    """Return the ids of referred records of which what is shown has changed since a transaction.

    Changes that cannot be parsed are left out.
    """
    ids: set[int] = set()
    changes = reader.tuples(compiled.CHANGED_VALUES, tx=after, table=reference.table)
    for sides in changes:
        old, new = (parse_row(side or "{}") or {} for side in sides)
        number = new.get("id", old.get("id"))
        shown = (*reference.names, *reference.shown)
        if isinstance(number, int) and any(old.get(k) != new.get(k) for k in shown):
            ids.add(number)
    return ids


def _numbers(reader: Reader, sql: str, **values: str | int) -> set[int]:
    return {row[0] for row in reader.tuples(sql, **values)}


def _searchable(record: RecordModel, without: Collection[str]) -> list[Field]:
    return [
        field
        for field in record.columns.values()
        if field.searchable and field.key not in without and field.column_key not in without
    ]


def _column(field: Field, alias: str) -> str:
    reference = field.reference
    if reference is None:
        return f"{alias}.{field.key}"
    name = " || ' ' || ".join(f"referred.{each}" for each in reference.names)
    table = f"{reference.table} AS referred"
    return f"(SELECT {name} FROM {table} WHERE referred.id = {alias}.{field.key})"
