"""Conflicts of the mayor's own time: the one rule for views, warnings, exports and free time. Pure."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from enum import IntEnum
from types import MappingProxyType
from typing import Protocol

from secretariat_tui.areas.schedule import days
from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.timing import trips
from secretariat_tui.core import marks
from secretariat_tui.core.dates import SATURDAY
from secretariat_tui.core.named_tuple import NamedTuple

MARGIN_MINUTES = 10  # kept free beside each journey, if there is one
OFFICE_HOURS = (9 * 60, 18 * 60)  # minutes from 0:00
LUNCH = (12 * 60, 13 * 60)
_LUNCHES = ("오찬", "점심")


class Severity(IntEnum):
    """How bad a conflict is: tentatively two at once; less time between two than the journeys take; two at once."""

    SOFT = 1
    TIGHT = 2
    HARD = 3

    @property
    def overlaps(self) -> bool:
        """Whether two events take the same time."""
        return self is not Severity.TIGHT

    @property
    def mark(self) -> marks.Mark:
        """The mark of an event with such a conflict."""
        return _MARKS[self]


_MARKS = {
    Severity.SOFT: marks.Mark(marks.CLASH.sign, "warn"),  # the tentative event has its own sign too
    Severity.TIGHT: marks.SOON,
    Severity.HARD: marks.CLASH,
}


Severities = Mapping[EventKey, Severity]
"""The worst conflict of each event that has one."""
NO_CONFLICTS: Severities = MappingProxyType({})


class AttendedEvent(days.Dated, Protocol):
    """An event with the fields that its conflicts are computed from.

    `own_starts_at` and `own_ends_at` are the mayor's part of it, if that is not all; `travel_before` and
    `travel_after` are the minutes of the journeys.
    """

    @property
    def key(self) -> EventKey: ...
    @property
    def status(self) -> str: ...
    @property
    def busy(self) -> bool: ...
    @property
    def attendance(self) -> str: ...
    @property
    def own_starts_at(self) -> time | None: ...
    @property
    def own_ends_at(self) -> time | None: ...
    @property
    def travel_before(self) -> int | None: ...
    @property
    def travel_after(self) -> int | None: ...
    @property
    def hold_group(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def title(self) -> str: ...


class OwnTime(NamedTuple):
    """The time that an event takes from the mayor, in minutes since 0001-01-01.

    `leaves` and `returns` are its ends with the journeys and their margins. Events of one `group`, candidates for
    the same appointment, do not conflict with each other.
    """

    start: int
    end: int
    leaves: int
    returns: int
    key: EventKey
    group: object
    tentative: bool
    place: str
    title: str


class Conflict(NamedTuple):
    """Two events that conflict. `overlap` are the minutes that they share; if negative, those between them.

    `needed` are the minutes of the journeys between them with their margins. `holder` is the one that holds
    the other, such as a trip, if one does; the conflicts of one holder are named together.
    """

    severity: Severity
    one: EventKey
    other: EventKey
    overlap: int
    needed: int
    holder: EventKey | None = None

    @property
    def keys(self) -> tuple[EventKey, EventKey]:
        """Both events."""
        return self.one, self.other

    def beside(self, key: EventKey) -> EventKey:
        """Return the other event of the pair."""
        return self.one if key == self.other else self.other


def takes_time(event: AttendedEvent) -> bool:
    """Whether the mayor attends an event in person, and cannot do anything else meanwhile."""
    return event.busy and event.attendance == "self" and event.status not in days.INACTIVE


def own_time(event: AttendedEvent) -> OwnTime | None:
    """Return the time that an event takes from the mayor; None if it takes none, or has no time yet.

    An event of unknown length is assumed to take an hour.
    """
    last = days.last_day(event)
    one_day = last == event.starts_on
    untimed = not event.all_day and event.starts_at is None and event.own_starts_at is None
    if not takes_time(event) or (untimed and event.ends_on == event.starts_on):
        return None
    first_part, last_part = days.day_part(event, event.starts_on), days.day_part(event, last)
    start = event.starts_on.toordinal() * days.DAY_MINUTES
    start += days.minutes_of(event.own_starts_at) if event.own_starts_at else first_part.start or 0
    end = last.toordinal() * days.DAY_MINUTES
    if event.own_ends_at:
        end += days.minutes_of(event.own_ends_at)
    elif one_day and (last_part.end is None or (event.all_day and event.own_starts_at)):
        end = start + days.ASSUMED_MINUTES  # beyond midnight if it begins late
    else:
        end += last_part.assumed_end
    end = end if end > start else start + days.ASSUMED_MINUTES
    tentative = event.status == "hold"
    return OwnTime(
        start,
        end,
        start - _journey(event.travel_before),
        end + _journey(event.travel_after),
        event.key,
        event.hold_group if tentative and event.hold_group else event.key,
        tentative,
        event.place,
        event.title,
    )


def _journey(minutes: int | None) -> int:
    return minutes + MARGIN_MINUTES if minutes else 0


def own_times(events: Iterable[AttendedEvent]) -> list[OwnTime]:
    """Return the times that events take, in order."""
    return sorted(each for event in events if (each := own_time(event)))


def conflicts(events: Iterable[AttendedEvent]) -> list[Conflict]:
    """Return the pairs of events that conflict, those of the lower key first."""
    return sorted(_pairs(own_times(events)), key=lambda each: each[1:3])


def _pairs(times: Iterable[OwnTime]) -> Iterator[Conflict]:
    running: list[OwnTime] = []
    for each in sorted(times, key=lambda each: each.leaves):
        running = [other for other in running if other.returns > each.leaves]
        yield from (pair for other in running if (pair := _conflict(other, each)))
        running.append(each)


def overlaps(events: Iterable[AttendedEvent]) -> list[list[Conflict]]:
    """Return the pairs of events that overlap; those with events that one long event holds are together."""
    return grouped(each for each in conflicts(events) if each.overlap > 0)


def grouped(found: Iterable[Conflict]) -> list[list[Conflict]]:
    """Return conflicts one by one, but those with events that one long event holds together."""
    groups: dict[tuple[EventKey, ...], list[Conflict]] = {}
    for each in found:
        groups.setdefault((each.holder,) if each.holder else each.keys, []).append(each)
    return list(groups.values())


def conflicts_of(key: EventKey, events: Iterable[AttendedEvent]) -> list[Conflict]:
    """Return the conflicts of one of some events, the worst first; `one` is always that event."""
    times = own_times(events)
    own = next((each for each in times if each.key == key), None)
    if own is None:
        return []
    found = [
        pair._replace(one=key, other=each.key) for each in times if (pair := _conflict(own, each))
    ]
    return sorted(found, key=lambda each: -each.severity)


def _conflict(one: OwnTime, other: OwnTime) -> Conflict | None:
    """Return how two events conflict; None if they do not, or one is during a trip, at the place of the trip."""
    if one.group == other.group:
        return None
    first, second = sorted((one, other))
    overlap = min(first.end, second.end) - second.start
    needed = first.returns - first.end + second.start - second.leaves
    if overlap > 0:
        severity = Severity.SOFT if one.tentative or other.tentative else Severity.HARD
    elif -overlap < needed and not (one.tentative or other.tentative):
        severity = Severity.TIGHT
    else:
        return None
    holder = None
    for trip, held in ((one, other), (other, one)):
        if trips.is_within(held, trip):
            if trips.is_at_place_of(held, trip):
                return None
            holder = None if trips.is_long(held) else trip.key
    low, high = sorted((one.key, other.key))
    return Conflict(severity, low, high, overlap, needed, holder)


def severities(events: Iterable[AttendedEvent]) -> Severities:
    """Return the worst conflict of each event that has one, in linear time after sorting.

    Only the pairs with long events, which are few, are compared one by one.
    """
    times = own_times(events)
    short = [each for each in times if not trips.is_long(each)]
    firm = [each for each in short if not each.tentative]
    found = dict.fromkeys(_meeting(short), Severity.SOFT)
    found |= dict.fromkeys(_meeting(firm, with_journeys=True), Severity.TIGHT)
    found |= dict.fromkeys(_meeting(firm), Severity.HARD)
    long = [each for each in times if trips.is_long(each)]
    for pair in _pairs(long):
        _mark(found, pair)
    for trip, each in _near_long(long, short):
        known = {found.get(trip.key), found.get(each.key)}
        if known != {Severity.HARD} and (conflict := _conflict(trip, each)):
            _mark(found, conflict)
    return found


def _mark(found: dict[EventKey, Severity], pair: Conflict) -> None:
    for key in pair.keys:
        found[key] = max(pair.severity, found.get(key, pair.severity))


def _near_long(
    long: Iterable[OwnTime], short: Iterable[OwnTime]
) -> Iterator[tuple[OwnTime, OwnTime]]:
    """Yield long events with each short one that they may conflict with."""
    ordered = sorted(short, key=lambda each: each.leaves)
    starts = [each.leaves for each in ordered]
    longest = max((each.returns - each.leaves for each in ordered), default=0)
    for trip in long:
        first = bisect_left(starts, trip.leaves - longest)
        last = bisect_left(starts, trip.returns)
        yield from ((trip, each) for each in ordered[first:last])


def _meeting(times: Sequence[OwnTime], *, with_journeys: bool = False) -> set[EventKey]:
    """Return the events whose times meet one of another group."""
    ordered = [(each.start, each.end, each) for each in times]
    if with_journeys:
        ordered = sorted((each.leaves, each.returns, each) for each in times)
    keys: set[EventKey] = set()
    latest = _Extremes()  # the latest ends of those that begin earlier
    for start, end, each in ordered:
        if latest.beside(each.group, start) > start:
            keys.add(each.key)
        latest.add(end, each.group)
    next_start = _Extremes()  # the earliest starts, negated, of those that begin later
    for start, end, each in reversed(ordered):
        if next_start.beside(each.group, -end) > -end:
            keys.add(each.key)
        next_start.add(-start, each.group)
    return keys


class _Extremes:
    """The greatest of some numbers, and the greatest of those of other groups than its own."""

    def __init__(self) -> None:
        self._best: tuple[int, object] | None = None
        self._second: tuple[int, object] | None = None

    def add(self, number: int, group: object) -> None:
        if self._best is None or number >= self._best[0]:
            if self._best and self._best[1] != group:
                self._second = self._best
            self._best = number, group
        elif group != self._best[1] and (self._second is None or number > self._second[0]):
            self._second = number, group

    def beside(self, group: object, default: int) -> int:
        """Return the greatest number of another group."""
        best = self._second if self._best and self._best[1] == group else self._best
        return best[0] if best else default


def severity_on(events: Iterable[AttendedEvent], day: date) -> Severity | None:
    """Return the worst overlap of events on that very day, without their journeys; None if there is none."""
    times = {each.key: each for each in own_times(events)}
    on_day = {key: part for key, each in times.items() if (part := _part(each, day))}
    short = sorted(part for key, part in on_day.items() if not trips.is_long(times[key]))
    if _meeting([each for each in short if not each.tentative]):
        return Severity.HARD
    found = {Severity.SOFT} if _meeting(short) else set()
    long = [times[key] for key in on_day if trips.is_long(times[key])]
    near = _near_long(long, [times[each.key] for each in short])
    for pair in (*_pairs(long), *filter(None, (_conflict(*each) for each in near))):
        one, other = on_day[pair.one], on_day[pair.other]
        if pair.overlap > 0 and one.start < other.end and other.start < one.end:
            found.add(pair.severity)
    return max(found, default=None)


def _part(own: OwnTime, day: date) -> OwnTime | None:
    """Return the part of an event's time that is on a day, without journeys; None if there is none."""
    start, end = _clipped(own.start, day), _clipped(own.end, day)
    return own._replace(start=start, end=end, leaves=start, returns=end) if start < end else None


