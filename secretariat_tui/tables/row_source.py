"""Where a table on the screen gets its rows: read from the file in windows, or held in memory."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Generic, Protocol, TypeVar, overload

from secretariat_tui.core.text import Matcher
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import (
    MAX_GROUPS,
    WINDOW,
    FirstPage,
    Group,
    ListQuery,
    ValueFilter,
    View,
)
from secretariat_tui.tables.table import Cell, Table

R = TypeVar("R")
ProgressHandler = Callable[[int], bool]


class RowSource(Protocol[R]):
    """Rows with a key each, which a view filters and orders. Every question is asked on a thread."""

    def total(self, read: Reader) -> int:
        """Count all rows."""

    def begin(self, read: Reader, view: View) -> FirstPage:
        """Return the first rows of a view."""

    def keys(self, read: Reader, view: View, progress: ProgressHandler) -> Sequence[Any]:
        """Return the keys of a view's rows in order."""

    def rows(self, read: Reader, keys: Sequence[Any]) -> Sequence[R]:
        """Return rows by their keys; those that are gone are missing."""

    def sums(self, read: Reader, view: View, only: Iterable[Any] | None = None) -> dict[str, int]:
        """Add up a view, or some of its rows by their keys; "" is how many they are."""

    def groups(self, read: Reader, view: View, column: str, *, month: bool) -> list[Group]:
        """Group a view by a column."""

    def value(self, read: Reader, key: Any, column: str) -> str | int | None:
        """Return what a row is ordered and narrowed by in a column."""

    def on(self, read: Reader, view: View, column: str, day: date) -> Any:
        """Return the key of the first row of a view that is of a day, or comes next; None without."""

    def key(self, row: R) -> Any:
        """Return a row's key."""

    def sortable(self, column: str) -> bool:
        """Whether rows can be ordered by a column."""


@dataclass(frozen=True)
class QueryRows(Generic[R]):
    """Rows of a listing of the file."""

    query: ListQuery[R]

    def total(self, read: Reader) -> int:
        return list_query.count(read, self.query)

    def begin(self, read: Reader, view: View) -> FirstPage:
        return list_query.first_page(read, self.query, view)

    def keys(self, read: Reader, view: View, progress: ProgressHandler) -> Sequence[Any]:
        return list_query.record_ids(read, self.query, view, progress)

    def rows(self, read: Reader, keys: Sequence[Any]) -> Sequence[R]:
        return list_query.rows_by_id(read, self.query, keys)

    def sums(self, read: Reader, view: View, only: Iterable[Any] | None = None) -> dict[str, int]:
        return list_query.sums(read, self.query, view, only)

    def groups(self, read: Reader, view: View, column: str, *, month: bool) -> list[Group]:
        return list_query.groups(read, self.query, view, column, month=month)

    def value(self, read: Reader, key: Any, column: str) -> str | int | None:
        return list_query.column_value(read, self.query, key, column)

    def on(self, read: Reader, view: View, column: str, day: date) -> Any:
        return list_query.first_on(read, self.query, view, column, day.isoformat())

    def key(self, row: R) -> Any:
        return row.id  # type: ignore[attr-defined]

    def sortable(self, column: str) -> bool:
        return column in self.query.keys


