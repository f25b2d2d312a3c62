"""Transactions that write, with the standard library alone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from secretariat_tui.database.engine.connect import BUSY_TIMEOUT, open_database
from secretariat_tui.database.engine.errors import translate_errors

PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "secure_delete=ON",
    "cell_size_check=ON",
    "recursive_triggers=ON",
    "cache_size=-64000",
    "cache_spill=OFF",  # a spill would lock out readers until the end of a long edit
)


def open_for_writing(path: Path, busy_timeout: float = BUSY_TIMEOUT) -> sqlite3.Connection:
    """Open an existing file for transactions that write; `busy_timeout` is in seconds."""
    return open_database(path, *PRAGMAS, timeout=busy_timeout)


@contextmanager
def transaction(path: Path, busy_timeout: float = BUSY_TIMEOUT) -> Iterator[sqlite3.Connection]:
    """Run one transaction, which writes no records: events of the audit log, or the search index.

    It is rolled back if it fails. FileError for errors of the file.
    """
    with translate_errors(path), closing(open_for_writing(path, busy_timeout)) as db:
        db.execute("BEGIN IMMEDIATE")
        yield db
        db.execute("COMMIT")  # without it, closing rolls back
