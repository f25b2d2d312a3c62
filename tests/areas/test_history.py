"""The history to read: who, when, what, and each field in the words of the forms."""

import sys
from contextlib import closing
from datetime import date, time
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS, record_classes
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.model import AccountDraft, ExpenseDraft
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.database.audit import history as audit_history
from secretariat_tui.database.audit.events import ExportEvent, log_export
from secretariat_tui.database.audit.history import HistoryTarget
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.schema import ddl
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import View
from secretariat_tui.tables import history as tables
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.keys.area import audit_tables
from tests.conftest import TODAY
from tests.database.states import agreement, raw

KINDS = audit_tables(AREAS)


def told(file: OfficeFile, field_by_field: bool = True) -> list[tuple[str, ...]]:
    """Return the history as it is shown, the newest line first, without days and times."""
    table = tables.history_table(KINDS)
    rows = audit_history.changes_by_field(
        file.reader, audit_history.history_query(KINDS), None, None
    )
    if not field_by_field:
        rows = list_query.all_rows(file.reader, audit_history.history_query(KINDS))
    return [tuple(table.texts(row)[2:]) for row in rows]


def test_every_column_of_every_table_has_a_name() -> None:
    record_classes()
    for table in ddl.logged_tables():
        columns = {column.name for column in table.columns} - {"id", "rev", "pos"}
        assert set(KINDS[table.name].columns) == columns


def test_a_change_is_told_field_by_field(file: OfficeFile) -> None:
    number = proposals.add(file, ProposalDraft("종이 줄이기", TODAY))
    changed = ProposalDraft("종이 줄이기", TODAY, "mail", dept="총무과", secret=False)
    proposals.change(file, number, 1, changed)
    label = "제안 고침: 종이 줄이기"
    assert told(file)[:2] == [
        ("김주무관", label, "제안 · 경로", "창의발전소", "메일 계정"),
        ("김주무관", label, "제안 · 부서", "(빈 칸)", "총무과"),
    ]
    assert told(file, field_by_field=False) == [
        ("김주무관", label, "제안 · 경로, 부서", "창의발전소 · (빈 칸)", "메일 계정 · 총무과"),
        ("김주무관", "제안 추가: 종이 줄이기", "제안 추가", "", "종이 줄이기"),
    ]


def test_money_days_times_and_what_numbers_point_to_are_written_as_in_the_forms(
    file: OfficeFile,
) -> None:
    account = budget.add_account(file, AccountDraft(2023, "203-03", "시책추진비"), 1_000_000)
    draft = ExpenseDraft(account, date(2023, 4, 19), "간담회", 120_000, time(12, 30), headcount=5)
    budget.add_expense(file, draft)
    said = {item: after for _who, _what, item, _before, after in told(file)}
    assert said["예산 집행 추가 · 과목"] == "203-03 시책추진비"
    assert said["예산 집행 추가 · 금액"] == "120,000원"
    assert said["예산 집행 추가 · 집행일"] == "2023. 4. 19.(수)"
    assert said["예산 집행 추가 · 시각"] == "12:30"
    assert said["예산 집행 추가 · 결제"] == "카드"


def test_undo_and_redo_are_lines_of_their_own(file: OfficeFile) -> None:
    agreements.add(file, agreement("A"))
    file.undo()
    file.redo()
    assert [line[1] for line in told(file, field_by_field=False)][::2] == [
        "다시 함: 협약 추가: A",
        "되돌림: 협약 추가: A",
        "협약 추가: A",
    ]


def test_a_record_is_told_with_its_parts_and_nothing_else(file: OfficeFile) -> None:
    number = agreements.add(file, agreement("A", "경상북도"))
    agreements.add(file, agreement("B", "상주시"))
    agreements.change(file, number, 1, agreement("A", "경상남도"))
    part = audit_history.record_history_query(
        audit_history.history_query(KINDS), KINDS, HistoryTarget("agreement", number, "A")
    )
    table = tables.history_table(KINDS)
    rows = list_query.all_rows(file.reader, part)
    assert [table.texts(row)[4:] for row in rows if row.fields] == [
        ["관계자 · 기관", "경상북도", "경상남도"],
        ["관계자 추가", "", "경상북도"],
        ["협약 추가", "", "A"],
    ]


