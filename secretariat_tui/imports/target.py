"""What an area declares of a register that files can be imported into."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from secretariat_tui.core.fields import EnteredValues, Field, RecordModel, fields_of
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.imports.calendar_entry import CalendarEntry, Origin, StoredEntry

if TYPE_CHECKING:
    from secretariat_tui.database.audit.meta import TableMeta
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.engine.tables import Record

D = TypeVar("D", bound=EnteredValues)
Errors = Sequence[tuple[str, str]]
"""(field, message) of each error of a draft."""
Resolve = Callable[[str, Mapping[str, Any]], int]
"""Returns the id of the record with a name, given the other values of the row. ValueError with a message."""
Split = Callable[[str, date], Mapping[str, str]]
"""Returns the texts of fields, by key, that one cell holds, given today. ValueError with a message."""


ResolveAny = Callable[
    ["Reader", Mapping[str, "TableMeta"]], Callable[[str, Mapping[str, Any]], Any]
]
"""Returns what finds a record of any table by name, given the metadata of the tables."""


def _all_columns(row: EnteredValues) -> dict[str, Any]:
    return row._asdict()


class ChildRows(NamedTuple):
    """How the rows of a field are stored: their record class, and the column with the id of their record.

    `columns` returns the columns of a row as entered; `fixed` are those that are the same for all of them, such as
    the role of participants.
    """

    record: "type[Record]"
    owner: str
    columns: Callable[[Any], dict[str, Any]] = _all_columns
    fixed: Mapping[str, Any] = MappingProxyType({})


class TimeSpan(NamedTuple):
    """The fields that one cell such as "4.19.(수) 14:00 ~ 15:00" may fill; "" where there is none."""

    day: str
    clock: str
    last_day: str = ""
    last_clock: str = ""


def _unchecked(_reader: "Reader", drafts: Sequence[D]) -> Iterable[tuple[D, Errors]]:
    """Return drafts as they are, without errors."""
    return ((draft, ()) for draft in drafts)


class RecordLines(NamedTuple):
    """How files have a record in several rows, such as a snapshot of the staff with a row for each grade.

    `merge` returns the drafts of the records, each with the place of its first row among those given.
    """

    target: "ImportTarget[Any]"
    merge: Callable[[Sequence[Any]], Sequence[tuple[int, Any]]]


class SeriesFormat(NamedTuple, Generic[D]):
    """How a register keeps series as records.

    `stored` returns the series with the UIDs of a set, and the parts of such. `divide` divides a series at an
    occurrence, from which on it is as another draft: it returns the part before, None without one, the rest, and
    the function that returns the key that an occurrence has in the rest; ValidationError if that cannot be. `move`
    returns that function for a series, an occurrence of it, and the rest from there on. `divide_record` is called
    with the session, the id of a series, an occurrence of it, and the draft and identity of the rest from there on;
    `end_record` with the session, the id and an occurrence: it ends the series before that.
    """

    stored: "Callable[[Reader, Collection[str]], Iterable[tuple[Origin, D]]]"
    divide: Callable[[D, str, D], tuple[D | None, D, Callable[[str], str]]]
    move: Callable[[D, str, D], Callable[[str], str]]
    divide_record: Callable[[Any, int, str, D, Origin], None]
    end_record: Callable[[Any, int, str], None]


class CalendarFormat(NamedTuple, Generic[D]):
    """How a register takes events of iCalendar files.

    `draft` returns the draft of an event. `stored` returns the records with their identities in other programs.
    `update` is called with the session and newer versions of records, each with the id of the record, a draft and
    an identity; `cancel` with the session, the id of a record, and the identity of the version that cancels it.
    `finish` is called with the session when all is written. `series` is how series are kept as records, None if
    they are not.
    """

    draft: Callable[[CalendarEntry], D]
    stored: "Callable[[Reader], Iterable[StoredEntry]]"
    update: Callable[[Any, Sequence[tuple[int, D, Origin]]], None]
    cancel: Callable[[Any, int, Origin], None]
    finish: Callable[[Any], None] | None = None
    series: SeriesFormat[D] | None = None


@dataclass(frozen=True)
class ImportTarget(Generic[D]):
    """A register that files can be imported into.

    `model` and `draft` declare the fields, `record` is the record class, `errors` the rules of a draft, which need
    no file. `keys` are the fields that identify a record, for finding those already there: the first of them that
    the draft has all of, but for the fields `blank_in_keys`; without any, all columns and the rows of children.

    `make` builds a draft from the values by key. `complete` yields, for each draft in order, the draft as stored
    and the errors that only the file shows, such as a balance. `columns` returns the columns of the record.
    `children` are the fields of rows of other tables, `parse_rows` parse one row of such a field. `references` give
    for a field of a reference the function that finds records by name; `any_references` for one to records of all
    tables, given these. `spans` are the fields that share a cell.
    `splits` are the fields whose cells may hold others too, such as the precision of a start in '23. 9월; a column
    of their own has precedence. `own_names` are the fields that refer to records of this register, with the names
    of a draft by which other rows of the file refer to it.
    `names` are the fields of `children` whose rows are names, which a cell may list with commas.
    `declared` are the fields if the draft does not declare them. `written` is called with the session and each
    batch of drafts that was inserted. `lines` is how files may have a record in several rows. `headings` are more
    titles of columns in exports; "" if the column is computed. `blanks` are values of fields without a cell that
    differ from the draft's defaults; `make` gets them. `calendar` is how it takes calendar files; its
    record class then has the columns of an `Origin`.
    """

    model: RecordModel
    draft: type[D]
    record: "type[Record]"
    errors: Callable[[D], Errors]
    keys: Sequence[Sequence[str]] = ()
    blank_in_keys: frozenset[str] = frozenset()
    make: Callable[..., D] | None = None
    complete: "Callable[[Reader, Sequence[D]], Iterable[tuple[D, Errors]]]" = _unchecked
    columns: Callable[[D], dict[str, Any]] | None = None
    children: Mapping[str, ChildRows] = field(default_factory=dict)
    parse_rows: Mapping[str, Callable[[str, date], Any]] = field(default_factory=dict)
    references: "Mapping[str, Callable[[Reader], Resolve]]" = field(default_factory=dict)
    splits: Mapping[str, Split] = field(default_factory=dict)
    own_names: Mapping[str, Callable[[D], Sequence[str]]] = field(default_factory=dict)
    any_references: "Mapping[str, ResolveAny]" = field(default_factory=dict)
    declared: Mapping[str, Field] | None = None
    written: "Callable[[Any, Sequence[D]], None] | None" = None
    lines: RecordLines | None = None
    names: frozenset[str] = frozenset()
    spans: Sequence[TimeSpan] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    blanks: Mapping[str, Any] = field(default_factory=dict)
    calendar: CalendarFormat[D] | None = None

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The fields that a file can fill, by key."""
        return fields_of(self.draft) if self.declared is None else self.declared

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """The default values of the draft, by key."""
        defaults: Mapping[str, Any] = getattr(self.draft, "_field_defaults", {})
        return {**defaults, **self.blanks}

    @cached_property
    def required(self) -> frozenset[str]:
        """The fields that every record must have a value of."""
        return frozenset(
            key
            for key, each in self.fields.items()
            if each.required or (not each.optional and key not in self.defaults)
        )

    def build(self, values: Mapping[str, Any]) -> D:
        """Return the draft of values by key."""
        return (self.make or self.draft)(**values)

    def stored(self, draft: D) -> dict[str, Any]:
        """Return the columns of the record for a draft."""
        if self.columns:
            return self.columns(draft)
        values = draft._asdict()
        return {key: value for key, value in values.items() if key not in self.children}


def by_name(names: Iterable[tuple[int, str]], missing: str, ambiguous: str) -> Callable[[str], int]:
    """Return a function that finds a record by one of its names; both messages get {text}."""
    from secretariat_tui.core.text import search_key

    ids: dict[str, set[int]] = {}
    for record_id, name in names:
        ids.setdefault(search_key(name), set()).add(record_id)

    def find(text: str) -> int:
        matches = ids.get(search_key(text), set())
        if len(matches) == 1:
            return next(iter(matches))
        raise ValueError((ambiguous if matches else missing).format(text=text))

    return find
