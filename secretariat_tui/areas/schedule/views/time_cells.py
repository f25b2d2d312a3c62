"""The cells of a time grid as spans: an event's title, place and hours in its rows. No Textual."""

from collections.abc import Callable, Container, Sequence

from rich.cells import cell_len

from secretariat_tui.areas.schedule import days, model, rules
from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing.conflicts import NO_CONFLICTS, Severities
from secretariat_tui.areas.schedule.views.day_cells import UNUSUAL_FROM, signs
from secretariat_tui.areas.schedule.views.time_layout import DayLayout, TimedBlock, is_attended
from secretariat_tui.core.dates import format_time, month_day
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tui.paint.text import Span, fit_width, wrap

_HOURS_FROM = 36  # cells of an event from which its hours are before its title
_PLACE_FROM = 5  # cells
_GAP_FROM = 18  # cells of a day in which free time is noted
_DOTS = 7  # before the length of free time, if there is room
_MINUTES_FROM = 9  # cells of an event from which the minutes of its start are before its title


class CellLook(NamedTuple):
    """What the cells show besides the events: the selected one, the row of the cursor, the row of the time.

    `cursor` is "cursor" if the grid has the focus, else "idle".
    """

    step: int
    cursor: str
    selected: EventKey | None = None
    cursor_row: int | None = None
    now_row: int | None = None
    clashing: Severities = NO_CONFLICTS
    unusual: Container[EventKey] = frozenset()
    mask: Callable[[str], str] = str

    def signs(self, event: EventRow, width: int) -> list[Span]:
        """Return the signs of an event in a place of `width` cells."""
        unusual = width >= UNUSUAL_FROM and event.key in self.unusual
        return signs(event, self.clashing.get(event.key), unusual=unusual)


def day_cell(layout: DayLayout, row: int, width: int, look: CellLook) -> list[Span]:
    """Return the cells of a day in a row, exactly `width` wide."""
    spans: list[Span] = []
    at = 0
    for block in layout.at(row):
        start, end = edges(block, width)
        if start > at:
            spans += _empty(start - at, row, look)
        spans += _block_cell(block, row, end - start, look)
        at = end
    if not spans:
        return _empty_day(layout, row, width, look)
    if at < width:
        spans += _empty(width - at, row, look)
    more = sum(each.number for each in layout.left_out if each.row == row)
    return _with_count(spans, f"+{more}", width) if more else spans


def edges(block: TimedBlock, width: int) -> tuple[int, int]:
    """Return the cells of a day in which an event begins and ends."""
    first, last = block.column, block.column + block.columns
    return width * first // block.all_columns, width * last // block.all_columns


def _with_count(spans: Sequence[Span], text: str, width: int) -> list[Span]:
    """Return spans with a text over their last cells."""
    left = width - cell_len(text)
    result: list[Span] = []
    for part, style in spans:
        cut = fit_width(part, left) if cell_len(part) > left else part
        result.append((cut, style))
        left -= cell_len(cut)
        if left <= 0:
            break
    return [*result, (text, "accent")]


def _empty(width: int, row: int, look: CellLook) -> list[Span]:
    if row == look.cursor_row:
        text = days.clock(row * look.step)
        return [(fit_width(f" {text}", width) if width > len(text) else " " * width, look.cursor)]
    return [("╌" * width, "accent")] if row == look.now_row else [(" " * width, "")]


