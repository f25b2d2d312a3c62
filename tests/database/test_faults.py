"""Every known fault of a file: the message, and that no saved data is lost."""

import os
import random
import resource
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from secretariat_tui.areas import record_classes
from secretariat_tui.areas.agreements import queries, store
from secretariat_tui.areas.agreements.records import Agreement
from secretariat_tui.core.errors import FileError, UserError
from secretariat_tui.database.engine.header import schema_version
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.maintenance.backup import back_up
from secretariat_tui.database.maintenance.integrity import quick_check
from secretariat_tui.database.schema.ddl import create
from tests.database.states import agreement, assert_sound, dump, raw

Fault = Callable[[Path], AbstractContextManager[object]]
AT = datetime(2023, 4, 19, 14, 5)  # noqa: DTZ001
MANY = 200


def _write(file: OfficeFile) -> None:
    with file.edit("많이") as session:
        session.add_all(Agreement(name="교류" * 1000, kind="mou") for _ in range(MANY))


@contextmanager
def disk_full(path: Path) -> Iterator[None]:
    """SQLite meets a full disk and a file that may not grow in the same place: where it wants a page."""
    with closing(OfficeFile(path, "김주무관")) as file:
        with file.edit("한도") as session:
            db = session.connection()
            pages = db.exec_driver_sql("PRAGMA page_count").scalar_one()
            db.exec_driver_sql(f"PRAGMA max_page_count={pages + 3}")
        _write(file)
    yield


