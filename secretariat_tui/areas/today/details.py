"""The sections of the first screen as lines. The target of a line is (area, record id), or with a day."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from secretariat_tui.areas.budget.burn_rate import BurnRate
from secretariat_tui.areas.budget.spending_chart import burn_rate_bar
from secretariat_tui.areas.schedule import queries as schedule
from secretariat_tui.areas.schedule import rules as schedule_rules
from secretariat_tui.areas.schedule.days import day_part, duration, minutes_of
from secretariat_tui.areas.schedule.timing.conflicts import Severity
from secretariat_tui.areas.today import day_sheet
from secretariat_tui.areas.today.day_sheet import DayEvents
from secretariat_tui.areas.today.due import due_items, due_line, later_items
from secretariat_tui.areas.today.queries import COMING_DAYS, PAST_DAYS, Overview
from secretariat_tui.core import marks
from secretariat_tui.core.dates import add_days, month_day, short_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won, percent, thousands
from secretariat_tui.tui.paint.text import Span, StyledLine, fit_width, styled_line

_BAR_WIDTH = 30
_WIDEST_DATE = date(2023, 12, 30)  # 12.30.(토), Dec 30 (Sat)
_LEAST_LIST = 2  # lines; the past and the coming days are shown in more
_LEAST_DUE = 4  # lines of what is due, whatever the height


def _title(text: str, *notes: Span) -> StyledLine:
    return styled_line((f"{text}  " if notes else text, "title"), *notes)


def diary(overview: Overview, width: int, height: int) -> list[StyledLine]:
    """Return the day sheets of today and the next working day, in about `height` lines."""
    sheets = day_events(overview)
    lines = [_title(_("일정"), *_next_event(overview, sheets))]
    axes = day_sheet.sheets(sheets, width, height - 1 - 2 * len(sheets))
    for sheet, axis, following in zip(sheets, axes, [*axes[1:], []], strict=True):
        heading = _day_heading(sheet, overview.today)
        lines += [heading, *axis]
        if axis or following:
            lines.append(StyledLine(()))
    if axes[-1]:
        lines.pop()
    if overview.next_day and not overview.past and not overview.coming:
        name = _("다음 일정") if overview.next_day > overview.today else _("지난 일정")
        later = f"   {name} {short_date(overview.next_day)}"
        lines.append(styled_line((later, "accent"), target=("schedule", overview.next_day)))
    return lines


def day_events(overview: Overview) -> list[DayEvents]:
    """Return the days of the day sheet, today first."""
    now = minutes_of(overview.at)
    return [
        DayEvents(
            day,
            events,
            overview.clashing,
            overview.holidays,
            overview.unprepared,
            now if day == overview.today else None,
        )
        for day, events in overview.agenda.items()
    ]


def _next_event(overview: Overview, sheets: Sequence[DayEvents]) -> list[Span]:
    """Return when the next event begins, in how many minutes if that is today, and its title."""
    for sheet in sheets:
        coming = day_sheet.next_event(sheet)
        if coming is None:
            continue
        minutes, event = coming
        start = day_part(event, sheet.day).start_label
        if sheet.day == overview.today:
            text = _("다음: {start}, {length} 뒤")
        else:
            text, start = _("다음: {start}"), f"{short_date(sheet.day)} {start}"
        text = text.format(start=start, length=duration(minutes))
        return [(text, "bold"), (f" · {_event_title(event)}", "")]
    return []


def _event_title(event: schedule.EventRow) -> str:
    return schedule_rules.masked_title(event.title, event.visibility)


def _day_heading(sheet: DayEvents, today: date) -> StyledLine:
    """Return the heading of a day; a day without events has nothing else, and is opened by it."""
    names = {add_days(today, 1): _("내일"), today: _("오늘")}
    name = names.get(sheet.day, "")
    title = (f" {name} {short_date(sheet.day)}" if name else f" {short_date(sheet.day)}", "bold")
    if not sheet.events:
        none = _("일정이 없습니다.")
        return styled_line(title, (f"  {none}", "dim"), target=("schedule", sheet.day))
    held = sum(each.status == "hold" for each in sheet.events)
    found = [sheet.clashing.get(each.key) for each in sheet.events]
    clashing = sum(each is not None and each.overlaps for each in found)
    tight = found.count(Severity.TIGHT)
    not_ready = sum(each.id in sheet.unprepared for each in sheet.events)
    return styled_line(
        title,
        (_("  {n}건").format(n=len(sheet.events)), "dim"),
        (_(" · 잠정 {n}").format(n=held) if held else "", marks.TENTATIVE.style),
        (_(" · 겹침 {n}").format(n=clashing) if clashing else "", marks.CLASH.style),
        (_(" · 촉박 {n}").format(n=tight) if tight else "", Severity.TIGHT.mark.style),
        (_(" · 준비 미비 {n}").format(n=not_ready) if not_ready else "", marks.SOON.style),
    )


def coming(overview: Overview, width: int, height: int) -> list[StyledLine]:
    """Return the next events after the days of the day sheet, as many as fit; none without room for two."""
    return _days_list(_("앞으로 {n}일").format(n=COMING_DAYS), overview.coming, width, height, "")


def past(overview: Overview, width: int, height: int) -> list[StyledLine]:
    """Return the events of the past days, the latest first, as many as fit; none without room for two."""
    return _days_list(_("지난 {n}일").format(n=PAST_DAYS), overview.past, width, height, "dim")


def _days_list(
    title: str, events: Sequence[schedule.EventRow], width: int, height: int, style: str
) -> list[StyledLine]:
    if not events or height <= _LEAST_LIST:
        return []
    return [
        _title(title),
        *(_dated_event(each, width, style) for each in events[: height - 1]),
    ]


def _dated_event(event: schedule.EventRow, width: int, style: str) -> StyledLine:
    place = schedule_rules.masked_text(event.place, event.visibility)
    date_width = cell_len(short_date(_WIDEST_DATE))
    room = max(width - date_width - 2, 8)
    side = min(28, room // 3) if place else 0
    return styled_line(
        (f" {fit_width(short_date(event.starts_on), date_width)} ", style or "accent"),
        (fit_width(_event_title(event), room - side - 1) + " ", style),
        (fit_width(place, side), "dim"),
        target=("schedule", event.key, event.starts_on),
    )


def to_do(overview: Overview, height: int) -> list[StyledLine]:
    """Return what is overdue or due soon in `height` lines, the most overdue first; the rest is counted."""
    items = due_items(overview)
    if not items:
        return [_title(_("챙길 일")), styled_line((_(" 급한 일이 없습니다."), "dim"))]
    late = sum(item.days < 0 for item in items)
    counts: list[Span] = [(_("{n}건").format(n=len(items)), "dim")]
    if late:
        counts.append((_(" · 기한 지남 {n}").format(n=late), marks.LATE.style))
    shown = items if len(items) < height else items[: max(height - 2, _LEAST_DUE)]
    lines = [_title(_("챙길 일"), *counts), *map(due_line, shown)]
    if len(shown) < len(items):
        rest = items[len(shown)]
        more = _(" … 그 밖에 {n}건").format(n=len(items) - len(shown))
        lines.append(styled_line((more, "dim"), target=(rest.target[0], None)))
    return lines


def later_deadlines(overview: Overview, height: int) -> list[StyledLine]:
    """Return the deadlines after those to attend to, as many as fit; none without room for two."""
    items = later_items(overview)[: height - 1]
    if not items or height <= _LEAST_LIST:
        return []
    return [_title(_("다음 기한")), *map(due_line, items)]


def budget(overview: Overview, width: int) -> list[StyledLine]:
    """Return each account with its burn rate as a bar, and its balance."""
    if not overview.burn_rates:
        text = overview.budget_error or _(" 올해 예산 과목이 없습니다. Enter로 예산 화면을 엽니다.")
        return [
            _title(_("예산 집행")),
            styled_line((f" {text.strip()}", "dim"), target=("budget", None)),
        ]
    first = overview.burn_rates[0]
    begun = month_day(overview.today.replace(month=1, day=1))
    period = f"{begun}–{month_day(overview.today)} ({first.elapsed})"
    lines = [_title(_("예산 집행"), (f"{period} · {_('단위: 천원')}", "dim"))]
    for burn_rate in overview.burn_rates:
        lines += _account_lines(burn_rate, width)
    return lines


def _account_lines(burn_rate: BurnRate, width: int) -> list[StyledLine]:
    spent = format_won(thousands(burn_rate.figures.executed))
    rate = percent(burn_rate.figures.executed, burn_rate.figures.budget)
    name = fit_width(burn_rate.figures.name, max(width - 24, 12))
    style = "bold" if burn_rate.figures.account_id is None else ""
    left = _("잔액 {won} · 연말 {rate}").format(
        won=format_won(thousands(burn_rate.figures.balance)), rate=burn_rate.projected_rate
    )
    room = max(min(width - 34, _BAR_WIDTH), 10)
    late: list[Span] = [(" ▲", "warn")] if burn_rate.lasts_until else []
    return [
        styled_line(
            (f"   {name}", style),
            (f"{rate:>8}", "bold"),
            (f"{spent:>11}", ""),
            target=("budget", burn_rate.figures.account_id),
        ),
        styled_line("   ", *burn_rate_bar(burn_rate, room), (f"  {left}", "dim"), *late),
    ]


def proposals(overview: Overview) -> list[StyledLine]:
    """Return the counts of the inbox."""
    counts = overview.counts
    waiting = _(
        " 접수 {received} · 보완요청 {returned} · 검토중 {review} · 심사대기 {panel}"
    ).format(
        received=counts.received, returned=counts.returned, review=counts.review, panel=counts.panel
    )
    return [
        _title(_("제안함")),
        styled_line(waiting, target=("proposals", None)),
        styled_line(
            (_(" 기한 지남 {n}").format(n=counts.overdue), "bad" if counts.overdue else "dim"),
            (
                _(" · 재검토 도래 {n}").format(n=counts.held_due),
                "warn" if counts.held_due else "dim",
            ),
            (_(" · 결정 {n}").format(n=counts.decided), "dim"),
        ),
    ]


def agreements(overview: Overview) -> list[StyledLine]:
    """Return the counts of the register of agreements."""
    counts = overview.agreement_counts
    text = _(" 협약 {n}건 · 유효 {force} · 기간 미기재 {none}").format(
        n=counts.agreements, force=counts.in_force, none=counts.no_term
    )
    expired = (_(" · 만료됨 {n}").format(n=counts.expired), "bad") if counts.expired else ("", "")
    line = styled_line(text, expired, target=("agreements", None))
    return [_title(_("협약")), line]
