"""What the store of an area offers for the records of one table."""

from collections.abc import Callable
from typing import Generic, TypeVar

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.file import OfficeFile

D = TypeVar("D")
DeleteFunction = Callable[[OfficeFile, int], object]
"""Deletes the record with an id, whatever its revision."""


class RecordStore(NamedTuple, Generic[D]):
    """The writes of one table of records; each is one transaction and one undo.

    `add` returns the new record's id. `change` and `delete` take the id and the revision that was
    read; they raise EditConflictError if the record has changed since.
    """

    add: Callable[[OfficeFile, D], int]
    change: Callable[[OfficeFile, int, int, D], None]
    delete: Callable[[OfficeFile, int, int], None]
