"""The rows of an event: its columns, its lines and steps, within a transaction."""

from typing import Any

from sqlmodel import Session, col, select

from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.records import Event, EventLine, EventStep
from secretariat_tui.areas.schedule.series import recurrence
from secretariat_tui.database.engine.tables import column_values, replace_rows


def event_columns(draft: EventDraft) -> dict[str, Any]:
    """Return the columns of an event; without a rule it has no dates of a series."""
    columns = column_values(draft, "lines", "steps") | {"ends_on": draft.ends_on or draft.starts_on}
    if not draft.rrule or draft.starts_on is None:
        return columns | {"rdates": "", "exdates": "", "last_start": None}
    return columns | {"occurrence": "", "last_start": recurrence.last_start(draft, draft.starts_on)}


def write_rows(session: Session, record: Event, draft: EventDraft) -> bool:
    """Replace an event's lines and steps; return whether any changed."""
    changed = False
    for make, wanted in ((EventLine, draft.lines), (EventStep, draft.steps)):
        rows = session.exec(
            select(make).where(make.event_id == record.id).order_by(col(make.pos))
        ).all()
        values = [column_values(each) | {"event_id": record.id} for each in wanted]
        changed |= replace_rows(session, rows, values, make)
    return changed


def delete_event(session: Session, record: Event) -> None:
    """Delete an event with its lines and steps; a series with its changed occurrences."""
    for each in session.exec(select(Event).where(Event.series_id == record.id)).all():
        delete_event(session, each)
    write_rows(session, record, EventDraft("", None))
    session.flush()
    session.delete(record)
    session.flush()
