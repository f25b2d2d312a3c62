"""The columns of stored records, for statements that are compiled ahead."""

from typing import Any

from sqlalchemy import SQLColumnExpression, inspect

from secretariat_tui.database.engine.rows import column_converters
from secretariat_tui.database.engine.tables import Record


def draft_columns(
    record: type[Record], draft: type, **other: SQLColumnExpression[Any]
) -> list[SQLColumnExpression[Any]]:
    """Return the columns of a record that are fields of its draft, some by `other` expressions."""
    columns = inspect(record).columns
    return [
        other[name].label(name) if name in other else columns[name]
        for name in column_converters(draft)
    ]


def stored_columns(
    record: type[Record], draft: type, **other: SQLColumnExpression[Any]
) -> list[SQLColumnExpression[Any]]:
    """Return the columns of a stored record: id, rev and those of its draft."""
    columns = inspect(record).columns
    return [columns["id"], columns["rev"], *draft_columns(record, draft, **other)]
