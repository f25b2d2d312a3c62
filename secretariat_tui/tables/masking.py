"""A table for people outside: without the rows that are secret, with names and the like masked."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from secretariat_tui.core import pii
from secretariat_tui.core.i18n import _
from secretariat_tui.tables.table import Cell, Column, Sheet

R = TypeVar("R")


def masked_sheet(sheet: Sheet[R], people: Iterable[str] = ()) -> Sheet[R]:
    """Return a sheet as people outside may have it.

    Names are masked where they are declared; elsewhere those known from there, `people`, and what has
    the shape of one. The rows are walked through if any column is of names.
    """
    table = sheet.table
    hide = pii.name_masker((*people, *_personal_names(sheet)))
    if sheet.of:
        sheet = sheet.of([row for row in sheet.rows if not table.secret(row)])

    def mask(text: str) -> str:
        return pii.mask_text(hide(text))

    columns = tuple(
        _masked_column(column, pii.mask_names if column.personal else mask)
        for column in table.columns
    )
    basis = f"{mask(sheet.basis)} {_('외부용')}".lstrip()
    rows = _PublicRows(sheet.rows, table.secret)
    return Sheet(replace(table, columns=columns), rows, basis, tuple(map(mask, sheet.notes)))


def _personal_names(sheet: Sheet[R]) -> set[str]:
    """Return what the columns of names hold, the secret rows' too."""
    columns = [column for column in sheet.table.columns if column.personal]
    return {column.text(row) for row in sheet.rows for column in columns} if columns else set()


def _masked_column(column: Column[R], mask: Callable[[str], str]) -> Column[R]:

    def value(row: R) -> Cell:
        held = column.value(row)
        return mask(held) if isinstance(held, str) else held

    return replace(column, value=value, show=lambda row: mask(column.text(row)))


class _PublicRows(Sequence[R]):
    """Rows without the secret ones. Its length is that of all: which they are is known when they are read."""

    def __init__(self, rows: Sequence[R], secret: Callable[[R], bool]) -> None:
        self._rows, self._secret = rows, secret

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[R]:
        return (row for row in self._rows if not self._secret(row))

    def __getitem__(self, index: Any) -> Any:
        return list(self)[index]
