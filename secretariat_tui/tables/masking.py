"""Tables for people outside the office: without secret rows, with personal data masked."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from secretariat_tui.core import pii
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean
from secretariat_tui.tables.table import Cell, Column, Sheet, Table

R = TypeVar("R")


def masked_sheet(sheet: Sheet[R], people: Iterable[str] = ()) -> Sheet[R]:
    """Return a sheet without secret rows and with personal data masked.

    Columns of names are masked completely. In other texts the names from these columns, the names `people`, and
    patterns of personal data such as telephone numbers are masked. Reads all rows if a column holds names.
    """
    table = sheet.table
    mask = pii.text_masker((*people, *_personal_names(sheet)))
    if sheet.for_rows:
        public = sheet.for_rows([row for row in sheet.rows if not table.secret(row)])
        sheet = replace(public, table=table)
    masked = _with_masked_texts(sheet, mask)
    basis = f"{masked.basis} {_('외부용')}".lstrip()
    return replace(masked, rows=_PublicRows(sheet.rows, table), basis=basis, for_rows=None)


def sheet_as_shown(sheet: Sheet[R], mask: Callable[[str], str]) -> Sheet[R]:
    """Return a sheet with its texts as a masked screen shows them; `mask` is that of the screen.

    Rows that the list shows stay, secret ones with what the list shows of them.
    """
    return _with_masked_texts(sheet, mask)


def _with_masked_texts(sheet: Sheet[R], mask: Callable[[str], str]) -> Sheet[R]:
    table = sheet.table
    columns = tuple(
        replace(
            _masked_column(column, pii.mask_names if column.personal else mask),
            title=mask(
                column.title
            ),  # that of a table with a column for each record is a text of it
            group=mask(column.group),
        )
        for column in table.columns
    )
    return replace(
        sheet,
        table=replace(table, columns=columns, further=()),
        basis=mask(sheet.basis),
        notes=tuple(map(mask, sheet.notes)),
        for_rows=None,
    )


def hide_names(column: Column[R], row: R, text: str) -> str:
    """Return a text of a column without the names that the column knows in it."""
    if column.outside:
        return clean(column.outside(row))
    return pii.name_masker(column.people(row))(text) if column.people else text


def _personal_names(sheet: Sheet[R]) -> set[str]:
    """Return the names in the columns that hold some, including those of secret rows."""
    columns = [column for column in sheet.table.columns if column.personal or column.people]
    if not columns:
        return set()
    return {name for row in sheet.rows for column in columns for name in column.names(row)}


def _masked_column(column: Column[R], mask: Callable[[str], str]) -> Column[R]:
    outside = column.outside

    def value(row: R) -> Cell:
        cell = outside(row) if outside else column.value(row)
        return mask(cell) if isinstance(cell, str) else cell

    def show(row: R) -> str:
        return mask(outside(row) if outside else column.text(row))

    reads = () if outside else column.reads
    return replace(column, value=value, show=show, outside=None, reads=reads, of_stored=None)


class _PublicRows(Sequence[R]):
    """Rows without the secret ones. The length counts all rows: only reading them shows which are secret."""

    def __init__(self, rows: Sequence[R], table: Table[R]) -> None:
        self._rows, self._table = rows, table

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[R]:
        table = self._table
        return (table.for_outside(row) for row in self._rows if not table.secret(row))

    def __getitem__(self, index: Any) -> Any:
        return list(self)[index]
