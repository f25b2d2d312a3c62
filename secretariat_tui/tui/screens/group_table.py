"""The groups of a list as a table: each value of a column, its number of rows, their sums."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.search.groups import Group
from secretariat_tui.database.search.list_query import masked_label
from secretariat_tui.tables.table import Column, Table

R = TypeVar("R")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class GroupRow(NamedTuple):
    """A group with its label; `id` is its index."""

    id: int
    label: str
    group: Group


def group_rows(
    groups: Sequence[Group], column: Column[Any], labels: Mapping[Any, str], *, month: bool
) -> list[GroupRow]:
    """Return groups with their labels; `labels` maps the key of each group's sample row to its text."""

    def label(group: Group) -> str:
        if month:
            return _month(group.value)
        if column.members and isinstance(group.value, str):
            return column.member_text(group.value)
        return labels.get(group.sample_id, "")

    return [
        GroupRow(
            i,
            masked_label(each.value) or label(each),
            each,
        )
        for i, each in enumerate(groups)
    ]


def value_label(value: str | int | None, column: Column[R], row: R | None) -> str:
    """Return the label of a value that a list is filtered by; `row` is a row with that value."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        return table_date(date.fromisoformat(value))
    text = column.text(row).strip() if row is not None else ""
    return masked_label(value) or text or _("빈 칸")


def _month(value: str | int | None) -> str:
    year, _dash, month = str(value or "").partition("-")
    return _("{year}. {month}.").format(year=year, month=int(month)) if month else ""


def group_table(table: Table[Any], column: Column[Any]) -> Table[GroupRow]:
    """Return the table for the groups of `table` by a column: counts and sums."""
    sums = [
        Column[GroupRow](
            each.key, each.title, _sum(each.key), align="right", width=12, total=each.total
        )
        for each in table.columns
        if each.total
    ]
    return Table(
        f"{table.name}_by_{column.key}",
        table.title,
        (
            Column(
                "label",
                column.title,
                lambda row: row.label,
                lambda row: row.label or _("빈 칸"),
                width=16,
                grow=True,
                personal=column.personal,
            ),
            Column(
                "count",
                N_("건수"),
                lambda row: row.group.size,
                align="right",
                width=8,
                total=N_("건수 {n}"),
            ),
            *sums,
        ),
    )


def _sum(key: str) -> Callable[[GroupRow], int]:
    return lambda row: row.group.sums.get(key, 0)
