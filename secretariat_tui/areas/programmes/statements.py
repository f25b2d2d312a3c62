"""The statements of programmes. `python -m tests.statements` compiles them into compiled.py."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    SQLColumnExpression,
    Text,
    and_,
    case,
    cast,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased
from sqlmodel import col

from secretariat_tui.areas.attached.model import OPEN_STATES, TaskDraft
from secretariat_tui.areas.attached.records import Link, Task
from secretariat_tui.areas.attached.statements import part_lines
from secretariat_tui.areas.programmes import model
from secretariat_tui.areas.programmes.model import (
    CampaignActionDraft,
    CampaignCountDraft,
    CampaignDraft,
    PlaceDraft,
    ProgrammeDraft,
    QuotaDraft,
    SectionDraft,
)
from secretariat_tui.areas.programmes.records import (
    Campaign,
    CampaignAction,
    CampaignCount,
    Programme,
    ProgrammePlace,
    Quota,
    Section,
)
from secretariat_tui.database.audit.retention_statement import expired
from secretariat_tui.database.engine.dialect import JoinedTexts, LineBreak, Parameter, Tab
from secretariat_tui.database.engine.record_columns import draft_columns, stored_columns
from secretariat_tui.database.search.list_statement import ListStatement

_ID = Parameter("id", BigInteger())
_FIRST = Parameter("first", Date())
_LAST = Parameter("last", Date())
_section = aliased(Section, name="section_of")
_parent = aliased(Section, name="parent_section")


def _of_section(column: SQLColumnExpression[Any]) -> ColumnElement[Any]:
    """Return a column of a programme's main task, or of the one that this is a part of."""
    return (
        select(column)
        .select_from(_section)
        .outerjoin(_parent, col(_parent.id) == _section.part_of_id)
        .where(col(_section.id) == Programme.section_id)
        .correlate(Programme)
        .scalar_subquery()
    )


_MILESTONE_PARENTS = ("programme", "section")
_linked_task = aliased(Task, name="linked")


