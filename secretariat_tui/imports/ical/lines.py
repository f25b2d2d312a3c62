"""The lines of an iCalendar file: unfolding, components, properties."""

import quopri
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from secretariat_tui.core.named_tuple import NamedTuple

_FOLDS = ("\n\n ", "\n\n\t", "\n ", "\n\t")  # some mail programs double the line ends
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:]*)')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_COMMA = re.compile(r"(?<!\\),")
_NEEDED = frozenset({
    "UID", "SEQUENCE", "RECURRENCE-ID", "LAST-MODIFIED", "DTSTART", "DTEND",
    "DURATION", "SUMMARY", "LOCATION", "DESCRIPTION", "CLASS", "STATUS",
    "CATEGORIES", "TRANSP", "RRULE", "RDATE", "EXDATE", "EXRULE",
})  # fmt: skip
_OTHERS = frozenset({"VTODO", "VJOURNAL", "VFREEBUSY"})
OWN_PREFIX = "X-SECRETARIAT-"
_NO_PARAMETERS: Mapping[str, str] = {}


class Property(NamedTuple):
    """A property of a component: its parameters with upper-case names, and the raw value."""

    name: str
    parameters: Mapping[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as text, without escapes."""
        value = self.value
        if self.parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
            charset = self.parameters.get("CHARSET", "utf-8")
            value = _decoded(quopri.decodestring(value.encode()), charset)
        return unescape(value)

    @property
    def texts(self) -> list[str]:
        """The texts of a value that is a list."""
        return [unescape(each) for each in _COMMA.split(self.value)]


class Component(NamedTuple):
    """A VEVENT: its number in the file, from 1, its lines, and the METHOD of its calendar."""

    number: int
    lines: list[str]
    method: str = ""
    is_complete: bool = True


@dataclass
class Calendars:
    """The calendars of a file: events, time zones as text by TZID, and the components that are not read."""

    events: list[Component] = field(default_factory=list)
    zones: dict[str, str] = field(default_factory=dict)
    zone_name: str = ""
    ignored: Counter[str] = field(default_factory=Counter)


def unfold_bytes(content: bytes) -> bytes:
    """Join folded lines of a file before it is decoded: some programs fold within a letter."""
    if b"\0" in content:  # UTF-16, whose letters may have the bytes of a fold
        return content
    content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    for fold in _FOLDS:
        content = content.replace(fold.encode(), b"")
    return content


def split_lines(text: str) -> list[str]:
    """Return the unfolded lines of a text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for fold in _FOLDS:
        text = text.replace(fold, "")
    return text.split("\n")


def unescape(value: str) -> str:
    """Return a text value without its escapes."""
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def read_components(lines: Iterable[str]) -> Calendars:
    """Return what the calendars of a file hold. Events without their end are incomplete."""
    reading = _ComponentReader()
    for line in lines:
        reading.add(line)
    reading.close_event(is_complete=False)
    return reading.calendars


class _ComponentReader:
    """Collects the components of a file line by line."""

    def __init__(self) -> None:
        self.calendars = Calendars()
        self._open: list[str] = []
        self._method = ""
        self._event: list[str] | None = None
        self._zone: list[str] | None = None

    def add(self, line: str) -> None:
        """Add an unfolded line."""
        keyword, _colon, value = line.partition(":")
        keyword = keyword.upper()
        if keyword == "BEGIN":
            self._begin(value.strip().upper())
        if self._zone is not None:
            self._zone.append(line)
        elif keyword == "METHOD" and self._event is None:
            self._method = value.strip().upper()
        elif keyword == "X-WR-TIMEZONE":
            self.calendars.zone_name = value.strip()
        elif self._event is not None and self._open[-1:] == ["VEVENT"]:
            self._event.append(line)
        if keyword == "END":
            self._end(value.strip().upper())

    def close_event(self, *, is_complete: bool) -> None:
        """Keep the event that is open, if there is one."""
        if self._event is not None:
            events = self.calendars.events
            events.append(Component(len(events) + 1, self._event, self._method, is_complete))
        self._event = None

    def _begin(self, name: str) -> None:
        if name in {"VEVENT", "VCALENDAR"}:
            self.close_event(is_complete=False)
            self._open, self._zone = [], None
        if name == "VCALENDAR":
            self._method = ""
        elif name == "VEVENT":
            self._event = []
        elif name == "VTIMEZONE":
            self._zone = []
        elif name in _OTHERS:
            self.calendars.ignored[name] += 1
        self._open.append(name)

    def _end(self, name: str) -> None:
        if name == "VEVENT":
            self.close_event(is_complete=True)
        elif name == "VTIMEZONE" and self._zone is not None:
            self._add_zone(self._zone)
            self._zone = None
        elif name == "VCALENDAR":
            self.close_event(is_complete=False)
            self._method = ""
        if self._open:
            self._open.pop()

    def _add_zone(self, lines: list[str]) -> None:
        tzid = next((line[5:].strip() for line in lines if line[:5].upper() == "TZID:"), "")
        self.calendars.zones[tzid] = "\r\n".join(lines) + "\r\n"


def properties(lines: Iterable[str]) -> Iterator[Property]:
    """Yield the properties that are read. A line without a colon has the value ""."""
    for line in lines:
        head, _colon, value = line.partition(":")
        if ";" not in head:
            name = head.upper()
            if name in _NEEDED or name.startswith(OWN_PREFIX):
                yield Property(name, _NO_PARAMETERS, value)
            continue
        name = head[: head.index(";")].upper()
        if name in _NEEDED or name.startswith(OWN_PREFIX):
            yield _with_parameters(name, line)


def _with_parameters(name: str, line: str) -> Property:
    at, parameters = len(name), dict[str, str]()
    while match := _PARAMETER.match(line, at):
        parameters[match[1].upper()] = match[2].strip('"')
        at = match.end()
    return Property(name, parameters, line[at:].partition(":")[2])


def _decoded(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return content.decode("utf-8", "replace")
