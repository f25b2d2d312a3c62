"""Registers: tables with a list query, whose rows the search index finds by the texts shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.index import Document, IndexSource
from secretariat_tui.database.search.list_query import ListQuery
from secretariat_tui.tables.table import HasId, Table

R = TypeVar("R", bound=HasId)


@dataclass(frozen=True)
class Register(Generic[R]):
    """A table with the query for its rows."""

    table: Table[R]
    query: ListQuery[R]

    def rows(self, reader: Reader, ids: Sequence[int]) -> list[R]:
        """Return rows by id."""
        return list_query.rows_by_id(reader, self.query, ids)

    def touched(self, reader: Reader, after: int) -> set[int]:
        """Return the ids of records whose documents may have changed since a transaction."""
        return touched(reader, self.query.invalidated_by, after)

    def documents(self, reader: Reader, ids: Sequence[int]) -> Mapping[int, Document]:
        """Return the search documents of records."""
        rows = self.rows(reader, ids)
        return {row.id: Document(self.table.search_document(row)) for row in rows}


def touched(reader: Reader, invalidated_by: Iterable[str], after: int) -> set[int]:
    """Return the ids that the queries return for the transactions after one."""
    results = (reader.tuples(sql, tx=after) for sql in invalidated_by)
    return {cast("int", row[0]) for rows in results for row in rows if row[0] is not None}


def index_source(register: Register[Any]) -> IndexSource:
    """Return what the search index holds of a register."""
    return IndexSource(register.query.kind, register.touched, register.documents)
