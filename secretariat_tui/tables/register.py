"""Registers: tables with a list query, whose rows the search index finds by the texts shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import ListQuery
from secretariat_tui.tables.stored_rows import UnreadRows
from secretariat_tui.tables.table import HasId, Period, Sheet, Table

R = TypeVar("R", bound=HasId)


@dataclass(frozen=True)
class Register(Generic[R]):
    """A table with the query for its rows."""

    table: Table[R]
    query: ListQuery[R]

    def rows(self, reader: Reader, ids: Sequence[int]) -> list[R]:
        """Return rows by id."""
        return list_query.rows_by_id(reader, self.query, ids)


def read_rows(reader: Reader, query: ListQuery[R], period: Period) -> Sequence[R]:
    """Return the rows of a list query for a sheet, with the columns that it is asked for."""
    query = query.with_fields(period.columns)
    return UnreadRows(reader, query) if period.unread else list_query.all_rows(reader, query)


def read_unread(sheet: Sheet[R]) -> Sheet[R]:
    """Return a sheet whose rows are read: those that `read_rows` left unread with what its columns need."""
    if not isinstance(sheet.rows, UnreadRows):
        return sheet
    return replace(sheet, rows=sheet.rows.read(column.reads for column in sheet.table.columns))
