"""What follows a changed event in other rows: tasks dated by it, requests, other candidates of its group."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from secretariat_tui.areas.attached.model import RecordKey
from secretariat_tui.areas.attached.records import Link, Task
from secretariat_tui.areas.attached.store import move_tasks
from secretariat_tui.areas.requests.store import confirm_linked
from secretariat_tui.areas.schedule.records import Event
from secretariat_tui.areas.schedule.rules import masked_title
from secretariat_tui.core.dates import short_date


class EventState(NamedTuple):
    """What other rows follow: the status and the day of an event."""

    status: str
    day: date


def state_of(record: Event) -> EventState:
    """Return the state of an event."""
    return EventState(record.status, record.starts_on)


def follow(session: Session, record: Event, before: EventState) -> list[str]:
    """Let other rows follow a changed event; return the titles of the holds that were released.

    If it was confirmed, the other candidates of its group are cancelled, and the requests that it was made of are
    confirmed. If it was moved, the tasks that a set of tasks dated by its day move too.
    """
    released: list[str] = []
    session.flush()
    if record.status == "confirmed" != before.status:
        confirm_linked(session, record.id or 0)
        released = _release_others(session, record) if before.status == "hold" else []
    if record.starts_on != before.day:
        move_tasks(session, RecordKey("event", record.id or 0), before.day, record.starts_on)
    return released


def followed_events(session: Session) -> set[int]:
    """Return the ids of the events that other rows may follow."""
    with_tasks = select(Task.parent_id).where(
        col(Task.parent) == "event", col(Task.days).is_not(None)
    )
    linked = select(Link.target_id).where(col(Link.target) == "event")
    in_group = select(Event.id).where(col(Event.hold_group) != "")
    ids = (*session.exec(with_tasks), *session.exec(linked), *session.exec(in_group))
    return {each for each in ids if each is not None}


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
