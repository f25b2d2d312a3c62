"""Changing many records of one table within an edit, without a flush for each."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.tables import Record, changed_error, get

R = TypeVar("R", bound=Record)
_IDS_PER_STATEMENT = 500


class RowChange(NamedTuple):
    """The new columns of a record that was read with this revision."""

    id: int
    rev: int
    columns: dict[str, Any]


def get_many(
    session: Session, kind: type[R], versions: Sequence[tuple[int, int | None]]
) -> list[R]:
    """Return records for an update, each (id, rev), in that order; a revision of None matches any.

    EditConflictError like `get`.
    """
    read: list[R] = []  # keeps them in the session until `get` returns them
    for start in range(0, len(versions), _IDS_PER_STATEMENT):
        ids = [record_id for record_id, _rev in versions[start : start + _IDS_PER_STATEMENT]]
        read += session.exec(select(kind).where(col(kind.id).in_(ids)))
    return [get(session, kind, record_id, rev) for record_id, rev in versions]


def change_records(session: Session, kind: type[Record], changes: Sequence[RowChange]) -> None:
    """Change records, in their order. EditConflictError if one has changed since it was read."""
    session.flush()
    table = kind.__table__  # type: ignore[attr-defined]
    found = table.c.id == bindparam("stored_id"), table.c.rev == bindparam("stored_rev")
    statement = update(table).where(*found)
    for names, group in groupby(changes, key=lambda each: tuple(each.columns)):
        if not names:
            continue
        rows = [
            {
                **each.columns,
                "rev": each.rev + 1,
                "stored_id": each.id,
                "stored_rev": each.rev,
            }
            for each in group
        ]
        if session.connection().execute(statement, rows).rowcount != len(rows):
            raise changed_error()
    session.expire_all()
