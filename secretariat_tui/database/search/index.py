"""Full-text search for Korean among a million records, by grams: letters, pairs, initial consonants.

SQLite's own tokenizers do not find 예산 inside 성남시예산안 (words), or anything shorter than three letters
(trigrams). Here a document holds the columns that a list shows of a record, as search keys. Its grams select
candidates, and the document itself decides. Each record has a second, full document with all its text, for the
search across all areas. One index holds both.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from secretariat_tui.core.named_tuple import NamedTuple

if TYPE_CHECKING:
    from sqlite3 import Connection

    from secretariat_tui.database.engine.reader import Reader

INDEX_TABLES = ("doc", "gram", "indexed")  # derived from the other tables
INDEX_VERSION = 10  # of the documents and grams
_BATCH = 5000  # records
_PART = 500  # records that are indexed in one transaction while a person works
_MOST_IN_EDIT = 1000  # changes that an edit indexes itself; the index follows after more
_NOTHING = -1  # instead of the last indexed transaction, if the index has another version
# Changes of rows: exports and restores are in the log too. By the index of `tx`, not the one of `tbl`: without
# the plus sign SQLite reads the complete log in the order of that, to avoid sorting.
_CHANGED_TABLES = "SELECT DISTINCT +tbl FROM change WHERE tx > :tx AND op IN ('I', 'U', 'D')"
KIND_SHIFT = 40  # a list's document: the record's id, above that the kind
# A full document: the same in 40 bits, above them the day; negative, so that the newest come first.
FULL_KIND_SHIFT = 32
_DDL = (
    """CREATE TABLE doc (
        id INTEGER PRIMARY KEY, record INTEGER NOT NULL UNIQUE, text TEXT NOT NULL) STRICT""",
    """CREATE VIRTUAL TABLE gram USING fts5(
        g, content='', detail=none, columnsize=0, tokenize='ascii')""",
    "CREATE TABLE indexed (tx INTEGER NOT NULL, version INTEGER NOT NULL) STRICT",
    f"INSERT INTO indexed VALUES (0, {INDEX_VERSION})",
)


class Document(NamedTuple):
    """The searchable text of a record, as search keys; `day` is its date as an ordinal, 0 without one."""

    text: str
    day: int = 0


class Documents(NamedTuple):
    """The documents of records by id: all their text, and what a list shows of them, if one can be searched."""

    full: dict[int, Document]
    listed: dict[int, Document]


class IndexSource(NamedTuple):
    """A kind of record to index, with its documents.

    `tables` are those whose changes may change documents. `changed_ids` returns the ids of the records whose
    documents the transactions after one may have changed, given the tables they changed.
    """

    kind: int
    tables: Collection[str]
    changed_ids: "Callable[[Reader, int, Collection[str]], Iterable[int]]"
    documents: "Callable[[Reader, Sequence[int]], Documents]"

    def document_key(self, record_id: int, *, full: bool) -> int:
        """Return the key of a record's document in the index."""
        return (
            -(self.kind << FULL_KIND_SHIFT) - record_id
            if full
            else (self.kind << KIND_SHIFT) + record_id
        )


IndexSources = Callable[[], Iterable[IndexSource]]
"""Returns what the index holds of each kind of record. To call it imports the areas, which is slow."""


def dated_key(record: int, day: int) -> int:
    """Return the id of a document in the index, by which the newest full documents come first."""
    return record - (day << KIND_SHIFT)


def create_index(run: Callable[[str], Any]) -> None:
    """Create the empty index."""
    for sql in _DDL:
        run(sql)


class Backlog(NamedTuple):
    """What an index that was current up to transaction `after` lacks up to `last`: the ids of the records."""

    after: int
    last: int
    records: "Sequence[tuple[IndexSource, Sequence[int]]]"


def update(reader: "Reader", db: "Connection", sources: IndexSources) -> None:
    """Index everything up to the last transaction; rebuild an index of another version."""
    backlog: Backlog | None = _read_backlog(reader, db, sources)
    while backlog:
        backlog = _index_part(reader, db, backlog, _BATCH)


def update_part(
    reader: "Reader", db: "Connection", sources: IndexSources, backlog: Backlog | None
) -> Backlog | None:
    """Index some records; return what is left. `backlog` is what the last call returned.

    The index counts as current once nothing is left: until then, the records of all parts are unindexed.
    """
    if backlog is None or backlog.after != last_indexed(reader):
        backlog = _read_backlog(reader, db, sources)
    return _index_part(reader, db, backlog, _PART)


def _read_backlog(reader: "Reader", db: "Connection", sources: IndexSources) -> Backlog:
    """Return what the index lacks; clear one of another version."""
    after, (last,) = last_indexed(reader), db.execute("SELECT max(id) FROM tx").fetchone()
    if after == _NOTHING:
        db.execute("INSERT INTO gram (gram) VALUES ('delete-all')")
        db.execute("DELETE FROM doc")
    records = [(source, sorted(ids)) for source, ids in changed_records(reader, after, sources)]
    return Backlog(after, last or 0, [each for each in records if each[1]])


