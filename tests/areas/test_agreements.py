"""The register of agreements: rules, and what the store keeps."""

from datetime import date

import pytest

from secretariat_tui.areas.agreements import queries, rules, store, tables
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.agreements.rules import AgreementStanding
from secretariat_tui.areas.attached.model import TaskDraft
from secretariat_tui.core.errors import EditConflictError, ValidationError
from secretariat_tui.database.file import OfficeFile
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
    assert [each.id for each in queries.attention(file.reader, today)] == wanted


def test_what_is_due_first_comes_first(file: OfficeFile) -> None:
    expired = JEJU._replace(expires_on=date(2023, 3, 20))
    unchecked = JEJU._replace(check_months=1, expires_on=date(2090, 1, 1))
    both = unchecked._replace(checked_on=date(2023, 3, 24))
    for draft in (both, JEJU, expired, unchecked, JEJU._replace(check_months=3)):
        store.add(file, draft)
    assert [(each.id, each.due) for each in queries.attention(file.reader, TODAY)] == [
        (4, date(2023, 3, 3)),
        (3, date(2023, 3, 20)),
        (1, date(2023, 4, 24)),
    ]


def test_a_missing_term_is_shown_and_never_expired(file: OfficeFile) -> None:
    store.add(file, JEJU)
    sheet = tables.register(file.reader, Period(date(2099, 1, 1)))
    (row,) = sheet.rows
    assert sheet.table.texts(row) == [
        "제주특별자치도", "서울시-제주특별자치도 교류강화 업무협약", "광역", "23.2.3.(금)",
        "기간 미기재", "유효", "2 중 0", "–",
    ]  # fmt: skip


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
