"""What the diary already has of events that are about to be added: the same ones, and those that clash."""

from collections.abc import Sequence
from datetime import date, time
from typing import NamedTuple

from secretariat_tui.areas.schedule import days, queries, rules
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.quick_add.line import QuickEvent
from secretariat_tui.areas.schedule.timing.conflicts import conflicts
from secretariat_tui.areas.schedule.timing.planned import planned
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.text import search_key
from secretariat_tui.database.engine.reader import Reader


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
    return draft.ends_on or draft.starts_on or date.min


def _clashes(events: Sequence[QuickEvent], rows: Sequence[EventRow]) -> list[tuple[str, ...]]:
    """Return the events, of the diary and of those to be added, that each one clashes with, as text."""
    drafts = [each.draft for each in events]
    new = [
        event
        for at, draft in enumerate(drafts)
        # Their ids are none of the diary.
        if (event := planned(draft, (at - len(drafts), "")))
        and not events[at].errors
        and not events[at].others
    ]
    texts = {row.key: _text(row, row.title, row.visibility) for row in rows}
    texts |= {
        each.key: _text(each, drafts[each.key[0]].title, drafts[each.key[0]].visibility)
        for each in new
    }
    others: list[list[str]] = [[] for _draft in drafts]
    pairs = [each[1:3] for each in conflicts([*new, *rows]) if each.overlap > 0]
    for one, other in pairs:
        if one[0] < 0:
            others[one[0]].append(texts[other])
        if other[0] < 0:
            others[other[0]].append(texts[one])
    return [tuple(each) for each in others]


def _text(event: days.Dated, title: str, visibility: str) -> str:
    part = days.day_part(event, event.starts_on)
    return f"{part.label} {rules.masked_title(title, visibility)}"
