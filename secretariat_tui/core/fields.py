"""The declaration of a record's fields, made once in the `model` of an area.

From it come the field of the form, the column of lists and exports, the name in the history, the search text,
the masking for people outside the office, and the header that an import recognises.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from datetime import date, time
from enum import Enum
from functools import cache, cached_property
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, Protocol, Union, get_args, get_origin, get_type_hints

from secretariat_tui.core import dates
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.limits import BOUNDED_KINDS, bound_error
from secretariat_tui.core.money import format_won
from secretariat_tui.core.named_tuple import NamedTuple

Kind = Literal[
    "text",
    "paragraph",
    "choice",
    "day",
    "clock",
    "won",
    "number",
    "bytes",
    "days",
    "year",
    "reference",
    "rows",
]
NO_EXTRA: Mapping[str, Any] = MappingProxyType({})
"""The further fields of a row that was read without any."""
YES_OR_NO = {False: N_("아니오"), True: N_("예")}


class Privacy(Enum):
    """Who may see a field.

    OPEN: everybody; RECORD: hidden if its record is secret; NAME: as RECORD, and masked for people outside the
    office because it holds people's names.
    """

    OPEN = "open"
    RECORD = "record"
    NAME = "name"


class Reference(NamedTuple):
    """The table of the record that a number refers to, and the columns that name that record.

    If the records are of several tables, `table_field` is the field that holds the table's name instead. `shown`
    are further columns that lists show of the record; with `part_of`, also those of the record in that column.
    """

    table: str = ""
    names: tuple[str, ...] = ()
    table_field: str = ""
    shown: tuple[str, ...] = ()
    part_of: str = ""


class Field(NamedTuple):
    """A field of a record. `key` and `kind` are derived from the draft that declares it unless given.

    title: marked for translation, as all texts here
    required: whether a record cannot be saved without it
    hint: the example shown in the empty field of a form
    names: the names of a choice's values, or of those values of a text that have one
    width: the minimum width of its column in cells
    spellings: further titles of it in files of other offices
    lines: the height of a field of several lines in a form
    searchable: whether its text finds a record
    reference: what the number of a reference refers to
    optional: whether its value may be None; derived as well
    label: the field whose value is the label of this text: "참석" makes it one of names. On rows of another table,
        that field of theirs
    row: the draft of one of its rows, derived
    show: the text that people see for a stored text, such as that of a rule
    """

    title: str
    kind: Kind | None = None
    key: str = ""
    required: bool = False
    hint: str = ""
    names: Mapping[Any, str] | None = None
    privacy: Privacy = Privacy.RECORD
    width: int = 0
    spellings: tuple[str, ...] = ()
    lines: int = 3
    searchable: bool = True
    reference: Reference | None = None
    optional: bool = True
    label: str = ""
    row: type | None = None
    show: Callable[[str], str] | None = None

    @property
    def column_key(self) -> str:
        """The key of its column, which shows the name of the record that a reference refers to."""
        return self.key.removesuffix("_id") if self.kind == "reference" else self.key

    def format(self, value: Any) -> str:
        """Return a value, as stored or as entered, as text in the current language."""
        return "" if value is None else _FORMATS[self.kind or "text"](self, self.parse(value))

    def parse(self, stored: Any) -> Any:
        """Return a stored value as entered: a date or a time of day for ISO 8601. ValueError if it is neither."""
        if isinstance(stored, str):
            if self.kind == "day":
                return date.fromisoformat(stored)
            if self.kind == "clock":
                return time.fromisoformat(stored)
        return stored


def _named_text(field: Field, value: str) -> str:
    """Return a text as people see it: its name if it has one; a text that was typed is never translated."""
    if field.show:
        return field.show(value)
    name = (field.names or {}).get(value)
    return str(value) if name is None else _(name)


def choice_name(field: Field, value: Any) -> str:
    """Return the name of a choice's value in the current language; a value without one is its own name."""
    return _((field.names or {}).get(value, str(value)))


_FORMATS: Mapping[Kind, Callable[[Field, Any], str]] = {
    "text": _named_text,
    "paragraph": lambda _field, value: str(value),
    "choice": choice_name,
    "day": lambda _field, value: dates.full_date(value),
    "clock": lambda _field, value: dates.format_time(value),
    "won": lambda _field, value: _("{n}원").format(n=format_won(value)),
    "number": lambda _field, value: format_won(value),
    "bytes": lambda _field, value: format_won(value),
    "days": lambda _field, value: dates.format_day_offset(value),
    "year": lambda _field, value: str(value),
    "reference": lambda _field, value: f"#{value}",
    "rows": lambda _field, value: str(len(value)),
}


