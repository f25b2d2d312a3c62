"""The declaration of tables: columns, formats, and sheets with rows."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import cached_property, lru_cache, partial
from types import MappingProxyType, NoneType
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol, TypeVar, cast

from secretariat_tui.core import dates, money
from secretariat_tui.core.i18n import LANGUAGES, _, language_set
from secretariat_tui.core.marks import Mark
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean, clean_all, search_key
from secretariat_tui.tables.stored_rows import BatchReader, as_stored

if TYPE_CHECKING:
    from secretariat_tui.database.audit.meta import TableMeta
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.tables.calendar_file import CalendarFile, CalendarOptions

R = TypeVar("R")
T = TypeVar("T")
_SHORT_TEXT = 40  # characters; the search keys of such texts are cached, for most of them recur


class HasId(Protocol):
    """A row of a table in the database."""

    @property
    def id(self) -> int:
        """The primary key."""


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
    """Return a value as text: dates as 2023. 4. 19.(수), numbers as 1,234, None as an empty text."""
    return _FORMATTERS.get(type(value), _as_text)(value)


def format_values(values: list[Cell]) -> list[str]:
    """Return many values as texts; faster than `format_value` for each."""
    types = set(map(type, values))
    if types <= {str}:
        return clean_all(cast("list[str]", values))
    if types <= {str, NoneType}:
        return clean_all(cast("list[str]", [value or "" for value in values]))
    return list(map(format_value, values))


def _as_text(value: object) -> str:
    return clean(str(value))


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: `value` is sorted and exported as data, `show` returns the text to display.

    width: the minimum width on the screen in cells
    grow: whether it gets a share of the remaining width
    rank: columns of a lower rank are hidden first on a narrow screen
    searchable: False if the text depends on the current date or counts other records, so that it cannot be indexed
    total: the format of a sum, as N_("{n}원")
    personal: whether it holds people's names and nothing else
    people: the people's names within its text, if it holds more than names
    dated: whether the value begins with an ISO 8601 date, so that it is grouped by months
    unit: the unit of the value, if the text is in another unit
    outside: the text for people outside the office, if the field that a name is in decides how it is masked
    exact: False if the value lacks a part of the text, which then is exported instead
    stored_text: the text of a stored value, if the column is of a field that is read only when it is shown
    mark: the sign and the style of a row's text on the screen; neither is exported
    group: the title above those of adjacent columns
    members: the single values of a row that has several: it is counted in the group of each
    member_text: the text of one of them
    reads: all fields that `value` and `show` read, if they are known: both are called once for rows that share them
    shared: what counts of the fields in `reads`, given as stored or as read, if not all of them do
    of_stored: what makes `value` of the fields in `reads` as stored, for texts that rarely recur and have no `show`
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
    people: Callable[[R], Iterable[str]] | None = None
    outside: Callable[[R], str] | None = None
    group: str = ""
    members: Callable[[R], Sequence[str]] | None = None
    member_text: Callable[[str], str] = str
    stored_text: Callable[[Any], str] | None = None
    reads: tuple[str, ...] = ()
    shared: Callable[..., Hashable] | None = None
    of_stored: Callable[..., Cell] | None = None

    def names(self, row: R) -> Iterable[str]:
        """Return the people's names that the text of a row holds, as far as they are known."""
        if self.people:
            return self.people(row)
        return (self.text(row),) if self.personal else ()

    mark: Callable[[R], Mark] | None = None

    def data(self, row: R) -> Cell:
        """Return the value for an export; texts are without control characters."""
        value = self.value(row) if self.exact else self.text(row)
        return clean(value, multiline=True) if isinstance(value, str) else value

    def data_of_each(self, rows: Sequence[R]) -> list[Cell]:
        """Return the values for an export of rows that share nothing."""
        values = list(map(self.value if self.exact else self.text, rows))
        texts = [value for value in values if isinstance(value, str)]
        if clean_all(texts) is texts:
            return values
        return [clean(v, multiline=True) if isinstance(v, str) else v for v in values]

    @property
    def full_title(self) -> str:
        """The title in the current language, after that of its group."""
        return f"{_(self.group)} {_(self.title)}" if self.group else _(self.title)

    @property
    def data_title(self) -> str:
        """The title for exported data in the current language, with the unit if it has one."""
        return f"{self.full_title}({_(self.unit)})" if self.unit else self.full_title

    def text(self, row: R) -> str:
        """Return the text of a row in this column."""
        return clean(self.show(row)) if self.show else format_value(self.value(row))

    def marked(self, row: R) -> tuple[str, str]:
        """Return the text of a row after its sign, and the name of its style; "" without a mark."""
        if self.mark is None:
            return self.text(row), ""
        mark = self.mark(row)
        return f"{mark.sign} {self.text(row)}", mark.style

    def texts(self, rows: Sequence[R]) -> list[str]:
        """Return the texts of many rows; faster than `text` for each."""
        return self.in_batches(Column.texts_of_each)(rows)

    def texts_of_each(self, rows: Sequence[R]) -> list[str]:
        """Return the texts of rows that share nothing."""
        if self.show:
            return clean_all(list(map(self.show, rows)))
        return format_values(list(map(self.value, rows)))

    @cached_property
    def _of_values(self) -> "Column[Any]":
        """The column of rows that are its values."""
        return replace(self, value=as_stored, reads=(), of_stored=None)

    def in_batches(self, read: Callable[["Column[Any]", Sequence[Any]], list[T]]) -> BatchReader[T]:
        """Return what reads batches of rows: `read` gets one of those that share what this column reads."""
        of_values = partial(read, self._of_values if self.of_stored else self)
        return BatchReader(self.reads, self.shared, partial(read, self), self.of_stored, of_values)


