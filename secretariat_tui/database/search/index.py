"""Full-text search for Korean among a million records, by grams: letters, pairs, initial consonants.

SQLite's own tokenizers do not find 예산 inside 성남시예산안 (words), or anything shorter than three letters
(trigrams). Here a document holds the columns that a list shows of a record, as search keys. Its grams select
candidates, and the document itself decides. Each record has a second, full document with all its text, for the
search across all areas. One index holds both.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from math import isqrt
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from secretariat_tui.core.matcher import Matcher
from secretariat_tui.database.search.grams import changed_grams, match_expression

if TYPE_CHECKING:
    from sqlite3 import Connection

    from secretariat_tui.database.engine.reader import Reader, Value

INDEX_TABLES = ("doc", "gram", "indexed")  # derived from the other tables
INDEX_VERSION = 7  # of the documents and grams
_BATCH = 5000  # records
_PART = 500  # records that are indexed in one transaction while a person works
_MOST_IN_EDIT = 1000  # changes that an edit indexes itself; the index follows after more
_NOTHING = -1  # instead of the last indexed transaction, if the index has another version
# Changes of rows: exports and restores are in the log too.
_CHANGED_TABLES = "SELECT DISTINCT tbl FROM change WHERE tx > :tx AND op IN ('I', 'U', 'D')"
START = -(1 << 63)  # before the newest full document
_CLOCK_INTERVAL = 16  # documents tested between two checks of the time
_CACHED_KEYS = 1 << 14  # of each further field
_LIST_STEP_COST = 0.6  # cost of a step along a list, relative to a step from candidate to candidate
_KIND_SHIFT = 40  # a list's document: the record's id, above that the kind
# A full document: the same in 40 bits, above them the day; negative, so that the newest come first.
_FULL_KIND_SHIFT = 32
_MATCHING = """
    SELECT gram.rowid, doc.text FROM gram CROSS JOIN doc ON doc.id = gram.rowid
    WHERE gram MATCH :terms AND gram.rowid > :after AND gram.rowid < 0 ORDER BY gram.rowid"""
_ALL_DOCUMENTS = "SELECT id, text FROM doc WHERE id > :after AND id < 0 AND :terms = '' ORDER BY id"
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

    full: "Mapping[int, Document]"
    listed: "Mapping[int, Document]"


class IndexSource(NamedTuple):
    """A kind of record to index, with its documents.

    `changed_ids` returns the ids that the transactions after one may have changed, given the tables they changed.
    """

    kind: int
    changed_ids: "Callable[[Reader, int, Collection[str]], Iterable[int]]"
    documents: "Callable[[Reader, Sequence[int]], Documents]"

    def document_key(self, record_id: int, *, full: bool) -> int:
        """Return the key of a record's document in the index."""
        return (
            -(self.kind << _FULL_KIND_SHIFT) - record_id
            if full
            else (self.kind << _KIND_SHIFT) + record_id
        )


def dated_key(record: int, day: int) -> int:
    """Return the id of a document in the index, by which the newest full documents come first."""
    return record - (day << _KIND_SHIFT)


class Hit(NamedTuple):
    """A record that matches a search."""

    kind: int
    record_id: int


class SearchPage(NamedTuple):
    """Results of `search_all`, newest first; `after` is where to continue, None at the end."""

    hits: Sequence[Hit]
    after: int | None


class SearchedField(NamedTuple):
    """A field that a search tests besides the document of a list: its SQL, and the search key of a value."""

    sql: str
    search_key: "Callable[[Value], str]"


class SearchPlan(NamedTuple):
    """SQL parts for searching the records of a kind.

    `hits` goes before the source of a query and selects candidates, "" if the grams cannot; `candidate` joins them,
    `condition` decides, `values` are the parameters.
    """

    hits: str
    candidate: str
    condition: str
    values: "Mapping[str, Value]"


