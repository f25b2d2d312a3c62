"""The statements of agreements. `python -m tests.statements` compiles them into compiled.py."""

from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    SQLColumnExpression,
    and_,
    case,
    func,
    literal,
    or_,
    select,
)
from sqlmodel import col

from secretariat_tui.areas.agreements import model, rules
from secretariat_tui.areas.agreements.model import AgreementDraft
from secretariat_tui.areas.agreements.records import Agreement
from secretariat_tui.areas.attached.records import Participant, Task
from secretariat_tui.areas.attached.statements import next_task, task_lines
from secretariat_tui.database.audit.retention_statement import expired
from secretariat_tui.database.engine.dialect import (
    DaysLater,
    DistinctTexts,
    JoinedTexts,
    MonthsLater,
    Parameter,
    WorkingDayFrom,
)
from secretariat_tui.database.engine.record_columns import stored_columns
from secretariat_tui.database.search.list_statement import (
    ListStatement,
)

_ID = Parameter("id", BigInteger())
_TODAY = Parameter("today", Date())
_LAST_DAY = literal(date.max, Date())  # the last date is in 9999
_is_party = and_(
    col(Participant.parent) == "agreement",
    col(Participant.parent_id) == Agreement.id,
    col(Participant.role) == "party",
)
_party = (
    select(col(Participant.organization))
    .where(_is_party)
    .order_by(col(Participant.pos))
    .correlate(Agreement)
    .subquery("party")
)
_parties: ColumnElement[str] = func.coalesce(
    select(JoinedTexts(_party.c.organization, ", ")).scalar_subquery(), ""
)
_signatory = (
    select(col(Participant.name).label("name"))
    .where(_is_party, col(Participant.name) != "")
    .order_by(col(Participant.pos))
    .correlate(Agreement)
    .subquery("signatory")
)
_signatories: ColumnElement[str] = func.coalesce(
    select(JoinedTexts(_signatory.c.name, ", ")).scalar_subquery(), ""
)
_level = (
    select(col(Participant.level))
    .where(_is_party)
    .order_by(col(Participant.pos))
    .correlate(Agreement)
    .subquery("level")
)
_levels: ColumnElement[str] = func.coalesce(
    select(DistinctTexts(_level.c.level)).scalar_subquery(), ""
)


def _task_count(*where: ColumnElement[bool]) -> ColumnElement[int]:
    return (
        select(func.count())
        .where(col(Task.parent) == "agreement", col(Task.parent_id) == Agreement.id, *where)
        .correlate(Agreement)
        .scalar_subquery()
    )


_tasks = _task_count()
_done = _task_count(col(Task.state) == "done")
_task_due = next_task("due_on", Agreement)
# rules.agreement_standing in SQL
_standing: ColumnElement[str] = case(
    (col(Agreement.state) != "signed", col(Agreement.state)),
    (col(Agreement.expires_on) < _TODAY, "expired"),
    (
        col(Agreement.expires_on)
        <= func.coalesce(DaysLater(_TODAY, rules.EXPIRING_DAYS), _LAST_DAY),
        "expiring",
    ),
    else_="in_force",
)
# rules.next_check in SQL
_from_day: ColumnElement[date] = func.coalesce(Agreement.checked_on, col(Agreement.signed_on))
_next_check: ColumnElement[Any] = case(
    (
        and_(
            col(Agreement.state) == "signed",
            col(Agreement.check_months).is_not(None),
            _from_day.is_not(None),
        ),
        func.coalesce(WorkingDayFrom(MonthsLater(_from_day, Agreement.check_months)), _LAST_DAY),
    )
)
_check_due = _next_check <= func.coalesce(DaysLater(_TODAY, rules.CHECK_NOTICE_DAYS), _LAST_DAY)
_due: ColumnElement[date] = case(
    (_check_due, _next_check),
    (_standing.in_(("expiring", "expired")), col(Agreement.expires_on)),
)
_columns: tuple[SQLColumnExpression[Any], ...] = (
    col(Agreement.id),
    col(Agreement.rev),
    _parties.label("parties"),
    _levels.label("levels"),
    col(Agreement.name),
    col(Agreement.kind),
    col(Agreement.state),
    col(Agreement.signed_on),
    col(Agreement.expires_on),
    col(Agreement.checked_on),
    col(Agreement.check_months),
    _tasks.label("tasks"),
    _done.label("done"),
    _task_due.label("task_due"),
    func.coalesce(next_task("owner", Agreement), "").label("task_owner"),
    _TODAY.label("today"),
)
REGISTER = ListStatement(
    record=Agreement,
    model=model.AGREEMENT,
    columns=_columns,
    source=Agreement.metadata.tables["agreement"],
    keys={
        "parties": _parties,
        "name": col(Agreement.name),
        "levels": _levels,
        "signed_on": col(Agreement.signed_on),
        "expires_on": col(Agreement.expires_on),
        "standing": _standing,
        "tasks": _tasks * 10000 + _done,  # by tasks, then by done ones
        "task_due": _task_due,
        "next": _due,
    },
    conditions={
        "from_first": col(Agreement.signed_on) >= Parameter("first", Date()),
        "to_last": col(Agreement.signed_on) <= Parameter("last", Date()),
    },
    rows={"signatories": _signatories, "task_texts": task_lines(Agreement)},
)
WATCHED = select(*_columns).where(
    col(Agreement.state) == "signed",
    or_(
        col(Agreement.check_months).is_not(None),
        col(Agreement.expires_on) <= Parameter("horizon", Date()),
    ),
)
_state = select(
    col(Agreement.expires_on), _standing.label("standing"), _check_due.label("check_due")
).subquery("state")


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


COUNTS = select(
    func.count().label("agreements"),
    _count(_state.c.standing.in_(("in_force", "expiring"))).label("in_force"),
    _count(and_(_state.c.standing == "in_force", _state.c.expires_on.is_(None))).label("no_term"),
    _count(_state.c.standing == "expiring").label("expiring"),
    _count(_state.c.standing == "expired").label("expired"),
    _count(_state.c.check_due).label("check_due"),
).select_from(_state)
AGREEMENT = select(*stored_columns(Agreement, AgreementDraft)).where(col(Agreement.id) == _ID)
LAST_SIGNATORY = (
    select(col(Agreement.ours))
    .where(col(Agreement.ours) != "")
    .order_by(col(Agreement.id).desc())
    .limit(1)
)
AGREEMENT_NAME = select(col(Agreement.name)).where(col(Agreement.id) == _ID)
EXPIRED = expired(
    Agreement, model.AGREEMENT, col(Agreement.ended_on), col(Agreement.state) == "ended"
)