class HeadCell(NamedTuple):
    """A cell in the head of a table, which covers `columns` columns from the `first` on, and `lines` lines."""

    title: str
    first: int
    columns: int = 1
    lines: int = 1


def head_lines(columns: Sequence[Column[Any]]) -> list[list[HeadCell]]:
    """Return the head of columns: one line of titles, or two if groups stand above them."""
    if not any(column.group for column in columns):
        return [[HeadCell(_(column.title), at) for at, column in enumerate(columns)]]
    upper: list[HeadCell] = []
    for at, column in enumerate(columns):
        if column.group and at and columns[at - 1].group == column.group:
            upper[-1] = upper[-1]._replace(columns=upper[-1].columns + 1)
        else:
            title = _(column.group or column.title)
            upper.append(HeadCell(title, at, lines=1 if column.group else 2))
    lower = [HeadCell(_(each.title), at) for at, each in enumerate(columns) if each.group]
    return [upper, lower]


@dataclass(frozen=True)
class Table(Generic[R]):
    """A table; `secret` rows must not leave the office, and of others what `for_outside` returns leaves.

    `columns` are those shown by default, `further` those that can be chosen besides. `is_total` is whether a row is
    the sum of others, which counts and sums of rows leave out.
    """

    name: str
    title: str
    columns: tuple[Column[R], ...]
    secret: Callable[[R], bool] = lambda _row: False
    further: tuple[Column[R], ...] = ()
    for_outside: Callable[[R], R] = lambda row: row
    is_total: Callable[[R], bool] = lambda _row: False

    @property
    def all_columns(self) -> tuple[Column[R], ...]:
        """The columns shown by default and those that can be chosen besides."""
        return (*self.columns, *self.further)

    @property
    def has_groups(self) -> bool:
        """Whether titles of groups stand above columns."""
        return any(column.group for column in self.columns)

    def column(self, key: str) -> Column[R]:
        """Return the column with a key, which must exist."""
        return next(column for column in self.all_columns if column.key == key)

    def with_columns(self, keys: Iterable[str]) -> "Table[R]":
        """Return the table with these columns, in this order; all others can be chosen besides."""
        chosen = tuple(map(self.column, keys))
        others = tuple(column for column in self.all_columns if column not in chosen)
        return replace(self, columns=chosen, further=others)

    def header(self) -> list[str]:
        """Return the titles of the columns in the current language, each after that of its group."""
        return [column.full_title for column in self.columns]

    def search_document(self, row: R) -> str:
        """Return the search document of a row."""
        return search_document(lambda: self.search_texts(row))

    @cached_property
    def _searched(self) -> tuple[list[Column[R]], list[Column[R]]]:
        """The searchable columns, and those of them whose text rounds their amount."""
        columns = [column for column in self.columns if column.searchable]
        return columns, [column for column in columns if column.unit and column.show]

    def search_texts(self, row: R) -> list[str]:
        """Return the texts of the searchable columns of a row, and the amounts that these round."""
        columns, rounded = self._searched
        texts = [column.text(row) for column in columns]
        if rounded:
            amounts = (column.value(row) for column in rounded)
            texts += [format_value(amount) for amount in amounts if isinstance(amount, int)]
        return texts

    def all_search_texts(self, rows: Sequence[R]) -> list[list[str]]:
        """Return what `search_texts` returns of each row; faster than it for many."""
        columns, rounded = self._searched
        texts = [column.texts(rows) for column in columns]
        of_rows = [[of_column[at] for of_column in texts] for at in range(len(rows))]
        for column in rounded:
            for row, of_row in zip(rows, of_rows, strict=True):
                if isinstance(amount := column.value(row), int):
                    of_row.append(format_value(amount))
        return of_rows

    def texts(self, row: R) -> list[str]:
        """Return the texts of a row."""
        return [column.text(row) for column in self.columns]


