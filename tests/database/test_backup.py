"""A backup is whole, checked, its owner's only, and never in place of another."""

import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import pytest

from secretariat_tui.areas.agreements import store
from secretariat_tui.database.backup import back_up
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.problem import FileProblem
from tests.database.states import agreement, assert_sound, dump, raw

AT = datetime(2023, 4, 19, 14, 5)  # noqa: DTZ001


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def test_a_backup_is_the_file_under_another_name(
    file: OfficeFile, path: Path, folder: Path
) -> None:
    store.add(file, agreement("교류"))
    copy = back_up(path, folder, "v1전", AT)
    assert copy == folder / "office-20230419-1405-v1전.db"
    assert list(folder.iterdir()) == [copy]
    assert dump(copy) == dump(path)
    assert_sound(copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    office = OfficeFile(copy, "김주무관")
    assert office.undo() == "협약 추가: 교류"
    office.close()


def test_a_second_backup_within_the_minute_keeps_the_first(
    file: OfficeFile, path: Path, folder: Path
) -> None:
    first = back_up(path, folder, "v1전", AT)
    before = first.read_bytes()
    store.add(file, agreement("교류"))
    second = back_up(path, folder, "v1전", AT)
    assert second.name == "office-20230419-1405-v1전-2.db"
    assert first.read_bytes() == before
    assert dump(second) == dump(path)


def test_a_backup_while_another_writes_is_of_the_moment_before(path: Path, folder: Path) -> None:
    before = dump(path)
    with raw(path) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("PRAGMA user_version=2")
        copy = back_up(path, folder, "v1전", AT)
        db.execute("ROLLBACK")
    assert dump(copy) == before


def test_a_damaged_file_is_not_taken_for_a_backup(path: Path, folder: Path) -> None:
    whole = path.read_bytes()
    half = len(whole) // 2 // 4096 * 4096
    path.write_bytes(whole[:half] + b"\xff" * 4096 + whole[half + 4096 :])
    before = path.read_bytes()
    with pytest.raises(FileProblem, match="손상되") as refusal:
        back_up(path, folder, "v1전", AT)
    assert refusal.value.where == str(path)
    assert path.read_bytes() == before
    assert list(folder.iterdir()) == []


def test_a_backup_that_does_not_fit_leaves_nothing(
    path: Path, folder: Path, limited: Callable[[int], AbstractContextManager[None]]
) -> None:
    with limited(path.stat().st_size // 2), pytest.raises(FileProblem, match="저장 장치"):
        back_up(path, folder, "v1전", AT)
    assert list(folder.iterdir()) == []
