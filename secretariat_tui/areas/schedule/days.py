"""When and how an event touches a day, and which events clash: the one rule for all views and exports."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import NamedTuple, Protocol, TypeVar

from secretariat_tui.core.dates import add_days
from secretariat_tui.core.i18n import _

INACTIVE = frozenset({"cancelled", "postponed"})
ASSUMED_MINUTES = 60  # of an event without an end
DAY_MINUTES = 24 * 60
_MIDNIGHT = time(0)


class Dated(Protocol):
    """The fields that the days of an event are computed from."""

    @property
    def starts_on(self) -> date: ...
    @property
    def starts_at(self) -> time | None: ...
    @property
    def ends_on(self) -> date: ...
    @property
    def ends_at(self) -> time | None: ...
    @property
    def all_day(self) -> bool: ...


class CalendarEvent(Dated, Protocol):
    """An event with the fields that its clashes are computed from."""

    @property
    def id(self) -> int: ...
    @property
    def key(self) -> "EventKey": ...
    @property
    def status(self) -> str: ...
    @property
    def busy(self) -> bool: ...


class EventPeriod(NamedTuple):
    """The days and times of an event that is not stored yet."""

    starts_on: date
    starts_at: time | None
    ends_on: date
    ends_at: time | None
    all_day: bool


E = TypeVar("E", bound=CalendarEvent)
EventKey = tuple[int, str]
"""The id of an event and its occurrence: all occurrences of a series have the id of the series."""


class DayPart(NamedTuple):
    """The part of a day that an event takes, in minutes from 0:00; None is unknown.

    `begins` and `ends` are whether the event begins and ends on this day.
    """

    start: int | None
    end: int | None
    begins: bool = True
    ends: bool = True

    @property
    def fills_day(self) -> bool:
        """Whether it takes the complete day."""
        return (self.start, self.end) == (0, DAY_MINUTES)

    @property
    def assumed_end(self) -> int:
        """The end, at most midnight; an event of unknown length is assumed to take an hour."""
        if self.end is not None:
            return self.end
        return min((self.start or 0) + ASSUMED_MINUTES, DAY_MINUTES)

    @property
    def label(self) -> str:
        """The hours: 10:00–11:30, 22:00~ and ~02:00 of several days, 종일; 미정 without a time."""
        if self.fills_day:
            return _("종일")
        if self.start is None:
            return _("미정")
        if not self.ends:
            return f"{clock(self.start)}~"
        if not self.begins:
            return f"~{clock(self.assumed_end)}"
        return clock(self.start) + (f"–{clock(self.end)}" if self.end is not None else "")

    @property
    def start_label(self) -> str:
        """The hours without the end of an event that begins on this day."""
        if self.start is None or self.fills_day or not (self.begins and self.ends):
            return self.label
        return clock(self.start)


def clock(minutes: int) -> str:
    """Return minutes from 0:00 as a time: 09:30; the end of the day as 24:00."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def minutes_of(at: time) -> int:
    """Return the minutes from 0:00 to a time of day."""
    return at.hour * 60 + at.minute


def last_day(event: Dated) -> date:
    """Return the last day that an event touches; one that ends at 0:00 does not touch that day."""
    if event.ends_on > event.starts_on and event.ends_at == _MIDNIGHT and not event.all_day:
        return add_days(event.ends_on, -1)
    return event.ends_on


def event_days(event: Dated, first: date, last: date) -> list[date]:
    """Return the days that an event touches from `first` to `last`, in order."""
    start, end = max(event.starts_on, first), min(last_day(event), last)
    return [start + timedelta(n) for n in range((end - start).days + 1)]


def by_day(events: Iterable[E], first: date, last: date) -> dict[date, list[E]]:
    """Return the events that touch each day from `first` to `last`; days without events are missing.

    Within a day those that fill it come first, then those without a time, then by time.
    """
    days: dict[date, list[E]] = {}
    for event in events:
        for day in event_days(event, first, last):
            days.setdefault(day, []).append(event)
    return {day: sorted(days[day], key=lambda event: _order(event, day)) for day in sorted(days)}


