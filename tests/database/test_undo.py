"""Undo and redo: per person, in order, and when they refuse."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import delete

from secretariat_tui.areas.agreements import queries, store
from secretariat_tui.areas.agreements.records import Agreement
from secretariat_tui.areas.attached.model import TaskDraft
from secretariat_tui.areas.attached.records import Task
from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.model import AccountDraft, ExpenseDraft
from secretariat_tui.areas.budget.records import Expense
from secretariat_tui.core.errors import EditConflictError, RuleError
from secretariat_tui.database.file import OfficeFile
from tests.database.states import agreement, ask, assert_sound, dump, raw, state


def _names(path: Path) -> str:
    return "".join(name for (name,) in ask(path, "SELECT name FROM agreement ORDER BY name"))


def _step(file: OfficeFile, step: str) -> str:
    """Do a step: +A enters an agreement, -A removes it, u undoes, r redoes; say what undo and redo said."""
    match step[0]:
        case "+":
            store.add(file, agreement(step[1:]))
        case "-":
            store.delete(
                file, file.reader.value("SELECT id FROM agreement WHERE name = :n", n=step[1:])
            )
        case "u":
            return file.undo()
        case _:
            return file.redo()
    return ""


@pytest.mark.slow
@pytest.mark.parametrize("reopened", [False, True], ids=["open", "reopened"])
@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ("+A +B u", "A"),
        ("+A +B u u", ""),
        ("+A +B u u r", "A"),
        ("+A +B u u r r", "AB"),
        ("+A +B u r u", "A"),
        ("+A u r u r", "A"),
        ("+A +B u +C u", "A"),
        ("+A +B u +C u u", ""),
        ("+A +B u +C u u r r", "AC"),
        ("+A -A u", "A"),
        ("+A -A u u", ""),
        ("+A -A u u r r", ""),
        ("+A -A u u r r u", "A"),
    ],
)
def test_steps_are_taken_back_in_their_order(
    path: Path, steps: str, left: str, *, reopened: bool
) -> None:
    file = OfficeFile(path, "김주무관")
    for step in steps.split():
        if reopened:
            file.close()
            file = OfficeFile(path, "김주무관")
        _step(file, step)
    file.close()
    assert _names(path) == left
    assert_sound(path)


@pytest.mark.parametrize(
    ("steps", "refused", "message"),
    [
        ("", "u", "되돌릴 것이 없습니다."),
        ("", "r", "다시 할 것이 없습니다."),
        ("+A", "r", "다시 할 것이 없습니다."),
        ("+A u", "u", "되돌릴 것이 없습니다."),
        ("+A u r", "r", "다시 할 것이 없습니다."),
        ("+A u +B", "r", "다시 할 것이 없습니다."),
        ("+A u +B u r", "r", "다시 할 것이 없습니다."),
    ],
)
def test_nothing_left_to_undo_is_an_error(
    file: OfficeFile, path: Path, steps: str, refused: str, message: str
) -> None:
    for step in steps.split():
        _step(file, step)
    before = dump(path)
    with pytest.raises(RuleError, match=message):
        _step(file, refused)
    assert dump(path) == before


def test_undo_and_redo_return_labels_and_the_log_only_grows(file: OfficeFile, path: Path) -> None:
    assert [_step(file, step) for step in ("+A", "u", "r")] == ["", "협약 추가: A", "협약 추가: A"]
    assert ask(path, "SELECT id, who, label, kind, undoes FROM tx") == [
        (1, "김주무관", "협약 추가: A", "do", None),
        (2, "김주무관", "협약 추가: A", "undo", 1),
        (3, "김주무관", "협약 추가: A", "redo", 2),
    ]


def test_each_takes_back_their_own(file: OfficeFile, other: OfficeFile, path: Path) -> None:
    _step(file, "+A")
    _step(other, "+B")
    assert _step(file, "u") == "협약 추가: A"
    _step(other, "+C")
    assert _step(file, "r") == "협약 추가: A"  # what another does forgets nothing of mine
    assert _step(other, "u") == "협약 추가: C"
    assert _names(path) == "AB"


def test_what_another_changed_since_is_not_taken_back(
    file: OfficeFile, other: OfficeFile, path: Path
) -> None:
    number = store.add(file, agreement("A"))
    store.change(other, number, 1, agreement("A", place="상주시청"))
    before = dump(path)
    with pytest.raises(EditConflictError, match="이 기록은 그 뒤 이비서관이"):
        file.undo()
    assert dump(path) == before
    other.undo()
    assert file.undo() == "협약 추가: A"
    assert state(path) == {}


@pytest.fixture
def _in_seoul(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Seoul")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_in_seoul")
def test_a_conflict_names_the_local_time_of_the_other_change(
    file: OfficeFile, other: OfficeFile, path: Path
) -> None:
    number = store.add(file, agreement("A"))
    store.change(other, number, 1, agreement("A", place="상주시청"))
    with raw(path) as db:
        db.execute("UPDATE tx SET at = '2023-04-18T15:30:00.000+00:00' WHERE who = '이비서관'")
    with pytest.raises(EditConflictError, match=r"4\.19\.\(수\) 00:30"):
        file.undo()


def test_what_another_deleted_since_is_not_taken_back(
    file: OfficeFile, other: OfficeFile, path: Path
) -> None:
    number = store.add(file, agreement("A"))
    store.change(file, number, 1, agreement("A", place="상주시청"))
    store.delete(other, number)
    with pytest.raises(EditConflictError, match=r"그 뒤 이비서관이 지웠습니다\(") as conflict:
        file.undo()
    assert conflict.value.remedy == "지운 사람이 지운 것을 되돌리면 다시 나타납니다."
    assert state(path) == {}


def test_what_nobody_can_read_is_not_taken_back(file: OfficeFile, path: Path) -> None:
    store.add(file, agreement("A"))
    with raw(path) as db:
        db.execute("UPDATE change SET new = '{bad'")
    before = state(path)
    with pytest.raises(RuleError, match="이력을 읽을 수 없어 되돌리지 못했습니다"):
        file.undo()
    assert state(path) == before


def test_what_another_hung_on_it_keeps_it(file: OfficeFile, other: OfficeFile, path: Path) -> None:
    number = store.add(file, agreement("A", "경상북도"))
    store.change(other, number, 1, agreement("A", "경상북도", "상주시"))
    before = dump(path)
    with pytest.raises(
        EditConflictError,
        match=r"그 뒤 이비서관이 이 기록에 덧붙인 것이 있습니다\(.*: 협약 고침: A\)",
    ):
        file.undo()
    assert dump(path) == before
    store.add(file, agreement("B"))
    assert_sound(path)


def test_what_another_put_in_its_place_keeps_it_away(
    file: OfficeFile, other: OfficeFile, path: Path
) -> None:
    account = AccountDraft(2023, "203-02", "기관운영업무추진비")
    number = budget.add_account(file, account)
    budget.delete_account(file, number)
    budget.add_account(other, account)
    before = dump(path)
    with pytest.raises(EditConflictError, match="같은 값을 가진 다른 기록이 이미"):
        file.undo()
    assert dump(path) == before


def test_what_another_window_took_back_is_not_taken_back_twice(
    file: OfficeFile, path: Path
) -> None:
    store.add(file, agreement("A"))
    file.undo()
    before = dump(path)
    with pytest.raises(EditConflictError, match="다른 창에서 이미 되돌렸습니다"):  # noqa: SIM117
        with file.edit("협약 추가: A", kind="undo", undoes=1):
            pass
    assert dump(path) == before


def test_a_bulk_change_is_undone_as_a_unit(file: OfficeFile, path: Path) -> None:
    for name in "ABC":
        store.add(file, agreement(name, place=f"{name}시"))
    before = state(path)
    with file.edit("장소를 한꺼번에") as session:
        session.execute(update(Agreement).values(place="서울", rev=Agreement.rev + 1))  # type: ignore[operator]
    assert ask(path, "SELECT DISTINCT place FROM agreement") == [("서울",)]
    after = state(path)
    assert file.undo() == "장소를 한꺼번에"
    assert state(path) == before
    assert file.redo() == "장소를 한꺼번에"
    assert state(path) == after
    assert_sound(path)


def test_rows_linked_to_one_another_come_back_from_one_statement(
    file: OfficeFile, path: Path
) -> None:
    account = budget.add_account(file, AccountDraft(2023, "203-02", "기관운영업무추진비"), 10**6)
    paid = budget.add_expense(file, ExpenseDraft(account, date(2023, 5, 2), "간담회", 50_000))
    budget.reverse(file, paid, date(2023, 5, 3), "취소")
    before = state(path)
    with file.edit("모두 지움") as session:
        session.execute(delete(Expense))  # logs the paid one first: undo must insert it last
    file.undo()
    assert state(path) == before
    assert_sound(path)


def test_a_row_touched_twice_in_one_edit_goes_all_the_way_back(
    file: OfficeFile, path: Path
) -> None:
    number = store.add(file, agreement("A", tasks=(TaskDraft("농특산물"), TaskDraft("관광"))))
    before = state(path)
    with file.edit("두 번") as session:
        record = session.get(Agreement, number)
        assert record
        record.place = "상주"
        session.flush()
        record.place = "안동"
        session.flush()
        session.execute(delete(Task))
    file.undo()
    assert state(path) == before
    assert_sound(path)


def test_a_deleted_record_returns_with_its_children_and_id(file: OfficeFile, path: Path) -> None:
    number = store.add(file, agreement("A", "경상북도", "상주시", tasks=(TaskDraft("관광"),)))
    before = state(path)
    store.delete(file, number)
    assert state(path) == {}
    file.undo()
    assert state(path) == before
    stored = queries.agreement(file.reader, number)
    assert stored
    assert stored.rev == 2  # a form still open from before the deletion is stale
    assert store.add(file, agreement("B")) == number + 1


def test_a_number_is_never_given_twice(file: OfficeFile) -> None:
    first = store.add(file, agreement("A"))
    file.undo()
    assert store.add(file, agreement("B")) == first + 1
