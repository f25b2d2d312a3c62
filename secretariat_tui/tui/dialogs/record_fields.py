"""The form's fields derived from the declared fields of a record."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from secretariat_tui.core.fields import Field, fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.limits import bound_error
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.typed_values import join_row, parse_row
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.form_fields import FormField, RowEditor, Suggestion

_UNKNOWN = {None: N_("미기재")}


class RowFormat(NamedTuple):
    """How one row of a field of rows is shown for editing, and parsed (ValueError if it is invalid).

    `editor` edits the rows one by one. `keep` returns the rows that were read with what their text does not have
    from the rows that stood there before.
    """

    show: Callable[[Any], str]
    read: Callable[[str], Any]
    editor: RowEditor | None = None
    keep: Callable[[Sequence[Any], Sequence[Any]], tuple[Any, ...]] | None = None


Line = str | tuple[str, ...]
"""The keys of the fields on one line of a form."""


def record_fields(  # noqa: PLR0913
    fields: Mapping[str, Field],
    today: date,
    *,
    near: date | None = None,
    first: Sequence[Line] = (),
    leave: Sequence[str] = (),
    hints: Mapping[str, str] | None = None,
    references: Mapping[str, Mapping[Any, str]] | None = None,
    rows: Mapping[str, RowFormat] | None = None,
) -> list[FormField]:
    """Return the form's fields for the declared ones: the lines of `first`, then the others in their order.

    `near` is the date to which dates without a year are closest, if not that in the field. `leave` are left out.
    `hints` replace declared ones. `references` maps the records that each reference may be to to their names.
    `rows` gives the format of each field of rows.
    """
    lines = [(line,) if isinstance(line, str) else line for line in first]
    listed = [key for line in lines for key in line]
    beside = {key for line in lines for key in line[1:]}
    keys = [*listed, *(key for key in fields if key not in {*listed, *leave})]
    earlier = {
        kind: next((key for key in keys if fields[key].kind == kind), "")
        for kind in ("day", "clock")
    }
    return [
        replace(
            _bounded_field(
                fields[key],
                _Context(
                    today,
                    near,
                    (hints or {}).get(key) or _(fields[key].hint),
                    (references or {}).get(key, {}),
                    (rows or {}).get(key),
                    earlier.get(fields[key].kind or "", ""),
                ),
            ),
            required=fields[key].required,
            optional=fields[key].optional,
            beside=key in beside,
        )
        for key in keys
    ]


class _Context(NamedTuple):
    """What a form's field needs besides its declaration; `earlier` is the first field of its kind."""

    today: date
    near: date | None
    hint: str
    records: Mapping[Any, str]
    row: RowFormat | None
    earlier: str


def _bounded_field(field: Field, context: _Context) -> FormField:
    """Return a field of the form that refuses values beyond the bounds of its kind."""
    shown = _form_field(field, context)
    if field.kind == "year":  # a rule of its area, which names the field
        return shown

    def checked(value: Any) -> Any:
        if message := bound_error(field.kind or "", value):
            raise ValueError(message)
        return value

    read_beside = shown.read_beside
    return replace(
        shown,
        read=lambda typed: checked(shown.read(typed)),
        read_beside=read_beside and (lambda typed, others: checked(read_beside(typed, others))),
    )


def _form_field(field: Field, context: _Context) -> FormField:
    if field.kind == "choice":
        names = field.names or {}
        return form_fields.choice(
            field.key, field.title, {**_UNKNOWN, **names} if field.optional else names
        )
    if field.kind == "reference":
        return form_fields.choice(field.key, field.title, context.records)
    if field.kind == "paragraph":
        return form_fields.paragraph(field.key, field.title, context.hint, height=field.lines)
    if field.kind == "rows" and (row := context.row):
        return form_fields.row_list(
            field.key,
            field.title,
            context.hint,
            row.show,
            row.read,
            height=field.lines,
            rows=row.editor,
            keep=row.keep,
        )
    return _line(field, context)


def _line(field: Field, context: _Context) -> FormField:
    key, title, required = field.key, field.title, not field.optional
    first = "" if context.earlier == key else context.earlier
    match field.kind:
        case "day":
            return form_fields.day(
                key, title, context.today, required=required, near=context.near, first=first
            )
        case "clock":
            return form_fields.clock(key, title, start=first)
        case "won":
            return form_fields.won(key, title, required=required)
        case "days":
            return form_fields.day_offset(key, title, context.hint, required=required)
        case "number" | "year":
            return form_fields.number(key, title, context.hint, required=required)
        case _:
            return form_fields.text(key, title, context.hint)


def with_suggestions(
    fields: Iterable[FormField], suggestions: Mapping[str, Sequence[Suggestion]]
) -> list[FormField]:
    """Return fields with the values that F4 offers in some of them, by key."""
    return [replace(each, suggestions=suggestions.get(each.key, ())) for each in fields]


def row_format(
    draft: type, today: date, suggestions: Mapping[str, Sequence[Suggestion]] | None = None
) -> RowFormat:
    """Return the format of rows that stand as the fields of a draft between bars: 이름 | 구분 | 서명자.

    An empty part leaves the draft's default. `suggestions` are the values that the editor of a row offers.
    """
    fields = record_fields(fields_of(draft), today)

    def show(row: Any) -> str:
        return join_row(*(_show_part(each, getattr(row, each.key)) for each in fields))

    editor = row_editor(draft, today)
    if suggestions:
        editor = editor._replace(fields=with_suggestions(editor.fields, suggestions))
    return RowFormat(show, partial(parse_row, draft, today=today), editor)


def row_editor(draft: type, today: date, leave: Sequence[str] = ()) -> RowEditor:
    """Return the editor of rows that are drafts of a type, without the fields `leave`."""
    fields = record_fields(fields_of(draft), today, leave=leave)
    defaults: Mapping[str, Any] = getattr(draft, "_field_defaults", {})
    return RowEditor(
        fields,
        draft,
        {each.key: defaults[each.key] if each.key in defaults else _blank(each) for each in fields},
    )


def _blank(field: FormField) -> Any:
    return (
        next(iter(field.choices)) if field.choices else field.read("") if not field.required else ""
    )


def _show_part(field: FormField, value: Any) -> str:
    return _(field.choices[value]) if field.choices else field.show(value)
