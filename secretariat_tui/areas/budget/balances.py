"""Queries of figures and balances as of a day."""

from datetime import date

from secretariat_tui.areas.budget import compiled
from secretariat_tui.areas.budget.model import AppropriationDraft
from secretariat_tui.areas.budget.rules import AccountFigures, AvailableBalance
from secretariat_tui.core.dates import full_date
from secretariat_tui.core.errors import RuleError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search.list_query import FURTHER


class DailySpending(NamedTuple):
    """The won spent on a day; an opening total counts as spent on its date."""

    day: date
    won: int


class Later(NamedTuple):
    """The number and the sum of records of days after the one of the figures."""

    records: int
    won: int


class _OpeningBalance(NamedTuple):
    fy: int
    as_of: date | None
    remaining: int | None


def account_figures(reader: Reader, fy: int, as_of: date) -> list[AccountFigures]:
    """Return the figures of all accounts of a fiscal year as of a day, in their order.

    Their `extra` holds the appropriations of the year, without regard to the day.

    Raise RuleError for a day before an opening total's date: the spending until then is unknown.
    """
    rows = reader.rows(AccountFigures, compiled.ACCOUNT_FIGURES, fy=fy, as_of=as_of)
    latest_opening = max((row.opening_as_of for row in rows if row.opening_as_of), default=as_of)
    if latest_opening > as_of:
        raise RuleError(
            _("{date} 이전 시점은 상세가 없습니다.").format(date=full_date(latest_opening)),
            remedy=_("기준일을 {date} 이후로 정해 주세요.").format(date=full_date(latest_opening)),
        )
    appropriations: dict[int | None, list[AppropriationDraft]] = {}
    for each in reader.rows(AppropriationDraft, compiled.APPROPRIATIONS_OF_YEAR, fy=fy):
        appropriations.setdefault(each.account_id, []).append(each)
    key = f"{FURTHER}appropriations"
    return [
        row._replace(extra={**row.extra, key: appropriations.get(row.account_id, [])})
        for row in rows
    ]


def later_expenses(reader: Reader, fy: int, as_of: date) -> Later:
    """Return the expenses of a fiscal year that its figures as of a day leave out."""
    return reader.rows(Later, compiled.LATER_EXPENSES, fy=fy, as_of=as_of)[0]


def later_appropriations(reader: Reader, fy: int, as_of: date) -> Later:
    """Return the appropriations of a fiscal year that its figures as of a day leave out."""
    return reader.rows(Later, compiled.LATER_APPROPRIATIONS, fy=fy, as_of=as_of)[0]


def entered_figures(reader: Reader, fy: int) -> list[AccountFigures]:
    """Return the accounts of a fiscal year with all that is entered in it."""
    return account_figures(reader, fy, date(fy, 12, 31))


def daily_spending(
    reader: Reader, fy: int, account_id: int | None, as_of: date
) -> list[DailySpending]:
    """Return the daily spending of an account, or of a fiscal year, up to a day, in order of days."""
    return reader.rows(DailySpending, compiled.DAILY_SPENDING, fy=fy, id=account_id, as_of=as_of)


def available_balance(
    reader: Reader, account_id: int, day: date, excluding: int = 0
) -> AvailableBalance | None:
    """Return what an account can still pay on a day, ignoring one expense; None without the account.

    This is its lowest balance from that day on, so that a late entry cannot overdraw a later day.
    """
    with reader.snapshot():
        opening = reader.first(
            _OpeningBalance, compiled.OPENING_BALANCE, id=account_id, excluded=excluding
        )
        if opening is None:
            return None
        if opening.as_of and opening.remaining is not None and day <= opening.as_of:
            return AvailableBalance(opening.fy, opening.remaining, in_opening=True)
        lowest = reader.value(
            compiled.LOWEST_BALANCE,
            id=account_id,
            day=day,
            won=0,
            since=day,
            excluded_expense=excluding,
            excluded_appropriation=0,
        )
    return AvailableBalance(opening.fy, lowest, in_opening=False)


def lowest_balance(
    reader: Reader, account_id: int, draft: AppropriationDraft | None = None, excluding: int = 0
) -> int:
    """Return an account's lowest balance on any day, if `draft` replaced the excluded appropriation."""
    day, won = (draft.decided_on, draft.won) if draft else (date.max, 0)
    balance: int = reader.value(
        compiled.LOWEST_BALANCE,
        id=account_id,
        day=day,
        won=won,
        since=date.min,
        excluded_expense=0,
        excluded_appropriation=excluding,
    )
    return balance


def itemized_total(reader: Reader, account_id: int, until: date) -> int:
    """Return the sum of an account's expenses up to a day, without its opening total."""
    total: int = reader.value(compiled.ITEMIZED_TOTAL, id=account_id, until=until)
    return total


def figures_date(reader: Reader, fy: int, today: date) -> date:
    """Return the day for a fiscal year's figures: today, or the end of the year that is closer to it.

    It is not before an opening total's date, for which `account_figures` has no figures.
    """
    latest_opening = reader.value(compiled.LATEST_OPENING, fy=fy)
    day = min(max(today, date(fy, 1, 1)), date(fy, 12, 31))
    return max(day, date.fromisoformat(latest_opening)) if latest_opening else day
