"""A backup replaces the file; the replaced file is kept."""

import errno
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from secretariat_tui.areas import record_classes
from secretariat_tui.areas.agreements import queries, store
from secretariat_tui.core import i18n
from secretariat_tui.core.errors import FileBusyError, FileError
from secretariat_tui.database.engine.header import schema_version
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.maintenance import backup, restore
from secretariat_tui.database.maintenance.backup import back_up
from secretariat_tui.database.maintenance.restore import access_warning, restore_backup
from secretariat_tui.database.maintenance.set_aside import last_set_aside
from tests.database.states import agreement, ask, assert_sound, dump, dump_restored, raw

AT = datetime(2023, 4, 19, 14, 5)  # noqa: DTZ001


@pytest.fixture
def copy(file: OfficeFile, path: Path, tmp_path: Path) -> Path:
    """A backup with one agreement, of a file that has gone on to two."""
    store.add(file, agreement("교류"))
    made = back_up(path, tmp_path / "backups", "매일", AT)
    store.add(file, agreement("우호"))
    file.close()
    return made


def _put_back(copy: Path, path: Path, *, damaged: bool) -> Path | None:
    return restore_backup(copy, path, AT, "최담당", record_classes, damaged=damaged)


@pytest.mark.parametrize(("damaged", "mark"), [(True, "손상"), (False, "이전")])
def test_the_backup_is_the_file_and_the_file_is_kept(
    copy: Path, path: Path, *, damaged: bool, mark: str
) -> None:
    before, wanted = path.read_bytes(), dump(copy)
    aside = _put_back(copy, path, damaged=damaged)
    assert aside == path.with_name(f"office-{mark}-20230419-1405.db")
    assert aside.read_bytes() == before
    assert dump_restored(path) == wanted
    assert dump(copy) == wanted
    assert path.stat().st_mode & 0o777 == 0o600
    assert {each.name for each in path.parent.iterdir()} == {path.name, aside.name, "backups"}
    assert_sound(path)
    (line,) = ask(
        path, """SELECT who, label, new FROM change JOIN tx ON tx.id = tx WHERE op = 'R'"""
    )
    assert line[:2] == ("최담당", f"백업에서 되살림: {copy.name}")
    assert json.loads(line[2]) == {"backup": copy.name, "aside": aside.name}


def test_what_was_set_aside_before_is_never_overwritten(copy: Path, path: Path) -> None:
    first = _put_back(copy, path, damaged=False)
    second = _put_back(copy, path, damaged=False)
    assert first
    assert second
    assert second.name == "office-이전-20230419-1405-2.db"
    assert first.exists()


@pytest.mark.parametrize("content", [b"", "업무보고".encode() * 99, None])
def test_whatever_stands_there_gives_way(copy: Path, path: Path, content: bytes | None) -> None:
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    aside = _put_back(copy, path, damaged=True)
    assert (aside.read_bytes() if aside else None) == content
    assert dump_restored(path) == dump(copy)


def test_of_several_files_set_aside_the_last_is_named(copy: Path, path: Path) -> None:
    for _time in range(11):
        last = _put_back(copy, path, damaged=False)
    assert last_set_aside(path) == last
    assert last
    assert last.name == "office-이전-20230419-1405-11.db"
    last.with_name("office-이전-20991231-2359.db").write_bytes(b"x" * 5000)
    last.with_name("office-이전-메모.db").write_bytes(last.read_bytes())
    assert last_set_aside(path) == last
    i18n.set_language(i18n.ENGLISH)
    assert last_set_aside(path) == last


def test_the_journal_of_a_file_goes_with_it(copy: Path, path: Path) -> None:
    journal = path.with_name("office.db-journal")
    path.write_bytes(b"damaged" * 1000)
    journal.write_bytes(b"half an edit")
    aside = _put_back(copy, path, damaged=True)
    assert aside
    assert aside.with_name(f"{aside.name}-journal").read_bytes() == b"half an edit"
    assert not journal.exists()
    assert dump_restored(path) == dump(copy)


def test_a_journal_without_its_file_is_not_played_into_the_backup(copy: Path, path: Path) -> None:
    path.unlink()
    path.with_name("office.db-journal").write_bytes(b"half an edit")
    assert _put_back(copy, path, damaged=True) is None
    assert not path.with_name("office.db-journal").exists()
    assert dump_restored(path) == dump(copy)


def _newer(copy: Path) -> None:
    with raw(copy) as db:
        db.execute(f"PRAGMA user_version={schema_version() + 1}")


