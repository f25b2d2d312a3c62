"""Events moved to other days and times, or made longer or shorter. No Textual."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from secretariat_tui.areas.schedule import days
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.core.limits import EARLIEST, LATEST


def moved(event: EventRow, by_days: int, minutes: int = 0) -> EventRow:
    """Return an event that begins and ends later; earlier if the numbers are negative.

    An event without times moves by days. Beyond the dates that the program supports it stays as it is.
    """
    step = timedelta(by_days)
    if event.starts_at is None or event.all_day:
        starts_on, ends_on = event.starts_on + step, event.ends_on + step
        other = event._replace(starts_on=starts_on, ends_on=ends_on)
    else:
        step += timedelta(minutes=minutes)
        start = datetime.combine(event.starts_on, event.starts_at) + step
        end = datetime.combine(event.ends_on, event.ends_at or event.starts_at) + step
        other = event._replace(
            starts_on=start.date(),
            starts_at=start.time(),
            ends_on=end.date(),
            ends_at=end.time() if event.ends_at else None,
            own_starts_at=_later(event.own_starts_at, minutes),
            own_ends_at=_later(event.own_ends_at, minutes),
        )
    return other if EARLIEST <= other.starts_on <= other.ends_on <= LATEST else event


def _later(at: time | None, minutes: int) -> time | None:
    if at is None:
        return None
    return (datetime.combine(EARLIEST, at) + timedelta(1, minutes=minutes)).time()


def stretched(event: EventRow, by_days: int, minutes: int = 0) -> EventRow:
    """Return an event that ends later or earlier, but after its start.

    One without times ends some days later. One without an end is taken to last an hour before.
    """
    if event.starts_at is None or event.all_day:
        ends_on = max(event.ends_on + timedelta(by_days), event.starts_on)
        return event._replace(ends_on=ends_on) if ends_on <= LATEST else event
    start = datetime.combine(event.starts_on, event.starts_at)
    assumed = start + timedelta(minutes=days.ASSUMED_MINUTES)
    end = datetime.combine(event.ends_on, event.ends_at) if event.ends_at else assumed
    end += timedelta(by_days, minutes=minutes)
    if end <= start or end.date() > LATEST:
        return event
    return event._replace(ends_on=end.date(), ends_at=end.time())


def with_place(events: Sequence[EventRow], place: EventRow | None) -> Sequence[EventRow]:
    """Return events with the one that is being moved in its new place."""
    if place is None:
        return events
    return [*(each for each in events if each.key != place.key), place]


def placed_draft(draft: EventDraft, place: EventRow) -> EventDraft:
    """Return a draft on the days and at the times of a moved event; a one-day event has no last day."""
    ends_on: date | None = place.ends_on if place.ends_on > place.starts_on else None
    return draft._replace(
        starts_on=place.starts_on,
        starts_at=place.starts_at,
        ends_on=ends_on,
        ends_at=place.ends_at,
        own_starts_at=place.own_starts_at,
        own_ends_at=place.own_ends_at,
    )
