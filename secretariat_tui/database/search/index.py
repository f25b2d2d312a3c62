"""Finding Korean text among a million records: an index of single letters, pairs and initial consonants.

SQLite's own word index misses 예산 inside 성남시예산안, its trigrams everything shorter than three
letters. Here a record's document is what its table shows, as search keys; its grams point to it, the
document itself decides. One index serves every kind of record, and a second document of each, of all
that is written on it: by that one it is found from anywhere.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import isqrt
from operator import add
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from secretariat_tui.core.text import (
    INITIALS,
    Matcher,
    completions,
    initial_consonant,
    is_syllable,
    search_key,
)

if TYPE_CHECKING:
    from sqlite3 import Connection

    from secretariat_tui.database.engine.reader import Reader, Value

INDEX_TABLES = ("doc", "gram", "indexed")  # tables that follow from the others
INDEX_VERSION = 3  # of what the documents and grams are made of
_BATCH = 1000  # documents made at once
START = -(1 << 63)  # before the newest of whole records
_CLOCK_INTERVAL = 16  # documents of whole records between two looks at the clock
_LIST_STEP_COST = 0.6  # a step along a list's own order, in steps from candidate to candidate
_LONGEST_DIGITS = 4  # digits of a gram
_KIND_SHIFT = 40  # a list's document is numbered as its record, above that the kind
_FULL_KIND_SHIFT = (
    36  # so are, in 40 bits, those of whole records; above them the day, all negative: newest first
)
_MATCHING = """
    SELECT gram.rowid, doc.text FROM gram CROSS JOIN doc ON doc.id = gram.rowid
    WHERE gram MATCH :terms AND gram.rowid > :after AND gram.rowid < 0 ORDER BY gram.rowid"""
_ALL_DOCUMENTS = "SELECT id, text FROM doc WHERE id > :after AND id < 0 AND :terms = '' ORDER BY id"
_RUN = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d{3,}")  # pairs of digits are in too many documents to help
_DDL = (
    """CREATE TABLE doc (
        id INTEGER PRIMARY KEY, record INTEGER NOT NULL UNIQUE, text TEXT NOT NULL) STRICT""",
    """CREATE VIRTUAL TABLE gram USING fts5(
        g, content='', detail=none, columnsize=0, tokenize='ascii')""",
    "CREATE TABLE indexed (tx INTEGER NOT NULL, version INTEGER NOT NULL) STRICT",
    f"INSERT INTO indexed VALUES (0, {INDEX_VERSION})",
)


class Document(NamedTuple):
    """What a record is found by, as search keys; `day` counts as date.toordinal does, 0 where none matters."""

    text: str
    day: int = 0


class IndexSource(NamedTuple):
    """A kind of record to find: the records that transactions after one touched, and their documents.

    These are what its list shows, or of `whole` records all that is written on them.
    """

    kind: int
    changed_ids: "Callable[[Reader, int], Iterable[int]]"
    documents: "Callable[[Reader, Sequence[int]], Mapping[int, Document]]"
    full: bool = False

    def document_key(self, number: int) -> int:
        """Return what stands for a record in the index."""
        return (
            -(self.kind << _FULL_KIND_SHIFT) - number
            if self.full
            else (self.kind << _KIND_SHIFT) + number
        )


class Hit(NamedTuple):
    """A record that was found: its kind and its number."""

    kind: int
    number: int


class SearchPage(NamedTuple):
    """Some of what was found from anywhere, the newest first; `after` is where to go on, None at the end."""

    hits: Sequence[Hit]
    after: int | None


class SearchPlan(NamedTuple):
    """A prepared search of the records of a kind, by their `number` in SQL.

    `hits` stands before a query's source and gives the candidates, "" where none can be told: each fits
    the `candidate` condition, and `found` decides.
    """

    hits: str
    candidate: str
    condition: str
    values: "Mapping[str, Value]"


def plan_search(
    read: "Reader", kind: int, number: str, query: str, first: int | None = None
) -> SearchPlan | None:
    """Prepare a search; None where there is nothing to look for.

    Where it is for the `first` rows of a list, and so many records are candidates that these are sooner
    found along the list's own order, none is told.
    """
    match = Matcher(query)
    if not match:
        return None
    read.create_function("found", lambda text: text is not None and match.matches_key(text))
    grams, base = match_expression(query), kind << _KIND_SHIFT
    found = f"found((SELECT text FROM doc WHERE doc.id = :doc_base + {number}))"
    values: dict[str, Value] = {"doc_base": base}
    if not grams or (first and _list_order_is_faster(read, grams, base, first)):
        return SearchPlan("", "TRUE", found, values)
    hits = (
        "(SELECT rowid - :doc_base AS number FROM gram WHERE gram MATCH :grams"
        " AND rowid BETWEEN :doc_base AND :doc_top) AS hit CROSS JOIN "
    )
    values |= {"doc_top": _last_document_id(base), "grams": grams}
    return SearchPlan(hits, f"{number} = hit.number", found, values)


def _list_order_is_faster(read: "Reader", grams: str, base: int, first: int) -> bool:
    """Whether the first hits are sooner met along a list than among the candidates.

    Of n records c are candidates: along the list a hit comes after n / c steps, the candidates take c.
    """
    top = _last_document_id(base)
    last = read.value("SELECT max(id) FROM doc WHERE id BETWEEN :base AND :top", base=base, top=top)
    few = isqrt(int(_LIST_STEP_COST * first * (cast("int", last or base) - base))) + 1
    sql = """SELECT count(*) FROM (SELECT 1 FROM gram WHERE gram MATCH :grams
        AND rowid BETWEEN :base AND :top LIMIT :few)"""
    return cast("int", read.value(sql, grams=grams, base=base, top=top, few=few)) == few


def search_all(read: "Reader", query: str, after: int, most: int, seconds: float) -> SearchPage:
    """Find a query in whole records of all kinds, the newest first, from NEWEST or where a page ended.

    A page ends with so many records, or when the time is over.
    """
    match, terms = Matcher(query), match_expression(query)
    hits: list[Hit] = []
    until = monotonic() + seconds
    for rows in read.chunks(
        _MATCHING if terms else _ALL_DOCUMENTS, _CLOCK_INTERVAL, terms=terms, after=after
    ):
        for place, text in rows:
            if match.matches_key(text):
                hits.append(_hit_of_document(place))
            if len(hits) == most:
                return SearchPage(hits, place)
        if monotonic() > until:
            return SearchPage(hits, rows[-1][0])
    return SearchPage(hits, None)


def _hit_of_document(place: int) -> Hit:
    record = -place & ((1 << _KIND_SHIFT) - 1)
    return Hit(record >> _FULL_KIND_SHIFT, record & ((1 << _FULL_KIND_SHIFT) - 1))


def scan_conditions(read: "Reader", text: str, query: str) -> list[str]:
    """Return the conditions for finding a query in a text that no index holds: each is looked at."""
    match = Matcher(query)
    if not match:
        return []
    read.create_function("found", lambda each: each is not None and match(each))
    return [f"found({text})"]


def _last_document_id(base: int) -> int:
    """Return the last number of a kind's documents."""
    return base + (1 << _KIND_SHIFT) - 1


