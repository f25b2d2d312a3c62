"""Tables of proposals."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from secretariat_tui.database.engine.tables import STRICT, Record, RecordPart


class Round(Record, table=True):
    """A call for proposals on a theme; `received` is the number as stated, not a sum."""

    __table_args__ = (CheckConstraint("ends_on >= starts_on"), STRICT)

    theme: str
    starts_on: date
    ends_on: date
    received: int | None = None
    process: str = ""
    note: str = ""


class RoundResult(RecordPart, table=True):
    """A result of a round: its label in the round, the office's outcome, and the number of proposals."""

    __table_args__ = (Index("result_by_round", "round_id"), STRICT)

    round_id: int = Field(foreign_key="round.id")
    pos: int = 0
    label: str
    outcome: str
    count: int


class Proposal(Record, table=True):
    """A proposal and its state. Long texts come last, so that lists are read without them."""

    __table_args__ = (
        Index("proposal_by_number", "number", unique=True),
        Index("proposal_by_receipt", "received_on", "id"),
        *(  # for sorting a long inbox
            Index(f"proposal_by_{name}", text(value), text("received_on DESC"), text("id DESC"))
            for name, value in (
                ("title", "CASE WHEN secret THEN char(1114111) ELSE title END"),
                ("standing", "coalesce(outcome, state)"),
                ("channel", "channel"),
            )
        ),
        Index("proposal_by_round", "round_id"),
        Index("proposal_by_first", "duplicate_of"),
        Index(  # covering index for counts
            "proposal_by_state",
            *("state", "outcome", "hold_until", "received_on", "round_id", "paused_on"),
            "paused_days",
        ),
        CheckConstraint("(state = 'decided') = (outcome IS NOT NULL)"),
        CheckConstraint("(state = 'decided') = (decided_on IS NOT NULL)"),
        CheckConstraint("(state = 'returned') = (paused_on IS NOT NULL)"),
        CheckConstraint("(outcome IS 'held') = (hold_until IS NOT NULL)"),
        CheckConstraint("(outcome IS 'adopted') = (start_on IS NOT NULL)"),
        CheckConstraint("(outcome IS 'duplicate') = (duplicate_of IS NOT NULL)"),
        CheckConstraint("paused_days >= 0"),
        STRICT,
    )

    number: str
    round_id: int | None = Field(default=None, foreign_key="round.id")
    channel: str
    theme: str = ""
    title: str
    received_on: date
    dept: str = ""
    reviewer: str = ""
    secret: bool = False
    state: str = "received"
    outcome: str | None = None
    hold_until: date | None = None
    start_on: date | None = None
    duplicate_of: int | None = Field(default=None, foreign_key="proposal.id")
    decided_on: date | None = None
    paused_on: date | None = None
    paused_days: int = 0
    reason: str = ""
    problem: str = ""
    idea: str = ""
    effect: str = ""
    note: str = ""
