"""Queries for long lists, read in pages.

A view of a list is the ids of its records in order, which are few bytes even for a million; the rows are read
when they become visible.
"""

import json
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, NamedTuple, TypeVar, cast

from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader, Value
from secretariat_tui.database.search import index as search_index

R = TypeVar("R")
MASKED_VALUE = (
    "\U0010ffff"  # replaces the values of secret records: sorted after all text, equal to itself
)
MAX_GROUPS = 2_000
WINDOW = 256  # rows read together
_FIRST_PAGE_ROWS = 100  # more than a screen holds
_ID_CHUNK = 20_000  # ids read between two checks for cancellation


def masked_label(value: str | int | None) -> str:
    """Return the text for a masked value, "" for others."""
    return _("비공개") if value == MASKED_VALUE else ""


class Order(NamedTuple):
    """A column to sort by; `down` is descending. Blanks are last either way."""

    key: str
    down: bool = False


class ValueFilter(NamedTuple):
    """A column filtered by a value, or a date column by the month of a value; `label` describes it."""

    key: str
    value: str | int | None
    label: str = ""
    month: bool = False


class View(NamedTuple):
    """A search, filters and an order."""

    find: str = ""
    filters: tuple[ValueFilter, ...] = ()
    order: tuple[Order, ...] = ()


class FirstPage(NamedTuple):
    """The first rows of a view, and whether these are all."""

    rows: Sequence[Any]
    complete: bool


class Group(NamedTuple):
    """The records that share a value: their number, the id of one of them, and their sums."""

    value: str | int | None
    size: int
    sample: int
    sums: Mapping[str, int]


@dataclass(frozen=True)
class ListQuery(Generic[R]):
    """A list: its columns as `row_type`, whose first field is `id`, from `source` where `condition`.

    `keys` are the SQL expressions that columns are sorted, grouped and filtered by; `not_null` ones are never
    blank, so that an index can sort them. `sums` are the expressions that can be added up. `kind` is the kind of
    record in the search index; `invalidated_by` are queries for the records changed by the transactions after
    :tx. A list without an index is searched in its `text` expression.
    """

    row_type: type[R]
    select: str
    source: str
    id: str
    keys: Mapping[str, str]
    order: tuple[Order, ...]
    kind: int
    invalidated_by: tuple[str, ...]
    not_null: frozenset[str] = frozenset()
    sums: Mapping[str, str] | None = None
    condition: str = "TRUE"
    parameters: tuple[tuple[str, Value], ...] = ()
    text: str = ""

    def where(self, where: str = "TRUE", **given: Value) -> "ListQuery[R]":
        """Return the query with another condition; `parameters` are its values."""
        return replace(
            self,
            condition=f"({self.condition}) AND ({where})",
            parameters=(*self.parameters, *given.items()),
        )


def count(read: Reader, listing: ListQuery[Any]) -> int:
    """Count all records of the list."""
    sql = f"SELECT count(*) FROM {listing.source} WHERE {listing.condition}"
    return cast("int", read.value(sql, **dict(listing.parameters)))


def first_page(read: Reader, listing: ListQuery[R], view: View) -> FirstPage:
    """Read the first rows of a view."""
    tail, values = _tail(read, listing, view, order=True, first=_FIRST_PAGE_ROWS)
    sql = f"SELECT {listing.select} {tail} LIMIT {_FIRST_PAGE_ROWS}"
    rows = read.rows(listing.row_type, sql, **values)
    return FirstPage(rows, complete=len(rows) < _FIRST_PAGE_ROWS)


def all_rows(read: Reader, listing: ListQuery[R], view: View = View()) -> list[R]:  # noqa: B008 - frozen
    """Read all rows of a view: for exports and short lists."""
    tail, values = _tail(read, listing, view, order=True)
    return read.rows(listing.row_type, f"SELECT {listing.select} {tail}", **values)


def record_ids(
    read: Reader, listing: ListQuery[Any], view: View, going: Callable[[int], bool]
) -> "array[int]":
    """Read the ids of a view in order. `going` gets their number so far and returns whether to continue."""
    tail, values = _tail(read, listing, view, order=True)
    result = array("q")
    for rows in read.chunks(f"SELECT {listing.id} {tail}", _ID_CHUNK, **values):
        result.extend(row[0] for row in rows)
        if not going(len(result)):
            break
    return result


def rows_by_id(read: Reader, listing: ListQuery[R], wanted: Sequence[int]) -> list[R]:
    """Read rows by their ids, in that order; deleted ones are missing."""
    sql = f"""
        SELECT {listing.select} FROM
            (SELECT key AS wanted_place, value AS wanted_id FROM json_each(:wanted))
            CROSS JOIN {listing.source}
        WHERE {listing.id} = wanted_id AND {listing.condition} ORDER BY wanted_place"""
    return read.rows(
        listing.row_type, sql, wanted=json.dumps(list(wanted)), **dict(listing.parameters)
    )


