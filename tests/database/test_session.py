"""Transactions: writes outside of them, failures within them, concurrent writers."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import col

from secretariat_tui.areas import record_classes
from secretariat_tui.areas.agreements import queries, store
from secretariat_tui.areas.agreements.records import Agreement
from secretariat_tui.areas.budget.model import AccountDraft
from secretariat_tui.areas.budget.records import Account
from secretariat_tui.areas.budget.store import add_account
from secretariat_tui.core.errors import EditConflictError, FileBusyError, FileError
from secretariat_tui.database.engine.header import schema_version
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.schema.ddl import create, logged_tables
from secretariat_tui.database.schema.final import final_tables
from tests.database.states import agreement, ask, assert_sound, dump, raw, state

TABLES = pytest.mark.parametrize("table", [table.name for table in logged_tables()])


@TABLES
@pytest.mark.parametrize("verb", ["insert", "update", "delete"])
def test_a_write_outside_an_edit_is_refused(full: Path, table: str, verb: str) -> None:
    write = {
        "insert": f"INSERT INTO {table} SELECT * FROM kept",
        "update": f"UPDATE {table} SET rev = rev + 1",
        "delete": f"DELETE FROM {table}",
    }[verb]
    final = table in final_tables()
    unlogged = r"NOT NULL constraint failed: change.tx"
    with raw(full) as db:
        db.execute("PRAGMA ignore_check_constraints=ON")
        if verb == "insert":  # make room, so that nothing else forbids it
            db.execute("INSERT INTO tx (at, who, label, kind, open) VALUES ('', '', '', 'do', 1)")
            db.execute(f"CREATE TEMP TABLE kept AS SELECT * FROM {table}")
            if final:
                db.execute("UPDATE kept SET id = id + 1")
            else:
                db.execute(f"DELETE FROM {table}")
            db.execute("UPDATE tx SET open = NULL")
        before = state(full)
        refused = "row is final" if final and verb == "delete" else unlogged
        with pytest.raises(sqlite3.IntegrityError, match=refused):
            db.execute(write)
    assert state(full) == before


def test_an_edit_is_one_line_of_history(file: OfficeFile, path: Path) -> None:
    store.add(file, agreement("교류", "경상북도", "상주시"))
    assert ask(path, "SELECT who, label, kind, undoes, open FROM tx") == [
        ("김주무관", "협약 추가: 교류", "do", None, None)
    ]
    assert ask(path, "SELECT tbl, op FROM change ORDER BY id") == [
        ("agreement", "I"), ("participant", "I"), ("participant", "I"),
    ]  # fmt: skip
    assert_sound(path)


def test_an_edit_that_fails_writes_nothing(file: OfficeFile, path: Path) -> None:
    store.add(file, agreement("교류"))
    before = dump(path)
    with pytest.raises(ZeroDivisionError), file.edit("둘째") as session:  # noqa: PT012
        session.add(Agreement(name="반쯤", kind="mou"))
        session.flush()
        raise ZeroDivisionError
    assert dump(path) == before
    store.add(file, agreement("다음"))
    assert_sound(path)


def test_an_edit_without_change_leaves_no_trace(file: OfficeFile, path: Path) -> None:
    before = dump(path)
    with file.edit("아무것도") as session:
        session.execute(update(Agreement).values(place="시청"))
    assert dump(path) == before


def test_a_wrong_type_is_refused_by_the_table_itself(file: OfficeFile, path: Path) -> None:
    before = dump(path)
    with pytest.raises(Exception, match="cannot store TEXT value in INTEGER column"):  # noqa: SIM117
        with file.edit("이상한 값") as session:
            session.add(Agreement(name="교류", kind="mou", check_months="반년"))  # type: ignore[arg-type]
    assert dump(path) == before


def test_a_record_still_linked_is_not_deleted(file: OfficeFile, path: Path) -> None:
    number = add_account(file, AccountDraft(2023, "203-02", "기관운영업무추진비"), 10**6)
    before = dump(path)
    with pytest.raises(EditConflictError, match="이어진 다른 기록이"), file.edit("지움") as session:
        session.delete(session.get(Account, number))
    assert dump(path) == before


def test_the_later_of_two_edits_gets_a_conflict(
    file: OfficeFile, other: OfficeFile, path: Path
) -> None:
    number = store.add(file, agreement("교류"))
    with (  # noqa: PT012
        pytest.raises(EditConflictError, match="그 사이에 다른 창에서"),
        file.edit("장소") as session,
    ):
        record = session.get(Agreement, number)
        assert record
        session.execute(
            update(Agreement).where(col(Agreement.id) == number).values(rev=Agreement.rev + 1),  # type: ignore[operator]
            execution_options={"synchronize_session": False},
        )
        record.place = "상주시청"
    store.change(other, number, 1, agreement("교류", place="안동"))
    stored = queries.agreement(file.reader, number)
    assert stored
    assert (stored.rev, stored.draft.place) == (2, "안동")
    assert_sound(path)


def test_the_connection_has_the_safe_pragmas(file: OfficeFile) -> None:
    with file.edit("보기") as session:
        found = {
            name: session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete",
                         "recursive_triggers")
        }  # fmt: skip
    assert found == {
        "journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "secure_delete": 1,
        "recursive_triggers": 1,
    }  # fmt: skip


def test_a_second_writer_gets_a_busy_error_and_can_retry(path: Path) -> None:
    impatient = OfficeFile(path, "이비서관", busy_timeout=0.01)
    with raw(path) as db:
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileBusyError, match="다른 창이 저장하고 있습니다") as refusal:
            store.add(impatient, agreement("교류"))
        assert refusal.value.remedy == "잠시 뒤에 다시 해 주세요."
        db.execute("ROLLBACK")
    store.add(impatient, agreement("교류"))
    impatient.close()
    assert_sound(path)


def test_a_file_upgraded_meanwhile_is_not_written(file: OfficeFile, path: Path) -> None:
    store.add(file, agreement("교류"))
    with raw(path) as db:
        db.execute(f"PRAGMA user_version={schema_version() + 1}")
    before = dump(path)
    with pytest.raises(FileError, match="다른 창이 자료를 새 판으로"):
        store.add(file, agreement("다음"))
    assert dump(path) == before


@pytest.mark.parametrize("replaced", [True, False], ids=["replaced", "deleted"])
def test_a_file_that_is_another_now_is_not_written(
    file: OfficeFile, path: Path, *, replaced: bool
) -> None:
    store.add(file, agreement("교류"))
    path.rename(path.with_name("moved.db"))  # so that the new one is not given its inode
    if replaced:
        create(path, record_classes)
    with pytest.raises(FileError, match="지워졌거나 다른 파일로 바뀌었습니다"):
        store.add(file, agreement("다음"))
    assert path.exists() is replaced
    if replaced:
        assert state(path) == {}


def _fill(file: OfficeFile, count: int) -> None:
    with file.edit("많이") as session:
        session.add_all(Agreement(name="교류" * 1000, kind="mou") for _ in range(count))


def _allow_pages(file: OfficeFile, pages: int) -> None:
    """Let the file have this many pages more, for as long as it is open."""
    with file.edit("한도") as session:
        db = session.connection()
        now = db.exec_driver_sql("PRAGMA page_count").scalar_one()
        db.exec_driver_sql(f"PRAGMA max_page_count={now + pages}")


def test_a_full_disk_keeps_all_that_was_saved(file: OfficeFile, path: Path) -> None:
    store.add(file, agreement("교류"))
    before = dump(path)
    _allow_pages(file, 3)
    with pytest.raises(FileError, match="디스크가 가득 찼습니다") as refusal:
        _fill(file, 20)
    assert (refusal.value.location, refusal.value.remedy) == (
        str(path), "자리를 비우고 다시 저장해 주세요.",
    )  # fmt: skip
    assert dump(path) == before
    store.add(file, agreement("작은 것"))
    assert_sound(path)


def test_an_undo_on_a_full_disk_fails_like_any_other_write(file: OfficeFile, path: Path) -> None:
    _fill(file, 20)
    before = dump(path)
    _allow_pages(file, 0)
    with pytest.raises(FileError, match="디스크가 가득 찼습니다"):
        file.undo()
    assert dump(path) == before


def test_a_device_that_fails_keeps_all_that_was_saved(
    file: OfficeFile, path: Path, limited: Callable[[int], AbstractContextManager[None]]
) -> None:
    store.add(file, agreement("교류"))
    before = dump(path)
    with limited(path.stat().st_size), pytest.raises(FileError, match="저장 장치에서 오류가"):
        _fill(file, 100)
    assert dump(path) == before
    _fill(file, 100)
    assert_sound(path)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_file_or_folder_that_is_read_only_can_be_read(plain: Path, what: str) -> None:
    (plain if what == "file" else plain.parent).chmod(0o400 if what == "file" else 0o500)
    office = OfficeFile(plain, "김주무관")
    assert queries.agreement(office.reader, 1) is None
    with pytest.raises(FileError, match="읽기만 할 수 있습니다") as refusal:
        store.add(office, agreement("교류"))
    assert "권한" in refusal.value.remedy
    office.close()


def test_a_long_edit_keeps_no_reader_out_before_it_is_committed(file: OfficeFile) -> None:
    """A cache that spills takes the whole file for the writer, until the end."""
    with file.edit("시험") as session:
        assert session.connection().exec_driver_sql("PRAGMA cache_spill").scalar() == 0
        store.add(file, agreement("교류"))
