"""Newer versions of events from calendar files, and their cancellations, within the transaction of an import."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.records import Event, EventLine, EventStep
from secretariat_tui.areas.schedule.series.recurrence import is_occurrence, split_key
from secretariat_tui.areas.schedule.timing import division
from secretariat_tui.areas.schedule.writes.event_rows import (
    delete_event,
    event_columns,
    write_many_rows,
)
from secretariat_tui.areas.schedule.writes.followers import follow, followed_events, state_of
from secretariat_tui.areas.schedule.writes.series_store import (
    add_rest,
    end_before,
    leave_out,
    overrides,
)
from secretariat_tui.database.bulk_update import RowChange, change_records, get_many
from secretariat_tui.database.engine.tables import assign, differing, get
from secretariat_tui.imports.calendar_entry import Origin

_KEPT_WITHOUT_VALUE = frozenset({
    "kind", "visibility", "category", "subcategory", "outlet", "media_type", "session_no",
    "travel_before", "travel_after", "role", "attendance", "deputy", "hold_until", "hold_group",
    "agenda_count", "checked_on", "seen_on", "holiday_rule",
})  # fmt: skip
_DEFAULTS = {**EventDraft._field_defaults, "kind": "other"}


def update(session: Session, versions: Sequence[tuple[int, EventDraft, Origin]]) -> None:
    """Store newer versions of events by id; what calendar files seldom have stays if a version has none of it."""
    drafts = {record_id: draft for record_id, draft, _origin in versions}
    origins = {record_id: origin for record_id, _draft, origin in versions}
    records = get_many(session, Event, [(record_id, None) for record_id in drafts])
    before = {
        record_id: state_of(record) for record_id, record in zip(drafts, records, strict=True)
    }
    changes = []
    for record_id, record in zip(drafts, records, strict=True):
        columns = differing(record, _columns(drafts[record_id], origins[record_id]))
        changes.append(RowChange(record_id, record.rev or 0, columns))
    write_many_rows(session, drafts, EventLine)
    with_steps = {record_id: draft for record_id, draft in drafts.items() if draft.steps}
    write_many_rows(session, with_steps, EventStep)
    change_records(session, Event, sorted(changes, key=lambda each: [*each.columns]))
    with_overrides = {*session.exec(select(col(Event.series_id)).distinct())}
    for record_id, draft in drafts.items():
        if draft.rrule and record_id in with_overrides:
            _cancel_replaced(session, get(session, Event, record_id))
    moved = {each.id for each in changes if not {"status", "starts_on"}.isdisjoint(each.columns)}
    for record_id in sorted(moved & followed_events(session)):
        follow(session, get(session, Event, record_id), before[record_id])


def _columns(draft: EventDraft, origin: Origin) -> dict[str, Any]:
    return origin._asdict() | {
        key: value
        for key, value in event_columns(draft).items()
        if key not in _KEPT_WITHOUT_VALUE or value != _DEFAULTS[key]
    }


def _cancel_replaced(session: Session, series: Event) -> None:
    """Cancel the changed occurrences of older versions that a newer version of a series does not have."""
    for each in overrides(session, series):
        is_open = each.status in {"hold", "confirmed"} and each.sequence < series.sequence
        if is_open and not is_occurrence(series, series.starts_on, each.occurrence):
            assign(each, {"status": "cancelled"})


def cancel(session: Session, record_id: int, origin: Origin) -> None:
    """Cancel an event; one occurrence of a series is left out of it."""
    record = get(session, Event, record_id)
    if record.rrule and origin.occurrence:
        leave_out(record, origin.occurrence)
        return
    assign(record, {"status": "cancelled", "sequence": max(record.sequence, origin.sequence)})


def divide(
    series: EventDraft, occurrence: str, changed: EventDraft
) -> tuple[EventDraft | None, EventDraft, Callable[[str], str]]:
    """Divide the draft of a series like `division.divided`; the third value moves keys of occurrences."""
    before, rest, moved = division.divided(series, occurrence, changed)
    return before, rest, moved.key


def move(series: EventDraft, occurrence: str, rest: EventDraft) -> Callable[[str], str]:
    """Return what moves the keys of the occurrences of a series to its rest."""
    return division.move_to(series, occurrence, rest).key


def divide_record(
    session: Session, record_id: int, occurrence: str, rest: EventDraft, origin: Origin
) -> None:
    """Divide a series at an occurrence; a changed one there gives way to the rest."""
    record = get(session, Event, record_id)
    for each in overrides(session, record):
        if each.occurrence == occurrence:
            delete_event(session, each)
    add_rest(session, record, split_key(occurrence)[0], rest, origin)


def end_record(session: Session, record_id: int, occurrence: str) -> None:
    """End a series before an occurrence; one that begins with it is cancelled."""
    record, day = get(session, Event, record_id), split_key(occurrence)[0]
    if day <= record.starts_on:
        assign(record, {"status": "cancelled"})
    end_before(record, day)


def attach_overrides(session: Session) -> None:
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
