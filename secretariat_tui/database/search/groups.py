"""Records of a list that share a value of a column: their number and their sums."""

from collections.abc import Mapping
from typing import Any

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader, Value
from secretariat_tui.database.search.list_query import (
    ListQuery,
    View,
    from_clause,
    group_key,
    sorted_text,
)

MAX_GROUPS = 2_000


class Group(NamedTuple):
    """The records that share a value: their number, the id of one of them, and their sums."""

    value: str | int | None
    size: int
    sample_id: int
    sums: Mapping[str, int]


def groups(
    reader: Reader, query: ListQuery[Any], view: View, key: str, *, month: bool = False
) -> list[Group]:
    """Group a view by a column, or a date column by month: the first MAX_GROUPS values in order."""
    of_view, values = from_clause(reader, query, view)
    if key in query.parts.members:
        return _member_groups(reader, query, key, of_view, values)
    by = group_key(query, key, month=month)
    columns = "".join(f", coalesce(sum({sql}), 0)" for sql in query.parts.sums.values())
    sql = f"""
        SELECT {by}, count(*), min({query.parts.id}){columns} {of_view}
        GROUP BY 1 ORDER BY {sorted_text(query, key, by)} NULLS LAST, 1 LIMIT {MAX_GROUPS}"""
    return [
        Group(value, size, sample_id, dict(zip(query.parts.sums, group_sums, strict=True)))
        for value, size, sample_id, *group_sums in reader.tuples(sql, **values)
    ]


def _member_groups(
    reader: Reader,
    query: ListQuery[Any],
    key: str,
    of_view: str,
    values: Mapping[str, Value],
) -> list[Group]:
    """Group records by each of the values that they have; one with several is counted in several groups."""
    sums = query.parts.sums
    added = "".join(f", {sql} AS sum_{at}" for at, sql in enumerate(sums.values()))
    totals = "".join(f", coalesce(sum(listed.sum_{at}), 0)" for at in range(len(sums)))
    sql = f"""
        SELECT member.value, count(*), min(listed.listed_id){totals}
        FROM (SELECT {query.parts.id} AS listed_id{added} {of_view}) AS listed
        LEFT JOIN (SELECT DISTINCT record_id, value FROM ({query.parts.members[key]})) AS member
            ON member.record_id = listed.listed_id
        GROUP BY 1 ORDER BY natural_key(nullif(member.value, '')) NULLS LAST, 1 LIMIT {MAX_GROUPS}"""
    return [
        Group(value, size, sample_id, dict(zip(sums, group_sums, strict=True)))
        for value, size, sample_id, *group_sums in reader.tuples(sql, **values)
    ]
