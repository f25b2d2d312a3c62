"""Rules of the budget that depend on other records: their errors as (field, message).

A value of None is one that could not be read; rules that need it are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from secretariat_tui.areas.budget import balances, compiled, queries, rules
from secretariat_tui.areas.budget.model import (
    AccountDraft,
    AccountOfFile,
    AppropriationDraft,
    ExpenseDraft,
    NewAccount,
    OpeningDraft,
)
from secretariat_tui.areas.budget.rules import AvailableBalance
from secretariat_tui.core.errors import RuleError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import search_key
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.imports.target import Resolve

Errors = list[tuple[str, str]]
REVERSED_FIELDS = ("won", "account_id", "spent_on")
"""The fields that a reversal repeats: they stay while it exists."""


class _Reversal(NamedTuple):
    reverses_id: int | None
    reversed_by: int | None


def account_errors(reader: Reader, record_id: int, draft: AccountDraft | NewAccount) -> Errors:
    """Return the errors of an account, or of a new one (0)."""
    if draft.fy is None:
        return []
    errors = []
    name = reader.value(compiled.ACCOUNT_WITH_CODE, fy=draft.fy, code=draft.code, id=record_id)
    if name:
        message = _("{fy}년에 이 코드를 쓰는 과목이 있습니다: {name}")
        errors.append(("code", message.format(fy=draft.fy, name=name)))
    stored = queries.account(reader, record_id)
    if stored and stored.draft.fy != draft.fy and (error := year_error(reader, record_id)):
        errors.append(("fy", str(error)))
    return errors


def year_error(reader: Reader, account_id: int) -> RuleError | None:
    """Return why the fiscal year of an account cannot change, None if it can."""
    message = _("회계연도를 바꿀 수 없습니다: {rows}이 있습니다.")
    return _entries_error(reader, account_id, message, "fy")


def deletion_error(reader: Reader, account_id: int) -> RuleError | None:
    """Return why an account cannot be deleted, None if it can."""
    return _entries_error(reader, account_id, _("과목을 지울 수 없습니다: {rows}이 있습니다."))


def _entries_error(
    reader: Reader, account_id: int, message: str, field: str = ""
) -> RuleError | None:
    counts = reader.tuples(compiled.DEPENDENT_COUNTS, id=account_id)[0]
    titles = (_("편성 {n}건"), _("기초 집행액 {n}건"), _("집행 {n}건"))
    entries = [title.format(n=n) for title, n in zip(titles, counts, strict=True) if n]
    if not entries:
        return None
    text = message.format(rows="·".join(entries))
    return RuleError(text, remedy=_("그것들을 먼저 지워 주세요."), field=field)


def appropriation_errors(reader: Reader, record_id: int, draft: AppropriationDraft) -> Errors:
    """Return the errors of an appropriation, or of a new one (0)."""
    account = queries.account(reader, draft.account_id)
    if account is None or draft.won is None or draft.decided_on is None:
        return []
    before = balances.lowest_balance(reader, draft.account_id)
    after = balances.lowest_balance(reader, draft.account_id, draft, record_id)
    return rules.appropriation_errors(draft, account.draft.fy, before, after)


def opening_errors(reader: Reader, draft: OpeningDraft) -> Errors:
    """Return the errors of an account's opening total."""
    account = queries.account(reader, draft.account_id)
    if account is None or draft.as_of is None or draft.executed is None:
        return []
    itemized = balances.itemized_total(reader, draft.account_id, draft.as_of)
    return rules.opening_errors(draft, account.draft.fy, itemized)


def expense_errors(reader: Reader, record_id: int, draft: ExpenseDraft) -> Errors:
    """Return the errors of an expense, or of a new one (0)."""
    stored = queries.expense(reader, record_id)
    before = stored.draft if stored else None
    errors = []
    for field in REVERSED_FIELDS if before else ():
        typed = getattr(draft, field)
        if typed not in {None, getattr(before, field)} and (
            error := reversal_error(reader, record_id, field)
        ):
            errors.append((field, str(error)))
    if draft.won is not None and draft.spent_on is not None:
        available = balances.available_balance(reader, draft.account_id, draft.spent_on, record_id)
        errors += rules.expense_errors(draft, available, before)
    return errors


def reversed_error(reader: Reader, expense_id: int, field: str = "") -> RuleError | None:
    """Return the error for an expense that is reversed, None for another."""
    if not _reversal(reader, expense_id).reversed_by:
        return None
    remedy = _("바꾸려면 취소한 행을 먼저 지워 주세요.")
    return RuleError(_("이미 취소한 집행입니다."), remedy=remedy, field=field)


def reversal_error(reader: Reader, expense_id: int, field: str = "") -> RuleError | None:
    """Return the error for an expense that is reversed or a reversal, None for another."""
    if error := reversed_error(reader, expense_id, field):
        return error
    if _reversal(reader, expense_id).reverses_id is None:
        return None
    remedy = _("되살리려면 이 행을 지워 주세요.")
    return RuleError(_("다른 집행을 취소한 행입니다."), remedy=remedy, field=field)


def _reversal(reader: Reader, expense_id: int) -> _Reversal:
    return reader.first(_Reversal, compiled.REVERSAL, id=expense_id) or _Reversal(None, None)


