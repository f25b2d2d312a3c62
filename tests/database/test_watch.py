"""What others do to an open file is noticed, once, and what is done here is not taken for theirs."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from secretariat_tui.areas import RECORDS
from secretariat_tui.areas.agreements import store
from secretariat_tui.database.backup import back_up
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.header import SCHEMA_VERSION
from secretariat_tui.database.schema import create
from secretariat_tui.database.watch import News, Watch
from secretariat_tui.problem import FileProblem
from tests.database.states import agreement, raw

AT = datetime(2023, 4, 19, 14, 5)  # noqa: DTZ001


@pytest.fixture
def watch(file: OfficeFile) -> Iterator[Watch]:
    watch = Watch(file)
    yield watch
    watch.close()


def test_what_others_write_is_news_and_what_is_written_here_is_not(
    file: OfficeFile, other: OfficeFile, watch: Watch
) -> None:
    assert watch.look() is News.NONE
    store.add(file, agreement("교류"))
    file.undo()
    assert watch.look() is News.NONE
    store.add(other, agreement("우호"))
    assert watch.look() is News.WRITTEN
    assert watch.look() is News.NONE
    store.add(other, agreement("셋째"))
    store.add(file, agreement("넷째"))
    assert watch.look() is News.WRITTEN


def test_an_edit_that_was_taken_back_leaves_its_number_to_others(
    file: OfficeFile, other: OfficeFile, watch: Watch
) -> None:
    with pytest.raises(ZeroDivisionError), file.edit("x"):
        raise ZeroDivisionError
    with file.edit("nothing"):
        pass
    store.add(other, agreement("우호"))
    assert watch.look() is News.WRITTEN


def test_a_file_that_is_gone_is_told_once_and_may_come_back(
    file: OfficeFile, path: Path, watch: Watch
) -> None:
    moved = path.rename(path.with_name("moved.db"))
    assert [watch.look(), watch.look()] == [News.GONE, News.NONE]
    moved.rename(path)
    assert watch.look() is News.NONE
    path.rename(moved)
    assert watch.look() is News.GONE


def test_a_file_in_place_of_another_is_gone(path: Path, watch: Watch) -> None:
    path.rename(path.with_name("moved.db"))
    create(path, RECORDS)
    assert watch.look() is News.GONE


def test_an_upgrade_by_a_newer_program_is_told(path: Path, watch: Watch) -> None:
    with raw(path) as db:
        db.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    assert [watch.look(), watch.look()] == [News.UPGRADED, News.NONE]


def test_while_somebody_is_saving_there_is_no_news(
    file: OfficeFile, path: Path, watch: Watch
) -> None:
    with raw(path) as db:
        db.execute("BEGIN EXCLUSIVE")
        db.execute("INSERT INTO tx (at, who, label, kind) VALUES ('', '이비서관', '', 'do')")
        assert watch.look() is News.NONE
        fresh = Watch(file)
        assert fresh.look() is News.NONE
        db.execute("COMMIT")
    assert watch.look() is News.WRITTEN
    fresh.close()


def test_after_a_restore_the_backup_is_watched(
    file: OfficeFile, path: Path, tmp_path: Path, watch: Watch
) -> None:
    store.add(file, agreement("교류"))
    copy = back_up(path, tmp_path / "backups", "매일", AT)
    file.restore(copy, AT)
    assert watch.look() is News.NONE
    other = OfficeFile(path, "이비서관")
    store.add(other, agreement("우호"))
    assert watch.look() is News.WRITTEN
    other.close()


def test_a_file_that_fails_is_a_problem(path: Path, file: OfficeFile) -> None:
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 8192)
    watch = Watch(file)
    with pytest.raises(FileProblem):
        watch.look()
    watch.close()