@pytest.mark.parametrize("shown", ["그대로", "안건"])
def test_what_is_secret_now_is_veiled_in_all_its_history(file: OfficeFile, shown: str) -> None:
    draft = EventDraft("은밀한 면담", TODAY, lines=(LineDraft("", "은밀한 안건"),))
    number = schedule.add(file, draft)
    schedule.change(file, number, 1, draft._replace(visibility="secret"))
    lines = told(file) + told(file, field_by_field=False)
    assert not any("은밀한" in text for line in lines for text in line)
    assert {line[1] for line in lines} == {"비공개 일정", "비공개 일정 내용"}
    found = list_query.all_rows(file.reader, audit_history.history_query(KINDS), View(find=shown))
    assert found == []
    file.undo()
    assert any("은밀한 안건" in text for line in told(file) for text in line)


def test_it_is_found_by_who_what_and_kind(file: OfficeFile, path: Path) -> None:
    agreements.add(file, agreement("경북 교류"))
    with closing(OfficeFile(path, "이비서관")) as other:
        proposals.add(other, ProposalDraft("종이 줄이기", TODAY))
    history = audit_history.history_query(KINDS)
    for find, count in (("이비서", 1), ("경북", 2), ("ㅈㅇ", 1), ("관계자", 1), ("없는말", 0)):
        assert len(list_query.all_rows(file.reader, history, View(find=find))) == count


def test_what_left_is_told_with_its_purpose_and_is_not_undone(file: OfficeFile) -> None:
    proposals.add(file, ProposalDraft("종이 줄이기", TODAY))
    log_export(file, ExportEvent("제안함", 12, "제안.csv", "outside", "언론 배포"))
    assert told(file)[:5] == [
        ("김주무관", "내보내기: 제안함 12건", f"내보내기 · {label}", "", value)
        for label, value in (
            ("표", "제안함"), ("건수", "12"), ("방법", "제안.csv"), ("쓰임", "외부용"), ("목적", "언론 배포"),
        )
    ]  # fmt: skip
    assert file.undo() == "제안 추가: 종이 줄이기"


def test_a_period_is_of_days_on_the_wall(file: OfficeFile, path: Path) -> None:
    for name in "ABC":
        agreements.add(file, agreement(name))
    with raw(path) as db:
        for number, at in enumerate(("2023-04-17", "2023-04-18", "2023-04-19"), 1):
            db.execute("UPDATE tx SET at = ? WHERE id = ?", (f"{at}T03:00:00.000+00:00", number))
    day = date(2023, 4, 18)
    rows = tables.history_source(KINDS).read(file.reader, Period(TODAY, day, day)).rows
    assert {row.label for row in rows} == {"협약 추가: B"}


def test_a_change_of_parts_alone_is_a_change_of_the_record(file: OfficeFile) -> None:
    """Else a form that was opened before would write the old parts over it unseen."""
    draft = EventDraft("면담", TODAY, lines=(LineDraft("", "안건"),))
    number = schedule.add(file, draft)
    schedule.change(file, number, 1, draft._replace(lines=(LineDraft("", "새 안건"),)))
    assert file.reader.value("SELECT rev FROM event WHERE id = :id", id=number) == 2
    schedule.change(file, number, 2, draft._replace(lines=(LineDraft("", "새 안건"),)))
    assert file.reader.value("SELECT rev FROM event WHERE id = :id", id=number) == 2


def test_nothing_but_the_row_keeps_what_a_change_contains(file: OfficeFile) -> None:
    """What is destroyed must leave the memory with the rows that were read before."""
    agreements.add(file, agreement("파기할 협약", "경상북도"))
    table = tables.history_table(KINDS)
    for row in list_query.all_rows(file.reader, audit_history.history_query(KINDS)):
        before = sys.getrefcount(row), sys.getrefcount(row.new)
        assert any("협약" in text for text in table.texts(row))
        assert list(audit_history.by_field([row]))
        after = sys.getrefcount(row), sys.getrefcount(row.new)
        assert after == before