def match_expression(query: str) -> str:
    """Return what FTS5 must find at least for a query; "" where it cannot help."""
    terms: dict[str, None] = {}
    for word in query.split():
        key = search_key(word)
        for run in _RUN.finditer(key):
            terms |= dict.fromkeys(_query_terms(run[0], growing=run.end() == len(key)))
    return " AND ".join(terms)


def _query_terms(run: str, *, growing: bool) -> Iterator[str]:
    """Yield what each pair of letters, or a letter alone, must be found by.

    An initial consonant stands for its syllables too. The last syllable of a word may still be growing:
    서우 is on its way to 서울, 예산 perhaps to 예사나.
    """
    inside = set[int]()
    for number in _NUMBER.finditer(run):
        inside.update(range(number.start() + 1, number.end()))
        yield from map(_hex_token, _digit_grams(number[0], min(len(number[0]), _LONGEST_DIGITS)))
    for at, (before, char, after) in enumerate(zip(f" {run}", run, f"{run[1:]} ", strict=False)):
        if at in inside:
            continue
        vague = {before, char} & set(INITIALS)
        if vague and before != " ":
            yield _hex_token(initial_consonant(before) + initial_consonant(char))
        exact = "" if vague or before == " " else before
        if char in INITIALS:
            if before == after == " ":
                yield _hex_token(char)
        elif growing and after == " " and is_syllable(char):
            yield _growing_terms(exact, char)
        elif exact or after == " " or vague or after in INITIALS:
            yield _hex_token(exact + char)


