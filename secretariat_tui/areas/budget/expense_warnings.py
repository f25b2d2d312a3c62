"""Warnings about an expense that an audit would question. They never prevent saving it."""

from collections.abc import Sequence
from datetime import date, time

from secretariat_tui.areas.budget.model import ExpenseDraft
from secretariat_tui.core.dates import SATURDAY, full_date
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.core.named_tuple import NamedTuple


class DatedLimit(NamedTuple):
    """An amount in won that applies from a day on."""

    since: date
    won: int


NAMES_FROM = (DatedLimit(date.min, 500_000),)
"""From this amount on the recipient must be named: 지방자치단체 회계관리에 관한 훈령 별표 2."""
PER_HEAD = (DatedLimit(date.min, 40_000),)
"""Limits of a meal per head, above which a reason is needed, oldest first; a change is one more entry.

세출예산 집행기준 (예규 제29호, 2018-03-30); no later amount is known.
"""
LATE_FROM, LATE_UNTIL = time(23), time(6)
"""Hours that need proof of official business: 같은 훈령; the end follows an audit (공주시 2025 특정감사)."""
_CASH = {"cash", "transfer"}
_CASH_KINDS = {"gift", "condolence"}


def limit_on(limits: Sequence[DatedLimit], day: date) -> int:
    """Return the amount of dated limits, oldest first, that applies on a day."""
    return [each.won for each in limits if each.since <= day][-1]


def per_head(draft: ExpenseDraft) -> int | None:
    """Return won per head, rounded down; None without a headcount."""
    return draft.won // draft.headcount if draft.headcount else None


def expense_warnings(
    draft: ExpenseDraft, holidays: HolidayCalendar, today: date | None = None
) -> list[tuple[str, str]]:
    """Return the warnings about a draft: (rule, message); about a later date only if `today` is given."""
    warnings = []
    names_from, head_limit = (
        limit_on(NAMES_FROM, draft.spent_on),
        limit_on(PER_HEAD, draft.spent_on),
    )
    meeting = draft.kind == "meeting"
    if draft.won >= names_from and not draft.target:
        message = _("{won}원 이상이면 상대방의 소속과 성명을 적어야 합니다.")
        warnings.append(("W01", message.format(won=format_won(names_from))))
    if meeting and draft.headcount and draft.won > head_limit * draft.headcount:
        message = _("1인당 {limit}원을 넘습니다. 증빙에 사유를 적어 주세요.")
        warnings.append(("W02", message.format(limit=format_won(head_limit))))
    if draft.spent_at and (draft.spent_at >= LATE_FROM or draft.spent_at < LATE_UNTIL):
        warnings.append(("W04", _("심야(23시~6시) 집행은 업무 관련 증빙이 필요합니다.")))
    if draft.spent_on.weekday() >= SATURDAY:
        warnings.append(("W05", _("주말 집행은 업무 관련 증빙이 필요합니다.")))
    elif holiday := holidays.name(draft.spent_on):
        message = _("공휴일({name}) 집행은 업무 관련 증빙이 필요합니다.")
        warnings.append(("W05", message.format(name=holiday)))
    if meeting and draft.headcount is None:
        warnings.append(("W08", _("간담회는 인원을 적어 주세요.")))
    if draft.method in _CASH and draft.kind not in _CASH_KINDS:
        warnings.append(("W11", _("격려금품·경조가 아니면 카드로 집행해야 합니다.")))
    if today and draft.spent_on > today:
        message = _("집행일이 오늘({date}) 뒤입니다. 그날이 되어야 집행액에 들어갑니다.")
        warnings.append(("W12", message.format(date=full_date(today))))
    return warnings
