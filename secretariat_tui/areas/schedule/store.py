"""Writes to the diary, each in one transaction."""

from contextlib import suppress
from datetime import date
from typing import Any

from secretariat_tui.areas.schedule import model, queries, rules
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
from secretariat_tui.areas.schedule.series.repetition_text import parse_repetition
from secretariat_tui.areas.schedule.writes import newer_versions
from secretariat_tui.areas.schedule.writes.event_rows import delete_event, event_columns, write_rows
from secretariat_tui.areas.schedule.writes.followers import follow, state_of
from secretariat_tui.areas.schedule.writes.series_store import change_event, leave_out
from secretariat_tui.core.errors import require_valid
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import EARLIEST
from secretariat_tui.core.typed_values import parse_row
from secretariat_tui.database.engine.tables import assign, get
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.record_store import RecordStore
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
        before = state_of(record)
        change_event(session, record, draft)
        follow(session, record, before)


def set_status(file: OfficeFile, record_id: int, rev: int, status: str) -> list[str]:
    """Change the status of an event; confirming a tentative one cancels the other candidates of its group.

    Return the titles of these, masked. Raise EditConflictError if it changed since `rev`.
    """
    label = _("일정 {status}: {title}").format(
        status=_(STATUSES[status]), title=_title(file, record_id)
    )
    with file.edit(label) as session:
        record = get(session, Event, record_id, rev)
        before = state_of(record)
        assign(record, {"status": status})
        return follow(session, record, before)


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
    splits={"status": rules.split_status},
    spans=(TimeSpan("starts_on", "starts_at", "ends_on", "ends_at"),),
    calendar=CalendarFormat(
        event_of,
        calendar_entries,
        newer_versions.update,
        newer_versions.cancel,
        finish=newer_versions.attach_overrides,
        series=SeriesFormat(
            file_series,
            newer_versions.divide,
            newer_versions.move,
            newer_versions.divide_record,
            newer_versions.end_record,
        ),
    ),
)
IMPORTS = {"events": EVENT_IMPORT}
