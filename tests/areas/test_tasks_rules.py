"""When a task is due: what is typed, and the dates of recurring tasks."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.areas.attached.model import RECURRENCES, TaskDraft
from secretariat_tui.areas.attached.recurrence import next_due
from secretariat_tui.areas.attached.rules import match_tasks, with_kept_fields
from secretariat_tui.areas.attached.when import (
    RECURRENCE_MONTHS,
    TaskEntry,
    When,
    describe_when,
    entry_of,
    format_when,
    parse_when,
    when_text,
)
from secretariat_tui.areas.tasks.rules import is_late, week_end
from secretariat_tui.core.dates import add_months
from secretariat_tui.core.i18n import ENGLISH, language_set
from tests.conftest import TODAY

DAYS = st.dates(date(2000, 1, 1), date(2049, 12, 31))
DATED = ["weekly", *RECURRENCE_MONTHS]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("4.28.", When(date(2023, 4, 28))),
        ("~4.28.", When(date(2023, 4, 28))),
        ("4.28.까지", When(date(2023, 4, 28))),
        ("4.28. 당일", When(date(2023, 4, 28), "on")),
        ("4/28부터", When(date(2023, 4, 28), "from")),
        ("내일", When(date(2023, 4, 20))),
        ("6월까지", When(date(2023, 6, 30), "by", "month")),
        ("6월 말까지", When(date(2023, 6, 30), "by", "month")),
        ("6월", When(date(2023, 6, 30), "on", "month")),
        ("6월 중", When(date(2023, 6, 30), "on", "month")),
        ("2023. 9월부터", When(date(2023, 9, 1), "from", "month")),
        ("'23. 9월~", When(date(2023, 9, 1), "from", "month")),
        ("2024-02까지", When(date(2024, 2, 29), "by", "month")),
        ("12월까지", When(date(2023, 12, 31), "by", "month")),
        ("2월까지", When(date(2023, 2, 28), "by", "month")),
        ("1.10.", When(date(2024, 1, 10))),
        ("3.10.", When(date(2023, 3, 10))),
        ("상반기까지", When(date(2023, 6, 30), "by", "month")),
        ("'24년 3분기까지", When(date(2024, 9, 30), "by", "month")),
        ("24년~", When(date(2024, 1, 1), "from", "year")),
        ("'24년부터", When(date(2024, 1, 1), "from", "year")),
        ("2024년까지", When(date(2024, 12, 31), "by", "year")),
        ("연말까지", When(date(2023, 12, 31), "by", "year")),
        ("연내", When(date(2023, 12, 31), "on", "year")),
        ("격월", When(None, "recurring", "day", "bimonthly")),
        ("수시", When(None, "recurring", "day", "anytime")),
        ("연중 계속", When(None, "recurring", "day", "ongoing")),
        ("매월 10일", When(date(2023, 5, 10), "recurring", "day", "monthly")),
        ("매월 19일", When(date(2023, 4, 19), "recurring", "day", "monthly")),
        ("매월 30일", When(date(2023, 4, 30), "recurring", "day", "monthly")),
        ("매월 31일", When(date(2023, 4, 30), "recurring", "month", "monthly")),
        ("매월 말일", When(date(2023, 4, 30), "recurring", "month", "monthly")),
        ("매주 월요일", When(date(2023, 4, 24), "recurring", "day", "weekly")),
        ("분기마다, 6월", When(date(2023, 6, 30), "recurring", "month", "quarterly")),
        ("없음", When(None, "none")),
        ("", When()),
        ("by 2024", When(date(2024, 12, 31), "by", "year")),
        ("from 4.28.", When(date(2023, 4, 28), "from")),
    ],
)
def test_a_typed_date_keeps_its_precision(typed: str, expected: When) -> None:
    assert parse_when(typed, TODAY) == expected


@pytest.mark.parametrize(
    "typed", ["13월까지", "2.30.", "언젠가", "격월 아무 때", "6월까지까지", "매월 0일", "매월 32일"]
)
def test_what_cannot_be_read_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(ValueError, match=r"기한을 읽을 수 없습니다: .* 예: 4.28., 6월까지"):
        parse_when(typed, TODAY)


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Return one of the values that can be typed."""
    recurrence = draw(st.sampled_from(["", *filter(None, RECURRENCES)]))
    timing = "recurring" if recurrence else draw(st.sampled_from(["by", "on", "from"]))
    if draw(st.booleans()):
        return When(None, timing if recurrence else "by", "day", recurrence)
    day, precision = draw(DAYS), draw(st.sampled_from(["day", "month", "year"]))
    if precision != "day":
        first = day.replace(day=1) if precision == "month" else date(day.year, 1, 1)
        last = add_months(first, 1 if precision == "month" else 12) - timedelta(1)
        day = first if timing == "from" else last
    return When(day, timing, precision, recurrence)


