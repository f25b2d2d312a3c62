"""Undo and redo from the audit log, across restarts.

Undoing is a new transaction that applies the inverse of an earlier one; redoing undoes the undo. The log only
grows. The stacks are linear and per user: a new edit clears the redo stack. An upgrade of the file clears both
unless its migrations convert the log to the new tables (the kind `migrate` in the log instead of `upgrade`).
"""

from __future__ import annotations

import json
from datetime import datetime
from itertools import groupby, starmap
from typing import TYPE_CHECKING, Any

from secretariat_tui.core.dates import format_time, short_date
from secretariat_tui.core.errors import EditConflictError, RuleError, ValueConflict
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import resolve_particles
from secretariat_tui.database.audit import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from sqlite3 import Connection

    from sqlmodel import Session

    from secretariat_tui.database.engine.reader import Reader

_BATCH = 1000  # rows
PROGRAM = "secretariat"  # the author of changes made by no user

_CHANGED_SINCE = (
    N_("되돌리지 못했습니다: 이 기록은 그 뒤 {who}이(가) 다시 바꾸었습니다({at})."),
    N_("기록을 열어 손으로 고쳐 주세요."),
)
_DELETED_SINCE = (
    N_("되돌리지 못했습니다: 이 기록은 그 뒤 {who}이(가) 지웠습니다({at})."),
    N_("지운 사람이 지운 것을 되돌리면 다시 나타납니다."),
)
_ATTACHED_SINCE = (
    N_("되돌리지 못했습니다: 그 뒤 {who}이(가) 이 기록에 덧붙인 것이 있습니다({at}: {label})."),
    N_("그것을 먼저 지워 주세요. 기록을 지우면 함께 지워집니다."),
)


class UndoStep(NamedTuple):
    """A transaction that can be undone or redone."""

    id: int
    label: str
    at: str  # UTC


def next_undo(reader: Reader, who: str) -> UndoStep | None:
    """Return the transaction that this user's next undo inverts."""
    return reader.first(UndoStep, compiled.NEXT_UNDO, who=who, program=PROGRAM)


def next_redo(reader: Reader, who: str) -> UndoStep | None:
    """Return the transaction that this user's next redo inverts."""
    return reader.first(UndoStep, compiled.NEXT_REDO, who=who, program=PROGRAM)


def tables_of(reader: Reader, number: int) -> list[str]:
    """Return the names of the tables that a transaction changed."""
    return [table for (table,) in reader.tuples(compiled.TABLES_OF_TRANSACTION, tx=number)]


def invert(session: Session, number: int) -> None:
    """Apply the inverse of a transaction, newest change first, within the open edit.

    EditConflictError if a row has changed since that transaction.
    """
    from secretariat_tui.database.engine.driver import sqlite_connection

    db = sqlite_connection(session)
    db.execute("PRAGMA defer_foreign_keys=ON")
    changes = db.execute(compiled.CHANGES_OF_TRANSACTION, {"tx": number}).fetchall()
    for (table, op), batch in _batches(starmap(_Change, changes)):
        current = _current_rows(db, table, [each.row for each in batch])
        states = [_states_of(db, each, current.get(each.row)) for each in batch]
        _INVERSE[op](db, table, states)


class _Change(NamedTuple):
    """A change of a row, with its columns before and after as JSON."""

    table: str
    row: int
    op: str
    old: str | None
    new: str | None


class _States(NamedTuple):
    """The columns of a row before a change that is to be inverted, and now."""

    row: int
    before: dict[str, Any]
    current: dict[str, Any]


def _batches(changes: Iterable[_Change]) -> Iterator[tuple[tuple[str, str], list[_Change]]]:
    """Yield successive changes of different rows of one table by one operation, with the table and operation."""
    for kind, group in groupby(changes, key=lambda each: (each.table, each.op)):
        batch: dict[int, _Change] = {}
        for each in group:
            if each.row in batch or len(batch) == _BATCH:
                yield kind, [*batch.values()]
                batch = {}
            batch[each.row] = each
        yield kind, [*batch.values()]


