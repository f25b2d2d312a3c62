"""The day sheet: the events of a day along a time axis, with gaps, conflicts and the current time.

The axis is as long as there is room for: a line stands for 30 or 60 minutes, or for one event or gap.
"""

from collections.abc import Container, Iterator, Sequence
from datetime import date

from rich.cells import cell_len

from secretariat_tui.areas.schedule import days, details, rules
from secretariat_tui.areas.schedule.conflict_queries import EventConflict
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing import conflicts
from secretariat_tui.areas.schedule.timing.conflicts import Severities
from secretariat_tui.areas.schedule.timing.unusual import concerns_in_short
from secretariat_tui.core import marks
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tui.paint.text import Span, StyledLine, fit_width, styled_line

_LEAST_GAP = 30  # minutes
_EVERY_LINE = 10_000  # minutes a line: each event and gap has one
_SCALES = (30, 60, _EVERY_LINE, 0)  # minutes a line; 0 is without gaps
_UNUSUAL_FROM = 12  # cells of a title from which an unusual time is marked
_MAX_LINES = 8  # of one event
_LONG_GAP = 120  # minutes; a longer one has only full hours
_HOURS = details.HOURS_WIDTH
_BARS = {"past": "▏", "running": "▌", "coming": "▌"}


class DayEvents(NamedTuple):
    """The events of a day; `now` is the time in minutes from 0:00, None on another day."""

    day: date
    events: Sequence[EventRow]
    clashing: Severities
    holidays: Container[date]
    unprepared: Container[int]
    now: int | None


class _Slot(NamedTuple):
    """An event or a gap on the axis, in minutes."""

    start: int
    end: int
    event: EventRow | None


def sheets(days_shown: Sequence[DayEvents], width: int, height: int) -> list[list[StyledLine]]:
    """Return the axis of each day, together at most `height` lines if they can be that short.

    The first day gets the finer scale.
    """
    steps = range(len(_SCALES))
    pairs = ((one, other) for one in steps for other in steps if one <= other)
    for first, others in sorted(pairs, key=lambda pair: (sum(pair), pair[0])):
        drawn = [
            _axis(each, width, _SCALES[others if at else first])
            for at, each in enumerate(days_shown)
        ]
        if sum(map(len, drawn)) <= height:
            break
    return drawn


def current_event(day: DayEvents) -> EventRow | None:
    """Return the event that runs now."""
    if day.now is None:
        return None
    return next((s.event for s in _events(day) if s.start <= day.now < s.end), None)


def next_event(day: DayEvents) -> tuple[int, EventRow] | None:
    """Return the next event with a time and the minutes until it begins, from the beginning of another day."""
    now = -1 if day.now is None else day.now
    later = (s for s in _events(day) if s.start > now and s.event is not None)
    slot = next(later, None)
    return (slot.start - max(now, 0), slot.event) if slot and slot.event else None


def _events(day: DayEvents, *, active: bool = True) -> list[_Slot]:
    """Return the events that take part of the day, in order; only those that the mayor attends if `active`."""
    slots = []
    for event in day.events:
        part = days.day_part(event, day.day)
        if active and not conflicts.takes_time(event):
            continue
        if part.start is not None and not part.fills_day:
            slots.append(_Slot(part.start, part.assumed_end, event))
    return sorted(slots, key=lambda slot: slot[:2])


def _gaps(day: DayEvents) -> Iterator[_Slot]:
    """Yield the gaps of the office hours from now on; a day without events has none."""
    events = _events(day)
    if not events:
        return
    opens, closes = conflicts.OFFICE_HOURS  # the gaps of a working day begin and end here
    free_from = max(opens, day.now or 0)
    for slot in [*events, _Slot(closes, closes, None)]:
        if min(slot.start, closes) - free_from >= _LEAST_GAP:
            yield _Slot(free_from, min(slot.start, closes), None)
        free_from = max(free_from, slot.end)


def _axis(day: DayEvents, width: int, scale: int) -> list[StyledLine]:
    """Return the lines of a day at a scale in minutes a line, with the line of the current time."""
    lines = [
        _event_line(day, event, width, "coming")
        for event in day.events
        if (part := days.day_part(event, day.day)).fills_day or part.start is None
    ]
    now_drawn = day.now is None
    slots = [*_events(day, active=False), *(_gaps(day) if scale else ())]
    for slot in sorted(slots, key=lambda slot: slot[:2]):
        for at, line in _slot_lines(day, slot, width, scale):
            if not now_drawn and day.now is not None and at + (slot.event is None) > day.now:
                lines.append(_now_line(day.now, width))
                now_drawn = True
            lines.append(line)
    if not now_drawn and day.now is not None and lines:
        lines.append(_now_line(day.now, width))
    return lines


