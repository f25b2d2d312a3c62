"""Rules of staff: sums, order, warnings about headcounts, percentages of surveys."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.areas.staff import rules, tables
from secretariat_tui.areas.staff.model import (
    FunctionDraft,
    GradeDraft,
    ManualDraft,
    OutsideDraft,
    StaffingDraft,
    SurveyDraft,
    SurveyItemDraft,
)

DAY = date(2023, 4, 19)
NUMBERS = st.integers(0, 999)
NAMES = st.sampled_from(["일반직", "별정직", "임기제", "정무직"])
GRADES = st.lists(
    st.builds(
        GradeDraft, NAMES, st.sampled_from([f"{n}급" for n in range(1, 10)]), NUMBERS, NUMBERS
    ),
    min_size=1,
    max_size=20,
    unique_by=lambda each: (each.category, each.grade),
).map(tuple)
SHOWN = (
    SurveyItemDraft("일반용역", 302, "27"),
    SurveyItemDraft("기획보고서", 150, "13"),
    SurveyItemDraft("심사회의", 138, "12"),
    SurveyItemDraft("예산사업설명서", 108, "10"),
    SurveyItemDraft("자문회의", 81, "7"),
    SurveyItemDraft("검토보고서", 77, "7"),
)


@given(GRADES)
def test_subtotals_add_up_to_the_total_and_grades_to_subtotals(
    grades: tuple[GradeDraft, ...],
) -> None:
    sheet = tables.staff_sheet(StaffingDraft(DAY, grades=grades))
    columns = sheet.table.columns
    for row in sheet.rows:
        values = {column.key: column.value(row) for column in columns}
        sums = {c.group: values[c.key] for c in columns if c.group and "_" not in c.key}
        parts = dict.fromkeys(sums, 0)
        for column in columns:
            if "_" in column.key:
                value = values[column.key]
                assert isinstance(value, int)
                parts[column.group] += value
        assert parts == sums
        assert values["total"] == sum(parts.values())
    authorised, present = (columns[1].value(row) for row in sheet.rows)
    assert authorised == sum(each.authorised for each in grades)
    assert present == sum(each.present for each in grades)


@given(GRADES)
def test_groups_and_grades_keep_their_order(grades: tuple[GradeDraft, ...]) -> None:
    columns = tables.staff_table(grades).columns[2:]
    groups = list(dict.fromkeys(each.category for each in grades))
    assert list(dict.fromkeys(column.group for column in columns)) == groups
    for group in groups:
        titles = [column.title for column in columns if column.group == group]
        assert titles == ["소계", *(each.grade for each in grades if each.category == group)]


@given(GRADES)
def test_more_people_than_authorised_are_warned_of_and_never_an_error(
    grades: tuple[GradeDraft, ...],
) -> None:
    assert rules.staffing_errors(StaffingDraft(DAY, grades=grades)) == []
    warnings = rules.headcount_warnings(grades)
    for each in grades:
        label = f"{each.category} {each.grade}"
        text = f"현원이 정원보다 {each.present - each.authorised}명 많습니다: {label}"
        assert (text in warnings) == (each.present > each.authorised)
        missing = rules.HeadcountDifference(label, each.authorised - each.present)
        assert (missing in rules.shortages(grades)) == (each.present < each.authorised)
    difference = sum(each.present - each.authorised for each in grades)
    assert (f"현원이 정원보다 {difference}명 많습니다: 총계" in warnings) == (difference > 0)


@given(st.integers(0, 9999))
def test_zero_is_printed_as_a_dash(number: int) -> None:
    sheet = tables.staff_sheet(StaffingDraft(DAY, grades=(GradeDraft("일반직", "5급", number, 0),)))
    texts = [[column.text(row) for column in sheet.table.columns] for row in sheet.rows]
    shown = f"{number:,}" if number else "-"
    assert texts == [["정원", shown, shown, shown], ["현원", "-", "-", "-"]]


@pytest.mark.parametrize(
    ("draft", "field", "message"),
    [
        (StaffingDraft(None, grades=(GradeDraft("일반직", "5급"),)), "as_of", "기준일을"),
        (StaffingDraft(DAY), "grades", "직급을 하나 이상"),
        (StaffingDraft(DAY, grades=(GradeDraft("", "5급"),)), "grades", "직종과 직급이"),
        (StaffingDraft(DAY, grades=(GradeDraft("일반직", "5급", -1),)), "grades", "0 이상"),
        (
            StaffingDraft(
                DAY, grades=(GradeDraft("일반직", "5급"), GradeDraft("일반직", "5급", 2))
            ),
            "grades",
            "같은 직급이 두 번 있습니다: 일반직 5급",
        ),
        (
            StaffingDraft(
                DAY, grades=(GradeDraft("일반직", "5급"),), outside=(OutsideDraft("임기제", " , "),)
            ),
            "outside",
            "구분과 직위가",
        ),
        (
            StaffingDraft(DAY, grades=(GradeDraft("일반직", "5급", 10**9),)),
            "grades",
            "너무 큰 수입니다",
        ),
    ],
)
def test_errors_of_a_snapshot(draft: StaffingDraft, field: str, message: str) -> None:
    [(key, text)] = rules.staffing_errors(draft)
    assert key == field
    assert message in text


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (ManualDraft(""), "name"),
        (ManualDraft("행사", count=2), "count"),
        (ManualDraft("기존", "aggregate", count=0), "count"),
        (ManualDraft("기존", "aggregate", 1, count=112), "issue"),
        (ManualDraft("행사", issue=0), "issue"),
        (ManualDraft("행사", due_month="2023-13"), "due_month"),
        (ManualDraft("행사", due_month="5월"), "due_month"),
        (ManualDraft("행사", good_cases=-1), "good_cases"),
        (ManualDraft("행사", survey_rank=0), "survey_rank"),
    ],
)
def test_errors_of_a_manual(draft: ManualDraft, field: str) -> None:
    assert [key for key, _message in rules.manual_errors(draft)] == [field]


def test_manuals_without_errors() -> None:
    assert rules.manual_errors(ManualDraft("기존 매뉴얼", "aggregate", count=112)) == []
    assert rules.manual_errors(ManualDraft("일반용역", issue=2, due_month="2023-05")) == []


@pytest.mark.parametrize(
    "typed", ["2023-05", "2023-5", "'23.5월", "23. 5.", "2023년 5월", "２０２３년 ５월"]
)
def test_a_month_is_read_as_offices_write_it(typed: str) -> None:
    assert rules.parse_month(typed) == "2023-05"


def test_what_is_no_month_stays_as_typed_and_is_an_error() -> None:
    assert rules.parse_month("5월 중") == "5월 중"
    assert rules.month_start("5월 중") is None
    assert rules.month_start(rules.parse_month("2023-13")) is None


@pytest.mark.parametrize(
    ("draft", "field"),
    [(FunctionDraft("", 1), "title"), (FunctionDraft("기능", 0), "place")],
)
def test_errors_of_a_function(draft: FunctionDraft, field: str) -> None:
    assert [key for key, _message in rules.function_errors(draft)] == [field]


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (SurveyDraft("", 608), "title"),
        (SurveyDraft("조사", None), "respondents"),
        (SurveyDraft("조사", 0), "respondents"),
        (SurveyDraft("조사", 608, total_ticks=855, items=SHOWN), "total_ticks"),
        (SurveyDraft("조사", 608, items=(SurveyItemDraft("", 1),)), "items"),
        (SurveyDraft("조사", 608, items=(SurveyItemDraft("가", -1),)), "items"),
        (SurveyDraft("조사", 608, items=(SurveyItemDraft("가", 1, "27%"),)), "items"),
        (SurveyDraft("조사", 608, items=(SurveyItemDraft("가", 1, "100.1"),)), "items"),
    ],
)
def test_errors_of_a_survey(draft: SurveyDraft, field: str) -> None:
    assert [key for key, _message in rules.survey_errors(draft)] == [field]


def test_the_percentages_of_the_source_cannot_be_recomputed_from_608_people() -> None:
    draft = SurveyDraft("직원 선호도 조사", 608, multiple=True, base="ticks", items=SHOWN)
    assert rules.survey_errors(draft) == []
    assert rules.ticks(SHOWN) == 856
    assert rules.percent_sum(SHOWN) == 76
    assert rules.survey_remarks(draft) == [
        "인쇄된 비율은 응답자 608명으로 다시 계산할 수 없습니다 (적힌 응답 856, 비율의 합 76%).",
        "비율의 기준인 모든 응답 수가 적혀 있지 않습니다.",
    ]


def test_the_bases_that_the_percentages_of_the_source_can_have() -> None:
    """1,112 to 1,136 if they are rounded, 1,079 and 1,080 if they are truncated."""
    rounded = [n for n in range(856, 1300) if rules.can_recompute(SHOWN, n)]
    assert set(range(1112, 1137)) | {1079, 1080} <= set(rounded)
    known = SurveyDraft("조사", 608, base="ticks", total_ticks=1120, items=SHOWN)
    assert len(rules.survey_remarks(known)) == 1
    wrong = rules.survey_remarks(known._replace(total_ticks=2000))
    assert wrong[1] == "인쇄된 비율은 모든 응답 2,000으로도 다시 계산할 수 없습니다."


@given(st.integers(1, 5000), st.data())
def test_a_percentage_of_the_respondents_needs_no_remark(people: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, people))
    percent = str(Decimal(count * 1000 // people) / 10)
    items = (SurveyItemDraft("찬성", count, percent),)
    assert rules.survey_remarks(SurveyDraft("조사", people, items=items)) == []
    assert (
        rules.survey_remarks(SurveyDraft("조사", people, items=(SurveyItemDraft("찬", 1),))) == []
    )