def plan_search(  # noqa: PLR0913, PLR0917
    reader: "Reader",
    kind: int,
    record_id: str,
    query: str,
    first: int | None = None,
    further: Sequence[SearchedField] = (),
) -> SearchPlan | None:
    """Return the plan for a search; None if the query is empty. `record_id` is an SQL expression.

    The `further` fields of a record are searched like the text of its document.

    If only the `first` rows of a list are wanted, and many records are candidates, the plan has no `hits`: it is
    faster to walk through the list in its own order.
    """
    match = Matcher(query)
    if not match:
        return None
    terms, base = match_expression(query), kind << _KIND_SHIFT
    values: dict[str, Value] = {"doc_base": base}
    document = f"(SELECT text FROM doc WHERE doc.id = :doc_base + {record_id})"
    candidates = (
        "SELECT rowid - :doc_base AS hit_id FROM gram WHERE gram MATCH :grams"
        " AND rowid BETWEEN :doc_base AND :doc_top"
    )
    if (unindexed := reader.unindexed_texts(kind)) is not None:
        reader.create_function("unindexed_text", unindexed.get)
        document = f"coalesce(unindexed_text({record_id}), {document})"
        candidates += " UNION SELECT value FROM json_each(:unindexed)"
        values["unindexed"] = json.dumps([*unindexed])
    if further:
        condition = _test_fields(reader, match, further, document)
        if not terms:
            return SearchPlan("", "TRUE", condition, values)
        values |= {"doc_top": _last_document_id(base), "grams": terms}
        candidate = f"({record_id} IN ({candidates}) OR matches_part({_arguments(further)}))"
        return SearchPlan("", candidate, condition, values)
    reader.create_function("matches", lambda text: text is not None and match.matches_key(text))
    condition = f"matches({document})"
    if not terms or (first and _list_order_is_faster(reader, terms, base, first)):
        return SearchPlan("", "TRUE", condition, values)
    hits = f"({candidates}) AS hit CROSS JOIN "
    values |= {"doc_top": _last_document_id(base), "grams": terms}
    return SearchPlan(hits, f"{record_id} = hit.hit_id", condition, values)


def _arguments(fields: Iterable[SearchedField]) -> str:
    return ", ".join(each.sql for each in fields)


def _test_fields(
    reader: "Reader", match: Matcher, fields: Sequence[SearchedField], document: str
) -> str:
    """Return the SQL condition that a document and fields together match.

    `matches_part` in SQL is whether any word of the query is in the fields. Without, the document alone decides.
    """
    keys = [lru_cache(maxsize=_CACHED_KEYS)(each.search_key) for each in fields]

    @lru_cache(maxsize=_CACHED_KEYS)
    def matches_part(*values: "Value") -> bool:
        return any(
            match.matches_part_of_key(key(value)) for key, value in zip(keys, values, strict=True)
        )

    def matches(text: str | None, *values: "Value") -> bool:
        texts = (key(value) for key, value in zip(keys, values, strict=True))
        return match.matches_key("\n".join((text or "", *texts)))

    reader.create_function("matches_part", matches_part, len(fields))
    reader.create_function("matches", matches, len(fields) + 1)
    return f"matches({document}, {_arguments(fields)})"


def _list_order_is_faster(reader: "Reader", terms: str, base: int, first: int) -> bool:
    """Return whether walking the list finds the first hits sooner than testing all candidates.

    With c candidates among n records, a hit comes every n / c steps of the list, and the candidates take c steps.
    """
    top = _last_document_id(base)
    last = reader.value(
        "SELECT max(id) FROM doc WHERE id BETWEEN :base AND :top", base=base, top=top
    )
    enough = isqrt(int(_LIST_STEP_COST * first * (cast("int", last or base) - base))) + 1
    sql = """SELECT count(*) FROM (SELECT 1 FROM gram WHERE gram MATCH :grams
        AND rowid BETWEEN :base AND :top LIMIT :enough)"""
    return cast("int", reader.value(sql, grams=terms, base=base, top=top, enough=enough)) == enough


class Unindexed(NamedTuple):
    """The records that the index lacks, or has as they were: the keys of the documents that match a query.

    `stale` are all of them, as (kind, id), whether they match or not.
    """

    matching: Sequence[int] = ()
    stale: Collection[tuple[int, int]] = frozenset()


def search_all(  # noqa: PLR0913, PLR0917
    reader: "Reader",
    query: str,
    after: int,
    max_hits: int,
    seconds: float,
    unindexed: "Unindexed | None" = None,
) -> SearchPage:
    """Search the full documents of all kinds, newest first, from START or where a page ended.

    A page ends after `max_hits` hits or after `seconds`. `unindexed` is what `find_unindexed` found, if the index
    is behind.
    """
    unindexed = unindexed or Unindexed()
    match, terms = Matcher(query), match_expression(query)
    hits: list[Hit] = []
    others = [key for key in unindexed.matching if key > after]
    until = monotonic() + seconds
    for rows in reader.chunks(
        _MATCHING if terms else _ALL_DOCUMENTS, _CLOCK_INTERVAL, terms=terms, after=after
    ):
        for document_id, text in rows:
            while others and others[0] <= document_id:
                hits.append(_hit_of_document(key := others.pop(0)))
                if len(hits) == max_hits:
                    return SearchPage(hits, key)
            hit = _hit_of_document(document_id)
            if hit not in unindexed.stale and match.matches_key(text):
                hits.append(hit)
            if len(hits) == max_hits:
                return SearchPage(hits, document_id)
        if monotonic() > until:
            return SearchPage(hits, rows[-1][0])
    for key in others:
        hits.append(_hit_of_document(key))
        if len(hits) == max_hits:
            return SearchPage(hits, key)
    return SearchPage(hits, None)


