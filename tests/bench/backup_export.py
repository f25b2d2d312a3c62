"""Backup, integrity check and export, against raw sqlite3 and the csv module."""

import csv
import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from secretariat_tui.areas.proposals import queries as proposals
from secretariat_tui.areas.proposals.tables import INBOX
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.maintenance.backup import back_up
from secretariat_tui.database.maintenance.integrity import quick_check
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import View
from secretariat_tui.tables.export import write
from secretariat_tui.tables.row_source import LazyRows, QueryRows
from secretariat_tui.tables.table import Sheet
from tests.bench.measure import Figures, compare
from tests.data import TODAY

_AT = datetime(2023, 4, 19, 9)  # noqa: DTZ001 - local time
_EXPORTED = """
    SELECT p.number, p.received_on, p.title, p.channel, p.theme, coalesce(p.outcome, p.state), p.hold_until
    FROM proposal AS p LEFT JOIN round AS r ON r.id = p.round_id
    ORDER BY p.received_on DESC, p.id DESC"""


def backup(office: Path, folder: Path, runs: int) -> Figures:
    """Measure a verified backup, and an integrity check."""
    copies = folder / "backups"

    def floor() -> None:
        copy = folder / "copy.db"
        copy.unlink(missing_ok=True)
        with closing(sqlite3.connect(office)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            target.execute("PRAGMA quick_check").fetchall()
        with copy.open("rb") as file:
            os.fsync(file.fileno())

    def check() -> None:
        with closing(sqlite3.connect(office)) as db:
            db.execute("PRAGMA quick_check").fetchall()

    return {
        "MB": office.stat().st_size / 1e6,
        "backup": compare(lambda: back_up(office, copies, "bench", _AT).unlink(), floor, runs),
        "check": compare(lambda: quick_check(office), check, runs),
    }


def export(office: Path, folder: Path, runs: int) -> Figures:
    """Measure the export of the inbox as TSV, as from the screen, against the csv module over sqlite3."""
    out = folder / "out.tsv"
    inbox = proposals.inbox_query(TODAY)
    with closing(Reader(office)) as reader:
        keys = list_query.record_ids(reader, inbox, View(), lambda _many: True)
    rows = LazyRows(lambda: Reader(office), QueryRows(inbox), keys)

    def floor() -> None:
        with closing(sqlite3.connect(office)) as db, out.open("w", encoding="utf-8") as file:
            csv.writer(file, delimiter="\t", lineterminator="\n").writerows(db.execute(_EXPORTED))

    figures = compare(
        lambda: write(Sheet(INBOX, rows), out, "tsv", force=True), floor, runs, warm_up=0
    )
    return {"rows": len(keys), **figures}
