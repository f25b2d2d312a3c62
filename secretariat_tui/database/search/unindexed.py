"""The documents of the records that the index lacks: after a change of many, it follows in parts."""

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from secretariat_tui.database.engine.errors import translate_errors
from secretariat_tui.database.search.index import (
    IndexSource,
    IndexSources,
    changed_records,
    is_behind,
    last_indexed,
)

if TYPE_CHECKING:
    from secretariat_tui.database.engine.reader import Reader

_BATCH = 500  # records whose documents are made together
_DDL = """
    CREATE TABLE document (kind INTEGER, id INTEGER, made INTEGER NOT NULL DEFAULT FALSE,
        day INTEGER, full_text TEXT, list_text TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID"""
# A transaction that is still open may change further records.
_LAST = "SELECT coalesce(max(id), 0) FROM tx WHERE open IS NULL"


class UnindexedDocuments:
    """What one reader has read of the records that the index lacks, kept until the index is current.

    Each document is made once, and again after a further change of its record. SQLite keeps them, in memory up to
    its cache, then in a temporary file.
    """

    def __init__(self, sources: IndexSources) -> None:
        self._sources = sources
        self._db: sqlite3.Connection | None = None
        self._after = 0  # the last transaction that the index has
        self._last = 0  # the last one whose records are noted here

    def listed(self, reader: "Reader", kind: int) -> "ListTexts | None":
        """Return the texts that a list is searched by, of the records of a kind; None if the index is current."""
        with translate_errors(reader.path):
            db = self._note_records(reader)
            if db is None:
                return None
            for source in self._sources():
                if source.kind == kind:
                    _make_documents(reader, db, source)
            return ListTexts(db, kind)

    def full(self, reader: "Reader") -> Iterator[tuple[int, int, int, str | None]]:
        """Yield kind, id, day as an ordinal and full text of each record; no text of one that was deleted."""
        with translate_errors(reader.path):
            db = self._note_records(reader)
            if db is None:
                return
            for source in self._sources():
                _make_documents(reader, db, source)
            yield from db.execute("SELECT kind, id, day, full_text FROM document ORDER BY kind, id")

    def _note_records(self, reader: "Reader") -> sqlite3.Connection | None:
        """Note the records that were changed since the last call; None if the index is current."""
        if not is_behind(reader):
            self.close()
            return None
        after, last = last_indexed(reader), reader.value(_LAST)
        if self._db is None or after != self._after:
            self.close()
            self._db = sqlite3.connect("", check_same_thread=False)
            self._db.execute(_DDL)
            self._after = self._last = after
        with self._db as db:
            for source, ids in changed_records(reader, self._last, self._sources):
                db.executemany(
                    "INSERT OR REPLACE INTO document (kind, id) VALUES (?, ?)",
                    ((source.kind, each) for each in ids),
                )
        self._last = last
        return db

    def close(self) -> None:
        """Drop the documents."""
        if self._db is not None:
            self._db.close()
            self._db = None


class ListTexts:
    """The texts that a list is searched by, of the records of a kind that the index lacks."""

    def __init__(self, db: sqlite3.Connection, kind: int) -> None:
        self._db, self._kind = db, kind

    def get(self, record_id: int) -> str | None:
        """Return the text of a record; None if the index has it, or it was deleted."""
        sql = "SELECT list_text FROM document WHERE kind = ? AND id = ?"
        row: tuple[str | None] | None = self._db.execute(sql, (self._kind, record_id)).fetchone()
        return row[0] if row else None

    def ids(self) -> str:
        """Return the ids of all records with a text, as JSON."""
        sql = """SELECT json_group_array(id) FROM document
            WHERE kind = ? AND list_text IS NOT NULL"""
        (ids,) = self._db.execute(sql, (self._kind,)).fetchone()
        return str(ids)


def _make_documents(reader: "Reader", db: sqlite3.Connection, source: IndexSource) -> None:
    """Make the missing documents of a kind. Those made before an interrupt are kept."""
    sql = """SELECT id FROM document WHERE kind = ? AND id > ? AND NOT made
        ORDER BY id LIMIT ?"""
    ids = [-1]
    while ids := [row[0] for row in db.execute(sql, (source.kind, ids[-1], _BATCH))]:
        reader.check_interrupt()
        full, listed = source.documents(reader, ids)
        rows = []
        for each in ids:
            text, day = full.get(each, (None, None))
            list_text, _day = listed.get(each, (None, None))
            rows.append((source.kind, each, True, day, text, list_text))
        with db:
            db.executemany("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?)", rows)
