"""The statements of attendance requests. `python -m tests.statements` compiles them into compiled.py."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    SQLColumnExpression,
    and_,
    case,
    func,
    select,
)
from sqlmodel import col

from secretariat_tui.areas.attached.statements import part_lines
from secretariat_tui.areas.requests import model
from secretariat_tui.areas.requests.model import OPEN_STATES, AlternativeDraft, RequestDraft
from secretariat_tui.areas.requests.records import AttendanceAlternative, AttendanceRequest
from secretariat_tui.database.audit.retention_statement import expired
from secretariat_tui.database.engine.dialect import LastLetter, Parameter
from secretariat_tui.database.engine.record_columns import draft_columns, stored_columns
from secretariat_tui.database.search.list_statement import ListStatement

_ID = Parameter("id", BigInteger())
_TODAY = Parameter("today", Date())
_UNTIL = Parameter("until", Date())
_open = col(AttendanceRequest.state).in_(OPEN_STATES)
_columns = (
    col(AttendanceRequest.id),
    col(AttendanceRequest.rev),
    col(AttendanceRequest.title),
    col(AttendanceRequest.received_on),
    col(AttendanceRequest.host),
    col(AttendanceRequest.starts_on),
    col(AttendanceRequest.starts_at),
    col(AttendanceRequest.ends_at),
    col(AttendanceRequest.place),
    col(AttendanceRequest.reply_by),
    col(AttendanceRequest.state),
    col(AttendanceRequest.owner),
    col(AttendanceRequest.secret),
    _TODAY.label("today"),
)


def _masked(column: SQLColumnExpression[Any]) -> ColumnElement[Any]:
    return case((col(AttendanceRequest.secret), LastLetter()), else_=column)


REQUESTS = ListStatement(
    record=AttendanceRequest,
    model=model.REQUEST,
    columns=_columns,
    source=AttendanceRequest.metadata.tables["attendancerequest"],
    keys={
        "received_on": col(AttendanceRequest.received_on),
        "title": _masked(col(AttendanceRequest.title)),
        "host": _masked(col(AttendanceRequest.host)),
        "when": case((col(AttendanceRequest.secret), None), else_=AttendanceRequest.starts_on),
        "place": _masked(col(AttendanceRequest.place)),
        "state": col(AttendanceRequest.state),
        "reply_by": col(AttendanceRequest.reply_by),
        "owner": _masked(col(AttendanceRequest.owner)),
    },
    conditions={
        "from_first": col(AttendanceRequest.received_on) >= Parameter("first", Date()),
        "to_last": col(AttendanceRequest.received_on) <= Parameter("last", Date()),
        "open": _open,
        "answered": ~_open,
    },
    rows={
        "alternatives": part_lines(
            AttendanceAlternative, "request_id", AttendanceRequest, AlternativeDraft
        )
    },
)
TO_ANSWER = (
    select(*_columns)
    .where(col(AttendanceRequest.reply_by) <= _UNTIL, _open)
    .order_by(col(AttendanceRequest.reply_by), col(AttendanceRequest.id))
    .limit(Parameter("most", Integer()))
)
COUNTS = select(
    func.count().label("requests"),
    func.count().filter(_open).label("open"),
    func.count().filter(and_(_open, col(AttendanceRequest.state) == "hold")).label("held"),
    func.count().filter(and_(_open, col(AttendanceRequest.reply_by) < _TODAY)).label("overdue"),
).select_from(AttendanceRequest)
REQUEST = select(*stored_columns(AttendanceRequest, RequestDraft)).where(
    col(AttendanceRequest.id) == _ID
)
ALTERNATIVES = (
    select(*draft_columns(AttendanceAlternative, AlternativeDraft))
    .where(col(AttendanceAlternative.request_id) == _ID)
    .order_by(col(AttendanceAlternative.pos), col(AttendanceAlternative.id))
)
EXPIRED = expired(AttendanceRequest, model.REQUEST, col(AttendanceRequest.received_on), ~_open)
