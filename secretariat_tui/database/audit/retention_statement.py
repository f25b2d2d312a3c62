"""The statement of a retention rule, compiled ahead."""

from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Select,
    SQLColumnExpression,
    Text,
    case,
    cast,
    inspect,
    select,
)

from secretariat_tui.core.fields import RecordModel
from secretariat_tui.database.engine.dialect import Parameter, YearOf
from secretariat_tui.database.engine.tables import Record


def expired(
    record: type[Record],
    model: RecordModel,
    closed_on: SQLColumnExpression[Any],
    *where: ColumnElement[bool],
) -> Select[Any]:
    """Return a statement for the records closed before :year: id, name and the day that closed it.

    The name of a secret record is :secret. The first to be closed come first, at most :most.
    """
    columns = inspect(record).columns
    name: SQLColumnExpression[Any] = cast(columns[model.name], Text)
    if model.secret:
        key, value = model.secret
        column = columns[key]
        is_secret = column if isinstance(column.type, Boolean) else column == value
        name = case((is_secret, Parameter("secret", Text())), else_=name)
    return (
        select(columns["id"], name.label("name"), closed_on.label("closed_on"))
        .where(*where, YearOf(closed_on) < Parameter("year", Integer()))
        .order_by(closed_on)
        .limit(Parameter("most", Integer()))
    )
