"""Queries for long lists, read in pages.

A view is read as the ids of its records in order: 4 bytes each. The rows are read when they become visible.
"""

import json
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader, Value

if TYPE_CHECKING:
    from secretariat_tui.database.search import find

R = TypeVar("R")
MASKED_VALUE = (
    "\U0010ffff"  # replaces the values of secret records: sorted after all text, and as one group
)
FURTHER = "further_"  # begins the names of the further fields of a row
PAGE_ROWS = 256  # rows read together
_FIRST_PAGE_ROWS = 100  # more than a screen holds
_SMALL_IDS, _ANY_IDS = "i", "q"  # types of arrays: 4 and 8 bytes for an id
_MAX_SMALL_ID = (1 << 31) - 1
_ID_CHUNK = 20_000  # ids read between two checks for cancellation
LONG_LIST = (
    30_000  # rows; where an index can sort a longer list, its texts are in order of characters
)


def masked_label(value: str | int | None) -> str:
    """Return the text for a masked value, "" for others."""
    return _("비공개") if value == MASKED_VALUE else ""


class Order(NamedTuple):
    """A column to sort by; blanks are last either way."""

    key: str
    descending: bool = False


class ValueFilter(NamedTuple):
    """A column filtered by a value, or a date column `by_month`; `label` describes it."""

    key: str
    value: str | int | None
    label: str = ""
    by_month: bool = False


class View(NamedTuple):
    """A search, filters and an order."""

    find: str = ""
    filters: tuple[ValueFilter, ...] = ()
    order: tuple[Order, ...] = ()


class FirstPage(NamedTuple):
    """The first rows of a view, and whether these are all."""

    rows: Sequence[Any]
    complete: bool


class ListParts(NamedTuple):
    """The SQL of a list, compiled ahead from its ListStatement.

    `columns` are those of its rows, `id` is the expression of the record's id. `keys` are the expressions
    that columns are sorted, grouped and filtered by; those of `text_keys` may be blank, `months` are the months of
    dates. `sums` are the expressions that can be added up, `conditions` those that can restrict the list.
    `fields` are all columns of the record, masked if it is secret; they can be read, sorted and grouped by as well.
    `constants` are the columns with one value for all rows.
    `members` select the single values of the keys that have several, as record_id and value: a record is counted
    in the group of each.
    """

    columns: Mapping[str, str]
    source: str
    id: str
    keys: Mapping[str, str]
    text_keys: tuple[str, ...] = ()
    months: Mapping[str, str] = MappingProxyType({})
    sums: Mapping[str, str] = MappingProxyType({})
    conditions: Mapping[str, str] = MappingProxyType({})
    fields: Mapping[str, str] = MappingProxyType({})
    members: Mapping[str, str] = MappingProxyType({})
    constants: tuple[str, ...] = ()


