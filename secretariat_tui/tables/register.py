"""A register: a table whose rows are read in windows, and found by what it shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Generic, TypeVar, cast

from secretariat_tui.database import listing
from secretariat_tui.database.listing import Listing
from secretariat_tui.database.reader import Reader
from secretariat_tui.database.search import Source
from secretariat_tui.tables.table import Table

R = TypeVar("R")


@dataclass(frozen=True)
class Register(Generic[R]):
    """What is shown of records, and how they are read. The rows' first field is `id`."""

    table: Table[R]
    listing: Listing[R]

    def touched(self, read: Reader, after: int) -> set[int]:
        """Return the records whose documents may have changed since a transaction."""
        found = (read.tuples(sql, tx=after) for sql in self.listing.follows)
        return {cast("int", row[0]) for rows in found for row in rows if row[0] is not None}

    def documents(self, read: Reader, numbers: Sequence[int]) -> Mapping[int, str]:
        """Return what records are found by."""
        rows = listing.rows(read, self.listing, numbers)
        return {row.id: self.table.document(row) for row in rows}  # type: ignore[attr-defined]


def sources(modules: Iterable[str]) -> list[Source]:
    """Return the kinds of records that the registers of modules can find."""
    registers = [each for module in modules for each in import_module(module).REGISTERS]
    return [Source(each.listing.kind, each.touched, each.documents) for each in registers]
