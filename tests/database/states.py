"""Reading and changing a file without the program: its rows, its dump, damage to it."""

import json
import shutil
import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.database.engine.session import make_engine
from secretariat_tui.database.maintenance import verify
from secretariat_tui.database.maintenance.verify import Violation
from secretariat_tui.database.schema.ddl import logged_tables
from secretariat_tui.tui.keys.area import audit_tables

State = dict[tuple[str, int], dict[str, Any]]


def agreement(name: str, *parties: str, **fields: Any) -> AgreementDraft:
    """Return an agreement that the rules let pass."""
    kept = tuple(PartyDraft(party) for party in parties or ("상대",))
    return AgreementDraft(name, signed_on=date(2023, 2, 3), parties=kept, **fields)


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file as the sqlite3 shell would: no foreign keys, no door."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        yield db


def ask(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with raw(path) as db:
        return db.execute(sql).fetchall()


def state(path: Path) -> State:
    """Return every row that people keep, but for its revision, by table and number."""
    with raw(path) as db:
        db.row_factory = sqlite3.Row
        return {
            (table.name, row["id"]): {key: row[key] for key in row.keys() if key != "rev"}  # noqa: SIM118
            for table in logged_tables()
            for row in db.execute(f"SELECT * FROM {table.name}")
        }


def dump(path: Path) -> str:
    """Return everything in a file as text: schema, triggers, rows, log, counters, version."""
    ask_all = (
        "PRAGMA user_version",
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name",
        """SELECT 'SELECT ' || quote(name) || ', * FROM ' || name FROM pragma_table_list
        WHERE schema = 'main' AND type IN ('table', 'shadow') AND name <> 'sqlite_schema'
        ORDER BY name""",
    )
    with raw(path) as db:
        version, schema, tables = (db.execute(sql).fetchall() for sql in ask_all)
        rows = [row for (sql,) in tables for row in db.execute(sql)]
    return "\n".join(map(repr, [*version, *schema, *rows]))


def dump_restored(path: Path) -> str:
    """Return what a restored file holds, but for the line of its history that says so."""
    copy = path.with_name("before.db")
    shutil.copy(path, copy)
    with raw(copy) as db:
        db.execute("DELETE FROM change WHERE op = 'R' AND id = (SELECT max(id) FROM change)")
        assert db.execute("SELECT changes()").fetchone() == (1,)
        db.execute("DELETE FROM tx WHERE kind = 'restore' AND id = (SELECT max(id) FROM tx)")
        db.execute("UPDATE sqlite_sequence SET seq = seq - 1 WHERE name IN ('tx', 'change')")
    held = dump(copy)
    copy.unlink()
    return held


def assert_sound(path: Path) -> None:
    """Check what must hold at any moment: a sound file, no edit left open, and a log that knows each row."""
    with raw(path) as db:
        assert db.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("SELECT * FROM tx WHERE open IS NOT NULL").fetchall() == []
        assert db.execute(
            "SELECT id FROM tx WHERE id NOT IN (SELECT tx FROM change) AND kind NOT IN ('upgrade', 'migrate')"
        ).fetchall() == []  # fmt: skip
        newest = db.execute(
            """SELECT tbl, row, new FROM change WHERE id IN
            (SELECT max(id) FROM change WHERE op IN ('I', 'U', 'D') GROUP BY tbl, row)"""
        ).fetchall()
        logged = {(tbl, row): json.loads(new) for tbl, row, new in newest if new}
        db.row_factory = sqlite3.Row
        assert logged == {
            (table.name, row["id"]): dict(row)
            for table in logged_tables()
            for row in db.execute(f"SELECT * FROM {table.name}")
        }


def violations(path: Path) -> list[Violation]:
    """Return what `secretariat check` finds in the tables and the rows of a file."""
    with raw(path) as db:
        return [
            *verify.table_violations(db),
            *verify.trigger_violations(db),
            *verify.index_violations(db),
            *verify.row_violations(db),
            *verify.code_violations(db, audit_tables(AREAS)),
        ]


def spoil(path: Path) -> None:
    """Damage a page that neither an edit nor SQLite, when it opens the file, comes to."""
    with raw(path) as db:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'event'"
        root, size = db.execute(sql).fetchone()[0], 4096
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = bytes(size)
    path.write_bytes(content)


def drift(path: Path) -> list[object]:
    """Return where the file's tables are not those of the records; what is derived from them aside."""

    def compared(_what: object, name: str | None, kind: str, *_more: object) -> bool:
        if kind == "table":
            return name in SQLModel.metadata.tables
        return kind != "index"  # Alembic cannot compare those of expressions: `shape` does

    engine = make_engine(path)
    with engine.connect() as connection, warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*expression-based index")
        # A column that was added has a default for the rows of that time; a new file's has none.
        options = {"compare_type": True, "include_object": compared}
        context = MigrationContext.configure(connection, opts=options)
        found: list[object] = compare_metadata(context, SQLModel.metadata)
    engine.dispose()
    return found


def shape(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return what comparing columns does not see: which tables are strict, count up; triggers, indexes."""
    return {
        "strict": ask(path, "SELECT name FROM pragma_table_list WHERE strict ORDER BY name"),
        "counting": ask(
            path, "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%' ORDER BY name"
        ),
        "indexes": ask(path, "SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name"),
        "triggers": ask(
            path, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        ),
    }