class ListQuery(NamedTuple, Generic[R]):
    """The query of a list, composed of `parts` and read as `row_type`, whose first field is `id`.

    The keys in `not_null` are never blank, so that an index can sort them. Those in `numbered` are numbers such
    as 23-998, each of one row only, which are sorted by their value in long lists too. `kind` is the kind of
    record in the search index. A list that is not in the index is searched by testing the expression
    `scanned_text` of each row. `further` are fields that are read besides the columns of the row class, into its
    mapping. `searched` are those that a search tests besides the indexed texts, with the function that makes a
    search key of their value.
    """

    row_type: type[R]
    parts: ListParts
    order: tuple[Order, ...]
    kind: int
    not_null: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    conditions: tuple[str, ...] = ()
    parameters: tuple[tuple[str, Value], ...] = ()
    scanned_text: str = ""
    further: tuple[str, ...] = ()
    searched: tuple[tuple[str, Callable[[Any], str]], ...] = ()

    def where(self, *conditions: str, **parameters: Value) -> "ListQuery[R]":
        """Return the query restricted by conditions of its parts; `parameters` are values of its SQL."""
        chosen = [self.parts.conditions[name] for name in conditions]
        return self._replace(
            conditions=(*self.conditions, *chosen),
            parameters=(*self.parameters, *parameters.items()),
        )

    def with_fields(self, keys: Iterable[str]) -> "ListQuery[R]":
        """Return the query whose rows hold these fields too; keys of other columns are ignored."""
        further = (key for key in keys if key in self.parts.fields)
        return self._replace(further=tuple(dict.fromkeys(further)))

    @property
    def columns(self) -> dict[str, str]:
        """The SQL of the columns that its rows are made of, by name."""
        further = {f"{FURTHER}{key}": self.parts.fields[key] for key in self.further}
        return {**self.parts.columns, **further}

    def select(self, columns: Iterable[str] = ()) -> str:
        """Return the SQL of some columns of its rows, by default of all."""
        every = self.columns
        return ", ".join(f'{every[name]} AS "{name}"' for name in columns or every)

    @property
    def searched_fields(self) -> "list[find.SearchedField]":
        """The further fields that a search tests."""
        from secretariat_tui.database.search import find

        return [
            find.SearchedField(self.parts.fields[key], search_key)
            for key, search_key in self.searched
        ]

    def can_sort(self, key: str) -> bool:
        """Whether the list can be sorted and grouped by a column."""
        return key in self.parts.keys or key in self.parts.fields

    def key(self, key: str) -> str:
        """Return the SQL of what a column is sorted, grouped and filtered by."""
        return self.parts.keys.get(key) or self.parts.fields[key]

    @property
    def condition(self) -> str:
        """The SQL of all conditions."""
        return " AND ".join(f"({each})" for each in self.conditions) or "TRUE"


def count(reader: Reader, query: ListQuery[Any]) -> int:
    """Count all records of the list."""
    sql = f"SELECT count(*) FROM {query.parts.source} WHERE {query.condition}"
    return cast("int", reader.value(sql, **dict(query.parameters)))


def first_page(reader: Reader, query: ListQuery[R], view: View) -> FirstPage:
    """Read the first rows of a view."""
    of_view, values = from_clause(reader, query, view, order=True, first=_FIRST_PAGE_ROWS)
    sql = f"SELECT {query.select()} {of_view} LIMIT {_FIRST_PAGE_ROWS}"
    rows = reader.rows(query.row_type, sql, **values)
    return FirstPage(rows, complete=len(rows) < _FIRST_PAGE_ROWS)


def all_rows(reader: Reader, query: ListQuery[R], view: View = View()) -> list[R]:  # noqa: B008 - frozen
    """Read all rows of a view: for exports and short lists."""
    of_view, values = from_clause(reader, query, view, order=True)
    return reader.rows(query.row_type, f"SELECT {query.select()} {of_view}", **values)


def stored_rows(
    reader: Reader, query: ListQuery[Any], columns: Iterable[str]
) -> list[tuple[Any, ...]]:
    """Read some columns of all rows as SQLite returns them."""
    of_view, values = from_clause(reader, query, View(), order=True)
    return reader.tuples(f"SELECT {query.select(columns)} {of_view}", **values)


def constants(reader: Reader, query: ListQuery[Any], columns: Iterable[str]) -> dict[str, Any]:
    """Read those of some columns that have one value for all rows."""
    names = [name for name in columns if name in query.parts.constants]
    if not names:
        return {}
    (row,) = reader.tuples(f"SELECT {query.select(names)}", **dict(query.parameters))
    return dict(zip(names, row, strict=True))


