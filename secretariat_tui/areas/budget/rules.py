"""Rules of the budget: validation of accounts, appropriations, opening totals and expenses.

Money is integer won; the fiscal year is the calendar year (지방자치법 §140).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from secretariat_tui.areas.budget.model import (
    APPROPRIATION,
    APPROPRIATION_KINDS,
    OPENING,
    AccountDraft,
    AccountOfFile,
    AppropriationDraft,
    ExpenseDraft,
    OpeningDraft,
)
from secretariat_tui.core import money
from secretariat_tui.core.fields import NO_EXTRA, bound_errors
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import FIRST_YEAR, LAST_YEAR
from secretariat_tui.core.money import parse_won
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import resolve_particles
from secretariat_tui.core.typed_values import join_row, parse_field, split_row

_APPROPRIATION_PARTS = ("decided_on", "kind", "won", "reason")
_OPENING_PARTS = ("as_of", "executed", "precision", "source")
_NEW_ACCOUNT = 1  # a valid id; that of the account is known once it is added
_POSITIVE_KINDS = {"initial", "carryover", "reserve"}


class AccountFigures(NamedTuple):
    """An account's figures as of a day; `itemized` won of its opening total are also entered as expenses."""

    account_id: int | None
    code: str
    name: str
    note: str
    budget: int
    executed: int
    itemized: int = 0
    opening_as_of: date | None = None
    rev: int | None = None
    extra: Mapping[str, Any] = NO_EXTRA

    @property
    def balance(self) -> int:
        """The budget minus the spending."""
        return self.budget - self.executed


class AvailableBalance(NamedTuple):
    """What an account can still pay on a day, in won.

    On a day that its opening total includes (`in_opening`), this is the part of the total not itemized yet.
    """

    fy: int
    won: int
    in_opening: bool


def total(accounts: Sequence[AccountFigures]) -> AccountFigures:
    """Return the total of accounts (계), summed in won so that its rate is not a mean of rates."""
    return AccountFigures(
        None, "", _("계"), "",
        sum(each.budget for each in accounts),
        sum(each.executed for each in accounts),
        sum(each.itemized for each in accounts),
    )  # fmt: skip


def balance_after(balance: int, draft: ExpenseDraft, previous_won: int = 0) -> int:
    """Return the balance after saving a draft in place of an expense of `previous_won` (0: a new one)."""
    return balance + previous_won - draft.won


def default_date(fy: int, today: date, shown: date) -> date:
    """Return the default date of a new record: today, or `shown` if `fy` is not the current year."""
    return today if today.year == fy else shown


def account_errors(draft: AccountDraft) -> list[tuple[str, str]]:
    """Return the errors of an account: (field, message)."""
    errors = []
    # All other dates must be within a fiscal year, so this check bounds them too.
    if not FIRST_YEAR <= draft.fy <= LAST_YEAR:
        message = _("회계연도를 {first}년에서 {last}년 사이로 적어 주세요. 예: 2023")
        errors.append(("fy", message.format(first=FIRST_YEAR, last=LAST_YEAR)))
    if not draft.code:
        errors.append(("code", _("과목의 코드를 적어 주세요. 예: 203-01")))
    if not draft.name:
        errors.append(("name", _("과목의 이름을 적어 주세요.")))
    return errors + bound_errors(draft, errors)


def appropriation_errors(
    draft: AppropriationDraft, fy: int, lowest_balance_before: int, lowest_balance_after: int
) -> list[tuple[str, str]]:
    """Return the errors of an appropriation: (field, message).

    Both balances are the account's lowest on any day: before and after the draft is saved.
    """
    errors = []
    if draft.won == 0:
        errors.append(("won", _("금액을 적어 주세요. 0원은 적을 수 없습니다.")))
    elif draft.kind == "cut" and draft.won > 0:
        errors.append(("won", _("감액은 △를 붙여 적어 주세요. 예: △1,000,000")))
    elif draft.kind in _POSITIVE_KINDS and draft.won < 0:
        kind = _(APPROPRIATION_KINDS[draft.kind])
        message = _("{kind}은(는) 0보다 커야 합니다.").format(kind=kind)
        errors.append(("won", resolve_particles(message)))
    if not fy - 1 <= draft.decided_on.year <= fy:
        errors.append(
            ("decided_on", _("{fy} 회계연도의 예산이 정해진 날이 아닙니다.").format(fy=fy))
        )
    if lowest_balance_after < min(lowest_balance_before, 0) and not draft.reason:
        message = _("잔액이 {won}원이 됩니다. 그래도 하려면 사유를 적어 주세요.")
        errors.append(("reason", message.format(won=money.format_won(lowest_balance_after))))
    return errors + bound_errors(draft, errors)


def account_of_file_errors(account: AccountOfFile) -> list[tuple[str, str]]:
    """Return the errors of an account with its appropriations and its opening total: (field, message)."""
    fy, code, name, note, appropriations, openings, _pos = account
    errors = account_errors(AccountDraft(fy, code, name, note))
    balance = lowest = 0
    for each in sorted(appropriations, key=lambda each: each.decided_on):
        balance += each.won
        lowest = min(lowest, balance)
    for each in appropriations:
        found = appropriation_errors(each, fy, 0, lowest)
        errors += [("appropriations", message) for _field, message in found]
    if len(openings) > 1:
        errors.append(("opening", _("기초 집행액은 과목마다 하나입니다.")))
    for opening in openings:
        errors += [("opening", message) for _field, message in opening_errors(opening, fy, 0)]
    return [*{field: (field, message) for field, message in errors[::-1]}.values()][::-1]


