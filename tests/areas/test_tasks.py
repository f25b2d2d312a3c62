"""The list of all tasks: secrecy, filters, bulk changes, recurring ones, what is printed."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS, index_sources
from secretariat_tui.areas.agreements import queries as agreement_queries
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.forms import agreement_form
from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached import store, task_store
from secretariat_tui.areas.attached.model import NO_RECORD, NoteDraft, RecordKey, TaskDraft
from secretariat_tui.areas.attached.when import When
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.tasks import choices, queries
from secretariat_tui.areas.tasks.details import read_task
from secretariat_tui.areas.tasks.tables import TASKS
from secretariat_tui.cli.main import main
from secretariat_tui.core.errors import EditConflictError
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.find import START, search_all
from secretariat_tui.database.search.list_query import View
from secretariat_tui.tables.masking import masked_sheet
from secretariat_tui.tables.search_kinds import search_results
from secretariat_tui.tables.table import Sheet
from secretariat_tui.tui.keys.area import audit_tables
from tests.conftest import TODAY
from tests.database.states import agreement, assert_sound

KINDS = audit_tables(AREAS)
SEARCH_KINDS = {each.kind: each for area in AREAS for each in area.search_kinds()}


@pytest.fixture
def file(path: Path) -> Iterator[OfficeFile]:
    """An empty office file with a search index, opened by 김주무관."""
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as office:
        yield office


def add(file: OfficeFile, text: str, due_on: date | None, record: RecordKey = NO_RECORD) -> int:
    return store.TASKS.add(file, record, TaskDraft(text, owner="박주무관", due_on=due_on))


def listed(file: OfficeFile, filter_name: str = "all", find: str = "") -> list[str]:
    """Return the texts of the tasks that a filter shows, in order."""
    view = View(find, choices.filters(filter_name))
    query = queries.tasks_query(KINDS, TODAY, "박주무관")
    return [TASKS.column("text").text(row) for row in list_query.all_rows(file.reader, query, view)]


@pytest.fixture
def filled(file: OfficeFile) -> OfficeFile:
    """A file with tasks of records and of none, due on various days; one proposal is secret."""
    number = agreements.add(file, agreement("부산 협약"))
    secret = proposals.add(file, ProposalDraft("감사 제보", TODAY, secret=True))
    inside = schedule.add(file, EventDraft("내부 회의", TODAY, visibility="internal"))
    add(file, "먼 일", date(2023, 12, 1), RecordKey("agreement", number))
    add(file, "지난 일", date(2023, 4, 1), RecordKey("agreement", number))
    add(file, "날짜 없는 일", None)
    add(file, "이번 주 일", date(2023, 4, 21), RecordKey("event", inside))
    add(file, "제보자 면담", date(2023, 4, 10), RecordKey("proposal", secret))
    done = TaskDraft("끝난 일", "done", "이", date(2023, 3, 1), done_on=TODAY, evidence="문서 3")
    store.TASKS.add(file, NO_RECORD, done)
    begun = TaskDraft("시작한 일", "doing", "이", date(2023, 4, 3), "from")
    store.TASKS.add(file, NO_RECORD, begun)
    return file


def test_the_longest_overdue_task_comes_first_and_those_without_a_date_last(
    filled: OfficeFile,
) -> None:
    assert listed(filled, "open") == [
        "지난 일", "시작한 일", "비공개", "이번 주 일", "먼 일", "날짜 없는 일",
    ]  # fmt: skip
    assert listed(filled)[0] == "끝난 일"


def test_filters_show_as_many_tasks_as_they_count(filled: OfficeFile) -> None:
    counts = queries.counts(filled.reader, "박주무관", TODAY)._asdict()
    assert counts == {
        "all": 7, "open": 6, "overdue": 2, "week": 1, "dateless": 1, "done": 1, "mine": 5,
    }  # fmt: skip
    assert {name: len(listed(filled, name)) for name in choices.FILTERS} == counts
    assert listed(filled, "overdue") == ["지난 일", "비공개"]


def test_the_task_of_a_secret_record_is_masked_and_not_found(filled: OfficeFile) -> None:
    rows = list_query.all_rows(filled.reader, queries.tasks_query(KINDS, TODAY))
    texts = "\n".join("\t".join([*TASKS.texts(row), repr(row)]) for row in rows)
    assert "제보" not in texts
    assert "박주무관" in texts
    assert listed(filled, find="제보") == []
    assert listed(filled, find="비공개") == []
    assert listed(filled, find="ㅂㅅ") == ["지난 일", "먼 일"]  # the record's name: 부산
    (hidden,) = (row for row in rows if row.secret)
    assert (hidden.text, hidden.owner, hidden.name) == ("", "", "")


def test_tasks_of_secret_and_internal_records_do_not_leave_the_office(filled: OfficeFile) -> None:
    rows = list_query.all_rows(filled.reader, queries.tasks_of_period(KINDS, TODAY))
    outside = masked_sheet(Sheet(TASKS, rows))
    texts = ["\t".join(outside.table.texts(row)) for row in outside.rows]
    assert len(texts) == 5
    assert not [text for text in texts if "이번 주 일" in text or "비공개" in text]
    assert not [text for text in texts if "박주무관" in text]


def test_show_prints_all_tasks_and_those_of_a_period(
    filled: OfficeFile, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ["show", "tasks", "--file", str(filled.path), "--today", "2023-04-19"]
    assert main([*common, "--format", "tsv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "때\t상태\t할 일\t담당\t기록\t이행 근거"
    assert lines[2] == "~4.1.(토) D+18\t미착수\t지난 일\t박주무관\t협약 부산 협약\t"
    assert len(lines) == 8
    assert main([*common, "--from", "2023-04-20", "--to", "2023-04-30", "--format", "tsv"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "~4.21.(금) D-2\t미착수\t이번 주 일\t박주무관\t일정 내부 회의\t"
    ]


def test_a_task_of_no_record_is_found_everywhere(filled: OfficeFile) -> None:
    hits = search_all(filled.reader, "날짜 없는", START, 100, 10).hits
    (result,) = search_results(filled.reader, SEARCH_KINDS, hits)
    assert (result.kind_title, result.title, result.table) == ("할 일", "날짜 없는 일", "task")
    hits = search_all(filled.reader, "지난 일", START, 100, 10).hits
    assert [each.title for each in search_results(filled.reader, SEARCH_KINDS, hits)] == [
        "부산 협약"
    ]


def stored(file: OfficeFile, task_id: int) -> TaskDraft:
    task = attached.task(file.reader, task_id)
    assert task is not None
    return task.draft


def test_tasks_are_done_together_and_undone_together(file: OfficeFile) -> None:
    one, other = add(file, "하나", TODAY), add(file, "둘", None)
    assert task_store.complete(file, [(one, 1), (other, 1)], date(2023, 4, 18), "결과보고 12") == []
    for each in (one, other):
        task = stored(file, each)
        assert (task.state, task.done_on, task.evidence) == (
            "done", date(2023, 4, 18), "결과보고 12",
        )  # fmt: skip
    assert file.undo() == "할 일 완료 2건"
    assert [stored(file, each).state for each in (one, other)] == ["todo", "todo"]
    assert_sound(file.path)


def test_nothing_is_changed_if_one_task_has_changed_meanwhile(file: OfficeFile) -> None:
    one, other = add(file, "하나", TODAY), add(file, "둘", None)
    task_store.set_state(file, [(other, 1)], "doing")
    with pytest.raises(EditConflictError):
        task_store.complete(file, [(one, 1), (other, 1)], TODAY, "")
    assert stored(file, one).state == "todo"


def test_a_recurring_task_moves_to_its_next_date_and_keeps_a_note(file: OfficeFile) -> None:
    task = TaskDraft("점검", "doing", "박", date(2023, 3, 31), "recurring", recurrence="monthly")
    number = store.TASKS.add(file, NO_RECORD, task)
    later = task_store.complete(file, [(number, 1)], TODAY, "점검표 4")
    assert later == [date(2023, 4, 30)]
    assert stored(file, number) == task._replace(due_on=date(2023, 4, 30), precision="month")
    (note,) = attached.notes(file.reader, RecordKey("task", number))
    assert note.draft.noted_on == TODAY
    assert note.draft.text == "완료 2023. 4. 19.(수) · 기한 '23.3.31. · 근거: 점검표 4"
    file.undo()
    assert stored(file, number) == task
    assert attached.notes(file.reader, RecordKey("task", number)) == []


def test_a_task_that_recurs_at_no_date_just_gets_the_note(file: OfficeFile) -> None:
    task = TaskDraft("홍보", timing="recurring", recurrence="anytime")
    number = store.TASKS.add(file, NO_RECORD, task)
    assert task_store.complete(file, [(number, 1)], TODAY, "") == []
    assert stored(file, number) == task
    (note,) = attached.notes(file.reader, RecordKey("task", number))
    assert note.draft.text == "완료 2023. 4. 19.(수)"


@pytest.mark.parametrize("recurrence", ["monthly", "anytime"])
def test_a_recurring_task_that_was_stopped_is_opened_again_when_it_is_done(
    file: OfficeFile, recurrence: str
) -> None:
    due_on = date(2023, 4, 10) if recurrence == "monthly" else None
    task = TaskDraft("점검", "stopped", "박", due_on, "recurring", recurrence=recurrence)
    number = store.TASKS.add(file, NO_RECORD, task)
    task_store.complete(file, [(number, 1)], TODAY, "")
    after = stored(file, number)
    assert (after.state, after.due_on) == ("todo", due_on and date(2023, 5, 10))


@pytest.mark.parametrize("recurrence", ["monthly", "anytime"])
def test_a_recurring_task_that_has_changed_meanwhile_is_not_done(
    file: OfficeFile, recurrence: str
) -> None:
    task = TaskDraft("점검", timing="recurring", recurrence=recurrence)
    number = store.TASKS.add(file, NO_RECORD, task)
    task_store.set_state(file, [(number, 1)], "doing")
    with pytest.raises(EditConflictError):
        task_store.complete(file, [(number, 1)], TODAY, "")
    assert attached.notes(file.reader, RecordKey("task", number)) == []
    with pytest.raises(EditConflictError):
        task_store.set_state(file, [(number, 1)], "doing")
    with pytest.raises(EditConflictError):
        task_store.assign_tasks(file, [(number, 1)], "", None)


def test_what_shows_that_a_recurring_task_was_done_is_in_its_details_and_found(
    filled: OfficeFile,
) -> None:
    task = TaskDraft("점검", "doing", "박", date(2023, 3, 31), "recurring", recurrence="monthly")
    hung = RecordKey("agreement", 1)
    for record in (NO_RECORD, hung):
        number = store.TASKS.add(filled, record, task)
        task_store.complete(filled, [(number, 1)], TODAY, "점검표 4")
    rows = list_query.all_rows(filled.reader, queries.tasks_query(KINDS, TODAY))
    (row,) = (each for each in rows if each.id == number)
    lines = read_task(row, KINDS, filled.reader)
    assert lines is not None
    assert [line.text.strip() for line in lines[-2:]] == [
        "메모", "'23.4.19.  완료 2023. 4. 19.(수) · 기한 '23.3.31. · 근거: 점검표 4",
    ]  # fmt: skip
    assert listed(filled, find="점검표") == ["점검", "점검"]
    hits = search_all(filled.reader, "점검표", START, 100, 10).hits
    assert [each.title for each in search_results(filled.reader, SEARCH_KINDS, hits)] == ["점검"]


def test_the_note_on_the_task_of_a_secret_record_is_not_found(filled: OfficeFile) -> None:
    rows = list_query.all_rows(filled.reader, queries.tasks_query(KINDS, TODAY))
    (hidden,) = (row for row in rows if row.secret)
    store.NOTES.add(filled, RecordKey("task", hidden.id), NoteDraft(TODAY, "녹취록"))
    assert listed(filled, find="녹취록") == []


def test_owner_and_date_of_several_tasks_change_in_one_step(file: OfficeFile) -> None:
    number = agreements.add(file, agreement("부산 협약"))
    ids = [add(file, text, None, RecordKey("agreement", number)) for text in ("하나", "둘")]
    pairs = [(each, 1) for each in ids]
    task_store.assign_tasks(file, pairs, "이팀장", When(date(2023, 6, 30), "by", "month"))
    assert [stored(file, each)[2:6] for each in ids] == [
        ("이팀장", date(2023, 6, 30), "by", "month")
    ] * 2
    task_store.assign_tasks(file, [(each, 2) for each in ids], "", None)
    assert stored(file, ids[0]).due_on == date(2023, 6, 30)
    file.undo()
    assert file.undo() == "할 일 담당·기한 바꿈 2건"
    assert [stored(file, each).owner for each in ids] == ["박주무관"] * 2
    assert_sound(file.path)


def test_a_task_that_is_open_again_was_done_on_no_day(file: OfficeFile) -> None:
    number = add(file, "하나", TODAY)
    task_store.complete(file, [(number, 1)], TODAY, "문서")
    task_store.set_state(file, [(number, 2)], "doing")
    assert (stored(file, number).done_on, stored(file, number).evidence) == (None, "문서")


def test_tasks_edited_in_the_form_of_their_record_keep_what_its_lines_do_not_have(
    file: OfficeFile,
) -> None:
    number = agreements.add(file, agreement("부산 협약"))
    key = RecordKey("agreement", number)
    rich = TaskDraft(
        "장터", "done", "박", date(2023, 6, 30), "recurring", "month", "quarterly", TODAY, "문서 3"
    )
    ids = {}
    for draft in (rich, TaskDraft("교류", due_on=date(2023, 9, 1), timing="from")):
        ids[draft.text] = store.TASKS.add(file, key, draft)
        task = RecordKey("task", ids[draft.text])
        store.NOTES.add(file, task, NoteDraft(TODAY, f"{draft.text} 메모"))
    before = agreement_queries.agreement(file.reader, number)
    assert before is not None
    (field,) = (each for each in agreement_form(TODAY, "").fields if each.key == "tasks")
    assert (
        field.show(before.draft.tasks)
        == "[완료] 장터 | 박 | 분기마다 2023-06\n교류 |  | 2023-09-01부터"
    )
    typed = "교류 |  | 2023-09-01부터\n새 일\n[추진] 장터 | 이 | 분기마다 2023-06"
    tasks = field.parse(typed, before.draft._asdict())
    agreements.change(file, number, before.rev, before.draft._replace(tasks=tasks))
    after = attached.tasks(file.reader, key)
    assert [each.draft for each in after] == [
        TaskDraft("교류", due_on=date(2023, 9, 1), timing="from"),
        TaskDraft("새 일"),
        rich._replace(state="doing", owner="이", done_on=None, evidence=""),
    ]
    assert [after[0].id, after[2].id] == [ids["교류"], ids["장터"]]
    for text, each in ids.items():
        (note,) = attached.notes(file.reader, RecordKey("task", each))
        assert note.draft.text == f"{text} 메모"
    file.undo()
    assert attached.tasks(file.reader, key)[0].draft == rich
    assert_sound(file.path)


def test_a_task_added_while_another_is_deleted_takes_nothing_from_it(file: OfficeFile) -> None:
    done = TaskDraft("장터 개설", "done", done_on=TODAY, evidence="결과보고 12")
    number = agreements.add(file, agreement("부산 협약", tasks=(done, TaskDraft("교류"))))
    key = RecordKey("agreement", number)
    market, exchange = attached.tasks(file.reader, key)
    store.NOTES.add(file, RecordKey("task", market.id), NoteDraft(TODAY, "장터 메모"))
    before = agreement_queries.agreement(file.reader, number)
    assert before is not None
    (field,) = (each for each in agreement_form(TODAY, "").fields if each.key == "tasks")
    tasks = field.parse("교류\n[완료] 홍보물 배포", before.draft._asdict())
    agreements.change(file, number, before.rev, before.draft._replace(tasks=tasks))
    kept, added = attached.tasks(file.reader, key)
    assert (kept.id, kept.draft) == (exchange.id, TaskDraft("교류"))
    assert added.id != market.id
    assert added.draft == TaskDraft("홍보물 배포", "done")
    assert attached.notes(file.reader, RecordKey("task", added.id)) == []


def test_a_new_task_never_takes_the_notes_of_one_that_was_deleted(file: OfficeFile) -> None:
    number = agreements.add(file, agreement("부산 협약", tasks=(TaskDraft("옛일"),)))
    key = RecordKey("agreement", number)
    (old,) = attached.tasks(file.reader, key)
    store.NOTES.add(file, RecordKey("task", old.id), NoteDraft(TODAY, "옛일 메모"))
    before = agreement_queries.agreement(file.reader, number)
    assert before is not None
    tasks = (TaskDraft("새 일"), TaskDraft("또 새 일"))
    agreements.change(file, number, before.rev, before.draft._replace(tasks=tasks))
    for each in attached.tasks(file.reader, key):
        assert attached.notes(file.reader, RecordKey("task", each.id)) == []
    assert file.reader.value("SELECT count(*) FROM note") == 0
    file.undo()
    assert file.reader.value("SELECT text FROM note") == "옛일 메모"


def _plan(file: OfficeFile, read: Callable[[], object]) -> list[str]:
    """Return the steps by which SQLite reads the table of tasks, and those that sort."""
    statements: list[str] = []
    db = file.reader._db
    db.set_trace_callback(statements.append)
    read()
    db.set_trace_callback(None)
    steps = [row[3] for sql in statements for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]
    return [step for step in steps if " task " in step or "TEMP B-TREE" in step]


def test_tasks_are_listed_and_counted_from_the_index_by_date_without_sorting(
    file: OfficeFile,
) -> None:
    query, reader = queries.tasks_query(KINDS, TODAY, "김주무관"), file.reader
    for key in choices.FILTERS:
        view = View(filters=choices.filters(key))
        steps = _plan(
            file, partial(list_query.record_ids, reader, query, view, lambda _count: True)
        )
        assert steps == ["SCAN task USING COVERING INDEX task_by_due"], key
        (step,) = _plan(file, partial(list_query.first_page, reader, query, view))
        assert step == "SCAN task USING INDEX task_by_due", key
    counted = _plan(file, partial(queries.counts, reader, "김주무관", TODAY))
    assert len(counted) == 3
    assert all("USING COVERING INDEX task_by_" in step for step in counted)
    assert _plan(file, partial(attached.due_tasks, reader, KINDS, TODAY, 30)) == [
        "SEARCH task USING INDEX task_by_due (due_on<?)"
    ]