@given(whens(), st.booleans())
def test_what_is_shown_for_editing_is_read_as_it_was(when: When, english: bool) -> None:
    if english:
        with language_set(ENGLISH):
            assert parse_when(format_when(when), TODAY) == when
    else:
        assert parse_when(format_when(when), TODAY) == when


def test_the_form_shows_what_it_understood() -> None:
    assert describe_when(parse_when("6월까지", TODAY)) == "2023. 6. 30.(금)까지 · 월 단위"
    assert describe_when(parse_when("'24년~", TODAY)) == "2024. 1. 1.(월)부터 · 연 단위"
    assert describe_when(parse_when("격월", TODAY)) == "격월"
    assert describe_when(parse_when("매월 10일", TODAY)) == "매월 · 다음 2023. 5. 10.(수)"
    assert describe_when(parse_when("4.28.", TODAY)) == "2023. 4. 28.(금)까지"


def test_the_form_of_a_task_carries_every_field() -> None:
    task = TaskDraft(
        "보고", "done", "김", date(2023, 6, 30), "recurring", "month", "quarterly", TODAY, "회의록"
    )
    assert entry_of(task).draft == task
    assert {*TaskEntry._fields, *When._fields} - {"when"} == {*TaskDraft._fields}


def recurring(due_on: date | None, recurrence: str, precision: str = "day") -> When:
    return When(due_on, "recurring", precision, recurrence)


@given(DAYS, st.sampled_from(DATED), DAYS)
def test_the_next_date_is_the_first_of_the_recurrence_after_due_and_done(
    due_on: date, recurrence: str, done_on: date
) -> None:
    later = next_due(recurring(due_on, recurrence), done_on)
    assert later is not None
    assert later.day > max(due_on, done_on)
    step = timedelta(7) if recurrence == "weekly" else None
    months = RECURRENCE_MONTHS.get(recurrence, 0)
    before = later.day - step if step else add_months(later.day, -months)
    assert before <= max(due_on, done_on) + timedelta(3)  # months end on different days
    if later.skipped == 0 and done_on <= due_on:
        passed = (later.day.year - due_on.year) * 12 + later.day.month - due_on.month
        assert passed == months or later.day == due_on + timedelta(7)


def due_dates(when: When, count: int) -> list[date]:
    """Return the dates of a recurring task that is done each time on its date."""
    days = []
    for _number in range(count):
        assert when.due_on is not None
        later = next_due(when, when.due_on)
        assert later is not None
        days.append(later.day)
        when = when._replace(due_on=later.day, precision=later.precision)
    return days


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


@given(DAYS, st.sampled_from([*RECURRENCE_MONTHS]))
def test_the_end_of_a_month_is_followed_by_ends_of_months(due_on: date, recurrence: str) -> None:
    days = due_dates(recurring(month_end(due_on), recurrence, "month"), 13)
    assert days == [*map(month_end, days)]


@given(DAYS, st.sampled_from(["monthly", "bimonthly", "quarterly", "halfyearly"]))
def test_the_31st_is_followed_by_ends_of_months(day: date, recurrence: str) -> None:
    due_on = day.replace(month=7, day=31)
    days = due_dates(recurring(due_on, recurrence), 13)
    assert days == [*map(month_end, days)]