@dataclass(frozen=True)
class MemoryRows(Generic[R]):
    """Rows held in memory, for lists that cannot become long; in their own order until one is asked for.

    Those that are `first` add up others: they stay on top, and vanish where the others are not all there.
    """

    table: Table[R]
    items: Sequence[R]
    first: Callable[[R], bool] = lambda _row: False
    key: Callable[[R], Any] = lambda row: row.id  # type: ignore[attr-defined]
    by_key: Mapping[Any, R] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {self.key(row): row for row in self.items})

    def total(self, read: Reader) -> int:  # noqa: ARG002
        return sum(not self.first(row) for row in self.items)

    def view(self, view: View) -> list[R]:
        """Return the rows of a view in order."""
        match = Matcher(view.find)
        rows = [
            row
            for row in self.items
            if not self.first(row)
            and all(self._matches_filter(value_filter, row) for value_filter in view.filters)
            and (not match or match.matches_key(self.table.search_document(row)))
        ]
        for key, down in reversed(view.order):
            values = {id(row): sql_value(self.table.column(key).value(row)) for row in rows}
            rows.sort(key=lambda row: _sort_key(values[id(row)]), reverse=down)
            rows.sort(key=lambda row: values[id(row)] in {None, ""})
        part = bool(match or view.filters)
        return [*(row for row in self.items if self.first(row) and not part), *rows]

    def _matches_filter(self, value_filter: ValueFilter, row: R) -> bool:
        return (
            truncate_to_month(
                sql_value(self.table.column(value_filter.key).value(row)), month=value_filter.month
            )
            == value_filter.value
        )

    def begin(self, read: Reader, view: View) -> FirstPage:  # noqa: ARG002
        return FirstPage(self.view(view), complete=True)

    def keys(self, read: Reader, view: View, progress: ProgressHandler) -> Sequence[Any]:  # noqa: ARG002
        return [self.key(row) for row in self.view(view)]

    def rows(self, read: Reader, keys: Sequence[Any]) -> Sequence[R]:  # noqa: ARG002
        return [self.by_key[key] for key in keys if key in self.by_key]

    def sums(self, read: Reader, view: View, only: Iterable[Any] | None = None) -> dict[str, int]:
        rows = self.view(view) if only is None else self.rows(read, list(only))
        return {"": len(rows), **self._column_sums(rows)}

    def _column_sums(self, rows: Iterable[R]) -> dict[str, int]:
        rows = list(rows)
        added = [column for column in self.table.columns if column.total]
        return {c.key: sum(v for row in rows if isinstance(v := c.value(row), int)) for c in added}

    def groups(self, read: Reader, view: View, column: str, *, month: bool) -> list[Group]:  # noqa: ARG002
        found = defaultdict(list)
        value = self.table.column(column).value
        for row in self.view(view):
            found[truncate_to_month(sql_value(value(row)), month=month)].append(row)
        ranked = sorted(found, key=lambda v: (v in {None, ""}, _sort_key(v)))
        return [
            Group(v, len(found[v]), self.key(found[v][0]), self._column_sums(found[v]))
            for v in ranked[:MAX_GROUPS]
        ]

    def value(self, read: Reader, key: Any, column: str) -> str | int | None:  # noqa: ARG002
        return sql_value(self.table.column(column).value(self.by_key[key]))

    def on(self, read: Reader, view: View, column: str, day: date) -> Any:  # noqa: ARG002
        wanted, value = day.isoformat(), self.table.column(column).value
        down = view.order[0].down if view.order and view.order[0].key == column else None
        for row in self.view(view):
            found = sql_value(value(row))
            found = found[: len(wanted)] if isinstance(found, str) else found
            if found == wanted or (
                isinstance(found, str)
                and down is not None
                and (found <= wanted if down else found >= wanted)
            ):
                return self.key(row)
        return None

    def sortable(self, column: str) -> bool:
        return any(each.key == column for each in self.table.columns)


def sql_value(value: Cell) -> str | int | None:
    """Return a value as the file has it: dates and times as ISO 8601 writes them."""
    match value:
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case _:
            return value


def truncate_to_month(value: str | int | None, *, month: bool) -> str | int | None:
    """Return a value, or the month of a date."""
    return value[:7] if month and isinstance(value, str) else value


def _sort_key(value: str | int | None) -> tuple[bool, Any]:
    return isinstance(value, str), value if value is not None else 0


class LazyRows(Sequence[R]):
    """The rows of a view, read in windows when they are walked through: what leaves may be long.

    Walk it on one thread at a time; rows that are gone meanwhile are left out.
    """

    def __init__(
        self, open_: Callable[[], Reader], source: RowSource[R], keys: Sequence[Any]
    ) -> None:
        self._open, self._source, self._keys = open_, source, keys

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[R]:
        read = self._open()
        try:
            for start in range(0, len(self._keys), WINDOW * 4):
                yield from self._source.rows(read, self._keys[start : start + WINDOW * 4])
        finally:
            read.close()

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[R]: ...
    def __getitem__(self, index: int | slice) -> R | Sequence[R]:
        if isinstance(index, slice):
            return LazyRows(self._open, self._source, self._keys[index])
        return next(iter(LazyRows(self._open, self._source, [self._keys[index]])))