def _torn(copy: Path) -> None:
    content = copy.read_bytes()
    copy.write_bytes(content[:8192] + b"\xff" * 4096 + content[12288:])


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (Path.unlink, "그런 백업이 없습니다."),
        (lambda copy: copy.write_bytes(b""), "이 파일은 secretariat 백업이 아닙니다."),
        (lambda copy: copy.write_bytes(b"x" * 5000), "이 파일은 secretariat 백업이 아닙니다."),
        (_newer, rf"더 새로운 판\({schema_version() + 1}\)의 백업입니다."),
        (_torn, "이 백업은 손상되었습니다"),
    ],
    ids=["missing", "empty", "foreign", "newer", "damaged"],
)
def test_a_backup_that_is_none_replaces_nothing(
    copy: Path, path: Path, spoil: Callable[[Path], object], message: str
) -> None:
    before = path.read_bytes()
    spoil(copy)
    with pytest.raises(FileError, match=message):
        _put_back(copy, path, damaged=False)
    assert path.read_bytes() == before
    assert {each.name for each in path.parent.iterdir()} == {path.name, "backups"}


_EDIT = "UPDATE agreement SET name = 'x'"


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        (
            f"CREATE TRIGGER evil AFTER INSERT ON tx BEGIN {_EDIT}; END",
            "tx: 모르는 장치(트리거)입니다: evil",
        ),
        ("CREATE VIEW more AS SELECT 1 AS id", "more: 모르는 표입니다."),
        ("CREATE TABLE more (id)", "more: 모르는 표입니다."),
        ("CREATE INDEX more ON agreement (name)", "agreement: 모르는 색인입니다: more"),
        ("CREATE VIRTUAL TABLE more USING fts5 (name)", "more: 모르는 표입니다."),
        (
            "DROP INDEX tx_open; CREATE INDEX tx_open ON tx (open)",
            "tx: 색인이 다릅니다: tx_open",
        ),
        (
            "UPDATE sqlite_sequence SET seq = 9223372036854775807 WHERE name = 'agreement'",
            "agreement: 마지막 번호가 맞지 않습니다.",
        ),
        ("DROP TRIGGER agreement_U", "변경 기록 장치가 없거나 다릅니다: agreement_U"),
        ("ALTER TABLE agreement ADD COLUMN more TEXT AS (name)", "agreement: 표의 열이 다릅니다."),
        ("DROP TABLE doc; CREATE VIEW doc AS SELECT 1 AS id", "doc: 모르는 표입니다."),
    ],
)
def test_a_backup_with_a_schema_of_others_replaces_nothing(
    copy: Path, path: Path, sql: str, message: str
) -> None:
    before = path.read_bytes()
    with raw(copy) as db:
        db.executescript(sql)
    with pytest.raises(FileError) as refusal:
        _put_back(copy, path, damaged=False)
    assert "이 프로그램이 만들지 않은 것이 있습니다" in refusal.value.message
    assert message in refusal.value.message
    assert path.read_bytes() == before
    assert {each.name for each in path.parent.iterdir()} == {path.name, "backups"}


def test_an_older_backup_with_a_schema_of_others_replaces_nothing(copy: Path, path: Path) -> None:
    shutil.copy(Path(__file__).parent / "released" / "v1.db", copy)
    with raw(copy) as db:
        db.execute("CREATE VIEW more AS SELECT 1 AS id")
    before = path.read_bytes()
    with pytest.raises(FileError, match="more: 모르는 표입니다"):
        _put_back(copy, path, damaged=False)
    assert path.read_bytes() == before


def test_the_triggers_of_others_in_an_older_backup_are_dropped(copy: Path, path: Path) -> None:
    shutil.copy(Path(__file__).parent / "released" / "v1.db", copy)
    with raw(copy) as db:
        db.execute(f"CREATE TRIGGER evil AFTER INSERT ON tx BEGIN {_EDIT}; END")
    _put_back(copy, path, damaged=False)
    assert ask(path, "SELECT name FROM sqlite_schema WHERE name = 'evil'") == []
    assert ask(path, "SELECT count(*) FROM agreement WHERE name = 'x'") == [(0,)]


def test_a_file_that_somebody_is_writing_is_left_alone(
    copy: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        restore, "open_readonly", lambda path, *_mode: sqlite3.connect(path, timeout=0.01)
    )
    before = path.read_bytes()
    with raw(path) as db:
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileBusyError):
            _put_back(copy, path, damaged=False)
    assert path.read_bytes() == before


def test_what_does_not_fit_replaces_nothing(
    copy: Path, path: Path, limited: Callable[[int], AbstractContextManager[None]]
) -> None:
    before = path.read_bytes()
    with limited(8192), pytest.raises(FileError, match="저장 장치"):
        _put_back(copy, path, damaged=False)
    assert path.read_bytes() == before


def _no_links(*_paths: Path) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


