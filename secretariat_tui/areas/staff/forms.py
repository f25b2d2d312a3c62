"""The forms of snapshots, functions, manuals and surveys."""

from dataclasses import replace
from datetime import date

from secretariat_tui.areas.staff import queries, rules
from secretariat_tui.areas.staff.model import (
    FunctionDraft,
    GradeDraft,
    ManualDraft,
    OutsideDraft,
    StaffingDraft,
    SurveyDraft,
    SurveyItemDraft,
)
from secretariat_tui.areas.staff.tables import difference_text
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.tui.dialogs.form import Values
from secretariat_tui.tui.dialogs.record_fields import record_fields, row_format
from secretariat_tui.tui.dialogs.record_form import RecordForm


def staffing_form(today: date) -> RecordForm[StaffingDraft]:
    """Return the form of snapshots, with a preview of the sums; a copy is of today."""
    return RecordForm(
        "staffing",
        (N_("새 인력 현황"), N_("인력 현황 고치기")),
        record_fields(
            fields_of(StaffingDraft),
            today,
            first=(("as_of", "source"), "grades", "outside"),
            rows={
                "grades": row_format(GradeDraft, today),
                "outside": row_format(OutsideDraft, today),
            },
        ),
        StaffingDraft(today)._asdict(),
        StaffingDraft,
        queries.staffing,
        _staffing_preview,
        check=rules.staffing_errors,
        clear=("as_of",),
    )


def _staffing_preview(values: Values) -> str:
    """Return the sums of the grades, and a warning for each number above the authorised one."""
    totals = rules.by_category(values["grades"])
    authorised = sum(each.authorised for each in totals)
    present = sum(each.present for each in totals)
    text = _("정원 {authorised} · 현원 {present} · 과부족 {difference}").format(
        authorised=authorised, present=present, difference=difference_text(present - authorised)
    )
    parts = [f"{each.category} {each.authorised}/{each.present}" for each in totals]
    warnings = [f"! {each}" for each in rules.headcount_warnings(values["grades"])]
    return "\n".join([" · ".join([text, *parts]), *warnings])


def function_form(today: date, place: int) -> RecordForm[FunctionDraft]:
    """Return the form of functions; a new one has the order `place`."""
    return RecordForm(
        "officefunction",
        (N_("새 기능"), N_("기능 고치기")),
        record_fields(fields_of(FunctionDraft), today, first=("title", "place")),
        FunctionDraft("", place)._asdict(),
        FunctionDraft,
        queries.function,
        check=rules.function_errors,
        clear=("place",),
    )


def manual_form(today: date) -> RecordForm[ManualDraft]:
    """Return the form of manuals."""
    fields = record_fields(
        fields_of(ManualDraft),
        today,
        first=(
            "name",
            ("kind", "issue", "count"),
            ("category", "state", "due_month"),
            ("good_cases", "survey_rank"),
            "text",
        ),
    )
    return RecordForm(
        "manual",
        (N_("새 업무매뉴얼"), N_("업무매뉴얼 고치기")),
        [
            replace(each, read=rules.parse_month) if each.key == "due_month" else each
            for each in fields
        ],
        ManualDraft("")._asdict(),
        ManualDraft,
        queries.manual,
        check=rules.manual_errors,
        clear=("issue",),
    )


def survey_form(today: date) -> RecordForm[SurveyDraft]:
    """Return the form of surveys, with a preview of what the percentages mean."""
    return RecordForm(
        "survey",
        (N_("새 설문"), N_("설문 고치기")),
        record_fields(
            fields_of(SurveyDraft),
            today,
            first=(
                "title",
                ("held_on", "respondents", "multiple"),
                "items",
                ("base", "total_ticks"),
            ),
            rows={"items": row_format(SurveyItemDraft, today)},
        ),
        SurveyDraft("", None)._asdict(),
        SurveyDraft,
        queries.survey,
        _survey_preview,
        check=rules.survey_errors,
    )


def _survey_preview(values: Values) -> str:
    """Return the sums of the items, and what readers must know about their percentages."""
    draft = SurveyDraft(**values)
    text = _("적힌 응답 {n} · 비율의 합 {sum}%").format(
        n=f"{rules.ticks(draft.items):,}", sum=_percent_sum(draft)
    )
    return "\n".join([text, *(f"! {each}" for each in _remarks(draft))])


def _percent_sum(draft: SurveyDraft) -> str:
    return "–" if rules.survey_errors(draft) else str(rules.percent_sum(draft.items))


def _remarks(draft: SurveyDraft) -> list[str]:
    return [] if rules.survey_errors(draft) else rules.survey_remarks(draft)