def record_ids(
    reader: Reader,
    query: ListQuery[Any],
    view: View,
    should_continue: Callable[[int], bool],
    before: "array[int] | None" = None,
) -> "array[int]":
    """Read the ids of a view in order, after those of `before`.

    `should_continue` gets their number so far, and False ends the reading.
    """
    of_view, values = from_clause(reader, query, view, order=True)
    result = array(_SMALL_IDS) if before is None else before
    for rows in reader.chunks(f"SELECT {query.parts.id} {of_view}", _ID_CHUNK, **values):
        ids = [row[0] for row in rows]
        if result.typecode == _SMALL_IDS and max(ids) > _MAX_SMALL_ID:
            result = array(_ANY_IDS, result)
        result.extend(ids)
        if not should_continue(len(result)):
            break
    return result


def rows_by_id(reader: Reader, query: ListQuery[R], wanted: Sequence[int]) -> list[R]:
    """Read rows by their ids, in that order; deleted ones are missing."""
    sql, values = _by_id(query, (), wanted)
    return reader.rows(query.row_type, sql, **values)


def stored_rows_by_id(
    reader: Reader, query: ListQuery[Any], columns: Iterable[str], wanted: Sequence[int]
) -> list[tuple[Any, ...]]:
    """Read some columns of rows by their ids, as SQLite returns them."""
    sql, values = _by_id(query, columns, wanted)
    return reader.tuples(sql, **values)


def _by_id(
    query: ListQuery[Any], columns: Iterable[str], wanted: Sequence[int]
) -> tuple[str, dict[str, Value]]:
    sql = f"""
        SELECT {query.select(columns)} FROM
            (SELECT key AS wanted_position, value AS wanted_id FROM json_each(:wanted)) AS wanted
            CROSS JOIN {query.parts.source}
        WHERE {query.parts.id} = wanted_id AND {query.condition} ORDER BY wanted_position"""
    return sql, {"wanted": json.dumps(list(wanted)), **dict(query.parameters)}


def column_value(
    reader: Reader, query: ListQuery[Any], record_id: int, key: str
) -> str | int | None:
    """Return the value that a record is sorted by in a column."""
    sql = f"SELECT {query.key(key)} FROM {query.parts.source} WHERE {query.parts.id} = :record_id"
    return cast(
        "str | int | None", reader.value(sql, record_id=record_id, **dict(query.parameters))
    )


def first_on(reader: Reader, query: ListQuery[Any], view: View, key: str, day: str) -> int | None:
    """Return the id of the view's first record on a day or, if the view is sorted by that column, after it."""
    orders = view.order or query.order
    descending = orders[0].descending if orders[0].key == key else None
    sign = "=" if descending is None else "<=" if descending else ">="
    later = restricted(query, f"{query.key(key)} {sign} :wanted_day", wanted_day=day)
    of_view, values = from_clause(reader, later, view, order=True)
    return cast("int | None", reader.value(f"SELECT {query.parts.id} {of_view} LIMIT 1", **values))


def sums(
    reader: Reader, query: ListQuery[Any], view: View, ids: Iterable[int] | None = None
) -> dict[str, int]:
    """Return the sums of a view, or of the records `ids`; "" is the number of records."""
    if ids is not None:
        among = f"{query.parts.id} IN (SELECT value FROM json_each(:among))"
        query, view = restricted(query, among, among=json.dumps(list(ids))), View()
    expressions = {"": "1", **query.parts.sums}
    of_view, values = from_clause(reader, query, view)
    columns = ", ".join(f"coalesce(sum({sql}), 0)" for sql in expressions.values())
    (row,) = reader.tuples(f"SELECT {columns} {of_view}", **values)
    return dict(zip(expressions, row, strict=True))


def _equals(query: ListQuery[Any], key: str, by: str, value: str) -> str:
    """Return SQL for whether a record has a value; one of several is enough."""
    rows = query.parts.members.get(key)
    if rows is None:
        return f"({by}) = {value}"
    of_record = f"member.record_id = {query.parts.id} AND member.value = {value}"
    return f"(({by}) = {value} OR EXISTS (SELECT 1 FROM ({rows}) AS member WHERE {of_record}))"


