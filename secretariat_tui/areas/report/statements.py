"""The statements of tallies and issued reports. `python -m tests.statements` compiles them into compiled.py."""

from collections.abc import Callable, Mapping
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
    exists,
    false,
    func,
    not_,
    or_,
    outerjoin,
    select,
)
from sqlmodel import col

from secretariat_tui.areas.agreements import model as agreements
from secretariat_tui.areas.agreements.records import Agreement
from secretariat_tui.areas.attached.records import Participant
from secretariat_tui.areas.proposals import model as proposals
from secretariat_tui.areas.proposals.records import Proposal, Round
from secretariat_tui.areas.report import rules
from secretariat_tui.areas.report.model import ConditionDraft, IssuedDraft, PartDraft, TallyDraft
from secretariat_tui.areas.report.records import (
    IssuedPiece,
    IssuedReport,
    Tally,
    TallyCondition,
    TallyPart,
)
from secretariat_tui.areas.schedule import model as schedule
from secretariat_tui.areas.schedule.records import Event, EventLine
from secretariat_tui.database.engine.dialect import (
    DistinctTexts,
    IsListed,
    IsOneOf,
    JoinedTexts,
    LastLetter,
    LineBreak,
    Parameter,
)
from secretariat_tui.database.engine.record_columns import draft_columns, stored_columns
from secretariat_tui.database.search.list_statement import ListStatement

_ID = Parameter("id", BigInteger())
_TODAY = Parameter("today", Date())
_FIRST = Parameter("first", Date())
_LAST = Parameter("last", Date())
Condition = Callable[[str], ColumnElement[bool]]  # takes the name of its parameter


def _is_one_of(value: SQLColumnExpression[Any]) -> Condition:
    return lambda parameter: IsOneOf(value, Parameter(parameter, Text()))


def _conditions(
    record_id: SQLColumnExpression[Any],
    day: SQLColumnExpression[Any],
    fields: Mapping[str, Condition],
) -> dict[str, SQLColumnExpression[bool]]:
    of_parts = {f"{rules.PART_PREFIX}{name}": condition for name, condition in fields.items()}
    return {
        "from_first": day >= _FIRST,
        "to_last": day <= _LAST,
        "unclaimed": not_(IsListed(record_id, Parameter("claimed", Text()))),
        **{name: condition(name) for name, condition in {**fields, **of_parts}.items()},
    }


