"""A new file is complete or absent, private, STRICT, and logged in every table."""

import os
import stat
from pathlib import Path

import pytest
from sqlalchemy import Connection

from secretariat_tui.areas import record_classes
from secretariat_tui.core.errors import FileError
from secretariat_tui.database.engine.header import FileState, read_header
from secretariat_tui.database.schema import attached, ddl
from secretariat_tui.database.schema.ddl import create, logged_tables, triggers
from secretariat_tui.database.search.index import INDEX_TABLES
from tests.database.states import ask, assert_sound


def _no_link(_source: Path, _target: Path) -> None:
    raise PermissionError(1, "Operation not permitted")


@pytest.mark.parametrize("links", [True, False], ids=["disk", "memory stick"])
def test_a_new_file_is_its_owners_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", _no_link)
    path = tmp_path / "office" / "office.db"
    create(path, record_classes)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]
    assert read_header(path).state is FileState.CURRENT
    assert ask(path, "PRAGMA journal_mode") == [("delete",)]
    assert_sound(path)


@pytest.mark.parametrize("links", [True, False], ids=["disk", "memory stick"])
def test_what_stands_there_is_kept(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", _no_link)
    before = path.read_bytes()
    with pytest.raises(FileError, match="이미 파일이 있습니다"):
        create(path, record_classes)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_cannot_be_finished_does_not_appear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_connection: Connection) -> None:
        raise RuntimeError

    monkeypatch.setattr(ddl, "install_triggers", fail)
    with pytest.raises(RuntimeError):
        create(tmp_path / "office.db", record_classes)
    assert list(tmp_path.iterdir()) == []


def test_every_table_is_strict_and_gives_no_number_twice(path: Path) -> None:
    tables = dict(ask(path, "SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    kept = {table.name for table in logged_tables()} | {"tx", "change"}
    own = {"alembic_version", "sqlite_sequence", *INDEX_TABLES}
    tables = {name: sql for name, sql in tables.items() if not name.startswith("gram")}  # of FTS5
    assert set(tables) == kept | own - {"gram"}
    strict = dict(ask(path, "SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"))
    assert {name for name in tables if strict[name]} == set(tables) - {"sqlite_sequence"}
    assert {name for name, sql in tables.items() if "AUTOINCREMENT" in sql} == kept


def test_every_tracked_table_has_its_three_triggers(path: Path) -> None:
    names = {name for (name,) in ask(path, "SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert names == {name for table in logged_tables() for name in triggers(table)}
    assert {f"{table.name}_{op}" for table in logged_tables() for op in "IUD"} < names


def test_every_link_between_records_has_an_index(path: Path) -> None:
    indexed = {
        (table, column)
        for table, column in ask(
            path,
            "SELECT t.name, i.name FROM pragma_table_list AS t, pragma_index_list(t.name) AS l,"
            " pragma_index_info(l.name) AS i WHERE i.seqno = 0",
        )
    }
    links = {
        (table.name, key.parent.name) for table in logged_tables() for key in table.foreign_keys
    }
    assert links
    assert links | {(table, kind) for table, kind, _number, _optional in attached.ends()} <= indexed
