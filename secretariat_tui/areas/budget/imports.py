"""What can be imported into the budget: expenses."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from secretariat_tui.areas.budget import balances, model, queries, rules
from secretariat_tui.areas.budget.model import ExpenseDraft
from secretariat_tui.areas.budget.records import Expense
from secretariat_tui.areas.budget.rules import AvailableBalance
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.text import search_key
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.imports.target import Errors, ImportTarget, Resolve, TimeSpan


class _AccountBalances:
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


def _within_balance(
    reader: Reader, drafts: Sequence[ExpenseDraft]
) -> Iterator[tuple[ExpenseDraft, Errors]]:
    """Yield expenses with the errors of their account's balance after those before them."""
    accounts: dict[int, _AccountBalances] = {}
    for draft in drafts:
        account = accounts.get(draft.account_id)
        if account is None:
            stored = queries.account(reader, draft.account_id)
            if stored is None:
                yield draft, rules.expense_errors(draft, None)
                continue
            account = _AccountBalances(reader, draft.account_id, stored.draft.fy)
            accounts[draft.account_id] = account
        if draft.spent_on.year != account.fy:
            available = AvailableBalance(account.fy, 0, in_opening=False)
        else:
            available = account.available(draft.spent_on)
        errors = rules.expense_errors(draft, available)
        if not errors:
            account.spend(draft.spent_on, draft.won)
        yield draft, errors


def _accounts(reader: Reader) -> Resolve:
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


def _draft_errors(_draft: ExpenseDraft) -> Errors:
    """Return no errors: all of them are found with the balance."""
    return ()


EXPENSES = ImportTarget(
    model.EXPENSE,
    ExpenseDraft,
    Expense,
    _draft_errors,
    keys=(("account_id", "spent_on", "spent_at", "purpose", "won", "place", "target"),),
    complete=_within_balance,
    references={"account_id": _accounts},
    spans=(TimeSpan("spent_on", "spent_at"),),
    headings={N_("취소한 집행"): ""},
)
IMPORTS = {"expenses": EXPENSES}
