"""The register of agreements: rules, and what the store keeps."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.areas.agreements import queries, rules, store, tables
from secretariat_tui.areas.agreements.details import read_agreement
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.agreements.rules import AgreementStanding
from secretariat_tui.areas.attached.model import TaskDraft
from secretariat_tui.core.errors import EditConflictError, ValidationError
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tables.masking import masked_sheet
from secretariat_tui.tables.table import Period

TODAY = date(2023, 4, 19)
JEJU = AgreementDraft(
    "서울시-제주특별자치도 교류강화 업무협약",
    signed_on=date(2023, 2, 3),
    parties=(PartyDraft("제주특별자치도", "metropolitan", "제주도지사"),),
    tasks=(TaskDraft("고향사랑기부제 활성화 추진"), TaskDraft("농특산물 교류 확대")),
)


@pytest.mark.parametrize(
    ("state", "expires_on", "expected"),
    [
        ("draft", None, AgreementStanding.DRAFT),
        ("ended", date(2030, 1, 1), AgreementStanding.ENDED),
        ("signed", None, AgreementStanding.IN_FORCE),
        ("signed", date(2023, 7, 19), AgreementStanding.IN_FORCE),
        ("signed", date(2023, 7, 18), AgreementStanding.EXPIRING),
        ("signed", date(2023, 4, 20), AgreementStanding.EXPIRING),
        ("signed", TODAY, AgreementStanding.EXPIRING),
        ("signed", date(2023, 4, 18), AgreementStanding.EXPIRED),
    ],
)
def test_standing(state: str, expires_on: date | None, expected: AgreementStanding) -> None:
    assert rules.agreement_standing(state, expires_on, TODAY) is expected


@pytest.mark.parametrize("today", [date.min, TODAY, date.max])
def test_rows_at_the_calendars_ends_are_read(file: OfficeFile, today: date) -> None:
    number = store.add(file, JEJU._replace(expires_on=date(2199, 12, 31)))
    with file.edit("옛 파일") as session:
        session.connection().exec_driver_sql("UPDATE agreement SET check_months = 100000")
    (row,) = queries.register(file.reader, today)
    assert row.next_check == date.max
    wanted = {date.min: [], TODAY: [], date.max: [number]}[today]
    assert [each.id for each in queries.attention(file.reader, today, 30)] == wanted


def test_what_is_due_first_comes_first(file: OfficeFile) -> None:
    expiring = JEJU._replace(expires_on=date(2023, 5, 19))
    expired = JEJU._replace(expires_on=date(2023, 3, 20))
    unchecked = JEJU._replace(check_months=1, expires_on=date(2090, 1, 1))
    both = unchecked._replace(checked_on=date(2023, 3, 24))
    for draft in (both, JEJU, expiring, unchecked, JEJU._replace(check_months=3), expired):
        store.add(file, draft)
    assert [(each.id, each.due) for each in queries.attention(file.reader, TODAY, 30)] == [
        (4, date(2023, 3, 3)),
        (1, date(2023, 4, 24)),
        (3, date(2023, 5, 19)),
    ]


@pytest.mark.parametrize(
    ("signed_on", "text", "due_from"),
    [
        (date(2022, 10, 21), "2023. 4. 21.(금)", date(2023, 4, 14)),
        (date(2022, 10, 22), "2023. 4. 22.(토) → 4.24.(월)", date(2023, 4, 17)),
        (date(2022, 10, 23), "2023. 4. 23.(일) → 4.24.(월)", date(2023, 4, 17)),
        (date(2022, 10, 24), "2023. 4. 24.(월)", date(2023, 4, 17)),
        (date(2022, 11, 29), "2023. 5. 29.(월) → 5.30.(화)", date(2023, 5, 23)),
        (date(2025, 4, 3), "2025. 10. 3.(금) → 10.10.(금)", date(2025, 10, 3)),
    ],
)
def test_a_check_is_due_on_a_working_day_and_announced_7_days_before(
    file: OfficeFile, signed_on: date, text: str, due_from: date
) -> None:
    store.add(file, JEJU._replace(signed_on=signed_on, check_months=6))
    for day, due in ((due_from - timedelta(1), False), (due_from, True)):
        (row,) = queries.register(file.reader, day)
        assert row.check_due is due
        assert queries.counts(file.reader, day).check_due == due
        assert len(queries.attention(file.reader, day, 30)) == due
        assert tables.REGISTER.column("next").text(row) == ("점검 D-7" if due else "–")
        lines = read_agreement(row, file.reader)
        assert lines
        assert f"다음 점검 {text}" in "\n".join(line.text for line in lines)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(1, 30))
def test_the_next_check_is_on_the_first_working_day_from_the_end_of_its_period(
    signed_on: date, months: int
) -> None:
    end = rules.check_period_end("signed", signed_on, None, months)
    day = rules.next_check("signed", signed_on, None, months)
    assert end
    assert day
    assert day.strftime("%a") not in {"Sat", "Sun"}
    between = [end + timedelta(n) for n in range((day - end).days)]
    assert {each.strftime("%a") for each in between} <= {"Sat", "Sun"}


def test_a_missing_term_is_shown_and_never_expired(file: OfficeFile) -> None:
    store.add(file, JEJU)
    sheet = tables.register(file.reader, Period(date(2099, 1, 1)))
    (row,) = sheet.rows
    assert sheet.table.texts(row) == [
        "제주특별자치도", "서울시-제주특별자치도 교류강화 업무협약", "광역", "23.2.3.(금)",
        "기간 미기재", "유효", "2 중 0", "–", "–",
    ]  # fmt: skip


TASKS = (
    TaskDraft("농특산물 직거래", "doing", "박문수", date(2023, 4, 28)),
    TaskDraft("관광 교류", "todo", "이순신"),
    TaskDraft("청년 교류", "todo", "홍길동", date(2023, 4, 17)),
    TaskDraft("실무 협의", "done", "박문수", date(2023, 4, 1)),
)


def test_the_register_shows_the_next_open_task_with_its_owner(file: OfficeFile) -> None:
    number = store.add(file, JEJU._replace(tasks=TASKS))
    sheet = tables.register(file.reader, Period(TODAY))
    (row,) = sheet.rows
    assert sheet.table.column("tasks").text(row) == "4 중 1"
    assert sheet.table.column("task_due").text(row) == "4.17.(월) D+2 홍길동"
    store.change(file, number, 1, JEJU._replace(tasks=TASKS[:2]))
    (row,) = tables.register(file.reader, Period(TODAY)).rows
    assert sheet.table.column("task_due").text(row) == "4.28.(금) D-9 박문수"
    store.change(file, number, 2, JEJU._replace(tasks=TASKS[1:2]))
    (row,) = tables.register(file.reader, Period(TODAY)).rows
    assert sheet.table.column("task_due").text(row) == "이순신"
    store.change(file, number, 3, JEJU._replace(tasks=TASKS[3:]))
    (row,) = tables.register(file.reader, Period(TODAY)).rows
    assert sheet.table.column("task_due").text(row) == "–"


def test_the_texts_of_all_tasks_are_a_column_that_masks_owners_outside(file: OfficeFile) -> None:
    store.add(file, JEJU._replace(tasks=TASKS[:2]))
    store.add(file, JEJU._replace(tasks=()))
    keys = ("name", "task_due", "task_texts")
    sheet = tables.register(file.reader, Period(TODAY, columns=keys)).with_columns(keys)
    texts = [sheet.table.columns[2].data(row) for row in sheet.rows]
    assert texts == [
        "농특산물 직거래 (추진 · 박문수 · '23.4.28.) / 관광 교류 (미착수 · 이순신)", "",
    ]  # fmt: skip
    outside = masked_sheet(sheet)
    first = outside.table.texts(outside.rows[0])
    assert first[1:] == [
        "4.28.(금) D-9 박○수",
        "농특산물 직거래 (추진 · 박○수 · '23.4.28.) / 관광 교류 (미착수 · 이○신)",
    ]


def test_tasks_are_exported_one_a_row(file: OfficeFile) -> None:
    store.add(file, JEJU._replace(tasks=TASKS[:2]))
    source = tables.SHEETS["tasks"]
    sheet = source.read(file.reader, Period(TODAY))
    assert sheet.table.header() == ["협약", "할 일", "상태", "담당", "기한"]
    assert [sheet.table.texts(row) for row in sheet.rows] == [
        [JEJU.name, "농특산물 직거래", "추진", "박문수", "'23.4.28."],
        [JEJU.name, "관광 교류", "미착수", "이순신", ""],
    ]
    due = source.read(file.reader, Period(TODAY, date(2023, 4, 1), date(2023, 4, 30)))
    assert [row.text for row in due.rows] == ["농특산물 직거래"]


def test_the_details_show_owner_and_due_date_and_mark_what_is_overdue(file: OfficeFile) -> None:
    store.add(file, JEJU._replace(tasks=TASKS))
    (row,) = queries.register(file.reader, TODAY)
    lines = read_agreement(row, file.reader)
    assert lines
    tasks = {line.text.split("  ")[1]: line for line in lines[-4:]}
    assert [line.text for line in lines[-4:]] == [
        " ▷ 추진  농특산물 직거래  박문수  ~4.28.(금) D-9",
        " □ 미착수  관광 교류  이순신",
        " □ 미착수  청년 교류  홍길동  ! ~4.17.(월) D+2",
        " ■ 완료  실무 협의  박문수  ~4.1.(토)",
    ]
    assert tasks["청년 교류"].spans[-1] == ("  ! ~4.17.(월) D+2", "bad")
    assert tasks["농특산물 직거래"].spans[-1] == ("  ~4.28.(금) D-9", "")  # not soon yet


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"parties": ()}, "parties"),
        ({"signed_on": None}, "signed_on"),
        ({"expires_on": date(2023, 2, 2)}, "expires_on"),
        ({"renewal": "auto"}, "expires_on"),
        ({"check_months": 0}, "check_months"),
        ({"check_months": 1201}, "check_months"),
        ({"signed_on": date(1899, 12, 31)}, "signed_on"),
        ({"effective_on": date(2200, 1, 1)}, "effective_on"),
        ({"expires_on": date(9999, 12, 31)}, "expires_on"),
        ({"checked_on": date(2200, 1, 1)}, "checked_on"),
        ({"ended_on": date(2200, 1, 1)}, "ended_on"),
        ({"tasks": (TaskDraft("할 일", due_on=date(2200, 1, 1)),) * 2}, "tasks"),
        ({"state": "ended"}, "ended_reason"),
    ],
)
def test_what_a_rule_forbids_names_its_field(
    file: OfficeFile, change: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        store.add(file, JEJU._replace(**change))  # type: ignore[arg-type]
    assert [name for name, _message in refusal.value.errors] == [field]
    assert queries.register(file.reader, TODAY) == []


@pytest.mark.parametrize(
    "change",
    [
        {"expires_on": JEJU.signed_on},  # on the day of signing
        {"effective_on": date(2023, 2, 4), "expires_on": date(2023, 2, 4)},
        {"check_months": 1},
        {"check_months": 1200},
        {"signed_on": None, "state": "draft"},
        {"signed_on": date(1900, 1, 1)},
        {"expires_on": date(2199, 12, 31)},
    ],
)
def test_what_a_rule_just_allows_is_stored(file: OfficeFile, change: dict[str, object]) -> None:
    draft = JEJU._replace(**change)  # type: ignore[arg-type]
    assert rules.agreement_errors(draft) == []
    stored = queries.agreement(file.reader, store.add(file, draft))
    assert stored
    assert stored.draft == draft


def test_what_is_stored_is_what_was_typed(file: OfficeFile) -> None:
    number = store.add(file, JEJU)
    stored = queries.agreement(file.reader, number)
    assert stored is not None
    assert stored.draft == JEJU


def test_saving_an_unchanged_record_leaves_no_trace(file: OfficeFile) -> None:
    number = store.add(file, JEJU)
    before = queries.agreement(file.reader, number)
    assert before
    store.change(file, number, before.rev, before.draft)
    assert queries.agreement(file.reader, number) == before
    assert file.undo() == "협약 추가: 서울시-제주특별자치도 교류강화 업무협약"


def test_a_stale_change_is_refused(file: OfficeFile) -> None:
    number = store.add(file, JEJU)
    store.change(file, number, 1, JEJU._replace(place="제주특별자치도청"))
    with pytest.raises(EditConflictError):
        store.change(file, number, 1, JEJU._replace(place="상주시청"))
    with pytest.raises(EditConflictError):
        store.delete(file, number, 1)
    stored = queries.agreement(file.reader, number)
    assert stored
    assert stored.draft.place == "제주특별자치도청"


def test_deleting_takes_parties_and_tasks_along_and_undo_brings_them_back(file: OfficeFile) -> None:
    number = store.add(file, JEJU)
    store.delete(file, number)
    assert queries.agreement(file.reader, number) is None
    assert file.reader.value("SELECT count(*) FROM task") == 0
    file.undo()
    stored = queries.agreement(file.reader, number)
    assert stored
    assert stored.draft == JEJU
