"""Events as lines of text: the agenda, and the lines of a day."""

from collections.abc import Container, Mapping, Sequence
from datetime import date, datetime, timedelta

from rich.cells import cell_len

from secretariat_tui.areas.schedule import conflict_queries, days, model, queries, rules
from secretariat_tui.areas.schedule.conflict_queries import EventConflict
from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.model import EVENT, EventDraft
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing.conflicts import Conflict, Severities, Severity
from secretariat_tui.areas.schedule.timing.unusual import concerns_in_short
from secretariat_tui.core import marks
from secretariat_tui.core.anniversaries import anniversaries
from secretariat_tui.core.dates import (
    add_days,
    format_time,
    full_date,
    short_date,
    short_date_with_year,
)
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tui.keys.area import Reminder
from secretariat_tui.tui.paint.text import Span, StyledLine, fit_width, styled_line

HOURS_WIDTH = 11  # cells: 10:00–11:30
_AHEAD = frozenset({"hold", "confirmed"})
_TIME_WIDTH = 5  # cells: 10:00
SECRET_SIGN, INTERNAL_SIGN = "▪", "▫"


def agenda_lines(  # noqa: PLR0913
    entries: Sequence[EventRow],
    period: tuple[date, date],
    today: date,
    clashing: Severities,
    *,
    dates_beside: bool = False,
    holidays: HolidayCalendar = HolidayCalendar({}),  # noqa: B008 - frozen
) -> list[StyledLine]:
    """Return the events of the days of a period by day. The target of a line is (key of the event, day).

    Each day has a heading with its holiday and anniversaries, or with `dates_beside` its date in front of its first
    event.
    """
    lines: list[StyledLine] = []
    found = days.by_day(entries, *period)
    hours = hours_width(found)
    names = {day: _day_name(day, today) for day in found}
    width = max(map(cell_len, names.values()), default=0) if dates_beside else 0
    for day, events in found.items():
        name = fit_width(names[day], width)
        if not dates_beside:
            holiday, kept = holidays.name(day), " · ".join(anniversaries(day))
            lines.append(
                styled_line(
                    (names[day], "title"),
                    *([(f" {holiday}", "bad")] if holiday else []),
                    *([(f" {kept}", "dim")] if kept else []),
                )
            )
        for each in events:
            line = event_line(each, day, hours, clashing.get(each.key), holidays)
            lines.append(line._replace(spans=((name, "title"), *line.spans)))
            name = " " * width
    return lines


def _day_name(day: date, today: date) -> str:
    name = short_date(day) if day.year == today.year else short_date_with_year(day)
    return f"{name}{_(' 오늘') if day == today else ''}"


def hours_width(found: Mapping[date, Sequence[EventRow]]) -> int:
    """Return the width of the column of hours, at least that of a time."""
    labels = (days.day_part(each, day).label for day, events in found.items() for each in events)
    return max(map(cell_len, labels), default=_TIME_WIDTH)


def day_lines(
    entries: Sequence[EventRow], day: date, clashing: Severities, holidays: Container[date]
) -> list[StyledLine]:
    """Return the events of a day. The target of a line is (key of the event, day)."""
    found = days.by_day(entries, day, day)
    hours = hours_width(found)
    return [
        event_line(each, day, hours, clashing.get(each.key), holidays)
        for each in found.get(day, [])
    ]


def event_line(
    entry: EventRow,
    day: date,
    hours: int,
    clashing: Severity | None,
    holidays: Container[date],
) -> StyledLine:
    """Return an event of a day, its hours in `hours` cells. The target of the line is (event id, day)."""
    concern = concerns_in_short(entry, holidays)
    place = rules.masked_text(entry.place, entry.visibility)
    internal = _("내부") if entry.visibility == "internal" else ""
    first, last = entry.starts_on, days.last_day(entry)
    nth = ""
    if last > first:
        nth = _("{n}/{all}일째").format(n=(day - first).days + 1, all=(last - first).days + 1)
    notes = " · ".join(part for part in (nth, place, internal, concern) if part)
    return styled_line(
        (f" {fit_width(days.day_part(entry, day).label, hours)} ", "accent"),
        kind_sign(entry),
        " ",
        *title_spans(entry, clashing=clashing, unusual=bool(concern)),
        (f"  {notes}" if notes else "", "dim"),
        target=(entry.key, day),
    )


def kind_sign(entry: EventRow) -> Span:
    """Return the letter of an event's kind in its colour; for a secret event a sign of the same width."""
    if entry.visibility == "secret":
        return f"{SECRET_SIGN} ", "dim"
    return _(model.KIND_SIGNS[entry.kind]), model.KIND_STYLES.get(entry.kind, "plain")


