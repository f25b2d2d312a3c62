"""The form's fields derived from the declared fields of a record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from secretariat_tui.core.fields import Field, fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.limits import bound_error
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.form_fields import FormField

_UNKNOWN = {None: N_("미기재")}


class RowFormat(NamedTuple):
    """How one row of a field of rows is shown for editing, and parsed (ValueError if it is invalid)."""

    show: Callable[[Any], str]
    read: Callable[[str], Any]


def record_fields(  # noqa: PLR0913
    fields: Mapping[str, Field],
    today: date,
    *,
    first: Sequence[str] = (),
    leave: Sequence[str] = (),
    hints: Mapping[str, str] | None = None,
    references: Mapping[str, Mapping[Any, str]] | None = None,
    rows: Mapping[str, RowFormat] | None = None,
) -> list[FormField]:
    """Return the form's fields for the declared ones: those of `first`, then the others in their order.

    `leave` are left out. `hints` replace declared ones. `references` maps the records that each reference may be to
    to their names. `rows` gives the format of each field of rows.
    """
    keys = [*first, *(key for key in fields if key not in {*first, *leave})]
    return [
        _bounded(
            fields[key],
            _form_field(
                fields[key],
                today,
                (hints or {}).get(key) or _(fields[key].hint),
                (references or {}).get(key, {}),
                (rows or {}).get(key),
            ),
        )
        for key in keys
    ]


def _bounded(field: Field, shown: FormField) -> FormField:
    """Return a field of the form that refuses values beyond the bounds of its kind."""
    if field.kind == "year":  # a rule of its area, which names the field
        return shown

    def read(typed: str) -> Any:
        value = shown.read(typed)
        if message := bound_error(field.kind or "", value):
            raise ValueError(message)
        return value

    return replace(shown, read=read)


def _form_field(
    field: Field, today: date, hint: str, records: Mapping[Any, str], row: RowFormat | None
) -> FormField:
    if field.kind == "choice":
        names = field.names or {}
        return form_fields.choice(
            field.key, field.title, {**_UNKNOWN, **names} if field.optional else names
        )
    if field.kind == "reference":
        return form_fields.choice(field.key, field.title, records)
    if field.kind == "paragraph":
        return form_fields.paragraph(field.key, field.title, hint, height=field.lines)
    if field.kind == "rows" and row:
        return form_fields.row_list(
            field.key, field.title, hint, row.show, row.read, height=field.lines
        )
    return _line(field, today, hint)


def _line(field: Field, today: date, hint: str) -> FormField:
    key, title, required = field.key, field.title, not field.optional
    match field.kind:
        case "day":
            return form_fields.day(key, title, today, required=required)
        case "clock":
            return form_fields.clock(key, title)
        case "won":
            return form_fields.won(key, title, required=required)
        case "number" | "year":
            return form_fields.number(key, title, hint, required=required)
        case _:
            return form_fields.text(key, title, hint)


def row_format(draft: type, today: date) -> RowFormat:
    """Return the format of rows that stand as the fields of a draft between bars: 이름 | 구분 | 서명자.

    An empty part leaves the draft's default.
    """
    fields = record_fields(fields_of(draft), today)

    def show(row: Any) -> str:
        return form_fields.join_row(*(_show_part(each, getattr(row, each.key)) for each in fields))

    def read(typed: str) -> Any:
        parts = form_fields.split_row(typed, len(fields))
        values = {
            each.key: _read_part(each, part) for each, part in zip(fields, parts, strict=True)
        }
        return draft(**{key: value for key, value in values.items() if value is not None})

    return RowFormat(show, read)


def _show_part(field: FormField, value: Any) -> str:
    return _(field.choices[value]) if field.choices else field.show(value)


def _read_part(field: FormField, typed: str) -> Any:
    if field.choices:
        return form_fields.key_for_label(typed, field.choices) if typed else None
    return field.read(typed)
