"""Queries of the budget's records: accounts, appropriations, opening totals, expenses."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from secretariat_tui.areas.budget import compiled
from secretariat_tui.areas.budget.model import (
    EXPENSE,
    AccountDraft,
    AppropriationDraft,
    ExpenseDraft,
    OpeningDraft,
)
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import ListQuery, Order


class ExpenseRow(NamedTuple):
    """A row of the list of expenses; `in_opening`: already counted in the account's opening total."""

    id: int
    rev: int
    account_id: int
    account: str
    spent_on: date
    spent_at: time | None
    purpose: str
    place: str
    target: str
    headcount: int | None
    method: str
    kind: str
    won: int
    over_reason: str
    note: str
    reverses_id: int | None
    reversed_by: int | None
    in_opening: bool
    extra: Mapping[str, Any] = NO_EXTRA


class AccountRow(NamedTuple):
    """An account for the search."""

    id: int
    fy: int
    code: str
    name: str


class AppropriationRow(NamedTuple):
    """An appropriation with the name of its account, for the search."""

    id: int
    account: str
    decided_on: date
    kind: str
    won: int
    reason: str


EXPENSES = ListQuery(
    row_type=ExpenseRow,
    parts=compiled.EXPENSES,
    order=(Order("spent_on", descending=True), Order("spent_at", descending=True)),
    not_null=frozenset({"spent_on", "won"}),
    kind=EXPENSE.search_kind,
)


def account_rows(reader: Reader, ids: Sequence[int]) -> list[AccountRow]:
    """Return accounts by id; deleted ones are left out."""
    return reader.rows(AccountRow, compiled.ACCOUNT_ROWS, ids=json.dumps(list(ids)))


def appropriation_rows(reader: Reader, ids: Sequence[int]) -> list[AppropriationRow]:
    """Return appropriations by id; deleted ones are left out."""
    return reader.rows(AppropriationRow, compiled.APPROPRIATION_ROWS, ids=json.dumps(list(ids)))


def fiscal_years(reader: Reader) -> list[int]:
    """Return the fiscal years that have accounts, newest first."""
    return [fy for (fy,) in reader.tuples(compiled.FISCAL_YEARS)]


def expenses(reader: Reader, account_id: int | None, first: date, last: date) -> list[ExpenseRow]:
    """Return the expenses of an account, or of all accounts, in a period, newest first."""
    return list_query.all_rows(reader, expense_query(account_id, first, last))


def expense_query(account_id: int | None, first: date, last: date) -> ListQuery[ExpenseRow]:
    """Return the list query for the expenses of an account, or of all accounts, in a period."""
    query = EXPENSES.where("in_period", first=first, last=last)
    return query if account_id is None else query.where("of_account", account=account_id)


def account(reader: Reader, record_id: int) -> Stored[AccountDraft] | None:
    """Return one account."""
    return reader.stored_one(AccountDraft, compiled.ACCOUNT, id=record_id)


def appropriations(reader: Reader, account_id: int) -> list[Stored[AppropriationDraft]]:
    """Return the appropriations of an account by date."""
    return reader.stored(AppropriationDraft, compiled.APPROPRIATIONS, id=account_id)


def appropriation(reader: Reader, record_id: int) -> Stored[AppropriationDraft] | None:
    """Return one appropriation."""
    return reader.stored_one(AppropriationDraft, compiled.APPROPRIATION, id=record_id)


def opening(reader: Reader, account_id: int) -> Stored[OpeningDraft] | None:
    """Return an account's opening total."""
    return reader.stored_one(OpeningDraft, compiled.OPENING, id=account_id)


def expense(reader: Reader, record_id: int) -> Stored[ExpenseDraft] | None:
    """Return one expense."""
    return reader.stored_one(ExpenseDraft, compiled.EXPENSE, id=record_id)
