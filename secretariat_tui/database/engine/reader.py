"""Reading the file: SQL in, frozen rows out, with the standard library alone."""

import sqlite3
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, time
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar, cast

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.connect import BUSY_TIMEOUT, open_database
from secretariat_tui.database.engine.errors import (
    damaged_file_error,
    interrupt_error,
    translate_errors,
)
from secretariat_tui.database.engine.rows import column_converters, part_factory, row_factory

R = TypeVar("R")
D_co = TypeVar("D_co", covariant=True)
Value = str | int | float | date | time | None
_BATCH_ROWS = 1000  # read together: memory that is freed at once is used again
_PROGRESS_STEPS = (
    1_000_000  # virtual machine steps between two checks for an interrupt: about 10 ms
)


class UnindexedTexts(Protocol):
    """The texts that a list is searched by, of the records that the search index lacks."""

    def get(self, record_id: int) -> str | None:
        """Return the text of a record; None if the index has it, or it was deleted."""

    def ids(self) -> str:
        """Return the ids of all records with a text, as JSON."""


class UnindexedSource(Protocol):
    """Reads the records that the search index lacks."""

    def listed(self, reader: "Reader", kind: int) -> UnindexedTexts | None:
        """Return the texts that a list is searched by, of the records of a kind; None if the index is current."""

    def full(self, reader: "Reader") -> Iterator[tuple[int, int, int, str | None]]:
        """Yield kind, id, day as an ordinal and full text of each record; no text of one that was deleted."""

    def close(self) -> None:
        """Drop what was read."""


