"""Rows for outputs, in batches whose columns are taken from the values that SQLite returns.

A row becomes an object only where a column reads something else.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import islice, starmap
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import FURTHER

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.search.list_query import ListQuery

R = TypeVar("R")
T = TypeVar("T")
Fields = tuple[str, ...]
_MOST_REMEMBERED = 20_000  # distinct values of a column, with what an output makes of them


class BatchedRows(Sequence[R]):
    """Rows that an output gets in batches without an object for each."""

    def batches(self, reads: Iterable[Fields], size: int) -> Iterator[Sequence[R]]:
        """Yield the rows in batches, for columns of which each reads some fields."""
        raise NotImplementedError


class StoredBatch(BatchedRows[R]):
    """Some rows of a list query, with the values of some of its columns as SQLite returned them.

    `constants` are the values that all rows have in further columns.
    """

    def __init__(
        self,
        reader: "Reader",
        row_type: type[R],
        columns: Fields,
        rows: list[tuple[Any, ...]],
        constants: Mapping[str, Any],
    ) -> None:
        self._reader, self._row_type = reader, row_type
        self._names, self._rows, self._constants = columns, rows, constants

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[R]: ...
    def __getitem__(self, index: int | slice) -> R | Sequence[R]:
        return self._objects[index]

    def __iter__(self) -> Iterator[R]:
        return iter(self._objects)

    def batches(self, reads: Iterable[Fields], size: int) -> Iterator[Sequence[R]]:  # noqa: ARG002
        for start in range(0, len(self), size):
            rows = self._rows[start : start + size]
            yield StoredBatch(self._reader, self._row_type, self._names, rows, self._constants)

    @cached_property
    def _objects(self) -> list[R]:
        return self._build(self._rows, self._names, self._constants)

    @cached_property
    def _columns(self) -> dict[str, Sequence[Any]]:
        stored = dict(zip(self._names, zip(*self._rows, strict=True), strict=True))
        return stored | {name: [value] * len(self) for name, value in self._constants.items()}

    def holds(self, columns: Fields) -> bool:
        """Whether these columns were read."""
        return all(name in self._names or name in self._constants for name in columns)

    def values(self, columns: Fields, of: "Callable[..., Any]") -> Sequence[Any]:
        """Return what a function makes of columns in each row."""
        stored = [self._columns[name] for name in columns]
        return stored[0] if of is as_stored else list(map(of, *stored))

    def keys(self, columns: Fields) -> Sequence[Hashable]:
        """Return the values of columns in each row; those that all rows share are left out."""
        names = self._varying(columns)
        stored = [self._columns[name] for name in names]
        return stored[0] if len(stored) == 1 else list(zip(*stored, strict=True))

    def objects(self, columns: Fields, keys: Iterable[Hashable]) -> list[R]:
        """Return an object for each of some keys of these columns; it has nothing else."""
        names = self._varying(columns)
        rows = zip(keys, strict=True) if len(names) == 1 else keys
        constants = {name: self._constants[name] for name in columns if name not in names}
        return self._build(rows, names, constants, part=True)

    def _varying(self, columns: Fields) -> Fields:
        return tuple(name for name in columns if name not in self._constants) or columns[:1]

    def _build(
        self,
        rows: Iterable[Any],
        names: Fields,
        constants: Mapping[str, Any],
        *,
        part: bool = False,
    ) -> list[R]:
        """Return objects for rows with the values of some columns and constants."""
        if constants:
            same = tuple(constants.values())
            rows = [row + same for row in rows]
        return self._reader.build(self._row_type, rows, (*names, *constants), part=part)


def as_stored(value: Any) -> Any:
    """Return a value as it is."""
    return value


class UnreadRows(Sequence[R]):
    """The rows of a list query, to be read with the columns that an output needs; the reader must be open then."""

    def __init__(self, reader: "Reader", query: "ListQuery[R]") -> None:
        self._reader, self._query = reader, query

    def read(self, reads: Iterable[Fields]) -> StoredBatch[R]:
        """Read the rows for columns of which each reads some fields."""
        names, constants = _columns_read(self._reader, self._query, reads)
        rows = list_query.stored_rows(self._reader, self._query, names)
        return StoredBatch(self._reader, self._query.row_type, names, rows, constants)

    def __len__(self) -> int:
        return list_query.count(self._reader, self._query)

    def __iter__(self) -> Iterator[R]:
        return iter(list_query.all_rows(self._reader, self._query))

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[R]: ...
    def __getitem__(self, index: int | slice) -> R | Sequence[R]:
        return list(self)[index]


def batch_by_id(
    reader: "Reader", query: "ListQuery[R]", ids: Sequence[int], reads: Iterable[Fields]
) -> StoredBatch[R]:
    """Read rows by their ids, for columns of which each reads some fields; deleted ones are missing."""
    names, constants = _columns_read(reader, query, reads)
    rows = list_query.stored_rows_by_id(reader, query, names, ids)
    return StoredBatch(reader, query.row_type, names, rows, constants)


def _columns_read(
    reader: "Reader", query: "ListQuery[Any]", reads: Iterable[Fields]
) -> tuple[Fields, Mapping[str, Any]]:
    """Return the columns of a query to read, and the values of those that all rows share."""
    columns = columns_read(query, reads)
    constants = list_query.constants(reader, query, columns)
    return tuple(name for name in columns if name not in constants) or ("id",), constants


def columns_read(query: "ListQuery[Any]", reads: Iterable[Fields]) -> Fields:
    """Return the columns of a query that the columns of its table read: all if one of them may read any."""
    every, names = query.columns, dict[str, None]()
    for fields in reads:
        if not fields or not every.keys() >= {*fields}:
            return tuple(every)
        names |= dict.fromkeys(fields)
    return tuple(names)


def batches(rows: Iterable[R], reads: Iterable[Fields], size: int) -> Iterator[Sequence[R]]:
    """Yield rows in batches, for columns of which each reads some fields, or any if it names none."""
    if isinstance(rows, BatchedRows):
        yield from rows.batches(reads, size)
        return
    rest = iter(rows)
    while batch := list(islice(rest, size)):
        yield batch


class BatchReader(Generic[T]):
    """Makes something of a column in batches of rows: once for rows that share what the column reads.

    `shared` returns what counts of the fields in `reads`, by default all of them. `of_rows` makes it of each of
    several rows. Of a column with `of_stored`, `of_values` makes it of each value.
    """

    def __init__(
        self,
        reads: Fields,
        shared: "Callable[..., Hashable] | None",
        of_rows: "Callable[[Sequence[Any]], list[T]]",
        of_stored: "Callable[..., Any] | None",
        of_values: "Callable[[Sequence[Any]], list[T]]",
    ) -> None:
        self._reads, self._shared, self._of_rows = reads, shared, of_rows
        self._of_stored, self._of_values = of_stored, of_values
        self._made: dict[Hashable, T] = {}

    def __call__(self, rows: Sequence[Any]) -> list[T]:
        """Return what is made of the rows of a batch."""
        if not self._reads:
            return self._of_rows(rows)
        stored = rows if isinstance(rows, StoredBatch) and rows.holds(self._reads) else None
        if stored and self._of_stored:
            return self._of_values(stored.values(self._reads, self._of_stored))
        keys, made = self._keys(stored, rows), self._made
        if made:
            with suppress(KeyError):
                return list(map(made.__getitem__, keys))
        every = stored.keys(self._reads) if stored and self._shared else keys if stored else rows
        distinct = dict(zip(keys, every, strict=True))
        if len(distinct) == len(rows):
            return self._of_rows(stored.objects(self._reads, every) if stored else rows)
        if len(made) > _MOST_REMEMBERED:
            made.clear()
        for known in distinct.keys() & made.keys():
            del distinct[known]
        new = distinct.values()
        new_rows = stored.objects(self._reads, new) if stored else [*new]
        made |= zip(distinct, self._of_rows(new_rows), strict=True)
        return list(map(made.__getitem__, keys))

    def _keys(self, stored: StoredBatch[Any] | None, rows: Sequence[Any]) -> Sequence[Hashable]:
        """Return what counts of what is read of each row."""
        if stored:
            return (
                stored.values(self._reads, self._shared)
                if self._shared
                else stored.keys(self._reads)
            )
        read = map(_getter(self._reads), rows)
        if self._shared is None:
            return list(read)
        return list((map if len(self._reads) == 1 else starmap)(self._shared, read))


def _getter(reads: Fields) -> "Callable[[Any], Any]":
    """Return a function that reads fields of a row; further ones from its mapping."""
    if not any(name.startswith(FURTHER) for name in reads):
        return attrgetter(*reads)
    return lambda row: tuple(
        row.extra.get(name) if name.startswith(FURTHER) else getattr(row, name) for name in reads
    )
