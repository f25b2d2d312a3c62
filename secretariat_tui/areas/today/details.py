"""The sections of the first screen as lines. The target of a line is (area, record id), or with a day."""

from datetime import date

from secretariat_tui.areas.attached.queries import TaskRow
from secretariat_tui.areas.budget.burn_rate import BurnRate
from secretariat_tui.areas.budget.details import burn_rate_bar
from secretariat_tui.areas.proposals.rules import masked_title
from secretariat_tui.areas.schedule import queries as schedule
from secretariat_tui.areas.schedule import rules as schedule_rules
from secretariat_tui.areas.today.queries import AREA_TABLES, PAST_DAYS, SOON_DAYS, Overview
from secretariat_tui.core.dates import countdown, format_time, month_day, short_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won, percent, thousands
from secretariat_tui.tui.paint.text import Span, StyledLine, fit_width, styled_line

_BAR_WIDTH = 30
_OPENED_BY_ID = {"event", "proposal", "account", "agreement"}  # other records: (table, id)


def _title(text: str, note: str = "") -> StyledLine:
    return styled_line((text, "title"), (f"  {note}" if note else "", "dim"))


def diary(overview: Overview, width: int) -> list[StyledLine]:
    """Return the events of today and tomorrow; the last day of the calendar has no tomorrow."""
    named = list(zip((_("오늘"), _("내일")), overview.agenda, strict=False))
    counts = " · ".join(f"{name} {len(overview.agenda[day])}" for name, day in named)
    lines = [_title(_("일정"), counts)]
    for name, day in named:
        none = "" if overview.agenda[day] else _("   일정이 없습니다.")
        lines.append(styled_line((f" {name} {short_date(day)}", "bold"), (none, "dim")))
        lines += [_event(each, day, width) for each in overview.agenda[day]]
    if overview.next_day:
        name = _("다음 일정") if overview.next_day > overview.today else _("지난 일정")
        later = f"   {name} {short_date(overview.next_day)}"
        lines.append(styled_line((later, "accent"), target=("schedule", overview.next_day)))
    return lines


def past(overview: Overview, width: int) -> list[StyledLine]:
    """Return the events of the past days, the latest first."""
    if not overview.past:
        return []
    return [
        _title(_("지난 {n}일").format(n=PAST_DAYS)),
        *(_event(each, each.starts_on, width, dated=True) for each in overview.past),
    ]


def _event(event: schedule.EventRow, day: date, width: int, *, dated: bool = False) -> StyledLine:
    title = schedule_rules.masked_title(event.title, event.visibility)
    place = schedule_rules.masked_text(event.place, event.visibility)
    hold = "? " if event.status == "hold" else ""
    hours = short_date(event.starts_on) if dated else _hours(event, day)
    room = max(width - 16, 8)
    side = min(24, room // 3) if place else 0
    spans: list[Span] = [
        (f"   {fit_width(hours, 12)}", "accent"),
        (
            fit_width(hold + title, room - side - 1) + " ",
            "dim" if event.status in schedule_rules.INACTIVE else "",
        ),
        (fit_width(place, side), "dim"),
    ]
    return styled_line(*spans, target=("schedule", event.id, day))


def _hours(event: schedule.EventRow, day: date) -> str:
    if event.all_day or event.starts_on < day:
        return _("종일")
    if event.starts_at is None:
        return _("시각 미정")
    end = f"–{format_time(event.ends_at)}" if event.ends_at and event.ends_on == day else ""
    return f"{format_time(event.starts_at)}{end}"


def to_do(overview: Overview) -> list[StyledLine]:
    """Return what is overdue or due soon, the most overdue first."""
    lines: list[StyledLine] = []
    for each in overview.waiting:
        if each.left is None or (each.left > SOON_DAYS and not each.overdue and not each.held_due):
            continue
        what = _("재검토 ") if each.held_due else _("결정 ")
        style = "bad" if each.left < 0 else "warn"
        mark = "!" if each.left < 0 else "·"
        lines.append(
            styled_line(
                (f" {mark} {countdown(each.left):<5} ", style),
                (what, "dim"),
                f"{each.number} {masked_title(each.title, each.secret)}",
                target=("proposals", each.id),
            )
        )
    for agreement in overview.agreements:
        left = ((agreement.due or overview.today) - overview.today).days
        what = _("점검 ") if agreement.check_due else _("만료 ")
        lines.append(
            styled_line(
                (
                    f" {'!' if left < 0 else '·'} {countdown(left):<5} ",
                    "bad" if left < 0 else "warn",
                ),
                (what, "dim"),
                agreement.name,
                target=("agreements", agreement.id),
            )
        )
    lines += [_task(task, overview.today) for task in overview.tasks]
    lines += [
        styled_line(
            (_(" ! {date} 소진  ").format(date=short_date(burn_rate.lasts_until)), "warn"),
            burn_rate.figures.name,
            target=("budget", burn_rate.figures.account_id),
        )
        for burn_rate in overview.burn_rates
        if burn_rate.lasts_until and burn_rate.figures.account_id is not None
    ]
    if not lines:
        lines = [styled_line((_(" 급한 일이 없습니다."), "dim"))]
    return [_title(_("챙길 일")), *lines]


def _task(task: TaskRow, today: date) -> StyledLine:
    left = ((task.due_on or today) - today).days
    area = next(
        area for area, tables in AREA_TABLES.items() if task.kind in {t.table for t in tables}
    )
    text = _("비공개") if task.secret else task.text
    owner = "" if task.secret else task.owner
    return styled_line(
        (f" {'!' if left < 0 else '·'} {countdown(left):<5} ", "bad" if left < 0 else "warn"),
        (_("할 일 "), "dim"),
        text,
        (f"  {owner}", "dim"),
        target=(
            area,
            task.record_id if task.kind in _OPENED_BY_ID else (task.kind, task.record_id),
        ),
    )


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
    lines = [_title(_("예산 집행"), f"{period} · {_('단위: 천원')}")]
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
    return [_title(_("협약")), styled_line(text, target=("agreements", None))]
