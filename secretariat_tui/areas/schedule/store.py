"""Writes to the diary, each in one transaction."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from secretariat_tui.areas.schedule import model, queries, rules
from secretariat_tui.areas.schedule.calendar_files.events import event_of
from secretariat_tui.areas.schedule.model import STATUSES, EventDraft, LineDraft, StepDraft
from secretariat_tui.areas.schedule.records import Event, EventLine, EventStep
from secretariat_tui.areas.schedule.rules import event_errors, masked_title
from secretariat_tui.core.errors import require_valid
from secretariat_tui.core.i18n import _
from secretariat_tui.core.typed_values import parse_row
from secretariat_tui.database.engine.tables import assign, column_values, get, replace_rows, touch
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.record_store import RecordStore
from secretariat_tui.imports.calendar_entry import Origin
from secretariat_tui.imports.target import CalendarFormat, ChildRows, ImportTarget, TimeSpan


def add(file: OfficeFile, draft: EventDraft) -> int:
    """Add an event; return its id. Raise ValidationError if it is invalid."""
    require_valid(event_errors(draft))
    title = masked_title(draft.title, draft.visibility)
    with file.edit(_("일정 추가: {title}").format(title=title)) as session:
        record = Event(**_columns(draft))
        session.add(record)
        session.flush()
        _write_rows(session, record, draft)
        return record.id or 0


def change(file: OfficeFile, record_id: int, rev: int, draft: EventDraft) -> None:
    """Change an event. Raise ValidationError, or EditConflictError if it changed since `rev`."""
    require_valid(event_errors(draft))
    title = masked_title(draft.title, draft.visibility)
    with file.edit(_("일정 고침: {title}").format(title=title)) as session:
        record = get(session, Event, record_id, rev)
        assign(record, _columns(draft))
        if _write_rows(session, record, draft):
            touch(record)


def set_status(file: OfficeFile, record_id: int, rev: int, status: str) -> None:
    """Change the status of an event. Raise EditConflictError if it changed since `rev`."""
    label = _("일정 {status}: {title}").format(
        status=_(STATUSES[status]), title=_title(file, record_id)
    )
    with file.edit(label) as session:
        assign(get(session, Event, record_id, rev), {"status": status})


def delete(file: OfficeFile, record_id: int, rev: int | None = None) -> None:
    """Delete an event and its lines. Raise EditConflictError if it changed since `rev`."""
    label = _("일정 지움: {title}").format(title=_title(file, record_id))
    with file.edit(label) as session:
        record = get(session, Event, record_id, rev)
        _write_rows(session, record, EventDraft("", None))
        session.flush()
        session.delete(record)


def _title(file: OfficeFile, record_id: int) -> str:
    stored = queries.event(file.reader, record_id)
    return masked_title(stored.draft.title, stored.draft.visibility) if stored else ""


def _columns(draft: EventDraft) -> dict[str, Any]:
    return column_values(draft, "lines", "steps") | {"ends_on": draft.ends_on or draft.starts_on}


def _write_rows(session: Session, record: Event, draft: EventDraft) -> bool:
    """Replace an event's lines and steps; return whether any changed."""
    changed = False
    for make, wanted in ((EventLine, draft.lines), (EventStep, draft.steps)):
        rows = session.exec(
            select(make).where(make.event_id == record.id).order_by(col(make.pos))
        ).all()
        values = [column_values(each) | {"event_id": record.id} for each in wanted]
        changed |= replace_rows(session, rows, values, make)
    return changed


EVENTS = RecordStore[EventDraft](add, change, delete)


_MAX_LABEL = 20  # characters; what is longer before a colon is text


def _make(**values: Any) -> EventDraft:
    """Return an event of a file; without a column for it, a one-day notice takes no time."""
    if values["busy"] is None:
        values["busy"] = rules.takes_time(values)
    return rules.complete_end(EventDraft(**values))


def _parse_line(typed: str, _today: date) -> LineDraft:
    """Parse a line as entered, or as exported: 주요내용: 경과보고."""
    label, separator, text = typed.partition(": ")
    if separator and "|" not in typed and len(label) <= _MAX_LABEL:
        return LineDraft(label.strip(), text.strip())
    return rules.parse_line(typed)


_KEPT_WITHOUT_VALUE = (
    "kind",
    "visibility",
    "category",
    "subcategory",
    "outlet",
    "media_type",
    "session_no",
)


def _update(session: Session, record_id: int, draft: EventDraft, origin: Origin) -> None:
    """Store a newer version of an event; what calendar files seldom have stays if the version has none of it."""
    record = get(session, Event, record_id)
    defaults = {**EventDraft._field_defaults, "kind": "other"}
    columns = {
        key: value
        for key, value in _columns(draft).items()
        if key not in _KEPT_WITHOUT_VALUE or value != defaults[key]
    }
    assign(record, columns | origin._asdict())
    _write_rows(session, record, draft)


def _cancel(session: Session, record_id: int, sequence: int) -> None:
    record = get(session, Event, record_id)
    assign(record, {"status": "cancelled", "sequence": max(record.sequence, sequence)})


EVENT_IMPORT = ImportTarget(
    model.EVENT,
    EventDraft,
    Event,
    rules.event_errors,
    keys=(("title", "starts_on", "starts_at", "place"),),
    blank_in_keys=frozenset({"starts_at", "place"}),
    make=_make,
    blanks={"busy": None},
    columns=_columns,
    children={
        "lines": ChildRows(EventLine, "event_id"),
        "steps": ChildRows(EventStep, "event_id"),
    },
    parse_rows={
        "lines": _parse_line,
        "steps": lambda typed, today: parse_row(StepDraft, typed, today=today),
    },
    spans=(TimeSpan("starts_on", "starts_at", "ends_on", "ends_at"),),
    calendar=CalendarFormat(event_of, queries.calendar_entries, _update, _cancel),
)
IMPORTS = {"events": EVENT_IMPORT}
