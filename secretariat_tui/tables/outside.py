"""A table for people outside: without the rows that are secret, with names and the like masked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from secretariat_tui import personal
from secretariat_tui.language import _
from secretariat_tui.tables.table import Cell, Column, Sheet, Table

R = TypeVar("R")


def outside(sheet: Sheet[R]) -> Sheet[R]:
    """Return a sheet as people outside may have it."""
    basis = f"{personal.masked(sheet.basis)} {_('외부용')}".lstrip()
    notes = tuple(map(personal.masked, sheet.notes))
    return Sheet(masked(sheet.table), _Open(sheet.rows, sheet.table.secret), basis, notes)


def masked(table: Table[R]) -> Table[R]:
    """Return a table whose columns mask what they hold: names where they are declared, the rest by its shape."""
    return replace(table, columns=tuple(map(_masked, table.columns)))


def _masked(column: Column[R]) -> Column[R]:
    mask = personal.names if column.personal else personal.masked

    def value(row: R) -> Cell:
        held = column.value(row)
        return mask(held) if isinstance(held, str) else held

    return replace(column, value=value, show=lambda row: mask(column.text(row)))


class _Open(Sequence[R]):
    """Rows without the secret ones. Its length is that of all: which they are is known when they are read."""

    def __init__(self, rows: Sequence[R], secret: Callable[[R], bool]) -> None:
        self._rows, self._secret = rows, secret

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[R]:
        return (row for row in self._rows if not self._secret(row))

    def __getitem__(self, index: Any) -> Any:
        return list(self)[index]
