"""What an area declares about its tables for the audit log: titles, columns, owners, retention."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any, NamedTuple

from secretariat_tui.core import dates
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.money import format_won


class ColumnMeta(NamedTuple):
    """A column as people know it: `show` formats a stored value.

    `name_sql` is SQL for the name of the record that a number refers to; {0} is the number.
    """

    label: str
    show: Callable[[Any], str] = str
    name_sql: str = ""
    codes: Mapping[Any, str] | None = None


class OwnerColumn(NamedTuple):
    """The table of the record that a dependent row belongs to, and the column with its id."""

    table: str
    column: str


class RetentionRule(NamedTuple):
    """How long records are kept: `years` after the end of the year of a date, given as SQL for alias `r`.

    Records without that date are kept. `basis` cites the rule; the office has to confirm it.
    """

    years: int
    since: str
    basis: str
    where: str = "TRUE"


class TableMeta(NamedTuple):
    """A table: its title, its columns, the column that names a record.

    A record is secret if a column has a value: ("secret", 1). `delete_function` is "module:name" of the function
    that deletes a record.
    """

    table: str
    title: str
    name_column: str
    columns: Mapping[str, ColumnMeta]
    owner: OwnerColumn | None = None
    secret: tuple[str, str | int] | None = None
    retention: RetentionRule | None = None
    delete_function: str = ""


def text_column(label: str) -> ColumnMeta:
    """Declare a text column."""
    return ColumnMeta(label)


def choice_column(label: str, codes: Mapping[Any, str]) -> ColumnMeta:
    """Declare a column with coded values; `codes` names them."""
    return ColumnMeta(label, lambda value: _(codes.get(value, str(value))), codes=codes)


def money_column(label: str) -> ColumnMeta:
    """Declare an amount in won."""
    return ColumnMeta(label, lambda value: _("{n}원").format(n=format_won(value)))


def number_column(label: str) -> ColumnMeta:
    """Declare an integer column."""
    return ColumnMeta(label, format_won)


def date_column(label: str) -> ColumnMeta:
    """Declare a date column."""
    return ColumnMeta(label, lambda value: dates.full_date(date.fromisoformat(value)))


def time_column(label: str) -> ColumnMeta:
    """Declare a time of day."""
    return ColumnMeta(label, lambda value: dates.format_time(time.fromisoformat(value)))


def bool_column(label: str, no: str = N_("아니오"), yes: str = N_("예")) -> ColumnMeta:
    """Declare a yes-or-no column."""
    return choice_column(label, {0: no, 1: yes})


def reference_column(label: str, name: str) -> ColumnMeta:
    """Declare a column with another record's id; `name` is SQL for its name."""
    return ColumnMeta(label, lambda value: f"#{value}", name)
