"""What a trip or another long event holds: shorter events within its time, and those at its place. Pure."""

from collections.abc import Collection
from typing import Protocol

from secretariat_tui.core.lazy_pattern import LazyPattern

LONG_MINUTES = 12 * 60  # a trip of one night; an appointment that ends after midnight is shorter
_WORD = LazyPattern(r"[^\W\d_]{2,}")
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
    words = (
        set(_WORD.compiled.findall(trip.place)) or {*_WORD.compiled.findall(trip.title)} - _NO_PLACE
    )
    return _are_named(words, f"{event.place} {event.title}") or _are_named(
        set(_WORD.compiled.findall(event.place)), trip.place
    )


def _are_named(words: Collection[str], text: str) -> bool:
    """Whether each of some words begins a word of a text: 제주 begins 제주도청, but 시청 not 서울시청."""
    of_text = _WORD.compiled.findall(text)
    return bool(words) and all(any(each.startswith(word) for each in of_text) for word in words)
