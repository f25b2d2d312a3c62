"""File states by their headers, and the errors for files that cannot be opened."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from shlex import quote

import pytest

from secretariat_tui.areas import record_classes
from secretariat_tui.core.errors import FileError
from secretariat_tui.database.engine import header
from secretariat_tui.database.engine.header import FileState, schema_version
from secretariat_tui.database.file import OfficeFile, check_openable
from secretariat_tui.database.maintenance.backup import back_up
from secretariat_tui.database.maintenance.restore import restore_backup
from tests.database.states import raw

FOREIGN = "이 파일은 secretariat 자료가 아닙니다."


def _bytes(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def _cut(size: int) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(path.read_bytes()[:size])


def _other_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE note (text TEXT)")


def _version(version: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with raw(path) as db:
            db.execute(f"PRAGMA user_version={version}")

    return write


CASES = pytest.mark.parametrize(
    ("change", "expected", "version", "message"),
    [
        (Path.unlink, FileState.MISSING, 0, "자료 파일이 없습니다."),
        (_bytes(b""), FileState.EMPTY, 0, "자료 파일이 비어 있습니다(0바이트)."),
        (_cut(50), FileState.FOREIGN, 0, FOREIGN),
        (_cut(99), FileState.FOREIGN, 0, FOREIGN),
        (_bytes("업무보고\n".encode() * 50), FileState.FOREIGN, 0, FOREIGN),
        (_other_database, FileState.FOREIGN, 0, FOREIGN),
        (
            _version(schema_version() - 1),
            FileState.OLDER,
            schema_version() - 1,
            f"이 자료는 이전 판({schema_version() - 1})의",
        ),
        (
            _version(schema_version() + 1),
            FileState.NEWER,
            schema_version() + 1,
            f"이 자료는 더 새로운 판({schema_version() + 1})에서 만들어졌습니다.",
        ),
    ],
    ids=["missing", "empty", "50 bytes", "99 bytes", "text", "other database", "older", "newer"],
)


@CASES
def test_a_file_that_cannot_be_opened_is_named_and_left_as_it_is(
    path: Path, change: Callable[[Path], object], expected: FileState, version: int, message: str
) -> None:
    change(path)
    before = path.read_bytes() if path.exists() else None
    assert header.read_header(path) == (expected, version)
    with pytest.raises(FileError) as refusal:
        OfficeFile(path, "김주무관")
    assert refusal.value.message.startswith(message)
    assert refusal.value.location == str(path)
    assert refusal.value.remedy
    assert (path.read_bytes() if path.exists() else None) == before
    assert [each.name for each in path.parent.iterdir()] == (
        [path.name] if before is not None else []
    )


def test_where_a_file_is_missing_its_backups_are_named(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    back_up(path, folder, "매일", datetime(2023, 4, 19, 14, 5))  # noqa: DTZ001
    path.unlink()
    with pytest.raises(FileError) as refusal:
        OfficeFile(path, "김주무관", backups=folder)
    assert refusal.value.message == "자료 파일이 없습니다."
    assert refusal.value.remedy == (
        f"백업(2023-04-19 14:05)에서 되살리려면: secretariat restore 1 --file {path}"
    )


def test_after_an_interrupted_restore_the_file_set_aside_is_named(path: Path) -> None:
    path.rename(path.with_name("office-이전-20230419-1405.db"))
    path.with_name("office-이전-20220101-0900.db").touch()
    with pytest.raises(FileError) as refusal:
        check_openable(path)
    aside = path.with_name("office-이전-20230419-1405.db")
    assert refusal.value.remedy == (
        f"옆에 둔 파일에서 되살리려면: secretariat restore {quote(str(aside))} --file {path}"
    )
    restore_backup(aside, path, datetime(2023, 4, 20), "최담당", record_classes, damaged=False)  # noqa: DTZ001
    check_openable(path)


def test_a_file_of_this_version_is_current(path: Path) -> None:
    assert header.read_header(path) == (FileState.CURRENT, schema_version())
    check_openable(path)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="자료 파일을 읽을 수 없습니다"):
        check_openable(tmp_path)


def test_a_file_that_may_not_be_read(plain: Path) -> None:
    plain.chmod(0)
    with pytest.raises(FileError, match=r"자료 파일을 읽을 수 없습니다.*권한"):
        check_openable(plain)


def test_the_identity_of_a_name_is_that_of_its_file(path: Path) -> None:
    before = header.file_id(path)
    moved = path.rename(path.with_name("moved.db"))
    assert (header.file_id(moved), header.file_id(path)) == (before, None)
