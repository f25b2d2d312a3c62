"""The diary as an iCalendar file (RFC 5545)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from secretariat_tui import __version__
from secretariat_tui.areas.schedule import model
from secretariat_tui.areas.schedule.calendar_files import events
from secretariat_tui.areas.schedule.calendar_files.holiday_moves import (
    MOVED_DAYS_AHEAD,
    HolidayMove,
    HolidayMoves,
)
from secretariat_tui.areas.schedule.calendar_files.own_fields import (
    own_properties,
    without_own_fields,
)
from secretariat_tui.areas.schedule.calendar_files.queries import FullEvent, full_events
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.series import recurrence
from secretariat_tui.areas.schedule.timing.division import at_start
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import EARLIEST, LATEST
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.imports.calendar_entry import Origin
from secretariat_tui.imports.ical.times import LOCAL
from secretariat_tui.tables.calendar_file import CalendarFile, CalendarOptions
from secretariat_tui.tables.table import Period

_HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    f"PRODID:-//secretariat//secretariat {__version__}//KO",
    "CALSCALE:GREGORIAN",
    "X-WR-TIMEZONE:Asia/Seoul",
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Seoul",
    "BEGIN:STANDARD",
    "DTSTART:19881009T020000",
    "TZNAME:KST",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0900",
    "END:STANDARD",
    "END:VTIMEZONE",
)
_LINE_BYTES = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_TEXTS = ("category", "subcategory", "outlet", "media_type")


def calendar_file(reader: Reader, period: Period, options: CalendarOptions) -> CalendarFile:
    """Return the events of a period, by default all, without secret ones unless these are put in as busy times.

    For outside the office only public ones, without lines and note, and masked.
    """
    first, last = period.first or EARLIEST, period.last or LATEST
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    pieces, left_out = ["".join(map(_folded, _HEAD))], 0
    every = [*full_events(reader, first, last)]
    hidden = _hidden_occurrences(every, options)
    moves = HolidayMoves(reader, first, min(last, add_days(period.as_of, MOVED_DAYS_AHEAD)))
    for each in every:
        draft = each.stored.draft
        if draft.rrule:
            exdates = sorted({*draft.exdates.split(), *hidden.get(each.stored.id, ())})
            draft = draft._replace(exdates=" ".join(exdates))
        if draft.visibility == "secret" and options.busy and not options.outside:
            draft = _busy(draft)
        elif draft.visibility == "secret" or (options.outside and draft.visibility != "public"):
            left_out += 1
            continue
        if options.outside:
            draft = _masked(draft, options.mask)
        lines = [*_event_lines(draft, each, stamp)]
        if draft.rrule and draft.holiday_rule != "as_is":
            lines = [*_with_moved(draft, each, moves.of(draft, each.stored.id), stamp)]
        pieces.append("".join(map(_folded, lines)))
    count = len(pieces) - 1
    pieces.append(_folded("END:VCALENDAR"))
    return CalendarFile(pieces, count, left_out)


def _hidden_occurrences(
    events: Sequence[FullEvent], options: CalendarOptions
) -> dict[int, list[str]]:
    """Return the changed occurrences that the file leaves out, which their series then leaves out, by its id."""
    hidden: dict[int, list[str]] = {}
    for each in events:
        visibility = each.stored.draft.visibility
        is_secret = visibility == "secret" and (options.outside or not options.busy)
        if each.series_id and (is_secret or (options.outside and visibility != "public")):
            hidden.setdefault(each.series_id, []).append(each.origin.occurrence)
    return hidden


def _busy(draft: EventDraft) -> EventDraft:
    """Return only when a secret event is."""
    times = {
        key: getattr(draft, key)
        for key in (
            *("starts_on", "starts_at", "ends_on", "ends_at", "all_day", "busy"),
            *("rrule", "rdates", "exdates", "holiday_rule"),
        )
    }
    title = _(model.VISIBILITIES["secret"])
    return EventDraft(title, kind="other", visibility="secret", **times)


def _masked(draft: EventDraft, mask: Callable[[str], str]) -> EventDraft:
    texts: dict[str, Any] = {key: mask(getattr(draft, key)) for key in ("title", "place", *_TEXTS)}
    return without_own_fields(draft)._replace(note="", lines=(), **texts)


def _with_moved(
    draft: EventDraft, event: FullEvent, moves: Sequence[HolidayMove], stamp: str
) -> Iterator[str]:
    """Yield the lines of a series; occurrences that its holiday rule moves are left out, and events of their own.

    Other programs do not know the rule. Reading the file back ignores these events.
    """
    keys = [each.key for each in moves]
    exdates = " ".join(sorted({*draft.exdates.split(), *keys}))
    own = {"holidays": " ".join(keys)}
    yield from _event_lines(draft._replace(exdates=exdates), event, stamp, own)
    uid = event.origin.uid
    for key, start in moves:
        if start is None:
            continue
        moved = at_start(_at(draft, key), start)._replace(
            rrule="", rdates="", exdates="", holiday_rule="as_is"
        )
        origin = Origin(f"{uid}/HOLIDAY={key}", sequence=event.origin.sequence)
        yield from _event_lines(moved, event._replace(origin=origin), stamp, {"moved": uid})


def _at(draft: EventDraft, key: str) -> EventDraft:
    """Return a series at the time of the day of an occurrence."""
    day, at = recurrence.split_key(key)
    start = datetime.combine(draft.starts_on or day, at or time.min)
    return at_start(draft, start) if at and draft.starts_at else draft


def _event_lines(
    draft: EventDraft, event: FullEvent, stamp: str, more: Mapping[str, str] = NO_EXTRA
) -> Iterator[str]:
    """Yield the lines of an event, with `more` properties of our own.

    An occurrence whose series is not kept as one gets a UID of its own.
    """
    origin = event.origin
    is_single = bool(origin.occurrence) and event.series_id is None
    uid = f"{origin.uid}-{origin.occurrence}" if is_single else origin.uid
    yield "BEGIN:VEVENT"
    yield f"UID:{uid.translate(_ESCAPES)}"
    if event.series_id:
        yield f"RECURRENCE-ID{_listed_moments([origin.occurrence])}"
    yield from _recurrence(draft)
    yield f"DTSTAMP:{stamp}"
    yield f"SEQUENCE:{origin.sequence}"
    yield from _times(draft)
    yield f"SUMMARY:{draft.title.translate(_ESCAPES)}"
    if draft.place:
        yield f"LOCATION:{draft.place.translate(_ESCAPES)}"
    if draft.lines or draft.note:
        yield f"DESCRIPTION:{_description(draft).translate(_ESCAPES)}"
    yield f"CATEGORIES:{_(model.KINDS[draft.kind]).translate(_ESCAPES)}"
    yield f"CLASS:{events.CLASSES[draft.visibility]}"
    yield f"STATUS:{events.STATUSES[draft.status]}"
    yield f"TRANSP:{'OPAQUE' if draft.busy else 'TRANSPARENT'}"
    if "moved" in more:
        yield f"RELATED-TO:{more['moved'].translate(_ESCAPES)}"
    own = {key.replace("_", "-"): getattr(draft, key) for key in _TEXTS}
    own["session-no"] = str(draft.session_no or "")
    own["status"] = draft.status if draft.status in {"done", "postponed"} else ""
    own["lines"] = str(len(draft.lines)) if draft.lines or draft.note else ""
    own["untimed"] = "" if draft.all_day or draft.starts_at else "1"
    own["no-end"] = "1" if draft.starts_at and draft.ends_on and not draft.ends_at else ""
    own |= {**dict(own_properties(draft)), **more}
    if is_single:
        own |= {"uid": origin.uid, "occurrence": origin.occurrence}
    for name, value in own.items():
        if value:
            yield f"X-SECRETARIAT-{name.upper()}:{value.translate(_ESCAPES)}"
    yield "END:VEVENT"


def _times(draft: EventDraft) -> Iterator[str]:
    first = draft.starts_on or EARLIEST
    last = draft.ends_on or first
    if draft.starts_at is None:
        yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{add_days(last, 1):%Y%m%d}"
        return
    yield f"DTSTART;TZID=Asia/Seoul:{_moment(first, draft.starts_at)}"
    if draft.ends_at or draft.ends_on:
        yield f"DTEND;TZID=Asia/Seoul:{_moment(last, draft.ends_at or time(23, 59))}"


def _recurrence(draft: EventDraft) -> Iterator[str]:
    """Yield the rule of a series, its dates and what it leaves out."""
    if not draft.rrule or not recurrence.is_readable(draft.rrule):
        return
    parts = recurrence.rule_parts(draft.rrule)
    until = parts.get("UNTIL", "")
    if until and draft.starts_at:  # of a time in a time zone it is in UTC (RFC 5545, 3.3.10)
        day, at = until[:8], until[9:] or "235959"
        local = datetime.strptime(day + at, "%Y%m%d%H%M%S").replace(tzinfo=LOCAL)
        parts["UNTIL"] = f"{local.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"RRULE:{recurrence.join_parts(parts)}"
    for name, dates in (("RDATE", draft.rdates), ("EXDATE", draft.exdates)):
        keys = [_full_key(each, draft.starts_at) for each in dates.split()]
        if keys:
            yield f"{name}{_listed_moments(keys)}"


def _full_key(key: str, at: time | None) -> str:
    day, own = recurrence.split_key(key)
    return recurrence.occurrence_key(day, own or at)


def _listed_moments(keys: Sequence[str]) -> str:
    """Return the parameter and the value of a property with the starts of occurrences."""
    moments = [recurrence.split_key(each) for each in keys]
    if all(at is None for _day, at in moments):
        return ";VALUE=DATE:" + ",".join(f"{day:%Y%m%d}" for day, _at in moments)
    return ";TZID=Asia/Seoul:" + ",".join(_moment(day, at or time.min) for day, at in moments)


def _moment(day: date, at: time) -> str:
    return f"{day:%Y%m%d}T{at:%H%M}00"


def _description(draft: EventDraft) -> str:
    lines = "\n".join(map(events.line_text, draft.lines))
    return "\n\n".join(filter(None, (lines, draft.note)))


def _folded(line: str) -> str:
    """Return a line with its end, folded after 75 bytes at most, never within a letter."""
    if len(line) * 3 <= _LINE_BYTES or len(line.encode()) <= _LINE_BYTES:
        return f"{line}\r\n"
    parts, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LINE_BYTES:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += width
    return "\r\n".join(parts) + "\r\n"
