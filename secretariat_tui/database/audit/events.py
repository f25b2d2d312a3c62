"""Events of the file itself that the audit log keeps beside the changes of rows: exports and restores.

An event is a row of `change` whose `op` is EXPORT_OP or RESTORE_OP and whose `new` holds its facts as JSON.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Protocol

from secretariat_tui.core.fields import Field, RecordModel
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.money import format_won
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.pii import mask_resident_numbers
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.connect import LastCommit

if TYPE_CHECKING:
    from sqlite3 import Connection

EXPORT_OP = "E"  # a table was copied, printed or written to a file
RESTORE_OP = "R"  # a backup took the file's place
AUDIENCES = {"inside": N_("내부용"), "outside": N_("외부용")}


class ExportEvent(NamedTuple):
    """An exported table: its title, its number of rows, the method, a key of AUDIENCES, the purpose."""

    table: Annotated[str, Field(N_("표"))]
    rows: Annotated[int, Field(N_("건수"))]
    way: Annotated[str, Field(N_("방법"))]
    audience: Annotated[str, Field(N_("쓰임"), names=AUDIENCES)]
    purpose: Annotated[str, Field(N_("목적"))]


EXPORT = TableMeta(RecordModel("tx", N_("내보내기"), "table", ExportEvent))
RESTORE = TableMeta(
    RecordModel(
        "restore",
        N_("되살리기"),
        "backup",
        {"backup": Field(N_("백업")), "aside": Field(N_("전의 파일"))},
    )
)
EVENTS = {(EXPORT.table, EXPORT_OP): EXPORT, (RESTORE.table, RESTORE_OP): RESTORE}


class LoggedEvent(NamedTuple):
    """An event as the audit log keeps it: a transaction with one change, whose new values are its facts."""

    label: str
    kind: str
    table: str
    op: str
    values: Mapping[str, Any]


class EventLog(Protocol):
    """What `OfficeFile` offers for events."""

    def log_event(self, event: LoggedEvent) -> None:
        """Add an event of the file itself to the audit log."""


def log_export(file: EventLog, event: ExportEvent) -> None:
    """Log an export. FileError if the file cannot be written.

    A resident registration number in the name of the target file is masked: the log would keep it.
    """
    event = event._replace(way=mask_resident_numbers(event.way))
    label = _("내보내기: {table} {n}건").format(table=event.table, n=format_won(event.rows))
    file.log_event(LoggedEvent(label, "export", EXPORT.table, EXPORT_OP, event._asdict()))


def log_restore(db: "Connection", who: str, backup: str, aside: str) -> None:
    """Log in a restored file the name of its backup, and the new name of the file that it replaces."""
    backup, aside = map(mask_resident_numbers, (backup, aside))
    label = _("백업에서 되살림: {backup}").format(backup=backup)
    values = {"backup": backup, "aside": aside}
    with db:
        insert_event(
            db,
            LoggedEvent(label, "restore", RESTORE.table, RESTORE_OP, values),
            who,
            datetime.now(UTC),
        )


def insert_event(db: "Connection", event: LoggedEvent, who: str, at: datetime) -> LastCommit:
    """Insert an event into the audit log, in the open transaction; return its row of `tx`."""
    time = at.astimezone(UTC).isoformat(timespec="milliseconds")
    cursor = db.execute(
        "INSERT INTO tx (at, who, label, kind, open) VALUES (?, ?, ?, ?, 1)",
        (time, who, event.label, event.kind),
    )
    db.execute(
        """INSERT INTO change (tx, tbl, row, op, new)
        SELECT id, ?, id, ?, ? FROM tx WHERE open = 1""",
        (
            event.table,
            event.op,
            json.dumps(event.values, ensure_ascii=False, separators=(",", ":")),
        ),
    )
    db.execute("UPDATE tx SET open = NULL WHERE open = 1")
    return LastCommit(cursor.lastrowid or 0, time)
