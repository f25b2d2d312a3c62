"""The statements of proposals and rounds. `python -m tests.statements` compiles them into compiled.py."""

from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    SQLColumnExpression,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    not_,
    or_,
    outerjoin,
    select,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql.selectable import SelectBase
from sqlmodel import col

from secretariat_tui.areas.proposals import model, rules
from secretariat_tui.areas.proposals.model import ProposalDraft, ResultDraft, RoundDraft
from secretariat_tui.areas.proposals.records import Proposal, Round, RoundResult
from secretariat_tui.database.audit.retention_statement import expired
from secretariat_tui.database.engine.dialect import (
    DaysBetween,
    DaysLater,
    HasOnlyDigits,
    IsDistinct,
    IsListed,
    JoinedTexts,
    JsonValue,
    LargestNumber,
    LastLetter,
    LatestDay,
    MonthsLater,
    OwnDays,
    Parameter,
    StartsWith,
    WorkingDayFrom,
)
from secretariat_tui.database.engine.record_columns import draft_columns, stored_columns
from secretariat_tui.database.engine.tables import change, tx
from secretariat_tui.database.search.list_statement import (
    ListStatement,
    further_fields,
)

_ID = Parameter("id", BigInteger())
_IDS = Parameter("ids", Text())
_TODAY = Parameter("today", Date())
_FIRST = Parameter("first", Date())
_LAST = Parameter("last", Date())
_SECRET = col(Proposal.secret)


