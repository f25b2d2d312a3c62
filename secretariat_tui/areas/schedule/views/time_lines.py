"""The lines of a time grid: heading, bars of all-day events, rows, counts of what is out of sight. No Textual."""

from collections.abc import Container, Mapping, Sequence
from datetime import date

from rich.cells import cell_len

from secretariat_tui.areas.schedule import days
from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing import conflicts
from secretariat_tui.areas.schedule.timing.conflicts import Severity
from secretariat_tui.areas.schedule.timing.free_slots import FreeSlot, free_times
from secretariat_tui.areas.schedule.timing.unusual import unusual_events
from secretariat_tui.areas.schedule.views import day_cells, time_cells, time_layout
from secretariat_tui.areas.schedule.views.day_cells import CellStyle, EventBar
from secretariat_tui.areas.schedule.views.time_cells import CellLook
from secretariat_tui.areas.schedule.views.time_days import GUTTER
from secretariat_tui.areas.schedule.views.time_layout import DayLayout
from secretariat_tui.core.anniversaries import anniversaries
from secretariat_tui.core.dates import month_day, weekday
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tui.paint.text import Span, fit_width

_LEAST_COLUMN = 5  # cells of an event beside others
MOST_LANES = 3
_LEVELS = " ▁▃▅▇"
_LEVEL_MINUTES = 120  # of busy time, for each level of the sign


class TimeLayout(NamedTuple):
    """The events of the days shown: those with a time by day, the bars in lanes, and the overlaps by day."""

    days: Sequence[date]
    widths: Sequence[int]
    step: int
    layouts: Sequence[DayLayout]
    lanes: Sequence[Sequence[EventBar]]
    overlaps: Mapping[date, Severity]
    busy: Mapping[date, int]
    """The minutes of each day that events take."""
    unusual: Container[EventKey] = frozenset()
    """The events at an unusual time."""


