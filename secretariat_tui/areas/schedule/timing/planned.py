"""An event that is being entered as one whose conflicts can be computed, and other times for it. Pure."""

from collections.abc import Container, Sequence
from datetime import date, time

from secretariat_tui.areas.schedule import days
from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.series import recurrence
from secretariat_tui.areas.schedule.timing import conflicts
from secretariat_tui.areas.schedule.timing.conflicts import AttendedEvent
from secretariat_tui.areas.schedule.timing.free_slots import SlotQuery, Taken, free_slots, kept_from
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.named_tuple import NamedTuple

LEAST_MINUTES = 15  # of an event that is shortened
NEAREST, NEXT_DAYS = 3, 14  # times proposed, and days searched if the day itself is full


class PlannedEvent(NamedTuple):
    """The fields of an event that is not stored yet that its conflicts are computed from."""

    key: EventKey
    starts_on: date
    starts_at: time | None
    ends_on: date
    ends_at: time | None
    all_day: bool
    status: str
    busy: bool
    attendance: str
    own_starts_at: time | None
    own_ends_at: time | None
    travel_before: int | None
    travel_after: int | None
    hold_group: str
    place: str
    title: str


class TimeChange(NamedTuple):
    """Another time for an event: its day, start and end."""

    day: date
    start: time
    end: time


def planned(draft: EventDraft, key: EventKey) -> PlannedEvent | None:
    """Return the event of a draft; None without a day, or with a last day before the first."""
    ends_on = draft.ends_on or draft.starts_on
    if draft.starts_on is None or ends_on is None or ends_on < draft.starts_on:
        return None
    return PlannedEvent(
        key,
        draft.starts_on,
        draft.starts_at,
        ends_on,
        draft.ends_at,
        draft.all_day,
        draft.status,
        draft.busy,
        draft.attendance,
        draft.own_starts_at,
        draft.own_ends_at,
        draft.travel_before,
        draft.travel_after,
        draft.hold_group,
        draft.place,
        draft.title,
    )


def planned_occurrences(
    draft: EventDraft, record_id: int, period: tuple[date, date], holidays: Container[date]
) -> list[PlannedEvent]:
    """Return the occurrences of a series that begin in a period. ValueError if its rule is unreadable."""
    if draft.starts_on is None:
        return []
    length = (draft.ends_on or draft.starts_on) - draft.starts_on
    events = []
    for key, day, at in recurrence.occurrences(draft, draft.starts_on, period, holidays):
        ends_on = day + length if draft.ends_on else None
        moved = draft._replace(starts_on=day, starts_at=at, ends_on=ends_on)
        if event := planned(moved, (record_id, key)):
            events.append(event)
    return events


def other_times(
    event: PlannedEvent, others: Sequence[AttendedEvent], holidays: Container[date]
) -> list[TimeChange]:
    """Return free times of the same length on the day of an event, the nearest first, else on later days.

    Empty for one that takes several days or all of one.
    """
    own = conflicts.own_time(event)
    day = event.starts_on
    if own is None or event.all_day or event.starts_at is None or days.last_day(event) > day:
        return []
    start, minutes = own.start % days.DAY_MINUTES, own.end - own.start
    lunch = start < conflicts.LUNCH[1] and start + minutes > conflicts.LUNCH[0]
    query = SlotQuery(
        day,
        day,
        minutes,
        travel=max(event.travel_before or 0, event.travel_after or 0),
        lunch=lunch,
        days_off=True,
    )
    starts = sorted(
        (
            min(max(slot.start, start), (slot.end - minutes) // 10 * 10)
            for slot in free_slots(query, others, holidays)
        ),
        key=lambda at: abs(at - start),
    )
    found = [_change(day, at, minutes) for at in starts[:NEAREST]]
    if not found:
        later = query._replace(
            first=add_days(day, 1), last=add_days(day, NEXT_DAYS), days_off=False
        )
        for slot in free_slots(later, others, holidays):
            return [_change(slot.day, slot.start, minutes)]
    return found


def shorter_time(event: PlannedEvent, others: Sequence[AttendedEvent]) -> TimeChange | None:
    """Return the longest part of an event's own time that is free; None if that is too short."""
    own = conflicts.own_time(event)
    if own is None or event.all_day or days.last_day(event) > event.starts_on:
        return None
    before, after = own.start - own.leaves, own.returns - own.end
    taken = Taken(
        kept_from(other, before, after)
        for other in conflicts.own_times(others)
        if other.group != own.group
    )
    parts = list(taken.gaps(own.start, own.end))
    start, end = max(parts, key=lambda part: part[1] - part[0], default=(0, 0))
    if not LEAST_MINUTES <= end - start < own.end - own.start:
        return None
    return _change(event.starts_on, start % days.DAY_MINUTES, end - start)


def _change(day: date, start: int, minutes: int) -> TimeChange:
    end = start + minutes
    return TimeChange(day, time_of(start), time_of(end % days.DAY_MINUTES))


def time_of(minutes: int) -> time:
    """Return minutes from 0:00, before midnight, as a time of day."""
    return time(minutes // 60, minutes % 60)


def shifted(at: time | None, minutes: int) -> time | None:
    """Return a time of day so many minutes later; None for None."""
    if at is None:
        return None
    return time_of((days.minutes_of(at) + minutes) % days.DAY_MINUTES)
