"""Reading the file: SQL in, frozen rows out, with the standard library alone."""

import sqlite3
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, cast, get_args

from secretariat_tui.database.engine.connect import file_uri
from secretariat_tui.database.engine.errors import damaged_file_error, translate_errors

R = TypeVar("R")
D = TypeVar("D")
Value = str | int | float | date | time | None
BUSY_TIMEOUT = 5.0  # seconds to wait for another writer
_STEPS = 1_000_000  # of SQLite's machine, some 10 ms, between two looks whether to stop
_READ: dict[Any, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    time: time.fromisoformat,
    bool: bool,
}


class Reader:
    """One connection that cannot write. A statement sees the file as it is at that moment."""

    def __init__(
        self,
        path: Path,
        busy_timeout: float = BUSY_TIMEOUT,
        *,
        within: sqlite3.Connection | None = None,
    ) -> None:
        self.path = path
        self._stopped = False
        if within is not None:  # an edit's own connection: sees what it has written so far
            self._db = within
            return
        with translate_errors(path):
            # mode=rw, not ro: after a crash the first reader must be able to roll back.
            self._db = sqlite3.connect(
                file_uri(path, "rw"),
                uri=True,
                timeout=busy_timeout,
                isolation_level=None,
                check_same_thread=False,
            )
            self._db.execute("PRAGMA query_only=ON")
            # SQLite forgets an interrupt that comes before its statement begins.
            self._db.set_progress_handler(lambda: self._stopped, _STEPS)

    def rows(self, make: type[R], sql: str, **values: Value) -> list[R]:
        """Run a query; each row becomes a `make`, a class whose first fields are the columns."""
        convert = _converters(cast("Hashable", make))
        with translate_errors(self.path):
            found = self._db.execute(sql, _plain(values)).fetchall()
        try:
            return [
                make(
                    *[
                        v if c is None or v is None else c(v)
                        for c, v in zip(convert, row, strict=False)
                    ]
                )
                for row in found
            ]
        except ValueError as error:  # a date that is none
            raise damaged_file_error(self.path) from error

    def first(self, make: type[R], sql: str, **values: Value) -> R | None:
        """Run a query and return its first row, or None."""
        found = self.rows(make, sql, **values)
        return found[0] if found else None

    def value(self, sql: str, **values: Value) -> Any:
        """Run a query and return the first column of its first row, or None."""
        with translate_errors(self.path):
            row = self._db.execute(sql, _plain(values)).fetchone()
        return row[0] if row else None

    def tuples(self, sql: str, **values: Value) -> list[tuple[Any, ...]]:
        """Run a query whose columns are not known beforehand; the rows are as SQLite gives them."""
        with translate_errors(self.path):
            return self._db.execute(sql, _plain(values)).fetchall()

    def chunks(self, sql: str, size: int, **values: Value) -> Iterator[list[tuple[Any, ...]]]:
        """Run a query, and yield its rows as SQLite gives them, `size` at a time."""
        with translate_errors(self.path):
            cursor = self._db.execute(sql, _plain(values))
            while rows := cursor.fetchmany(size):
                yield rows

    def define(self, name: str, function: Callable[[Any], Any]) -> None:
        """Give the queries that follow a function of one value."""
        self._db.create_function(name, 1, function)

    def interrupt(self) -> None:
        """End what another thread is reading here, or is about to, with a Problem there; until `resume`."""
        self._stopped = True
        self._db.interrupt()

    def resume(self) -> None:
        """Let it read again."""
        self._stopped = False

    def copy(self, target: sqlite3.Connection) -> None:
        """Copy the whole file, also one that was deleted while it is open, into an empty one."""
        with translate_errors(self.path):
            self._db.backup(target)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let several queries see the file as it is at one time; a snapshot within a snapshot is the same one."""
        if self._db.in_transaction:
            yield
            return
        with translate_errors(self.path):
            self._db.execute("BEGIN")
        try:
            yield
        finally:
            with suppress(sqlite3.Error):  # nothing was written; what failed inside counts
                self._db.execute("ROLLBACK")

    def close(self) -> None:
        """Close the connection."""
        self._db.close()


@dataclass(frozen=True)
class Stored(Generic[D]):
    """A record as it is stored: its number, its revision, and the values a person typed."""

    id: int
    rev: int
    draft: D


def columns(make: type, *leave: str) -> str:
    """Return the fields of a row's class as a list of columns."""
    return ", ".join(name for name in make.__annotations__ if name not in leave)


def _plain(values: dict[str, Value]) -> dict[str, str | int | float | None]:
    return {
        key: value.isoformat()
        if isinstance(value, date)
        else f"{value:%H:%M}"
        if isinstance(value, time)
        else value
        for key, value in values.items()
    }


@cache
def _converters(make: Hashable) -> Sequence[Callable[[Any], Any] | None]:
    return [_READ.get(_bare(hint)) for hint in make.__annotations__.values()]


def _bare(hint: Any) -> Any:
    """Return the type behind `X | None`."""
    if isinstance(hint, UnionType):
        return next(kind for kind in get_args(hint) if kind is not NoneType)
    return hint
