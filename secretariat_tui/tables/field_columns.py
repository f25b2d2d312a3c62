"""The columns of tables derived from the declared fields of records."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from secretariat_tui.core import pii
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.fields import Field, Kind, Privacy, RecordModel, choice_name
from secretariat_tui.core.i18n import N_
from secretariat_tui.core.marks import Mark
from secretariat_tui.database.search.list_query import FURTHER, MASKED_VALUE
from secretariat_tui.tables.stored_rows import as_stored
from secretariat_tui.tables.table import Align, Cell, Column

R = TypeVar("R")
_RIGHT: tuple[Kind, ...] = ("won", "number", "bytes", "days")


class ExtendedRow(Protocol):
    """A row that holds the values of further columns, as stored."""

    @property
    def extra(self) -> Mapping[str, Any]: ...


E = TypeVar("E", bound=ExtendedRow)


def field_column(  # noqa: PLR0913
    field: Field,
    value: Callable[[R], Any] | None = None,
    show: Callable[[R], str] | None = None,
    *,
    title: str = "",
    width: int = 0,
    grow: bool = False,
    rank: int = 1,
    total: str = "",
    unit: str | None = None,
    mark: Callable[[R], Mark] | None = None,
    reads: tuple[str, ...] = (),
    of_stored: Callable[..., Cell] | None = None,
) -> Column[R]:
    """Return the column of a field; `value` gets the field's value from a row, by default its attribute.

    `reads` are the fields that `value` and `show` read. The value may also be a text that `of_stored` makes of
    these.
    """
    get = value or (
        partial(_call, of_stored, attrgetter(*reads)) if of_stored else attrgetter(field.key)
    )
    if not (value or show or reads):
        reads = (field.key,)
        of_stored = as_stored if _is_plain_text(field) else None
    text: Column[R] = Column("", "", get)
    return Column(
        field.column_key,
        title or field.title,
        _cell(field, get),
        show or _shown(field, get),
        align=_align(field),
        width=width or field.width,
        grow=grow,
        rank=rank,
        total=total,
        personal=field.privacy is Privacy.NAME,
        outside=(lambda row: pii.mask_labelled(text.text(row))) if field.label else None,
        dated=field.kind == "day",
        unit=(N_("원") if field.kind == "won" else "") if unit is None else unit,
        mark=mark,
        reads=reads,
        of_stored=of_stored,
    )


def further_columns(
    record: RecordModel, columns: Iterable[Column[Any]], titles: Mapping[str, str] | None = None
) -> tuple[Column[E], ...]:
    """Return a column for each field of a record that is not among `columns`, read from a row's `extra`.

    `titles` are those of fields whose own title another column of the table has.
    """
    known = {column.key for column in columns}
    return tuple(
        further_column(field._replace(title=(titles or {}).get(key, field.title)))
        for key, field in record.fields.items()
        if field.column_key not in known
    )


def further_column(field: Field) -> Column[E]:
    """Return the column of a field that is read from a row's `extra`."""

    def parse(stored: Any) -> Any:
        return None if stored == MASKED_VALUE else field.parse(stored)

    def value(row: E) -> Any:
        return parse(row.extra.get(f"{FURTHER}{field.column_key}"))

    stored: Column[Any] = field_column(field, parse)
    column = field_column(
        field,
        value,
        rank=0,
        reads=(f"{FURTHER}{field.column_key}",),
        of_stored=parse if _is_plain_text(field) else None,
    )
    return replace(column, stored_text=stored.text)


def _cell(field: Field, get: Callable[[R], Any]) -> Callable[[R], Cell]:
    if field.kind != "choice":
        return get

    def name(row: R) -> Cell:
        value = get(row)
        return None if value is None else choice_name(field, value)

    return name


def _shown(field: Field, get: Callable[[R], Any]) -> Callable[[R], str] | None:
    if field.kind in {"year", "days"} or field.show:
        return lambda row: field.format(get(row))
    if field.kind != "day":
        return None

    def day(row: R) -> str:
        value = get(row)
        return table_date(value) if value else ""

    return day


def _call(function: Callable[..., Cell], read: Callable[[R], tuple[Any, ...]], row: R) -> Cell:
    return function(*read(row))


def _is_plain_text(field: Field) -> bool:
    """Whether a field is shown as it is stored."""
    return field.kind in {"text", "paragraph"} and not field.show


def _align(field: Field) -> Align:
    return "right" if field.kind in _RIGHT else "left"