def _is_milestone(programme_id: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Return whether a task is one of a programme, or is linked to it from another or from a main task.

    A linked task of any other record is none: that record may be secret.
    """
    linked = (
        select(col(Link.target_id))
        .join(_linked_task, col(_linked_task.id) == Link.target_id)
        .where(
            col(Link.parent) == "programme",
            col(Link.parent_id) == programme_id,
            col(Link.target) == "task",
            col(_linked_task.parent).in_(_MILESTONE_PARENTS),
        )
        .correlate(Programme)
    )
    return or_(
        and_(col(Task.parent) == "programme", col(Task.parent_id) == programme_id),
        col(Task.id).in_(linked),
    )


_of_programme = _is_milestone(col(Programme.id))


def _milestones(*where: ColumnElement[bool]) -> ColumnElement[int]:
    return (
        select(func.count())
        .select_from(Task)
        .where(_of_programme, *where)
        .correlate(Programme)
        .scalar_subquery()
    )


def _next_milestone(column: Any) -> ColumnElement[Any]:
    """Return a column of the open milestone that is due first; those without a date come last."""
    return (
        select(col(column))
        .where(_of_programme, col(Task.state).in_(OPEN_STATES))
        .order_by(col(Task.due_on).nulls_last(), col(Task.id))
        .limit(1)
        .correlate(Programme)
        .scalar_subquery()
    )


_quota_line = (
    select(
        (
            cast(Quota.amount, Text)
            + Tab()
            + col(Quota.unit)
            + Tab()
            + func.coalesce(cast(Quota.year, Text), "")
            + Tab()
            + cast(Quota.yearly, Text)
        ).label("line")
    )
    .where(col(Quota.programme_id) == Programme.id)
    .order_by(col(Quota.pos))
    .correlate(Programme)
    .subquery("quota_line")
)
_quota_lines = func.coalesce(
    select(JoinedTexts(_quota_line.c.line, LineBreak())).scalar_subquery(), ""
)
_place = (
    select(col(ProgrammePlace.name).label("name"))
    .where(col(ProgrammePlace.programme_id) == Programme.id)
    .order_by(col(ProgrammePlace.pos))
    .correlate(Programme)
    .subquery("place")
)
_places = func.coalesce(select(JoinedTexts(_place.c.name, ", ")).scalar_subquery(), "")
_section_number = _of_section(col(_section.number))
_section_title = _of_section(col(_section.title))
_parent_number_of_programme = _of_section(col(_parent.number))
_all_milestones, _done_milestones = _milestones(), _milestones(col(Task.state) == "done")
_next_due = _next_milestone(Task.due_on)
PROGRAMMES = ListStatement(
    record=Programme,
    model=model.PROGRAMME,
    columns=(
        col(Programme.id),
        col(Programme.rev),
        col(Programme.name),
        _section_number.label("section_number"),
        _section_title.label("section_title"),
        _parent_number_of_programme.label("parent_number"),
        col(Programme.item_no),
        col(Programme.item),
        col(Programme.target),
        col(Programme.starts_on),
        col(Programme.precision),
        col(Programme.ends_on),
        col(Programme.state),
        col(Programme.pledge),
        col(Programme.pledge_state),
        col(Programme.pledge_rate),
        _all_milestones.label("milestones"),
        _done_milestones.label("done"),
        _next_due.label("next_due"),
        func.coalesce(_next_milestone(Task.text), "").label("next_text"),
        Parameter("today", Date()).label("today"),
    ),
    source=Programme.metadata.tables["programme"],
    keys={
        "section": _of_section(
            func.coalesce(
                col(_parent.number) * 10000 + _section.number, col(_section.number) * 10000
            )
        ),
        "name": col(Programme.name),
        "item": col(Programme.item),
        "target": col(Programme.target),
        "starts_on": col(Programme.starts_on),
        "state": col(Programme.state),
        "pledge_state": col(Programme.pledge_state),
        "milestones": _all_milestones * 10000 + _done_milestones,
        "next_due": _next_due,
    },
    conditions={
        "until": or_(col(Programme.starts_on).is_(None), col(Programme.starts_on) <= _LAST),
        "from": or_(col(Programme.ends_on).is_(None), col(Programme.ends_on) >= _FIRST),
    },
    rows={"quotas": _quota_lines, "places": _places},
)
PROGRAMME = select(*stored_columns(Programme, ProgrammeDraft)).where(col(Programme.id) == _ID)
QUOTAS = (
    select(*draft_columns(Quota, QuotaDraft))
    .where(col(Quota.programme_id) == _ID)
    .order_by(col(Quota.pos))
)
PLACES = (
    select(*draft_columns(ProgrammePlace, PlaceDraft))
    .where(col(ProgrammePlace.programme_id) == _ID)
    .order_by(col(ProgrammePlace.pos))
)
MILESTONES = (
    select(*stored_columns(Task, TaskDraft))
    .where(_is_milestone(_ID))
    .order_by(col(Task.due_on).nulls_last(), col(Task.pos), col(Task.id))
)
COUNTS = select(
    func.count().label("programmes"),
    func.count().filter(col(Programme.state) == "planned").label("planned"),
    func.count().filter(col(Programme.state) == "running").label("running"),
    func.count().filter(col(Programme.state) == "done").label("done"),
    func.count().filter(col(Programme.pledge) != "").label("pledges"),
).select_from(Programme)
EXPIRED_PROGRAMMES = expired(
    Programme,
    model.PROGRAMME,
    col(Programme.ends_on),
    col(Programme.state).in_(("done", "stopped")),
)

_parent_section = aliased(Section, name="parent_section")
_parent_number = (
    select(col(_parent_section.number))
    .where(col(_parent_section.id) == Section.part_of_id)
    .correlate(Section)
    .scalar_subquery()
)
_programmes_of_section = (
    select(func.count())
    .select_from(Programme)
    .where(col(Programme.section_id) == Section.id)
    .correlate(Section)
    .scalar_subquery()
)


def _section_tasks(*where: ColumnElement[bool]) -> ColumnElement[int]:
    return (
        select(func.count())
        .select_from(Task)
        .where(col(Task.parent) == "section", col(Task.parent_id) == Section.id, *where)
        .correlate(Section)
        .scalar_subquery()
    )


_tasks_of_section = _section_tasks()
# A main task stands before its parts: by the number of its parent, then by its own.
_position = case(
    (col(Section.part_of_id).is_(None), col(Section.number) * 10000),
    else_=_parent_number * 10000 + Section.number,
)
SECTIONS = ListStatement(
    record=Section,
    model=model.SECTION,
    columns=(
        col(Section.id),
        col(Section.rev),
        col(Section.number),
        _parent_number.label("parent_number"),
        col(Section.title),
        col(Section.summary),
        _programmes_of_section.label("programmes"),
        _tasks_of_section.label("tasks"),
        _section_tasks(col(Task.state) == "done").label("done"),
    ),
    source=Section.metadata.tables["section"],
    keys={
        "number": _position,
        "title": col(Section.title),
        "programmes": _programmes_of_section,
        "tasks": _tasks_of_section,
    },
)
SECTION = select(*stored_columns(Section, SectionDraft)).where(col(Section.id) == _ID)
SECTION_NAMES = select(
    col(Section.id),
    col(Section.number),
    col(Section.title),
    col(Section.part_of_id),
    _parent_number.label("parent_number"),
).order_by(_position, col(Section.id))

_section_of_campaign = (
    select(col(_section.title))
    .where(col(_section.id) == Campaign.section_id)
    .correlate(Campaign)
    .scalar_subquery()
)


def _of_actions(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return (
        select(column)
        .select_from(CampaignAction)
        .where(col(CampaignAction.campaign_id) == Campaign.id)
        .correlate(Campaign)
        .scalar_subquery()
    )


_actions = _of_actions(func.count())
_begins = _of_actions(func.min(CampaignAction.starts_on))
_amount = (
    select(
        (
            col(CampaignCount.label)
            + " "
            + cast(CampaignCount.amount, Text)
            + col(CampaignCount.unit)
        ).label("text")
    )
    .where(col(CampaignCount.campaign_id) == Campaign.id)
    .order_by(col(CampaignCount.pos))
    .correlate(Campaign)
    .subquery("amount")
)
_amounts = func.coalesce(select(JoinedTexts(_amount.c.text, ", ")).scalar_subquery(), "")
CAMPAIGNS = ListStatement(
    record=Campaign,
    model=model.CAMPAIGN,
    columns=(
        col(Campaign.id),
        col(Campaign.rev),
        col(Campaign.title),
        func.coalesce(_section_of_campaign, "").label("section_title"),
        _begins.label("begins_on"),
        _actions.label("action_count"),
        _amounts.label("counts"),
    ),
    source=Campaign.metadata.tables["campaign"],
    keys={
        "title": col(Campaign.title),
        "section": _section_of_campaign,
        "begins_on": _begins,
        "action_count": _actions,
        "counts": _amounts,
    },
    rows={
        "actions": part_lines(CampaignAction, "campaign_id", Campaign, CampaignActionDraft),
        "count_rows": part_lines(CampaignCount, "campaign_id", Campaign, CampaignCountDraft),
    },
)
CAMPAIGN = select(*stored_columns(Campaign, CampaignDraft)).where(col(Campaign.id) == _ID)
ACTIONS = (
    select(*draft_columns(CampaignAction, CampaignActionDraft))
    .where(col(CampaignAction.campaign_id) == _ID)
    .order_by(col(CampaignAction.pos))
)
CAMPAIGN_COUNTS = (
    select(*draft_columns(CampaignCount, CampaignCountDraft))
    .where(col(CampaignCount.campaign_id) == _ID)
    .order_by(col(CampaignCount.pos))
)
SECTIONS_OF_PROGRAMMES = select(col(Programme.id), col(Programme.section_id)).where(
    col(Programme.section_id).is_not(None)
)
# The timeline: what begins, ends or is due in a period, and what runs through it.
TIMELINE_TASKS = (
    select(
        col(Task.id),
        col(Task.parent),
        col(Task.parent_id),
        col(Task.text),
        col(Task.state),
        col(Task.due_on),
        col(Task.timing),
        col(Task.precision),
        col(Task.recurrence),
    )
    .where(
        col(Task.parent).in_(_MILESTONE_PARENTS),
        or_(
            col(Task.due_on).between(_FIRST, _LAST),
            and_(
                col(Task.timing) == "from",
                col(Task.due_on) < _FIRST,
                col(Task.state).in_(OPEN_STATES),
            ),
        ),
    )
    .order_by(col(Task.due_on), col(Task.id))
)
