"""How long records are kept, and their destruction: none of their contents stays in the file.

개인정보 보호법 §21 and 시행령 §16 require that data no longer needed is destroyed permanently. Periods run from
1 January after the year that closes a record (공공기록물법 시행령 §26). The default years have to be confirmed by
the office's own retention schedule (기록관리기준표).
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from secretariat_tui.core.errors import FileError, UserError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.audit.ownership import owned_by
from secretariat_tui.database.engine.editable import EditableFile
from secretariat_tui.database.engine.reader import Reader

if TYPE_CHECKING:
    from sqlite3 import Connection

MAX_RECORDS = 5_000  # destroyed in one edit
DESTROYED_LABEL = N_("파기한 기록")
F = TypeVar("F", bound=EditableFile)


class ExpiredRecord(NamedTuple):
    """A record whose retention period ends: the day that closed it, and the day from which it is destroyed."""

    id: str
    table: str
    row: int
    name: str
    closed: date
    due: date
    years: int


def retention_years(kinds: Iterable[TableMeta], chosen: Mapping[str, int]) -> dict[str, int]:
    """Return the retention period of each table: as chosen, else as declared."""
    declared = {kind.table: kind.retention.years for kind in kinds if kind.retention}
    return {table: chosen.get(table, years) for table, years in declared.items()}


def due_date(closed: date, years: int) -> date:
    """Return the day from which a record is destroyed: `years` after the end of the year that closed it."""
    return date(closed.year + years + 1, 1, 1)


def expired_records(
    reader: Reader, kinds: Mapping[str, TableMeta], years: Mapping[str, int], until: date
) -> list[ExpiredRecord]:
    """Return the records to destroy by a day, the earliest due first, at most MAX_RECORDS."""
    expired = []
    for table, term in years.items():
        rule = kinds[table].retention
        if rule is None:
            raise ValueError(table)
        rows = reader.tuples(
            rule.expired, year=until.year - term, most=MAX_RECORDS, secret=_("비공개")
        )
        for number, name, day in rows:
            closed = date.fromisoformat(day)
            expired.append(
                ExpiredRecord(
                    f"{table} {number}", table, number, name, closed, due_date(closed, term), term
                )
            )
    return sorted(expired, key=lambda each: (each.due, each.closed))[:MAX_RECORDS]


def destroy(
    file: F,
    kinds: Mapping[str, TableMeta],
    delete_functions: Mapping[str, Callable[[F, int], object]],
    doomed: Sequence[ExpiredRecord],
) -> UserError | None:
    """Delete records through their stores, then erase their contents from the audit log, in one edit.

    The log keeps a row for each, without contents; undo is impossible. Then VACUUM rewrites the file, though
    secure_delete has zeroed its free pages: return the error if that failed; the next destruction repeats it.
    If anything is raised, nothing was destroyed.
    """
    from secretariat_tui.database.engine import compiled
    from secretariat_tui.database.engine import session as write_session
    from secretariat_tui.database.engine.driver import sqlite_connection
    from secretariat_tui.database.search import index as search_index

    with file.edit(_label(kinds, doomed), kind="destroy") as session:
        for each in sorted(
            doomed, key=lambda each: -each.row
        ):  # a record that refers to another has a higher id
            delete_functions[each.table](file, each.row)
        file.index_changes()
        db = sqlite_connection(session)
        number = file.reader.value(compiled.OPEN_TRANSACTION)
        for table in {each.table for each in doomed}:
            rows = json.dumps([each.row for each in doomed if each.table == table])
            for condition in _log_conditions(table, kinds):
                _erase_log(db, condition, rows, number)
        search_index.optimize(db)
    try:
        write_session.vacuum(file.path)
    except FileError as problem:
        return problem
    return None


def _label(kinds: Mapping[str, TableMeta], doomed: Sequence[ExpiredRecord]) -> str:
    counts = Counter(_(kinds[each.table].title) for each in doomed)
    summary = ", ".join(_("{kind} {n}건").format(kind=kind, n=n) for kind, n in counts.items())
    return _("파기: {each}").format(each=summary)


def _log_conditions(table: str, kinds: Mapping[str, TableMeta]) -> Iterator[str]:
    """Yield the conditions for the log rows of a table's records :rows, of their parts and of what hangs on them.

    These come first: the log names their record only until it is erased.
    """
    rows = "IN (SELECT value FROM json_each(:rows))"
    for kind in sorted(kinds.values(), key=lambda each: each.record.holds_attached):
        yield from owned_by(kind, kinds, table, rows)
    yield f"change.tbl = '{table}' AND change.row {rows}"


def _erase_log(db: "Connection", condition: str, rows: str, act: int) -> None:
    values = {"rows": rows, "act": act, "gone": _(DESTROYED_LABEL)}
    db.execute(
        f"""UPDATE tx SET label = :gone
            WHERE id <> :act AND id IN (SELECT tx FROM change WHERE {condition})""",
        values,
    )
    db.execute(f"UPDATE change SET old = NULL, new = NULL WHERE {condition}", values)
