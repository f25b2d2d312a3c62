"""Where the mayor comes from before an event, and goes to after it. Pure."""

from collections.abc import Iterable

from secretariat_tui.areas.schedule.timing import conflicts
from secretariat_tui.areas.schedule.timing.conflicts import AttendedEvent
from secretariat_tui.core.named_tuple import NamedTuple

OFFICE = ""
"""The place of the office in a journey."""
_WAIT_MINUTES = 120  # between two events in which nobody returns to the office


class Journey(NamedTuple):
    """A journey between two places; OFFICE is the mayor's office."""

    from_place: str
    to_place: str


def journeys(
    event: AttendedEvent, others: Iterable[AttendedEvent]
) -> tuple[Journey | None, Journey | None]:
    """Return the journeys to an event and from it: those to neighbouring events, else to the office.

    None if the event has no place or time, is at the place of its neighbour, or if the next event already has the
    minutes of the journey between them.
    """
    own = conflicts.own_time(event)
    if own is None or not event.place:
        return None, None
    origin, destination = OFFICE, OFFICE
    latest, earliest = own.start - _WAIT_MINUTES, own.end + _WAIT_MINUTES
    reached = False
    for other in others:
        taken = conflicts.own_time(other)
        if taken is None or not other.place or other.key == event.key:
            continue
        if latest <= taken.end <= own.start:
            latest, origin = taken.end, other.place
        if own.end <= taken.start <= earliest:
            earliest, destination = taken.start, other.place
            reached = bool(other.travel_before)
    before = Journey(origin, event.place) if origin != event.place else None
    after = Journey(event.place, destination) if destination != event.place else None
    return before, None if reached else after
