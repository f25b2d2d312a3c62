"""The lines above and below the views: their names, counts, clashes, free time, the selected event. No Textual."""

from collections.abc import Container, Iterator, Sequence
from datetime import date, time

from rich.cells import cell_len

from secretariat_tui.areas.schedule import days, details, model, rules
from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing import conflicts
from secretariat_tui.areas.schedule.timing.conflicts import Severities
from secretariat_tui.areas.schedule.timing.free_slots import free_times
from secretariat_tui.areas.schedule.views import year_cells
from secretariat_tui.core import marks
from secretariat_tui.core.anniversaries import anniversaries
from secretariat_tui.core.dates import format_time, short_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tui.keys.commands import Command
from secretariat_tui.tui.paint.text import BarItem, Span, StyledLine, styled_line


def tabs(commands: Sequence[Command], chosen: str) -> list[BarItem]:
    """Return the views by their commands; a click shows one."""
    return [
        BarItem(
            ((f" {_(each.title)} ", "tab" if each.id == f"{chosen}_view" else "dim"),),
            each.action,
            pinned=True,
        )
        for each in commands
    ]


class Counts(NamedTuple):
    """The counts of the events that begin on the days shown; `month` is named with their number, 0 for none."""

    number: int
    tentative: int
    overlaps: int
    not_ready: int
    month: int = 0

    def items(self, *, zeros: bool = True, number: bool = True) -> list[BarItem]:
        """Return the items of the headline, with or without the number of events and the counts of nothing."""
        text = _(" · {month}월 {n}건") if self.month else _(" · {n}건")
        items = [BarItem(((text.format(month=self.month, n=self.number), ""),))] if number else []
        for text, count, style in (
            (_(" · 잠정 {n}"), self.tentative, "warn"),
            (_(" · 겹침 {n}"), self.overlaps, "bad"),
        ):
            if count or zeros:
                items.append(BarItem(((text.format(n=count), style if count else ""),)))
        if self.not_ready:
            items.append(BarItem(((_(" · 준비 미비 {n}").format(n=self.not_ready), "warn"),)))
        return items


def counts(
    period: tuple[date, date],
    events: Sequence[EventRow],
    unprepared: Container[int],
    month: int | None = None,
) -> Counts:
    """Return the counts of the events that begin in a period.

    `month` is the month of these days if others are shown too; it is named if those have events.
    """
    shown = [each for each in events if period[0] <= each.starts_on <= period[1]]
    return Counts(
        len(shown),
        sum(each.status == "hold" for each in shown),
        len(conflicts.overlaps(shown)),
        sum(each.id in unprepared for each in shown),
        month if month is not None and len(shown) < len(events) else 0,
    )


class Heading(NamedTuple):
    """What the headline names: the days shown, a note on them, a short name of them, a holiday or else a hint."""

    title: str
    note: str
    short: str
    holiday: Span | None
    hint: str


def headline(
    tabs: Sequence[BarItem], heading: Heading, counts: Counts, width: int
) -> tuple[list[BarItem], list[Span]]:
    """Return the items of the headline and what is at its right in `width` cells.

    Where there is no room for all, what is the least needed is left out first. What is not prepared stays longest.
    """
    holiday = [heading.holiday] if heading.holiday else []
    full = [BarItem(((f" {heading.title}", "bold"),))]
    noted = [*full, BarItem(((heading.note, "bold"),))] if heading.note else full
    short = [BarItem(((f" {heading.short}", "bold"),))]
    variants: list[tuple[list[BarItem], list[Span]]] = [
        ([*noted, *counts.items()], holiday or [(heading.hint, "dim")]),
        ([*noted, *counts.items()], holiday),
        ([*full, *counts.items()], holiday),
    ]
    if counts.not_ready:
        fewer = counts.items(zeros=False)
        least = counts.items(zeros=False, number=False)
        variants += [([*full, *fewer], holiday), ([*short, *fewer], holiday)]
        variants += [([*short, *fewer], []), ([*short, *least], [])]
    for items, right in variants:
        used = sum(item.width for item in (*tabs, *items)) + sum(cell_len(t) for t, _s in right)
        if used <= width:
            break
    return [*tabs, *items], right


def anniversary_items(day: date) -> list[BarItem]:
    """Return the anniversaries of a day."""
    return [
        BarItem(((f"{' · ' if n else '  '}{name}", "dim"),))
        for n, name in enumerate(anniversaries(day))
    ]


def day_items(
    events: Sequence[EventRow],
    day: date,
    unprepared: Container[int],
    holidays: Container[date],
    selected: EventKey | None = None,
) -> list[BarItem]:
    """Return the conflicts of a day, the events that are not prepared, and the free time within office hours.

    The conflicts of the selected event are before the others.
    """
    of_day = days.by_day(events, day, day).get(day, [])
    spans = list(_conflict_spans(of_day, day, selected))
    # The date and the first conflict are one item, so that a narrow line cuts it and does not leave it out.
    first: list[Span] = [spans[0], ("  ", "")] if spans else []
    items = [BarItem(((f" {short_date(day)} ", "dim"), *first))]
    items += [BarItem((span, ("  ", ""))) for span in spans[1:]]
    titles = [
        rules.masked_title(each.title, each.visibility) for each in of_day if each.id in unprepared
    ]
    if titles:
        text = _("준비 미비: {titles}").format(titles=", ".join(titles))
        items.append(BarItem((marks.marked(marks.SOON, text), ("  ", ""))))
    texts = ", ".join(
        f"{days.clock(gap.start)}–{days.clock(gap.end)}"
        for gap in free_times(events, day, day, holidays)
    )
    if texts:
        items.append(BarItem(((_("빈 시간 {times}").format(times=texts), "dim"),)))
    return items