def _hit_of_document(document_id: int) -> Hit:
    record = -document_id & ((1 << _KIND_SHIFT) - 1)
    return Hit(record >> _FULL_KIND_SHIFT, record & ((1 << _FULL_KIND_SHIFT) - 1))


def scan_conditions(reader: "Reader", text: str, query: str) -> list[str]:
    """Return the SQL conditions for searching a text expression that is not indexed."""
    match = Matcher(query)
    if not match:
        return []
    reader.create_function("matches", lambda each: each is not None and match(each))
    return [f"matches({text})"]


def _last_document_id(base: int) -> int:
    """Return the highest id of a kind's documents."""
    return base + (1 << _KIND_SHIFT) - 1


def create_index(run: Callable[[str], Any]) -> None:
    """Create the empty index."""
    for sql in _DDL:
        run(sql)


class Backlog(NamedTuple):
    """What an index that was current up to transaction `after` lacks up to `last`: the ids of the records."""

    after: int
    last: int
    records: "Sequence[tuple[IndexSource, Sequence[int]]]"


def update(reader: "Reader", db: "Connection", sources: Iterable[IndexSource]) -> None:
    """Index everything up to the last transaction; rebuild an index of another version."""
    backlog: Backlog | None = _read_backlog(reader, db, sources)
    while backlog:
        backlog = _index_part(reader, db, backlog, _BATCH)


def update_part(
    reader: "Reader", db: "Connection", sources: Iterable[IndexSource], backlog: Backlog | None
) -> Backlog | None:
    """Index some records; return what is left. `backlog` is what the last call returned.

    The index counts as current once nothing is left: until then, the records of all parts are unindexed.
    """
    if backlog is None or backlog.after != last_indexed(reader):
        backlog = _read_backlog(reader, db, sources)
    return _index_part(reader, db, backlog, _PART)


def _read_backlog(reader: "Reader", db: "Connection", sources: Iterable[IndexSource]) -> Backlog:
    """Return what the index lacks; clear one of another version."""
    after, (last,) = last_indexed(reader), db.execute("SELECT max(id) FROM tx").fetchone()
    if after == _NOTHING:
        db.execute("INSERT INTO gram (gram) VALUES ('delete-all')")
        db.execute("DELETE FROM doc")
    changed = changed_tables(reader, after)
    ids = (
        (each, sorted(each.changed_ids(reader, after, changed)))
        for each in (sources if changed else ())
    )  # to import the sources is slow
    return Backlog(after, last or 0, [each for each in ids if each[1]])


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


def changed_tables(reader: "Reader", after: int) -> set[str]:
    """Return the tables that the transactions after one changed."""
    return {table for (table,) in reader.tuples(_CHANGED_TABLES, tx=after)}


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
    stored = _stored_documents(db, source, ids)
    current = _current_documents(reader, source, ids)
    changed = sorted(
        key for key in stored.keys() | current.keys() if stored.get(key) != current.get(key)
    )
    # In the order of the keys, for FTS5 writes a segment whenever it gets a lower one.
    grams: list[tuple[str | None, int, str]] = []
    for key in changed:
        old, new = (each[key][1] if key in each else "" for each in (stored, current))
        removed, added = changed_grams(old, new)
        if key in stored:
            grams.append(("delete", key, removed))
        if key in current:
            grams.append((None, key, added))
    db.executemany("INSERT INTO gram (gram, rowid, g) VALUES (?, ?, ?)", grams)
    removed_keys = [(key,) for key in changed if key in stored]
    db.executemany("DELETE FROM doc WHERE id = ?", removed_keys)
    added_rows = [(key, *current[key]) for key in changed if key in current]
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
    for full, texts in ((True, documents.full), (False, documents.listed)):
        for record_id, (text, day) in texts.items():
            record = source.document_key(record_id, full=full)
            current[dated_key(record, day)] = (record, text)
    return current