def search_document(texts: Callable[[], Iterable[str]], more: Iterable[str] = ()) -> str:
    """Return the search keys of texts in all languages, because users of one file differ in language.

    The texts in `more` do not depend on the language.
    """
    unique: dict[str, None] = {}
    for language in LANGUAGES.values():
        with language_set(language):
            unique |= dict.fromkeys(texts())
    return search_keys(unique | dict.fromkeys(more))


def search_keys(texts: Iterable[str]) -> str:
    """Return the search keys of texts, one in a line."""
    return "\n".join(
        [_cached_key(text) if len(text) <= _SHORT_TEXT else search_key(text) for text in texts]
    )


_cached_key = lru_cache(maxsize=1 << 14)(search_key)


@dataclass(frozen=True)
class Sheet(Generic[R]):
    """A table with rows for output; `basis` is the line above it, `notes` are the lines below. Both are cleaned.

    `for_rows` returns the sheet for other rows, if the basis or the notes count them.
    """

    table: Table[R]
    rows: Sequence[R]
    basis: str = ""
    notes: tuple[str, ...] = ()
    for_rows: Callable[[list[R]], "Sheet[R]"] | None = None

    def __post_init__(self) -> None:
        """Clean the texts, which may quote records, as the columns clean their cells."""
        object.__setattr__(self, "basis", clean(self.basis))
        object.__setattr__(self, "notes", tuple(map(clean, self.notes)))

    @property
    def title(self) -> str:
        """The table's title in the current language."""
        return _(self.table.title)

    def with_columns(self, keys: Iterable[str]) -> "Sheet[R]":
        """Return the sheet with these columns of its table."""
        return replace(self, table=self.table.with_columns(keys))


@dataclass(frozen=True)
class Period:
    """What a sheet is asked for: its reference date, the first and last day of its period if given.

    `columns` are the keys of the columns that are asked for besides those shown by default; `tables` are the
    metadata of the tables of all areas. With `everything`, a sheet has its rows of all days;
    with `empty_rows` one of figures has the rows that count nothing in the period, too. With `unread`, its rows may
    be left for `register.read_unread`, which knows the columns of the output.
    """

    as_of: date
    first: date | None = None
    last: date | None = None
    columns: tuple[str, ...] = ()
    tables: "Mapping[str, TableMeta]" = field(default_factory=dict)
    everything: bool = False
    empty_rows: bool = False
    unread: bool = False


STALE_DAYS = 31
"""Figures of an earlier day than that before a report's are worth a warning."""


def is_stale(day: date, as_of: date) -> bool:
    """Return whether figures of a day are old on the reference date of a report."""
    return dates.add_days(day, STALE_DAYS) < as_of


class RowParts(NamedTuple):
    """Rows that are calculated for a row of a sheet and a period, with their table: the parts of a tally."""

    table: Table[Any]
    rows: "Callable[[Reader, Any, Period], Sequence[Any]]"


class RowRecords(NamedTuple):
    """The records that a row of a sheet counts: their table, and their ids."""

    table: str
    ids: Collection[int]


ReadRecords = Callable[["Reader", Any, Period], RowRecords]


class SheetSource(NamedTuple):
    """A table that can be shown by its name, and the function that reads its rows.

    `record` is the table of the records that the rows are, "" if they are something else.
    `check` returns what is unusual about rows that a report prints for a period and a reference date.
    `table_on` returns the table if its columns depend on the records; `table` then has those that it always has.
    `parts` are calculated rows of each row, by the key of its column or a name of their own.
    `records` returns what records a row counts.
    `tables` are those whose every record may count in any row.
    `calendar` returns the rows of a period as a calendar file.
    """

    table: Table[Any]
    read: "Callable[[Reader, Period], Sheet[Any]]"
    table_on: "Callable[[Reader, Period], Table[Any]] | None" = None
    record: str = ""
    check: "Callable[[Sequence[Any], Period], Iterable[str]] | None" = None
    parts: Mapping[str, RowParts] = MappingProxyType({})
    records: ReadRecords | None = None
    tables: tuple[str, ...] = ()
    calendar: "Callable[[Reader, Period, CalendarOptions], CalendarFile] | None" = None