def reversal_draft(stored: ExpenseDraft, on: date, reason: str) -> ExpenseDraft:
    """Return the expense that reverses another one on a day."""
    return stored._replace(
        spent_on=on,
        spent_at=None,
        headcount=None,
        over_reason="",
        won=-stored.won,
        purpose=_("취소: {purpose}").format(purpose=stored.purpose),
        note=reason,
    )


def reversal_errors(reader: Reader, expense_id: int, on: date | None, reason: str) -> Errors:
    """Return the errors of the reversal of an expense on a day."""
    stored = queries.expense(reader, expense_id)
    errors = [] if reason else [("reason", _("취소한 까닭을 적어 주세요."))]
    if stored is None or on is None:
        return errors
    if error := reversal_error(reader, expense_id):
        errors.append(("", str(error)))
    if on < stored.draft.spent_on:
        errors.append(("on", _("취소한 날이 집행일보다 빠릅니다.")))
    reversal = reversal_draft(stored.draft, on, reason)
    fields = {"spent_on": "on", "note": "reason"}
    return errors + [
        (fields.get(field, ""), message) for field, message in expense_errors(reader, 0, reversal)
    ]


class AccountBalances:
    """What an account can pay on each day of its year (`available_balance`), while expenses are added."""

    def __init__(self, reader: Reader, account_id: int, fy: int) -> None:
        first, last = date(fy, 1, 1), date(fy, 12, 31)
        moved = [0] * ((last - first).days + 1)
        for stored in queries.appropriations(reader, account_id):
            moved[max(0, (stored.draft.decided_on - first).days)] += stored.draft.won
        for spent in balances.daily_spending(reader, fy, account_id, last):
            moved[(spent.day - first).days] -= spent.won
        self._first, self.fy = first, fy
        self._balances = [*accumulate(moved)]  # at the end of each day
        opening = queries.opening(reader, account_id)
        self._opening_until = opening.draft.as_of if opening else first - timedelta(1)
        available = balances.available_balance(reader, account_id, self._opening_until)
        self._left_in_opening = available.won if available and opening else 0

    def available(self, day: date) -> AvailableBalance:
        """Return what the account can pay on a day of its fiscal year."""
        if day <= self._opening_until:
            return AvailableBalance(self.fy, self._left_in_opening, in_opening=True)
        return AvailableBalance(self.fy, min(self._balances[self._at(day) :]), in_opening=False)

    def spend(self, day: date, won: int) -> None:
        """Add an expense."""
        if day <= self._opening_until:
            self._left_in_opening -= won
            return
        at = self._at(day)
        self._balances[at:] = [each - won for each in self._balances[at:]]

    def _at(self, day: date) -> int:
        return (day - self._first).days


def within_balance(
    reader: Reader, drafts: Sequence[ExpenseDraft]
) -> Iterator[tuple[ExpenseDraft, Errors]]:
    """Yield expenses with the errors of their account's balance after those before them."""
    accounts: dict[int, AccountBalances] = {}
    for draft in drafts:
        account = accounts.get(draft.account_id)
        if account is None:
            stored = queries.account(reader, draft.account_id)
            if stored is None:
                yield draft, rules.expense_errors(draft, None)
                continue
            account = AccountBalances(reader, draft.account_id, stored.draft.fy)
            accounts[draft.account_id] = account
        if draft.spent_on.year != account.fy:
            available = AvailableBalance(account.fy, 0, in_opening=False)
        else:
            available = account.available(draft.spent_on)
        errors = rules.expense_errors(draft, available)
        if not errors:
            account.spend(draft.spent_on, draft.won)
        yield draft, errors


def accounts_by_name(reader: Reader) -> Resolve:
    """Return a function that finds an account by code or name, or both, in the fiscal year of the expense."""
    ids: dict[tuple[int, str], set[int]] = {}
    for fy in queries.fiscal_years(reader):
        for each in balances.entered_figures(reader, fy):
            for name in (each.code, each.name, f"{each.code} {each.name}"):
                ids.setdefault((fy, search_key(name)), set()).add(each.account_id or 0)

    def find(text: str, values: Mapping[str, Any]) -> int:
        day = values.get("spent_on")
        fy = day.year if day else 0
        matches = ids.get((fy, search_key(text)), set())
        if len(matches) == 1:
            return next(iter(matches))
        message = _("{fy} 회계연도에 없는 과목입니다: {text} 코드나 이름을 적어 주세요.")
        if matches:
            message = _("{fy} 회계연도에 이름이 같은 과목이 여럿입니다: {text} 코드를 적어 주세요.")
        raise ValueError(message.format(fy=fy or "", text=text).strip())

    return find


def in_order(
    reader: Reader, drafts: Sequence[AccountOfFile]
) -> Iterator[tuple[AccountOfFile, Errors]]:
    """Yield new accounts, each the last one of its year."""
    last: dict[int, int] = {}
    for draft in drafts:
        if draft.fy not in last:
            stored = reader.value(compiled.LAST_POSITION, fy=draft.fy)
            last[draft.fy] = -1 if stored is None else stored
        last[draft.fy] += 1
        yield draft._replace(pos=last[draft.fy]), []