def opening_errors(draft: OpeningDraft, fy: int, itemized: int) -> list[tuple[str, str]]:
    """Return the errors of an opening total; `itemized` is the sum of the expenses up to its date."""
    errors = []
    if draft.as_of.year != fy:
        errors.append(("as_of", _("{fy} 회계연도의 날짜가 아닙니다.").format(fy=fy)))
    if draft.executed < 0:
        errors.append(("executed", _("집행액은 0원 이상이어야 합니다.")))
    elif draft.executed % draft.precision:
        errors.append(("executed", _("천원 단위라면 천원 미만은 0이어야 합니다.")))
    elif itemized > draft.executed + draft.precision - 1:
        message = _("그날까지 적은 집행만 {won}원입니다. 집행액이 그보다 적을 수 없습니다.")
        errors.append(("executed", message.format(won=money.format_won(itemized))))
    return errors + bound_errors(draft, errors)


def expense_errors(
    draft: ExpenseDraft, available: AvailableBalance | None, before: ExpenseDraft | None = None
) -> list[tuple[str, str]]:
    """Return the errors of an expense; `available` is what its account can pay without it.

    `before` is the stored expense that the draft replaces. Its amount may stay, even if the budget was cut since.
    """
    errors = []
    if not draft.purpose:
        errors.append(("purpose", _("집행 목적을 적어 주세요.")))
    if draft.won == 0:
        errors.append(("won", _("금액을 적어 주세요. 0원은 적을 수 없습니다.")))
    if draft.headcount is not None and draft.headcount < 1:
        errors.append(("headcount", _("인원은 1명 이상이어야 합니다. 모르면 비워 두세요.")))
    errors += bound_errors(draft, errors)
    if available is None:
        return [*errors, ("account_id", _("과목을 골라 주세요."))]
    if draft.spent_on.year != available.fy:
        message = _("{fy} 회계연도의 날짜가 아닙니다.")
        errors.append(("spent_on", message.format(fy=available.fy)))
    elif draft.won > max(available.won, 0) and not _within_previous_amount(draft, before):
        errors += _overspending_errors(draft, available)
    return errors


def _within_previous_amount(draft: ExpenseDraft, before: ExpenseDraft | None) -> bool:
    return (
        before is not None
        and not before.over_reason
        and (draft.account_id, draft.spent_on) == (before.account_id, before.spent_on)
        and draft.won <= before.won
    )


def _overspending_errors(draft: ExpenseDraft, available: AvailableBalance) -> list[tuple[str, str]]:
    if available.in_opening:
        message = _("이날까지의 기초 집행액 가운데 상세가 없는 금액은 {won}원입니다.")
        return [("won", message.format(won=money.format_won(available.won)))]
    if draft.over_reason:
        return []
    message = _("잔액은 {won}원입니다. 넘겨 쓰려면 초과 사유를 적어 주세요.")
    return [("over_reason", message.format(won=money.format_won(available.won)))]


def appropriation_text(draft: AppropriationDraft) -> str:
    """Return an appropriation: 2023. 1. 1.(일) | 당초 | 80,000,000원."""
    return join_row(
        *(APPROPRIATION[key].format(getattr(draft, key)) for key in _APPROPRIATION_PARTS)
    )


def opening_text(stored: Mapping[str, Any]) -> str:
    """Return an opening total: 2023. 4. 19.(수) | 65,351,000원 | 천원 | 주요업무보고; "" for none."""
    if stored["as_of"] is None:
        return ""
    return join_row(*(OPENING[key].format(stored[key]) for key in _OPENING_PARTS))


def parse_appropriation(typed: str, today: date) -> AppropriationDraft:
    """Parse an appropriation; an amount alone is the initial budget, of a day that is not known yet (date.min)."""
    if "|" not in typed:
        return AppropriationDraft(_NEW_ACCOUNT, date.min, parse_won(typed))
    fields = [APPROPRIATION[key] for key in _APPROPRIATION_PARTS]
    parts = split_row(typed, len(fields))
    day, kind, won, reason = (
        parse_field(field, part, today) for field, part in zip(fields, parts, strict=True)
    )
    if day is None or won is None:
        raise ValueError(_("편성에는 정한 날과 금액이 있어야 합니다."))
    return AppropriationDraft(_NEW_ACCOUNT, day, won, kind or "initial", reason)


def parse_opening(typed: str, today: date) -> OpeningDraft:
    """Parse an opening total as `opening_text` writes it."""
    fields = [OPENING[key] for key in _OPENING_PARTS]
    parts = split_row(typed, len(fields))
    day, executed, precision, source = (
        parse_field(field, part, today) for field, part in zip(fields, parts, strict=True)
    )
    if day is None or executed is None:
        raise ValueError(_("기초 집행액에는 기준일과 금액이 있어야 합니다."))
    return OpeningDraft(_NEW_ACCOUNT, day, executed, precision or 1, source)