@pytest.mark.parametrize("nth", [1, 2])
def test_a_name_that_cannot_be_given_leaves_all_as_it_was(
    copy: Path, path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    """The first renaming sets the file aside, the second is the copy's own."""
    path.write_bytes(path.read_bytes() + b"")
    before, done = path.read_bytes(), []
    monkeypatch.setattr(os, "link", _no_links)  # as on FAT: the file is then renamed
    real = {"rename": Path.rename, "replace": Path.replace}

    def failing(name: str) -> Callable[[Path, Path], Path]:
        def move(self: Path, target: Path) -> Path:
            done.append(name)
            if len(done) == nth:
                raise PermissionError(13, "Permission denied", str(self))
            return real[name](self, target)

        return move

    for name in real:
        monkeypatch.setattr(Path, name, failing(name))
    with pytest.raises(FileError, match="파일을 쓸 수 없습니다"):
        _put_back(copy, path, damaged=False)
    assert path.read_bytes() == before
    assert {each.name for each in path.parent.iterdir()} == {path.name, "backups"}


def test_there_is_a_file_at_the_path_at_every_moment(
    copy: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a program that is killed leaves the former file or the backup in its place."""
    before, replace, seen = path.read_bytes(), Path.replace, []

    def looking(self: Path, target: Path) -> Path:
        seen.append(path.read_bytes())
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", looking)
    aside = _put_back(copy, path, damaged=False)
    assert seen == [before]
    assert aside
    assert aside.read_bytes() == before
    assert aside.stat().st_nlink == 1


def test_a_file_set_aside_in_another_window_is_not_overwritten(
    copy: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_database, first = backup.copy_database, list[Path | None]()

    def beside_another(*args: Any) -> None:
        monkeypatch.setattr(restore, "copy_database", copy_database)
        first.append(_put_back(copy, path, damaged=False))
        copy_database(*args)

    before = path.read_bytes()
    monkeypatch.setattr(restore, "copy_database", beside_another)
    with pytest.raises(FileBusyError, match="다른 창이 지금 백업에서 되살렸습니다"):
        _put_back(copy, path, damaged=False)
    assert first[0]
    assert first[0].read_bytes() == before
    assert dump_restored(path) == dump(copy)


def test_a_link_stays_and_the_file_that_it_names_is_replaced(
    copy: Path, path: Path, tmp_path: Path
) -> None:
    link = tmp_path / "desk" / "바로가기.db"
    link.parent.mkdir()
    link.symlink_to(path)
    aside = _put_back(copy, link, damaged=False)
    assert link.is_symlink()
    assert dump_restored(path) == dump(copy)
    assert aside == path.with_name("office-이전-20230419-1405.db")
    assert list(link.parent.iterdir()) == [link]
    office = OfficeFile(link, "김주무관", backups=tmp_path / "backups")
    store.add(office, agreement("셋째"))
    assert office.path == path
    office.close()
    assert list(link.parent.iterdir()) == [link]


def test_the_restored_file_has_the_owner_the_group_and_the_permissions_of_the_former(
    copy: Path, path: Path
) -> None:
    path.chmod(0o660)
    if os.getuid() == 0:
        os.chown(path, 12345, 54321)
    former = path.stat()
    aside = _put_back(copy, path, damaged=False)
    new = path.stat()
    assert (new.st_uid, new.st_gid, new.st_mode) == (former.st_uid, former.st_gid, former.st_mode)
    assert aside
    assert access_warning(path, aside) == ""


def test_a_group_that_cannot_be_kept_is_said_and_no_other_group_may_read(
    copy: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.chmod(0o660)
    stat = Path.stat

    def of_another_group(self: Path, **options: Any) -> os.stat_result:
        found = stat(self, **options)
        changed = list(found)
        changed[5] += self == path  # st_gid
        return os.stat_result(changed) if self == path else found

    def refused(*_args: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refused)
    with monkeypatch.context() as context:
        context.setattr(Path, "stat", of_another_group)
        aside = _put_back(copy, path, damaged=False)
    assert path.stat().st_mode & 0o777 == 0o600
    assert aside
    assert "함께 쓰는 사람이 열 수 있는지" in access_warning(path, aside)


def test_an_open_file_goes_on_with_the_backup(copy: Path, path: Path) -> None:
    office = OfficeFile(path, "김주무관")
    store.change(office, 1, 1, agreement("바뀐 것"))
    aside = office.restore(copy, AT, record_classes)
    assert aside
    stored = queries.agreement(office.reader, 1)
    assert stored
    assert stored.draft.name == "교류"
    assert queries.agreement(office.reader, 2) is None
    assert office.undo() == "협약 추가: 교류"
    office.close()
    assert_sound(path)


def test_an_open_file_stays_open_where_the_backup_cannot_be_taken(copy: Path, path: Path) -> None:
    office = OfficeFile(path, "김주무관")
    _torn(copy)
    with pytest.raises(FileError):
        office.restore(copy, AT, record_classes)
    assert queries.agreement(office.reader, 2)
    store.add(office, agreement("셋째"))
    office.close()


def test_a_file_that_was_deleted_while_open_is_rescued(copy: Path, path: Path) -> None:
    office = OfficeFile(path, "김주무관", backups=copy.parent)
    store.change(office, 2, 1, agreement("우호", place="안동"))
    before = dump(path)
    path.unlink()
    made = office.rescue(AT)
    assert made
    assert made.name == "office-20230419-1405-구조.db"
    assert dump(made) == before
    office.restore(made, AT, record_classes)
    assert dump_restored(path) == before
    store.add(office, agreement("셋째"))
    office.close()
