"""The statement of a list, from which the parts of its ListQuery are compiled ahead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    Boolean,
    FromClause,
    Select,
    SQLColumnExpression,
    String,
    case,
    inspect,
    null,
    select,
)
from sqlmodel import AutoString, SQLModel

from secretariat_tui.core.fields import Privacy, RecordModel, Reference
from secretariat_tui.database.engine.dialect import LastLetter
from secretariat_tui.database.engine.tables import Record
from secretariat_tui.database.search.list_query import FURTHER

_TECHNICAL = frozenset({"id", "rev"})
Expressions = Mapping[str, SQLColumnExpression[Any]]


def is_text(element: SQLColumnExpression[Any]) -> bool:
    """Return whether an expression is text, which may be blank. Dates and times are not."""
    return isinstance(element.label(None).type, String | AutoString)


@dataclass(frozen=True)
class ListStatement:
    """A list of the records of a table, whose fields are declared in `model`.

    `columns` are labelled with the fields of the row class. `keys`, `sums` and `conditions` are what the list is
    sorted and grouped by, what is added up, and what restricts it. `rows` are the texts of the fields that are
    rows of other tables. `members` select the single values of keys that have several: record_id and value.
    """

    record: type[Record]
    model: RecordModel
    columns: Sequence[SQLColumnExpression[Any]]
    source: FromClause
    keys: Expressions
    sums: Expressions = field(default_factory=dict)
    conditions: Mapping[str, SQLColumnExpression[bool]] = field(default_factory=dict)
    rows: Expressions = field(default_factory=dict)
    members: "Mapping[str, Select[Any]]" = field(default_factory=dict)

    @property
    def id(self) -> SQLColumnExpression[Any]:
        """The column with the record's id."""
        column: SQLColumnExpression[Any] = inspect(self.record).columns["id"]
        return column

    @property
    def fields(self) -> dict[str, SQLColumnExpression[Any]]:
        """All fields of the record, masked if it is secret."""
        rows = {
            name: _masked(self.record, self.model, name, text) for name, text in self.rows.items()
        }
        return record_fields(self.record, self.model) | rows


def record_fields(record: type[Record], model: RecordModel) -> dict[str, SQLColumnExpression[Any]]:
    """Return each column of a record, and the name of each record that it refers to by the key of that column.

    What a secret record hides is masked as in the keys of a list: text by the last letter, other values by NULL.
    """
    columns = dict(inspect(record).columns.items())
    fields = {name: _masked(record, model, name, column) for name, column in columns.items()}
    for name, declared in model.columns.items():
        if declared.reference:
            referred = _referred_name(record, declared.reference, columns[name])
            fields[declared.column_key] = _masked(record, model, name, referred)
    return fields


def further_fields(
    record: type[Record], model: RecordModel, prefix: str = ""
) -> list[SQLColumnExpression[Any]]:
    """Return the fields of a record for the mapping of a row; `prefix` begins their keys."""
    return [
        element.label(f"{FURTHER}{prefix}{key}")
        for key, element in record_fields(record, model).items()
        if key not in _TECHNICAL
    ]


def _masked(
    record: type[Record], model: RecordModel, name: str, element: SQLColumnExpression[Any]
) -> SQLColumnExpression[Any]:
    declared = model.fields.get(name)
    is_open = name in _TECHNICAL or (declared and declared.privacy is Privacy.OPEN)
    if model.secret is None or is_open:
        return element
    key, value = model.secret
    column = inspect(record).columns[key]
    is_secret = column if isinstance(column.type, Boolean) else column == value
    return case((is_secret, LastLetter() if is_text(element) else null()), else_=element)


def _referred_name(
    record: type[Record], reference: Reference, number: SQLColumnExpression[Any]
) -> SQLColumnExpression[Any]:
    """Return the name of the record that a number refers to."""
    table = SQLModel.metadata.tables[reference.table].alias("referred")
    first, *others = (table.c[name] for name in reference.names)
    name: SQLColumnExpression[Any] = first
    for each in others:
        name = name + " " + each
    statement: Select[Any] = select(name.label("name")).where(table.c.id == number)
    return statement.correlate(record).scalar_subquery()