def busy_minutes(events: Iterable[AttendedEvent], day: date) -> int:
    """Return the minutes of a day that events take; those at the same time count once."""
    total, until = 0, 0
    for each in own_times(events):
        start, end = max(_clipped(each.start, day), until), _clipped(each.end, day)
        total += max(end - start, 0)
        until = max(until, end)
    return total


def _clipped(minutes: int, day: date) -> int:
    """Return minutes since 0001-01-01 as minutes of a day, between its beginning and its end."""
    return min(max(minutes - day.toordinal() * days.DAY_MINUTES, 0), days.DAY_MINUTES)


class Concern(NamedTuple):
    """What makes the time of an event unusual: "hours", "weekend", "holiday" or "lunch", on a day."""

    what: str
    day: date


def concerns(event: AttendedEvent, holidays: Container[date]) -> Iterator[Concern]:
    """Yield what is unusual about the time of an event, on the first of its days.

    Hours and lunch are of no concern on a day off, nor for what fills the day; nor is lunch for a lunch.
    """
    own, day = own_time(event), event.starts_on
    if own is None:
        return
    if day in holidays or day.weekday() >= SATURDAY:
        yield Concern("holiday" if day in holidays else "weekend", day)
        return
    start, end = _clipped(own.start, day), _clipped(own.end, day)
    if end - start == days.DAY_MINUTES or days.last_day(event) > day:
        return
    if start < OFFICE_HOURS[0] or end > OFFICE_HOURS[1]:
        yield Concern("hours", day)
    if start < LUNCH[1] and LUNCH[0] < end and not any(word in event.title for word in _LUNCHES):
        yield Concern("lunch", day)