def restricted(query: ListQuery[R], condition: str, **parameters: Value) -> ListQuery[R]:
    """Return a query restricted by a condition in SQL."""
    return query._replace(
        conditions=(*query.conditions, condition),
        parameters=(*query.parameters, *parameters.items()),
    )


def from_clause(
    reader: Reader,
    query: ListQuery[Any],
    view: View,
    *,
    order: bool = False,
    first: int | None = None,
) -> tuple[str, dict[str, Value]]:
    """Return the SQL of a view from FROM on, with its parameters, optimised for its `first` rows."""
    values = dict(query.parameters)
    source, conditions = query.parts.source, [query.condition]
    order_by = f" ORDER BY {_order_by(reader, query, view)}" if order else ""
    for index, value_filter in enumerate(view.filters):
        by = group_key(query, value_filter.key, month=value_filter.by_month)
        if value_filter.value is None:
            conditions.append(f"({by}) IS NULL")
        else:
            conditions.append(_equals(query, value_filter.key, by, f":filter_{index}"))
            values[f"filter_{index}"] = value_filter.value
    from secretariat_tui.database.search import find

    if query.scanned_text:
        conditions += find.scan_conditions(reader, query.scanned_text, view.find)
    elif plan := find.plan_search(
        reader, query.kind, query.parts.id, view.find, first, query.searched_fields
    ):
        values |= plan.values
        if plan.hits and first:
            # LIMIT -1 is no limit, but keeps SQLite from flattening the subquery: the candidates are sorted
            # first, and tested only until the outer LIMIT is reached.
            among = f"FROM {plan.hits}{source} WHERE {plan.candidate}"
            inner = " AND ".join((among, *conditions))
            hits = (
                f"(SELECT {query.parts.id} AS hit_id {inner}{order_by} LIMIT -1) AS hit CROSS JOIN "
            )
            return f"FROM {hits}{source} WHERE {plan.candidate} AND {plan.condition}", values
        source = plan.hits + source
        conditions += [plan.candidate, plan.condition]
    return f"FROM {source} WHERE {' AND '.join(conditions)}{order_by}", values


def group_key(query: ListQuery[Any], key: str, *, month: bool) -> str:
    """Return the SQL of what a column, or a date column by month, is grouped by."""
    return query.parts.months[key] if month else query.key(key)


def _blank_as_null(query: ListQuery[Any], key: str, sql: str) -> str:
    """Return SQL that sorts "" like NULL. Only text can be blank."""
    return f"nullif({sql}, '')" if key in query.parts.text_keys else sql


def sorted_text(query: ListQuery[Any], key: str, sql: str) -> str:
    """Return SQL that sorts text case-folded and numbers within it by their value; "" is sorted like NULL."""
    if key not in query.parts.text_keys:
        return sql
    return f"natural_key({_blank_as_null(query, key, sql)})"


def _order_by(reader: Reader, query: ListQuery[Any], view: View) -> str:
    terms, seen = [], set()
    orders = (*view.order, *query.order)
    for key, descending in orders:
        if key in seen:
            continue
        seen.add(key)
        sql = query.key(key)
        direction = " DESC" if descending else ""
        if key not in query.not_null or (
            key in query.parts.text_keys and not _is_long(reader, query)
        ):
            terms.append(f"{sorted_text(query, key, sql)}{direction} NULLS LAST")
            continue
        if key in query.numbered:  # faster than natural_key
            terms += [
                f"substr({sql}, 1, instr({sql}, '-')){direction}",
                f"length({sql}){direction}",
            ]
        terms.append(f"{sql}{direction}")
        if key in query.numbered:
            return ", ".join(terms)
    return ", ".join([*terms, f"{query.parts.id}{' DESC' if query.order[-1].descending else ''}"])


def _is_long(reader: Reader, query: ListQuery[Any]) -> bool:
    """Return whether calling natural_key for each row of a list takes too long."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {query.parts.source} LIMIT {LONG_LIST + 1})"
    return bool(reader.value(sql, **dict(query.parameters)) > LONG_LIST)
