"""What a trip or another long event holds: shorter events within its time, and those at its place. Pure."""

import re
from typing import Protocol

LONG_MINUTES = 12 * 60  # a trip of one night; an appointment that ends after midnight is shorter
_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_PLACE = frozenset(
    {"출장", "방문", "순방", "시찰", "연수", "일정", "국내", "국외", "해외", "관외"}
)


class TimedPlace(Protocol):
    """When and where an event is; `start` and `end` are minutes since 0001-01-01."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def place(self) -> str: ...
    @property
    def title(self) -> str: ...


def is_long(event: TimedPlace) -> bool:
    """Whether an event may hold others: a trip, or one that takes all of a day."""
    return event.end - event.start >= LONG_MINUTES


def is_within(event: TimedPlace, trip: TimedPlace) -> bool:
    """Whether an event is shorter than a long one, and within its time."""
    inside = trip.start <= event.start and event.end <= trip.end
    return is_long(trip) and inside and event.end - event.start < trip.end - trip.start


def is_at_place_of(event: TimedPlace, trip: TimedPlace) -> bool:
    """Whether the text of an event names the place of a trip, or its place is a part of that of the trip.

    The place of a trip that has none is named by its title: 제주 출장.
    """
    words = set(_WORD.findall(trip.place)) or {*_WORD.findall(trip.title)} - _NO_PLACE
    own_words = _WORD.findall(event.place)
    text = f"{event.place} {event.title}"
    return (bool(words) and all(word in text for word in words)) or (
        bool(own_words) and all(word in trip.place for word in own_words)
    )
