"""The statements of the budget. `python -m tests.statements` compiles them into compiled.py."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    SQLColumnExpression,
    Text,
    case,
    func,
    join,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql.selectable import SelectBase
from sqlmodel import col

from secretariat_tui.areas.budget import model
from secretariat_tui.areas.budget.model import (
    AccountDraft,
    AppropriationDraft,
    ExpenseDraft,
    OpeningDraft,
)
from secretariat_tui.areas.budget.records import Account, Appropriation, Expense, Opening
from secretariat_tui.database.audit.retention_statement import expired
from secretariat_tui.database.engine.dialect import (
    BeforeAllDays,
    IsListed,
    LastPrefix,
    Parameter,
)
from secretariat_tui.database.engine.record_columns import draft_columns, stored_columns
from secretariat_tui.database.search.list_statement import (
    ListStatement,
    further_fields,
)

_ID = Parameter("id", BigInteger())
_IDS = Parameter("ids", Text())
_FY = Parameter("fy", Integer())
_AS_OF = Parameter("as_of", Date())
_ON_ACCOUNT = col(Expense.account_id) == Account.id
_OPENING_OF_ACCOUNT = col(Opening.account_id) == Account.id
# The days that an opening total does not include.
_AFTER_OPENING = col(Expense.spent_on) > func.coalesce(Opening.as_of, BeforeAllDays())


def _sum(column: SQLColumnExpression[int], *where: ColumnElement[bool]) -> ColumnElement[int]:
    """Return a sum for an account, 0 without rows."""
    total = select(func.sum(column)).where(*where).correlate(Account, Opening)
    return func.coalesce(total.scalar_subquery(), 0)


ACCOUNT = select(*stored_columns(Account, AccountDraft)).where(col(Account.id) == _ID)
ACCOUNT_NAME = select(col(Account.name)).where(col(Account.id) == _ID)
ACCOUNT_WITH_CODE = select(col(Account.name)).where(
    col(Account.fy) == _FY,
    col(Account.code) == Parameter("code", Text()),
    col(Account.id) != _ID,
)
LAST_POSITION = select(func.max(Account.pos)).where(col(Account.fy) == _FY)
FISCAL_YEARS = select(col(Account.fy)).distinct().order_by(col(Account.fy).desc())
ACCOUNT_ROWS = select(col(Account.id), col(Account.fy), col(Account.code), col(Account.name)).where(
    IsListed(Account.id, _IDS)
)
DEPENDENT_COUNTS = select(
    *(
        select(func.count())
        .select_from(each)
        .where(col(each.account_id) == _ID)
        .scalar_subquery()
        .label(each.__name__.lower())
        for each in (Appropriation, Opening, Expense)
    )
)

APPROPRIATION = select(*stored_columns(Appropriation, AppropriationDraft)).where(
    col(Appropriation.id) == _ID
)
APPROPRIATIONS = (
    select(*stored_columns(Appropriation, AppropriationDraft))
    .where(col(Appropriation.account_id) == _ID)
    .order_by(col(Appropriation.decided_on), col(Appropriation.id))
)
APPROPRIATION_ROWS: SelectBase = (
    select(
        col(Appropriation.id),
        col(Account.name).label("account"),
        col(Appropriation.decided_on),
        col(Appropriation.kind),
        col(Appropriation.won),
        col(Appropriation.reason),
    )
    .join_from(Appropriation, Account, col(Account.id) == Appropriation.account_id)
    .where(IsListed(Appropriation.id, _IDS))
)
OPENING = select(*stored_columns(Opening, OpeningDraft)).where(col(Opening.account_id) == _ID)
EXPENSE = select(*stored_columns(Expense, ExpenseDraft)).where(col(Expense.id) == _ID)
EXPENSE_PURPOSE = select(col(Expense.purpose)).where(col(Expense.id) == _ID)

ACCOUNT_FIGURES: SelectBase = (
    select(
        col(Account.id).label("account_id"),
        col(Account.code),
        col(Account.name),
        col(Account.note),
        _sum(
            col(Appropriation.won),
            col(Appropriation.account_id) == Account.id,
            col(Appropriation.decided_on) <= _AS_OF,
        ).label("budget"),
        (
            func.coalesce(Opening.executed, 0)
            + _sum(col(Expense.won), _ON_ACCOUNT, col(Expense.spent_on) <= _AS_OF, _AFTER_OPENING)
        ).label("executed"),
        _sum(col(Expense.won), _ON_ACCOUNT, col(Expense.spent_on) <= Opening.as_of).label(
            "itemized"
        ),
        col(Opening.as_of).label("opening_as_of"),
        col(Account.rev),
        *further_fields(Account, model.ACCOUNT),
        *further_fields(Opening, model.OPENING, "opening_"),
    )
    .outerjoin_from(Account, Opening, _OPENING_OF_ACCOUNT)
    .where(col(Account.fy) == _FY)
    .order_by(col(Account.pos), col(Account.id))
)
_accounts_of_year = select(col(Account.id)).where(col(Account.fy) == _FY)
APPROPRIATIONS_OF_YEAR = (
    select(*draft_columns(Appropriation, AppropriationDraft))
    .where(col(Appropriation.account_id).in_(_accounts_of_year))
    .order_by(col(Appropriation.account_id), col(Appropriation.decided_on), col(Appropriation.id))
)
LATER_EXPENSES = select(
    func.count().label("records"), func.coalesce(func.sum(Expense.won), 0).label("won")
).where(col(Expense.account_id).in_(_accounts_of_year), col(Expense.spent_on) > _AS_OF)
LATER_APPROPRIATIONS = select(
    func.count().label("records"), func.coalesce(func.sum(Appropriation.won), 0).label("won")
).where(
    col(Appropriation.account_id).in_(_accounts_of_year),
    col(Appropriation.decided_on) > _AS_OF,
)
OPENING_BALANCE = (
    select(
        col(Account.fy),
        col(Opening.as_of),
        (
            col(Opening.executed)
            + Opening.precision
            - 1
            - _sum(
                col(Expense.won),
                _ON_ACCOUNT,
                col(Expense.spent_on) <= Opening.as_of,
                col(Expense.id) != Parameter("excluded", BigInteger()),
            )
        ).label("remaining"),
    )
    .outerjoin_from(Account, Opening, _OPENING_OF_ACCOUNT)
    .where(col(Account.id) == _ID)
)
# The given day is added as a movement, so that the result has a balance on that day.
_movements = union_all(
    select(Parameter("day", Date()).label("day"), Parameter("won", BigInteger()).label("won")),
    select(col(Appropriation.decided_on), col(Appropriation.won)).where(
        col(Appropriation.account_id) == _ID,
        col(Appropriation.id) != Parameter("excluded_appropriation", BigInteger()),
    ),
    select(col(Opening.as_of), -col(Opening.executed)).where(col(Opening.account_id) == _ID),
    select(col(Expense.spent_on), -col(Expense.won)).where(
        col(Expense.account_id) == _ID,
        col(Expense.id) != Parameter("excluded_expense", BigInteger()),
        col(Expense.spent_on)
        > func.coalesce(
            select(col(Opening.as_of)).where(col(Opening.account_id) == _ID).scalar_subquery(),
            BeforeAllDays(),
        ),
    ),
).subquery("movement")
_balances = (
    select(
        _movements.c.day,
        func.sum(func.sum(_movements.c.won)).over(order_by=_movements.c.day).label("balance"),
    )
    .group_by(_movements.c.day)
    .subquery("balance_on")
)
LOWEST_BALANCE = select(func.min(_balances.c.balance).label("lowest")).where(
    _balances.c.day >= Parameter("since", Date())
)
_of_year_or_account = (col(Account.fy) == _FY, or_(_ID.is_(None), col(Account.id) == _ID))
_spending = union_all(
    select(col(Opening.as_of).label("day"), col(Opening.executed).label("won"))
    .join_from(Account, Opening, _OPENING_OF_ACCOUNT)
    .where(*_of_year_or_account),
    select(col(Expense.spent_on), col(Expense.won))
    .join_from(Account, Expense, _ON_ACCOUNT)
    .outerjoin(Opening, _OPENING_OF_ACCOUNT)
    .where(*_of_year_or_account, _AFTER_OPENING),
).subquery("spending")
DAILY_SPENDING = (
    select(_spending.c.day, func.sum(_spending.c.won).label("won"))
    .where(_spending.c.day <= _AS_OF)
    .group_by(_spending.c.day)
    .order_by(_spending.c.day)
)
ITEMIZED_TOTAL = select(func.coalesce(func.sum(Expense.won), 0).label("total")).where(
    col(Expense.account_id) == _ID, col(Expense.spent_on) <= Parameter("until", Date())
)
LATEST_OPENING = select(func.max(Opening.as_of).label("latest")).where(
    col(Opening.account_id).in_(select(col(Account.id)).where(col(Account.fy) == _FY))
)

_reversal = aliased(Expense, name="reversal")
_including = aliased(Opening, name="including")
_reversed_by: ColumnElement[Any] = (
    select(col(_reversal.id))
    .where(col(_reversal.reverses_id) == Expense.id)
    .correlate(Expense)
    .scalar_subquery()
)
_is_reversed = (
    select(literal_column("1"))
    .where(col(_reversal.reverses_id) == Expense.id)
    .correlate(Expense)
    .exists()
)
_is_included = (
    select(literal_column("1"))
    .where(
        col(_including.account_id) == Expense.account_id,
        col(_including.as_of) >= Expense.spent_on,
    )
    .correlate(Expense)
    .exists()
)
EXPENSES = ListStatement(
    record=Expense,
    model=model.EXPENSE,
    columns=(
        col(Expense.id),
        col(Expense.rev),
        col(Expense.account_id),
        col(Account.name).label("account"),
        col(Expense.spent_on),
        col(Expense.spent_at),
        col(Expense.purpose),
        col(Expense.place),
        col(Expense.target),
        col(Expense.headcount),
        col(Expense.method),
        col(Expense.kind),
        col(Expense.won),
        col(Expense.over_reason),
        col(Expense.note),
        col(Expense.reverses_id),
        _reversed_by.label("reversed_by"),
        _is_included.label("in_opening"),
    ),
    source=join(Expense, Account, col(Account.id) == Expense.account_id),
    keys={
        "spent_on": col(Expense.spent_on),
        "spent_at": col(Expense.spent_at),
        "purpose": col(Expense.purpose),
        "place": col(Expense.place),
        "headcount": col(Expense.headcount),
        "won": col(Expense.won),
        "method": col(Expense.method),
        # shown with 취소됨 before the note
        "note": case((_is_reversed, LastPrefix() + col(Expense.note)), else_=col(Expense.note)),
        "account": col(Account.name),
    },
    sums={
        "won": col(Expense.won),
        "headcount": col(Expense.headcount),
        "without_headcount": case((func.coalesce(Expense.headcount, 0) == 0, 1), else_=0),
    },
    conditions={
        "in_period": col(Expense.spent_on).between(
            Parameter("first", Date()), Parameter("last", Date())
        ),
        "of_account": col(Expense.account_id) == Parameter("account", BigInteger()),
    },
)
REVERSAL = select(col(Expense.reverses_id), _reversed_by.label("reversed_by")).where(
    col(Expense.id) == _ID
)
EXPIRED_EXPENSES = expired(Expense, model.EXPENSE, col(Expense.spent_on))
