"""The agenda as lines of text for a shell prompt or a mail, and what in it needs attention."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from secretariat_tui.areas.schedule import conflict_queries, days, model, queries, rules
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.core.dates import add_days, short_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import is_hangul
from secretariat_tui.database.engine.reader import Reader

_CLASH = "!"
_HOURS_WIDTH = 11  # cells: 10:00–11:30
_NEXT_DAYS = 31  # searched for the next event


class Agenda(NamedTuple):
    """The events of the days from `first` to `last`, and the next one after a time that the mayor attends himself.

    `expired` are the tentative ones of the next days whose deadline is past.
    """

    first: date
    last: date
    events: Sequence[EventRow]
    clashing: frozenset[days.EventKey]
    next: EventRow | None
    expired: Sequence[EventRow] = ()


def read_agenda(reader: Reader, now: datetime, first: date, last: date) -> Agenda:
    """Read the agenda of the days from `first` to `last`, and the next event after `now`."""
    with reader.snapshot():
        events, found = conflict_queries.agenda_and_conflicts(reader, first, last)
        later = queries.agenda(reader, now.date(), add_days(now.date(), _NEXT_DAYS))
    clashing = frozenset(key for key, severity in found.items() if severity.overlaps)
    starts = [
        (datetime.combine(each.starts_on, each.starts_at), each)
        for each in later
        if each.starts_at is not None
        and each.attendance == "self"
        and each.status not in days.INACTIVE
    ]
    coming = [each for each in starts if each[0] > now]
    nearest = min(coming, key=lambda each: each[0])[1] if coming else None
    expired = [
        each
        for each in later
        if each.status == "hold" and each.hold_until and each.hold_until < now.date()
    ]
    return Agenda(first, last, events, clashing, nearest, expired)


def needs_attention(agenda: Agenda) -> bool:
    """Whether any of the events clash, or tentative ones have expired."""
    return bool(agenda.clashing or agenda.expired)


def agenda_lines(agenda: Agenda, now: datetime, *, secret: bool) -> Iterator[str]:
    """Yield the events by day, the clashes, and the next event; titles of secret events only if `secret`."""
    found = days.by_day(agenda.events, agenda.first, agenda.last)
    several = agenda.last > agenda.first
    for day, events in found.items():
        if several:
            yield short_date(day)
        for event in events:
            mark = _CLASH if event.key in agenda.clashing else " "
            texts = (_title(event, secret=secret), _place(event, secret=secret))
            shown = "  ".join(filter(None, texts))
            yield f"{mark} {_padded(days.day_part(event, day).label)} {shown}"
    if not found:
        yield _("일정이 없습니다.")
    if agenda.clashing:
        yield _("겹치는 일정 {n}건").format(n=len(agenda.clashing))
    for event in agenda.expired:
        yield _("잠정 기한이 지남: {day} {title}").format(
            day=short_date(event.starts_on), title=_title(event, secret=secret)
        )
    if agenda.next:
        yield _("다음: {event}").format(event=next_line(agenda.next, now, secret=secret))


def next_line(event: EventRow, now: datetime, *, secret: bool) -> str:
    """Return an event with its time and how long it is until then."""
    start = datetime.combine(event.starts_on, event.starts_at or now.time())
    minutes = -int((now - start).total_seconds() // 60)  # a minute that has begun counts
    day = "" if event.starts_on == now.date() else f"{short_date(event.starts_on)} "
    return _("{day}{hours} {title} ({length} 뒤)").format(
        day=day,
        hours=days.clock(days.minutes_of(start.time())),
        title=_title(event, secret=secret),
        length=_length(minutes),
    )


def _padded(hours: str) -> str:
    """Return hours in cells of equal width; their Hangul letters take two cells."""
    return hours + " " * (_HOURS_WIDTH - len(hours) - sum(map(is_hangul, hours)))


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if hours >= 24:  # noqa: PLR2004 - hours of a day
        return _("{n}일").format(n=hours // 24)
    parts = (
        _("{n}시간").format(n=hours) if hours else "",
        _("{n}분").format(n=rest) if rest else "",
    )
    return " ".join(filter(None, parts))


def _title(event: EventRow, *, secret: bool) -> str:
    """Return the title with its status unless that is usual, and how it is attended unless by the mayor."""
    title = event.title if secret else rules.masked_title(event.title, event.visibility)
    notes = []
    if event.status in {"hold", *days.INACTIVE}:
        notes.append(_(model.STATUSES[event.status]))
    if event.attendance != "self" and (secret or event.visibility != "secret"):
        notes.append(_(model.ATTENDANCES[event.attendance]))
    return f"{title} ({'·'.join(notes)})" if notes else title


def _place(event: EventRow, *, secret: bool) -> str:
    return event.place if secret else rules.masked_text(event.place, event.visibility)
