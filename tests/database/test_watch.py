"""Changes by other programs are reported once; the program's own are not."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from secretariat_tui.areas import index_sources, record_classes
from secretariat_tui.areas.agreements import queries, store
from secretariat_tui.core.errors import FileError, ForeignFileError
from secretariat_tui.database.audit.events import ExportEvent, log_export
from secretariat_tui.database.engine import session as write_session
from secretariat_tui.database.engine.header import schema_version
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.maintenance.backup import back_up
from secretariat_tui.database.schema.ddl import create
from secretariat_tui.database.watch import FileEvent, FileWatch
from tests.database.states import agreement, dump, raw

AT = datetime(2023, 4, 19, 14, 5)  # noqa: DTZ001


@pytest.fixture
def watch(file: OfficeFile) -> Iterator[FileWatch]:
    watch = FileWatch(file)
    yield watch
    watch.close()


def test_what_others_write_is_news_and_what_is_written_here_is_not(
    file: OfficeFile, other: OfficeFile, watch: FileWatch
) -> None:
    assert watch.poll() is FileEvent.NONE
    store.add(file, agreement("교류"))
    file.undo()
    assert watch.poll() is FileEvent.NONE
    store.add(other, agreement("우호"))
    assert watch.poll() is FileEvent.WRITTEN
    assert watch.poll() is FileEvent.NONE
    store.add(other, agreement("셋째"))
    store.add(file, agreement("넷째"))
    assert watch.poll() is FileEvent.WRITTEN


def test_an_edit_that_was_taken_back_leaves_its_number_to_others(
    file: OfficeFile, other: OfficeFile, watch: FileWatch
) -> None:
    with pytest.raises(ZeroDivisionError), file.edit("x"):
        raise ZeroDivisionError
    with file.edit("nothing"):
        pass
    store.add(other, agreement("우호"))
    assert watch.poll() is FileEvent.WRITTEN


def test_a_missing_file_is_reported_once_and_may_come_back(
    file: OfficeFile, path: Path, watch: FileWatch
) -> None:
    moved = path.rename(path.with_name("moved.db"))
    assert [watch.poll(), watch.poll()] == [FileEvent.GONE, FileEvent.NONE]
    moved.rename(path)
    assert watch.poll() is FileEvent.NONE
    path.rename(moved)
    assert watch.poll() is FileEvent.GONE


def test_a_file_in_place_of_another_is_gone(path: Path, watch: FileWatch) -> None:
    path.rename(path.with_name("moved.db"))
    create(path, record_classes)
    assert watch.poll() is FileEvent.GONE


def _write_over(path: Path, content: bytes) -> None:
    """Put another content into the same inode, as `cat` and programs that synchronise do."""
    with path.open("r+b") as file:
        file.write(content)
        file.truncate()


def test_an_older_copy_over_the_file_is_reported_and_not_written_to(
    file: OfficeFile, path: Path, watch: FileWatch
) -> None:
    store.add(file, agreement("첫째"))
    older = path.read_bytes()
    store.add(file, agreement("둘째"))
    assert watch.poll() is FileEvent.NONE
    whole = path.read_bytes()
    _write_over(path, older)
    assert [watch.poll(), watch.poll()] == [FileEvent.GONE, FileEvent.NONE]
    with pytest.raises(ForeignFileError, match="다른 내용이 덮어써졌습니다"):
        store.add(file, agreement("셋째"))
    with pytest.raises(ForeignFileError):
        file.undo()
    assert path.read_bytes() == older
    _write_over(path, whole)
    assert watch.poll() is FileEvent.NONE
    assert watch.error is None
    store.add(file, agreement("셋째"))
    assert len(queries.register(file.reader, AT.date())) == 3


def test_a_copy_that_went_its_own_way_as_far_as_this_file_is_not_written_to(
    file: OfficeFile, path: Path, tmp_path: Path, watch: FileWatch
) -> None:
    number = store.add(file, agreement("같은 것"))
    copy = Path(shutil.copy(path, tmp_path / "copy.db"))
    elsewhere = OfficeFile(copy, "이비서관")
    store.change(elsewhere, number, 1, agreement("그쪽의 것"))
    elsewhere.close()
    store.change(file, number, 1, agreement("이쪽의 것"))
    theirs = copy.read_bytes()
    assert theirs[24:40] == path.read_bytes()[24:40]  # by which SQLite knows what it has read
    _write_over(path, theirs)
    with pytest.raises(ForeignFileError):
        store.change(file, number, 2, agreement("내가 고침"))
    assert path.read_bytes() == theirs
    assert watch.poll() is FileEvent.GONE


def _foreign(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version={schema_version()}")
        db.execute("CREATE TABLE tx (id INTEGER PRIMARY KEY, at TEXT)")
    return path.read_bytes()


@pytest.mark.parametrize("what", ["nothing", "text", "another program's"])
def test_what_is_no_office_file_written_over_one_is_no_upgrade(
    file: OfficeFile, path: Path, tmp_path: Path, watch: FileWatch, what: str
) -> None:
    store.add(file, agreement("교류"))
    content = {
        "nothing": b"",
        "text": "업무보고\n".encode() * 9999,
        "another program's": _foreign(tmp_path / "foreign.db"),
    }[what]
    _write_over(path, content)
    assert watch.poll() is FileEvent.GONE
    with pytest.raises(ForeignFileError):
        store.add(file, agreement("우호"))
    assert path.read_bytes() == content


def test_a_file_put_back_by_a_copy_is_gone_on_with(
    file: OfficeFile, path: Path, watch: FileWatch
) -> None:
    store.add(file, agreement("교류"))
    moved = path.rename(path.with_name("moved.db"))
    assert watch.poll() is FileEvent.GONE
    before = dump(moved)
    shutil.copy(moved, path)
    store.add(file, agreement("우호"))
    assert watch.poll() is FileEvent.NONE
    assert [each.name for each in queries.register(file.reader, AT.date())] == ["교류", "우호"]
    assert dump(moved) == before
    other = OfficeFile(path, "이비서관")
    store.add(other, agreement("셋째"))
    other.close()
    assert watch.poll() is FileEvent.WRITTEN


def test_a_newer_copy_in_its_place_is_what_another_wrote(
    file: OfficeFile, path: Path, watch: FileWatch
) -> None:
    store.add(file, agreement("교류"))
    newer = Path(shutil.copy(path, path.with_name("newer.db")))
    other = OfficeFile(newer, "이비서관")
    store.add(other, agreement("우호"))
    other.close()
    newer.replace(path)
    assert watch.poll() is FileEvent.WRITTEN
    store.add(file, agreement("셋째"))
    assert len(queries.register(file.reader, AT.date())) == 3


def test_a_file_written_anew_is_the_same(file: OfficeFile, path: Path, watch: FileWatch) -> None:
    store.add(file, agreement("교류"))
    write_session.vacuum(path)
    assert watch.poll() is FileEvent.NONE
    store.add(file, agreement("우호"))


def test_an_upgrade_by_a_newer_program_is_reported(path: Path, watch: FileWatch) -> None:
    with raw(path) as db:
        db.execute(f"PRAGMA user_version={schema_version() + 1}")
    assert [watch.poll(), watch.poll()] == [FileEvent.UPGRADED, FileEvent.NONE]


def test_while_somebody_is_saving_there_is_no_news(
    file: OfficeFile, path: Path, watch: FileWatch
) -> None:
    with raw(path) as db:
        db.execute("BEGIN EXCLUSIVE")
        db.execute("INSERT INTO tx (at, who, label, kind) VALUES ('', '이비서관', '', 'do')")
        assert watch.poll() is FileEvent.NONE
        fresh = FileWatch(file)
        assert fresh.poll() is FileEvent.NONE
        db.execute("COMMIT")
    assert watch.poll() is FileEvent.WRITTEN
    fresh.close()


def test_after_a_restore_the_backup_is_watched(
    file: OfficeFile, path: Path, tmp_path: Path, watch: FileWatch
) -> None:
    store.add(file, agreement("교류"))
    copy = back_up(path, tmp_path / "backups", "매일", AT)
    file.restore(copy, AT, record_classes)
    assert watch.poll() is FileEvent.NONE
    other = OfficeFile(path, "이비서관")
    store.add(other, agreement("우호"))
    assert watch.poll() is FileEvent.WRITTEN
    other.close()


def test_a_file_that_fails_is_a_problem(path: Path, file: OfficeFile) -> None:
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 8192)
    watch = FileWatch(file)
    with pytest.raises(FileError):
        watch.poll()
    watch.close()


def test_a_restore_without_missing_changes_is_no_event(path: Path, tmp_path: Path) -> None:
    file = OfficeFile(path, "김주무관", sources=index_sources)
    store.add(file, agreement("교류"))
    watch = FileWatch(file)
    file.restore(back_up(path, tmp_path / "backups", "매일", AT), AT, record_classes)
    assert watch.poll() is FileEvent.NONE
    watch.close()
    file.close()


def test_an_error_is_reported_once_though_somebody_saves_meanwhile(
    file: OfficeFile, path: Path, watch: FileWatch
) -> None:
    store.add(file, agreement("교류"))
    assert watch.poll() is FileEvent.NONE
    with raw(path) as db:
        db.execute("DELETE FROM change")
        db.execute("DELETE FROM tx")
    assert watch.poll() is FileEvent.GONE
    with raw(path) as db:
        db.execute("BEGIN EXCLUSIVE")
        assert watch.poll() is FileEvent.NONE
    assert watch.poll() is FileEvent.NONE


def test_that_a_table_left_is_no_news(
    file: OfficeFile, other: OfficeFile, watch: FileWatch
) -> None:
    assert watch.poll() is FileEvent.NONE
    log_export(other, ExportEvent("협약", 1, "복사", "inside", ""))
    assert watch.poll() is FileEvent.NONE
    store.add(file, agreement("교류"))
    assert watch.poll() is FileEvent.NONE


def test_polling_an_open_file_keeps_its_locks(path: Path) -> None:
    """SQLite's locks are of the process: whoever closes a plain descriptor of the file drops them all."""
    file = OfficeFile(path, "김주무관")
    taken = (
        "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0.1).execute('BEGIN IMMEDIATE')"
    )
    with raw(path) as db:
        db.execute("BEGIN IMMEDIATE")
        file.reopen()
        held = subprocess.run(
            [sys.executable, "-c", taken, str(path)], capture_output=True, check=False
        )
    assert b"database is locked" in held.stderr
    file.close()