def _conflict_spans(
    events: Sequence[EventRow], day: date, selected: EventKey | None
) -> Iterator[Span]:
    """Yield a text for each pair of events of a day that conflict, with the minutes; the selected event first.

    Those that a trip or another long event holds are named in one text.
    """
    by_key = {each.key: each for each in events}
    ordered = sorted(
        conflicts.conflicts(events), key=lambda each: selected not in {each.one, each.other}
    )
    for pairs in conflicts.grouped(ordered):
        first = pairs[0]
        if (trip := first.holder) is not None:
            text = _("{event} 동안 {others}").format(
                event=_started(by_key[trip], day),
                others=_in_order([by_key[each.beside(trip)] for each in pairs], day, ", "),
            )
        elif first.overlap > 0:
            texts = _in_order([by_key[first.one], by_key[first.other]], day, " ↔ ")
            text = _("{events} 겹침 {n}분").format(events=texts, n=first.overlap)
        else:
            texts = _in_order([by_key[first.one], by_key[first.other]], day, " ↔ ")
            text = f"{texts} {details.conflict_minutes(first)}"
        yield marks.marked(max(each.severity for each in pairs).mark, text)


def _in_order(events: Sequence[EventRow], day: date, separator: str) -> str:
    """Return events of a day with their starts, in the order of these."""
    ordered = sorted(events, key=lambda each: (days.day_part(each, day).start or 0, each.key))
    return separator.join(_started(each, day) for each in ordered)


def _started(event: EventRow, day: date) -> str:
    """Return an event of a day with its start: 10:00 면담, 종일 제주 출장."""
    title = rules.masked_title(event.title, event.visibility)
    return f"{days.day_part(event, day).start_label} {title}"


def placing_message(
    place: EventRow, events: Sequence[EventRow], *, stretching: bool
) -> tuple[str, str]:
    """Return where a moved event is, and what it clashes with there, with the style of the message."""
    others = {each.key: each for each in events if each.key != place.key}
    pairs = [
        pair
        for pair in conflicts.conflicts_of(place.key, [*others.values(), place])
        if pair.severity.overlaps
    ]
    titles = [
        rules.masked_title(others[pair.other].title, others[pair.other].visibility)
        for pair in pairs
    ]
    mode = _("끝 시각") if stretching else _("옮김")
    text = f"{mode}: {details.format_when(place)}"
    if titles:
        text += f"  {marks.CLASH.sign} " + _("겹침: {others}").format(others=", ".join(titles))
    return f"{text}  · " + _("Tab 옮김·끝 · Enter 저장 · Esc 그만"), "bad" if titles else "accent"


def cursor_items(event: EventRow | None, day: date, at: time | None) -> list[BarItem]:
    """Return the selected event, or the time under the cursor."""
    if event is None:
        when = f" {short_date(day)} {format_time(at)}" if at else f" {short_date(day)}"
        return [BarItem(((when, "accent"),)), BarItem(((_("  Enter로 새 일정"), "dim"),))]
    status = model.STATUS_MARKS.get(event.status, marks.LATER)
    shown = rules.status_text(event.status, event.attendance)
    place = rules.masked_text(event.place, event.visibility)
    return [
        BarItem(((f" {details.format_when(event)}  ", "accent"),)),
        BarItem(((rules.masked_title(event.title, event.visibility), "bold"),)),
        BarItem(((f"  {place}" if place else "", "dim"),)),
        BarItem((("  ", ""), marks.marked(status, shown))),
        BarItem(((f"  {_(model.KINDS[event.kind])}", "dim"),)),
    ]


def overview_items(day: date) -> list[BarItem]:
    """Return what Enter does on a day of the year, and what the signs of the days mean."""
    return [
        BarItem(((f" {short_date(day)}", "accent"),)),
        BarItem(((_("  Enter로 그 달 보기"), "dim"),)),
        BarItem((("   ", ""), *year_cells.legend())),
    ]


def free_day_lines(
    events: Sequence[EventRow], day: date, at: time | None, holidays: Container[date]
) -> list[StyledLine]:
    """Return what the briefing shows where no event is selected."""
    when = f"{short_date(day)} {format_time(at)}" if at else short_date(day)
    return [
        styled_line((when, "title")),
        styled_line((_("Enter로 새 일정을 적습니다."), "dim")),
        styled_line(""),
        *(
            styled_line(
                (_("빈 시간  "), "dim"),
                _("{first}–{last} ({length})").format(
                    first=days.clock(gap.start),
                    last=days.clock(gap.end),
                    length=days.duration(gap.end - gap.start),
                ),
            )
            for gap in free_times(events, day, day, holidays)
        ),
    ]


def day_agenda(
    events: Sequence[EventRow], day: date, clashing: Severities, holidays: Container[date]
) -> list[StyledLine]:
    """Return the events of a day below a blank line; none if there are none."""
    lines = details.day_lines(events, day, clashing, holidays)
    heading = styled_line((_("이날 일정"), "title"), (f"  {len(lines)}", "dim"))
    return [styled_line(""), heading, *lines] if lines else []
