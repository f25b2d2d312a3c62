"""Queries of figures and balances as of a day."""

from datetime import date
from typing import NamedTuple

from secretariat_tui.areas.budget.model import AppropriationDraft
from secretariat_tui.areas.budget.rules import AccountFigures, AvailableBalance
from secretariat_tui.core.dates import full_date
from secretariat_tui.core.errors import RuleError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader


class DailySpending(NamedTuple):
    """The won spent on a day; an opening total counts as spent on its date."""

    day: date
    won: int


class _OpeningBalance(NamedTuple):
    fy: int
    as_of: date | None
    remaining: int | None


_ACCOUNT_FIGURES = """
    SELECT a.id AS account_id, a.code, a.name, a.note,
        coalesce((SELECT sum(won) FROM appropriation
            WHERE account_id = a.id AND decided_on <= :as_of), 0) AS budget,
        coalesce(o.executed, 0) + coalesce((SELECT sum(won) FROM expense
            WHERE account_id = a.id AND spent_on <= :as_of
            AND spent_on > coalesce(o.as_of, '')), 0) AS executed,
        coalesce((SELECT sum(won) FROM expense
            WHERE account_id = a.id AND spent_on <= o.as_of), 0) AS itemized,
        o.as_of AS opening_as_of, a.rev
    FROM account AS a LEFT JOIN opening AS o ON o.account_id = a.id
    WHERE a.fy = :fy ORDER BY a.pos, a.id"""
_OPENING_BALANCE = """
    SELECT a.fy, o.as_of, o.executed + o.precision - 1 - coalesce((SELECT sum(won) FROM expense
        WHERE account_id = a.id AND spent_on <= o.as_of AND id <> :excluded), 0) AS remaining
    FROM account AS a LEFT JOIN opening AS o ON o.account_id = a.id WHERE a.id = :id"""
# The given day is added as a movement, so that the result has a balance on that day.
_LOWEST_BALANCE = """
    SELECT min(balance) FROM (
        SELECT day, sum(sum(won)) OVER (ORDER BY day) AS balance FROM (
            SELECT :day AS day, :won AS won
            UNION ALL SELECT decided_on, won FROM appropriation
                WHERE account_id = :id AND id <> :excluded_appropriation
            UNION ALL SELECT as_of, -executed FROM opening WHERE account_id = :id
            UNION ALL SELECT spent_on, -won FROM expense
                WHERE account_id = :id AND id <> :excluded_expense AND spent_on >
                    coalesce((SELECT as_of FROM opening WHERE account_id = :id), ''))
        GROUP BY day)
    WHERE day >= :since"""
_DAILY_SPENDING = """
    SELECT day, sum(won) AS won FROM (
        SELECT o.as_of AS day, o.executed AS won
        FROM account AS a JOIN opening AS o ON o.account_id = a.id
        WHERE a.fy = :fy AND (:id IS NULL OR a.id = :id)
        UNION ALL SELECT e.spent_on, e.won
        FROM account AS a JOIN expense AS e ON e.account_id = a.id
            LEFT JOIN opening AS o ON o.account_id = a.id
        WHERE a.fy = :fy AND (:id IS NULL OR a.id = :id)
            AND e.spent_on > coalesce(o.as_of, ''))
    WHERE day <= :as_of GROUP BY day ORDER BY day"""


def account_figures(reader: Reader, fy: int, as_of: date) -> list[AccountFigures]:
    """Return the figures of all accounts of a fiscal year as of a day, in their order.

    Raise RuleError for a day before an opening total's date: the spending until then is unknown.
    """
    rows = reader.rows(AccountFigures, _ACCOUNT_FIGURES, fy=fy, as_of=as_of)
    latest_opening = max((row.opening_as_of for row in rows if row.opening_as_of), default=as_of)
    if latest_opening > as_of:
        raise RuleError(
            _("{date} 이전 시점은 상세가 없습니다.").format(date=full_date(latest_opening)),
            remedy=_("기준일을 {date} 이후로 정해 주세요.").format(date=full_date(latest_opening)),
        )
    return rows


def entered_figures(reader: Reader, fy: int) -> list[AccountFigures]:
    """Return the accounts of a fiscal year with all that is entered in it."""
    return account_figures(reader, fy, date(fy, 12, 31))


def daily_spending(
    reader: Reader, fy: int, account_id: int | None, as_of: date
) -> list[DailySpending]:
    """Return the daily spending of an account, or of a fiscal year, up to a day, in order of days."""
    return reader.rows(DailySpending, _DAILY_SPENDING, fy=fy, id=account_id, as_of=as_of)


def available_balance(
    reader: Reader, account_id: int, day: date, excluding: int = 0
) -> AvailableBalance | None:
    """Return what an account can still pay on a day, ignoring one expense; None without the account.

    This is its lowest balance from that day on, so that a late entry cannot overdraw a later day.
    """
    with reader.snapshot():
        opening = reader.first(_OpeningBalance, _OPENING_BALANCE, id=account_id, excluded=excluding)
        if opening is None:
            return None
        if opening.as_of and opening.remaining is not None and day <= opening.as_of:
            return AvailableBalance(opening.fy, opening.remaining, in_opening=True)
        lowest = reader.value(
            _LOWEST_BALANCE,
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
        _LOWEST_BALANCE,
        id=account_id,
        day=day,
        won=won,
        since="",
        excluded_expense=0,
        excluded_appropriation=excluding,
    )
    return balance


def itemized_total(reader: Reader, account_id: int, until: date) -> int:
    """Return the sum of an account's expenses up to a day, without its opening total."""
    total: int = reader.value(
        "SELECT coalesce(sum(won), 0) FROM expense WHERE account_id = :id AND spent_on <= :until",
        id=account_id,
        until=until,
    )
    return total


def figures_date(reader: Reader, fy: int, today: date) -> date:
    """Return the day for a fiscal year's figures: today, or the end of the year that is closer to it.

    It is not before an opening total's date, for which `account_figures` has no figures.
    """
    latest_opening = reader.value(
        "SELECT max(as_of) FROM opening WHERE account_id IN (SELECT id FROM account WHERE fy = :fy)",
        fy=fy,
    )
    day = min(max(today, date(fy, 1, 1)), date(fy, 12, 31))
    return max(day, date.fromisoformat(latest_opening)) if latest_opening else day
