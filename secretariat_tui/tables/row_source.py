"""Sources of rows for a list on the screen: a query that reads them in windows, or memory."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import partial
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar, overload

from secretariat_tui.core.matcher import Matcher
from secretariat_tui.core.text import natural_key
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import groups, list_query
from secretariat_tui.database.search.groups import MAX_GROUPS, Group
from secretariat_tui.database.search.list_query import (
    PAGE_ROWS,
    FirstPage,
    ListQuery,
    ValueFilter,
    View,
)
from secretariat_tui.tables.stored_rows import BatchedRows, batch_by_id
from secretariat_tui.tables.table import Cell, Column, HasId, Table, search_document

R = TypeVar("R")
RecordT = TypeVar("RecordT", bound=HasId)
ProgressHandler = Callable[[int], bool]


class RowSource(Protocol[R]):
    """Rows with unique keys, which a view filters and orders. All methods but `key` run on a thread."""

    def total(self, reader: Reader) -> int:
        """Count all rows."""

    def first_page(self, reader: Reader, view: View) -> FirstPage:
        """Return the first rows of a view."""

    def keys(self, reader: Reader, view: View, progress: ProgressHandler) -> Sequence[Any]:
        """Return the keys of a view's rows in its order; `progress` gets their number, and stops by False."""

    def rows(self, reader: Reader, keys: Sequence[Any]) -> Sequence[R]:
        """Return rows by key; deleted ones are left out."""

    def batch(
        self, reader: Reader, keys: Sequence[Any], reads: Iterable[tuple[str, ...]]
    ) -> Sequence[R]:
        """Return rows by key for the output of columns, of which each reads some fields."""

    def sums(self, reader: Reader, view: View, only: Iterable[Any] | None = None) -> dict[str, int]:
        """Return the sums of a view, or of the given rows of it; the key "" is the number of rows."""

    def groups(self, reader: Reader, view: View, column: str, *, month: bool) -> list[Group]:
        """Group a view by a column, or by the months of a date column."""

    def value(self, reader: Reader, key: Any, column: str) -> str | int | None:
        """Return the value that a row is ordered and filtered by in a column."""

    def first_on(self, reader: Reader, view: View, column: str, day: date) -> Any:
        """Return the key of the first row of a view on a day or after it; None without one."""

    def key(self, row: R) -> Any:
        """Return the key of a row."""

    def sortable(self, column: str) -> bool:
        """Whether rows can be ordered by a column."""

    def with_columns(self, columns: Sequence[Column[Any]]) -> "RowSource[R]":
        """Return the source that reads and searches these columns, of those for which it must be known."""


@dataclass(frozen=True)
class QueryRows(Generic[RecordT]):
    """Rows of a list query."""

    query: ListQuery[RecordT]

    def total(self, reader: Reader) -> int:
        return list_query.count(reader, self.query)

    def first_page(self, reader: Reader, view: View) -> FirstPage:
        return list_query.first_page(reader, self.query, view)

    def keys(self, reader: Reader, view: View, progress: ProgressHandler) -> Sequence[Any]:
        return list_query.record_ids(reader, self.query, view, progress)

    def rows(self, reader: Reader, keys: Sequence[Any]) -> Sequence[RecordT]:
        return list_query.rows_by_id(reader, self.query, keys)

    def batch(
        self, reader: Reader, keys: Sequence[Any], reads: Iterable[tuple[str, ...]]
    ) -> Sequence[RecordT]:
        return batch_by_id(reader, self.query, keys, reads)

    def sums(self, reader: Reader, view: View, only: Iterable[Any] | None = None) -> dict[str, int]:
        return list_query.sums(reader, self.query, view, only)

    def groups(self, reader: Reader, view: View, column: str, *, month: bool) -> list[Group]:
        return groups.groups(reader, self.query, view, column, month=month)

    def value(self, reader: Reader, key: Any, column: str) -> str | int | None:
        return list_query.column_value(reader, self.query, key, column)

    def first_on(self, reader: Reader, view: View, column: str, day: date) -> Any:
        return list_query.first_on(reader, self.query, view, column, day.isoformat())

    def key(self, row: RecordT) -> Any:
        return row.id

    def sortable(self, column: str) -> bool:
        return self.query.can_sort(column)

    def with_columns(self, columns: Sequence[Column[Any]]) -> "QueryRows[RecordT]":
        return replace(self, query=_with_columns(self.query, columns))


