"""Inserting many records of one table within an edit, without an object for each."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from secretariat_tui.database.engine.driver import sqlite_connection
from secretariat_tui.database.engine.tables import Record

_STEPS = 100_000  # of SQLite's virtual machine between two checks for a cancellation
_LAST_ID = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0)"
Insert = Callable[[type[Record], Sequence[dict[str, Any]]], int]
"""Inserts rows, each with the columns that differ from the defaults; returns the first id. The others follow it."""


@contextmanager
def insert_records(session: Session, cancelled: Callable[[], bool]) -> Iterator[Insert]:
    """Return a function that inserts rows; statements run meanwhile fail once `cancelled` returns True."""
    db = sqlite_connection(session)
    db.set_progress_handler(cancelled, _STEPS)

    def insert_rows(record: type[Record], rows: Sequence[dict[str, Any]]) -> int:
        first = int(db.execute(_LAST_ID, (str(record.__tablename__),)).fetchone()[0]) + 1
        if rows:
            fields = record.model_fields.items()
            defaults = {name: each.default for name, each in fields if not each.is_required()}
            values = [
                {**defaults, **row, "id": record_id, "rev": 1}
                for record_id, row in enumerate(rows, first)
            ]
            session.connection().execute(insert(record), values)
        return first

    try:
        yield insert_rows
    finally:
        db.set_progress_handler(None, _STEPS)
