"""The statements of agreements. `python -m tests.statements` compiles them into compiled.py."""

from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    Select,
    SQLColumnExpression,
    Text,
    and_,
    case,
    func,
    inspect,
    literal,
    not_,
    or_,
    select,
)
from sqlmodel import col

from secretariat_tui.areas.agreements import model, rules
from secretariat_tui.areas.agreements.model import AgreementDraft, ChangeDraft, CheckDraft
from secretariat_tui.areas.agreements.records import Agreement, AgreementChange, AgreementCheck
from secretariat_tui.areas.attached.records import Participant, Task
from secretariat_tui.areas.attached.statements import next_task, part_lines, task_lines
from secretariat_tui.database.audit.retention_statement import expired
from secretariat_tui.database.engine.dialect import (
    DaysEarlier,
    DaysLater,
    DistinctTexts,
    EarliestDay,
    JoinedTexts,
    LastLetter,
    LineBreak,
    MonthsLater,
    OwnDays,
    Parameter,
    WorkingDayFrom,
)
from secretariat_tui.database.engine.record_columns import draft_columns, stored_columns
from secretariat_tui.database.search.list_statement import ListStatement

_ID = Parameter("id", BigInteger())
_TODAY = Parameter("today", Date())
_LAST_DAY = literal(date.max, Date())  # the last date is in 9999
_SECRET = col(Agreement.secret)
_KNOWN_ROWS = 5_000  # the last rows whose values forms offer


def _masked(column: SQLColumnExpression[Any], mask: Any) -> ColumnElement[Any]:
    """Return a column without its value in secret agreements."""
    return case((_SECRET, mask), else_=column)


