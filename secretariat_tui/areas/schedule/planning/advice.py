"""What the diary knows of an event that is being entered: its conflicts, and what may be done about them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from secretariat_tui.areas.holidays.queries import calendar
from secretariat_tui.areas.schedule import days, details, queries, rules
from secretariat_tui.areas.schedule.conflict_queries import EventConflict
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.planning.travel import usual_travel
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing import conflicts, planned
from secretariat_tui.areas.schedule.timing.planned import PlannedEvent, TimeChange
from secretariat_tui.areas.schedule.timing.unusual import concern_text
from secretariat_tui.core.dates import add_days, format_time, short_date
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import LATEST
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tui.dialogs.form_fields import Advice, Suggestion

ADVISE_ON = (
    *("starts_on", "starts_at", "ends_on", "ends_at", "all_day", "own_starts_at", "own_ends_at"),
    *("travel_before", "travel_after", "status", "busy", "attendance", "hold_group"),
    *("rrule", "rdates", "exdates", "holiday_rule", "place"),
)
"""The fields of an event that its conflicts and its journeys depend on."""
_MAX_LINES = 4  # conflicts shown
_AHEAD_DAYS = 365  # in which the occurrences of a series are compared with other events


def event_advice(reader: Reader, record_id: int, draft: EventDraft) -> Advice:
    """Return the conflicts of an event as entered, and other times for it. `record_id` is 0 for a new one."""
    event = planned.planned(draft, (record_id, ""))
    wrong = any(field in ADVISE_ON for field, _message in rules.event_errors(draft))
    if wrong or event is None or conflicts.own_time(event) is None:
        return Advice()
    with reader.snapshot():
        holidays = calendar(reader)
        first, last = add_days(event.starts_on, -1), add_days(days.last_day(event), 1)
        others = [
            row
            for row in queries.agenda(reader, first, add_days(last, planned.NEXT_DAYS))
            if record_id not in {row.id, row.series_id}
        ]
    near = [row for row in others if row.starts_on <= last]
    found = conflicts.conflicts_of(event.key, [*near, event])
    rows = {row.key: row for row in near}
    lines = [
        f"! {details.conflict_text(EventConflict(each, rows[each.other]), event.starts_on)}"
        for each in found[:_MAX_LINES]
    ]
    if len(found) > _MAX_LINES:
        lines.append(_("! 그 밖에 {n}건과 겹침").format(n=len(found) - _MAX_LINES))
    lines += [concern_text(each, holidays) for each in conflicts.concerns(event, holidays)]
    proposals = list(_proposals(event, draft, others, holidays)) if found else []
    with reader.snapshot():
        travel = usual_travel(reader, event, near)
        lines += _series_lines(reader, record_id, draft, holidays)
    if travel:
        lines.append(f"{travel.note}: {travel.text}")
        proposals.insert(0, travel)
    return Advice("\n".join(lines), proposals)


def _series_lines(
    reader: Reader, record_id: int, draft: EventDraft, holidays: HolidayCalendar
) -> list[str]:
    """Return a line that names the occurrences of a new year that conflict with other events."""
    if not draft.rrule or draft.starts_on is None:
        return []
    last = min(add_days(draft.starts_on, _AHEAD_DAYS), LATEST)
    period = add_days(draft.starts_on, 1), last
    occurrences = planned.planned_occurrences(draft, record_id, period, holidays)
    own = {each.key: each for each in occurrences}
    others = {
        row.key: row
        for row in queries.agenda(reader, draft.starts_on, last)
        if record_id not in {row.id, row.series_id} or not record_id
    }
    clashes: dict[date, str] = {}
    for found in conflicts.conflicts([*own.values(), *others.values()]):
        for one, other in ((found.one, found.other), (found.other, found.one)):
            if one in own and other in others:
                row = others[other]
                clashes.setdefault(
                    own[one].starts_on, rules.masked_title(row.title, row.visibility)
                )
    if not clashes:
        return []
    listed = [f"{short_date(day)} {title}" for day, title in sorted(clashes.items())[:_MAX_LINES]]
    more = " …" if len(clashes) > _MAX_LINES else ""
    message = _("! 앞으로 1년의 회차 {n}번 중 {clashes}번이 겹침: {list}")
    return [message.format(n=len(own), clashes=len(clashes), list=", ".join(listed) + more)]


def _proposals(
    event: PlannedEvent,
    draft: EventDraft,
    others: Sequence[EventRow],
    holidays: HolidayCalendar,
) -> Iterator[Suggestion]:
    for change in planned.other_times(event, others, holidays):
        yield Suggestion(_time_text(change, event.starts_on), _moved(draft, change), _("빈 시간"))
    shorter = planned.shorter_time(event, others)
    if shorter:
        minutes = days.minutes_of(shorter.end) - days.minutes_of(shorter.start)
        text = _("{n}분으로").format(n=minutes)
        note = _("{start}–{end}로 줄임").format(
            start=format_time(shorter.start), end=format_time(shorter.end)
        )
        yield Suggestion(text, _own_part(draft, shorter), note)
    yield Suggestion(_("대참"), {"attendance": "deputy"}, _("다른 사람이 대신 갑니다"))


def _time_text(change: TimeChange, day: date) -> str:
    hours = f"{format_time(change.start)}–{format_time(change.end)}"
    return hours if change.day == day else f"{short_date(change.day)} {hours}"


def _moved(draft: EventDraft, change: TimeChange) -> dict[str, Any]:
    """Return the values of an event whose own time is moved."""
    own_start = draft.own_starts_at or draft.starts_at
    minutes = days.minutes_of(change.start) - days.minutes_of(own_start) if own_start else 0
    values = {
        key: planned.shifted(getattr(draft, key), minutes)
        for key in ("starts_at", "ends_at", "own_starts_at", "own_ends_at")
    }
    return {"starts_on": change.day, "ends_on": None, **values}


def _own_part(draft: EventDraft, part: TimeChange) -> dict[str, Any]:
    """Return the values of an event of which the mayor attends only a part, or which is shortened to it."""
    if draft.own_starts_at or draft.own_ends_at:
        return {"own_starts_at": part.start, "own_ends_at": part.end}
    return {"starts_at": part.start, "ends_at": part.end}