# rules.happened in SQL
_HAPPENED = or_(
    col(Event.status) == "done",
    and_(
        col(Event.status) == "confirmed",
        or_(
            col(Event.ends_on) < _TODAY,
            and_(
                col(Event.ends_on) == _TODAY,
                col(Event.starts_on) < Event.ends_on,
                col(Event.ends_at) == time(0),
            ),
        ),
    ),
)
_secret_event = col(Event.visibility) == "secret"
_NOT_INTERNAL = false().label("internal")
_event_fields: dict[str, Condition] = {
    "kind": _is_one_of(col(Event.kind)),
    "category": _is_one_of(col(Event.category)),
    "subcategory": _is_one_of(col(Event.subcategory)),
    "medium": _is_one_of(col(Event.media_type)),
    "outlet": _is_one_of(col(Event.outlet)),
    "line": lambda parameter: exists().where(
        col(EventLine.event_id) == Event.id, _is_one_of(col(EventLine.label))(parameter)
    ),
}
_labels = (
    select(col(EventLine.label))
    .where(col(EventLine.event_id) == Event.id)
    .order_by(col(EventLine.pos))
    .correlate(Event)
    .subquery("label")
)
EVENTS = ListStatement(
    record=Event,
    model=schedule.EVENT,
    columns=(
        col(Event.id),
        col(Event.starts_on).label("day"),
        col(Event.title).label("name"),
        col(Event.kind),
        col(Event.place).label("detail"),
        _secret_event.label("secret"),
        (col(Event.visibility) == "internal").label("internal"),
        *(col(getattr(Event, name)) for name in ("category", "subcategory", "outlet")),
        col(Event.media_type).label("medium"),
        func.coalesce(
            select(JoinedTexts(_labels.c.label, LineBreak())).scalar_subquery(), ""
        ).label("lines"),
    ),
    source=Event.metadata.tables["event"],
    keys={
        "day": col(Event.starts_on),
        "name": case((_secret_event, LastLetter()), else_=col(Event.title)),
        "detail": case((_secret_event, LastLetter()), else_=col(Event.place)),
    },
    conditions={
        "counted": and_(_HAPPENED, col(Event.rrule) == ""),
        "without_category": and_(col(Event.kind).in_(rules.VISIT_KINDS), col(Event.category) == ""),
        "without_medium": and_(col(Event.kind) == "interview", col(Event.media_type) == ""),
        **_conditions(col(Event.id), col(Event.starts_on), _event_fields),
    },
)
_secret_proposal = col(Proposal.secret)
_proposal_name = col(Proposal.number) + " " + Proposal.title
PROPOSALS = ListStatement(
    record=Proposal,
    model=proposals.PROPOSAL,
    columns=(
        col(Proposal.id),
        col(Proposal.received_on).label("day"),
        _proposal_name.label("name"),
        func.coalesce(Proposal.outcome, col(Proposal.state)).label("kind"),
        col(Proposal.dept).label("detail"),
        _secret_proposal.label("secret"),
        _NOT_INTERNAL,
        col(Proposal.channel),
        col(Proposal.theme),
        func.coalesce(Round.theme, "").label("round"),
        func.coalesce(Proposal.outcome, "").label("outcome"),
    ),
    source=outerjoin(Proposal, Round, col(Round.id) == Proposal.round_id),
    keys={
        "day": col(Proposal.received_on),
        "name": case((_secret_proposal, col(Proposal.number)), else_=_proposal_name),
        "detail": case((_secret_proposal, LastLetter()), else_=col(Proposal.dept)),
    },
    conditions=_conditions(
        col(Proposal.id),
        col(Proposal.received_on),
        {
            "channel": _is_one_of(col(Proposal.channel)),
            "theme": _is_one_of(col(Proposal.theme)),
            "round": _is_one_of(func.coalesce(Round.theme, "")),
            "outcome": _is_one_of(func.coalesce(Proposal.outcome, "")),
        },
    ),
)
_secret_agreement = col(Agreement.secret)
_is_party = and_(
    col(Participant.parent) == "agreement",
    col(Participant.parent_id) == Agreement.id,
    col(Participant.role) == "party",
)
_levels = (
    select(col(Participant.level))
    .where(_is_party)
    .order_by(col(Participant.pos))
    .correlate(Agreement)
    .subquery("level")
)
_agreement_fields: dict[str, Condition] = {
    "kind": _is_one_of(col(Agreement.kind)),
    "level": lambda parameter: exists().where(
        _is_party, _is_one_of(col(Participant.level))(parameter)
    ),
}
AGREEMENTS = ListStatement(
    record=Agreement,
    model=agreements.AGREEMENT,
    columns=(
        col(Agreement.id),
        col(Agreement.signed_on).label("day"),
        col(Agreement.name),
        col(Agreement.kind),
        col(Agreement.place).label("detail"),
        _secret_agreement.label("secret"),
        _NOT_INTERNAL,
        func.coalesce(select(DistinctTexts(_levels.c.level)).scalar_subquery(), "").label("levels"),
    ),
    source=Agreement.metadata.tables["agreement"],
    keys={
        "day": col(Agreement.signed_on),
        "name": case((_secret_agreement, LastLetter()), else_=col(Agreement.name)),
        "detail": case((_secret_agreement, LastLetter()), else_=col(Agreement.place)),
    },
    conditions={
        "counted": col(Agreement.state) != "draft",
        **_conditions(col(Agreement.id), col(Agreement.signed_on), _agreement_fields),
    },
)
TALLIES = select(*stored_columns(Tally, TallyDraft)).order_by(col(Tally.id))
CONDITIONS = select(
    col(TallyCondition.tally_id), *draft_columns(TallyCondition, ConditionDraft)
).order_by(col(TallyCondition.tally_id), col(TallyCondition.pos))
PARTS = select(col(TallyPart.tally_id), *draft_columns(TallyPart, PartDraft)).order_by(
    col(TallyPart.tally_id), col(TallyPart.pos)
)
TITLES_BY_ID = select(col(Tally.id), col(Tally.title), col(Tally.ends_on)).where(
    IsListed(Tally.id, Parameter("ids", Text()))
)
TALLY_TITLE = select(col(Tally.title)).where(col(Tally.id) == _ID)

_issued = select(*stored_columns(IssuedReport, IssuedDraft))
ISSUED = _issued.order_by(col(IssuedReport.id).desc())
ISSUED_BY_ID = _issued.where(IsListed(IssuedReport.id, Parameter("ids", Text())))
LAST_ISSUED = (
    _issued.where(col(IssuedReport.template) == Parameter("template", Text()))
    .order_by(col(IssuedReport.id).desc())
    .limit(1)
)
ISSUED_CONTENT = (
    select(col(IssuedPiece.content))
    .where(col(IssuedPiece.issuedreport_id) == _ID)
    .order_by(col(IssuedPiece.pos), col(IssuedPiece.id))
)