def _hidden(column: SQLColumnExpression[Any]) -> ColumnElement[Any]:
    """Return a column that is NULL in secret agreements."""
    return case((not_(_SECRET), column))


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
_party_lines: ColumnElement[str] = func.coalesce(
    select(JoinedTexts(_party.c.organization, LineBreak())).scalar_subquery(), ""
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
_starts_on = func.coalesce(Agreement.effective_on, col(Agreement.signed_on))
# rules.agreement_standing in SQL
_standing: ColumnElement[str] = case(
    (col(Agreement.state) != "signed", col(Agreement.state)),
    (_starts_on > _TODAY, "planned"),
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
# rules.alerts in SQL
_horizon = func.coalesce(DaysLater(_TODAY, max(rules.ALERT_DAYS)), _LAST_DAY)


def _announced(day: SQLColumnExpression[Any]) -> ColumnElement[Any]:
    """Return a day if there is an alert for it, else NULL."""
    return case((and_(col(Agreement.state) == "signed", day.between(_TODAY, _horizon)), day))


_alert_days = (
    case((_check_due, _next_check)),
    _announced(DaysEarlier(Agreement.expires_on, Agreement.notice_days)),
    _announced(col(Agreement.expires_on)),
)
_due: ColumnElement[date] = case(
    (
        or_(*(day.is_not(None) for day in _alert_days)),
        EarliestDay(*(func.coalesce(day, _LAST_DAY) for day in _alert_days)),
    )
)


def _members(column: SQLColumnExpression[Any]) -> Select[Any]:
    """Return a column of each counterparty, with the agreement."""
    value = _masked(column, LastLetter()).label("value")
    return (
        select(col(Participant.parent_id).label("record_id"), value)
        .join_from(Participant, Agreement, col(Agreement.id) == Participant.parent_id)
        .where(col(Participant.parent) == "agreement", col(Participant.role) == "party")
    )


_columns: tuple[SQLColumnExpression[Any], ...] = (
    col(Agreement.id),
    col(Agreement.rev),
    _masked(_party_lines, "").label("party_lines"),
    _masked(_levels, "").label("levels"),
    _masked(col(Agreement.name), "").label("name"),
    col(Agreement.kind),
    col(Agreement.state),
    col(Agreement.signed_on),
    col(Agreement.effective_on),
    col(Agreement.expires_on),
    col(Agreement.notice_days),
    col(Agreement.checked_on),
    col(Agreement.check_months),
    _masked(_tasks, 0).label("tasks"),
    _masked(_done, 0).label("done"),
    _hidden(_task_due).label("task_due"),
    _masked(func.coalesce(next_task("owner", Agreement), ""), "").label("task_owner"),
    col(Agreement.secret),
    OwnDays().label("own_days"),
    _TODAY.label("today"),
)


_change_lines = part_lines(AgreementChange, "agreement_id", Agreement, ChangeDraft)
_check_lines = part_lines(AgreementCheck, "agreement_id", Agreement, CheckDraft)
REGISTER = ListStatement(
    record=Agreement,
    model=model.AGREEMENT,
    columns=_columns,
    source=Agreement.metadata.tables["agreement"],
    keys={
        "parties": _masked(_parties, LastLetter()),
        "name": _masked(col(Agreement.name), LastLetter()),
        "levels": _masked(_levels, LastLetter()),
        "signed_on": col(Agreement.signed_on),
        "expires_on": col(Agreement.expires_on),
        "standing": _standing,
        "tasks": _masked(_tasks * 10000 + _done, 0),  # by tasks, then by done ones
        "task_due": _hidden(_task_due),
        "next": _due,
    },
    conditions={
        "from_first": col(Agreement.signed_on) >= Parameter("first", Date()),
        "to_last": col(Agreement.signed_on) <= Parameter("last", Date()),
    },
    rows={
        "signatories": _signatories,
        "task_texts": task_lines(Agreement),
        "changes": _change_lines,
        "checks": _check_lines,
    },
    members={
        "parties": _members(col(Participant.organization)),
        "levels": _members(col(Participant.level)),
    },
)
_watched = (
    select(col(Agreement.id), _due.label("due"))
    .where(_due.is_not(None))
    .order_by(_due, col(Agreement.id))
    .limit(Parameter("most", Integer()))
    .subquery("watched")
)
ATTENTION = (
    select(*_columns)
    .join_from(_watched, Agreement, col(Agreement.id) == _watched.c.id)
    .order_by(_watched.c.due, col(Agreement.id))
)
_state = select(
    col(Agreement.expires_on),
    _standing.label("standing"),
    _check_due.label("check_due"),
    _due.label("due"),
).subquery("state")


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


COUNTS = select(
    func.count().label("agreements"),
    _count(_state.c.standing.in_(("in_force", "expiring"))).label("in_force"),
    _count(_state.c.standing == "planned").label("planned"),
    _count(and_(_state.c.standing == "in_force", _state.c.expires_on.is_(None))).label("no_term"),
    _count(_state.c.standing == "expiring").label("expiring"),
    _count(_state.c.standing == "expired").label("expired"),
    _count(_state.c.check_due).label("check_due"),
    _count(_state.c.due.is_not(None)).label("alerts"),
).select_from(_state)
AGREEMENT = select(*stored_columns(Agreement, AgreementDraft)).where(col(Agreement.id) == _ID)
CHANGES = (
    select(*draft_columns(AgreementChange, ChangeDraft))
    .where(col(AgreementChange.agreement_id) == _ID)
    .order_by(col(AgreementChange.pos), col(AgreementChange.id))
)
CHECKS = (
    select(*draft_columns(AgreementCheck, CheckDraft))
    .where(col(AgreementCheck.agreement_id) == _ID)
    .order_by(col(AgreementCheck.pos), col(AgreementCheck.id))
)
NAMES = select(
    col(Agreement.id),
    _masked(col(Agreement.name), Parameter("secret_name", Text())).label("name"),
    col(Agreement.signed_on),
).order_by(col(Agreement.signed_on).desc(), col(Agreement.id).desc())
SUCCESSORS = select(col(Agreement.id), col(Agreement.replaced_by_id))
# Counterparties of agreements that are not secret, the last entered first.
KNOWN_PARTIES = (
    select(
        *(
            inspect(Participant).columns[name]
            for name in ("organization", "level", "name", "contact")
        )
    )
    .join_from(Participant, Agreement, col(Agreement.id) == Participant.parent_id)
    .where(col(Participant.parent) == "agreement", col(Participant.role) == "party", not_(_SECRET))
    .order_by(col(Participant.id).desc())
    .limit(_KNOWN_ROWS)
)
KNOWN_VALUES = (
    select(*(inspect(Agreement).columns[name] for name in ("place", "ours", "dept", "owner")))
    .where(not_(_SECRET))
    .order_by(col(Agreement.id).desc())
    .limit(_KNOWN_ROWS)
)
LAST_SIGNATORY = (
    select(col(Agreement.ours))
    .where(col(Agreement.ours) != "")
    .order_by(col(Agreement.id).desc())
    .limit(1)
)
AGREEMENT_NAME = select(
    _masked(col(Agreement.name), Parameter("secret_name", Text())).label("name")
).where(col(Agreement.id) == _ID)
EXPIRED = expired(
    Agreement,
    model.AGREEMENT,
    col(Agreement.ended_on),
    col(Agreement.state).in_(("ended", "replaced")),
)