def _with_columns(query: ListQuery[RecordT], columns: Sequence[Column[Any]]) -> ListQuery[RecordT]:
    """Return a query that reads and searches the fields of columns that are not in the index."""
    searched = tuple(
        (column.key, partial(_search_key, column.stored_text))
        for column in columns
        if column.stored_text and column.key in query.parts.fields
    )
    return query.with_fields(column.key for column in columns)._replace(searched=searched)


def _search_key(text: Callable[[Any], str], stored: Any) -> str:
    """Return the search key of a stored value, whose text may differ from language to language."""
    return search_document(lambda: (text(stored),))


@dataclass(frozen=True)
class OrderedRows(QueryRows[RecordT]):
    """Rows of a list query; unless the view has an order, those of each of `parts` in turn.

    Every row of the query belongs to exactly one part. Each part has its own order.
    """

    parts: tuple[ListQuery[RecordT], ...] = ()

    def with_columns(self, columns: Sequence[Column[Any]]) -> "OrderedRows[RecordT]":
        parts = tuple(_with_columns(part, columns) for part in self.parts)
        return replace(self, query=_with_columns(self.query, columns), parts=parts)

    def first_page(self, reader: Reader, view: View) -> FirstPage:
        if view.order:
            return super().first_page(reader, view)
        rows: list[RecordT] = []
        for part in self.parts:
            page = list_query.first_page(reader, part, view)
            rows += page.rows
            if not page.complete:
                return FirstPage(rows, complete=False)
        return FirstPage(rows, complete=True)

    def first_on(self, reader: Reader, view: View, column: str, day: date) -> Any:
        """Return the key of the row nearest to a day, of those that each part would go to."""
        if view.order:
            return super().first_on(reader, view, column, day)
        found: dict[int, Any] = {}
        for part in self.parts:
            key = list_query.first_on(reader, part, view, column, day.isoformat())
            value = None if key is None else list_query.column_value(reader, part, key, column)
            if isinstance(value, str):
                found.setdefault(abs((date.fromisoformat(value[:10]) - day).days), key)
        return found[min(found)] if found else None

    def keys(self, reader: Reader, view: View, progress: ProgressHandler) -> Sequence[Any]:
        if view.order:
            return super().keys(reader, view, progress)
        keys, stopped = None, False

        def report(count: int) -> bool:
            nonlocal stopped
            stopped = not progress(count)
            return not stopped

        for part in self.parts:
            keys = list_query.record_ids(reader, part, view, report, keys)
            if stopped:
                break
        return keys or ()