class RecordModel:
    """A kind of record: its table, its title, the field that names a record, and what declares its fields.

    Fields are declared by drafts (see `fields_of`) and by mappings of fields by key.
    `secret` is the field and the value that make a record secret, `internal` those that keep it inside the office.
    `owner` is the field with the id of the record that this one is a part of; `attached_by` are those with the ids
    of records of any kind that it hangs on.
    `holds_attached` is whether something can hang on a row that hangs on a record itself.
    `other_names` are further fields that name a record. `search_kind` is its number in the search index, which is
    unique and must not change; 0 if the search does not find it by itself.
    `dates` are the fields with its day, of which the first that is not empty counts; `kind` is the field with its
    kind, such as 현장방문 of an event. Sets of tasks (areas/tasks) are chosen and dated by them.
    `amount` is the field with its amount in won, shown where the record is linked.
    """

    def __init__(  # noqa: PLR0913 - what a table declares
        self,
        table: str,
        title: str,
        name: str,
        *declared: type | Mapping[str, Field],
        secret: tuple[str, Any] | None = None,
        owner: str = "",
        other_names: tuple[str, ...] = (),
        attached_by: tuple[str, ...] = (),
        holds_attached: bool = False,
        search_kind: int = 0,
        internal: tuple[str, Any] | None = None,
        dates: tuple[str, ...] = (),
        kind: str = "",
        amount: str = "",
    ) -> None:
        self.table = table
        self.title = title
        self.name = name
        self._declared = declared
        self.secret = secret
        self.owner = owner
        self.other_names = other_names
        self.attached_by = attached_by
        self.holds_attached = holds_attached
        self.search_kind = search_kind
        self.internal = internal
        self.dates = dates
        self.kind = kind
        self.amount = amount

    def with_fields(self, fields: Mapping[str, Field]) -> "RecordModel":
        """Return a copy with other fields."""
        other = copy(self)
        other.__dict__.pop("columns", None)
        other.__dict__["fields"] = fields
        return other

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Its fields by key, in the order of their declarations, of which the first of a key counts.

        Evaluated when they are first asked for: the first frame needs none of them.
        """
        fields: dict[str, Field] = {}
        for each in self._declared:
            declared = each if isinstance(each, Mapping) else fields_of(each)
            for key, field in declared.items():
                fields.setdefault(key, field)
        return fields

    def __getitem__(self, key: str) -> Field:
        """Return a field by its key."""
        return self.fields[key]

    @property
    def is_record(self) -> bool:
        """Whether other rows can refer to its rows by the name of the table and the id."""
        return not self.attached_by or self.holds_attached

    @property
    def owner_columns(self) -> set[str]:
        """The fields that refer to the records that this one belongs to or hangs on, and hold their tables."""
        references = [self[key].reference for key in self.attached_by]
        return {self.owner, *self.attached_by, *(each.table_field for each in references if each)}

    @cached_property
    def columns(self) -> dict[str, Field]:
        """The fields that are columns of the table: all but the rows of other tables."""
        return {key: field for key, field in self.fields.items() if field.kind != "rows"}


@cache
def fields_of(*drafts: type) -> Mapping[str, Field]:
    """Return the fields that drafts declare, by key in their order; the first declaration of a key counts.

    A draft is a named tuple whose fields are annotated as `Annotated[type, Field(...)]`; the modules of drafts
    postpone the evaluation of annotations until this needs them. TypeError for a type that no field can hold.
    """
    fields: dict[str, Field] = {}
    for draft in drafts:
        for key, hint in get_type_hints(draft, include_extras=True).items():
            metadata = getattr(hint, "__metadata__", ())
            declared = next((each for each in metadata if isinstance(each, Field)), None)
            if declared:
                fields.setdefault(key, _complete(declared, key, get_args(hint)[0]))
    return fields


def owner_field(key: str, title: str, reference: Reference) -> Mapping[str, Field]:
    """Return the declaration of the field with the id of the record that a row is a part of."""
    return {key: Field(title, "reference", key, reference=reference)}


class EnteredValues(Protocol):
    """The values of a record as entered: a named tuple."""

    def _asdict(self) -> dict[str, Any]: ...


def bound_errors(
    draft: EnteredValues, found: Sequence[tuple[str, str]] = ()
) -> list[tuple[str, str]]:
    """Return (field, message) for the values of a draft that exceed their bounds (core.limits).

    Fields with errors in `found` are left out. An error of a row is one of the field that holds the rows.
    """
    errors = []
    known = {key for key, _message in found}
    values = draft._asdict()
    for key, kind in _bounded(type(draft)):
        value = values[key]
        if value is None or value == "" or key in known:
            continue
        message = bound_error(kind, value)
        if kind == "rows" and not message:
            of_rows = (message for row in value for _key, message in bound_errors(row))
            message = next(of_rows, "")
        if message:
            errors.append((key, message))
    return errors


@cache
def _bounded(draft: type) -> tuple[tuple[str, Kind], ...]:
    """Return the fields of a draft whose values have bounds, with their kinds."""
    fields = fields_of(draft).items()
    return tuple((key, each.kind) for key, each in fields if each.kind in BOUNDED_KINDS)


def _complete(field: Field, key: str, hint: Any) -> Field:
    hints: tuple[Any, ...] = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    kind = next(each for each in hints if each is not NoneType)
    names = YES_OR_NO if kind is bool and field.names is None else field.names
    return field._replace(
        key=key,
        kind=field.kind or _kind(field, names, kind),
        names=names,
        optional=NoneType in hints,
        searchable=field.searchable and kind is not bool,
        row=get_args(kind)[0] if get_origin(kind) is tuple else None,
    )


def _kind(field: Field, names: Mapping[Any, str] | None, hint: Any) -> Kind:
    if field.reference:
        return "reference"
    if names is not None:
        return "choice"
    if get_origin(hint) is tuple:
        return "rows"
    kinds: dict[Any, Kind] = {str: "text", int: "number", date: "day", time: "clock"}
    if hint not in kinds:
        raise TypeError(f"{field.title}: no field can hold {hint}")
    return kinds[hint]
