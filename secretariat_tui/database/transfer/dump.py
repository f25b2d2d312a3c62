"""Dumping the complete file with its audit log as readable JSON, from which `load` makes the same file.

One row a line, in an order that depends only on the rows, so that two dumps can be compared.
"""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from operator import add
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlmodel import SQLModel

from secretariat_tui.core.atomic_file import atomic_write
from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.connect import open_readonly
from secretariat_tui.database.engine.errors import translate_errors
from secretariat_tui.database.engine.tables import change
from secretariat_tui.database.maintenance.verify import table_violations
from secretariat_tui.database.schema.ddl import RecordClasses

JSON_COLUMNS = {change.name: ("old", "new")}
"""The columns with JSON text, which is dumped as JSON: the last of their table."""
# json.dumps would make an encoder for each row.
_COMPACT = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_LINE = json.JSONEncoder(ensure_ascii=False)
_BUFFER = 1 << 18  # bytes
_BLANK = "\0"  # not allowed within JSON: stands for the blank after a separator
_MARKED = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(f",{_BLANK}", f":{_BLANK}")
)


def dump(path: Path, out: Path, records: RecordClasses) -> None:
    """Write a snapshot of the file to a new file that only its owner can read.

    FileError if it fails; there is then no file.
    """
    records()
    with (
        atomic_write(out, replace=False) as part,
        part.open("wb", buffering=_BUFFER) as file,
        translate_errors(path),
        closing(open_readonly(path)) as db,
    ):
        db.execute("BEGIN")
        for violation in table_violations(db):
            raise FileError(
                violation.message, f"{path}: {violation.table}", _("자세히: secretariat check")
            )
        file.writelines(map(str.encode, _lines(db)))
        file.flush()
        os.fsync(file.fileno())


def _lines(db: sqlite3.Connection) -> Iterator[str]:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    numbers = dict(db.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    tables = SQLModel.metadata.sorted_tables
    yield f'{{\n"secretariat": {_text({"schema": version})},\n'
    yield f'"numbers": {_text({t.name: numbers[t.name] for t in tables if t.name in numbers})},\n'
    yield '"tables": {'
    for at, table in enumerate(tables):
        yield f'{"," if at else ""}\n"{table.name}": ['
        for row, text in enumerate(_row_texts(db, table)):
            yield f"{',' if row else ''}\n{text}"
        yield "\n]"
    yield "\n}\n}\n"


def _row_texts(db: sqlite3.Connection, table: Table) -> Iterator[str]:
    """Yield the rows of a table as JSON. SQLite writes it as Python does, twice as fast."""
    shown = JSON_COLUMNS.get(table.name, ())
    names = [column.name for column in table.columns if column.name not in shown]
    pairs = " || ', ' || ".join(f"'\"{name}\": ' || json_quote({name})" for name in names)
    titles = [f', "{name}": ' for name in shown]
    for start, *texts in db.execute(
        f"SELECT {', '.join((pairs, *shown))} FROM {table.name} ORDER BY id"
    ):
        last = "".join(map(add, titles, map(_shown_json, texts)))
        yield f"{{{start}{last}}}"


def _shown_json(text: str | None) -> str:
    """Return a JSON text for people to read if loading it gives the same text again, else as a string."""
    if text is None:
        return "null"
    try:
        value = json.loads(text)
        marked = _MARKED.encode(value) if isinstance(value, dict) else ""
    except (ValueError, RecursionError):
        marked = ""
    if marked and marked.replace(_BLANK, "") == text:  # as `compact_json` writes it
        return marked.replace(_BLANK, " ")
    return _LINE.encode(text)


def compact_json(values: dict[str, Any]) -> str:
    """Write JSON as SQLite's json_object does."""
    return _COMPACT.encode(values)


def _text(values: dict[str, Any]) -> str:
    return _LINE.encode(values)
