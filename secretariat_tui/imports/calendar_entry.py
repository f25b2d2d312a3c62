"""An event of an iCalendar file (RFC 5545) in local time, whatever register it is imported into."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from secretariat_tui.core.named_tuple import NamedTuple

_PART = "/RID="  # as calendar programs of macOS name the rest of a series
_PART_UID = re.compile(
    _PART + r"(\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?)$", re.ASCII
)  # others have numbers there


class Origin(NamedTuple):
    """The identity of a record in other programs: UID, RECURRENCE-ID as local ISO text, and SEQUENCE."""

    uid: str
    occurrence: str = ""
    sequence: int = 0


class StoredEntry(NamedTuple):
    """A record with the identity that it has in other programs; `is_active` unless it is cancelled or past.

    `left_out` are the occurrences that a series does not have; `last` is the day of its last one, "" if it is
    endless.
    """

    id: int
    origin: Origin
    is_active: bool
    left_out: frozenset[str] = frozenset()
    last: str = ""


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
    """An event that is not one changed occurrence: all its occurrences from `first` to `last`, local ISO texts.

    One that is kept as a series has no `occurrences`.
    """

    number: int
    origin: Origin
    occurrences: frozenset[str] | None
    first: str = ""
    last: str = "9999"


class CancelledEntry(NamedTuple):
    """A message that takes back an event, one occurrence of it or, with `later_too`, those after it too."""

    number: int
    origin: Origin
    later_too: bool = False


def part_uid(uid: str, first: str) -> str:
    """Return the UID of the part of a series from an occurrence on."""
    return f"{uid}{_PART}{first}" if first else uid


def undivided_uid(uid: str) -> str:
    """Return the UID of the undivided series of a part."""
    return _PART_UID.sub("", uid)


def first_of(uid: str) -> str:
    """Return the occurrence that the part with a UID begins with, "" if it is the first part."""
    match = _PART_UID.search(uid)
    return match[1] if match else ""