def _slot_lines(
    day: DayEvents, slot: _Slot, width: int, scale: int
) -> Iterator[tuple[int, StyledLine]]:
    """Yield the lines of an event or a gap, each with the time that it begins at."""
    if slot.event is None:
        text = _(" 비는 시간 {length}").format(length=days.duration(slot.end - slot.start))
        for at in [slot.start, *_ticks(slot, scale)]:
            hours = fit_width(days.clock(at), _HOURS)
            yield at, styled_line((f" {hours} ", "dim"), (f"·{text}", "dim"))
            text = ""
        return
    count = 1
    if 0 < scale < _EVERY_LINE:
        count = min(max((slot.end - slot.start) // scale, 1), _MAX_LINES)
    time_of = _time_of(day, slot)
    yield slot.start, _event_line(day, slot.event, width, time_of)
    note = _note(day, slot)
    bar = _bar(slot.event, time_of)
    for nth in range(1, count):
        yield (
            slot.start + nth * scale,
            styled_line(f" {'':{_HOURS}} ", bar, (f"   {note[0]}" if nth == 1 else "", note[1])),
        )


def _ticks(slot: _Slot, scale: int) -> range:
    """Return the times within a gap that have a line: each half hour of a short one, else each hour."""
    if not 0 < scale < _EVERY_LINE:
        return range(0)
    step = scale if slot.end - slot.start <= _LONG_GAP else max(scale, 60)
    return range(slot.start // step * step + step, slot.end, step)


def _time_of(day: DayEvents, slot: _Slot) -> str:
    if day.now is None or slot.start > day.now:
        return "coming"
    return "running" if day.now < slot.end else "past"


def _note(day: DayEvents, slot: _Slot) -> Span:
    """Return what the second line of an event shows: its worst conflict, or the time left."""
    found = conflicts.conflicts_of(slot.event.key, day.events) if slot.event else []
    if found:
        rows = {event.key: event for event in day.events}
        worst = EventConflict(found[0], rows[found[0].other])
        return _conflict_text(worst, day.day), found[0].severity.mark.style
    if day.now is not None and _time_of(day, slot) == "running":
        return _("{length} 남음").format(length=days.duration(slot.end - day.now)), "accent"
    return "", ""


def _conflict_text(found: EventConflict, day: date) -> str:
    conflict, other = found
    if conflict.overlap <= 0:
        return details.conflict_text(found, day)
    return _("{start} {title} 일정과 {length} 겹침").format(
        start=days.day_part(other, day).start_label,
        title=rules.masked_title(other.title, other.visibility),
        length=days.duration(conflict.overlap),
    )


def _event_line(day: DayEvents, event: EventRow, width: int, time_of: str) -> StyledLine:
    place = rules.masked_text(event.place, event.visibility)
    internal = _("내부") if event.visibility == "internal" else ""
    concern = concerns_in_short(event, day.holidays)
    ready = _("준비 미비") if event.id in day.unprepared else ""
    notes = " · ".join(part for part in (place, internal, ready, concern) if part)
    room = max(width - _HOURS - 6, 8)
    side = min(28, room // 3) if notes else 0
    style = {"past": "dim", "running": "bold", "coming": ""}[time_of]
    clashing = day.clashing.get(event.key)
    unusual = bool(concern) and room - side >= _UNUSUAL_FROM
    title = details.title_spans(event, clashing=clashing, unusual=unusual, style=style)
    running: list[Span] = [(f"{marks.RUNNING.sign} ", "accent")] if time_of == "running" else []
    spans: list[Span] = [
        (
            f" {fit_width(days.day_part(event, day.day).label, _HOURS)} ",
            "dim" if time_of == "past" else "accent",
        ),
        _bar(event, time_of),
        details.kind_sign(event),
        (" ", ""),
        *_cut([*running, *title], room - side - 1),
        (f" {fit_width(notes, side)}" if notes else "", "dim"),
    ]
    if time_of == "past":
        spans = [(text, name if name in {"bad", "good"} else "dim") for text, name in spans]
    return styled_line(*spans, target=("schedule", event.key, day.day))


def _bar(event: EventRow, time_of: str) -> Span:
    kind = details.kind_sign(event)[1]
    off = time_of == "past" or event.status in days.INACTIVE
    return _BARS[time_of], "dim" if off else kind


def _cut(spans: Sequence[Span], width: int) -> list[Span]:
    """Return spans in exactly `width` cells, the last of them cut or padded."""
    *head, (text, style) = spans
    used = sum(cell_len(part) for part, _style in head)
    return [*head, (fit_width(text, max(width - used, 0)), style)]


def _now_line(now: int, width: int) -> StyledLine:
    text = _("지금 {time}").format(time=days.clock(now))
    label = f" {fit_width(text, _HOURS)} "
    return styled_line((label, "title"), ("─" * max(width - _HOURS - 3, 0), "accent"))
