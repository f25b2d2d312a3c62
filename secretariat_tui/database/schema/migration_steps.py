"""Steps that migrations share."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

_SIDE = """{0} = CASE WHEN json_valid({0}) THEN
    CASE WHEN json_type({0}) = 'object' THEN json_insert({0}, '$.{1}', json(:value)) ELSE {0} END
    ELSE {0} END"""


def add_column(table: str, column: sa.Column[Any], value: str | int | None = None) -> None:
    """Add a column with a value in all rows, also in those that the audit log holds.

    The migration may then set `keeps_log`. A column that is not nullable needs a `value`. One with a foreign key is
    an integer, and NULL.
    """
    if not column.nullable:
        column.server_default = sa.DefaultClause(sa.text(_literal(value)))
    if column.foreign_keys:  # Alembic adds these in batches only, which rebuild the table
        (key,) = column.foreign_keys
        target, name = key.target_fullname.split(".")
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column.name} INTEGER REFERENCES {target} ({name})"
        )
    else:
        op.add_column(table, column)
    sides = ", ".join(_SIDE.format(side, column.name) for side in ("old", "new"))
    statement = sa.text(f"UPDATE change SET {sides} WHERE tbl = :table")
    op.execute(statement.bindparams(value=json.dumps(value), table=table))


def _literal(value: str | int | None) -> str:
    if isinstance(value, str):
        return f"'{value.replace(chr(39), chr(39) * 2)}'"
    return str(value)