@dataclass(frozen=True)
class MemoryRows(Generic[R]):
    """Rows in memory, for short lists; in their own order unless the view has one.

    `pinned` rows, such as totals, stay on top; a filtered view leaves them out. A search tests the columns in
    `shown`, by default those of the table.
    """

    table: Table[R]
    items: Sequence[R]
    pinned: Callable[[R], bool] = lambda _row: False
    key: Callable[[R], Any] = attrgetter("id")
    shown: tuple[str, ...] = ()
    by_key: Mapping[Any, R] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {self.key(row): row for row in self.items})

    def total(self, reader: Reader) -> int:  # noqa: ARG002
        return sum(not self.pinned(row) for row in self.items)

    def view(self, view: View) -> list[R]:
        """Return the rows of a view in its order."""
        match = Matcher(view.find)
        searched = self.table.with_columns(self.shown) if self.shown else self.table
        rows = [
            row
            for row in self.items
            if not self.pinned(row)
            and all(self._matches_filter(value_filter, row) for value_filter in view.filters)
            and (not match or match.matches_key(searched.search_document(row)))
        ]
        for key, descending in reversed(view.order):
            values = {id(row): sql_value(self.table.column(key).value(row)) for row in rows}
            rows.sort(key=lambda row: _sort_key(values[id(row)]), reverse=descending)
            rows.sort(key=lambda row: values[id(row)] in {None, ""})
        part = bool(match or view.filters)
        return [*(row for row in self.items if self.pinned(row) and not part), *rows]

    def _matches_filter(self, value_filter: ValueFilter, row: R) -> bool:
        column = self.table.column(value_filter.key)
        if column.members and value_filter.value in column.members(row):
            return True
        value = truncate_to_month(sql_value(column.value(row)), month=value_filter.by_month)
        return value == value_filter.value

    def first_page(self, reader: Reader, view: View) -> FirstPage:  # noqa: ARG002
        return FirstPage(self.view(view), complete=True)

    def keys(self, reader: Reader, view: View, progress: ProgressHandler) -> Sequence[Any]:  # noqa: ARG002
        return [self.key(row) for row in self.view(view)]

    def rows(self, reader: Reader, keys: Sequence[Any]) -> Sequence[R]:  # noqa: ARG002
        return [self.by_key[key] for key in keys if key in self.by_key]

    def batch(
        self,
        reader: Reader,
        keys: Sequence[Any],
        reads: Iterable[tuple[str, ...]],  # noqa: ARG002
    ) -> Sequence[R]:
        return self.rows(reader, keys)

    def sums(self, reader: Reader, view: View, only: Iterable[Any] | None = None) -> dict[str, int]:
        rows = self.view(view) if only is None else self.rows(reader, list(only))
        return {"": len(rows), **self._column_sums(rows)}

    def _column_sums(self, rows: Iterable[R]) -> dict[str, int]:
        rows = list(rows)
        added = [column for column in self.table.columns if column.total]
        return {c.key: sum(v for row in rows if isinstance(v := c.value(row), int)) for c in added}

    def groups(self, reader: Reader, view: View, column: str, *, month: bool) -> list[Group]:  # noqa: ARG002
        rows_by_value = defaultdict(list)
        grouped = self.table.column(column)
        for row in self.view(view):
            values = grouped.members(row) if grouped.members else ()
            for value in dict.fromkeys(values or (sql_value(grouped.value(row)),)):
                rows_by_value[truncate_to_month(value, month=month)].append(row)
        ranked = sorted(rows_by_value, key=lambda v: (v in {None, ""}, _sort_key(v)))
        return [
            Group(
                v,
                len(rows_by_value[v]),
                self.key(rows_by_value[v][0]),
                self._column_sums(rows_by_value[v]),
            )
            for v in ranked[:MAX_GROUPS]
        ]

    def value(self, reader: Reader, key: Any, column: str) -> str | int | None:  # noqa: ARG002
        return sql_value(self.table.column(column).value(self.by_key[key]))

    def first_on(self, reader: Reader, view: View, column: str, day: date) -> Any:  # noqa: ARG002
        wanted, value = day.isoformat(), self.table.column(column).value
        descending = (
            view.order[0].descending if view.order and view.order[0].key == column else None
        )
        for row in self.view(view):
            day_text = sql_value(value(row))
            if isinstance(day_text, str):
                day_text = day_text[: len(wanted)]
            if day_text == wanted or (
                isinstance(day_text, str)
                and descending is not None
                and (day_text <= wanted if descending else day_text >= wanted)
            ):
                return self.key(row)
        return None

    def sortable(self, column: str) -> bool:
        return any(each.key == column for each in self.table.all_columns)

    def with_columns(self, columns: Sequence[Column[Any]]) -> "MemoryRows[R]":
        return replace(self, shown=tuple(column.key for column in columns))


def sql_value(value: Cell) -> str | int | None:
    """Return a value as stored in the database: dates and times in ISO 8601."""
    match value:
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case _:
            return value


def truncate_to_month(value: str | int | None, *, month: bool) -> str | int | None:
    """Return a value, or with `month` the month of an ISO 8601 date."""
    return value[:7] if month and isinstance(value, str) else value


def _sort_key(value: str | int | None) -> tuple[bool, Any]:
    """Return what a value is sorted by: numbers before texts."""
    if isinstance(value, str):
        return True, natural_key(value)
    return False, 0 if value is None else value


class LazyRows(BatchedRows[R]):
    """The rows of a view for an export, read in windows during iteration.

    Iterate on one thread at a time; rows deleted meanwhile are left out.
    """

    def __init__(
        self, open_: Callable[[], Reader], source: RowSource[R], keys: Sequence[Any]
    ) -> None:
        self._open, self._source, self._keys = open_, source, keys

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[R]:
        reader = self._open()
        try:
            for start in range(0, len(self._keys), PAGE_ROWS * 4):
                yield from self._source.rows(reader, self._keys[start : start + PAGE_ROWS * 4])
        finally:
            reader.close()

    def batches(self, reads: Iterable[tuple[str, ...]], size: int) -> Iterator[Sequence[R]]:
        reader, reads = self._open(), list(reads)
        try:
            for start in range(0, len(self._keys), size):
                if batch := self._source.batch(reader, self._keys[start : start + size], reads):
                    yield batch
        finally:
            reader.close()

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[R]: ...
    def __getitem__(self, index: int | slice) -> R | Sequence[R]:
        if isinstance(index, slice):
            return LazyRows(self._open, self._source, self._keys[index])
        return next(iter(LazyRows(self._open, self._source, [self._keys[index]])))
