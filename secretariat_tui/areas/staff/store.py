"""Writes to staff, functions, manuals and surveys, each in one transaction."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from sqlmodel import Session, col, select

from secretariat_tui.areas.staff import compiled, model, queries, rules, typed_texts
from secretariat_tui.areas.staff.model import (
    FunctionDraft,
    GradeDraft,
    GradeLine,
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
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.errors import require_valid
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.typed_values import parse_row
from secretariat_tui.database.engine.tables import (
    assign_with_parts,
    column_values,
    get,
    replace_rows,
)
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.plain_store import Parts, PlainStore
from secretariat_tui.database.record_store import RecordStore
from secretariat_tui.imports.target import ChildRows, ImportTarget, RecordLines

_STAFFING_ROWS = ("grades", "outside")


def add_staffing(file: OfficeFile, draft: StaffingDraft) -> int:
    """Add a snapshot; return its id. Raise ValidationError if it is invalid, or there is one of that day."""
    require_valid(rules.staffing_errors(draft))
    with file.edit(_("인력 현황 추가: {day}").format(day=_day(draft))) as session:
        _check_day(file, draft)
        record = Staffing(**column_values(draft, *_STAFFING_ROWS))
        session.add(record)
        session.flush()
        _write_staffing_rows(session, record, draft)
        return record.id or 0


def change_staffing(file: OfficeFile, record_id: int, rev: int, draft: StaffingDraft) -> None:
    """Change a snapshot. Raise ValidationError, or EditConflictError if it changed since `rev`."""
    require_valid(rules.staffing_errors(draft))
    with file.edit(_("인력 현황 고침: {day}").format(day=_day(draft))) as session:
        _check_day(file, draft, record_id)
        record = get(session, Staffing, record_id, rev)
        assign_with_parts(
            record,
            column_values(draft, *_STAFFING_ROWS),
            partial(_write_staffing_rows, session, record, draft),
        )


def delete_staffing(file: OfficeFile, record_id: int, rev: int | None = None) -> None:
    """Delete a snapshot with its grades. Raise EditConflictError if it changed since `rev`."""
    stored = queries.staffing(file.reader, record_id)
    day = _day(stored.draft) if stored else ""
    with file.edit(_("인력 현황 지움: {day}").format(day=day)) as session:
        record = get(session, Staffing, record_id, rev)
        _write_staffing_rows(session, record, StaffingDraft(record.as_of))
        session.flush()
        session.delete(record)


def _day(draft: StaffingDraft) -> str:
    return table_date(draft.as_of) if draft.as_of else ""


def _check_day(file: OfficeFile, draft: StaffingDraft, own_id: int | None = None) -> None:
    holder_id = file.reader.value(compiled.SAME_DAY, day=draft.as_of)
    if holder_id not in {None, own_id}:
        message = _("그날의 인력 현황이 이미 있습니다: {day}").format(day=_day(draft))
        require_valid([("as_of", message)])


def _write_staffing_rows(session: Session, record: Staffing, draft: StaffingDraft) -> bool:
    """Replace a snapshot's grades and posts outside the table; return whether any changed."""
    owner = {"staffing_id": record.id}
    grades = session.exec(
        select(StaffGrade).where(StaffGrade.staffing_id == record.id).order_by(col(StaffGrade.pos))
    ).all()
    outside = session.exec(
        select(OutsidePosts)
        .where(OutsidePosts.staffing_id == record.id)
        .order_by(col(OutsidePosts.pos))
    ).all()
    rows = [column_values(each) | owner for each in draft.grades]
    changed = replace_rows(session, grades, rows, StaffGrade)
    rows = [column_values(each) | owner for each in draft.outside]
    return replace_rows(session, outside, rows, OutsidePosts) | changed


STAFFINGS = RecordStore[StaffingDraft](add_staffing, change_staffing, delete_staffing)
FUNCTIONS = PlainStore[FunctionDraft](
    OfficeFunction,
    rules.function_errors,
    (N_("기능 추가: {name}"), N_("기능 고침: {name}"), N_("기능 지움: {name}")),
    "title",
)
MANUALS = PlainStore[ManualDraft](
    Manual,
    rules.manual_errors,
    (N_("업무매뉴얼 추가: {name}"), N_("업무매뉴얼 고침: {name}"), N_("업무매뉴얼 지움: {name}")),
    "name",
)
SURVEYS = PlainStore[SurveyDraft](
    Survey,
    rules.survey_errors,
    (N_("설문 추가: {name}"), N_("설문 고침: {name}"), N_("설문 지움: {name}")),
    "title",
    (Parts("items", SurveyItem, "survey_id"),),
)
_GRADE_LINES = ImportTarget(
    model.STAFFING, GradeLine, Staffing, lambda _line: (), headings={N_("과부족"): ""}
)
STAFFING_IMPORT = ImportTarget(
    model.STAFFING,
    StaffingDraft,
    Staffing,
    rules.staffing_errors,
    keys=(("as_of",),),
    children={
        "grades": ChildRows(StaffGrade, "staffing_id"),
        "outside": ChildRows(OutsidePosts, "staffing_id"),
    },
    parse_rows={
        "grades": lambda typed, today: parse_row(GradeDraft, typed, today),
        "outside": lambda typed, today: parse_row(OutsideDraft, typed, today),
    },
    lines=RecordLines(_GRADE_LINES, typed_texts.merge_grades),
)
FUNCTION_IMPORT = ImportTarget(
    model.FUNCTION, FunctionDraft, OfficeFunction, rules.function_errors, keys=(("title",),)
)


def _make_manual(**values: Any) -> ManualDraft:
    draft = ManualDraft(**values)
    return draft._replace(due_month=rules.parse_month(draft.due_month))


MANUAL_IMPORT = ImportTarget(
    model.MANUAL,
    ManualDraft,
    Manual,
    rules.manual_errors,
    keys=(("name", "issue", "category"),),
    blank_in_keys=frozenset({"issue", "category"}),
    make=_make_manual,
)
SURVEY_IMPORT = ImportTarget(
    model.SURVEY,
    SurveyDraft,
    Survey,
    rules.survey_errors,
    keys=(("title", "held_on"),),
    children={"items": ChildRows(SurveyItem, "survey_id")},
    parse_rows={"items": lambda typed, today: parse_row(SurveyItemDraft, typed, today)},
)
IMPORTS: Mapping[str, ImportTarget[Any]] = {
    "snapshots": STAFFING_IMPORT,
    "functions": FUNCTION_IMPORT,
    "manuals": MANUAL_IMPORT,
    "surveys": SURVEY_IMPORT,
}
