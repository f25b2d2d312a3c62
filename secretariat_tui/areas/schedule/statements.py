"""The statements of the diary. `python -m tests.statements` compiles them into compiled.py."""

from datetime import time
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    SQLColumnExpression,
    Text,
    and_,
    case,
    func,
    not_,
    or_,
    select,
    union_all,
)
from sqlmodel import col

from secretariat_tui.areas.attached.records import Link
from secretariat_tui.areas.schedule import model
from secretariat_tui.areas.schedule.days import INACTIVE
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft, StepDraft
from secretariat_tui.areas.schedule.records import Event, EventLine, EventStep
from secretariat_tui.areas.schedule.rules import STATUS_SEPARATOR
from secretariat_tui.core.limits import LATEST
from secretariat_tui.database.audit.retention_statement import expired
from secretariat_tui.database.engine.dialect import JoinedTexts, LastLetter, Parameter, WithoutIndex
from secretariat_tui.database.engine.record_columns import draft_columns, stored_columns
from secretariat_tui.database.engine.tables import tx
from secretariat_tui.database.search.list_statement import (
    ListStatement,
)

_ID = Parameter("id", BigInteger())
_DAY = Parameter("day", Date())
_PLACE = Parameter("place", Text())
_FIRST = Parameter("first", Date())
_LAST = Parameter("last", Date())
_line_count = (
    select(func.count())
    .where(col(EventLine.event_id) == Event.id)
    .correlate(Event)
    .scalar_subquery()
)
_columns = (
    col(Event.id),
    col(Event.rev),
    col(Event.title),
    col(Event.kind),
    col(Event.category),
    col(Event.starts_on),
    col(Event.starts_at),
    col(Event.ends_on),
    col(Event.ends_at),
    col(Event.all_day),
    col(Event.place),
    col(Event.status),
    col(Event.visibility),
    _line_count.label("line_count"),
    *(
        col(each)
        for each in (
            Event.own_starts_at,
            Event.own_ends_at,
            Event.travel_before,
            Event.travel_after,
            Event.attendance,
            Event.hold_until,
            Event.hold_group,
            Event.busy,
            Event.rrule,
            Event.series_id,
            Event.occurrence,
        )
    ),
)
_lines = (
    select(
        case(
            (col(EventLine.label) == "", col(EventLine.text)),
            else_=col(EventLine.label) + ": " + EventLine.text,
        ).label("text")
    )
    .where(col(EventLine.event_id) == Event.id)
    .order_by(col(EventLine.pos))
    .correlate(Event)
    .subquery("line")
)
_LONG = col(Event.ends_on) > Event.starts_on
# An event that ends at 0:00 of a day does not touch that day (days.last_day).
_ENDS_FROM_DAY = and_(
    col(Event.ends_on) >= _DAY,
    or_(
        col(Event.ends_on) > _DAY,
        col(Event.starts_on) == _DAY,
        col(Event.ends_at).is_(None),
        col(Event.ends_at) != time(0),
    ),
)
_RUNNING = and_(_LONG, _ENDS_FROM_DAY, WithoutIndex(Event.starts_on) < _DAY)


# A series is a row for all its occurrences; queries.agenda() computes them.
_SINGLE = col(Event.rrule) == ""
_SERIES = col(Event.rrule) != ""


def _masked(column: SQLColumnExpression[Any]) -> ColumnElement[Any]:
    return case((col(Event.visibility) == "secret", LastLetter()), else_=column)


