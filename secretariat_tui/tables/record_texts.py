"""The texts that the search finds a record by, derived from the declared fields of records."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from secretariat_tui.core.fields import Field, RecordModel
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

    def changed_ids(self, reader: Reader, after: int, changed: Collection[str]) -> set[int]:
        """Return the ids of records whose texts the transactions after one may have changed.

        `changed` are the tables that they changed.
        """
        ids: set[int] = set()
        if self.record.table in changed:
            ids |= _numbers(reader, compiled.CHANGED_ROWS, tx=after, table=self.record.table)
        for owned in (*self._owned(), *self._mentioned()):
            if owned.record.table in changed:
                ids.update(self._owner_ids(reader, after, owned))
        for key, field in self.record.columns.items():
            if field.reference and field.reference.table in changed:
                sql = f"""SELECT record.id FROM change
                    JOIN {self.record.table} AS record ON record.{key} = change.row
                    WHERE change.tx > :tx AND change.tbl = :table"""
                ids |= _numbers(reader, sql, tx=after, table=field.reference.table)
        return ids

    def _owner_ids(self, reader: Reader, after: int, owned: _Owned) -> Iterator[int]:
        sides = reader.tuples(compiled.CHANGED_VALUES, tx=after, table=owned.record.table)
        for values in (parse_row(side) for row in sides for side in row if side is not None):
            if values is None:
                continue
            of_any = owned.table_column
            owner = values.get(owned.id_column)
            if isinstance(owner, int) and (not of_any or values.get(of_any) == self.record.table):
                yield owner

    def _owned(self) -> Iterator[_Owned]:
        for part in self.parts:
            yield _Owned(part, part.owner)
        for each in self.attached:
            for key in each.attached_by:
                reference = each[key].reference
                yield _Owned(each, key, reference.table_field if reference else "")

    def _mentioned(self) -> Iterator[_Owned]:
        return (_Owned(self.record, key) for key in self.mentioned_by)

    def read(self, reader: Reader, ids: Sequence[int]) -> dict[int, "FieldTexts"]:
        """Return the texts of records by id; of a secret record there are none."""
        texts: dict[int, FieldTexts] = {}
        for start in range(0, len(ids), _IDS_PER_STATEMENT):
            batch = ", ".join(str(int(each)) for each in ids[start : start + _IDS_PER_STATEMENT])
            for number, field, value in self._values(reader, batch):
                texts.setdefault(number, FieldTexts([], [])).add(field, value)
        return texts

    def _values(self, reader: Reader, ids: str) -> Iterator[tuple[int, Field, Any]]:
        """Yield the id, the field and the value of what is written in these records."""
        for fields, sql in self._statements(ids):
            for number, *values in reader.tuples(sql):
                for field, value in zip(fields, values, strict=True):
                    if value is not None and value != "":
                        yield number, field, value

    def _statements(self, ids: str) -> Iterator[tuple[list[Field], str]]:
        """Yield the statements for these ids; their columns are the id and the fields."""
        visible = "TRUE"
        if self.record.secret:
            column, value = self.record.secret
            visible = f"record.{column} <> {sql_literal(value)}"
        fields = _searchable(self.record, self.shown)
        if fields:
            columns = ", ".join(_column(field, "record") for field in fields)
            yield (
                fields,
                f"""SELECT record.id, {columns} FROM {self.record.table} AS record
                    WHERE record.id IN ({ids}) AND {visible}""",
            )
        for owned in self._owned():
            fields = _searchable(owned.record, owned.record.owner_columns)
            columns = ", ".join(_column(field, "part") for field in fields)
            of_table = f"part.{owned.table_column} = '{self.record.table}'"
            yield (
                fields,
                f"""SELECT part.{owned.id_column}, {columns} FROM {owned.record.table} AS part
                    JOIN {self.record.table} AS record ON record.id = part.{owned.id_column}
                    WHERE part.{owned.id_column} IN ({ids}) AND {visible}
                        AND {of_table if owned.table_column else "TRUE"}
                    ORDER BY part.id""",
            )


class FieldTexts(NamedTuple):
    """The texts of a record's fields: those that are the same in each language, and the values of the others."""

    fixed: list[str]
    values: list[tuple[Field, Any]]

    def add(self, field: Field, value: Any) -> None:
        """Add the value of a field."""
        if field.kind in _UNTRANSLATED:
            self.fixed.extend(map(clean, filter(None, str(value).split("\n"))))
        else:
            self.values.append((field, value))

    def translated(self) -> list[str]:
        """Return the texts of the values in the current language."""
        return [clean(field.format(value)) for field, value in self.values]


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