def _masked(column: SQLColumnExpression[Any], mask: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((_SECRET, mask), else_=column)


_period_start = LatestDay(
    Proposal.received_on, func.coalesce(Round.ends_on, col(Proposal.received_on))
)
# rules.due_on in SQL; the last date is in 9999.
_paused_days = case(
    (col(Proposal.paused_on).is_(None), 0),
    else_=LargestNumber(0, DaysBetween(_TODAY, LatestDay(Proposal.paused_on, _period_start))),
)
_due: ColumnElement[date] = func.coalesce(
    WorkingDayFrom(
        DaysLater(
            MonthsLater(_period_start, rules.DECISION_MONTHS),
            col(Proposal.paused_days) + _paused_days,
        )
    ),
    literal(date.max, Date()),
)
_open = col(Proposal.state).in_(("received", "review", "panel"))
_undecided = col(Proposal.state).in_(("received", "returned", "review", "panel"))
_held = and_(col(Proposal.state) == "decided", col(Proposal.outcome) == "held")
_held_due = and_(_held, col(Proposal.hold_until) <= _TODAY)
_to_decide = or_(_undecided, _held_due)
_overdue = and_(_open, _due < _TODAY)
_source = outerjoin(Proposal, Round, col(Round.id) == Proposal.round_id)
_columns: tuple[SQLColumnExpression[Any], ...] = (
    col(Proposal.id),
    col(Proposal.rev),
    col(Proposal.number),
    _masked(col(Proposal.title), literal("")).label("title"),
    col(Proposal.channel),
    _masked(col(Proposal.theme), literal("")).label("theme"),
    col(Proposal.state),
    col(Proposal.outcome),
    col(Proposal.received_on),
    col(Round.ends_on).label("closes_on"),
    col(Proposal.decided_on),
    col(Proposal.hold_until),
    col(Proposal.paused_on),
    col(Proposal.paused_days),
    col(Proposal.round_id),
    case((not_(_SECRET), col(Round.theme))).label("round"),
    col(Proposal.dept),
    col(Proposal.reviewer),
    col(Proposal.secret),
    OwnDays().label("own_days"),
    _TODAY.label("today"),
)
INBOX = ListStatement(
    record=Proposal,
    model=model.PROPOSAL,
    columns=_columns,
    source=_source,
    keys={
        "number": col(Proposal.number),
        "received_on": col(Proposal.received_on),
        "title": _masked(col(Proposal.title), LastLetter()),  # as in the index of the table
        "channel": col(Proposal.channel),
        "theme": _masked(col(Proposal.theme), LastLetter()),
        "state": func.coalesce(Proposal.outcome, col(Proposal.state)),
        "left": case((col(Proposal.state) == "decided", col(Proposal.hold_until)), else_=_due),
        "open": case((col(Proposal.state) != "decided", 1), else_=0),
        "overdue": case((_overdue, 1), else_=0),
    },
    conditions={
        "from_first": col(Proposal.received_on) >= _FIRST,
        "to_last": col(Proposal.received_on) <= _LAST,
        "to_decide": _to_decide,
        "decided": and_(
            col(Proposal.state) == "decided",
            or_(
                col(Proposal.outcome).is_(None),
                col(Proposal.outcome) != "held",
                col(Proposal.hold_until).is_(None),
                col(Proposal.hold_until) > _TODAY,
            ),
        ),
    },
)
PROPOSAL = select(*stored_columns(Proposal, ProposalDraft)).where(col(Proposal.id) == _ID)
PROPOSAL_ROW = select(*_columns).select_from(_source).where(col(Proposal.id) == _ID)
NAMES = select(
    col(Proposal.id),
    col(Proposal.number),
    col(Proposal.title),
    col(Proposal.secret),
    col(Proposal.received_on),
).order_by(col(Proposal.received_on).desc(), col(Proposal.id).desc())
PROPOSAL_NUMBER = select(col(Proposal.number)).where(col(Proposal.id) == _ID)
NUMBER_HOLDER = select(col(Proposal.id)).where(col(Proposal.number) == Parameter("number", Text()))
_received = (
    col(Proposal.id),
    col(Proposal.received_on),
    col(Proposal.outcome),
    col(Proposal.duplicate_of),
)
RECEIVED = select(*_received).where(col(Proposal.id) == _ID)
DUPLICATES = select(*_received).where(col(Proposal.duplicate_of) == _ID)
ATTENTION = (
    select(*_columns)
    .select_from(_source)
    .where(_to_decide)
    .order_by(func.coalesce(Proposal.hold_until, _due), col(Proposal.id))
    .limit(Parameter("limit", Integer()))
)


def _count(*where: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(Proposal).where(*where).scalar_subquery()


OVERDUE_COUNT = select(func.count().label("overdue")).select_from(_source).where(_overdue)
# Nearly all of a long inbox is decided, so the decided are counted as all minus the others.
COUNTS = select(
    *(
        _count(col(Proposal.state) == state).label(state)
        for state in model.STATES
        if state != "decided"
    ),
    (_count() - _count(_undecided)).label("decided"),
    OVERDUE_COUNT.scalar_subquery().label("overdue"),
    _count(_held, col(Proposal.hold_until) > _TODAY).label("waiting"),
    _count(_held_due).label("held_due"),
)
COUNTS_BY_STATE = select(
    col(Proposal.state), col(Proposal.outcome), func.count().label("proposals")
).group_by(col(Proposal.state), col(Proposal.outcome))
_digits = func.substr(Proposal.number, 4)
HIGHEST_NUMBER = select(func.max(cast(_digits, Integer)).label("highest")).where(
    StartsWith(Proposal.number, Parameter("prefix", Text())), HasOnlyDigits(_digits)
)

_original = aliased(Proposal, name="original")
_duplicate = aliased(Proposal, name="duplicate")
_numbers = (
    select(col(_duplicate.number))
    .where(col(_duplicate.duplicate_of) == Proposal.id)
    .order_by(col(_duplicate.number))
    .correlate(Proposal)
    .subquery("numbers")
)
DECISION_DETAIL: SelectBase = select(
    col(Proposal.reason),
    col(Proposal.start_on),
    select(col(_original.number))
    .where(col(_original.id) == Proposal.duplicate_of)
    .correlate(Proposal)
    .scalar_subquery()
    .label("duplicate_of"),
    func.coalesce(select(JoinedTexts(_numbers.c.number, ", ")).scalar_subquery(), "").label(
        "duplicates"
    ),
).where(col(Proposal.id) == _ID)
STATE_CHANGES: SelectBase = (
    select(
        tx.c.at,
        tx.c.who,
        tx.c.kind,
        *(JsonValue(change.c.new, key).label(key) for key in ("state", "outcome", "reason")),
    )
    .join_from(change, tx, tx.c.id == change.c.tx)
    .where(
        change.c.tbl == "proposal",
        change.c.row == _ID,
        change.c.new.is_not(None),
        or_(
            *(
                IsDistinct(JsonValue(change.c.old, key), JsonValue(change.c.new, key))
                for key in ("state", "outcome", "reason", "hold_until")
            )
        ),
    )
    .order_by(change.c.id)
)

_ordered = (
    select((col(RoundResult.label) + " " + cast(RoundResult.count, Text)).label("text"))
    .where(col(RoundResult.round_id) == Round.id)
    .order_by(col(RoundResult.pos))
    .correlate(Round)
    .subquery("result")
)
_rounds = select(
    *(
        col(Round.id),
        col(Round.rev),
        col(Round.theme),
        col(Round.starts_on),
        col(Round.ends_on),
        col(Round.received),
        func.coalesce(select(JoinedTexts(_ordered.c.text, ", ")).scalar_subquery(), "").label(
            "results"
        ),
        func.coalesce(
            select(func.sum(RoundResult.count))
            .where(col(RoundResult.round_id) == Round.id)
            .scalar_subquery(),
            0,
        ).label("classified"),
        _count(col(Proposal.round_id) == Round.id).label("proposal_count"),
        _count(col(Proposal.round_id) == Round.id, not_(_SECRET)).label("public_count"),
        *further_fields(Round, model.ROUND),
    )
)
ROUNDS_OF_PERIOD = _rounds.where(
    or_(_FIRST.is_(None), col(Round.ends_on) >= _FIRST),
    or_(_LAST.is_(None), col(Round.starts_on) <= _LAST),
).order_by(col(Round.ends_on).desc(), col(Round.starts_on).desc(), col(Round.id).desc())
ROUNDS_BY_ID = _rounds.where(IsListed(Round.id, _IDS))
ROUND = select(*stored_columns(Round, RoundDraft)).where(col(Round.id) == _ID)
ROUND_THEME = select(col(Round.theme)).where(col(Round.id) == _ID)
ROUND_RESULTS = (
    select(*draft_columns(RoundResult, ResultDraft))
    .where(col(RoundResult.round_id) == _ID)
    .order_by(col(RoundResult.pos))
)
EXPIRED_PROPOSALS = expired(Proposal, model.PROPOSAL, col(Proposal.decided_on))
NUMBERS = select(col(Proposal.number))
