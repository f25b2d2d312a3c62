"""Tables of the budget. Money is integer won."""

from datetime import date, time

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from secretariat_tui.database.engine.tables import STRICT, Record, RecordPart, TimeOfDay


class Account(Record, table=True):
    """A budget account (통계목) of a fiscal year; `pos` orders them in tables."""

    __table_args__ = (UniqueConstraint("fy", "code"), STRICT)

    fy: int
    code: str
    name: str
    note: str = ""
    pos: int = 0


class Appropriation(Record, table=True):
    """An amount added to an account's budget on a day, or taken from it if negative."""

    __table_args__ = (
        Index("appropriation_by_account", "account_id", "decided_on", "won"),
        CheckConstraint("won <> 0"),
        STRICT,
    )

    account_id: int = Field(foreign_key="account.id")
    decided_on: date
    kind: str
    won: int = Field(sa_type=BigInteger)
    reason: str = ""


class Opening(RecordPart, table=True):
    """An account's total spending up to a day without its expenses, rounded down to `precision` won."""

    __table_args__ = (
        CheckConstraint("executed >= 0"),
        CheckConstraint("precision IN (1, 1000)"),
        STRICT,
    )

    account_id: int = Field(foreign_key="account.id", unique=True)
    as_of: date
    executed: int = Field(sa_type=BigInteger)
    precision: int = 1
    source: str = ""


class Expense(Record, table=True):
    """A payment from an account; refunds are negative. `reverses_id` is the expense it reverses."""

    __table_args__ = (
        Index("expense_by_account", "account_id", "spent_on", "won"),  # covering index for sums
        Index("expense_by_day", "spent_on", "id"),
        Index("expense_by_won", "won"),
        CheckConstraint("won <> 0"),
        STRICT,
    )

    account_id: int = Field(foreign_key="account.id")
    spent_on: date
    spent_at: time | None = Field(default=None, sa_type=TimeOfDay)
    purpose: str
    place: str = ""
    target: str = ""
    headcount: int | None = None
    method: str = "card"
    kind: str = "meeting"
    won: int = Field(sa_type=BigInteger)
    over_reason: str = ""
    note: str = ""
    reverses_id: int | None = Field(default=None, foreign_key="expense.id", unique=True)