def _growing_terms(before: str, char: str) -> str:
    forms, spill = completions(char)
    terms = [_hex_token(before + form) for form in forms]
    if spill:
        begun, final = spill
        terms.append(
            f"({_hex_token(before + begun)} AND {_hex_token(initial_consonant(char) + final)})"
        )
    return f"({' OR '.join(terms)})"


def grams(text: str) -> set[str]:
    """Return the grams of a document: each letter and pair, and the consonants these begin with.

    Of numbers they are the parts of three and of four digits too.
    """
    found: set[str] = set()
    for number in _NUMBER.findall(text):
        found.update(_digit_grams(number, 3), _digit_grams(number, _LONGEST_DIGITS))
    for run in _RUN.findall(text):
        found.update(run, map(add, run, run[1:]))
        for starts in run.translate(_INITIAL_TABLE).split():
            found.update(starts, map(add, starts, starts[1:]))
    return found


def _digit_grams(number: str, size: int) -> list[str]:
    return [number[at : at + size] for at in range(len(number) - size + 1)]


class _InitialTable(dict[int, str]):
    """The consonant that each letter begins with, a blank for those that are no Hangul."""

    def __missing__(self, code: int) -> str:
        self[code] = initial_consonant(chr(code)) or " "
        return self[code]


_INITIAL_TABLE = _InitialTable()


def _hex_tokens(grams: Iterable[str]) -> str:
    """Return grams as FTS5 takes them."""
    return " ".join(map(_hex_token, grams))


@lru_cache(maxsize=1 << 16)
def _hex_token(gram: str) -> str:
    """Write a gram in letters that every tokenizer takes for one word."""
    return gram.encode("utf-16-be", "surrogatepass").hex()


def create_index(run: Callable[[str], Any]) -> None:
    """Make the index, empty."""
    for sql in _DDL:
        run(sql)


def update(read: "Reader", db: "Connection", sources: Iterable[IndexSource]) -> None:
    """Bring the index up to the last transaction; make it anew where it is of another version."""
    after, version = db.execute("SELECT tx, version FROM indexed").fetchone()
    if version != INDEX_VERSION:
        db.execute("INSERT INTO gram (gram) VALUES ('delete-all')")
        db.execute("DELETE FROM doc")
        after = 0
    for source in sources:
        touched = sorted(set(source.changed_ids(read, after)))
        for start in range(0, len(touched), _BATCH):
            _index(read, db, source, touched[start : start + _BATCH])
    db.execute("UPDATE indexed SET tx = (SELECT max(id) FROM tx), version = ?", (INDEX_VERSION,))


def optimize(db: "Connection") -> None:
    """Let the index forget the grams of deleted documents: until then they are only marked as such."""
    db.execute("INSERT INTO gram (gram) VALUES ('optimize')")


def is_behind(read: "Reader") -> bool:
    """Whether something has been written without the index."""
    sql = "SELECT version <> :version OR tx < (SELECT max(id) FROM tx) FROM indexed"
    return bool(read.value(sql, version=INDEX_VERSION))


def _index(read: "Reader", db: "Connection", source: IndexSource, part: Sequence[int]) -> None:
    """Bring the documents of some records up to date, and those of their grams that came or went.

    FTS5 wants a text removed before another takes its place. To it each gram is a posting of its own:
    those that both texts have can stay.
    """
    documents = source.documents(read, part).items()
    records = [source.document_key(number) for number in part]
    found = f"SELECT id, record, text FROM doc WHERE record IN ({', '.join('?' * len(records))})"
    was = {place: (record, text) for place, record, text in db.execute(found, records)}
    now = {
        source.document_key(number) - (day << _KIND_SHIFT): (source.document_key(number), text)
        for number, (text, day) in documents
    }
    old = sorted(place for place, doc in was.items() if doc != now.get(place))
    new = sorted(place for place, doc in now.items() if doc != was.get(place))
    before = {place: grams(was[place][1]) for place in old}
    after = {place: grams(now[place][1]) for place in new}
    remove = "INSERT INTO gram (gram, rowid, g) VALUES ('delete', ?, ?)"
    db.executemany(remove, [(at, _hex_tokens(before[at] - after.get(at, set()))) for at in old])
    db.executemany("DELETE FROM doc WHERE id = ?", [(at,) for at in old])
    db.executemany("INSERT INTO doc VALUES (?, ?, ?)", [(at, *now[at]) for at in new])
    insert = "INSERT INTO gram (rowid, g) VALUES (?, ?)"
    db.executemany(insert, [(at, _hex_tokens(after[at] - before.get(at, set()))) for at in new])
