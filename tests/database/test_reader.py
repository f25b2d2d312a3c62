"""Reading: types, errors, and rolling back after a crash."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from secretariat_tui.areas.agreements import store
from secretariat_tui.core.errors import FileBusyError, FileError
from secretariat_tui.database.engine.connect import BUSY_TIMEOUT
from secretariat_tui.database.engine.reader import Reader, columns
from secretariat_tui.database.file import OfficeFile
from tests.database.states import agreement, assert_sound, raw


class Everything(NamedTuple):
    day: date | None
    at: time | None
    yes: bool
    many: int
    text: str
    parts: tuple[str, ...] = ()


@pytest.fixture
def reader(path: Path) -> Iterator[Reader]:
    reader = Reader(path)
    yield reader
    reader.close()


def test_values_come_back_as_they_went_in(reader: Reader) -> None:
    values: dict[str, Any] = {
        "day": date(2023, 4, 19),
        "at": time(14, 5),
        "yes": True,
        "n": 2**53,
        "s": "제안",
    }
    row = reader.first(
        Everything, "SELECT :day AS day, :at AS at, :yes AS yes, :n AS many, :s AS text", **values
    )
    assert row == Everything(date(2023, 4, 19), time(14, 5), True, 2**53, "제안")
    assert row
    assert row.yes is True


def test_nothing_comes_back_as_none(reader: Reader) -> None:
    row = reader.first(
        Everything, "SELECT :day AS day, NULL AS at, 0 AS yes, 0 AS many, '' AS text", day=None
    )
    assert row == Everything(None, None, False, 0, "")
    nothing = "SELECT 1 AS day, 1 AS at, 1 AS yes, 1 AS many, 1 AS text WHERE 0"
    assert reader.first(Everything, nothing) is None
    assert reader.value("SELECT id FROM agreement") is None
    assert reader.rows(Everything, nothing) == []


def test_columns_are_the_fields_in_their_order() -> None:
    assert columns(Everything, "at") == "day, yes, many, text"


def test_a_reader_cannot_write(reader: Reader) -> None:
    with pytest.raises(FileError, match="읽기만"):
        reader.value("DELETE FROM agreement RETURNING id")


def test_queries_of_a_snapshot_agree(file: OfficeFile, path: Path) -> None:
    reader = Reader(path)
    impatient = OfficeFile(path, "이비서관", busy_timeout=0.01)
    with reader.snapshot():
        assert reader.value("SELECT count(*) FROM agreement") == 0
        with pytest.raises(FileBusyError, match="다른 창이 저장하고"):
            store.add(impatient, agreement("교류"))
        with reader.snapshot():  # is the same one, and does not end it
            pass
        assert reader.value("SELECT count(*) FROM agreement") == 0
    store.add(file, agreement("교류"))
    assert reader.value("SELECT count(*) FROM agreement") == 1
    impatient.close()
    reader.close()


def test_a_reader_waits_no_longer_than_its_timeout(path: Path) -> None:
    reader = Reader(path, busy_timeout=0.01)
    with raw(path) as db:
        db.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FileBusyError):
            reader.value("SELECT count(*) FROM agreement")
    reader.close()


def test_a_reader_can_be_impatient_for_a_while(reader: Reader, path: Path) -> None:
    with raw(path) as db:
        db.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FileBusyError), reader.impatient(0.001):
            reader.value("SELECT count(*) FROM agreement")
        assert reader.value("PRAGMA busy_timeout") == BUSY_TIMEOUT * 1000


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="자료 파일을 열 수 없습니다"):
        Reader(tmp_path / "office.db")
    assert list(tmp_path.iterdir()) == []


def test_a_foreign_file_has_its_message(tmp_path: Path) -> None:
    path = tmp_path / "report.db"
    path.write_text("주요업무보고\n" * 100)
    reader = Reader(path)
    with pytest.raises(FileError, match="secretariat 자료가 아닙니다") as refusal:
        reader.value("SELECT 1 FROM agreement")
    assert refusal.value.location == str(path)
    reader.close()


@pytest.mark.parametrize("sql", ["SELECT id FROM covenant", "SELECT seal FROM agreement"])
def test_a_file_with_other_tables_has_its_message(reader: Reader, sql: str) -> None:
    with pytest.raises(FileError, match="짜임이 이 프로그램과 맞지 않습니다") as refusal:
        reader.value(sql)
    assert refusal.value.location == str(reader.path)


def test_a_bug_of_the_program_is_not_a_user_error(reader: Reader) -> None:
    with pytest.raises(sqlite3.OperationalError, match="syntax error"):
        reader.value("SELEKT 1")


def test_a_damaged_file_has_its_message(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    reader = Reader(path)
    with pytest.raises(FileError, match="손상되었습니다"):
        reader.value("SELECT count(*) FROM agreement")
    reader.close()


KILLED_IN_THE_MIDDLE = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size=2")  # so that half a transaction reaches the file
db.execute("BEGIN IMMEDIATE")
db.execute("INSERT INTO tx (at, who, label, kind, open) VALUES ('', '', '', 'do', 1)")
db.executemany(
    "INSERT INTO note (rev, parent, parent_id, pos, noted_on, text)"
    " VALUES (1, 'agreement', 1, 1, '2023-04-19', ?)",
    [("x" * 900,)] * 200,
)
print("written", flush=True)
sys.stdin.read()
"""


def test_what_a_killed_writer_left_half_done_is_rolled_back(file: OfficeFile, path: Path) -> None:
    store.add(file, agreement("교류"))
    before = path.read_bytes()
    command = [sys.executable, "-c", KILLED_IN_THE_MIDDLE, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"written\n"
        writer.kill()
    assert writer.returncode == -signal.SIGKILL
    assert path.read_bytes() != before
    assert path.with_name("office.db-journal").exists()
    reader = Reader(path)
    assert reader.value("SELECT count(*) FROM note") == 0
    assert path.read_bytes() == before
    reader.close()
    assert_sound(path)


def test_an_interrupt_that_comes_before_its_statement_ends_it_all_the_same(reader: Reader) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    reader.interrupt()
    with pytest.raises(FileError, match="읽기를 멈추었습니다"):
        reader.value(endless)
    reader.resume()
    assert reader.value("SELECT 7") == 7