def title_spans(
    entry: EventRow, *, clashing: Severity | None = None, unusual: bool = False, style: str = ""
) -> list[Span]:
    """Return the title of an event after the marks of its worst conflict, of its status and of an unusual time."""
    spans: list[Span] = []
    if clashing is not None:
        spans.append((f"{clashing.mark.sign} ", clashing.mark.style))
    mark = model.STATUS_MARKS.get(entry.status, marks.LATER)
    if entry.status in {"hold", *days.INACTIVE}:
        spans.append(marks.marked(mark, f"{_(model.STATUSES[entry.status])} "))
    elif entry.status == "done":
        spans.append((f"{mark.sign} ", mark.style))
    if unusual:
        spans.append((f"{marks.UNUSUAL.sign} ", marks.UNUSUAL.style))
    elsewhere = entry.attendance != "self"
    if elsewhere:
        spans.append((f"{_(model.ATTENDANCES[entry.attendance])} ", "dim"))
    off = "dim" if elsewhere or entry.status in days.INACTIVE else style
    return [*spans, (rules.masked_title(entry.title, entry.visibility), off)]


def conflict_minutes(conflict: Conflict) -> str:
    """Return how long two events overlap, or what the time between them lacks."""
    if conflict.overlap > 0:
        return _("{length} 겹침").format(length=days.duration(conflict.overlap))
    return _("사이 {gap}, 이동과 여유 {needed}").format(
        gap=days.duration(-conflict.overlap), needed=days.duration(conflict.needed)
    )


def conflict_text(found: EventConflict, day: date) -> str:
    """Return a conflict of an event of a day: the other event, and the minutes."""
    conflict, other = found
    touched = day if days.event_days(other, day, day) else other.starts_on
    hours = days.day_part(other, touched).label
    when = hours if touched == day else f"{short_date(touched)} {hours}"
    held = f"({_(model.STATUSES['hold'])})" if other.status == "hold" else ""
    title = rules.masked_title(other.title, other.visibility)
    return f"{when} {title}{held}: {conflict_minutes(conflict)}"


def format_when(draft: EventDraft | EventRow) -> str:
    """Return the date and time of an event: 2023. 4. 18.(화) 10:00~11:30."""
    if draft.starts_on is None:
        return ""
    text = full_date(draft.starts_on)
    if draft.all_day:
        text += _(" 종일")
    elif draft.starts_at:
        text += f" {format_time(draft.starts_at)}"
    ends_on = draft.ends_on or draft.starts_on
    span = days.EventPeriod(draft.starts_on, draft.starts_at, ends_on, draft.ends_at, draft.all_day)
    if days.last_day(span) > draft.starts_on:
        text += f" ~ {full_date(ends_on)}"
        return text + (f" {format_time(draft.ends_at)}" if draft.ends_at else "")
    if draft.ends_at is None:
        return text
    return f"{text}~{days.clock(days.day_part(span, draft.starts_on).assumed_end)}"


def read_conflicts(event: int | EventKey, reader: Reader) -> str:
    """Return the message about the conflicts of a saved event, which are allowed; "" if there are none."""
    row = queries.find_event(reader, event)
    found = conflict_queries.conflicts_with(reader, row.key) if row else []
    overlapping = ", ".join(_started(each.event) for each in found if each.conflict.overlap > 0)
    close = ", ".join(_started(each.event) for each in found if each.conflict.overlap <= 0)
    texts = [
        _("! 겹침: {others}").format(others=overlapping) if overlapping else "",
        _("▲ 촉박: {others}").format(others=close) if close else "",
    ]
    message = " ".join(filter(None, texts))
    return _("저장했습니다. {message}").format(message=message) if message else ""


def _started(event: EventRow) -> str:
    start = days.day_part(event, event.starts_on).start_label
    return f"{start} {rules.masked_title(event.title, event.visibility)}"


def reminders(reader: Reader, now: datetime, before: timedelta) -> list[Reminder]:
    """Return the events that the mayor attends, and leaves for from now to `before` later."""
    found = []
    for event in queries.agenda(reader, now.date(), add_days(now.date(), 1)):
        start = event.own_starts_at or event.starts_at
        if start is None or event.attendance != "self" or event.status not in _AHEAD:
            continue
        begins = datetime.combine(event.starts_on, start)
        leaves = begins - timedelta(minutes=event.travel_before or 0)
        if now <= leaves <= now + before:
            found.append(
                Reminder((EVENT.table, *event.key), leaves, _reminder(event, begins, leaves, now))
            )
    return found


def _reminder(event: EventRow, begins: datetime, leaves: datetime, now: datetime) -> str:
    title = rules.masked_title(event.title, event.visibility)
    place = rules.masked_text(event.place, event.visibility)
    text = f"{format_time(begins.time())} {title}{f' ({place})' if place else ''}"
    minutes = -int((now - leaves).total_seconds() // 60)
    if leaves < begins:
        return _("{n}분 뒤 출발: {event}").format(n=minutes, event=text)
    return _("{n}분 뒤: {event}").format(n=minutes, event=text)
