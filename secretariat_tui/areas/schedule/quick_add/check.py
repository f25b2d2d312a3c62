"""What the diary already has of events that are about to be added: the same ones, and those that clash."""

from collections.abc import Collection, Sequence
from datetime import date, time

from secretariat_tui.areas.schedule import days, queries, rules
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.quick_add.line import QuickEvent
from secretariat_tui.areas.schedule.series import recurrence
from secretariat_tui.areas.schedule.timing.conflicts import conflicts
from secretariat_tui.areas.schedule.timing.planned import (
    PlannedEvent,
    planned,
    planned_occurrences,
)
from secretariat_tui.core.dates import add_days, short_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import LATEST
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import search_key
from secretariat_tui.database.engine.reader import Reader

_AHEAD_DAYS = 91  # in which the occurrences of a new series are compared
_MAX_SHOWN = 5  # events that one clashes with


class Finding(NamedTuple):
    """Whether the diary or an earlier line has the event, and the events that it clashes with."""

    is_known: bool = False
    clashes: tuple[str, ...] = ()


def check_events(reader: Reader, events: Sequence[QuickEvent]) -> list[Finding]:
    """Return what the diary has of each event."""
    drafts = [each.draft for each in events]
    dated = [draft for draft in drafts if draft.starts_on]
    first = min((each.starts_on for each in dated if each.starts_on), default=None)
    if first is None:
        return [Finding() for _draft in drafts]
    last = max(map(_last_day, dated))
    rows = queries.agenda(reader, add_days(first, -1), add_days(last, 1))
    known: set[tuple[date | None, time | None, str]] = {
        (row.starts_on, row.starts_at, search_key(row.title)) for row in rows
    }
    timed = {(row[0], row[2]) for row in known}
    timed |= {
        (each.starts_on, search_key(each.title)) for each in dated if each.starts_at is not None
    }
    clashes = _clashes(events, rows)
    findings = []
    for at, draft in enumerate(drafts):
        day, title = draft.starts_on, search_key(draft.title)
        is_repeated = draft.starts_at is None and (day, title) in timed
        is_known = (day, draft.starts_at, title) in known or is_repeated
        known.add((day, draft.starts_at, title))
        findings.append(Finding(is_known, () if is_known else clashes[at]))
    return findings


def _last_day(draft: EventDraft) -> date:
    """Return the last day on which an event is compared with others."""
    last = draft.ends_on or draft.starts_on or date.min
    return min(add_days(last, _AHEAD_DAYS), LATEST) if draft.rrule else last


def _clashes(events: Sequence[QuickEvent], rows: Sequence[EventRow]) -> list[tuple[str, ...]]:
    """Return the events, of the diary and of those to be added, that each one clashes with, as text.

    Of a series each occurrence is compared.
    """
    drafts = [each.draft for each in events]
    new = {
        each.key: each
        for at, event in enumerate(events)
        if not event.errors and not event.others
        # Their ids are none of the diary.
        for each in _planned(event.draft, at - len(drafts))
    }
    dates = {day for each in new.values() for day in (each.starts_on, each.ends_on)}
    near = [row for row in rows if _is_near(row, dates)]
    by_key = {row.key: row for row in near} | new
    others: list[dict[str, None]] = [{} for _draft in drafts]
    pairs = [each[1:3] for each in conflicts([*new.values(), *near]) if each.overlap > 0]
    for one, other in sorted(pairs, key=lambda pair: by_key[pair[0]].starts_on):
        for own, its_other in ((one, other), (other, one)):
            if own[0] < 0:
                first = drafts[own[0]].starts_on
                others[own[0]][_text(by_key[its_other], drafts, first)] = None
    return [_shortened([*each]) for each in others]


def _planned(draft: EventDraft, number: int) -> list[PlannedEvent]:
    if draft.rrule and draft.starts_on and recurrence.is_readable(draft.rrule):
        period = draft.starts_on, _last_day(draft)
        return planned_occurrences(draft, number, period, ())  # a line has no holiday rule
    event = planned(draft, (number, ""))
    return [event] if event else []


def _is_near(row: EventRow, dates: Collection[date]) -> bool:
    """Whether an event touches one of the days, or a day beside one."""
    first, last = add_days(row.starts_on, -1), add_days(row.ends_on, 1)
    return any(add_days(first, n) in dates for n in range((last - first).days + 1))


def _text(event: EventRow | PlannedEvent, drafts: Sequence[EventDraft], first: date | None) -> str:
    """Return an event with its time, and with its day if that is not the first one of its other."""
    shown: EventRow | EventDraft = event if isinstance(event, EventRow) else drafts[event.key[0]]
    part = days.day_part(event, event.starts_on)
    text = f"{part.label} {rules.masked_title(shown.title, shown.visibility)}"
    is_later = first is not None and event.starts_on > first
    return f"{short_date(event.starts_on)} {text}" if is_later else text


def _shortened(texts: list[str]) -> tuple[str, ...]:
    if len(texts) <= _MAX_SHOWN:
        return tuple(texts)
    return *texts[:_MAX_SHOWN], _("그 밖에 {n}번").format(n=len(texts) - _MAX_SHOWN)
