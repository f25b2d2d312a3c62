"""Opening SQLite connections with the standard library alone, and the last commit of a file."""

import sqlite3
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote


class LastCommit(NamedTuple):
    """The last row of a file's `tx` table: its id, and its UTC time in ISO 8601."""

    id: int
    at: str


def file_uri(path: Path, mode: str) -> str:
    """Return the SQLite URI of a file; `mode` as in sqlite.org/uri.html."""
    return f"file:{quote(bytes(path.absolute()))}?mode={mode}"


def open_readonly(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Open an existing file for reading; SQL functions in its schema are not trusted.

    The mode is "rw" though nothing is written: after a crash the first reader must be able to roll back.
    Backups are opened with "ro", so that they stay unchanged.
    """
    db = sqlite3.connect(
        file_uri(path, mode), uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        db.execute("PRAGMA trusted_schema=OFF")
        db.execute("PRAGMA query_only=ON")
    except BaseException:
        db.close()
        raise
    return db
