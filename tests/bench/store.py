"""Writing in a session, with audit log and search index, against raw sqlite3 with neither.

The floor writes the same rows to the same tables and indexes with the same durability.
"""

import csv
import json
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import col, select

from secretariat_tui.areas import index_sources, record_classes
from secretariat_tui.areas.budget.records import Account, Expense
from secretariat_tui.areas.proposals import queries as proposals
from secretariat_tui.areas.proposals import store as proposals_store
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft
from secretariat_tui.areas.proposals.records import Proposal
from secretariat_tui.areas.proposals.store import PROPOSAL_IMPORT
from secretariat_tui.areas.schedule import store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.bulk_insert import insert_records
from secretariat_tui.database.engine import write
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.schema.ddl import create
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import View
from secretariat_tui.database.transfer.dump import dump
from secretariat_tui.database.transfer.load import load
from secretariat_tui.imports import writing as import_writing
from secretariat_tui.imports.parsed import ParsedFile
from secretariat_tui.imports.reading import read_file
from tests.bench.measure import Figures, compare, elapsed_ms
from tests.bench.reader_wait import measure_reader_wait
from tests.data import COMMON, TODAY, Values, expense, insert

_BULK, _BATCH, _CSV = 20_000, 5_000, 100_000  # rows
_TABLE = re.compile(r'"(\w+)": \[\n')


def edit(office: Path, folder: Path, runs: int) -> Figures:
    """Measure one saved change."""
    file = _open(Path(shutil.copy(office, folder / "edit.db")))
    record_id = store.add(file, EventDraft("bench", TODAY))
    rev = 1

    def ours() -> None:
        nonlocal rev
        store.change(file, record_id, rev, EventDraft(f"bench {rev}", TODAY))
        rev += 1

    with closing(_connect_without_triggers(office, folder)) as db:
        sql = "UPDATE event SET title = 'x' || random(), rev = rev + 1 WHERE id = 1"
        result = compare(ours, lambda: db.execute(sql), runs)
    file.close()
    return result


def bulk(office: Path, folder: Path, runs: int) -> Figures:
    """Measure changes of 20,000 records, each in one transaction, and an undo, against one UPDATE with the log."""
    file = _open(Path(shutil.copy(office, folder / "bulk.db")))
    counter = iter(range(1_000_000))
    inbox = proposals.INBOX.where(today=TODAY)

    def change() -> None:
        note = f"bench {next(counter)}"
        with file.edit("bench") as session:
            for record in session.exec(select(Proposal).where(col(Proposal.id) <= _BULK)):
                record.note = note

    def decide() -> None:
        versions = file.reader.tuples("SELECT id, rev FROM proposal WHERE id <= :most", most=_BULK)
        decision = Decision("decided", "rejected", f"bench {next(counter)}")
        proposals_store.decide_many(file, [(each, rev) for each, rev in versions], decision, TODAY)

    with closing(_connect(office, folder, log=True)) as db:

        def floor() -> None:
            with _transaction(db):
                db.execute(
                    "UPDATE proposal SET note = ?, rev = rev + 1 WHERE id <= ?",
                    (f"bench {next(counter)}", _BULK),
                )

        edit_figures = compare(change, floor, runs, warm_up=0)
        decide_figures = compare(decide, floor, runs, warm_up=0)
        undo_figures = compare(file.undo, floor, runs, warm_up=0)
    find = elapsed_ms(lambda: list_query.first_page(file.reader, inbox, View(COMMON)))
    index = elapsed_ms(file.update_index)
    file.close()
    return {
        "rows": _BULK,
        "edit": edit_figures,
        "decide": decide_figures,
        "undo": undo_figures,
        "search before the index follows ms": find,
        "index ms": index,
    }


def import_(folder: Path, size: int) -> Figures:
    """Measure the import of `size` records: in one transaction while another process reads, and a dump."""
    path = _empty_office(folder / "import.db")
    file = _open(path)
    with closing(_connect_without_triggers(_empty_office(folder / "empty.db"), folder)) as db:
        floor = elapsed_ms(lambda: _insert(db, map(expense, range(1, size + 1))))
    with measure_reader_wait(path) as reader_wait:
        ours = elapsed_ms(lambda: _add(file, size))
    file.close()
    return {
        "rows": size,
        "in one transaction": {
            "ours ms": ours,
            "floor ms": floor,
            "ratio": ours / floor,
            **reader_wait,
        },
        "of a dump": _measure_load(path, folder),
    }


