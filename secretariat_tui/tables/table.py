"""The declaration of a table: what its columns are, how a value is shown."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from types import NoneType
from typing import Any, Generic, Literal, TypeVar

from secretariat_tui.core import dates, money
from secretariat_tui.core.i18n import LANGUAGES, _, language_set
from secretariat_tui.core.text import clean, search_key

R = TypeVar("R")
Cell = str | int | date | time | None
Align = Literal["left", "right", "center"]


_FORMATTERS: dict[type, Callable[[Any], str]] = {
    str: clean,
    int: money.format_won,
    date: dates.full_date,
    time: dates.format_time,
    NoneType: lambda _none: "",
}


def format_value(value: Cell) -> str:
    """Show a value as a table does: dates 2023. 4. 19.(수), numbers 1,234, nothing for none."""
    return _FORMATTERS.get(type(value), _as_text)(value)


def _as_text(value: object) -> str:
    return clean(str(value))


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: `value` is what sorts and is exported as data, `show` is what people read.

    `width` is its least width on the screen in cells; the columns that `grow` share what is left.
    A column of a lower `rank` gives way first where the screen is narrow. `searchable` is False where the text
    changes with the day, so that no index can hold it. `total` says how a sum is written: N_("{n}원").
    What a `personal` one holds are people's names. What a `dated` one holds begins with a day, as ISO 8601
    writes it: a day is looked for in it, and it is grouped by months. `unit` is that of the value where
    the text is in another. Where the value says less than the text, it is not `exact`, and the text
    goes out as data.
    """

    key: str
    title: str
    value: Callable[[R], Cell]
    show: Callable[[R], str] | None = None
    align: Align = "left"
    width: int = 0
    grow: bool = False
    rank: int = 1
    searchable: bool = True
    total: str = ""
    personal: bool = False
    dated: bool = False
    unit: str = ""
    exact: bool = True

    def data(self, row: R) -> Cell:
        """Return this column's value as data, its text without control characters."""
        value = self.value(row) if self.exact else self.text(row)
        return clean(value, multiline=True) if isinstance(value, str) else value

    @property
    def data_title(self) -> str:
        """What its data are called, in the language in use: with their unit, if it is not the text's."""
        return f"{_(self.title)}({_(self.unit)})" if self.unit else _(self.title)

    def text(self, row: R) -> str:
        """Return what people read in this column."""
        return clean(self.show(row)) if self.show else format_value(self.value(row))

    def texts(self, rows: Iterable[R]) -> list[str]:
        """Return what people read in this column of many rows, as fast as they can be read."""
        if self.show:
            return list(map(clean, map(self.show, rows)))
        return list(map(format_value, map(self.value, rows)))


@dataclass(frozen=True)
class Table(Generic[R]):
    """A table: its name, its title and its columns. A `secret` row is for this office alone."""

    name: str
    title: str
    columns: tuple[Column[R], ...]
    secret: Callable[[R], bool] = lambda _row: False

    def column(self, key: str) -> Column[R]:
        """Return the column of a key. KeyError where there is none."""
        return next(column for column in self.columns if column.key == key)

    def header(self) -> list[str]:
        """Return the titles of the columns, in the language in use."""
        return [_(column.title) for column in self.columns]

    def search_document(self, row: R) -> str:
        """Return what a row is found by, as search keys."""
        return search_document(lambda: self.search_texts(row))

    def search_texts(self, row: R) -> list[str]:
        """Return what people read in a row, but for what changes with the day."""
        return [column.text(row) for column in self.columns if column.searchable]

    def texts(self, row: R) -> list[str]:
        """Return what people read in a row."""
        return [column.text(row) for column in self.columns]


def search_document(texts: Callable[[], Iterable[str]], more: Iterable[str] = ()) -> str:
    """Return as search keys what texts say in every language: one file has readers of each.

    What there is `more` is the same in all of them.
    """
    found: dict[str, None] = {}
    for spoken in LANGUAGES.values():
        with language_set(spoken):
            found |= dict.fromkeys(texts())
    return "\n".join(map(search_key, found | dict.fromkeys(more)))


@dataclass(frozen=True)
class Sheet(Generic[R]):
    """A table with its rows, ready to leave: `basis` is the line above it, `notes` those below.

    Where these count the rows, `of` makes the sheet of some of them.
    """

    table: Table[R]
    rows: Sequence[R]
    basis: str = ""
    notes: tuple[str, ...] = ()
    of: Callable[[list[R]], "Sheet[R]"] | None = None

    @property
    def title(self) -> str:
        """The table's title, in the language in use."""
        return _(self.table.title)


@dataclass(frozen=True)
class Period:
    """What a table is asked for: as of a day, and between two days if they are given."""

    as_of: date
    first: date | None = None
    last: date | None = None