def _states_of(db: Connection, change: _Change, current: dict[str, Any] | None) -> _States:
    """Return the states of a row. EditConflictError if it has changed since the change."""
    if change.old is None and change.new is None:
        raise RuleError(
            _("파기한 기록이 들어 있어 되돌릴 수 없습니다."),
            remedy=_("파기는 되돌리지 않습니다. 그 앞의 일도 되돌릴 수 없습니다."),
        )
    before, after = _parse_row(change.old), _parse_row(change.new)
    if current and change.op == "U" and _without_rev(before) == _without_rev(after):
        before = after = current  # only what hangs on it had changed
    if _without_rev(current) != _without_rev(after):
        raise _conflict_error(db, change.table, change.row, after, current)
    return _States(change.row, before or {}, current or {})


def _parse_row(side: str | None) -> dict[str, Any] | None:
    try:
        row: dict[str, Any] | None = json.loads(side or "null")
    except (ValueError, RecursionError) as error:
        raise RuleError(
            _("이력을 읽을 수 없어 되돌리지 못했습니다."), remedy=_("자세히: secretariat check")
        ) from error
    return row


def _current_rows(db: Connection, table: str, rows: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return the columns of rows by id; those that do not exist are missing."""
    wanted = "SELECT value FROM json_each(?)"
    cursor = db.execute(f"SELECT * FROM {table} WHERE id IN ({wanted})", (json.dumps(rows),))
    names = [column[0] for column in cursor.description]
    columns = (dict(zip(names, values, strict=True)) for values in cursor)
    return {values["id"]: values for values in columns}


def _without_rev(values: dict[str, Any] | None) -> dict[str, Any] | None:
    return values and {key: value for key, value in values.items() if key != "rev"}


def _conflict_error(
    db: Connection,
    table: str,
    row: int,
    mine: dict[str, Any] | None,
    theirs: dict[str, Any] | None,
) -> EditConflictError:
    who, at = db.execute(compiled.LAST_CHANGE, {"table": table, "row": row}).fetchone()
    message, remedy = _CHANGED_SINCE if theirs else _DELETED_SINCE
    return EditConflictError(
        resolve_particles(_(message).format(who=who, at=_local_time(at))),
        remedy=_(remedy),
        conflicts=tuple(
            ValueConflict(table, key, value, theirs[key])
            for key, value in (mine or {}).items()
            if theirs and key != "rev" and value != theirs[key]
        ),
    )


def _local_time(at: str) -> str:
    try:
        local = datetime.fromisoformat(at).astimezone()
    except (ValueError, OverflowError):  # a damaged log
        return at
    return f"{short_date(local)} {format_time(local.time())}"


def _undo_inserts(db: Connection, table: str, states: Sequence[_States]) -> None:
    last = db.execute(compiled.LAST_CHANGE_ID).fetchone()[0]
    db.executemany(f"DELETE FROM {table} WHERE id = ?", [(each.row,) for each in states])
    deleted = {(table, each.row) for each in states}
    changed = db.execute(compiled.CHANGES_AFTER, {"id": last}).fetchall()
    if attached := next((row for row in changed if row not in deleted), None):
        raise _attached_error(db, *attached)


def _attached_error(db: Connection, table: str, row: int) -> EditConflictError:
    """Return the error for a row that a trigger deleted with its record, after the record was added."""
    values = {"table": table, "row": row}
    who, at, label = db.execute(compiled.FIRST_CHANGE, values).fetchone()
    message, remedy = _ATTACHED_SINCE
    return EditConflictError(
        resolve_particles(_(message).format(who=who, at=_local_time(at), label=label)),
        remedy=_(remedy),
    )


def _undo_updates(db: Connection, table: str, states: Sequence[_States]) -> None:
    back = [
        {key: value for key, value in before.items() if value != current[key]}
        | {"rev": current["rev"] + 1, "id": row}
        for row, before, current in states
    ]
    # In their order, so that no value is taken twice if two rows had exchanged it.
    for columns, rows in groupby(back, key=tuple):
        assignments = ", ".join(f"{key} = :{key}" for key in columns if key != "id")
        db.executemany(f"UPDATE {table} SET {assignments} WHERE id = :id", list(rows))


def _undo_deletes(db: Connection, table: str, states: Sequence[_States]) -> None:
    back = [each.before | {"rev": each.before["rev"] + 1} for each in states]
    for columns, rows in groupby(back, key=tuple):
        values = ", ".join(f":{key}" for key in columns)
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"
        db.executemany(sql, list(rows))


_INVERSE: dict[str, Callable[[Connection, str, Sequence[_States]], None]] = {
    "I": _undo_inserts,
    "U": _undo_updates,
    "D": _undo_deletes,
}
