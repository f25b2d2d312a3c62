"""How long records are kept, and their destruction: nothing of what they said stays in the file.

개인정보 보호법 §21 and 시행령 §16 ask that what need not be kept any more is destroyed for good. Terms
run from 1 January after the year that closes a record (공공기록물법 시행령 §26). The years given by
default are to be confirmed by the office's own schedule of records (기록관리기준표).
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from secretariat_tui.core.errors import FileError, UserError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

    from secretariat_tui.database.engine.editable import EditableFile

MAX_RECORDS = 5_000  # records that one act destroys
DESTROYED_LABEL = N_("파기한 기록")


class ExpiredRecord(NamedTuple):
    """A record whose term ends: what it is, the day that closed it, the day from which it must go."""

    id: str
    table: str
    row: int
    name: str
    closed: date
    due: date
    years: int


def retention_years(kinds: Iterable[TableMeta], chosen: Mapping[str, int]) -> dict[str, int]:
    """Return how many years each kind is kept: as chosen, or as declared. Problem for an unknown one."""
    found = {kind.table: kind.retention.years for kind in kinds if kind.retention}
    if unknown := sorted(chosen.keys() - found.keys()):
        raise UserError(
            _("보유기간을 정할 수 없는 기록입니다: {name}").format(name=unknown[0]),
            remedy=_("쓸 수 있는 이름: {known}").format(known=", ".join(found)),
        )
    return {**found, **chosen}


def due_date(closed: date, years: int) -> date:
    """Return the day from which a record must go: years after the end of the year that closed it."""
    return date(closed.year + years + 1, 1, 1)


def expired_records(
    read: Reader, kinds: Mapping[str, TableMeta], years: Mapping[str, int], until: date
) -> list[ExpiredRecord]:
    """Return the records that must go by a day, the longest due first: at most as many as one act destroys."""
    found = []
    for table, term in years.items():
        rows = read.tuples(
            _expired_sql(kinds[table]), year=until.year - term, most=MAX_RECORDS, secret=_("비공개")
        )
        for number, name, day in rows:
            closed = date.fromisoformat(day)
            found.append(
                ExpiredRecord(
                    f"{table} {number}", table, number, name, closed, due_date(closed, term), term
                )
            )
    return sorted(found, key=lambda each: (each.due, each.closed))[:MAX_RECORDS]


def _expired_sql(kind: TableMeta) -> str:
    if kind.retention is None:
        raise ValueError(kind.table)
    name = f"r.{kind.name_column}"
    if kind.secret:
        column, value = kind.secret
        name = f"CASE WHEN r.{column} = '{value}' THEN :secret ELSE {name} END"
    return f"""
        SELECT r.id, CAST({name} AS TEXT), {kind.retention.since} FROM {kind.table} AS r
        WHERE {kind.retention.where} AND CAST(substr({kind.retention.since}, 1, 4) AS INTEGER) < :year
        ORDER BY {kind.retention.since} LIMIT :most"""


def destroy(
    file: "EditableFile", kinds: Mapping[str, TableMeta], doomed: Sequence[ExpiredRecord]
) -> UserError | None:
    """Delete records as their stores do, then blank what the history says of them, as one edit.

    A line of the history stays for each, without its content. Nothing brings them back. The file is
    then written anew, though secure_delete leaves its free pages blank; return why that has yet to be
    done, if so: the next destruction does it. Where anything is raised, nothing was destroyed.
    """
    from secretariat_tui.database.engine import session as write_session
    from secretariat_tui.database.search import index as search_index

    with file.edit(_label(kinds, doomed), kind="destroy") as session:
        for each in sorted(doomed, key=lambda each: -each.row):  # what points to another came later
            _delete_function(kinds[each.table])(file, each.row)
        file.index_changes()
        db = write_session.sqlite_connection(session)
        number = file.read.value("SELECT id FROM tx WHERE open = 1")
        for table in {each.table for each in doomed}:
            rows = json.dumps([each.row for each in doomed if each.table == table])
            for condition in _log_conditions(table, kinds.values()):
                _erase_log(db, condition, rows, number)
        search_index.optimize(db)
    try:
        write_session.vacuum(file.path)
    except FileError as problem:
        return problem
    return None


def _label(kinds: Mapping[str, TableMeta], doomed: Sequence[ExpiredRecord]) -> str:
    counts = Counter(_(kinds[each.table].title) for each in doomed)
    said = ", ".join(_("{kind} {n}건").format(kind=kind, n=n) for kind, n in counts.items())
    return _("파기: {each}").format(each=said)


def _delete_function(kind: TableMeta) -> "Callable[[EditableFile, int], Any]":
    module, name = kind.delete_function.split(":")
    erase: Callable[[EditableFile, int], Any] = getattr(import_module(module), name)
    return erase


def _log_conditions(table: str, kinds: Iterable[TableMeta]) -> Iterator[str]:
    """Give the conditions for all that the log says of a table's rows :rows, and of what hung on them.

    What hangs on them comes first: the log tells whose it was until it is blanked.
    """
    for kind in kinds:
        if kind.owner and kind.owner.table == table:
            yield f"""tbl = '{kind.table}' AND json_extract(coalesce(new, old), '$.{kind.owner.column}')
                IN (SELECT value FROM json_each(:rows))"""
    yield f"tbl = '{table}' AND row IN (SELECT value FROM json_each(:rows))"


def _erase_log(db: "Connection", condition: str, rows: str, act: int) -> None:
    values = {"rows": rows, "act": act, "gone": _(DESTROYED_LABEL)}
    db.execute(
        f"""UPDATE tx SET label = :gone
            WHERE id <> :act AND id IN (SELECT tx FROM change WHERE {condition})""",
        values,
    )
    db.execute(f"UPDATE change SET old = NULL, new = NULL WHERE {condition}", values)
