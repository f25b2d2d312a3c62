"""When and how an event touches a day: the one rule for all views and exports."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Protocol, TypeVar

from secretariat_tui.core.dates import add_days
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple

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
    """An event in the order of a day."""

    @property
    def id(self) -> int: ...


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


def duration(minutes: int) -> str:
    """Return a number of minutes as 1시간 30분; 1h 30m."""
    hours, rest = divmod(minutes, 60)
    parts = [
        _("{n}시간").format(n=hours) if hours else "",
        _("{n}분").format(n=rest) if rest else "",
    ]
    return " ".join(part for part in parts if part) or _("{n}분").format(n=0)