def _empty_day(layout: DayLayout, row: int, width: int, look: CellLook) -> list[Span]:
    """Return an empty row, with the length of the free time that begins in it if there is room."""
    if width >= _GAP_FROM and row not in {look.cursor_row, look.now_row}:
        for gap in layout.gaps:
            if -(-gap.start // look.step) == row:
                text = _("빈 시간 {length}").format(length=days.duration(gap.end - gap.start))
                dots = "·" * min(width - cell_len(text) - 3, _DOTS)
                return [(fit_width(f"  {dots} {text}" if dots else f" {text}", width), "dim")]
    return _empty(width, row, look)


def _block_cell(block: TimedBlock, row: int, width: int, look: CellLook) -> list[Span]:
    """Return a row of an event: a bar in the colour of its kind, and a line of text."""
    event = block.event
    inside = block.begin <= row < block.end
    solid = inside and event.status != "hold" and is_attended(event)
    if inside:
        lines = block_lines(block, width - 1, look)
        nth = row - block.begin
        bar = (_bar(block, row, look.step), bar_style(event))
        spans: list[Span] = [bar, *(lines[nth] if nth < len(lines) else ())]
    else:
        spans = _travel(block, row, width)
    left = width - sum(cell_len(text) for text, _style in spans)
    spans.append((" " * left, ""))
    if event.key == look.selected:
        return [(text, look.cursor) for text, _style in spans]
    return [(text, f"{style} band".strip()) for text, style in spans] if solid else spans


def _travel(block: TimedBlock, row: int, width: int) -> list[Span]:
    """Return a row of the travel to an event or from it: its minutes in the row next to the event."""
    before = row < block.begin
    minutes = block.event.travel_before if before else block.event.travel_after
    text = _("이동 {n}분") if before else _("복귀 {n}분")
    shown = f"·→{text.format(n=minutes)}" if row in {block.begin - 1, block.end} else "·"
    return [(fit_width(shown, width), "dim")]


def _bar(block: TimedBlock, row: int, step: int) -> str:
    event = block.event
    if not is_attended(event):
        return "╎"
    if event.status == "hold":
        return "░"
    start = days.minutes_of(event.own_starts_at) if event.own_starts_at else 0
    end = days.minutes_of(event.own_ends_at) if event.own_ends_at else days.DAY_MINUTES
    return "▌" if row * step < end and start < (row + 1) * step else "╎"


def bar_style(event: EventRow) -> str:
    """Return the style of an event's kind; a secret event has none."""
    if event.visibility == "secret" or not is_attended(event):
        return "dim"
    return model.KIND_STYLES.get(event.kind, "plain")


def block_lines(block: TimedBlock, width: int, look: CellLook) -> list[list[Span]]:
    """Return the lines of text of an event: marks and title, wrapped; then its place and its end."""
    event, rows = block.event, block.end - block.begin
    marks = look.signs(event, width)
    head = "".join(sign for sign, _style in marks)
    hours = _hours(block, width, look.step)
    title = look.mask(rules.masked_title(event.title, event.visibility))
    if event.attendance != "self":
        title += f" ({_(model.ATTENDANCES[event.attendance])})"
    style = "" if is_attended(event) else "dim"
    first = f"{head}{' ' if head and width > _HOURS_FROM else ''}"
    lines = wrap(f"{first}{hours}{title}", width)
    place = look.mask(rules.masked_text(event.place, event.visibility))
    details = [place] if place and width >= _PLACE_FROM else []
    if event.own_starts_at or event.own_ends_at:
        ends = (
            format_time(each) if each else "" for each in (event.own_starts_at, event.own_ends_at)
        )
        details.insert(0, _("시장 {hours}").format(hours="–".join(ends)))
    if event.status == "hold" and event.hold_until:
        details.append(_("잠정 ~{day}").format(day=month_day(event.hold_until)))
    end = block.part.end
    if end is not None and end % look.step and width <= _HOURS_FROM:
        details.append(f"~{days.clock(end)}")
    elif end is None and width <= _HOURS_FROM:
        details.append("~?")
    if len(lines) > rows:
        lines = [*lines[: rows - 1], fit_width(" ".join(lines[rows - 1 :]), width)]
    texts: list[list[Span]] = [[(line, style)] for line in lines]
    if marks and lines[0].startswith(head):
        texts[0] = [*marks, (lines[0][len(head) :], style)]
    texts += [[(fit_width(text, width), "dim")] for text in details]
    return texts[:rows]


def _hours(block: TimedBlock, width: int, step: int) -> str:
    """Return the hours where there is room, else the minutes of a start between two rows, as :50."""
    start = block.part.start or 0
    if width >= _HOURS_FROM:
        return f"{block.part.label}{'~?' if block.part.end is None else ''} "
    return f":{start % 60:02} " if start % step and width >= _MINUTES_FROM else ""
