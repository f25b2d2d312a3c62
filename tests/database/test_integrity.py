"""Damage is detected, by SQLite or by the audit log."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from secretariat_tui.areas.agreements import store
from secretariat_tui.core.errors import FileError
from secretariat_tui.database.engine.connect import open_readonly
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.maintenance.integrity import quick_check, read_into_cache
from secretariat_tui.database.maintenance.verify import (
    Violation,
    row_violations,
    schema_violations,
)
from tests.database.states import agreement, ask, dump, raw


@pytest.fixture
def busy(file: OfficeFile, path: Path) -> Path:
    """A file in which something has been added, changed, deleted, taken back."""
    first = store.add(file, agreement("교류", "경상북도", "상주시"))
    store.change(file, first, 1, agreement("교류", "안동시", place="안동"))
    store.delete(file, store.add(file, agreement("우호")))
    file.undo()
    file.close()
    return path


def _faults(path: Path) -> list[Violation]:
    db = open_readonly(path)
    found = [*schema_violations(db)]
    found += (
        row_violations(db)
        if not [fault for fault in found if fault.message == "표가 없습니다."]
        else []
    )
    db.close()
    return found


def test_a_sound_file_has_nothing_wrong(busy: Path, office: Path) -> None:
    before = dump(office)
    for path in (busy, office):
        assert quick_check(path) == []
        assert _faults(path) == []
    assert dump(office) == before


def _zeroed(content: bytearray, chance: random.Random) -> None:
    pages = range(4096, len(content), 4096)
    used = [at for at in pages if any(content[at : at + 4096])]  # a free page is zeros already
    at = chance.choice(used)
    content[at : at + 4096] = bytes(4096)


def _cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(5000, len(content) - 4096) :]


def _sprinkled(content: bytearray, chance: random.Random) -> None:
    for _ in range(2000):
        content[chance.randrange(100, len(content))] = chance.randrange(256)


@pytest.mark.parametrize("spoil", [_zeroed, _cut, _sprinkled])
@pytest.mark.parametrize("seed", range(5))
def test_damage_is_seen(
    office: Path, spoil: Callable[[bytearray, random.Random], None], seed: int
) -> None:
    content = bytearray(office.read_bytes())
    spoil(content, random.Random(seed))
    office.write_bytes(content)
    assert quick_check(office)


@pytest.mark.parametrize("content", [b"x" * 5000, b"SQLite format 3\x00" + b"x" * 5000])
def test_what_is_no_database_is_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    assert quick_check(path)


def test_what_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="열 수 없습니다"):
        quick_check(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_read_to_its_end(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY)
    read_into_cache(fd)
    assert os.lseek(fd, 0, os.SEEK_CUR) == path.stat().st_size
    os.close(fd)


LAID = "INSERT INTO tx (at, who, label, kind, open) VALUES ('', '', '', 'do', 1)"


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        (
            "DROP TRIGGER participant_U",
            Violation("participant", None, "변경 기록 장치가 없거나 다릅니다: participant_U"),
        ),
        (
            "CREATE TRIGGER spy AFTER INSERT ON participant BEGIN SELECT 1; END",
            Violation("participant", None, "모르는 장치(트리거)입니다: spy"),
        ),
        ("DROP INDEX tx_open", Violation("tx", None, "색인이 없습니다: tx_open")),
        (
            "DROP INDEX tx_open; CREATE INDEX tx_open ON tx (open)",
            Violation("tx", None, "색인이 다릅니다: tx_open"),
        ),
        (
            "DROP INDEX tx_open; CREATE UNIQUE INDEX tx_open ON tx (open DESC)",
            Violation("tx", None, "색인이 다릅니다: tx_open"),
        ),
        ("CREATE VIRTUAL TABLE memo USING fts5 (x)", Violation("memo", None, "모르는 표입니다.")),
        (
            """DROP TABLE opening; CREATE TABLE opening (id INTEGER PRIMARY KEY, rev INT, account_id INT,
            as_of TEXT, executed INT, precision INT, source TEXT) STRICT""",
            Violation("opening", None, "표의 열이 다릅니다."),
        ),
        *(
            (
                f"UPDATE sqlite_sequence SET seq = {last} WHERE name = 'participant'",
                Violation("participant", None, "마지막 번호가 맞지 않습니다."),
            )
            for last in ("0", "'x'", "NULL", 2**53, 2**63 - 1)
        ),
        (
            "INSERT INTO sqlite_sequence VALUES ('participant', 9)",
            Violation("participant", None, "마지막 번호가 맞지 않습니다."),
        ),
        ("DROP TABLE opening", Violation("opening", None, "표가 없습니다.")),
        ("CREATE TABLE memo (x)", Violation("memo", None, "모르는 표입니다.")),
        (
            "ALTER TABLE participant ADD COLUMN x TEXT",
            Violation("participant", None, "표의 열이 다릅니다."),
        ),
        (
            """DROP TABLE opening; CREATE TABLE opening (id INTEGER PRIMARY KEY, rev, account_id,
            as_of, executed, precision, source)""",
            Violation("opening", None, "아무 값이나 받는 표입니다(STRICT가 아닙니다)."),
        ),
        (LAID, Violation("tx", 6, "끝나지 않은 저장입니다.")),
        (
            "UPDATE tx SET undoes = 3 WHERE id = 3",
            Violation("tx", 3, "뒤의 일을 되돌렸다고 합니다."),
        ),
        (
            "DROP TRIGGER participant_U; UPDATE participant SET name = '몰래' WHERE id = 1",
            Violation("participant", 1, "마지막 변경 기록과 다릅니다."),
        ),
        (
            "DROP TRIGGER participant_D; DELETE FROM participant WHERE id = 1",
            Violation("participant", 1, "마지막 변경 기록과 다릅니다."),
        ),
        (
            """DROP TRIGGER participant_I; INSERT INTO participant SELECT 9, 1, parent, parent_id, 5, role,
            name, organization, position, level, contact FROM participant WHERE id = 1""",
            Violation("participant", 9, "변경 기록이 없는 행입니다."),
        ),
        (
            """DROP TRIGGER participant_U; DROP TRIGGER participant_parent_U;
            UPDATE participant SET parent_id = 77 WHERE id = 1""",
            Violation("participant", 1, "없는 기록을 가리킵니다: agreement"),
        ),
        (
            "UPDATE change SET tbl = 'sqlite_schema' WHERE id = 1",
            Violation("change", 1, "변경 기록의 짜임이 맞지 않습니다."),
        ),
        (
            """UPDATE change SET old = '{"id": NaN}' WHERE id = 2""",
            Violation("change", 2, "변경 기록의 짜임이 맞지 않습니다."),
        ),
        (
            "UPDATE change SET new = '[' WHERE id = 3",
            Violation("change", 3, "변경 기록의 짜임이 맞지 않습니다."),
        ),
    ],
)
def test_what_sqlite_does_not_see_is_seen(busy: Path, sql: str, fault: Violation) -> None:
    with raw(busy) as db:
        db.executescript(sql)
    assert quick_check(busy) == []
    assert fault in _faults(busy)


_LAST = "WHERE id = (SELECT max(id) FROM change WHERE tbl = 'participant' AND row = 1)"
_DIFFERS = Violation("participant", 1, "마지막 변경 기록과 다릅니다.")
_MALFORMED = "변경 기록의 짜임이 맞지 않습니다."


@pytest.mark.parametrize(
    ("new", "differs", "malformed"),
    [
        ("new", False, False),
        ("replace(new, ',\"', ' , \"')", False, False),
        ("json_set(json_remove(new, '$.id'), '$.id', 1)", False, False),  # in another order
        ("json_set(new, '$.name', '몰래')", True, False),
        ("json_set(new, '$.name', NULL)", True, False),
        ("json_set(new, '$.rev', '1')", True, False),
        ("json_set(new, '$.rev', 1.5)", True, True),
        ("json_set(new, '$.more', 1)", True, True),
        ("json_remove(new, '$.name')", True, True),
        ("new || ' '", False, False),
        ("new || ','", True, True),
        ("substr(new, 2)", True, True),
        ("'null'", True, True),
    ],
)
def test_the_last_change_is_compared_with_the_row(
    busy: Path, new: str, *, differs: bool, malformed: bool
) -> None:
    with raw(busy) as db:
        db.execute(f"UPDATE change SET new = {new} {_LAST}")
        ((number,),) = db.execute(f"SELECT id FROM change {_LAST}").fetchall()
    expected = [Violation("change", number, _MALFORMED)] * malformed + [_DIFFERS] * differs
    assert _faults(busy) == expected


def test_a_last_change_without_values_does_not_hide_a_deleted_row(busy: Path) -> None:
    with raw(busy) as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(participant)")]
        values = ", ".join(f"'{name}', NULL" for name in columns)
        db.execute("DROP TRIGGER participant_D")
        db.execute("DELETE FROM participant WHERE id = 1")
        db.execute(f"UPDATE change SET new = json_object({values}) {_LAST}")
    assert _DIFFERS in _faults(busy)


@pytest.mark.parametrize("op", ["D", "export", "X"])
def test_the_row_itself_is_no_excuse_for_a_wrong_operation(busy: Path, op: str) -> None:
    with raw(busy) as db:
        db.execute(f"UPDATE change SET op = ? {_LAST}", (op,))
        ((number,),) = db.execute(f"SELECT id FROM change {_LAST}").fetchall()
    faults = _faults(busy)
    assert Violation("change", number, _MALFORMED) in faults
    assert (_DIFFERS in faults) == (op == "D")


def test_before_an_upgrade_the_log_may_speak_of_other_tables(busy: Path) -> None:
    with raw(busy) as db:
        db.execute("UPDATE change SET tbl = 'former' WHERE tbl = 'participant'")
        db.execute(
            "INSERT INTO tx (at, who, label, kind) VALUES"
            " ('2023-04-19T05:05:00.000+00:00', 'secretariat', '', 'upgrade')"
        )
    assert _faults(busy) == []
    with raw(busy) as db:
        db.execute("UPDATE tx SET who = '김주무관' WHERE kind = 'upgrade'")
    assert _faults(busy)


def test_what_has_been_destroyed_is_no_fault(busy: Path) -> None:
    with raw(busy) as db:
        db.execute("UPDATE change SET old = NULL, new = NULL WHERE tbl = 'participant'")
    assert ask(busy, "SELECT count(*) FROM change WHERE new IS NULL") != [(0,)]
    assert [fault for fault in _faults(busy) if "지" in fault.message] == []
