"""A register: a table whose rows are read in windows, and found by what it shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Generic, TypeVar, cast

from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.index import Document, IndexSource
from secretariat_tui.database.search.list_query import ListQuery
from secretariat_tui.tables.table import Table

R = TypeVar("R")


@dataclass(frozen=True)
class Register(Generic[R]):
    """What is shown of records, and how they are read. The rows' first field is `id`."""

    table: Table[R]
    query: ListQuery[R]

    def rows(self, read: Reader, ids: Sequence[int]) -> list[R]:
        """Read records by their numbers."""
        return list_query.rows_by_id(read, self.query, ids)

    def touched(self, read: Reader, after: int) -> set[int]:
        """Return the records whose documents may have changed since a transaction."""
        return touched(read, self.query.invalidated_by, after)

    def documents(self, read: Reader, ids: Sequence[int]) -> Mapping[int, Document]:
        """Return what records are found by."""
        rows = self.rows(read, ids)
        return {row.id: Document(self.table.search_document(row)) for row in rows}  # type: ignore[attr-defined]


def touched(read: Reader, invalidated_by: Iterable[str], after: int) -> set[int]:
    """Return the records that queries say were touched by the transactions after one."""
    found = (read.tuples(sql, tx=after) for sql in invalidated_by)
    return {cast("int", row[0]) for rows in found for row in rows if row[0] is not None}


def index_sources(modules: Iterable[str]) -> list[IndexSource]:
    """Return the kinds of records that modules declare: as lists find them, and from anywhere."""
    found = []
    for module in map(import_module, modules):
        lists = (IndexSource(r.query.kind, r.touched, r.documents) for r in module.REGISTERS)
        whole = (
            IndexSource(f.kind, f.touched, f.documents, full=True) for f in module.SEARCH_KINDS
        )
        found += [*lists, *whole]
    return found
