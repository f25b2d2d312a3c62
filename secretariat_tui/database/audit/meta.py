"""What an area declares about its tables for the audit log: their records, owners and retention."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from secretariat_tui.core.fields import Field, RecordModel


class OwnerColumn(NamedTuple):
    """The table of the record that a dependent row belongs to, and the column with its id."""

    table: str
    column: str


class RetentionRule(NamedTuple):
    """How long records are kept: `years` after the end of the year of a date, given as SQL for alias `r`.

    Records without that date are kept. `basis` cites the rule; the office has to confirm it.
    """

    years: int
    since: str
    basis: str
    where: str = "TRUE"


@dataclass(frozen=True)
class TableMeta:
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
    def owner(self) -> OwnerColumn | None:
        """The record that a row belongs to; None of a record of its own."""
        if not self.record.owner:
            return None
        reference = self.record[self.record.owner].reference
        return OwnerColumn(reference.table, self.record.owner) if reference else None


def name_sql(field: Field, number: str) -> str:
    """Return SQL for the name of the record that a number refers to; "" if the field refers to none."""
    if field.reference is None:
        return ""
    names = " || ' ' || ".join(field.reference.names)
    return f"SELECT {names} FROM {field.reference.table} WHERE id = {number}"