@given(DAYS, st.sampled_from([*RECURRENCE_MONTHS]), st.integers(1, 28))
def test_a_day_that_every_month_has_never_moves(due_on: date, recurrence: str, day: int) -> None:
    days = due_dates(recurring(due_on.replace(day=day), recurrence), 13)
    assert {each.day for each in days} == {day}


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (recurring(date(2023, 2, 28), "monthly"), [(3, 28), (4, 28), (5, 28)]),
        (recurring(date(2023, 4, 30), "monthly"), [(5, 30), (6, 30), (7, 30)]),
        (recurring(date(2023, 4, 30), "monthly", "month"), [(5, 31), (6, 30), (7, 31)]),
        (recurring(date(2023, 1, 31), "monthly"), [(2, 28), (3, 31), (4, 30)]),
        (recurring(date(2023, 1, 30), "monthly"), [(2, 28), (3, 28), (4, 28)]),
        (recurring(date(2023, 3, 31), "quarterly"), [(6, 30), (9, 30), (12, 31)]),
        (recurring(date(2023, 4, 30), "quarterly"), [(7, 30), (10, 30), (1, 30)]),
        (recurring(date(2023, 6, 30), "halfyearly"), [(12, 31), (6, 30), (12, 31)]),
        (recurring(date(2023, 6, 1), "quarterly", "month"), [(9, 1), (12, 1), (3, 1)]),
        (recurring(date(2023, 2, 28), "yearly"), [(2, 28), (2, 28), (2, 28)]),
    ],
)
def test_dates_of_a_recurring_task_one_after_another(
    when: When, expected: list[tuple[int, int]]
) -> None:
    assert [(day.month, day.day) for day in due_dates(when, 3)] == expected


def test_a_day_that_this_month_does_not_have_is_in_the_next() -> None:
    assert parse_when("매월 30일", date(2023, 2, 10)) == recurring(date(2023, 3, 30), "monthly")
    assert parse_when("매월 말일", date(2023, 2, 10)) == recurring(
        date(2023, 2, 28), "monthly", "month"
    )


@pytest.mark.parametrize("timing", ["by", "recurring"])
def test_a_precision_of_a_newer_program_is_shown_as_a_day(timing: str) -> None:
    when = When(date(2023, 4, 28), timing, "hour", "monthly" if timing == "recurring" else "")
    every = "매월 " if timing == "recurring" else ""
    assert format_when(when) == f"{every}2023-04-28"
    assert when_text(when) == (f"{every}4.28.(금)" if every else "~4.28.(금)")


@pytest.mark.parametrize(
    ("due_on", "recurrence", "done_on", "expected"),
    [
        (date(2023, 1, 31), "monthly", date(2023, 1, 31), (date(2023, 2, 28), "month", 0)),
        (date(2023, 2, 28), "monthly", date(2023, 2, 28), (date(2023, 3, 28), "day", 0)),
        (date(2023, 1, 30), "monthly", date(2023, 1, 30), (date(2023, 2, 28), "day", 0)),
        (date(2024, 2, 29), "yearly", date(2024, 2, 29), (date(2025, 2, 28), "day", 0)),
        (date(2023, 12, 31), "yearly", date(2023, 12, 31), (date(2024, 12, 31), "day", 0)),
        (date(2023, 4, 21), "weekly", date(2023, 4, 19), (date(2023, 4, 28), "day", 0)),
        (date(2023, 1, 31), "monthly", date(2023, 4, 19), (date(2023, 4, 30), "month", 2)),
        (date(2023, 3, 31), "quarterly", date(2023, 4, 19), (date(2023, 6, 30), "month", 0)),
        (date(2023, 6, 30), "halfyearly", date(2023, 6, 1), (date(2023, 12, 31), "month", 0)),
    ],
)
def test_next_dates(
    due_on: date, recurrence: str, done_on: date, expected: tuple[date, str, int]
) -> None:
    assert next_due(recurring(due_on, recurrence), done_on) == expected


