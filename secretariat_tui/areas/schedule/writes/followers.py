"""What follows a changed event in other rows: tasks dated by it, requests, other candidates of its group."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, or_, select

from secretariat_tui.areas.attached.model import RecordKey
from secretariat_tui.areas.attached.records import Link, Task
from secretariat_tui.areas.attached.store import move_tasks
from secretariat_tui.areas.requests.store import confirm_linked
from secretariat_tui.areas.schedule.records import Event
from secretariat_tui.areas.schedule.rules import masked_title
from secretariat_tui.core.dates import short_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple


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
        released = follow_confirmation(session, record, record.id or 0, before.status)
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


def follow_confirmation(
    session: Session, confirmed: Event, event_id: int, status: str, kept: Collection[int] = ()
) -> list[str]:
    """Confirm the requests of an event that was confirmed; if it was a hold, cancel the others of its group.

    `confirmed` is the event `event_id` or, if only a part of that series was confirmed, the event with the part.
    Its changed occurrences stay as they are, as do the events `kept` and theirs. Return the titles of the others,
    masked, with their days.
    """
    confirm_linked(session, event_id)
    if status != "hold" or not confirmed.hold_group:
        return []
    session.flush()
    others = session.exec(
        select(Event)
        .where(
            col(Event.hold_group) == confirmed.hold_group,
            col(Event.status) == "hold",
            col(Event.id).not_in([confirmed.id, *kept]),
            or_(
                col(Event.series_id).is_(None),
                col(Event.series_id).not_in([confirmed.id, *kept]),
            ),
        )
        .order_by(col(Event.starts_on), col(Event.id))
    ).all()
    for each in others:
        each.status = "cancelled"
    return [_shown(each) for each in others]


def _shown(event: Event) -> str:
    text = f"{short_date(event.starts_on)} {masked_title(event.title, event.visibility)}"
    return _("{event} (반복)").format(event=text) if event.rrule else text
