"""The statements of staff. `python -m tests.statements` compiles them into compiled.py."""

from typing import Any

from sqlalchemy import BigInteger, Date, Select, Text, case, cast, func, select
from sqlmodel import col

from secretariat_tui.areas.staff import model
from secretariat_tui.areas.staff.model import (
    FunctionDraft,
    GradeDraft,
    ManualDraft,
    OutsideDraft,
    StaffingDraft,
    SurveyDraft,
    SurveyItemDraft,
)
from secretariat_tui.areas.staff.records import (
    Manual,
    OfficeFunction,
    OutsidePosts,
    StaffGrade,
    Staffing,
    Survey,
    SurveyItem,
)
from secretariat_tui.database.audit.retention_statement import expired
from secretariat_tui.database.engine.dialect import IsListed, JoinedTexts, Parameter
from secretariat_tui.database.engine.record_columns import draft_columns, stored_columns
from secretariat_tui.database.search.list_query import FURTHER
from secretariat_tui.database.search.list_statement import further_fields

_ID = Parameter("id", BigInteger())
_IDS = Parameter("ids", Text())
_DAY = Parameter("day", Date())
_FIRST, _LAST = Parameter("first", Date()), Parameter("last", Date())


def _texts(text: Any, owner: Any, pos: Any, of: Any) -> Any:
    """Return the texts of a record's rows in their order, with slashes between."""
    rows = select(text.label("text")).where(owner).order_by(pos).correlate(of).subquery("part")
    return func.coalesce(select(JoinedTexts(rows.c.text, " / ")).scalar_subquery(), "")


def _number(column: Any) -> Any:
    return cast(column, Text)


def _sum(number: Any) -> Any:
    total = select(func.sum(number)).where(col(StaffGrade.staffing_id) == Staffing.id)
    return func.coalesce(total.scalar_subquery(), 0)


_grades = _texts(
    col(StaffGrade.category)
    + " | "
    + col(StaffGrade.grade)
    + " | "
    + _number(StaffGrade.authorised)
    + " | "
    + _number(StaffGrade.present),
    col(StaffGrade.staffing_id) == Staffing.id,
    col(StaffGrade.pos),
    Staffing,
)
_outside = _texts(
    col(OutsidePosts.kind)
    + " | "
    + col(OutsidePosts.posts)
    + case((col(OutsidePosts.basis) == "", ""), else_=" | " + col(OutsidePosts.basis)),
    col(OutsidePosts.staffing_id) == Staffing.id,
    col(OutsidePosts.pos),
    Staffing,
)
_staffings: Select[Any] = select(
    col(Staffing.id),
    col(Staffing.rev),
    col(Staffing.as_of),
    _sum(StaffGrade.authorised).label("authorised"),
    _sum(StaffGrade.present).label("present"),
    col(Staffing.source),
    *further_fields(Staffing, model.STAFFING),
    _grades.label(f"{FURTHER}grades"),
    _outside.label(f"{FURTHER}outside"),
)
STAFFINGS = _staffings.where(
    _FIRST.is_(None) | (col(Staffing.as_of) >= _FIRST),
    _LAST.is_(None) | (col(Staffing.as_of) <= _LAST),
).order_by(col(Staffing.as_of).desc())
STAFFINGS_BY_ID = _staffings.where(IsListed(Staffing.id, _IDS))
STAFFING = select(*stored_columns(Staffing, StaffingDraft)).where(col(Staffing.id) == _ID)
STAFFING_ON = (
    select(col(Staffing.id))
    .where(col(Staffing.as_of) <= _DAY)
    .order_by(col(Staffing.as_of).desc())
    .limit(1)
)
STAFFING_DAY = select(col(Staffing.as_of)).where(col(Staffing.id) == _ID)
SAME_DAY = select(col(Staffing.id)).where(col(Staffing.as_of) == _DAY)
GRADES = (
    select(*draft_columns(StaffGrade, GradeDraft))
    .where(col(StaffGrade.staffing_id) == _ID)
    .order_by(col(StaffGrade.pos))
)
OUTSIDE = (
    select(*draft_columns(OutsidePosts, OutsideDraft))
    .where(col(OutsidePosts.staffing_id) == _ID)
    .order_by(col(OutsidePosts.pos))
)
_later = Staffing.metadata.tables["staffing"].alias("later")
EXPIRED_STAFFING = expired(
    Staffing,
    model.STAFFING,
    col(Staffing.as_of),
    select(_later.c.id).where(_later.c.as_of > Staffing.as_of).correlate(Staffing).exists(),
)

_functions: Select[Any] = select(
    col(OfficeFunction.id),
    col(OfficeFunction.rev),
    col(OfficeFunction.place),
    col(OfficeFunction.title),
    col(OfficeFunction.details),
    *further_fields(OfficeFunction, model.FUNCTION),
)
FUNCTIONS = _functions.order_by(col(OfficeFunction.place), col(OfficeFunction.id))
FUNCTIONS_BY_ID = _functions.where(IsListed(OfficeFunction.id, _IDS))
FUNCTION = select(*stored_columns(OfficeFunction, FunctionDraft)).where(
    col(OfficeFunction.id) == _ID
)

_manuals = select(
    col(Manual.id),
    col(Manual.rev),
    col(Manual.kind),
    col(Manual.issue),
    col(Manual.name),
    col(Manual.category),
    col(Manual.count),
    col(Manual.state),
    col(Manual.due_month),
    col(Manual.text),
    *further_fields(Manual, model.MANUAL),
)
MANUALS = _manuals.order_by(col(Manual.kind), func.coalesce(Manual.issue, 0), col(Manual.id))
MANUALS_BY_ID = _manuals.where(IsListed(Manual.id, _IDS))
MANUAL = select(*stored_columns(Manual, ManualDraft)).where(col(Manual.id) == _ID)

_item_count = select(func.count()).where(col(SurveyItem.survey_id) == Survey.id).scalar_subquery()
_items = _texts(
    col(SurveyItem.item) + " " + _number(SurveyItem.count),
    col(SurveyItem.survey_id) == Survey.id,
    col(SurveyItem.pos),
    Survey,
)
_surveys: Select[Any] = select(
    col(Survey.id),
    col(Survey.rev),
    col(Survey.title),
    col(Survey.held_on),
    col(Survey.respondents),
    _item_count.label("item_count"),
    *further_fields(Survey, model.SURVEY),
    _items.label(f"{FURTHER}items"),
)
SURVEYS = _surveys.order_by(
    col(Survey.held_on).is_(None), col(Survey.held_on).desc(), col(Survey.id).desc()
)
SURVEYS_BY_ID = _surveys.where(IsListed(Survey.id, _IDS))
SURVEY = select(*stored_columns(Survey, SurveyDraft)).where(col(Survey.id) == _ID)
ITEMS = (
    select(*draft_columns(SurveyItem, SurveyItemDraft))
    .where(col(SurveyItem.survey_id) == _ID)
    .order_by(col(SurveyItem.pos))
)
EXPIRED_SURVEYS = expired(Survey, model.SURVEY, col(Survey.held_on))
