"""What an area declares about its tables for the audit log: their records, owners and retention."""

from collections.abc import Iterable, Mapping
from typing import Any

from secretariat_tui.core.fields import Field, RecordModel
from secretariat_tui.core.named_tuple import NamedTuple


class OwnerColumn(NamedTuple):
    """The column with the id of the record that a row belongs to; its table, or the column that names that."""

    column: str
    table: str = ""
    table_column: str = ""


class RetentionRule(NamedTuple):
    """How long records are kept: `years` after the end of the year that closed them.

    `expired` is the compiled statement for the records closed before :year; others are kept. `basis` cites the
    rule; the office has to confirm it.
    """

    years: int
    expired: str
    basis: str


class TableMeta(NamedTuple):
    """A table: the record that it holds, and how long that is kept."""

    record: RecordModel
    retention: RetentionRule | None = None

    @property
    def table(self) -> str:
        """The name of the table."""
        return self.record.table

    @property
    def title(self) -> str:
        """The title, marked for translation."""
        return self.record.title

    @property
    def name_column(self) -> str:
        """The column that names a record."""
        return self.record.name

    @property
    def columns(self) -> Mapping[str, Field]:
        """The columns that people know."""
        return self.record.columns

    @property
    def secret(self) -> tuple[str, Any] | None:
        """The column and the value that make a record secret."""
        return self.record.secret

    @property
    def name_columns(self) -> tuple[str, ...]:
        """The columns that name a record together."""
        return (self.record.name, *self.record.other_names)

    @property
    def owners(self) -> tuple[OwnerColumn, ...]:
        """The records that a row belongs to or hangs on; empty for a record of its own."""
        columns = (self.record.owner, *self.record.attached_by)
        references = [(key, self.record[key].reference) for key in columns if key]
        return tuple(
            OwnerColumn(key, reference.table, reference.table_field)
            for key, reference in references
            if reference
        )


def audit_tables(tables: Iterable[TableMeta]) -> dict[str, TableMeta]:
    """Return the tables by name. Where a field holds the name of a table, its values get their titles."""
    known = {table.table: table for table in tables}
    titles = {name: table.title for name, table in known.items() if table.record.is_record}
    return {name: _with_titles(table, titles) for name, table in known.items()}


def _with_titles(table: TableMeta, titles: Mapping[str, str]) -> TableMeta:
    named = {owner.table_column for owner in table.owners if owner.table_column}
    if not named:
        return table
    fields = {
        key: field._replace(names={**(field.names or {}), **titles}) if key in named else field
        for key, field in table.record.fields.items()
    }
    return table._replace(record=table.record.with_fields(fields))


def name_sql(field: Field, number: str) -> str:
    """Return SQL for the name of the record that a number refers to; "" if it can be of several tables."""
    reference = field.reference
    if reference is None or reference.table_field:
        return ""
    return _name(reference.table, reference.names, number)


def name_sql_by_kind(kinds: Mapping[str, TableMeta], table: str, number: str) -> str:
    """Return SQL for the name of a record from SQL for the name of its table and for its number."""
    terms = " ".join(
        f"WHEN '{kind.table}' THEN ({_name(kind.table, (kind.name_column,), number)})"
        for kind in kinds.values()
        if kind.record.is_record
    )
    return f"CASE {table} {terms} END"


def _name(table: str, columns: Iterable[str], number: str) -> str:
    name = " || ' ' || ".join(columns)
    return f"SELECT CAST({name} AS TEXT) FROM {table} WHERE id = {number}"


def sql_literal(value: str | int) -> str:
    """Return a text or a number as an SQL literal."""
    return f"'{value}'" if isinstance(value, str) else str(value)