# What the list groups by: the status, and the attendance unless the mayor attends in person.
_STATUS_SHOWN = case(
    (col(Event.attendance) == "self", col(Event.status)),
    else_=col(Event.status) + STATUS_SEPARATOR + Event.attendance,
)
EVENTS = ListStatement(
    record=Event,
    model=model.EVENT,
    columns=_columns,
    source=Event.metadata.tables["event"],
    keys={
        "when": col(Event.starts_on),
        "starts_at": col(Event.starts_at),
        "title": _masked(col(Event.title)),
        "kind": _masked(col(Event.kind)),
        "category": _masked(col(Event.category)),
        "place": _masked(col(Event.place)),
        "status": _masked(_STATUS_SHOWN),
    },
    conditions={
        "in_period": col(Event.starts_on).between(_FIRST, _LAST),
        "single": _SINGLE,
        "running": _RUNNING,
        "coming": col(Event.starts_on) >= _DAY,
        "past": and_(col(Event.starts_on) < _DAY, not_(_ENDS_FROM_DAY)),
    },
    rows={"lines": func.coalesce(select(JoinedTexts(_lines.c.text, " / ")).scalar_subquery(), "")},
)
# Events that begin in the period, and long ones that began before it, each by its own index.
_agenda = union_all(
    select(*_columns).where(col(Event.starts_on).between(_FIRST, _LAST), _SINGLE),
    select(*_columns).where(
        _LONG, col(Event.ends_on) >= _FIRST, WithoutIndex(Event.starts_on) < _FIRST, _SINGLE
    ),
)
AGENDA = _agenda.order_by(
    _agenda.selected_columns.starts_on,
    _agenda.selected_columns.all_day.desc(),
    _agenda.selected_columns.starts_at.nulls_first(),
    _agenda.selected_columns.id,
)
# The series that may have occurrences in a period, with what these are computed from.
SERIES = (
    select(
        *_columns,
        col(Event.holiday_rule),
        col(Event.rdates),
        col(Event.exdates),
    )
    .where(
        _SERIES,
        col(Event.starts_on) <= _LAST,
        or_(col(Event.last_start).is_(None), col(Event.last_start) >= _FIRST),
    )
    .order_by(
        WithoutIndex(Event.id)
    )  # of the few series; SQLite would scan all events in that order
)
HAS_SERIES = select(col(Event.id)).where(_SERIES).limit(1)
OVERRIDDEN = select(col(Event.series_id), col(Event.occurrence)).where(
    col(Event.series_id).is_not(None)
)
SERIES_OF_OVERRIDES = select(col(Event.id), col(Event.series_id)).where(
    col(Event.series_id).is_not(None)
)
OVERRIDES_OF = (
    select(col(Event.id), col(Event.occurrence))
    .where(col(Event.series_id) == _ID)
    .order_by(col(Event.occurrence))
)
LONG_EVENT_ON = select(col(Event.id)).where(_RUNNING, _SINGLE).limit(1)
FIRST_DAY_FROM = select(func.min(Event.starts_on).label("day")).where(
    col(Event.starts_on) >= _DAY, _SINGLE
)
_last_days = union_all(
    select(func.max(Event.starts_on).label("day")), select(func.max(Event.ends_on)).where(_LONG)
).subquery("last_day")
LAST_DAY = select(func.max(_last_days.c.day).label("day"))
COUNTS = select(
    func.count().label("all"),
    func.count().filter(_ENDS_FROM_DAY).label("later"),
).where(_SINGLE)
# What conflict_queries.all_conflicts() computes the conflicts of all events from.
ACTIVE = select(
    col(Event.id),
    col(Event.occurrence),
    col(Event.starts_on),
    col(Event.starts_at),
    col(Event.ends_on),
    col(Event.ends_at),
    col(Event.all_day),
    col(Event.status),
    col(Event.busy),
    col(Event.attendance),
    col(Event.own_starts_at),
    col(Event.own_ends_at),
    col(Event.travel_before),
    col(Event.travel_after),
    col(Event.hold_group),
    col(Event.place),
    col(Event.title),
).where(
    col(Event.status).not_in(sorted(INACTIVE)),
    col(Event.busy),
    col(Event.attendance) == "self",
    _SINGLE,
)
HOLDS_UNTIL = (
    select(*_columns)
    .where(col(Event.status) == "hold", col(Event.hold_until) <= _DAY)
    .order_by(col(Event.hold_until), col(Event.id))
)
# The events at a place to which a journey was entered, the latest first.
TRAVELLED_TO = (
    select(*_columns)
    .where(col(Event.place) == _PLACE, col(Event.travel_before).is_not(None), _SINGLE)
    .order_by(col(Event.starts_on).desc(), col(Event.id).desc())
    .limit(8)
)
EVENT_ROW = select(*_columns).where(col(Event.id) == _ID)
# A one-day event has no last day, so that it moves when its first day changes.
EVENT = select(
    *stored_columns(Event, EventDraft, ends_on=func.nullif(Event.ends_on, col(Event.starts_on)))
).where(col(Event.id) == _ID)
HAS_ROWS = union_all(
    select(col(EventLine.id)).where(col(EventLine.event_id) == _ID),
    select(col(EventStep.id)).where(col(EventStep.event_id) == _ID),
)
EVENT_LINES = (
    select(*draft_columns(EventLine, LineDraft))
    .where(col(EventLine.event_id) == _ID)
    .order_by(col(EventLine.pos))
)
EVENT_STEPS = (
    select(*draft_columns(EventStep, StepDraft))
    .where(col(EventStep.event_id) == _ID)
    .order_by(col(EventStep.pos))
)
# What queries.calendar_entries() identifies the events of calendar files by.
CALENDAR_ENTRIES = select(
    col(Event.id),
    col(Event.rev),
    col(Event.uid),
    col(Event.occurrence),
    col(Event.sequence),
    col(Event.status),
    col(Event.series_id),
    col(Event.exdates),
    col(Event.last_start),
)
# The day of the last occurrence of a series, NULL if it is endless.
LAST_START = select(col(Event.last_start)).where(col(Event.id) == _ID)
# The series of calendar files.
FILE_SERIES = select(col(Event.id), col(Event.uid), col(Event.sequence)).where(
    _SERIES, col(Event.uid) != ""
)
# Events that touch a period, and the series that may have occurrences in it.
_IN_PERIOD = and_(
    col(Event.starts_on) <= _LAST,
    or_(
        and_(_SINGLE, col(Event.ends_on) >= _FIRST),
        and_(_SERIES, or_(col(Event.last_start).is_(None), col(Event.last_start) >= _FIRST)),
    ),
)
# What tells the events of one file from those of others in calendar files.
FIRST_EDIT = select(tx.c.at, tx.c.who, tx.c.label).order_by(tx.c.id).limit(1)
# What queries.full_events() exports to calendar files.
FULL_EVENTS = (
    select(
        *stored_columns(Event, EventDraft, ends_on=func.nullif(Event.ends_on, col(Event.starts_on)))
    )
    .where(_IN_PERIOD)
    .order_by(col(Event.starts_on), col(Event.id))
)
FULL_EVENT_LINES = (
    select(col(EventLine.event_id), *draft_columns(EventLine, LineDraft))
    .join(Event, col(Event.id) == EventLine.event_id)
    .where(_IN_PERIOD)
    .order_by(col(EventLine.event_id), col(EventLine.pos))
)
FULL_EVENT_STEPS = (
    select(col(EventStep.event_id), *draft_columns(EventStep, StepDraft))
    .join(Event, col(Event.id) == EventStep.event_id)
    .where(_IN_PERIOD)
    .order_by(col(EventStep.event_id), col(EventStep.pos))
)
# The events of an attendance request that take place or may.
EVENTS_OF_REQUEST = (
    select(
        col(Event.id),
        col(Event.rev),
        col(Event.starts_on),
        col(Event.starts_at),
        col(Event.status),
    )
    .join(Link, and_(col(Link.target) == "event", col(Link.target_id) == Event.id))
    .where(
        col(Link.parent) == "attendancerequest",
        col(Link.parent_id) == _ID,
        col(Event.status).not_in(sorted(INACTIVE)),
    )
    .order_by(col(Event.starts_on), col(Event.id))
)
# A series is closed on its last day, an endless one never.
_CLOSED_ON = case((_SINGLE, col(Event.ends_on)), else_=func.coalesce(col(Event.last_start), LATEST))
EXPIRED = expired(Event, model.EVENT, _CLOSED_ON)
