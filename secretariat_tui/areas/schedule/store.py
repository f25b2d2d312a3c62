"""Writes to the diary, each in one transaction."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from sqlalchemy import and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from secretariat_tui.areas.attached.model import RecordKey
from secretariat_tui.areas.attached.store import move_tasks
from secretariat_tui.areas.requests.store import confirm_linked
from secretariat_tui.areas.schedule import division, model, queries, rules
from secretariat_tui.areas.schedule.calendar_files.events import event_of
from secretariat_tui.areas.schedule.calendar_files.queries import calendar_entries, file_series
from secretariat_tui.areas.schedule.model import (
    ATTENDANCES,
    STATUSES,
    EventDraft,
    LineDraft,
    StepDraft,
)
from secretariat_tui.areas.schedule.records import Event, EventLine, EventStep
from secretariat_tui.areas.schedule.rules import event_errors, masked_title
from secretariat_tui.areas.schedule.series.recurrence import is_occurrence, split_key
from secretariat_tui.areas.schedule.series.repetition_text import parse_repetition
from secretariat_tui.areas.schedule.writes.event_rows import delete_event, event_columns, write_rows
from secretariat_tui.areas.schedule.writes.series_store import (
    add_rest,
    change_event,
    end_before,
    leave_out,
    overrides,
)
from secretariat_tui.core.dates import short_date
from secretariat_tui.core.errors import require_valid
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import EARLIEST
from secretariat_tui.core.typed_values import parse_row
from secretariat_tui.database.engine.tables import assign, get
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.record_store import RecordStore
from secretariat_tui.imports.calendar_entry import Origin
from secretariat_tui.imports.target import (
    CalendarFormat,
    ChildRows,
    ImportTarget,
    SeriesFormat,
    TimeSpan,
)


def add(file: OfficeFile, draft: EventDraft) -> int:
    """Add an event; return its id. Raise ValidationError if it is invalid."""
    require_valid(event_errors(draft))
    title = masked_title(draft.title, draft.visibility)
    with file.edit(_("일정 추가: {title}").format(title=title)) as session:
        record = Event(**event_columns(draft))
        session.add(record)
        session.flush()
        write_rows(session, record, draft)
        return record.id or 0


def change(file: OfficeFile, record_id: int, rev: int, draft: EventDraft) -> None:
    """Change an event. Raise ValidationError, or EditConflictError if it changed since `rev`."""
    require_valid(event_errors(draft))
    title = masked_title(draft.title, draft.visibility)
    with file.edit(_("일정 고침: {title}").format(title=title)) as session:
        record = get(session, Event, record_id, rev)
        before = _state(record)
        change_event(session, record, draft)
        _follow(session, record, before)


def set_status(file: OfficeFile, record_id: int, rev: int, status: str) -> list[str]:
    """Change the status of an event; confirming a tentative one cancels the other candidates of its group.

    Return the titles of these, masked. Raise EditConflictError if it changed since `rev`.
    """
    label = _("일정 {status}: {title}").format(
        status=_(STATUSES[status]), title=_title(file, record_id)
    )
    with file.edit(label) as session:
        record = get(session, Event, record_id, rev)
        before = _state(record)
        assign(record, {"status": status})
        return _follow(session, record, before)


def _release_others(session: Session, confirmed: Event) -> list[str]:
    """Cancel the other candidates of the group of an event; return their masked titles with their days."""
    if not confirmed.hold_group:
        return []
    others = session.exec(
        select(Event)
        .where(
            col(Event.hold_group) == confirmed.hold_group,
            col(Event.status) == "hold",
            col(Event.id) != confirmed.id,
        )
        .order_by(col(Event.starts_on), col(Event.id))
    ).all()
    for each in others:
        each.status = "cancelled"
    return [
        f"{short_date(each.starts_on)} {masked_title(each.title, each.visibility)}"
        for each in others
    ]


def extend_hold(file: OfficeFile, record_id: int, rev: int, until: date) -> None:
    """Hold a tentative event until a later day. Raise EditConflictError if it changed since `rev`."""
    label = _("잠정 기한 늘림: {title}").format(title=_title(file, record_id))
    with file.edit(label) as session:
        assign(get(session, Event, record_id, rev), {"hold_until": until})


def set_attendance(file: OfficeFile, record_id: int, rev: int, attendance: str) -> None:
    """Change who attends an event. Raise EditConflictError if it changed since `rev`."""
    label = _("일정 {attendance}: {title}").format(
        attendance=_(ATTENDANCES[attendance]), title=_title(file, record_id)
    )
    with file.edit(label) as session:
        assign(get(session, Event, record_id, rev), {"attendance": attendance})


def delete(file: OfficeFile, record_id: int, rev: int | None = None) -> None:
    """Delete an event: a series with all its occurrences; a changed occurrence is left out of its series.

    Raise EditConflictError if it changed since `rev`.
    """
    label = _("일정 지움: {title}").format(title=_title(file, record_id))
    with file.edit(label) as session:
        record = get(session, Event, record_id, rev)
        if record.series_id:
            leave_out(get(session, Event, record.series_id), record.occurrence)
        delete_event(session, record)


def _state(record: Event) -> tuple[str, date]:
    """Return what other rows follow: the status and the day of an event."""
    return record.status, record.starts_on


def _follow(session: Session, record: Event, before: tuple[str, date]) -> list[str]:
    """Let other rows follow a changed event; return the titles of the holds that were released.

    If it was confirmed, the other candidates of its group are cancelled, and the requests that it was made of are
    confirmed. If it was moved, the tasks that a set of tasks dated by its day move too.
    """
    status, day = before
    released: list[str] = []
    session.flush()
    if record.status == "confirmed" != status:
        confirm_linked(session, record.id or 0)
        released = _release_others(session, record) if status == "hold" else []
    if record.starts_on != day:
        move_tasks(session, RecordKey("event", record.id or 0), day, record.starts_on)
    return released


def _title(file: OfficeFile, record_id: int) -> str:
    stored = queries.event(file.reader, record_id)
    return masked_title(stored.draft.title, stored.draft.visibility) if stored else ""


EVENTS = RecordStore[EventDraft](add, change, delete)


_MAX_LABEL = 20  # characters; what is longer before a colon is text


def _make(**values: Any) -> EventDraft:
    """Return an event of a file; without a column for it, a one-day notice takes no time."""
    if values["busy"] is None:
        values["busy"] = rules.takes_time(values)
    with suppress(ValueError):  # the rule's error is reported with the others
        values["rrule"] = parse_repetition(values["rrule"], values["starts_on"] or EARLIEST)
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
        for key, value in event_columns(draft).items()
        if key not in _KEPT_WITHOUT_VALUE or value != defaults[key]
    }
    before = _state(record)
    assign(record, columns | origin._asdict())
    write_rows(session, record, draft)
    _cancel_replaced(session, record)
    _follow(session, record, before)


def _cancel_replaced(session: Session, series: Event) -> None:
    """Cancel the changed occurrences of older versions that a newer version of a series does not have."""
    if not series.rrule:
        return
    for each in overrides(session, series):
        is_open = each.status in {"hold", "confirmed"} and each.sequence < series.sequence
        if is_open and not is_occurrence(series, series.starts_on, each.occurrence):
            assign(each, {"status": "cancelled"})


def _cancel(session: Session, record_id: int, origin: Origin) -> None:
    """Cancel an event; one occurrence of a series is left out of it."""
    record = get(session, Event, record_id)
    if record.rrule and origin.occurrence:
        leave_out(record, origin.occurrence)
        return
    assign(record, {"status": "cancelled", "sequence": max(record.sequence, origin.sequence)})


def _divide(
    series: EventDraft, occurrence: str, changed: EventDraft
) -> tuple[EventDraft | None, EventDraft, Callable[[str], str]]:
    before, rest, move = division.divided(series, occurrence, changed)
    return before, rest, move.key


def _move(series: EventDraft, occurrence: str, rest: EventDraft) -> Callable[[str], str]:
    return division.move_to(series, occurrence, rest).key


def _divide_record(
    session: Session, record_id: int, occurrence: str, rest: EventDraft, origin: Origin
) -> None:
    """Divide a series at an occurrence; a changed one there gives way to the rest."""
    record = get(session, Event, record_id)
    for each in overrides(session, record):
        if each.occurrence == occurrence:
            delete_event(session, each)
    add_rest(session, record, split_key(occurrence)[0], rest, origin)


def _end_record(session: Session, record_id: int, occurrence: str) -> None:
    """End a series before an occurrence; one that begins with it is cancelled."""
    record, day = get(session, Event, record_id), split_key(occurrence)[0]
    if day <= record.starts_on:
        assign(record, {"status": "cancelled"})
    end_before(record, day)


def _attach_overrides(session: Session) -> None:
    """Attach changed occurrences that were imported to their series."""
    series = aliased(Event)
    session.flush()
    rows = session.exec(
        select(Event, col(series.id))
        .join(series, and_(col(series.uid) == Event.uid, col(series.rrule) != ""))
        .where(col(Event.uid) != "", col(Event.occurrence) != "", col(Event.series_id).is_(None))
    ).all()
    for event, series_id in rows:
        assign(event, {"series_id": series_id})


EVENT_IMPORT = ImportTarget(
    model.EVENT,
    EventDraft,
    Event,
    rules.event_errors,
    keys=(("title", "starts_on", "starts_at", "place"),),
    blank_in_keys=frozenset({"starts_at", "place"}),
    make=_make,
    blanks={"busy": None},
    columns=event_columns,
    children={
        "lines": ChildRows(EventLine, "event_id"),
        "steps": ChildRows(EventStep, "event_id"),
    },
    parse_rows={
        "lines": _parse_line,
        "steps": lambda typed, today: parse_row(StepDraft, typed, today=today),
    },
    spans=(TimeSpan("starts_on", "starts_at", "ends_on", "ends_at"),),
    calendar=CalendarFormat(
        event_of,
        calendar_entries,
        _update,
        _cancel,
        finish=_attach_overrides,
        series=SeriesFormat(file_series, _divide, _move, _divide_record, _end_record),
    ),
)
IMPORTS = {"events": EVENT_IMPORT}