def _index_part(reader: "Reader", db: "Connection", backlog: Backlog, size: int) -> Backlog | None:
    """Index the next records of a backlog; return the others. Without any, the index is current."""
    if not backlog.records:
        values = (backlog.last, INDEX_VERSION)
        db.execute("UPDATE indexed SET tx = ?, version = ?", values)
        return None
    (source, ids), *others = backlog.records
    _index(reader, db, source, ids[:size])
    left = [(source, ids[size:])] if len(ids) > size else []
    return backlog._replace(records=[*left, *others])


def last_indexed(reader: "Reader") -> int:
    """Return the last transaction that the index has; one before all if it has another version."""
    sql = "SELECT CASE version WHEN :version THEN tx ELSE :nothing END FROM indexed"
    return cast("int", reader.value(sql, version=INDEX_VERSION, nothing=_NOTHING))


def changed_records(
    reader: "Reader", after: int, sources: IndexSources
) -> Iterator[tuple[IndexSource, Iterable[int]]]:
    """Yield the ids of the records whose documents the transactions after one may have changed, by source."""
    changed = {table for (table,) in reader.tuples(_CHANGED_TABLES, tx=after)}
    for source in sources() if changed else ():
        if not changed.isdisjoint(source.tables):
            yield source, source.changed_ids(reader, after, changed)


def can_update_at_once(reader: "Reader") -> bool:
    """Whether so little is unindexed that an edit can index it before it is committed."""
    after = last_indexed(reader)
    sql = "SELECT count(*) FROM (SELECT 1 FROM change WHERE tx > :after LIMIT :most + 1)"
    most = _MOST_IN_EDIT
    return after != _NOTHING and cast("int", reader.value(sql, after=after, most=most)) <= most


def optimize(db: "Connection") -> None:
    """Purge the grams of deleted documents, which are otherwise only marked as deleted."""
    db.execute("INSERT INTO gram (gram) VALUES ('optimize')")


def is_behind(reader: "Reader") -> bool:
    """Return whether the index lacks transactions or has another version."""
    sql = "SELECT version <> :version OR tx < (SELECT max(id) FROM tx) FROM indexed"
    return bool(reader.value(sql, version=INDEX_VERSION))


def _index(reader: "Reader", db: "Connection", source: IndexSource, ids: Sequence[int]) -> None:
    """Update the documents of some records, and the grams that were added or removed.

    To FTS5 each gram is a separate posting, and a removed one has to be deleted with its text.
    """
    from secretariat_tui.database.search.grams import changed_grams

    stored = _stored_documents(db, source, ids)
    current = _current_documents(reader, source, ids)
    changed = [key for key in current | stored if stored.get(key) != current.get(key)]
    grams: list[tuple[str | None, int, str]] = []
    for key in changed:
        old, new = (each[key][1] if key in each else "" for each in (stored, current))
        removed, added = changed_grams(old, new)
        if key in stored:
            grams.append(("delete", key, removed))
        if key in current:
            grams.append((None, key, added))
    # In the order of the keys, for FTS5 writes a segment whenever it gets a lower one.
    grams.sort(key=itemgetter(1))
    changed.sort()
    db.executemany("INSERT INTO gram (gram, rowid, g) VALUES (?, ?, ?)", grams)
    removed_keys = [(key,) for key in changed if key not in current]
    db.executemany("DELETE FROM doc WHERE id = ?", removed_keys)
    # Not deleted and inserted: the index of records stays as it is.
    texts = [(current[key][1], key) for key in changed if key in stored and key in current]
    db.executemany("UPDATE doc SET text = ? WHERE id = ?", texts)
    added_rows = [(key, *current[key]) for key in changed if key not in stored]
    db.executemany("INSERT INTO doc VALUES (?, ?, ?)", added_rows)


def _stored_documents(
    db: "Connection", source: IndexSource, ids: Sequence[int]
) -> dict[int, tuple[int, str]]:
    """Return the documents in the index by key, each with the key of its record."""
    records = [source.document_key(each, full=full) for full in (True, False) for each in ids]
    sql = """SELECT doc.id, record, text
        FROM json_each(:records) AS wanted CROSS JOIN doc ON doc.record = wanted.value"""
    rows = db.execute(sql, {"records": json.dumps(records)})
    return {key: (record, text) for key, record, text in rows}


def _current_documents(
    reader: "Reader", source: IndexSource, ids: Sequence[int]
) -> dict[int, tuple[int, str]]:
    """Return the documents of records as they are now, like `_stored_documents`."""
    documents = source.documents(reader, ids)
    current = {}
    for record_id in documents.full | documents.listed:  # both of a record share most lines
        for full, texts in ((True, documents.full), (False, documents.listed)):
            if document := texts.get(record_id):
                record = source.document_key(record_id, full=full)
                current[dated_key(record, document.day)] = (record, document.text)
    return current