class Reader:
    """A connection that cannot write. Each statement reads the latest committed state."""

    def __init__(
        self,
        path: Path,
        busy_timeout: float = BUSY_TIMEOUT,
        *,
        within: sqlite3.Connection | None = None,
        unindexed: UnindexedSource | None = None,
    ) -> None:
        self.path = path
        self.unindexed = unindexed
        self._interrupted = False
        if within is not None:  # the connection of an edit: sees its changes
            self._db = within
            return
        with translate_errors(path):
            self._db = open_database(path, "query_only=ON", timeout=busy_timeout)
            # SQLite ignores an interrupt before its statement begins.
            self._db.set_progress_handler(lambda: self._interrupted, _PROGRESS_STEPS)

    @contextmanager
    def impatient(self, seconds: float) -> Iterator[None]:
        """Wait for another writer no longer than this."""
        usual = self.value("PRAGMA busy_timeout")
        self.value(f"PRAGMA busy_timeout={round(seconds * 1000)}")
        try:
            yield
        finally:
            self.value(f"PRAGMA busy_timeout={usual}")

    def rows(self, make: type[R], sql: str, **values: Value) -> list[R]:
        """Run a query; each row becomes an object of `make`, whose fields are filled by column name."""
        with translate_errors(self.path):
            cursor = self._db.execute(sql, _sql_values(values))
            names = tuple([column[0] for column in cursor.description])
            rows = cursor.fetchmany(_BATCH_ROWS)
            made = self.build(make, rows, names)
            while rows := cursor.fetchmany(_BATCH_ROWS):
                made += self.build(make, rows, names)
        return made

    def _fetch(
        self, sql: str, values: dict[str, Value]
    ) -> tuple[list[tuple[Any, ...]], tuple[str, ...]]:
        """Return the rows of a query, and the names of its columns."""
        with translate_errors(self.path):
            cursor = self._db.execute(sql, _sql_values(values))
            rows = cursor.fetchall()
        return rows, tuple([column[0] for column in cursor.description])

    def build(
        self,
        make: type[R],
        rows: Iterable[tuple[Any, ...]],
        names: tuple[str, ...],
        *,
        part: bool = False,
    ) -> list[R]:
        """Return objects of a row class for rows as SQLite returned them, or with `part` of some of its columns."""
        factory = part_factory if part else row_factory
        build = factory(cast("Hashable", make), names)
        try:
            return build(rows)
        except ValueError as error:  # text that is not a date
            raise damaged_file_error(self.path) from error

    def first(self, make: type[R], sql: str, **values: Value) -> R | None:
        """Run a query and return its first row, or None."""
        rows = self.rows(make, sql, **values)
        return rows[0] if rows else None

    def stored(self, draft_type: type[R], sql: str, **values: Value) -> list["Stored[R]"]:
        """Run a query for records: its first columns are id and rev, the others are the fields of the draft."""
        rows, (id_name, rev_name, *names) = self._fetch(sql, values)
        if (id_name, rev_name) != ("id", "rev"):
            raise TypeError(f"a stored record begins with id and rev, not {id_name}, {rev_name}")
        drafts = self.build(draft_type, [row[2:] for row in rows], tuple(names))
        return [Stored(row[0], row[1], draft) for row, draft in zip(rows, drafts, strict=True)]

    def stored_one(self, draft_type: type[R], sql: str, **values: Value) -> "Stored[R] | None":
        """Run a query for one record; None without it."""
        records = self.stored(draft_type, sql, **values)
        return records[0] if records else None

    def value(self, sql: str, **values: Value) -> Any:
        """Run a query and return the first column of its first row, or None."""
        with translate_errors(self.path):
            row = self._db.execute(sql, _sql_values(values)).fetchone()
        return row[0] if row else None

    def tuples(self, sql: str, **values: Value) -> list[tuple[Any, ...]]:
        """Run a query and return its rows as SQLite returns them."""
        with translate_errors(self.path):
            return self._db.execute(sql, _sql_values(values)).fetchall()

    def chunks(self, sql: str, size: int, **values: Value) -> Iterator[list[tuple[Any, ...]]]:
        """Run a query and yield its rows as SQLite returns them, `size` at a time."""
        with translate_errors(self.path):
            cursor = self._db.execute(sql, _sql_values(values))
            while rows := cursor.fetchmany(size):
                yield rows

    def create_function(self, name: str, function: Callable[..., Any], arguments: int = 1) -> None:
        """Define an SQL function of so many arguments for the queries that follow."""
        self._db.create_function(name, arguments, function)

    def interrupt(self) -> None:
        """Make the query that another thread runs or starts here fail with a FileError, until `resume`."""
        self._interrupted = True
        self._db.interrupt()

    def check_interrupt(self) -> None:
        """Raise the FileError of an interrupt, in work that runs many short queries."""
        if self._interrupted:
            raise interrupt_error(self.path)

    def resume(self) -> None:
        """Allow queries again."""
        self._interrupted = False

    def backup_to(self, target: sqlite3.Connection) -> None:
        """Copy the database, even one whose file was deleted while open, into an empty one."""
        with translate_errors(self.path):
            self._db.backup(target)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Run several queries on the same state of the file. Nested snapshots are part of the outer one."""
        if self._db.in_transaction:
            yield
            return
        with translate_errors(self.path):
            self._db.execute("BEGIN")
        try:
            yield
        finally:
            with suppress(
                sqlite3.Error
            ):  # nothing was written; an error in the block is the one to raise
                self._db.execute("ROLLBACK")

    def close(self) -> None:
        """Close the connection."""
        if self.unindexed is not None:
            self.unindexed.close()
        self._db.close()


class Stored(NamedTuple, Generic[D_co]):
    """A stored record: its id, its revision, and the values entered."""

    id: int
    rev: int
    draft: D_co


def columns(make: type, *leave: str) -> str:
    """Return the columns of a row class as an SQL list."""
    return ", ".join(name for name in column_converters(make) if name not in leave)


def _sql_values(values: dict[str, Value]) -> dict[str, str | int | float | None]:
    return {
        key: value.isoformat()
        if isinstance(value, date)
        else f"{value:%H:%M}"
        if isinstance(value, time)
        else value
        for key, value in values.items()
    }
