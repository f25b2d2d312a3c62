"""An event of an iCalendar file (RFC 5545) in local time, whatever register it is imported into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple


class Origin(NamedTuple):
    """The identity of a record in other programs: UID, RECURRENCE-ID as local ISO text, and SEQUENCE."""

    uid: str
    occurrence: str = ""
    sequence: int = 0


class StoredEntry(NamedTuple):
    """A record with the identity that it has in other programs; `is_active` unless it is cancelled or past.

    `left_out` are the occurrences that a series does not have.
    """

    id: int
    origin: Origin
    is_active: bool
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class CalendarEntry:
    """An event, or one occurrence of a series: from `start` to before `end`, days or naive local times.

    The texts are as the file has them, without escapes. `extra` are its X-SECRETARIAT properties by lower-case
    name. A series that is kept as one has its rule, and the keys of the occurrences that it adds and leaves out,
    separated by blanks. `is_free` is whether it takes no time, None if the file does not tell.
    """

    number: int
    origin: Origin
    start: date | datetime
    end: date | datetime | None = None
    title: str = ""
    place: str | None = None
    description: str | None = None
    classification: str = ""
    status: str = ""
    categories: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    rrule: str = ""
    rdates: str = ""
    exdates: str = ""
    is_free: bool | None = None


class MasterEntry(NamedTuple):
    """An event that is not one changed occurrence: all its occurrences from `first` to `last`, local ISO texts."""

    number: int
    origin: Origin
    occurrences: frozenset[str]
    first: str = ""
    last: str = "9999"


class CancelledEntry(NamedTuple):
    """A message that takes back an event, or one occurrence of it."""

    number: int
    origin: Origin