def column_value(read: Reader, listing: ListQuery[Any], number: int, key: str) -> str | int | None:
    """Return the value that a record is sorted by in a column."""
    sql = f"SELECT {listing.keys[key]} FROM {listing.source} WHERE {listing.id} = :number"
    return cast("str | int | None", read.value(sql, number=number, **dict(listing.parameters)))


def first_on(read: Reader, listing: ListQuery[Any], view: View, key: str, day: str) -> int | None:
    """Return the id of the view's first record on a day or, if the view is sorted by that column, after it."""
    orders = view.order or listing.order
    down = orders[0].down if orders[0].key == key else None
    sign = "=" if down is None else "<=" if down else ">="
    part = listing.where(f"{listing.keys[key]} {sign} :wanted_day", wanted_day=day)
    tail, values = _tail(read, part, view, order=True)
    return cast("int | None", read.value(f"SELECT {listing.id} {tail} LIMIT 1", **values))


def sums(
    read: Reader, listing: ListQuery[Any], view: View, only: Iterable[int] | None = None
) -> dict[str, int]:
    """Return the sums of a view, or of the records `only`; "" is the number of records."""
    if only is not None:
        among = f"{listing.id} IN (SELECT value FROM json_each(:among))"
        listing, view = listing.where(among, among=json.dumps(list(only))), View()
    what = {"": "1", **(listing.sums or {})}
    tail, values = _tail(read, listing, view)
    added = ", ".join(f"coalesce(sum({sql}), 0)" for sql in what.values())
    (row,) = read.tuples(f"SELECT {added} {tail}", **values)
    return dict(zip(what, row, strict=True))


def groups(
    read: Reader, listing: ListQuery[Any], view: View, key: str, *, month: bool = False
) -> list[Group]:
    """Group a view by a column, or a date column by month: the first MAX_GROUPS values in order."""
    tail, values = _tail(read, listing, view)
    by = _group_key(listing, key, month=month)
    added = "".join(f", coalesce(sum({sql}), 0)" for sql in (listing.sums or {}).values())
    sql = f"""
        SELECT {by}, count(*), min({listing.id}){added} {tail}
        GROUP BY 1 ORDER BY nullif({by}, '') NULLS LAST LIMIT {MAX_GROUPS}"""
    return [
        Group(value, count, sample, dict(zip(listing.sums or {}, sums, strict=True)))
        for value, count, sample, *sums in read.tuples(sql, **values)
    ]


def _tail(
    read: Reader,
    listing: ListQuery[Any],
    view: View,
    *,
    order: bool = False,
    first: int | None = None,
) -> tuple[str, dict[str, Value]]:
    """Return the SQL of a view from FROM on, with its parameters, optimised for its `first` rows."""
    values = dict(listing.parameters)
    source, conditions = listing.source, [listing.condition]
    ordered = f" ORDER BY {_order_by(listing, view)}" if order else ""
    for number, value_filter in enumerate(view.filters):
        by = _group_key(listing, value_filter.key, month=value_filter.month)
        conditions.append(f"({by}) IS :filter_{number}")
        values[f"filter_{number}"] = value_filter.value
    if listing.text:
        conditions += search_index.scan_conditions(read, listing.text, view.find)
    elif finding := search_index.plan_search(read, listing.kind, listing.id, view.find, first):
        values |= finding.values
        if finding.hits and first:  # sorted before each is tested: a few suffice
            among = f"FROM {finding.hits}{source} WHERE {finding.candidate}"
            inner = " AND ".join((among, *conditions))
            hits = f"(SELECT {listing.id} AS number {inner}{ordered} LIMIT -1) AS hit CROSS JOIN "
            return f"FROM {hits}{source} WHERE {finding.candidate} AND {finding.condition}", values
        source = finding.hits + source
        conditions += [finding.candidate, finding.condition]
    return f"FROM {source} WHERE {' AND '.join(conditions)}{ordered}", values


def _group_key(listing: ListQuery[Any], key: str, *, month: bool) -> str:
    return f"substr({listing.keys[key]}, 1, 7)" if month else listing.keys[key]


def _order_by(listing: ListQuery[Any], view: View) -> str:
    terms, known = [], set()
    orders = (*view.order, *listing.order)
    for key, down in orders:
        if key in known:
            continue
        known.add(key)
        sql = listing.keys[key]
        direction = " DESC" if down else ""
        terms.append(
            f"{sql}{direction}"
            if key in listing.not_null
            else f"nullif({sql}, ''){direction} NULLS LAST"
        )
    return ", ".join([*terms, f"{listing.id}{' DESC' if listing.order[-1].down else ''}"])
