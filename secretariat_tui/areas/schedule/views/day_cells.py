"""A week of day cells as lines of spans: headings, bars across days, events with their times. No Textual.

The month is drawn as weeks below each other.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import date
from itertools import chain

from rich.cells import cell_len

from secretariat_tui.areas.schedule import days, details, model, rules
from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing import conflicts
from secretariat_tui.areas.schedule.timing.conflicts import Severities, Severity
from secretariat_tui.areas.schedule.timing.unusual import unusual_events
from secretariat_tui.core import marks
from secretariat_tui.core.dates import SATURDAY, SUNDAY, month_day
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import _
from secretariat_tui.core.lunar import lunar_date, lunar_text
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tui.paint.text import Span, fit_width, wrap

UNUSUAL_FROM = 12  # cells of an event from which an unusual time is marked
_TIME_FROM = 10  # cells of the narrowest column from which events have their times
_MARGIN_FROM = 14  # cells of the narrowest column from which events have a margin
_LETTER_FROM = 16  # cells of the narrowest column from which the letters of kinds are shown
_MAX_LINES = 3  # of one event
_MIN_REST = 4  # cells of a title that are worth another line
_MIN_NAME = 5  # cells of a day's heading in which a holiday is named
_LUNAR_DAYS = (1, 15)
_MIN_BAR_TITLE = 6  # cells of a title beside which the end of a bar is shown


class EventBar(NamedTuple):
    """An event that fills columns `first` to `last` of a week; the flags are whether it goes on beyond them."""

    event: EventRow
    first: int
    last: int
    from_before: bool
    goes_on: bool


class Week(NamedTuple):
    """The days of a week, their bars in lanes, the other events of each day, their conflicts.

    `overlaps` are the columns whose events overlap, `unusual` the events at an unusual time.
    """

    days: Sequence[date]
    lanes: Sequence[Sequence[EventBar]]
    events: Mapping[date, Sequence[EventRow]]
    clashing: Severities
    overlaps: Mapping[int, Severity]
    unusual: Container[EventKey] = frozenset()

    def signs(self, event: EventRow, width: int) -> list[Span]:
        """Return the signs of an event in a place of `width` cells."""
        unusual = width >= UNUSUAL_FROM and event.key in self.unusual
        return signs(event, self.clashing.get(event.key), unusual=unusual)

    @property
    def rows_needed(self) -> int:
        """The lines in which everything fits: the heading, the bars, and one line an event."""
        counts = [
            sum(bar.first <= at <= bar.last for lane in self.lanes for bar in lane)
            + len(self.events.get(day, ()))
            for at, day in enumerate(self.days)
        ]
        return 1 + max(len(self.lanes), *counts)


class CellStyle(NamedTuple):
    """What the heading of a day shows besides its number; days outside the month, if one is given, are dim."""

    today: date
    month: int | None
    cursor: date | None
    focused: bool
    holidays: HolidayCalendar = HolidayCalendar({})

    def is_outside(self, day: date) -> bool:
        """Whether a day is outside the month that is shown."""
        return self.month not in {None, day.month}


def lay_out(
    week_days: Sequence[date],
    entries: Sequence[EventRow],
    clashing: Severities,
    holidays: Container[date],
) -> Week:
    """Place the events of a week: those of several days and all-day ones as bars, in as few lanes as possible."""
    lanes = event_lanes(week_days, entries, _is_bar)
    events: dict[date, list[EventRow]] = {}
    for entry in entries:
        if days.event_days(entry, week_days[0], week_days[-1]) and not _is_bar(entry):
            events.setdefault(entry.starts_on, []).append(entry)
    for day, of_day in events.items():
        events[day] = days.by_day(of_day, day, day)[day]
    overlaps = {
        at: severity
        for at, day in enumerate(week_days)
        if (
            severity := conflicts.severity_on(
                [
                    *(bar.event for lane in lanes for bar in lane if bar.first <= at <= bar.last),
                    *events.get(day, ()),
                ],
                day,
            )
        )
    }
    shown = [*(bar.event for lane in lanes for bar in lane), *chain(*events.values())]
    return Week(week_days, lanes, events, clashing, overlaps, unusual_events(shown, holidays))


def _is_bar(entry: EventRow) -> bool:
    end = days.last_day(entry)
    return end > entry.starts_on or days.day_part(entry, end).fills_day


def event_lanes(
    week_days: Sequence[date], entries: Sequence[EventRow], is_bar: Callable[[EventRow], bool]
) -> list[list[EventBar]]:
    """Place those events of a week that are bars, in as few lanes as possible."""
    first, last = week_days[0], week_days[-1]
    lanes: list[list[EventBar]] = []
    for entry in entries:
        touched = days.event_days(entry, first, last)
        if not touched or not is_bar(entry):
            continue
        at = (touched[0] - first).days
        goes_on = days.last_day(entry) > last
        bar = EventBar(entry, at, at + len(touched) - 1, entry.starts_on < first, goes_on)
        lane = next((lane for lane in lanes if lane[-1].last < bar.first), None)
        if lane is None:
            lanes.append(lane := [])
        lane.append(bar)
    return lanes


def heights(needs: Sequence[int], past: Sequence[bool], total: int) -> list[int]:
    """Divide lines among weeks: equally if all fit; else weeks that are `past` keep low and others get theirs."""
    least, spare = divmod(max(total, len(needs)), len(needs))
    even = [least + (at < spare) for at in range(len(needs))]
    if all(height >= need for height, need in zip(even, needs, strict=True)):
        return even
    result, left = [1] * len(needs), max(total - len(needs), 0)
    later = [at for at, is_past in enumerate(past) if not is_past]
    earlier = [at for at, is_past in enumerate(past) if is_past]
    for group in (later, earlier):
        while left and (short := [at for at in group if result[at] < needs[at]]):
            for at in short[:left]:
                result[at] += 1
            left -= len(short[:left])
    for _row in range(left):  # there is room for all: even it out
        result[result.index(min(result))] += 1
    return result


def week_lines(
    week: Week, height: int, widths: Sequence[int], style: CellStyle
) -> list[list[Span]]:
    """Return the lines of a week, `height` in number; columns are `widths` cells wide with a line between them."""
    body = height - 1
    shown = week.lanes[:body]
    columns = [_column(week, at, len(shown), body, widths) for at in range(len(widths))]
    lines = [_heading(week, columns, widths, style)]
    for row in range(body):
        spans: list[Span] = []
        at = 0
        while at < len(widths):
            if at:
                spans.append(("│", "line"))
            bar = next((b for b in shown[row] if b.first == at), None) if row < len(shown) else None
            if bar:
                room = sum(widths[at : bar.last + 1]) + bar.last - at
                spans.append(bar_span(bar, room, week.signs(bar.event, room)))
                at = bar.last + 1
                continue
            spans += _styled(columns[at].rows.get(row, []), widths[at], week.days[at], style)
            at += 1
        lines.append(spans)
    return lines


class _Column(NamedTuple):
    rows: Mapping[int, list[Span]]
    left_out: int


def _column(week: Week, at: int, lanes: int, body: int, widths: Sequence[int]) -> _Column:
    """Place the events of a day in the rows that no bar covers."""
    covered = {
        row
        for row, lane in enumerate(week.lanes[:lanes])
        if any(b.first <= at <= b.last for b in lane)
    }
    hidden_bars = sum(b.first <= at <= b.last for lane in week.lanes[lanes:] for b in lane)
    free = [row for row in range(body) if row not in covered]
    events = week.events.get(week.days[at], ())
    fitting = events[: len(free)]
    spare = len(free) - len(fitting)
    rows: dict[int, list[Span]] = {}
    for event in fitting:
        most = min(1 + spare, _MAX_LINES)
        lines = _event_lines(event, widths[at], min(widths), most, week.signs(event, min(widths)))
        spare -= len(lines) - 1
        for line in lines:
            rows[free.pop(0)] = line
    return _Column(rows, hidden_bars + len(events) - len(fitting))


def _event_lines(
    event: EventRow,
    width: int,
    narrowest: int,
    most: int,
    marked: Sequence[Span],
) -> list[list[Span]]:
    """Return an event in at most `most` lines; a short rest of the title is cut rather than wrapped."""
    margin = " " if narrowest >= _MARGIN_FROM else ""
    kind = model.KIND_STYLES.get(event.kind, "plain")
    if event.visibility == "secret" or event.status in days.INACTIVE:
        kind = "dim"
    head: list[Span] = []
    if narrowest >= _TIME_FROM:
        head.append((f"{margin}{days.day_part(event, event.starts_on).start_label} ", kind))
    if narrowest >= _LETTER_FROM and event.visibility != "secret":
        head.append((f"{_(model.KIND_SIGNS[event.kind])} ", kind))
    head += [*marked, (" ", "")] if marked and margin else marked
    title = rules.masked_title(event.title, event.visibility)
    style = "dim" if event.status in days.INACTIVE else "" if narrowest >= _TIME_FROM else kind
    room = width - sum(cell_len(text) for text, _style in head)
    rest_room = width - len(margin)
    if most > 1 and cell_len(title) >= room + _MIN_REST:
        first, *_rest = wrap(title, max(room, 2))
        rest = wrap(title[len(first) :].lstrip(), rest_room)
        if len(rest) >= most:
            rest = [*rest[: most - 2], fit_width(" ".join(rest[most - 2 :]), rest_room)]
        return [[*head, (first, style)], *([(margin + part, style)] for part in rest)]
    return [[*head, (title, style)]]


def signs(event: EventRow, clashing: Severity | None, *, unusual: bool) -> list[Span]:
    """Return the signs of a conflict, of the status, of an unusual time and of who may see an event."""
    status = model.STATUS_MARKS.get(event.status, marks.LATER)
    spans: list[Span] = [clashing.mark] if clashing is not None else []
    if event.status in {"hold", *days.INACTIVE}:
        spans.append(status)
    if unusual:
        spans.append(marks.UNUSUAL)
    if event.visibility != "public":
        secret = event.visibility == "secret"
        spans.append((details.SECRET_SIGN if secret else details.INTERNAL_SIGN, "dim"))
    return spans


def bar_span(bar: EventBar, width: int, marked: Sequence[Span]) -> Span:
    """Return the text of a bar in `width` cells; of a timed event with its hours, an untimed one as such."""
    event = bar.event
    start = days.day_part(event, event.starts_on)
    end = days.day_part(event, days.last_day(event))
    begin = "◂" if bar.from_before else "" if start.fills_day else f"{start.start_label} "
    one_day = event.starts_on == days.last_day(event)
    finish = "▸" if bar.goes_on else "" if end.fills_day or one_day else f" {end.label}"
    head = "".join(sign for sign, _style in marked)
    title = rules.masked_title(event.title, event.visibility)
    text = f" {begin}{head}{' ' if head else ''}{title}"
    if cell_len(begin) + cell_len(finish) + _MIN_BAR_TITLE > width and not bar.goes_on:
        finish = ""
    text = fit_width(text, width - cell_len(finish)) + finish
    if event.status in days.INACTIVE:
        return text, "dim"
    kind = "plain" if event.visibility == "secret" else model.KIND_STYLES.get(event.kind, "plain")
    return text, f"reverse {kind}"


def _heading(
    week: Week, columns: Sequence[_Column], widths: Sequence[int], style: CellStyle
) -> list[Span]:
    spans: list[Span] = []
    for at, (day, width) in enumerate(zip(week.days, widths, strict=True)):
        as_number = not style.is_outside(day) and (style.month is not None or day.day > 1)
        number = f"{day.day}" if as_number else month_day(day)
        if day == style.today:
            cell: list[Span] = [(f"[{number}]", "tab")]
        else:
            cell = [(f" {number} ", number_style(day, style))]
        if overlap := week.overlaps.get(at):
            cell.append(overlap.mark)
        more = f"+{columns[at].left_out}" if columns[at].left_out else ""
        gap = " " if overlap or day == style.today else ""
        room = width - sum(cell_len(text) for text, _name in cell) - len(more)
        notes = day_notes(day, room - bool(more) - len(gap), style)
        if notes and gap:
            notes = [(gap, ""), *notes]
        room -= sum(cell_len(text) for text, _name in notes)
        cell += [*notes, (" " * room, ""), (more, "accent")]
        cursor = ("cursor" if style.focused else "idle") if day == style.cursor else ""
        if cursor:
            cell = [(text, name if name == "tab" else cursor) for text, name in cell]
        spans += [("│", "line"), *cell] if at else cell
    return spans


def number_style(day: date, style: CellStyle) -> str:
    """Return the style of the number of a day: that of its weekday, dim outside the month."""
    if style.is_outside(day):
        return "dim"
    return weekday_style(SUNDAY if day in style.holidays else day.weekday())


def day_notes(day: date, room: int, style: CellStyle) -> list[Span]:
    """Return the name of a holiday, and the lunar date on its 1st and 15th and of the cursor, if there is room."""
    spans: list[Span] = []
    if name := style.holidays.name(day):
        if cell_len(name) > room:
            short = name.replace(" ", "")
            name = fit_width(short, room).rstrip() if room >= _MIN_NAME else _("휴")
        if cell_len(name) <= room:
            color = "dim" if style.is_outside(day) else weekday_style(SUNDAY)
            spans.append((name, color))
            room -= cell_len(name) + 1
    lunar = lunar_date(day)
    if lunar and (lunar.day in _LUNAR_DAYS or day == style.cursor):
        text = lunar_text(day)
        if cell_len(text) <= room:
            spans += [(" ", ""), (text, "dim")] if spans else [(text, "dim")]
    return spans


def weekday_style(weekday: int) -> str:
    """Return the style of a weekday, Monday being 0."""
    return {SATURDAY: "accent", SUNDAY: "bad"}.get(weekday, "bold")


def _styled(spans: Sequence[Span], width: int, day: date, style: CellStyle) -> list[Span]:
    """Return the spans of a cell in exactly `width` cells, dim outside the month, tinted under the cursor."""
    result: list[Span] = []
    for text, name in spans:
        cut = text if cell_len(text) <= width else fit_width(text, width)
        result.append((cut, "dim" if style.is_outside(day) else name))
        width -= cell_len(cut)
    result.append((" " * width, ""))
    if day == style.cursor:
        result = [(text, f"{name} idle".strip()) for text, name in result]
    return result