@contextmanager
def _limited(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def quota(path: Path) -> Iterator[None]:
    with _limited(path.stat().st_size), closing(OfficeFile(path, "김주무관")) as file:
        _write(file)
    yield


@contextmanager
def no_room_for_a_backup(path: Path) -> Iterator[None]:
    folder = path.with_name("backups")
    try:
        with _limited(path.stat().st_size // 2):
            back_up(path, folder, "매일", AT)
    finally:
        assert list(folder.iterdir()) == []
    yield


@contextmanager
def _replaced(path: Path, content: bytes) -> Iterator[None]:
    """Put other bytes at the path meanwhile: they are refused, and stay as they are."""
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        OfficeFile(path, "김주무관")
        yield
    finally:
        assert path.read_bytes() == content
        path.write_bytes(before)


def a_text(path: Path) -> AbstractContextManager[None]:
    return _replaced(path, "업무보고\n".encode() * 99)


def a_zip(path: Path) -> AbstractContextManager[None]:
    return _replaced(path, b"PK\x03\x04" + bytes(5000))


def an_encrypted_file(path: Path) -> AbstractContextManager[None]:
    return _replaced(path, random.Random(1).randbytes(path.stat().st_size))


def an_overwritten_header(path: Path) -> AbstractContextManager[None]:
    return _replaced(path, bytes(100) + path.read_bytes()[100:])


def no_bytes(path: Path) -> AbstractContextManager[None]:
    return _replaced(path, b"")


@contextmanager
def a_newer_version(path: Path) -> Iterator[None]:
    with raw(path) as db:
        db.execute(f"PRAGMA user_version={schema_version() + 10}")
    try:
        OfficeFile(path, "김주무관")
        yield
    finally:
        with raw(path) as db:
            db.execute(f"PRAGMA user_version={schema_version()}")


@contextmanager
def a_folder(path: Path) -> Iterator[None]:
    OfficeFile(path.parent, "김주무관")
    yield


@contextmanager
def no_folder(path: Path) -> Iterator[None]:
    OfficeFile(path.parent / "없는 폴더" / "office.db", "김주무관")
    yield


@contextmanager
def deleted_meanwhile(path: Path) -> Iterator[None]:
    with closing(OfficeFile(path, "김주무관")) as file:
        moved = path.rename(path.with_name("moved.db"))
        try:
            store.add(file, agreement("다음"))
            yield
        finally:
            assert not path.exists()
            moved.rename(path)


@contextmanager
def replaced_meanwhile(path: Path) -> Iterator[None]:
    with closing(OfficeFile(path, "김주무관")) as file:
        moved = path.rename(path.with_name("moved.db"))
        create(path, record_classes)
        before = dump(path)
        try:
            store.add(file, agreement("다음"))
            yield
        finally:
            assert dump(path) == before
            moved.replace(path)


@contextmanager
def upgraded_meanwhile(path: Path) -> Iterator[None]:
    try:
        with closing(OfficeFile(path, "김주무관")) as file:
            with raw(path) as db:
                db.execute(f"PRAGMA user_version={schema_version() + 1}")
            store.add(file, agreement("다음"))
        yield
    finally:
        with raw(path) as db:
            db.execute(f"PRAGMA user_version={schema_version()}")


@contextmanager
def another_writer(path: Path) -> Iterator[None]:
    with closing(OfficeFile(path, "김주무관", busy_timeout=0.01)) as file, raw(path) as db:
        db.execute("BEGIN IMMEDIATE")
        store.add(file, agreement("다음"))
    yield


@contextmanager
def a_stale_edit(path: Path) -> Iterator[None]:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.change(file, 1, 7, agreement("옛것"))
    yield


TABLE = [
    (disk_full, "저장하지 못했습니다: 디스크가 가득 찼습니다."),
    (quota, "저장 장치에서 오류가 났습니다."),
    (no_room_for_a_backup, "백업을 만들지 못했습니다: 저장 장치에서 오류가 났습니다."),
    (a_text, "이 파일은 secretariat 자료가 아닙니다."),
    (a_zip, "이 파일은 secretariat 자료가 아닙니다."),
    (an_encrypted_file, "이 파일은 secretariat 자료가 아닙니다."),
    (an_overwritten_header, "이 파일은 secretariat 자료가 아닙니다."),
    (no_bytes, "자료 파일이 비어 있습니다(0바이트). 내용이 사라졌을 수 있습니다."),
    (
        a_newer_version,
        f"이 자료는 더 새로운 판({schema_version() + 10})에서 만들어졌습니다. 이 프로그램은 {schema_version()}까지 엽니다.",
    ),
    (a_folder, "자료 파일을 읽을 수 없습니다."),
    (no_folder, "자료 파일이 없습니다."),
    (deleted_meanwhile, "자료 파일이 그 사이에 지워졌거나 다른 파일로 바뀌었습니다."),
    (replaced_meanwhile, "자료 파일이 그 사이에 지워졌거나 다른 파일로 바뀌었습니다."),
    (upgraded_meanwhile, "다른 창이 자료를 새 판으로 바꾸었습니다."),
    (another_writer, "다른 창이 저장하고 있습니다."),
    (a_stale_edit, "그 사이에 다른 창에서 이 기록을 바꾸었습니다."),
]


@pytest.mark.parametrize(("fault", "told"), TABLE, ids=[fault.__name__ for fault, _told in TABLE])
def test_each_fault_has_its_message_and_loses_nothing(
    file: OfficeFile, path: Path, fault: Fault, told: str
) -> None:
    store.add(file, agreement("교류"))
    before = dump(path)
    with pytest.raises(UserError) as refusal, fault(path):
        pass
    assert refusal.value.message == told
    assert refusal.value.remedy
    assert dump(path) == before
    again = OfficeFile(path, "김주무관")
    store.add(again, agreement("다음"))
    again.close()
    assert_sound(path)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_is_read_only_is_read_and_refuses_edits_at_once(plain: Path, what: str) -> None:
    (plain if what == "file" else plain.parent).chmod(0o400 if what == "file" else 0o500)
    file = OfficeFile(plain, "김주무관")
    assert file.write_error
    with pytest.raises(UserError, match="이 자료는 읽기만 할 수 있습니다") as refusal:
        store.add(file, agreement("교류"))
    assert refusal.value == file.write_error
    assert queries.agreement(file.reader, 1) is None
    file.close()


def _cut(content: bytearray) -> None:
    del content[len(content) // 2 :]


def _zeroed(content: bytearray) -> None:
    content[8192:12288] = bytes(4096)


def _sprinkled(content: bytearray) -> None:
    chance = random.Random(7)
    for _ in range(200):
        content[chance.randrange(4096, len(content))] = chance.randrange(256)


@pytest.mark.parametrize("spoil", [_cut, _zeroed, _sprinkled])
def test_a_damaged_file_is_detected_blocked_and_unchanged(
    office: Path, spoil: Callable[[bytearray], None]
) -> None:
    content = bytearray(office.read_bytes())
    spoil(content)
    office.write_bytes(content)
    file = OfficeFile(office, "김주무관")
    assert quick_check(office)
    file.write_block.block()
    with pytest.raises(UserError, match=r"자료 파일이 손상되었습니다.*secretariat restore"):
        store.add(file, agreement("교류"))
    file.close()
    assert office.read_bytes() == content
    assert list(office.parent.iterdir()) == [office]


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only root can become another user")
def test_a_journal_of_another_user_is_named(path: Path) -> None:
    """The file is shared by its group; who saved last was interrupted, and SQLite's journal is private."""
    with raw(path) as db:
        db.execute("PRAGMA cache_size=1")
        db.execute("BEGIN EXCLUSIVE")
        db.execute("CREATE TABLE x AS SELECT zeroblob(100000)")
        db.execute("DELETE FROM x")
        db.execute("DROP TABLE x")
        journal = path.with_name("office.db-journal")
        left = journal.read_bytes()
        db.execute("ROLLBACK")
    journal.write_bytes(left)
    journal.chmod(0o600)
    path.chmod(0o666)
    with tempfile.TemporaryDirectory() as folder:  # tmp_path is in a private folder
        Path(folder).chmod(0o777)
        for each in (path, journal):
            each.rename(Path(folder) / each.name)
        os.setegid(54321)
        os.seteuid(54321)
        try:
            with (
                pytest.raises(FileError) as refusal,
                closing(Reader(Path(folder, path.name))) as db,
            ):
                db.value("SELECT count(*) FROM agreement")
        finally:
            os.seteuid(0)
            os.setegid(0)
    assert refusal.value.message.startswith("다른 사용자(root)가 저장하다 만 것이 남아 있어")
    assert refusal.value.location.endswith("/office.db-journal")