def import_csv(folder: Path) -> Figures:
    """Measure the import of a CSV file of 100,000 proposals, against the csv module and raw sqlite3."""
    source = folder / "proposals.csv"
    _write_csv(source)
    file = _open(_empty_office(folder / "csv.db"))
    with closing(_connect_without_triggers(_empty_office(folder / "empty3.db"), folder)) as db:
        floor = elapsed_ms(lambda: _insert_csv(source, db))
    parsed: list[ParsedFile[ProposalDraft]] = []
    read = elapsed_ms(lambda: parsed.append(_read_csv(source, file)))
    write = elapsed_ms(lambda: import_writing.write(file, PROPOSAL_IMPORT, parsed[0]))
    undo = elapsed_ms(file.undo)
    file.close()
    return {
        "rows": _CSV,
        "read ms": read,
        "write ms": write,
        "floor ms": floor,
        "ratio": (read + write) / floor,
        "undo ms": undo,
    }


def _write_csv(source: Path) -> None:
    with source.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["번호", "접수일", "제목", "주제", "현황", "개선방안", "부서"])
        for n in range(_CSV):
            day = TODAY - timedelta(n % 3000)
            title = f"도서관 예산 절감 제안 {n}"
            table.writerow(
                [f"C-{n:06}", day, title, "시민불편 해소", "줄이 길다", "순번표", "총무과"]
            )


def _read_csv(source: Path, file: OfficeFile) -> ParsedFile[ProposalDraft]:
    return read_file(source, PROPOSAL_IMPORT, file.reader, TODAY)


def _insert_csv(source: Path, db: sqlite3.Connection) -> None:
    """Insert the rows of a file unchecked."""
    sql = (
        "INSERT INTO proposal (number, received_on, title, theme, problem, idea, dept, channel, secret, state,"
        " paused_days, reason, effect, note, reviewer, rev)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 'system', 0, 'received', 0, '', '', '', '', 1)"
    )
    with source.open(encoding="utf-8", newline="") as lines, _transaction(db):
        rows = csv.reader(lines)
        next(rows)
        db.executemany(sql, rows)


def _add(file: OfficeFile, size: int) -> None:
    """Add records as the import of files does."""
    with file.edit("bench") as session, insert_records(session, lambda: False) as insert_rows:
        for start in range(1, size + 1, _BATCH):
            rows = map(_typed, map(expense, range(start, min(start + _BATCH, size + 1))))
            insert_rows(Expense, [*rows])


def _typed(row: Values) -> Values:
    """Return an expense with its day as the drafts of an import have it."""
    return row | {"spent_on": date.fromisoformat(row["spent_on"])}


def _measure_load(path: Path, folder: Path) -> Figures:
    """Measure loading the dump of a file with its history, and then building the search index."""
    out, loaded = folder / "dump.json", folder / "loaded.db"
    dump(path, out, record_classes)
    with closing(_connect_without_triggers(_empty_office(folder / "empty2.db"), folder)) as db:
        floor = elapsed_ms(lambda: _read_dump(out, db))
    ours = elapsed_ms(lambda: load(out, loaded, record_classes))
    file = _open(loaded)
    index = elapsed_ms(file.update_index)
    file.close()
    return {
        "MB": out.stat().st_size / 1e6,
        "ours ms": ours,
        "floor ms": floor,
        "ratio": ours / floor,
        "index ms": index,
        "ratio with the index": (ours + index) / floor,
    }


def _read_dump(out: Path, db: sqlite3.Connection) -> None:
    """Parse a dump line by line, and insert its rows unchecked."""
    with out.open(encoding="utf-8") as lines, _transaction(db):
        table = ""
        for line in lines:
            if table_start := _TABLE.search(line):
                table = table_start[1]
            elif line.startswith('{"'):
                row = json.loads(line.rstrip(",\n"))
                values = [json.dumps(v) if isinstance(v, dict) else v for v in row.values()]
                placeholders = ", ".join("?" * len(row))
                db.execute(
                    f"INSERT OR REPLACE INTO {table} ({', '.join(row)}) VALUES ({placeholders})",
                    values,
                )


def _insert(db: sqlite3.Connection, rows: Iterable[dict[str, object]]) -> None:
    with _transaction(db):
        insert(db, Expense, rows)


def _empty_office(path: Path) -> Path:
    """Create a file with one account."""
    create(path, record_classes)
    file = _open(path)
    with file.edit("bench") as session:
        session.add(Account(fy=2023, code="203-03", name="시책추진업무추진비"))
    file.close()
    return path


def _open(path: Path) -> OfficeFile:
    return OfficeFile(path, "bench", sources=index_sources)


def _connect_without_triggers(office: Path, folder: Path) -> sqlite3.Connection:
    return _connect(office, folder, log=False)


def _connect(office: Path, folder: Path, *, log: bool) -> sqlite3.Connection:
    """Connect to a copy of a file as a session does; without a log, drop its triggers."""
    db = sqlite3.connect(shutil.copy(office, folder / "bare.db"), isolation_level=None)
    for pragma in write.PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    if log:
        db.execute("INSERT INTO tx (at, who, label, kind, open) VALUES ('', 'floor', '', 'do', 1)")
        return db
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    return db


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    yield
    db.execute("COMMIT")