def _order(event: CalendarEvent, day: date) -> tuple[bool, int, int]:
    part = day_part(event, day)
    return not part.fills_day, -1 if part.start is None else part.start, event.id


def day_part(event: Dated, day: date) -> DayPart:
    """Return the part of a day, one of its days, that an event takes."""
    last = last_day(event)
    begins, ends = day == event.starts_on, day == last
    if event.all_day:
        return DayPart(0, DAY_MINUTES, begins, ends)
    start = minutes_of(event.starts_at) if event.starts_at else None
    end = minutes_of(event.ends_at) if event.ends_at else None
    if event.ends_at and last < event.ends_on:
        end = DAY_MINUTES
    if last == event.starts_on:
        return DayPart(start, end)
    if not begins or start is None:
        start = 0
    if not ends or end is None:
        end = DAY_MINUTES
    return DayPart(start, end, begins, ends)


def clashes(events: Iterable[CalendarEvent]) -> set[tuple[EventKey, EventKey]]:
    """Return the pairs of keys of events that clash, the lower key first.

    Events that take the same time clash: all-day ones and those of several days as well, but none that is not
    `busy`. Cancelled and postponed events, and those of one day without a time, never do, nor one that begins when
    the other ends.
    """
    pairs: set[tuple[EventKey, EventKey]] = set()
    running: list[tuple[int, EventKey]] = []
    for start, end, key in _spans(events):
        running = [other for other in running if other[0] > start]
        pairs.update((min(key, other), max(key, other)) for _end, other in running)
        running.append((end, key))
    return pairs


def clashing(events: Iterable[CalendarEvent]) -> frozenset[EventKey]:
    """Return the keys of the events that clash with another, in linear time after sorting."""
    keys: set[EventKey] = set()
    latest_end, latest = -1, (0, "")
    for start, end, key in _spans(events):
        if start < latest_end:
            keys |= {key, latest}
        if end > latest_end:
            latest_end, latest = end, key
    return frozenset(keys)


def clashing_on(events: Iterable[CalendarEvent], day: date) -> bool:
    """Whether any of the events of a day clash on that very day."""
    latest_end = -1
    for begins, ends, _key in _spans(events):
        start, end = _clipped(begins, day), _clipped(ends, day)
        if start < min(latest_end, end):
            return True
        latest_end = max(latest_end, end)
    return False


def busy_minutes(events: Iterable[CalendarEvent], day: date) -> int:
    """Return the minutes of a day that events take; those at the same time count once."""
    total, until = 0, 0
    for begins, ends, _number in _spans(events):
        start, end = max(_clipped(begins, day), until), _clipped(ends, day)
        total += max(end - start, 0)
        until = max(until, end)
    return total


def _clipped(minutes: int, day: date) -> int:
    """Return minutes since 0001-01-01 as minutes of a day, between its beginning and its end."""
    return min(max(minutes - day.toordinal() * DAY_MINUTES, 0), DAY_MINUTES)


def _spans(events: Iterable[CalendarEvent]) -> list[tuple[int, int, EventKey]]:
    """Return start, end and key of the events that take time, in order; minutes since 0001-01-01."""
    return sorted((*_span(event), event.key) for event in events if _takes_time(event))


def _takes_time(event: CalendarEvent) -> bool:
    if event.status in INACTIVE or not event.busy:
        return False
    return event.ends_on > event.starts_on or event.all_day or event.starts_at is not None


def _span(event: CalendarEvent) -> tuple[int, int]:
    last = last_day(event)
    first_part, last_part = day_part(event, event.starts_on), day_part(event, last)
    start = event.starts_on.toordinal() * DAY_MINUTES + (first_part.start or 0)
    one_day = last == event.starts_on
    if one_day and last_part.end is None:  # beyond midnight if it begins late
        return start, start + ASSUMED_MINUTES
    return start, last.toordinal() * DAY_MINUTES + last_part.assumed_end
