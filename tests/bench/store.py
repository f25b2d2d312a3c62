"""Writing through the one door, with its history and search index, against raw sqlite3 with neither.

The floor writes the same rows into the same tables with the same indexes, as durably.
"""

import json
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlmodel import col, select

from secretariat_tui.areas import RECORDS, index_sources
from secretariat_tui.areas.budget.records import Account, Expense
from secretariat_tui.areas.proposals.records import Proposal
from secretariat_tui.areas.schedule import store
from secretariat_tui.areas.schedule.rules import EventDraft
from secretariat_tui.database.engine import session as write_session
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.schema.ddl import create
from secretariat_tui.database.transfer.dump import dump
from secretariat_tui.database.transfer.load import load
from tests.bench.measure import Figures, against, taken
from tests.bench.waiting import waiting
from tests.data import TODAY, expense, put

_BULK, _IMPORT, _BATCH = 20_000, 200_000, 5_000  # rows
_TABLE = re.compile(r'"(\w+)": \[\n')


def edit(office: Path, folder: Path, runs: int) -> Figures:
    """Measure one saved change."""
    file = _opened(Path(shutil.copy(office, folder / "edit.db")))
    number = store.add(file, EventDraft("bench", TODAY))
    rev = 1

    def ours() -> None:
        nonlocal rev
        store.change(file, number, rev, EventDraft(f"bench {rev}", TODAY))
        rev += 1

    with closing(_bare(office, folder)) as db:
        sql = "UPDATE event SET title = 'x' || random(), rev = rev + 1 WHERE id = 1"
        result = against(ours, lambda: db.execute(sql), runs)
    file.close()
    return result


def bulk(office: Path, folder: Path, runs: int) -> Figures:
    """Measure a change of 20,000 records as one edit, and its undo."""
    file = _opened(Path(shutil.copy(office, folder / "bulk.db")))
    marks = iter(range(1_000_000))

    def change() -> None:
        note = f"bench {next(marks)}"
        with file.edit("bench") as session:
            for record in session.exec(select(Proposal).where(col(Proposal.id) <= _BULK)):
                record.note = note

    with closing(_bare(office, folder)) as db:

        def floor() -> None:
            rows = [(f"bench {next(marks)}", number) for number in range(1, _BULK + 1)]
            with _transaction(db):
                db.executemany("UPDATE proposal SET note = ?, rev = rev + 1 WHERE id = ?", rows)

        changed = against(change, floor, runs, warm=0)
        undone = against(file.undo, floor, runs, warm=0)
    file.close()
    return {"rows": _BULK, "edit": changed, "undo": undone}


def import_(folder: Path) -> Figures:
    """Measure taking in 200,000 records: through the door while another window reads, and of a dump."""
    path = _empty(folder / "import.db")
    file = _opened(path)
    with closing(_bare(_empty(folder / "empty.db"), folder)) as db:
        floor = taken(lambda: _insert(db, map(expense, range(1, _IMPORT + 1))))
    with waiting(path) as waited:
        ours = taken(lambda: _add(file))
    file.close()
    return {
        "rows": _IMPORT,
        "through the door": {"ours ms": ours, "floor ms": floor, "ratio": ours / floor, **waited},
        "of a dump": _loaded(path, folder),
    }


def _add(file: OfficeFile) -> None:
    with file.edit("bench") as session:
        for start in range(1, _IMPORT + 1, _BATCH):
            rows = map(expense, range(start, start + _BATCH))
            session.add_all([Expense.model_validate(row) for row in rows])
            session.flush()


def _loaded(path: Path, folder: Path) -> Figures:
    """Measure making a file of the dump of another, history and all, and then its search index."""
    out, made = folder / "dump.json", folder / "loaded.db"
    dump(path, out, RECORDS)
    with closing(_bare(_empty(folder / "empty2.db"), folder)) as db:
        floor = taken(lambda: _read_dump(out, db))
    ours = taken(lambda: load(out, made, RECORDS))
    file = _opened(made)
    index = taken(file.update_index)
    file.close()
    return {
        "MB": out.stat().st_size / 1e6,
        "ours ms": ours,
        "floor ms": floor,
        "ratio": ours / floor,
        "index ms": index,
    }


def _read_dump(out: Path, db: sqlite3.Connection) -> None:
    """Parse a dump's lines, and insert what they hold as it comes."""
    with out.open(encoding="utf-8") as lines, _transaction(db):
        table = ""
        for line in lines:
            if begun := _TABLE.search(line):
                table = begun[1]
            elif line.startswith('{"'):
                row = json.loads(line.rstrip(",\n"))
                values = [json.dumps(v) if isinstance(v, dict) else v for v in row.values()]
                marks = ", ".join("?" * len(row))
                db.execute(
                    f"INSERT OR REPLACE INTO {table} ({', '.join(row)}) VALUES ({marks})", values
                )


def _insert(db: sqlite3.Connection, rows: Iterable[dict[str, object]]) -> None:
    with _transaction(db):
        put(db, Expense, rows)


def _empty(path: Path) -> Path:
    """Make a file with nothing but an account."""
    create(path, RECORDS)
    file = _opened(path)
    with file.edit("bench") as session:
        session.add(Account(fy=2023, code="203-03", name="시책추진업무추진비"))
    file.close()
    return path


def _opened(path: Path) -> OfficeFile:
    return OfficeFile(path, "bench", sources=index_sources)


def _bare(office: Path, folder: Path) -> sqlite3.Connection:
    """Open a copy of a file as the door does, without the triggers that write its history."""
    db = sqlite3.connect(shutil.copy(office, folder / "bare.db"), isolation_level=None)
    for pragma in write_session._PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    return db


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    yield
    db.execute("COMMIT")
