"""The rows of an event: its columns, its lines and steps, within a transaction."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from secretariat_tui.areas.schedule import compiled
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.records import Event, EventLine, EventStep
from secretariat_tui.areas.schedule.series import recurrence
from secretariat_tui.database.engine.driver import sqlite_connection
from secretariat_tui.database.engine.tables import Draft, column_values, replace_rows

_Row = TypeVar("_Row", EventLine, EventStep)
_IDS_PER_STATEMENT = 500


def event_columns(draft: EventDraft) -> dict[str, Any]:
    """Return the columns of an event; without a rule it has no dates of a series."""
    columns = column_values(draft, "lines", "steps") | {"ends_on": draft.ends_on or draft.starts_on}
    if not draft.rrule or draft.starts_on is None:
        return columns | {"rdates": "", "exdates": "", "last_start": None}
    return columns | {"occurrence": "", "last_start": recurrence.last_start(draft, draft.starts_on)}


def write_rows(session: Session, record: Event, draft: EventDraft) -> bool:
    """Replace an event's lines and steps; return whether any changed."""
    if not (draft.lines or draft.steps or session.new or _has_rows(session, record)):
        return False
    of_event = {record.id or 0: draft}
    lines = write_many_rows(session, of_event, EventLine)
    return write_many_rows(session, of_event, EventStep) or lines


def write_many_rows(session: Session, drafts: Mapping[int, EventDraft], make: type[_Row]) -> bool:
    """Replace the lines or steps of events by id; return whether any changed."""
    stored, changed = _rows_of(session, make, [*drafts]), False
    for record_id, draft in drafts.items():
        rows: Sequence[Draft] = draft.lines if make is EventLine else draft.steps
        wanted = [column_values(each) | {"event_id": record_id} for each in rows]
        changed |= replace_rows(session, stored.get(record_id, ()), wanted, make)
    return changed


def _rows_of(session: Session, make: type[_Row], ids: Sequence[int]) -> dict[int, list[_Row]]:
    """Return the rows of events in their order, by the id of the event."""
    rows: dict[int, list[_Row]] = {}
    for start in range(0, len(ids), _IDS_PER_STATEMENT):
        of_events = col(make.event_id).in_(ids[start : start + _IDS_PER_STATEMENT])
        for each in session.exec(select(make).where(of_events).order_by(col(make.pos))):
            rows.setdefault(each.event_id, []).append(each)
    return rows


def _has_rows(session: Session, record: Event) -> bool:
    """Whether an event has stored lines or steps. To ask SQLite itself takes a tenth of the time of the session."""
    db = sqlite_connection(session)
    return db.execute(compiled.HAS_ROWS, {"id": record.id}).fetchone() is not None


def delete_event(session: Session, record: Event) -> None:
    """Delete an event with its lines and steps; a series with its changed occurrences."""
    for each in session.exec(select(Event).where(Event.series_id == record.id)).all():
        delete_event(session, each)
    write_rows(session, record, EventDraft("", None))
    session.flush()
    session.delete(record)
    session.flush()
