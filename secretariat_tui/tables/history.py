"""The history as a table: time, user, action, field, before and after, labelled as in the forms."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from typing import Any

from secretariat_tui.core import pii
from secretariat_tui.core.dates import local_time, short_date, table_date
from secretariat_tui.core.fields import Privacy
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.audit import history as audit_history
from secretariat_tui.database.audit.events import EVENTS
from secretariat_tui.database.audit.history import Change, FieldChange
from secretariat_tui.database.audit.log_rows import parse_row
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.table import Column, Period, Sheet, SheetSource, Table

_ACTION_LABELS = {
    "undo": N_("되돌림: {label}"),
    "redo": N_("다시 함: {label}"),
}
_OPERATION_LABELS = {"I": N_("{kind} 추가"), "D": N_("{kind} 지움"), "U": "{kind}"}
_SEPARATOR = " · "


def format_time(at: str) -> str:
    """Return a UTC time of the log as local date and time for a sentence."""
    local = local_time(at)
    return f"{short_date(local.date())} {local:%H:%M}" if local else at


def history_table(tables: Mapping[str, TableMeta], *, brief: bool = False) -> Table[Change]:
    """Return the history table for the given tables' metadata.

    If `brief`, the fields are without the kind of record, which the label names.
    """
    known = {**tables, **{event.table: event for event in EVENTS.values()}}

    def show(text: Callable[[TableMeta, Change], str]) -> Callable[[Change], str]:
        return lambda row: text(known[row.table], row) if row.table in known else row.table

    return Table(
        "history",
        N_("변경 이력"),
        (
            Column("day", N_("날짜"), _day, _day_text, width=10, dated=True),
            Column("time", N_("시각"), _time, width=5),
            Column("who", N_("누구"), lambda row: row.who, width=8, personal=True),
            Column("label", N_("무엇"), show(_action), width=32, grow=True),
            Column("item", N_("항목"), show(_fields if brief else item_text), width=12, grow=True),
            *(
                Column(
                    side,
                    title,
                    show(_values_on_side(side)),
                    width=width,
                    grow=True,
                    people=lambda row: _people(known, row),
                    outside=show(_values_on_side(side, outside=True)),
                )
                for side, title, width in (("before", N_("이전"), 6), ("after", N_("이후"), 10))
            ),
        ),
        lambda row: row.hidden or row.internal,
    )


def history_source(tables: Mapping[str, TableMeta]) -> SheetSource:
    """Return the history as a table that can be shown: of a period, one row per field."""
    table = history_table(tables)

    def read(reader: Reader, period: Period) -> Sheet[Change]:
        rows = audit_history.changes_by_field(
            reader, audit_history.history_query(tables), period.first, period.last
        )
        return Sheet(table, rows, _("(기준: {date})").format(date=table_date(period.as_of)))

    return SheetSource(table, read)


def format_field(kind: TableMeta, key: str, value: Any, name: str | None = None) -> str:
    """Return a field's value as in its form; a value that is invalid there is returned unchanged."""
    field = kind.columns.get(key)
    if value is None or value == "" or field is None:
        return "" if value is None else str(value)
    try:
        return name or field.format(value)
    except (ValueError, TypeError, OverflowError):
        return str(value)


def field_label(kind: TableMeta, key: str) -> str:
    """Return the label of a field."""
    return _(kind.columns[key].title) if key in kind.columns else key


def holds_names(kind: TableMeta, key: str, row: Change) -> bool:
    """Whether a field of a changed row holds people's names: by its declaration, or by the label beside it."""
    field = kind.columns.get(key)
    if field is None:
        return False
    if field.privacy is Privacy.NAME:
        return True
    return bool(field.label) and any(
        pii.labels_people(str((parse_row(side) or {}).get(field.label, "")))
        for side in (row.old, row.new)
        if side
    )


def _people(known: Mapping[str, TableMeta], row: Change) -> Iterator[str]:
    """Yield the names within the changed fields of a row."""
    kind = known.get(row.table)
    for step in row.fields if kind and not row.hidden else ():
        if kind and holds_names(kind, step.key, row):
            for value in (step.before, step.after):
                yield from pii.likely_names(str(value or ""))


def describe_field_change(kind: TableMeta, step: FieldChange) -> tuple[str, str, str]:
    """Return a change of a field as text: its label, the value before, the value after."""
    return (
        field_label(kind, step.key),
        format_field(kind, step.key, step.before, step.before_name),
        format_field(kind, step.key, step.after, step.after_name),
    )


def _day(row: Change) -> date | None:
    at = local_time(row.at)
    return at.date() if at else None


def _day_text(row: Change) -> str:
    day = _day(row)
    return table_date(day) if day else row.at


def _time(row: Change) -> time | None:
    at = local_time(row.at)
    return at.time() if at else None


def _action(kind: TableMeta, row: Change) -> str:
    if row.hidden:
        return _("비공개 {kind}").format(kind=_(kind.title))
    return _(_ACTION_LABELS.get(row.kind, "{label}")).format(label=row.label)


def _fields(kind: TableMeta, row: Change) -> str:
    """Return the fields that changed; of a record below the one in the label, such as a line, its kind as well."""
    if row.op == "U" or row.selected:
        return ", ".join(field_label(kind, step.key) for step in row.fields) or item_text(kind, row)
    return item_text(kind, row)


def item_text(kind: TableMeta, row: Change) -> str:
    """Return what was changed: the kind of record, and the fields or what was done to it."""
    operation = _(_OPERATION_LABELS.get(row.op, "{kind}")).format(kind=_(kind.title))
    fields = row.fields if row.op == "U" or row.selected else ()
    return _SEPARATOR.join(
        [operation, ", ".join(field_label(kind, step.key) for step in fields)]
    ).rstrip(_SEPARATOR)


def _values_on_side(side: str, *, outside: bool = False) -> Callable[[TableMeta, Change], str]:
    """Return a function for one side of a change: its values, or the name of an added or deleted row.

    For people outside the office names are masked.
    """
    index = {"before": 1, "after": 2}[side]
    row_operation = {"before": "D", "after": "I"}[side]  # the side that has the entire row

    def values(kind: TableMeta, row: Change) -> str:
        if row.hidden or row.gone:
            return _("비공개") if row.hidden else _("파기됨")
        steps = row.fields
        if not steps and row.unreadable:
            return _("읽을 수 없음")
        if not row.selected and row.op in {"I", "D"}:
            steps = (
                tuple(step for step in steps if step.key in kind.name_columns)
                if row.op == row_operation
                else ()
            )
        texts = [
            pii.mask_names(text) if outside and holds_names(kind, step.key, row) else text
            for step in steps
            for text in (describe_field_change(kind, step)[index],)
        ]
        if row.op == "U":
            return _SEPARATOR.join(each or _("(빈 칸)") for each in texts)
        return _SEPARATOR.join(filter(None, texts))

    return values
