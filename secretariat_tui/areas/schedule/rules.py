"""Rules of the diary: validation, overlaps, masking of secret events, and months."""

from calendar import Calendar
from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Protocol

from secretariat_tui.areas.schedule.model import VISIBILITIES, EventDraft
from secretariat_tui.core.dates import add_months, date_range_errors
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import EARLIEST, LATEST

INACTIVE = frozenset({"cancelled", "postponed"})
ASSUMED_MINUTES = 60  # of an event without an end
_DAY_MINUTES = 24 * 60


class CalendarEvent(Protocol):
    """An event with the fields that overlaps and days are computed from."""

    @property
    def id(self) -> int: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def starts_at(self) -> time | None: ...
    @property
    def ends_on(self) -> date: ...
    @property
    def ends_at(self) -> time | None: ...
    @property
    def status(self) -> str: ...


def event_errors(draft: EventDraft) -> list[tuple[str, str]]:
    """Return the errors of a draft: (field, message)."""
    errors = []
    if not draft.title:
        errors.append(("title", _("일정의 제목을 적어 주세요.")))
    if draft.starts_on is None:
        errors.append(("starts_on", _("일정의 날짜를 적어 주세요.")))
    elif draft.ends_on and draft.ends_on < draft.starts_on:
        errors.append(("ends_on", _("끝나는 날이 시작하는 날보다 빠릅니다.")))
    errors += date_range_errors("starts_on", draft.starts_on) + date_range_errors(
        "ends_on", draft.ends_on
    )
    errors += _time_errors(draft)
    if draft.kind == "interview" and not draft.outlet:
        errors.append(("outlet", _("인터뷰에는 매체의 이름이 있어야 합니다.")))
    if draft.session_no is not None and draft.session_no < 1:
        errors.append(("session_no", _("회차는 1 이상이어야 합니다.")))
    if any(not line.text for line in draft.lines):
        errors.append(("lines", _("내용이 빈 줄이 있습니다.")))
    return errors


def _time_errors(draft: EventDraft) -> list[tuple[str, str]]:
    if draft.all_day:
        timed = draft.starts_at or draft.ends_at
        return [("all_day", _("종일 일정에는 시각을 적지 않습니다."))] if timed else []
    if draft.ends_at is None:
        return []
    if draft.starts_at is None:
        return [("starts_at", _("끝나는 시각만 있고 시작하는 시각이 없습니다."))]
    one_day = draft.ends_on in {None, draft.starts_on}
    if one_day and draft.ends_at <= draft.starts_at:
        return [("ends_at", _("끝나는 시각은 시작하는 시각보다 늦어야 합니다."))]
    return []


def masked_title(title: str, visibility: str) -> str:
    """Return an event's title for lists and exports: 비공개 if the event is secret."""
    return _(VISIBILITIES["secret"]) if visibility == "secret" else title


def masked_text(text: str, visibility: str) -> str:
    """Return another text of an event for lists and exports: empty if the event is secret."""
    return "" if visibility == "secret" else text


def event_days(event: CalendarEvent, first: date, last: date) -> list[date]:
    """Return the days of an event from `first` to `last`, in order."""
    start, end = max(event.starts_on, first), min(event.ends_on, last)
    return [start + timedelta(n) for n in range((end - start).days + 1)]


def overlaps(events: Iterable[CalendarEvent]) -> set[tuple[int, int]]:
    """Return the pairs of ids of events that overlap in time, the lower id first.

    Events without a time and cancelled or postponed ones never overlap. An event that begins when
    another ends does not overlap with it.
    """
    spans = sorted(
        (*_span(event, event.starts_at), event.id)
        for event in events
        if event.starts_at is not None and event.status not in INACTIVE
    )
    pairs: set[tuple[int, int]] = set()
    running: list[tuple[int, int]] = []
    for start, end, number in spans:
        running = [other for other in running if other[0] > start]
        pairs.update((min(number, other), max(number, other)) for _end, other in running)
        running.append((end, number))
    return pairs


def _span(event: CalendarEvent, starts_at: time) -> tuple[int, int]:
    """Return start and end in minutes since 0001-01-01."""
    end = (
        _minutes(event.ends_on, event.ends_at)
        if event.ends_at
        else _minutes(event.ends_on, starts_at) + ASSUMED_MINUTES
    )
    return _minutes(event.starts_on, starts_at), end


def _minutes(day: date, at: time) -> int:
    return day.toordinal() * _DAY_MINUTES + at.hour * 60 + at.minute


def month_weeks(year: int, number: int) -> list[list[date]]:
    """Return the weeks of a month from Monday, with days of the adjacent months at the ends."""
    return Calendar().monthdatescalendar(year, number)


def clamp_date(day: date) -> date:
    """Return the day, or the closest one within the range of the calendar."""
    return min(max(day, EARLIEST), LATEST)


def next_month(day: date) -> date:
    """Return the same day of the next month; the day itself in the last month of the calendar."""
    return _months_later(day, 1)


def previous_month(day: date) -> date:
    """Return the same day of the previous month; the day itself in the first month of the calendar."""
    return _months_later(day, -1)


def _months_later(day: date, months: int) -> date:
    other = add_months(day, months)
    return other if EARLIEST <= other <= LATEST else day