def lay_out(
    shown: Sequence[date],
    widths: Sequence[int],
    step: int,
    entries: Sequence[EventRow],
    holidays: Container[date],
) -> TimeLayout:
    """Lay out the events of some days."""
    by_day = days.by_day(entries, shown[0], shown[-1])
    free: dict[date, list[FreeSlot]] = {}
    for slot in free_times(entries, shown[0], shown[-1], holidays):
        free.setdefault(slot.day, []).append(slot)
    layouts = [
        time_layout.lay_out_day(
            by_day.get(day, ()), day, step, min(max(width // _LEAST_COLUMN, 1), time_layout.MOST_COLUMNS)
        )._replace(gaps=free.get(day, ()))
        for day, width in zip(shown, widths, strict=True)
    ]  # fmt: skip
    lanes = day_cells.event_lanes(
        shown, entries, lambda each: not time_layout.is_timed(each, each.starts_on)
    )
    overlaps = {
        day: severity
        for day, events in by_day.items()
        if (severity := conflicts.severity_on(events, day))
    }
    busy = {day: conflicts.busy_minutes(events, day) for day, events in by_day.items()}
    unusual = unusual_events(entries, holidays)
    return TimeLayout(shown, widths, step, layouts, lanes, overlaps, busy, unusual)


def busy_sign(minutes: int) -> str:
    """Return a sign of one cell for the busy time of a day."""
    return _LEVELS[min(-(-minutes // _LEVEL_MINUTES), len(_LEVELS) - 1)]


def heading(layout: TimeLayout, style: CellStyle) -> list[Span]:
    """Return the line with the days, their holidays and lunar dates, the marks of clashes and of busy time.

    A single day also has its anniversaries, as many as there is room for.
    """
    spans: list[Span] = [(" " * GUTTER, "")]
    for day, width in zip(layout.days, layout.widths, strict=True):
        number = f"{month_day(day) if day.day == 1 else day.day} {weekday(day)}"
        if day == style.today:
            cell: list[Span] = [(f"[{number}]", "tab")]
        else:
            cell = [(f" {number} ", day_cells.number_style(day, style))]
        if overlap := layout.overlaps.get(day):
            cell.append(overlap.mark)
        sign = busy_sign(layout.busy.get(day, 0))
        if overlap or day == style.today:
            cell.append((" ", ""))
        room = width - sum(cell_len(text) for text, _name in cell) - 2
        notes = day_cells.day_notes(day, room, style)
        room -= sum(cell_len(text) for text, _name in notes)
        if len(layout.days) == 1:
            kept = _anniversary_notes(day, room, first=not notes)
            room -= sum(cell_len(text) for text, _name in kept)
            notes += kept
        if room >= 0:
            cell += [*notes, (" " * (room + 1), ""), (sign, "accent")]
        spans += [("│", "line"), *_fitted(_cursor(cell, day, style), width)]
    return spans


def _anniversary_notes(day: date, room: int, *, first: bool) -> list[Span]:
    """Return the anniversaries of a day that fit in `room` cells, after other notes unless they are the first."""
    spans: list[Span] = []
    for name in anniversaries(day):
        text = f" · {name}" if spans else name if first else f"  {name}"
        room -= cell_len(text)
        if room < 0:
            break
        spans.append((text, "dim"))
    return spans


def _cursor(cell: Sequence[Span], day: date, style: CellStyle) -> list[Span]:
    if day != style.cursor:
        return list(cell)
    name = "cursor" if style.focused else "idle"
    return [(text, each if each == "tab" else name) for text, each in cell]


def _fitted(spans: Sequence[Span], width: int) -> list[Span]:
    """Return spans in exactly `width` cells."""
    result: list[Span] = []
    for text, style in spans:
        cut = text if cell_len(text) <= width else fit_width(text, width)
        result.append((cut, style))
        width -= cell_len(cut)
    return [*result, (" " * width, "")]


def lane_line(layout: TimeLayout, lane: int, look: CellLook, shown_lanes: int) -> list[Span]:
    """Return a line of bars. The last one shown counts the bars of each day for which there is no line."""
    spans: list[Span] = [(fit_width(_(" 종일") if lane == 0 else "", GUTTER), "dim")]
    hidden = layout.lanes[shown_lanes:] if lane == shown_lanes - 1 else ()
    at = 0
    while at < len(layout.days):
        spans.append(("│", "line"))
        bar = next((each for each in layout.lanes[lane] if each.first == at), None)
        last = bar.last if bar else at
        width = sum(layout.widths[at : last + 1]) + last - at
        more = sum(each.first <= last and at <= each.last for row in hidden for each in row)
        tail = f"+{more}" if more else ""
        width -= len(tail)
        if bar:
            text, style = day_cells.bar_span(bar, width, look.signs(bar.event, width))
            spans.append((text, look.cursor if bar.event.key == look.selected else style))
        else:
            spans.append((" " * width, ""))
        spans += [(tail, "accent")] if tail else []
        at = last + 1
    return spans


def rule(layout: TimeLayout, row: int, *, above: bool, joint: str = "┼") -> list[Span]:
    """Return a line between the bars and the rows, or below them, with the number of events out of sight."""
    spans: list[Span] = [("─" * GUTTER, "line")]
    for day, width in zip(layout.layouts, layout.widths, strict=True):
        blocks = [each for each in day.blocks if (each.last <= row if above else each.first >= row)]
        spans.append((joint, "line"))
        if not blocks:
            spans.append(("─" * width, "line"))
            continue
        text = f"{'↑' if above else '↓'}{len(blocks)}"
        first = min(blocks, key=lambda each: each.first)
        longer = f"{text} {days.clock(first.part.start or 0)}"
        text = longer if len(longer) < width else text[:width]
        spans += [(text, "accent"), ("─" * (width - len(text)), "line")]
    return spans


def row_line(layout: TimeLayout, row: int, look: CellLook, cursor: date, today: date) -> list[Span]:
    """Return a row of the grid: the hour, and the cells of each day."""
    minutes = row * layout.step
    label = days.clock(minutes) if minutes % 60 == 0 else ""
    now = look.now_row is not None and look.now_row == row
    spans: list[Span] = [
        ("▶" if now else " ", "accent"),
        (f"{label:5}", "accent" if now else "dim"),
    ]
    for day, placed, width in zip(layout.days, layout.layouts, layout.widths, strict=True):
        own = look._replace(
            cursor_row=look.cursor_row if day == cursor else None,
            now_row=look.now_row if day == today else None,
        )
        spans += [("│", "line"), *time_cells.day_cell(placed, row, width, own)]
    return spans
