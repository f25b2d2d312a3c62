"""What hangs on any record: tasks, notes, files, participants, links. Secrecy, undo, search, destruction follow it."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlmodel import delete

from secretariat_tui.areas import AREAS, index_sources, record_classes
from secretariat_tui.areas.agreements import queries as agreement_queries
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.model import PartyDraft
from secretariat_tui.areas.attached import queries, store, tables
from secretariat_tui.areas.attached.file_status import FileStatus, file_status, read_file
from secretariat_tui.areas.attached.model import (
    NO_RECORD,
    TASK,
    LinkDraft,
    NoteDraft,
    ParticipantDraft,
    RecordKey,
    TaskDraft,
)
from secretariat_tui.areas.budget import queries as budget_queries
from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.model import AccountDraft, ExpenseDraft, OpeningDraft
from secretariat_tui.areas.holidays.model import HOLIDAY, HolidayDraft
from secretariat_tui.areas.holidays.store import HOLIDAYS
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft
from secretariat_tui.areas.report.issued.store import issue_report
from secretariat_tui.areas.report.model import ISSUED
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.areas.schedule.records import Event
from secretariat_tui.core.errors import EditConflictError, FileError, ValidationError
from secretariat_tui.database.audit import history as audit_history
from secretariat_tui.database.audit import retention, undo
from secretariat_tui.database.audit.history import HistoryTarget
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.find import START, search_all
from secretariat_tui.database.transfer.dump import dump
from secretariat_tui.database.transfer.load import DumpError, load
from secretariat_tui.reporting.snapshot import take_snapshot
from secretariat_tui.reporting.sources import ReportData, named_sheets
from secretariat_tui.tables import history as history_tables
from secretariat_tui.tables.export_progress import ExportProgress
from secretariat_tui.tables.formats import TEXT_FORMATS
from secretariat_tui.tables.masking import masked_sheet
from secretariat_tui.tables.search_kinds import search_results
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.keys.area import audit_tables, delete_functions
from tests.conftest import TODAY
from tests.database.states import agreement, ask, assert_sound, raw, state, violations

KINDS = audit_tables(AREAS)
SEARCH_KINDS = {each.kind: each for area in AREAS for each in area.search_kinds()}
CANARY = "황보카나리"
HUNG = ("attachedfile", "note", "participant", "task")


def _event(file: OfficeFile) -> int:
    return schedule.add(file, EventDraft("면담", date(2010, 3, 2)))


def _expense(file: OfficeFile) -> int:
    account = budget.add_account(file, AccountDraft(2010, "203-02", "기관운영"), 10**6)
    return budget.add_expense(file, ExpenseDraft(account, date(2010, 3, 2), "간담회", 50_000))


def _proposal(file: OfficeFile) -> int:
    number = proposals.add(file, ProposalDraft("종이 줄이기", date(2010, 3, 2)))
    decision = Decision("decided", "rejected", "이미 시행")
    proposals.decide(file, number, 1, decision, date(2010, 3, 5))
    return number


def _agreement(file: OfficeFile) -> int:
    ended = {"state": "ended", "ended_on": date(2010, 3, 1), "ended_reason": "끝"}
    return agreements.add(file, agreement("교류", **ended))


class Kind(NamedTuple):
    """A kind of record that tests hang something on."""

    table: str
    add: Callable[[OfficeFile], int]
    delete: Callable[[OfficeFile, int], None]


RECORD_KINDS = [
    Kind("event", _event, schedule.delete),
    Kind("expense", _expense, budget.delete_expense),
    Kind("proposal", _proposal, proposals.delete),
    Kind("agreement", _agreement, agreements.delete),
]
EACH_KIND = pytest.mark.parametrize("kind", RECORD_KINDS, ids=[kind.table for kind in RECORD_KINDS])


@pytest.fixture
def file(path: Path) -> Iterator[OfficeFile]:
    """An empty office file with a search index, opened by 김주무관."""
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as office:
        yield office


def hang(file: OfficeFile, record: RecordKey, word: str, folder: Path) -> None:
    """Hang one row of each table on a record; all say the word."""
    paper = folder / f"{word} 회의록.pdf"
    paper.write_text(word)
    draft = TaskDraft(f"{word} 보고", "doing", word, date(2010, 4, 1), evidence=f"{word} 결재")
    task = RecordKey("task", store.TASKS.add(file, record, draft))
    store.NOTES.add(file, task, NoteDraft(date(2010, 3, 9), f"{word} 이행 확인"))
    store.NOTES.add(file, record, NoteDraft(date(2010, 3, 3), f"{word}와 통화"))
    store.FILES.add(file, record, read_file(paper, "", date(2010, 3, 3)))
    store.PARTICIPANTS.add(
        file, record, ParticipantDraft("attendee", word, "경상북도", "국장", contact="054-880-0000")
    )


def link_to_another(file: OfficeFile, record: RecordKey, text: str = "") -> RecordKey:
    """Link a record to a new event."""
    other = RecordKey("event", schedule.add(file, EventDraft("다른 일정", TODAY)))
    store.add_link(file, LinkDraft(record, other, text))
    return other


def found(file: OfficeFile, word: str) -> list[str]:
    """Return the titles of the records that the search over all areas finds."""
    hits = search_all(file.reader, word, START, 100, 10).hits
    return [each.title for each in search_results(file.reader, SEARCH_KINDS, hits)]


def history_lines(file: OfficeFile) -> list[str]:
    table = history_tables.history_table(KINDS)
    rows = audit_history.changes_by_field(
        file.reader, audit_history.history_query(KINDS), None, None
    )
    return ["\t".join(table.texts(row)[3:]) for row in rows]


@EACH_KIND
def test_what_is_hung_on_a_record_is_read_back(
    file: OfficeFile, tmp_path: Path, kind: Kind
) -> None:
    record = RecordKey(kind.table, kind.add(file))
    hang(file, record, "이철우", tmp_path)
    other = link_to_another(file, record, "후속")
    (task,) = queries.tasks(file.reader, record)
    assert task.draft == TaskDraft(
        "이철우 보고", "doing", "이철우", date(2010, 4, 1), evidence="이철우 결재"
    )
    (note,) = queries.notes(file.reader, RecordKey("task", task.id))
    assert note.draft == NoteDraft(date(2010, 3, 9), "이철우 이행 확인")
    (note,) = queries.notes(file.reader, record)
    assert note.draft == NoteDraft(date(2010, 3, 3), "이철우와 통화")
    (person,) = queries.participants(file.reader, record, "attendee")
    assert (person.draft.name, person.draft.contact) == ("이철우", "054-880-0000")
    (paper,) = queries.files(file.reader, record)
    assert (paper.draft.title, paper.draft.size) == ("이철우 회의록.pdf", 9)
    (seen,) = queries.links(file.reader, KINDS, record)
    assert (seen.kind, seen.record_id, seen.name, seen.text) == (*other, "다른 일정", "후속")
    (seen,) = queries.links(file.reader, KINDS, other)
    assert (seen.kind, seen.record_id) == record
    store.TASKS.change(file, task.id, task.rev, task.draft._replace(state="done"))
    assert queries.tasks(file.reader, record)[0].draft.state == "done"
    with pytest.raises(EditConflictError):
        store.TASKS.delete(file, task.id, task.rev)
    store.NOTES.delete(file, note.id, note.rev)
    assert queries.notes(file.reader, record) == []
    store.change_link(file, seen.id, seen.rev, "관련")
    assert queries.links(file.reader, KINDS, record)[0].text == "관련"
    store.delete_link(file, seen.id, seen.rev + 1)
    assert queries.links(file.reader, KINDS, other) == []


def test_a_task_of_no_record_can_be_done_undone_and_linked(file: OfficeFile, path: Path) -> None:
    number = store.TASKS.add(file, NO_RECORD, TaskDraft("청사 안내 바꾸기"))
    task = RecordKey("task", number)
    store.NOTES.add(file, task, NoteDraft(TODAY, "업체와 통화"))
    store.add_link(file, LinkDraft(task, RecordKey("event", _event(file))))
    before = state(path)
    store.TASKS.delete(file, number, 1)
    assert {name for name, _row in state(path)} == {"event"}
    file.undo()
    assert state(path) == before
    assert violations(path) == []
    assert_sound(path)


def test_a_task_does_not_hang_on_a_task(file: OfficeFile, path: Path) -> None:
    number = store.TASKS.add(file, NO_RECORD, TaskDraft("첫 일"))
    before = state(path)
    with pytest.raises(EditConflictError, match="덧붙일 기록이 이미 지워졌습니다"):
        store.TASKS.add(file, RecordKey("task", number), TaskDraft("둘째 일"))
    with pytest.raises(EditConflictError, match="덧붙일 기록이 이미 지워졌습니다"):
        store.TASKS.add(file, RecordKey("", number), TaskDraft("둘째 일"))
    assert state(path) == before


def test_notes_come_the_latest_first_and_tasks_in_their_order(file: OfficeFile) -> None:
    record = RecordKey("event", _event(file))
    for day in (3, 5, 4):
        store.NOTES.add(file, record, NoteDraft(date(2023, 4, day), f"{day}일"))
        store.TASKS.add(file, record, TaskDraft(f"{day}일"))
    assert [each.draft.text for each in queries.notes(file.reader, record)] == ["5일", "4일", "3일"]
    assert [each.draft.text for each in queries.tasks(file.reader, record)] == ["3일", "5일", "4일"]


@pytest.mark.parametrize(
    "record",
    [("event", 99), ("no_such_table", 1), ("eventline", 1), ("task", 99), ("note", 1), ("tx", 1)],
)
def test_nothing_is_hung_on_what_is_no_record(
    file: OfficeFile, path: Path, record: tuple[str, int]
) -> None:
    event = RecordKey("event", schedule.add(
        file, EventDraft("면담", TODAY, lines=(LineDraft("", "안건"),))
    ))  # fmt: skip
    store.TASKS.add(file, event, TaskDraft("할 일"))
    before = state(path)
    with pytest.raises(EditConflictError, match="덧붙일 기록이 이미 지워졌습니다"):
        store.NOTES.add(file, RecordKey(*record), NoteDraft(TODAY, "메모"))
    with pytest.raises(EditConflictError, match="덧붙일 기록이 이미 지워졌습니다"):
        store.add_link(file, LinkDraft(event, RecordKey(*record)))
    assert state(path) == before


@pytest.mark.parametrize(
    ("write", "field"),
    [
        (lambda f, r: store.TASKS.add(f, r, TaskDraft("")), "text"),
        (lambda f, r: store.TASKS.add(f, r, TaskDraft("일", due_on=date(2200, 1, 1))), "due_on"),
        (lambda f, r: store.NOTES.add(f, r, NoteDraft(None, "글")), "noted_on"),
        (lambda f, r: store.NOTES.add(f, r, NoteDraft(TODAY, "")), "text"),
        (lambda f, r: store.PARTICIPANTS.add(f, r, ParticipantDraft("host")), "name"),
        (lambda f, r: store.add_link(f, LinkDraft(r, r)), "other"),
    ],
)
def test_what_a_rule_forbids_names_its_field(
    file: OfficeFile, path: Path, write: Callable[[OfficeFile, RecordKey], Any], field: str
) -> None:
    record = RecordKey("event", _event(file))
    before = state(path)
    with pytest.raises(ValidationError) as refusal:
        write(file, record)
    assert [name for name, _message in refusal.value.errors] == [field]
    assert state(path) == before


@EACH_KIND
def test_what_hangs_on_a_record_goes_and_returns_with_it(
    file: OfficeFile, path: Path, tmp_path: Path, kind: Kind
) -> None:
    record = RecordKey(kind.table, kind.add(file))
    hang(file, record, "경북", tmp_path)
    other = link_to_another(file, record)
    before = state(path)
    kind.delete(file, record.id)
    assert {table for table, _row in state(path)} & {*HUNG, "link"} == set()
    assert ("event", other.id) in state(path)
    assert violations(path) == []
    file.undo()
    assert state(path) == before
    file.redo()
    file.undo()
    assert state(path) == before
    assert_sound(path)
    schedule.delete(file, other.id)  # the other end
    assert queries.links(file.reader, KINDS, record) == []
    file.undo()
    assert state(path) == before


def test_what_is_deleted_without_its_store_takes_along_what_hangs_on_it(
    file: OfficeFile, path: Path, tmp_path: Path
) -> None:
    record = RecordKey("event", _event(file))
    hang(file, record, "경북", tmp_path)
    link_to_another(file, record)
    before = state(path)
    with file.edit("모두 지움") as session:
        session.execute(delete(Event))
    assert state(path) == {}
    file.undo()
    assert state(path) == before
    assert_sound(path)


@EACH_KIND
def test_adding_a_record_is_not_undone_while_something_of_another_hangs_on_it(
    file: OfficeFile, path: Path, kind: Kind
) -> None:
    record = RecordKey(kind.table, kind.add(file))
    with closing(OfficeFile(path, "이비서관")) as other:
        store.NOTES.add(other, record, NoteDraft(TODAY, "비밀 메모"))
        before = state(path)
        while (step := undo.next_undo(file.reader, file.who)) and "추가" not in step.label:
            file.undo()  # what came after the adding, such as a decision
        with pytest.raises(EditConflictError) as refusal:
            file.undo()
        text = str(refusal.value)
        assert "그 뒤 이비서관이 이 기록에 덧붙인 것이 있습니다(" in text
        assert ": 메모 추가)" in text
        assert "비밀" not in text
        assert queries.notes(file.reader, record)
        assert violations(path) == []
        other.undo()
        file.undo()
    assert (kind.table, record.id) not in state(path)
    assert set(before) > set(state(path))
    assert_sound(path)


def test_undo_does_not_hang_something_on_what_another_deleted(file: OfficeFile, path: Path) -> None:
    record = RecordKey("event", _event(file))
    note = store.NOTES.add(file, record, NoteDraft(TODAY, "메모"))
    store.NOTES.delete(file, note)
    with closing(OfficeFile(path, "이비서관")) as other:
        schedule.delete(other, record.id)
        with pytest.raises(EditConflictError, match="덧붙일 기록이 이미 지워졌습니다"):
            file.undo()
        other.undo()
    file.undo()
    assert [each.id for each in queries.notes(file.reader, record)] == [note]


def test_a_task_is_undone_though_another_changed_its_record_since(
    file: OfficeFile, path: Path
) -> None:
    record = RecordKey("event", _event(file))
    store.TASKS.add(file, record, TaskDraft("할 일"))
    with closing(OfficeFile(path, "이비서관")) as other:
        schedule.change(other, record.id, 2, EventDraft("면담", date(2010, 3, 2), place="집무실"))
    assert file.undo() == "할 일 추가"
    assert queries.tasks(file.reader, record) == []
    assert ask(path, "SELECT place, rev FROM event") == [("집무실", 4)]
    assert_sound(path)


def test_a_task_that_another_added_is_not_lost_to_an_open_form(file: OfficeFile) -> None:
    number = agreements.add(file, agreement("교류"))
    form = agreement_queries.agreement(file.reader, number)
    assert form
    store.TASKS.add(file, RecordKey("agreement", number), TaskDraft("늦게 온 일"))
    with pytest.raises(EditConflictError, match="다른 창에서 이 기록을 바꾸었습니다"):
        agreements.change(file, number, form.rev, form.draft._replace(place="안동"))
    store.NOTES.add(file, RecordKey("agreement", number), NoteDraft(TODAY, "메모"))
    form = agreement_queries.agreement(file.reader, number)
    assert form
    assert [task.text for task in form.draft.tasks] == ["늦게 온 일"]
    store.NOTES.add(file, RecordKey("agreement", number), NoteDraft(TODAY, "둘째 메모"))
    agreements.change(file, number, form.rev, form.draft._replace(place="안동"))


def test_participants_of_other_roles_are_left_alone_by_the_form_of_agreements(
    file: OfficeFile,
) -> None:
    record = RecordKey("agreement", agreements.add(file, agreement("교류", "경북")))
    person = ParticipantDraft("contact", "박주무관")
    store.PARTICIPANTS.add(file, record, person)
    form = agreement_queries.agreement(file.reader, record.id)
    assert form
    assert [party.name for party in form.draft.parties] == ["경북"]
    agreements.change(file, record.id, form.rev, agreement("교류", "제주", "세종"))
    assert [
        each.draft.organization for each in queries.participants(file.reader, record, "party")
    ] == ["제주", "세종"]
    assert [each.draft for each in queries.participants(file.reader, record, "contact")] == [person]


def test_two_records_are_linked_once(file: OfficeFile, path: Path) -> None:
    one = RecordKey("proposal", _proposal(file))
    other = RecordKey("event", _event(file))
    store.add_link(file, LinkDraft(one, other))
    with pytest.raises(EditConflictError, match="같은 값을 가진 다른 기록이 이미"):
        store.add_link(file, LinkDraft(other, one))
    assert ask(path, "SELECT parent, target FROM link") == [("event", "proposal")]


SECRET_RECORDS: list[
    tuple[str, Callable[[OfficeFile], int], Callable[[OfficeFile, int, int], None]]
] = [
    (
        "event",
        lambda f: schedule.add(f, EventDraft("면담", TODAY)),
        lambda f, n, rev: schedule.change(
            f, n, rev, EventDraft("면담", TODAY, visibility="secret")
        ),
    ),
    (
        "proposal",
        lambda f: proposals.add(f, ProposalDraft("제안", TODAY)),
        lambda f, n, rev: proposals.change(f, n, rev, ProposalDraft("제안", TODAY, secret=True)),
    ),
]


@pytest.mark.parametrize(("table", "add", "hide"), SECRET_RECORDS, ids=["event", "proposal"])
def test_what_hangs_on_a_record_is_secret_while_the_record_is(
    file: OfficeFile, tmp_path: Path,
    table: str, add: Callable[[OfficeFile], int], hide: Callable[[OfficeFile, int, int], None],
) -> None:  # fmt: skip
    record = RecordKey(table, add(file))
    hang(file, record, CANARY, tmp_path)
    expense = RecordKey("expense", _expense(file))
    store.add_link(file, LinkDraft(record, expense, CANARY))
    (task,) = queries.tasks(file.reader, record)
    store.add_link(file, LinkDraft(RecordKey("task", task.id), expense, CANARY))
    assert sum(CANARY in line for line in history_lines(file)) >= 7
    assert len(found(file, CANARY)) == 1
    hide(file, record.id, file.reader.value(f"SELECT rev FROM {table}"))
    assert not any(CANARY in line for line in history_lines(file))
    assert found(file, CANARY) == []
    history = audit_history.history_query(KINDS)
    assert list_query.all_rows(file.reader, history, list_query.View(find=CANARY)) == []
    (row,) = queries.all_tasks(file.reader, KINDS)
    assert tables.TASKS.texts(row) == ["비공개", "", "", "", ""]
    links = queries.links(file.reader, KINDS, expense)
    assert [(link.kind, link.secret) for link in links] == [(table, True), ("task", True)]
    sheet = history_tables.history_source(KINDS).read(file.reader, Period(TODAY))
    outside = "".join(TEXT_FORMATS["tsv"](masked_sheet(sheet), ExportProgress()))
    assert CANARY not in outside
    assert "비공개" not in outside
    assert "간담회" in outside
    file.undo()
    assert any(CANARY in line for line in history_lines(file))
    assert len(found(file, CANARY)) == 1


def test_the_history_names_the_record_that_something_hangs_on(file: OfficeFile) -> None:
    record = RecordKey("event", _event(file))
    store.NOTES.add(file, record, NoteDraft(date(2023, 4, 19), "통화"))
    assert history_lines(file)[:4] == [
        "메모 추가\t메모 추가 · 기록의 종류\t\t일정",
        "메모 추가\t메모 추가 · 기록\t\t면담",
        "메모 추가\t메모 추가 · 날짜\t\t2023. 4. 19.(수)",
        "메모 추가\t메모 추가 · 내용\t\t통화",
    ]
    link_to_another(file, record)
    table = history_tables.history_table(KINDS)
    newest = list_query.all_rows(file.reader, audit_history.history_query(KINDS))[0]
    assert table.texts(newest)[3:] == ["기록 이음", "이어진 기록 추가", "", "면담 · 다른 일정"]


def test_the_history_of_a_record_includes_what_hangs_on_it(
    file: OfficeFile, tmp_path: Path
) -> None:
    record = RecordKey("event", _event(file))
    hang(file, record, "경북", tmp_path)
    other = link_to_another(file, record)
    store.NOTES.add(file, other, NoteDraft(TODAY, "남의 메모"))
    store.TASKS.add(file, RecordKey("proposal", _proposal(file)), TaskDraft("남의 일"))
    part = audit_history.record_history_query(
        audit_history.history_query(KINDS), KINDS, HistoryTarget("event", record.id, "")
    )
    rows = list_query.all_rows(file.reader, part)
    assert [row.table for row in rows if row.op == "I"] == [
        "link", "participant", "attachedfile", "note", "note", "task", "event",
    ]  # fmt: skip
    assert not any("남의" in (row.new or "") for row in rows)
    part = audit_history.record_history_query(
        audit_history.history_query(KINDS), KINDS, HistoryTarget("event", other.id, "")
    )
    tables_of_other = {row.table for row in list_query.all_rows(file.reader, part)}
    assert tables_of_other == {"link", "note", "event"}


@pytest.mark.parametrize("number", [n for n in SEARCH_KINDS if n != TASK.search_kind])
def test_every_kind_of_record_is_found_by_what_hangs_on_it(
    office: Path, tmp_path: Path, number: int
) -> None:
    kind = SEARCH_KINDS[number]
    with closing(OfficeFile(office, "김주무관", sources=index_sources)) as file:
        if number == 2:  # the sample office has no expenses,
            _expense(file)
        elif number == HOLIDAY.search_kind:  # no days off of its own,
            HOLIDAYS.add(file, HolidayDraft(date(2023, 5, 2), "재량 휴무"))
        elif number == ISSUED.search_kind:  # and has issued no report
            data = ReportData(file.reader, named_sheets(AREAS), KINDS, Period(TODAY))
            issue_report(file, take_snapshot("# 보고", data), "보고")
        table = kind.record_texts.record.table
        (row,) = kind.rows(file.reader, [file.reader.value(f"SELECT max(id) FROM {table}")])
        hang(file, RecordKey(table, row.id), CANARY, tmp_path)
        for word in (f"{CANARY} 보고", f"{CANARY}와 통화", f"{CANARY} 회의록", f"국장 {CANARY}"):
            assert found(file, word) == [kind.title(row)], word
        for each in queries.notes(file.reader, RecordKey(table, row.id)):
            store.NOTES.delete(file, each.id)
        assert found(file, f"{CANARY}와 통화") == []


def test_a_task_list_for_outside_has_no_secret_records_and_masks_owners(file: OfficeFile) -> None:
    open_event = RecordKey("event", _event(file))
    secret = RecordKey("event", schedule.add(file, EventDraft("x", TODAY, visibility="secret")))
    for record in (open_event, secret):
        store.TASKS.add(file, record, TaskDraft("보고", owner="박문수", due_on=TODAY))
    read = tables.tasks_sheet({"event": KINDS["event"]}, "일정")
    sheet = masked_sheet(read.read(file.reader, Period(TODAY)))
    assert [tuple(sheet.table.texts(row)) for row in sheet.rows] == [
        ("면담", "보고", "미착수", "박○수", "'23.4.19.")
    ]


def test_due_tasks_are_the_open_ones_the_longest_due_first(file: OfficeFile) -> None:
    event, number = RecordKey("event", _event(file)), agreements.add(file, agreement("교류"))
    for day, state_ in ((19, "todo"), (17, "doing"), (16, "done"), (15, "stopped"), (30, "todo")):
        draft = TaskDraft(f"{day}일", state_, "박주무관", date(2023, 4, day))
        store.TASKS.add(file, event, draft)
    store.TASKS.add(
        file, RecordKey("agreement", number), TaskDraft("18일", due_on=date(2023, 4, 18))
    )
    due = queries.due_tasks(file.reader, KINDS, TODAY, 3)
    assert [(each.text, each.name) for each in due] == [
        ("17일", "면담"), ("18일", "교류"), ("19일", "면담"),
    ]  # fmt: skip


@EACH_KIND
def test_a_dump_carries_what_hangs_on_records_and_load_checks_it(
    file: OfficeFile, path: Path, tmp_path: Path, kind: Kind
) -> None:
    record = RecordKey(kind.table, kind.add(file))
    hang(file, record, "경북", tmp_path)
    link_to_another(file, record)
    file.close()
    dump(path, tmp_path / "a.json", record_classes)
    load(tmp_path / "a.json", tmp_path / "b.db", record_classes, KINDS)
    assert state(tmp_path / "b.db") == state(path)
    contents = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    contents["tables"]["note"][0]["parent_id"] = 99  # of the task
    contents["tables"]["note"][1]["parent_id"] = 99
    contents["tables"]["task"][0]["parent"] = "unknown"
    (tmp_path / "c.json").write_text(json.dumps(contents), encoding="utf-8")
    with pytest.raises(DumpError) as refusal:
        load(tmp_path / "c.json", tmp_path / "c.db", record_classes, KINDS)
    assert {
        "$.tables.note[?(@.id==1)]: 없는 기록을 가리킵니다: task",
        f"$.tables.note[?(@.id==2)]: 없는 기록을 가리킵니다: {kind.table}",
        "$.tables.task[?(@.id==1)]: 없는 기록을 가리킵니다: unknown",
        "$.tables.task[?(@.id==1)].parent: 모르는 값입니다: 기록의 종류",
    } <= set(refusal.value.errors)


def test_the_check_reports_what_hangs_on_nothing(
    file: OfficeFile, path: Path, tmp_path: Path
) -> None:
    record = RecordKey("event", _event(file))
    hang(file, record, "경북", tmp_path)
    link_to_another(file, record)
    with raw(path) as db:
        db.execute("DROP TRIGGER event_attached")
        db.execute("INSERT INTO tx (at, who, label, kind, open) VALUES ('', '', '', 'do', 1)")
        db.execute("DELETE FROM event WHERE id = 1")
    orphans = {
        each.table for each in violations(path) if each.message == "없는 기록을 가리킵니다: event"
    }
    assert orphans == {*HUNG, "link"}


def test_what_hangs_on_a_record_is_destroyed_with_it(
    file: OfficeFile, path: Path, tmp_path: Path
) -> None:
    names = {}
    for n, kind in enumerate(RECORD_KINDS):
        record = RecordKey(kind.table, kind.add(file))
        names[kind.table] = f"{CANARY}{'가나다라'[n]}"
        hang(file, record, names[kind.table], tmp_path)
        link_to_another(file, record, f"{CANARY} 이음")
        kept = store.NOTES.add(file, record, NoteDraft(TODAY, f"{CANARY} 고친 것"))
        store.NOTES.change(file, kept, 1, NoteDraft(TODAY, f"{CANARY} 다시 고친 것"))
        store.NOTES.delete(file, kept)
    assert CANARY.encode() in path.read_bytes()
    doomed = retention.expired_records(
        file.reader, KINDS, retention.retention_years(KINDS.values(), {}), TODAY
    )
    assert {each.table for each in doomed} == {kind.table for kind in RECORD_KINDS}
    assert retention.destroy(file, KINDS, delete_functions(AREAS), doomed) is None
    held = path.read_bytes()
    assert CANARY.encode() not in held
    assert "카나".encode() not in held
    left = {table for table, _row in state(path)}
    assert left == {"event", "account", "appropriation"}  # the other ends of the links, the account
    assert violations(path) == []
    assert_sound(path)


def test_a_file_on_disk_is_compared_with_its_record(tmp_path: Path) -> None:
    paper = tmp_path / "협약서.hwpx"
    paper.write_bytes(b"1")
    draft = read_file(paper, "협약서", TODAY)
    assert draft.sha256 == "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
    assert (draft.title, draft.size, draft.noted_on) == ("협약서", 1, TODAY)
    assert file_status(draft) is FileStatus.UNCHANGED
    paper.write_bytes(b"2")
    assert file_status(draft) is FileStatus.CHANGED
    paper.unlink()
    assert file_status(draft) is FileStatus.MISSING
    with pytest.raises(FileError, match="파일을 읽을 수 없습니다"):
        read_file(paper, "", TODAY)


def test_a_party_keeps_its_contact_when_another_is_taken_out(file: OfficeFile) -> None:
    parties = (PartyDraft("경상북도", "metropolitan"), PartyDraft("제주도", "metropolitan"))
    number = agreements.add(file, agreement("교류")._replace(parties=parties))
    record = RecordKey("agreement", number)
    for row, contact in zip(queries.participants(file.reader, record), ("054", "064"), strict=True):
        draft = row.draft._replace(contact=contact, position="과장")
        store.PARTICIPANTS.change(file, row.id, row.rev, draft)
    stored = agreement_queries.agreement(file.reader, number)
    assert stored is not None
    agreements.change(
        file, number, stored.rev, stored.draft._replace(parties=stored.draft.parties[1:])
    )
    (left,) = queries.participants(file.reader, record)
    assert (left.draft.organization, left.draft.contact) == ("제주도", "064")
    stored = agreement_queries.agreement(file.reader, number)
    assert stored is not None
    renamed = (stored.draft.parties[0]._replace(name="제주특별자치도"),)
    agreements.change(file, number, stored.rev, stored.draft._replace(parties=renamed))
    (left,) = queries.participants(file.reader, record)
    assert (left.draft.organization, left.draft.contact) == ("제주특별자치도", "064")
    assert left.draft.position == "과장"


def test_control_characters_do_not_reach_what_hangs_on_a_record(file: OfficeFile) -> None:
    record = RecordKey("agreement", agreements.add(file, agreement("교류")))
    store.TASKS.add(file, record, TaskDraft("첫줄\n둘째줄", owner="탭\t주무관"))
    store.NOTES.add(file, record, NoteDraft(TODAY, "첫줄\n둘째줄\r"))
    (task,) = queries.tasks(file.reader, record)
    (note,) = queries.notes(file.reader, record)
    assert (task.draft.text, task.draft.owner) == ("첫줄 둘째줄", "탭 주무관")
    assert note.draft.text == "첫줄\n둘째줄"


def test_nothing_hangs_on_a_part_of_a_record(file: OfficeFile) -> None:
    account = budget.add_account(file, AccountDraft(2010, "203-02", "기관운영"))
    budget.set_opening(file, OpeningDraft(account, date(2010, 1, 31), 1000))
    with pytest.raises(EditConflictError):
        store.TASKS.add(file, RecordKey("opening", 1), TaskDraft("확인"))


def test_a_renamed_account_is_found_by_its_expenses(file: OfficeFile) -> None:
    _expense(file)
    stored = budget_queries.account(file.reader, 1)
    assert stored is not None
    budget.change_account(file, 1, stored.rev, stored.draft._replace(name="시책추진비"))
    assert found(file, "시책추진비 간담회") == ["간담회"]
    assert found(file, "기관운영 간담회") == []


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (lambda f, r: store.TASKS.add(f, r, TaskDraft(" \n")), "할 일의 내용을 적어 주세요."),
        (lambda f, r: store.TASKS.add(f, r, TaskDraft("가" * 501)), "500자까지"),
        (lambda f, r: store.NOTES.add(f, r, NoteDraft(TODAY, "가" * 100_001)), "100,000자까지"),
        (
            lambda f, r: store.PARTICIPANTS.add(f, r, ParticipantDraft("host", "가" * 501)),
            "500자까지",
        ),
        (
            lambda f, r: store.add_link(f, LinkDraft(r, RecordKey("event", 1), "가" * 501)),
            "500자까지",
        ),
    ],
)
def test_what_is_hung_on_a_record_is_within_the_bounds(
    file: OfficeFile, write: Callable[[OfficeFile, RecordKey], int], message: str
) -> None:
    record = RecordKey("agreement", agreements.add(file, agreement("교류")))
    before = state(file.path)
    with pytest.raises(ValidationError) as error:
        write(file, record)
    assert message in error.value.errors[0][1]
    assert state(file.path) == before
