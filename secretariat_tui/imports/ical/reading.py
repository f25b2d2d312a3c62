"""Reading an iCalendar file event by event, so that a wrong one leaves the others readable."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import BufferedReader
from pathlib import Path
from typing import Any

from secretariat_tui.core.errors import FileError, ValidationError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.pii import resident_number_error
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.imports.calendar_entry import (
    CalendarEntry,
    CancelledEntry,
    MasterEntry,
    Origin,
    undivided_uid,
)
from secretariat_tui.imports.headings import FileColumn, Header
from secretariat_tui.imports.ical import lines as ical_lines
from secretariat_tui.imports.ical.events import (
    PropertyError,
    ReadEvent,
    occurrences,
    own_lengths,
    read_event,
    shown,
    title_of,
)
from secretariat_tui.imports.ical.kept_series import kept_rule
from secretariat_tui.imports.ical.lines import Calendars
from secretariat_tui.imports.ical.parts import (
    SeriesPart,
    divided,
    identities,
    part_of,
    stored_parts,
)
from secretariat_tui.imports.ical.series import Series, expand
from secretariat_tui.imports.ical.times import Zones
from secretariat_tui.imports.parsed import ParsedFile, RowError
from secretariat_tui.imports.progress import ImportProgress
from secretariat_tui.imports.rows import ParsedRow
from secretariat_tui.imports.separated import decode, read_content
from secretariat_tui.imports.target import CalendarFormat, D, ImportTarget

_BATCH = 200
_RESIDENT_DIGITS = 13
_MANY_DIGITS = re.compile(rf"(?:\D*\d){{{_RESIDENT_DIGITS}}}")
_IGNORED = {
    "VTODO": N_("할 일(VTODO)"),
    "VJOURNAL": N_("일지(VJOURNAL)"),
    "VFREEBUSY": N_("바쁜 시간(VFREEBUSY)"),
}
_HEAD = 200  # bytes in which a calendar begins
_STARTS = (b"BEGIN:VCALENDAR", b"BEGIN:VEVENT")
_SUFFIXES = frozenset({".ics", ".ical", ".ifb", ".icalendar", ".vcs"})


def is_calendar(file: BufferedReader, path: Path) -> bool:
    """Whether a file is a calendar, by its first bytes or its suffix."""
    head = file.peek(_HEAD)[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.upper().startswith(_STARTS) or path.suffix.lower() in _SUFFIXES


def read_calendar(  # noqa: PLR0913
    file: BufferedReader,
    path: Path,
    target: ImportTarget[D],
    calendar: CalendarFormat[D],
    reader: Reader,
    *,
    today: date,
    progress: ImportProgress,
) -> ParsedFile[D]:
    """Read the events of a file for a register. FileError if it is not a calendar, or holds no event."""
    remedy = _("달력 프로그램에서 UTF-8로 다시 내보내 주세요.")
    text, encoding = decode(ical_lines.unfold_bytes(read_content(file, path)), path, remedy)
    found = ical_lines.read_components(ical_lines.split_lines(text.lstrip("\ufeff")))
    if not found.events:
        raise FileError(
            _("일정(VEVENT)이 하나도 없습니다."),
            str(path),
            _("달력 프로그램에서 iCalendar(.ics)로 내보낸 파일인지 확인해 주세요."),
        )
    columns = [
        FileColumn(at, _(each.title), each) for at, each in enumerate(target.fields.values())
    ]
    header = Header(0, columns, (), (), len(columns))
    parsed = ParsedFile[D](path.name, f"iCalendar, {encoding}", header)
    _Reading(parsed, target, calendar, found, today=today, progress=progress).read(reader)
    return parsed


class _Reading:
    """Reads the events of a file into `parsed`."""

    def __init__(  # noqa: PLR0913
        self,
        parsed: ParsedFile[Any],
        target: ImportTarget[Any],
        calendar: CalendarFormat[Any],
        found: Calendars,
        *,
        today: date,
        progress: ImportProgress,
    ) -> None:
        self._parsed, self._target, self._calendar = parsed, target, calendar
        self._found, self._today, self._progress = found, today, progress
        self._zones = Zones(found.zones, found.zone_name)
        self._parts: dict[str, list[SeriesPart]] = {}
        self._without_series: list[int] = []

    def read(self, reader: Reader) -> None:
        """Read all events; changed occurrences whose series is not in the file belong to that of the register."""
        events = self._without_duplicates(_with_times([*self._events()]))
        changed: dict[str, list[ReadEvent]] = {}
        for each in events:
            if each.entry.origin.uid and each.entry.origin.occurrence:
                changed.setdefault(each.entry.origin.uid, []).append(each)
            elif each.later_too:
                self._without_series.append(each.entry.number)
        self._divide_series(events, changed, reader)
        for at, each in enumerate(events):
            if at % _BATCH == 0:
                self._progress.advance(at)
            self._add(each, changed)
        self._add_notes(changed, {each.entry.origin.uid for each in events if each.rule})

    def _events(self) -> Iterator[ReadEvent]:
        for at, component in enumerate(self._found.events, 1):
            if at % _BATCH == 0:
                self._progress.advance(at)
            number = component.number
            try:
                event = read_event(component, self._zones)
            except PropertyError as error:
                self._parsed.places[number] = _place(number, title_of(component))
                self._refuse(number, error.name, error.value, error.message)
            else:
                if "moved" in event.entry.extra:  # our export derived it from a holiday rule
                    continue
                self._parsed.places[number] = _place(number, event.entry.title)
                yield event

    def _refuse(self, number: int, name: str, value: str, message: str) -> None:
        place = self._parsed.place(number)
        self._parsed.add_error(RowError(number, name, shown(value), message, place))

    def _without_duplicates(self, events: Sequence[ReadEvent]) -> list[ReadEvent]:
        """Return the events without those that others with their UID repeat or replace."""
        newest: dict[tuple[str, str], ReadEvent] = {}
        kept: list[ReadEvent] = []
        for each in events:
            other = newest.setdefault(each.key, each) if each.entry.origin.uid else each
            if other is each:
                kept.append(each)
            elif _rank(each) > _rank(other):
                newest[each.key] = each
                kept[kept.index(other)] = each
                self._parsed.known.append((other.entry.number, each.entry.number))
            elif _rank(each) < _rank(other) or _content(each) == _content(other):
                self._parsed.known.append((each.entry.number, other.entry.number))
            else:
                message = _(
                    "{place}의 UID와 같은데 내용이 다릅니다. UID를 고치거나 나중 것의 SEQUENCE를 올려 주세요."
                )
                other_place = self._parsed.place(other.entry.number)
                self._refuse(
                    each.entry.number, "UID", each.key[0], message.format(place=other_place)
                )
        return kept

    def _add(self, event: ReadEvent, changed: dict[str, list[ReadEvent]]) -> None:
        origin, number = event.entry.origin, event.entry.number
        if event.cancels:
            self._cancel(event)
            return
        if origin.occurrence and origin.uid in self._parts:
            self._add_in_part(event)
            return
        if event.rule is None:
            if origin.uid and not origin.occurrence:
                self._parsed.masters.append(MasterEntry(number, origin, frozenset({""})))
            self._add_entry(event.entry)
            return
        if self._add_series(event, changed):
            return
        try:
            series = expand(event.rule, self._zones, self._today)
        except ValueError as error:
            rule = next(iter([*event.rule.rules, *event.rule.dates]))
            self._refuse(number, rule.name, rule.value, str(error))
            return
        self._note(number, [*series.warnings, *own_lengths(event)])
        entries = [*occurrences(event, series, changed.get(origin.uid, ()))]
        self._add_master(event, series, entries, changed)
        for entry in entries:
            self._add_entry(entry)

    def _add_series(self, event: ReadEvent, changed: dict[str, list[ReadEvent]]) -> bool:
        """Add a series as one, if the register keeps series and can keep this one; return whether it did."""
        origin = event.entry.origin
        later = any(each.later_too for each in changed.get(origin.uid, ()))
        parts = self._parts.get(origin.uid, [])
        if not parts and not later and (entry := self._series_entry(event)):
            parts = [SeriesPart(event.entry.number, origin, self._calendar.draft(entry))]
        if not parts:
            return False
        self._parsed.masters.append(MasterEntry(event.entry.number, origin, None))
        for at, each in enumerate(parts):
            earlier = identities(parts, at, each.first)[1:]
            self._add_draft(each.number, each.draft, each.origin, earlier)
        return True

    def _series_entry(self, event: ReadEvent) -> CalendarEntry | None:
        """Return the entry of a series that is kept as one; None if it is none, or cannot be kept as one."""
        if event.rule is None or not (self._calendar.series and event.entry.origin.uid):
            return None
        try:
            kept = kept_rule(event.rule, self._zones, self._today)
        except ValueError:
            return None
        if kept is None:
            return None
        rrule, rdates, exdates, warnings = kept
        entry = replace(event.entry, rrule=rrule, rdates=rdates, exdates=exdates)
        if self._target.errors(self._calendar.draft(entry)):
            return None
        self._note(event.entry.number, [*warnings, *own_lengths(event)])
        return entry

    def _divide_series(
        self, events: Sequence[ReadEvent], changed: dict[str, list[ReadEvent]], reader: Reader
    ) -> None:
        """Divide the series of the file, and those of the register that it only changes."""
        series = self._calendar.series
        if series is None or not changed:
            return
        masters = {
            each.entry.origin.uid: each
            for each in events
            if each.entry.origin.uid in changed and each.rule
        }
        records: dict[str, list[tuple[Origin, Any]]] = {}
        for origin, draft in series.stored(reader, changed.keys() - masters.keys()):
            records.setdefault(undivided_uid(origin.uid), []).append((origin, draft))
        for uid, occurrences_of in changed.items():
            divisions = sorted(
                (each for each in occurrences_of if each.later_too and not each.cancels),
                key=lambda each: each.entry.origin.occurrence,
            )
            parts = stored_parts(records.get(uid, ()), series)
            if divisions and uid in masters and (entry := self._series_entry(masters[uid])):
                origin = entry.origin
                parts = [SeriesPart(entry.number, origin, self._calendar.draft(entry))]
            if not parts:
                continue
            drafts = [(each, self._calendar.draft(each.entry)) for each in divisions]
            with suppress(ValueError, ValidationError):
                parts = divided(parts, drafts, series)
                text = _("THISANDFUTURE라서 이 회차부터 따로 되풀이하는 일정으로 나눕니다.")
                for each in divisions:
                    self._note(each.entry.number, [text])
                self._parts[uid] = parts

    def _cancel(self, event: ReadEvent) -> None:
        """Add a cancellation of an event, of an occurrence, or of one and those after it."""
        origin, number = event.entry.origin, event.entry.number
        parts = self._parts.get(origin.uid, [])
        if origin.occurrence and parts:
            at = part_of(parts, origin.occurrence)
            uid, occurrence, _sequence = identities(parts, at, origin.occurrence)[0]
            named = Origin(uid, occurrence, origin.sequence)
            self._parsed.cancelled.append(CancelledEntry(number, named, event.later_too))
            others = parts[at + 1 :] if event.later_too else []
        else:
            self._parsed.cancelled.append(CancelledEntry(number, origin, event.later_too))
            others = parts[1:] if not origin.occurrence else []
        for each in others:
            other = Origin(each.origin.uid, sequence=origin.sequence)
            self._parsed.cancelled.append(CancelledEntry(number, other))

    def _add_in_part(self, event: ReadEvent) -> None:
        """Add a changed occurrence to the part of its series that has it, or that it begins."""
        entry = event.entry
        parts = self._parts[entry.origin.uid]
        at = part_of(parts, entry.origin.occurrence)
        first, *earlier = identities(parts, at, entry.origin.occurrence)
        if not event.later_too:
            origin = first._replace(sequence=entry.origin.sequence)
            self._add_draft(entry.number, self._calendar.draft(entry), origin, earlier)
        elif parts[0].number == 0:  # the series is not in the file
            part = parts[at]
            self._add_draft(part.number, part.draft, part.origin, earlier)

    def _add_master(
        self,
        event: ReadEvent,
        series: Series,
        entries: Sequence[CalendarEntry],
        changed: dict[str, list[ReadEvent]],
    ) -> None:
        origin = event.entry.origin
        keys = {each.origin.occurrence for each in entries}
        keys |= {each.entry.origin.occurrence for each in changed.get(origin.uid, ())}
        bounds = series.first.isoformat(), f"{series.last}T99"
        if origin.uid:
            self._parsed.masters.append(
                MasterEntry(event.entry.number, origin, frozenset(keys), *bounds)
            )

    def _add_entry(self, entry: CalendarEntry) -> None:
        self._add_draft(entry.number, self._calendar.draft(entry), entry.origin)

    def _add_draft(
        self, number: int, draft: Any, origin: Origin, earlier: Sequence[Origin] = ()
    ) -> None:
        errors = [*self._target.errors(draft), *_resident_numbers(draft)]
        for key, message in errors:
            title = self._parsed.column_title(key, self._target.fields)
            self._refuse(number, title, "", message)
        if not errors:
            self._parsed.rows.append(ParsedRow(number, draft, origin, earlier))

    def _note(self, number: int, texts: Sequence[str]) -> None:
        self._parsed.notes += [f"{self._parsed.place(number)}: {text}" for text in texts]

    def _add_notes(self, changed: dict[str, list[ReadEvent]], series: set[str]) -> None:
        """Add what a user should know of the file: guessed time zones, and what was left out or simplified."""
        notes = self._parsed.notes
        for number in self._without_series:
            text = _("반복의 한 회차인데 UID가 없어 이 회차만 넣습니다. 뒤의 회차는 넣지 않습니다.")
            self._note(number, [text])
        for uid, events in changed.items():
            later = [each for each in events if each.later_too and uid not in self._parts]
            for each in later:
                text = _("THISANDFUTURE라서 이 회차의 내용을 뒤의 회차에도 적용했습니다.")
                if uid not in series:
                    text = _("THISANDFUTURE인데 본 일정이 파일에 없어 이 회차만 고칩니다.")
                self._note(each.entry.number, [text])
        notes += self._zones.warnings
        for name, n in self._found.ignored.items():
            notes.append(_("{what} {n}건은 읽지 않았습니다.").format(what=_(_IGNORED[name]), n=n))


def _with_times(events: Sequence[ReadEvent]) -> list[ReadEvent]:
    """Return the events; changed occurrences that are named by their day get the time of their series."""
    starts = {
        each.entry.origin.uid: each.rule.start
        for each in events
        if each.rule and not each.rule.is_day
    }
    result = []
    for each in events:
        origin = each.entry.origin
        start = starts.get(origin.uid)
        if start and origin.occurrence and "T" not in origin.occurrence:
            origin = origin._replace(occurrence=f"{origin.occurrence}T{start:%H:%M}")
            result.append(each._replace(entry=replace(each.entry, origin=origin)))
        else:
            result.append(each)
    return result


def _place(number: int, title: str) -> str:
    place = _("{n}번째 일정").format(n=number)
    return f"{place} '{shown(title)}'" if title else place


def _rank(event: ReadEvent) -> tuple[int, bool, str]:
    return event.entry.origin.sequence, event.cancels, event.modified


def _content(event: ReadEvent) -> tuple[CalendarEntry, Any]:
    return replace(event.entry, number=0), event.rule


def _resident_numbers(draft: Any) -> Iterator[tuple[str, str]]:
    for key, value in zip(draft._fields, draft, strict=True):
        if isinstance(value, str):
            message = _resident_number(value)
        elif isinstance(value, tuple):
            texts = (text for row in value for text in row if isinstance(text, str))
            message = next((error for text in texts if (error := _resident_number(text))), "")
        else:
            continue
        if message:
            yield key, message


def _resident_number(text: str) -> str:
    if len(text) < _RESIDENT_DIGITS or not _MANY_DIGITS.match(text):
        return ""
    return resident_number_error(text) or ""
