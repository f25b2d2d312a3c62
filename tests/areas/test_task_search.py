"""The search in the list of tasks compared with looking at every task, after any sequence of changes."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretariat_tui.areas import AREAS, index_sources
from secretariat_tui.areas.attached import store
from secretariat_tui.areas.attached.model import NO_RECORD, NoteDraft, RecordKey, TaskDraft
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.areas.tasks import queries
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.matcher import Matcher
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search import index as search_index
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import View
from secretariat_tui.tui.keys.area import audit_tables
from tests.conftest import TODAY

KINDS = audit_tables(AREAS)
words = st.text(st.sampled_from("서울둔산감사협약ㅅㄷ 12"), max_size=4)


class Step(NamedTuple):
    """What is done: to which of the records or tasks, with which text."""

    act: str
    at: int
    text: str


steps = st.lists(
    st.builds(
        Step,
        st.sampled_from(
            [
                *("task of a record", "task of none", "note", "owner", "rename", "secret"),
                *("open", "delete record", "delete task", "undo", "redo", "index"),
            ]
        ),
        st.integers(0, 5),
        words.map(lambda text: text.strip() or "일"),
    ),
    min_size=1,
    max_size=14,
)


def ids(file: OfficeFile, table: str) -> list[int]:
    return [number for (number,) in file.reader.tuples(f"SELECT id FROM {table} ORDER BY id")]


def rev(file: OfficeFile, table: str, number: int) -> int:
    revision: int = file.reader.value(f"SELECT rev FROM {table} WHERE id = :id", id=number)
    return revision


def do(file: OfficeFile, step: Step) -> None:
    """Do a step; what cannot be done is left out."""
    records, tasks = ids(file, "proposal"), ids(file, "task")
    if step.act in {"undo", "redo"}:
        _ = file.undo() if step.act == "undo" else file.redo()
    elif step.act == "index":
        file.update_index()
    elif step.act == "task of none":
        store.TASKS.add(file, NO_RECORD, TaskDraft(step.text, owner="둔산"))
    elif step.act in {"note", "owner", "delete task"} and tasks:
        change_task(file, step, tasks[step.at % len(tasks)])
    elif records:
        change_record(file, step, records[step.at % len(records)])


def change_task(file: OfficeFile, step: Step, task: int) -> None:
    if step.act == "note":
        store.NOTES.add(file, RecordKey("task", task), NoteDraft(TODAY, step.text))
    elif step.act == "owner":
        draft = TaskDraft("일", owner=step.text)
        store.TASKS.change(file, task, rev(file, "task", task), draft)
    else:
        store.TASKS.delete(file, task)


def change_record(file: OfficeFile, step: Step, record: int) -> None:
    if step.act == "task of a record":
        store.TASKS.add(file, RecordKey("proposal", record), TaskDraft(step.text))
    elif step.act == "delete record":
        proposals.delete(file, record)
    else:
        secret, number = step.act == "secret", f"23-{record:03}"
        draft = ProposalDraft(step.text, TODAY, number=number, secret=secret)
        proposals.change(file, record, rev(file, "proposal", record), draft)


def compare_with_scan(file: OfficeFile, query: str) -> None:
    """Compare what the list finds with the tasks whose texts, or whose notes, match."""
    match = Matcher(query)
    notes: dict[int, list[str]] = {}
    sql = "SELECT parent_id, text FROM note WHERE parent = 'task'"
    for number, text in file.reader.tuples(sql):
        notes.setdefault(number, []).append(text)
    listed = queries.tasks_query(KINDS, TODAY)
    wanted = [
        row.id
        for row in list_query.all_rows(file.reader, listed)
        if match(
            *(row.text, row.owner, row.evidence, row.name, row.kind_title),
            *([] if row.secret else notes.get(row.id, [])),
        )
    ]
    found = list_query.all_rows(file.reader, listed, View(query))
    assert [row.id for row in found] == wanted, query


@contextmanager
def office(path: Path) -> Iterator[OfficeFile]:
    """Open a copy of an empty file with two proposals, one of them secret."""
    own = Path(shutil.copy(path, path.with_name("own.db")))
    with closing(OfficeFile(own, "김주무관", sources=index_sources)) as file:
        proposals.add(file, ProposalDraft("둔산 산책로", TODAY))
        proposals.add(file, ProposalDraft("감사 제보", TODAY, secret=True))
        yield file


@pytest.mark.slow
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=steps, asked=words, lags=st.booleans())
def test_the_list_of_tasks_finds_what_looking_at_every_task_finds(
    path: Path, steps: list[Step], asked: str, *, lags: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch, office(path) as file:
        if lags:
            patch.setattr(search_index, "_MOST_IN_EDIT", -1)
        for step in steps:
            with suppress(UserError):
                do(file, step)
            for query in (asked, step.text, "둔산", "할 일"):
                compare_with_scan(file, query)
        file.update_index()
        assert not search_index.is_behind(file.reader)
        for query in (asked, *(step.text for step in steps)):
            compare_with_scan(file, query)


def test_a_task_is_found_by_the_name_of_its_record_until_that_is_secret(path: Path) -> None:
    with office(path) as file:
        record = RecordKey("proposal", ids(file, "proposal")[0])
        task = store.TASKS.add(file, record, TaskDraft("현장 확인"))
        store.TASKS.add(file, NO_RECORD, TaskDraft("현장 사진"))
        store.NOTES.add(file, RecordKey("task", task), NoteDraft(TODAY, "보도블록 파손"))

        def found(query: str) -> list[str]:
            rows = list_query.all_rows(file.reader, queries.tasks_query(KINDS, TODAY), View(query))
            return [row.text for row in rows]

        assert found("ㅅㅊㄹ") == ["현장 확인"]
        assert found("보도블록") == ["현장 확인"]
        assert found("현장") == ["현장 확인", "현장 사진"]
        draft = ProposalDraft("유성 하천", TODAY)
        proposals.change(file, record.id, rev(file, "proposal", record.id), draft)
        assert (found("산책로"), found("하천")) == ([], ["현장 확인"])
        draft = draft._replace(secret=True)
        proposals.change(file, record.id, rev(file, "proposal", record.id), draft)
        assert [found(each) for each in ("하천", "확인", "보도블록")] == [[], [], []]
        assert found("현장") == ["현장 사진"]
        file.undo()
        assert found("현장") == ["현장 확인", "현장 사진"]
