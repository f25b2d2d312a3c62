"""Long lists: what a person wants to see of them, asked of SQLite in windows.

A view of a list is its records' numbers in order, which even for a million records are few bytes;
the rows themselves are read where somebody looks.
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
    "\U0010ffff"  # stands for what a secret record says: after all text, and equal only to itself
)
MAX_GROUPS = 2_000
WINDOW = 256  # rows read at once
_FIRST_PAGE_ROWS = 100  # rows of a view's beginning: more than a screen holds
_ID_CHUNK = 20_000  # numbers read between two looks whether anybody still waits


def masked_label(value: str | int | None) -> str:
    """Return what stands for a value that is a secret one, "" for others."""
    return _("비공개") if value == MASKED_VALUE else ""


class Order(NamedTuple):
    """A column to sort by; `down` puts the greatest first. Blanks are last either way."""

    key: str
    down: bool = False


class ValueFilter(NamedTuple):
    """A column narrowed to a value, or a date column to the month of that value, as `label` says."""

    key: str
    value: str | int | None
    label: str = ""
    month: bool = False


class View(NamedTuple):
    """What a person wants to see: the words to find, the values to keep, the order."""

    find: str = ""
    filters: tuple[ValueFilter, ...] = ()
    order: tuple[Order, ...] = ()


class FirstPage(NamedTuple):
    """The beginning of a view: its first rows, and whether they are all."""

    rows: Sequence[Any]
    complete: bool


class Group(NamedTuple):
    """The records that share a value: `sample` is one of them, `sums` what they add up to."""

    value: str | int | None
    size: int
    sample: int
    sums: Mapping[str, int]


@dataclass(frozen=True)
class ListQuery(Generic[R]):
    """How a list is read: its rows, each a `make` whose first field is `id`, from `source` where `where`.

    `keys` say in SQL what a column sorts, groups and narrows by; those that are `not_null` are never blank,
    so that an index can order them. `sums` say what can be added up. `kind` is the records' kind in the
    search index, `invalidated_by` are queries for the records touched by the transactions after :tx. A list that
    no index holds is found by its `text` instead.
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
        """Return the part of the list for which a condition holds; `given` are its values, and today."""
        return replace(
            self,
            condition=f"({self.condition}) AND ({where})",
            parameters=(*self.parameters, *given.items()),
        )


def count(read: Reader, listing: ListQuery[Any]) -> int:
    """Count the whole list."""
    sql = f"SELECT count(*) FROM {listing.source} WHERE {listing.condition}"
    return cast("int", read.value(sql, **dict(listing.parameters)))


def first_page(read: Reader, listing: ListQuery[R], view: View) -> FirstPage:
    """Read the first rows of a view."""
    tail, values = _tail(read, listing, view, order=True, first=_FIRST_PAGE_ROWS)
    sql = f"SELECT {listing.select} {tail} LIMIT {_FIRST_PAGE_ROWS}"
    rows = read.rows(listing.row_type, sql, **values)
    return FirstPage(rows, complete=len(rows) < _FIRST_PAGE_ROWS)


def all_rows(read: Reader, listing: ListQuery[R], view: View = View()) -> list[R]:  # noqa: B008 - frozen
    """Read a view whole: for lists that are taken out, or short."""
    tail, values = _tail(read, listing, view, order=True)
    return read.rows(listing.row_type, f"SELECT {listing.select} {tail}", **values)


def record_ids(
    read: Reader, listing: ListQuery[Any], view: View, going: Callable[[int], bool]
) -> "array[int]":
    """Read the numbers of a view's records in order. `going` is told how many, and says whether to go on."""
    tail, values = _tail(read, listing, view, order=True)
    found = array("q")
    for rows in read.chunks(f"SELECT {listing.id} {tail}", _ID_CHUNK, **values):
        found.extend(row[0] for row in rows)
        if not going(len(found)):
            break
    return found


def rows_by_id(read: Reader, listing: ListQuery[R], wanted: Sequence[int]) -> list[R]:
    """Read records by their numbers, in that order; those that are gone are missing."""
    sql = f"""
        SELECT {listing.select} FROM
            (SELECT key AS wanted_place, value AS wanted_id FROM json_each(:wanted))
            CROSS JOIN {listing.source}
        WHERE {listing.id} = wanted_id AND {listing.condition} ORDER BY wanted_place"""
    return read.rows(
        listing.row_type, sql, wanted=json.dumps(list(wanted)), **dict(listing.parameters)
    )


def column_value(read: Reader, listing: ListQuery[Any], number: int, key: str) -> str | int | None:
    """Return what a record is sorted by in a column."""
    sql = f"SELECT {listing.keys[key]} FROM {listing.source} WHERE {listing.id} = :number"
    return cast("str | int | None", read.value(sql, number=number, **dict(listing.parameters)))


def first_on(read: Reader, listing: ListQuery[Any], view: View, key: str, day: str) -> int | None:
    """Return the first record of a view that is of a day, or comes after it in the view's order."""
    orders = view.order or listing.order
    down = orders[0].down if orders[0].key == key else None
    sign = "=" if down is None else "<=" if down else ">="
    part = listing.where(f"{listing.keys[key]} {sign} :wanted_day", wanted_day=day)
    tail, values = _tail(read, part, view, order=True)
    return cast("int | None", read.value(f"SELECT {listing.id} {tail} LIMIT 1", **values))


def sums(
    read: Reader, listing: ListQuery[Any], view: View, only: Iterable[int] | None = None
) -> dict[str, int]:
    """Add up a view, or of it the records `only`; "" is how many they are."""
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
    """Group a view by a column, or a date column by its months: the first MOST_GROUPS values in order."""
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
    """Return a view as SQL from FROM on, with its values; in such a way that its `first` rows come soon."""
    values = dict(listing.parameters)
    source, conditions = listing.source, [listing.condition]
    ordered = f" ORDER BY {_order_by(listing, view)}" if order else ""
    for number, value_filter in enumerate(view.filters):
        by = _group_key(listing, value_filter.key, month=value_filter.month)
        conditions.append(f"({by}) IS :chip_{number}")
        values[f"chip_{number}"] = value_filter.value
    if listing.text:
        conditions += search_index.scan_conditions(read, listing.text, view.find)
    elif finding := search_index.plan_search(read, listing.kind, listing.id, view.find, first):
        values |= finding.values
        if finding.hits and first:  # put in order before looking at each: a few will do
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
        way = " DESC" if down else ""
        terms.append(
            f"{sql}{way}" if key in listing.not_null else f"nullif({sql}, ''){way} NULLS LAST"
        )
    return ", ".join([*terms, f"{listing.id}{' DESC' if listing.order[-1].down else ''}"])
