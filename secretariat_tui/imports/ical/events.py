"""The events of an iCalendar file: one VEVENT each, and series with their changed occurrences as single events."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean, clean_input
from secretariat_tui.imports.calendar_entry import CalendarEntry, Origin
from secretariat_tui.imports.ical.lines import OWN_PREFIX, Component, Property, properties
from secretariat_tui.imports.ical.series import Rule, Series
from secretariat_tui.imports.ical.times import (
    Zones,
    local_moment,
    occurrence_key,
    parse_duration,
    parse_moment,
    zone_of,
)

_CANCEL = "CANCEL"


class PropertyError(ValueError):
    """A property that cannot be read: its name, its value and a message."""

    def __init__(self, name: str, value: str, message: str) -> None:
        super().__init__(message)
        self.name, self.value, self.message = name, value, message


class ReadEvent(NamedTuple):
    """A VEVENT as read: its entry, what it has of recurrence, and how it relates to others with its UID.

    `cancels` is whether its calendar takes back what was sent before; `later_too` whether it changes the
    occurrences after it too; `modified` is when it was last changed, "" if that is not known.
    """

    entry: CalendarEntry
    rule: Rule | None
    cancels: bool
    later_too: bool
    modified: str

    @property
    def key(self) -> tuple[str, str]:
        """What identifies an event in a file."""
        return self.entry.origin.uid, self.entry.origin.occurrence


def title_of(component: Component) -> str:
    """Return the title of an event, also of one that cannot be read."""
    return next(
        (clean_input(each.text) for each in properties(component.lines) if each.name == "SUMMARY"),
        "",
    )


def read_event(component: Component, zones: Zones) -> ReadEvent:
    """Read a VEVENT. PropertyError if a property is missing or wrong."""
    single, several = dict[str, Property](), dict[str, list[Property]]()
    for each in properties(component.lines):
        single.setdefault(each.name, each)
        several.setdefault(each.name, []).append(each)
    if not component.is_complete:
        message = _("END:VEVENT가 없습니다. 파일이 잘렸을 수 있으니 다시 받아 주세요.")
        raise PropertyError("", "", message)
    origin = Origin(
        clean_input(_text(single, "UID") or ""), _occurrence(single, zones), _sequence(single)
    )
    if "X-SECRETARIAT-OCCURRENCE" in single:  # of our own export
        uid = clean_input(_text(single, "X-SECRETARIAT-UID") or "")
        origin = Origin(uid, clean_input(_raw(single, "X-SECRETARIAT-OCCURRENCE")), origin.sequence)
    cancels = component.method == _CANCEL
    start = _moment(single, "DTSTART", zones)
    if start is None:
        if not (cancels and origin.uid):
            message = _("DTSTART가 없습니다. 시작하는 날이나 시각을 적어 주세요.")
            raise PropertyError("DTSTART", "", message)
        start = date.min
    entry = CalendarEntry(
        component.number,
        origin,
        start,
        None if cancels else _end(single, start, zones),
        title=clean_input(_text(single, "SUMMARY") or ""),
        place=_text(single, "LOCATION"),
        description=_text(single, "DESCRIPTION"),
        classification=_raw(single, "CLASS").upper(),
        status="CANCELLED" if cancels else _raw(single, "STATUS").upper(),
        categories=tuple(
            name for each in several.get("CATEGORIES", ()) for name in map(clean_input, each.texts)
        ),
        is_free=_raw(single, "TRANSP").upper() == "TRANSPARENT" if "TRANSP" in single else None,
        extra={
            name.removeprefix(OWN_PREFIX).lower(): each.text
            for name, each in single.items()
            if name.startswith(OWN_PREFIX)
        },
    )
    recurrence = single.get("RECURRENCE-ID")
    later_too = bool(recurrence and "THISANDFUTURE" in recurrence.parameters.values())
    rule = None if cancels else _rule(single, several, zones)
    return ReadEvent(entry, rule, cancels, later_too, _raw(single, "LAST-MODIFIED"))


def _raw(single: Mapping[str, Property], name: str) -> str:
    each = single.get(name)
    return each.value.strip() if each else ""


def _text(single: Mapping[str, Property], name: str) -> str | None:
    each = single.get(name)
    return each.text if each else None


def _moment(single: Mapping[str, Property], name: str, zones: Zones) -> date | datetime | None:
    each = single.get(name)
    if each is None:
        return None
    try:
        return local_moment(each, each.value, zones)
    except ValueError as error:
        raise PropertyError(name, each.value, str(error)) from error


def _occurrence(single: Mapping[str, Property], zones: Zones) -> str:
    moment = _moment(single, "RECURRENCE-ID", zones)
    return "" if moment is None else occurrence_key(moment)


def _sequence(single: Mapping[str, Property]) -> int:
    value = _raw(single, "SEQUENCE")
    if not value:
        return 0
    if not (value.isascii() and value.isdigit() and len(value) < 10):  # noqa: PLR2004
        raise PropertyError(
            "SEQUENCE", value, _("몇 번째로 고친 것인지 0이나 그보다 큰 수로 적어야 합니다.")
        )
    return int(value)


def _end(
    single: Mapping[str, Property], start: date | datetime, zones: Zones
) -> date | datetime | None:
    """Return the time before which an event ends; None if it is not known."""
    end = _moment(single, "DTEND", zones)
    if end is None:
        return _end_of_duration(single, start)
    value = single["DTEND"].value
    if isinstance(end, datetime) != isinstance(start, datetime):
        message = _(
            "DTSTART와 DTEND 가운데 하나에만 시각이 있습니다. 둘 다 날짜나 둘 다 시각으로 고쳐 주세요."
        )
        raise PropertyError("DTEND", value, message)
    if end < start:
        message = _("끝이 시작보다 빠릅니다. DTSTART와 DTEND를 확인해 주세요.")
        raise PropertyError("DTEND", value, message)
    return end


def _end_of_duration(
    single: Mapping[str, Property], start: date | datetime
) -> date | datetime | None:
    each = single.get("DURATION")
    if each is None:
        return None
    try:
        return start + parse_duration(each.value)
    except (ValueError, OverflowError) as error:
        raise PropertyError("DURATION", each.value, str(error)) from error


def _rule(
    single: Mapping[str, Property], several: Mapping[str, Sequence[Property]], zones: Zones
) -> Rule | None:
    rules, dates = several.get("RRULE", ()), several.get("RDATE", ())
    if not (rules or dates) or "RECURRENCE-ID" in single or "DTSTART" not in single:
        return None
    start = single["DTSTART"]
    moment, is_utc = parse_moment(start.value)
    is_day = not isinstance(moment, datetime)
    first = moment if isinstance(moment, datetime) else datetime.combine(moment, time(0))
    zone = None if is_day else zone_of(start, zones, is_utc=is_utc)
    without = several.get("EXDATE", ())
    exrules = several.get("EXRULE", ())
    return Rule(first.replace(second=0), is_day, zone, rules, dates, without, exrules)


def own_lengths(event: ReadEvent) -> Iterator[str]:
    """Yield a warning if listed dates of a series have lengths of their own, which are not read."""
    start, end = event.entry.start, event.entry.end
    length = None if end is None else end - start
    values = (
        (value for each in event.rule.dates for value in each.value.split(","))
        if event.rule
        else ()
    )
    for value in values:
        first, _slash, last = value.partition("/")
        if not last:
            continue
        with suppress(ValueError):
            own = parse_duration(last) if "P" in last.upper() else _between(first, last)
            if own != length:
                yield _("RDATE의 길이는 읽지 않습니다. 모두 본 일정만큼 깁니다.")
                return


def _between(first: str, last: str) -> timedelta | None:
    (start, _utc), (end, _end_utc) = parse_moment(first), parse_moment(last)
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end - start
    return None


def occurrences(
    master: ReadEvent, series: Series, changed: Sequence[ReadEvent]
) -> Iterator[CalendarEntry]:
    """Yield the events of a series, without those that `changed` replaces; a later one may change the rest."""
    replaced = {each.entry.origin.occurrence for each in changed}
    later = sorted(
        (each for each in changed if each.later_too), key=lambda each: each.entry.origin.occurrence
    )
    for start in series.starts:
        key = occurrence_key(start)
        if key in replaced or key[:10] in replaced:
            continue
        change = next(
            (each for each in reversed(later) if each.entry.origin.occurrence < key), None
        )
        entry, shift = master.entry, timedelta(0)
        if change:
            entry, shift = change.entry, _shift(change.entry)
        length = entry.end - entry.start if entry.end is not None else None
        moved = start + shift
        sequence = max(entry.origin.sequence, master.entry.origin.sequence)
        yield replace(
            entry,
            start=moved,
            end=None if length is None else moved + length,
            origin=Origin(master.entry.origin.uid, key, sequence),
        )


def _shift(entry: CalendarEntry) -> timedelta:
    """Return by how much a changed occurrence was moved."""
    at = entry.origin.occurrence
    if isinstance(entry.start, datetime):
        return entry.start - datetime.fromisoformat(at)
    return entry.start - date.fromisoformat(at[:10])


def shown(value: str) -> str:
    """Return a value for a message."""
    text = clean(value)
    return text if len(text) <= 60 else f"{text[:60]}…"  # noqa: PLR2004
