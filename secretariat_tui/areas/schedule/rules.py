"""Rules of the diary: validation, masking of secret events, and months."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from secretariat_tui.areas.schedule.model import (
    ATTENDANCES,
    STATUSES,
    VISIBILITIES,
    EventDraft,
    LineDraft,
)
from secretariat_tui.areas.schedule.series import recurrence
from secretariat_tui.core.dates import add_days, add_months, format_time, full_date
from secretariat_tui.core.fields import bound_errors
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import EARLIEST, LATEST

STATUS_SEPARATOR = "·"
"""Between a status and the attendance."""
_LONG_DAYS = 60  # an event of more days is probably a mistake in the year


def event_errors(draft: EventDraft) -> list[tuple[str, str]]:
    """Return the errors of a draft: (field, message)."""
    errors = []
    if not draft.title:
        errors.append(("title", _("일정의 제목을 적어 주세요.")))
    if draft.starts_on is None:
        errors.append(("starts_on", _("일정의 날짜를 적어 주세요.")))
    elif draft.ends_on and draft.ends_on < draft.starts_on:
        errors.append(("ends_on", _("끝나는 날이 시작하는 날보다 빠릅니다.")))
    errors += _time_errors(draft)
    errors += _series_errors(draft)
    if draft.kind == "interview" and not draft.outlet:
        errors.append(("outlet", _("인터뷰에는 매체의 이름이 있어야 합니다.")))
    if draft.session_no is not None and draft.session_no < 1:
        errors.append(("session_no", _("회차는 1 이상이어야 합니다.")))
    if any(not line.text for line in draft.lines):
        errors.append(("lines", _("내용이 빈 줄이 있습니다.")))
    return errors + bound_errors(draft, errors)


def event_warnings(draft: EventDraft, today: date) -> list[str]:
    """Return what is unusual about an event; it never prevents saving."""
    warnings = []
    if draft.status == "done" and draft.starts_on and draft.starts_on > today:
        warnings.append(_("아직 오지 않은 날의 일정을 완료로 적습니다."))
    if draft.ends_on and draft.starts_on and (draft.ends_on - draft.starts_on).days > _LONG_DAYS:
        n = (draft.ends_on - draft.starts_on).days + 1
        warnings.append(_("{n}일 동안의 일정입니다. 해와 달이 맞는지 보세요.").format(n=n))
    return warnings


def complete_end(draft: EventDraft) -> EventDraft:
    """Return an event that ends at midnight on its first day (24:00) as ending at 0:00 of the next day."""
    one_day = draft.starts_on and draft.ends_on in {None, draft.starts_on}
    if draft.starts_on and one_day and draft.starts_at and draft.ends_at == time(0):
        return draft._replace(ends_on=add_days(draft.starts_on, 1))
    return draft


def takes_time(values: Mapping[str, Any]) -> bool:
    """Return whether an event takes time if nothing is entered about it: a one-day notice takes none."""
    is_notice = values.get("all_day") and values.get("kind") == "other"
    return not (is_notice and values.get("ends_on") in {None, values.get("starts_on")})


def parse_line(typed: str) -> LineDraft:
    """Parse a line of an event: 주요내용 | 경과보고, or a text without a label."""
    label, separator, text = typed.partition("|")
    return LineDraft(label.strip(), text.strip()) if separator else LineDraft("", typed)


def _series_errors(draft: EventDraft) -> list[tuple[str, str]]:
    """Return the errors of the rule of a series, and of the dates that it adds or leaves out."""
    if not draft.rrule or draft.starts_on is None:
        return []
    if errors := _dates_errors(draft, draft.starts_on):
        return errors
    try:
        first = recurrence.first_day(draft, draft.starts_on)
    except ValueError as error:
        return [("rrule", str(error))]
    if first is None:
        return [("rrule", _("이 반복에는 날이 하나도 없습니다."))]
    if first != draft.starts_on:
        message = _("시작하는 날이 반복에 맞지 않습니다. 첫 날은 {date}입니다.")
        return [("rrule", message.format(date=full_date(first)))]
    return []


def _dates_errors(draft: EventDraft, starts_on: date) -> list[tuple[str, str]]:
    if draft.ends_on and (draft.ends_on - starts_on).days >= recurrence.MAX_DAYS:
        message = _("반복하는 일정은 한 번에 {n}일까지입니다.")
        return [("ends_on", message.format(n=recurrence.MAX_DAYS))]
    for key, dates in (("rdates", draft.rdates), ("exdates", draft.exdates)):
        try:
            listed = [recurrence.split_key(each)[0] for each in dates.split()]
        except ValueError:
            return [(key, _("날짜를 2023-05-02처럼 빈칸으로 띄어 적어 주세요."))]
        if key == "rdates" and any(day < starts_on for day in listed):
            return [(key, _("더할 날은 첫 일정의 뒤여야 합니다."))]
    return []


def at_first_day(draft: EventDraft) -> EventDraft:
    """Return a series that begins on the first day on or after its start that its rule gives.

    One with an unreadable rule is returned as it is; event_errors names the rule.
    """
    if not draft.rrule or draft.starts_on is None or not recurrence.is_readable(draft.rrule):
        return draft
    first = recurrence.first_day(draft, draft.starts_on)
    if first is None or first == draft.starts_on:
        return draft
    days = (first - draft.starts_on).days
    ends_on = add_days(draft.ends_on, days) if draft.ends_on else None
    return draft._replace(starts_on=first, ends_on=ends_on)


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
        message = _("끝나는 시각은 시작하는 시각보다 늦어야 합니다.")
        read = f" ({format_time(draft.starts_at)}~{format_time(draft.ends_at)})"
        return [("ends_at", message + read)]
    return []


def masked_title(title: str, visibility: str) -> str:
    """Return an event's title for lists and exports: 비공개 if the event is secret."""
    return _(VISIBILITIES["secret"]) if visibility == "secret" else title


def masked_text(text: str, visibility: str) -> str:
    """Return another text of an event for lists and exports: empty if the event is secret."""
    return "" if visibility == "secret" else text


def status_text(status: str, attendance: str) -> str:
    """Return the name of a status, and how the event is attended unless by the mayor in person: 확정·대참."""
    name = _(STATUSES[status])
    return name if attendance == "self" else f"{name}{STATUS_SEPARATOR}{_(ATTENDANCES[attendance])}"


def split_status(text: str, _today: date) -> Mapping[str, str]:
    """Split a status as `status_text` writes it into the status and the attendance; a status alone stays."""
    status, separator, attendance = text.partition(STATUS_SEPARATOR)
    return {"status": status, "attendance": attendance} if separator else {}


def month_weeks(year: int, number: int) -> list[list[date]]:
    """Return the weeks of a month from Monday, with days of the adjacent months at the ends."""
    from calendar import Calendar  # the overview needs no month

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
