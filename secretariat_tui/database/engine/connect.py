"""Opening SQLite connections with the standard library alone, and the last commit of a file."""

import sqlite3
from datetime import date
from pathlib import Path
from urllib.parse import quote

from secretariat_tui.core.dates import working_day_from
from secretariat_tui.core.holidays import calendar_of
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import natural_key

BUSY_TIMEOUT = 5.0  # seconds to wait for another writer


class LastCommit(NamedTuple):
    """The last row of a file's `tx` table: its id, and its UTC time in ISO 8601."""

    id: int
    at: str


def open_database(
    path: Path, *pragmas: str, mode: str = "rw", timeout: float = BUSY_TIMEOUT
) -> sqlite3.Connection:
    """Open an existing file in autocommit mode and run the pragmas; `mode` as in sqlite.org/uri.html.

    `timeout` is the number of seconds to wait for another writer.
    """
    db = sqlite3.connect(
        f"file:{quote(bytes(path.absolute()))}?mode={mode}",
        uri=True,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        db.create_function("natural_key", 1, _natural_key, deterministic=True)
        db.create_function("working_day", 2, _working_day, deterministic=True)
        for pragma in pragmas:
            db.execute(f"PRAGMA {pragma}")
    except BaseException:
        db.close()
        raise
    return db


def _natural_key(value: str | int | None) -> str | int | None:
    """Return what lists sort a value by, for SQL."""
    return natural_key(value) if isinstance(value, str) else value


def _working_day(day: str | None, own_days: str | None) -> str | None:
    """Return the day, or the next that is no Saturday, Sunday or holiday, for SQL."""
    if day is None:
        return None
    return working_day_from(date.fromisoformat(day), calendar_of(own_days)).isoformat()


def open_readonly(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Open an existing file for reading; SQL functions in its schema are not trusted.

    The mode is "rw" though nothing is written: after a crash the first reader must be able to roll back.
    Backups are opened with "ro", so that they stay unchanged.
    """
    return open_database(path, "trusted_schema=OFF", "query_only=ON", mode=mode)
