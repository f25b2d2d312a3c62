"""What is overdue or due soon, of all areas, in order of urgency."""

from datetime import date
from typing import Any

from rich.cells import cell_len

from secretariat_tui.areas.agreements import rules as agreement_rules
from secretariat_tui.areas.attached.model import RecordKey
from secretariat_tui.areas.proposals.queries import ProposalRow
from secretariat_tui.areas.proposals.rules import masked_title
from secretariat_tui.areas.requests import rules as request_rules
from secretariat_tui.areas.schedule.rules import masked_title as event_title
from secretariat_tui.areas.today.queries import Overview
from secretariat_tui.core import marks
from secretariat_tui.core.dates import countdown, short_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.marks import Mark
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tui.paint.text import StyledLine, fit_width, styled_line

_LEFT_WIDTH = 5  # cells: D-day
_WHAT_WIDTH = 8  # cells: 결정기한


class DueItem(NamedTuple):
    """Something due in so many days, negative if overdue.

    `target` is the area and the record, and the action of the area that Enter runs if it is not to open the record.
    """

    days: int
    what: str
    name: str
    target: tuple[str, Any] | tuple[str, Any, str]
    mark: Mark
    who: str = ""


def due_items(overview: Overview) -> list[DueItem]:
    """Return what is due, the longest overdue first."""
    items = [
        *_proposals(overview),
        *_agreements(overview),
        *_tasks(overview),
        *_requests(overview),
        *_accounts(overview),
        *_holds(overview),
    ]
    return sorted(items, key=lambda item: item.days)


def later_items(overview: Overview) -> list[DueItem]:
    """Return the proposals to decide after those of `due_items`, the next one first."""
    items = [
        _proposal_item(each, each.left)
        for each in overview.waiting
        if each.left is not None and not each.paused_on and not _is_due(each)
    ]
    return sorted(items, key=lambda item: item.days)


def _proposals(overview: Overview) -> list[DueItem]:
    return [
        _proposal_item(each, each.left)
        for each in overview.waiting
        if each.left is not None and not each.paused_on and _is_due(each)
    ]


def _is_due(row: ProposalRow) -> bool:
    return bool(row.overdue or row.held_due or (row.left or 0) <= marks.SOON_DAYS)


def _proposal_item(row: ProposalRow, days: int) -> DueItem:
    what = _("재검토") if row.held_due else _("결정기한")
    name = f"{row.number} {masked_title(row.title, row.secret)}"
    return DueItem(days, what, name, ("proposals", row.id), marks.deadline(days))


def _agreements(overview: Overview) -> list[DueItem]:
    items = []
    for each in overview.agreements:
        name = agreement_rules.masked_name(each.name, each.secret)
        target = ("agreements", each.id)
        for alert in each.alerts:
            days = _days_until(alert.day, overview.today)
            mark = agreement_rules.alert_mark(alert, overview.today)
            items.append(DueItem(days, _(alert.kind.value), name, target, mark))
    return items


def _tasks(overview: Overview) -> list[DueItem]:
    items = []
    for each in overview.tasks:
        days = _days_until(each.due_on or overview.today, overview.today)
        key = RecordKey(each.kind, each.record_id) if each.kind else RecordKey("task", each.id)
        name, who = (_("비공개"), "") if each.secret else (each.text, each.owner)
        items.append(DueItem(days, _("할 일"), name, ("tasks", key), marks.deadline(days), who))
    return items


def _holds(overview: Overview) -> list[DueItem]:
    """Return the tentative events whose time to confirm them ends or has ended; Enter asks what becomes of them."""
    items = []
    for each in overview.holds:
        days = _days_until(each.hold_until or overview.today, overview.today)
        title = event_title(each.title, each.visibility)
        name = f"{short_date(each.starts_on)} {title}"
        target = ("schedule", each.key, "status")
        items.append(DueItem(days, _("잠정 기한"), name, target, marks.deadline(days)))
    return items


def _requests(overview: Overview) -> list[DueItem]:
    items = []
    for each in overview.requests:
        name = request_rules.masked_title(each.title, secret=each.secret)
        target = ("schedule", RecordKey("attendancerequest", each.id))
        who = "" if each.secret else each.host
        items.append(DueItem(each.days_left or 0, _("회신"), name, target, each.reply_mark, who))
    return items


def _accounts(overview: Overview) -> list[DueItem]:
    items = []
    for each in overview.burn_rates:
        number, until = each.figures.account_id, each.lasts_until
        if until and number is not None:
            what = _("소진 {date}").format(date=short_date(until))
            days = _days_until(until, overview.today)
            items.append(DueItem(days, what, each.figures.name, ("budget", number), marks.SOON))
    return items


def _days_until(day: date, today: date) -> int:
    return (day - today).days


def due_line(item: DueItem) -> StyledLine:
    """Return the line of something due: its mark, the days left, what and which record."""
    left = fit_width(countdown(item.days), max(_LEFT_WIDTH, len(countdown(item.days))))
    return styled_line(
        (f" {item.mark.sign} {left} ", item.mark.style),
        (f"{fit_width(item.what, max(_WHAT_WIDTH, cell_len(item.what)))} ", "dim"),
        item.name,
        (f"  {item.who}" if item.who else "", "dim"),
        target=item.target,
    )
