"""Queries of the budget's records: accounts, appropriations, opening totals, expenses."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, NamedTuple, TypeVar

from secretariat_tui.areas.budget.model import (
    AccountDraft,
    AppropriationDraft,
    ExpenseDraft,
    OpeningDraft,
)
from secretariat_tui.database.engine.reader import Reader, Stored, Value, columns
from secretariat_tui.database.engine.rows import NO_EXTRA
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import LAST_PREFIX, ListQuery, Order

D = TypeVar("D")


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
    """An account for the search; `other_text` holds its note and source, one per line."""

    id: int
    fy: int
    code: str
    name: str
    other_text: str


class AppropriationRow(NamedTuple):
    """An appropriation with the name of its account, for the search."""

    id: int
    account: str
    decided_on: date
    kind: str
    won: int
    reason: str


class _IdAndRev(NamedTuple):
    id: int
    rev: int


EXPENSES = ListQuery(
    row_type=ExpenseRow,
    select="""
        e.id, e.rev, e.account_id, a.name AS account, e.spent_on, e.spent_at, e.purpose, e.place, e.target,
        e.headcount, e.method, e.kind, e.won, e.over_reason, e.note, e.reverses_id,
        (SELECT id FROM expense WHERE reverses_id = e.id) AS reversed_by,
        EXISTS (SELECT 1 FROM opening WHERE account_id = e.account_id AND as_of >= e.spent_on)
            AS in_opening""",
    source="expense AS e JOIN account AS a ON a.id = e.account_id",
    id="e.id",
    keys={
        "spent_on": "e.spent_on",
        "spent_at": "e.spent_at",
        "purpose": "e.purpose",
        "place": "e.place",
        "headcount": "e.headcount",
        "won": "e.won",
        "method": "e.method",
        "note": f"""CASE WHEN EXISTS (SELECT 1 FROM expense WHERE reverses_id = e.id)
            THEN char({ord(LAST_PREFIX)}) || e.note ELSE e.note END""",  # shown with 취소됨 before the note
        "account": "a.name",
    },
    order=(Order("spent_on", descending=True), Order("spent_at", descending=True)),
    not_null=frozenset({"spent_on", "won"}),
    kind=2,
    invalidated_by=(
        "SELECT row FROM change WHERE tx > :tx AND tbl = 'expense'",
        """SELECT e.id FROM change JOIN expense AS e ON e.account_id = change.row
            WHERE change.tx > :tx AND tbl = 'account'""",
        """SELECT json_extract(coalesce(new, old), '$.reverses_id') FROM change
            WHERE tx > :tx AND tbl = 'expense'""",
    ),
    sums={
        "won": "e.won",
        "headcount": "e.headcount",
        "without_headcount": "coalesce(e.headcount, 0) = 0",
    },
)

SEARCH_TEXT = """
    SELECT id, target || char(10) || over_reason
    FROM expense WHERE id IN (SELECT value FROM json_each(:ids))"""
ACCOUNT_INVALIDATED_BY = (
    "SELECT row FROM change WHERE tx > :tx AND tbl = 'account'",
    """SELECT json_extract(coalesce(new, old), '$.account_id') FROM change
        WHERE tx > :tx AND tbl = 'opening'""",
)
_ACCOUNT_ROWS = """
    SELECT a.id, a.fy, a.code, a.name, a.note || char(10) || coalesce(o.source, '') AS other_text
    FROM account AS a LEFT JOIN opening AS o ON o.account_id = a.id
    WHERE a.id IN (SELECT value FROM json_each(:ids))"""
APPROPRIATION_INVALIDATED_BY = (
    "SELECT row FROM change WHERE tx > :tx AND tbl = 'appropriation'",
    """SELECT p.id FROM change JOIN appropriation AS p ON p.account_id = change.row
        WHERE change.tx > :tx AND tbl = 'account'""",
)
_APPROPRIATION_ROWS = """
    SELECT p.id, a.name AS account, p.decided_on, p.kind, p.won, p.reason
    FROM appropriation AS p JOIN account AS a ON a.id = p.account_id
    WHERE p.id IN (SELECT value FROM json_each(:ids))"""


def account_rows(reader: Reader, ids: Sequence[int]) -> list[AccountRow]:
    """Return accounts by id; deleted ones are left out."""
    return reader.rows(AccountRow, _ACCOUNT_ROWS, ids=json.dumps(list(ids)))


def appropriation_rows(reader: Reader, ids: Sequence[int]) -> list[AppropriationRow]:
    """Return appropriations by id; deleted ones are left out."""
    return reader.rows(AppropriationRow, _APPROPRIATION_ROWS, ids=json.dumps(list(ids)))


def fiscal_years(reader: Reader) -> list[int]:
    """Return the fiscal years that have accounts, newest first."""
    return [fy for (fy,) in reader.tuples("SELECT DISTINCT fy FROM account ORDER BY fy DESC")]


def expenses(reader: Reader, account_id: int | None, first: date, last: date) -> list[ExpenseRow]:
    """Return the expenses of an account, or of all accounts, in a period, newest first."""
    return list_query.all_rows(reader, expense_query(account_id, first, last))


def expense_query(account_id: int | None, first: date, last: date) -> ListQuery[ExpenseRow]:
    """Return the list query for the expenses of an account, or of all accounts, in a period."""
    query = EXPENSES.where("e.spent_on BETWEEN :first AND :last", first=first, last=last)
    return (
        query if account_id is None else query.where("e.account_id = :account", account=account_id)
    )


def account(reader: Reader, record_id: int) -> Stored[AccountDraft] | None:
    """Return one account."""
    return _one(reader, AccountDraft, "account", record_id)


def appropriations(reader: Reader, account_id: int) -> list[Stored[AppropriationDraft]]:
    """Return the appropriations of an account by date."""
    where = "account_id = :id ORDER BY decided_on, id"
    return _stored(reader, AppropriationDraft, "appropriation", where, id=account_id)


def appropriation(reader: Reader, record_id: int) -> Stored[AppropriationDraft] | None:
    """Return one appropriation."""
    return _one(reader, AppropriationDraft, "appropriation", record_id)


def opening(reader: Reader, account_id: int) -> Stored[OpeningDraft] | None:
    """Return an account's opening total."""
    stored = _stored(reader, OpeningDraft, "opening", "account_id = :id", id=account_id)
    return stored[0] if stored else None


def expense(reader: Reader, record_id: int) -> Stored[ExpenseDraft] | None:
    """Return one expense."""
    return _one(reader, ExpenseDraft, "expense", record_id)


def _one(reader: Reader, row_type: type[D], table: str, record_id: int) -> Stored[D] | None:
    stored = _stored(reader, row_type, table, "id = :id", id=record_id)
    return stored[0] if stored else None


def _stored(
    reader: Reader, row_type: type[D], table: str, where: str, **values: Value
) -> list[Stored[D]]:
    with reader.snapshot():
        versions = reader.rows(_IdAndRev, f"SELECT id, rev FROM {table} WHERE {where}", **values)
        drafts = reader.rows(
            row_type, f"SELECT {columns(row_type)} FROM {table} WHERE {where}", **values
        )
    return [Stored(each.id, each.rev, draft) for each, draft in zip(versions, drafts, strict=True)]
