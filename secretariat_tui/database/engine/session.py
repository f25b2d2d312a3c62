"""Transactions that write records."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from secretariat_tui.core.errors import EditConflictError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine import compiled
from secretariat_tui.database.engine.connect import BUSY_TIMEOUT, LastCommit
from secretariat_tui.database.engine.driver import begin, driver_connection
from secretariat_tui.database.engine.errors import translate_errors
from secretariat_tui.database.engine.identity import DROP_CACHED_PAGES, FileIdentity
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.engine.write import open_for_writing

_OPEN = "INSERT INTO tx (at, who, label, kind, undoes, open) VALUES (?, ?, ?, ?, ?, 1)"
_CLOSE = "UPDATE tx SET open = NULL WHERE id = ?"
COMMIT = "tx"  # key of Session.info: the LastCommit, once committed


def make_engine(path: Path, busy_timeout: float = BUSY_TIMEOUT) -> Engine:
    """Return an engine for an existing file; each of its transactions is BEGIN IMMEDIATE.

    `busy_timeout` is the number of seconds to wait for another writer.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: open_for_writing(path, busy_timeout),
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        db = driver_connection(connection)
        db.execute(DROP_CACHED_PAGES)
        db.execute("BEGIN IMMEDIATE")

    return engine


@contextmanager
def edit(  # noqa: PLR0913
    connection: Connection,
    file_identity: FileIdentity,
    who: str,
    label: str,
    now: Callable[[], datetime],
    *,
    kind: str = "do",
    undoes: int | None = None,
) -> Iterator[Session]:
    """Run one use case as one transaction with one row in the audit log, which undo inverts as a unit.

    A use case that changes nothing leaves no row; `now` gives the time of one that does. Errors of the file,
    another file in its place, and a record that another user changed meanwhile (EditConflictError) are raised, and
    nothing is written.
    """
    try:
        with translate_errors(file_identity.path), Session(connection) as session:
            db = begin(session)
            file_identity.check(Reader(file_identity.path, within=db))
            at = now().astimezone(UTC).isoformat(timespec="milliseconds")
            values = (at, who, label, kind, undoes)
            number = db.execute(_OPEN, values).lastrowid or 0
            yield session
            session.flush()
            if db.execute(compiled.HAS_CHANGES, {"tx": number}).fetchone() is None:
                return  # closing the session rolls back
            db.execute(_CLOSE, (number,))
            db.execute("COMMIT")  # by SQLAlchemy it would not be rolled back if it failed
            session.info[COMMIT] = LastCommit(number, at)
    except StaleDataError as error:
        raise EditConflictError(
            _("그 사이에 다른 창에서 이 기록을 바꾸었습니다."),
            remedy=_("닫고 다시 열어 지금 값을 확인해 주세요."),
        ) from error


def vacuum(path: Path, busy_timeout: float = BUSY_TIMEOUT) -> None:
    """Rewrite the file without free pages. FileError if that fails."""
    with (
        translate_errors(path),
        closing(open_for_writing(path, busy_timeout)) as db,
    ):
        db.execute("VACUUM")
