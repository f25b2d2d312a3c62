"""The groups of a list: each value of a column, how many rows have it and what they add up to."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.money_dates import table_date, won
from secretariat_tui.database.search.list_query import MOST_GROUPS, Group, ValueFilter, masked
from secretariat_tui.tables.row_source import MemoryRows, RowSource
from secretariat_tui.tables.table import Column, Table
from secretariat_tui.tui.paint.text import Line, Span, labelled, line
from secretariat_tui.tui.screens.list_view import ListScreen

if TYPE_CHECKING:
    from secretariat_tui.database.file import OfficeFile

R = TypeVar("R")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Row(NamedTuple):
    """A group as it is shown; its `id` is its place."""

    id: int
    label: str
    group: Group


async def group(
    below: ListScreen[R], source: RowSource[R], column: Column[R]
) -> ValueFilter | None:
    """Show a list's groups by a column; return the chip of the one that was opened."""
    view, month = below.view, column.dated
    found = await below.run_query(lambda read: source.groups(read, view, column.key, month=month))
    samples = await below.run_query(lambda read: source.rows(read, [each.sample for each in found]))
    labels = {source.key(row): column.text(row).strip() for row in samples}
    rows = [
        Row(at, _label(each, labels.get(each.sample, ""), month=month), each)
        for at, each in enumerate(found)
    ]
    opened: Row | None = await below.dialog(GroupsScreen(below, column, rows))
    if opened is None:
        return None
    return ValueFilter(column.key, opened.group.value, opened.label or _("빈 칸"), month)


def _label(of: Group, text: str, *, month: bool) -> str:
    return masked(of.value) or (_month(of.value) if month else text)


def said(value: str | int | None, column: Column[R], row: R | None) -> str:
    """Say the value that a list is narrowed to: that of a row's cell, which may say more of a day."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        return table_date(date.fromisoformat(value))
    shown = column.text(row).strip() if row is not None else ""
    return masked(value) or shown or _("빈 칸")


def _month(value: str | int | None) -> str:
    year, _dash, month = str(value or "").partition("-")
    return _("{year}. {month}.").format(year=year, month=int(month)) if month else ""


def _table(of: Table[Any], column: Column[Any]) -> Table[Row]:
    added = [
        Column[Row](
            each.key,
            each.title,
            _sum(each.key),
            align="right",
            width=12,
            total=each.total,
        )
        for each in of.columns
        if each.total
    ]
    return Table(
        f"{of.name}_by_{column.key}",
        of.title,
        (
            Column(
                "label",
                column.title,
                lambda row: row.label,
                lambda row: row.label or _("빈 칸"),
                width=16,
                grow=True,
            ),
            Column(
                "count",
                N_("건수"),
                lambda row: row.group.size,
                align="right",
                width=8,
                total=N_("건수 {n}"),
            ),
            *added,
        ),
    )


def _sum(key: str) -> Callable[[Row], int]:
    return lambda row: row.group.sums.get(key, 0)


class GroupsScreen(ListScreen[Row]):
    """The groups, above the list they are of. Enter goes back to it, narrowed to a group."""

    def __init__(self, below: ListScreen[Any], column: Column[Any], rows: Sequence[Row]) -> None:
        self.table = _table(below.table, column)
        super().__init__()
        self.area = below.area
        self._column, self._rows, self._below = column, rows, below

    async def find_source(self) -> RowSource[Row]:
        return MemoryRows(self.table, self._rows)

    async def headline(self) -> Sequence[Span]:
        """Say what is grouped by what."""
        said = _(" › {column}별 묶음 {n}개 · {count}건").format(
            column=_(self._column.title),
            n=won(len(self._rows)),
            count=won(sum(row.group.size for row in self._rows)),
        )
        if len(self._rows) == MOST_GROUPS:
            said += _(" · 처음 {n}개만 보입니다").format(n=won(MOST_GROUPS))
        return [(_(self._below.table.title), "dim"), (said, "bold")]

    def describe(self, file: "OfficeFile", record: Row) -> list[Line]:  # noqa: ARG002
        """Write out a group."""
        all_ = sum(row.group.size for row in self._rows)
        share = record.group.size * 100 / all_ if all_ else 0
        lines = [line((record.label or _("빈 칸"), "bold"))]
        lines.append(labelled(_("건수"), f"{won(record.group.size)} / {won(all_)} ({share:.1f}%)"))
        lines += [
            labelled(_(column.title), column.text(record)) for column in self.table.columns[2:]
        ]
        return [*lines, line((_("Enter를 누르면 이 줄들만 봅니다."), "dim"))]

    async def open(self, record: Row) -> None:
        """Go back to the list, narrowed to this group."""
        self.dismiss(record)