@given(DAYS, st.sampled_from(["", "anytime", "yearround", "ongoing"]))
def test_what_recurs_at_no_date_has_no_next_one(day: date, recurrence: str) -> None:
    assert next_due(recurring(day, recurrence), day) is None
    assert next_due(recurring(None, "monthly"), day) is None


@given(DAYS, DAYS, st.sampled_from(["todo", "doing", "done", "stopped"]))
def test_an_open_task_is_late_after_its_day(due_on: date, today: date, state: str) -> None:
    task = TaskDraft("보고", state, due_on=due_on)
    assert is_late(task, today) == (due_on < today and state in {"todo", "doing"})
    begun = task._replace(timing="from")
    assert is_late(begun, today) == (due_on < today and state == "todo")
    assert not is_late(task._replace(due_on=None), today)


@given(DAYS)
def test_a_week_ends_on_the_first_sunday(today: date) -> None:
    assert week_end(today).isoweekday() == 7
    assert 0 <= (week_end(today) - today).days < 7


TEXTS = st.lists(st.sampled_from(["장터", "교류", "홍보", "점검"]), max_size=6)


@given(TEXTS, TEXTS)
def test_lines_are_matched_to_different_tasks_of_the_same_text(
    wanted: list[str], existing: list[str]
) -> None:
    matches = match_tasks(wanted, existing)
    known = [at for at in matches if at is not None]
    assert len(set(known)) == len(known)
    for text in set(wanted):
        same = sum(
            existing[at] == text
            for line, at in zip(wanted, matches, strict=True)
            if line == text and at is not None
        )
        assert same == min(wanted.count(text), existing.count(text))
    renamed = [
        at
        for line, at in zip(wanted, matches, strict=True)
        if at is not None and existing[at] != line
    ]
    assert renamed == []  # no two of these texts are similar


@pytest.mark.parametrize(
    ("wanted", "existing", "expected"),
    [
        (["교류", "홍보"], ["장터", "교류"], [1, None]),
        (["큰 장터", "교류"], ["장터", "교류"], [0, 1]),
        (["교류", "큰 장터"], ["장터", "교류"], [1, None]),
        (["홍보", "교류"], ["장터", "교류"], [None, 1]),
        (["교류", "봄 홍보"], ["장터", "교류", "홍보"], [1, 2]),
        (["봄 교류", "홍보"], ["장터", "교류", "홍보"], [1, 2]),
        (["큰 장터", "봄 교류"], ["장터", "교류"], [0, 1]),
        (["점검", "봄 교류"], ["장터", "교류"], [None, 1]),
        (["큰 장터", "장터"], ["장터"], [None, 0]),
    ],
)
def test_a_line_is_a_renamed_task_only_at_its_position_and_with_a_similar_text(
    wanted: list[str], existing: list[str], expected: list[int | None]
) -> None:
    assert match_tasks(wanted, existing) == expected


@pytest.mark.parametrize(
    ("line", "done_on", "evidence"),
    [
        (TaskDraft("장터", "done"), TODAY, "문서"),
        (TaskDraft("장터", "doing"), None, ""),
        (TaskDraft("큰 장터"), None, ""),
        (TaskDraft("홍보", "done"), None, ""),
    ],
)
def test_only_a_line_that_is_done_takes_the_day_and_the_evidence(
    line: TaskDraft, done_on: date | None, evidence: str
) -> None:
    before = [TaskDraft("장터", "done", done_on=TODAY, evidence="문서")]
    (kept,) = with_kept_fields([line], before)
    assert (kept.done_on, kept.evidence) == (done_on, evidence)


def test_an_unchanged_line_of_an_open_task_keeps_its_evidence() -> None:
    before = (TaskDraft("장터", "doing", evidence="중간보고 3"),)
    assert with_kept_fields([TaskDraft("장터", "doing")], before) == before


def test_a_renamed_line_keeps_the_day_and_the_evidence() -> None:
    before = (TaskDraft("장터", "done", done_on=TODAY, evidence="문서"), TaskDraft("교류"))
    lines = [TaskDraft("큰 장터", "done"), TaskDraft("교류")]
    assert with_kept_fields(lines, before)[0] == before[0]._replace(text="큰 장터")
