"""Searching with the index: in a list, and among all records."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from math import isqrt
from time import monotonic
from typing import TYPE_CHECKING, cast

from secretariat_tui.core.matcher import Matcher
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.search.grams import match_expression
from secretariat_tui.database.search.index import FULL_KIND_SHIFT, KIND_SHIFT, dated_key

if TYPE_CHECKING:
    from secretariat_tui.database.engine.reader import Reader, Value

START = -(1 << 63)  # before the newest full document
_CLOCK_INTERVAL = 16  # documents tested between two checks of the time
_CACHED_KEYS = 1 << 14  # of each further field
_LIST_STEP_COST = 0.6  # cost of a step along a list, relative to a step from candidate to candidate
_MATCHING = """
    SELECT gram.rowid, doc.text FROM gram CROSS JOIN doc ON doc.id = gram.rowid
    WHERE gram MATCH :terms AND gram.rowid > :after AND gram.rowid < 0 ORDER BY gram.rowid"""
_ALL_DOCUMENTS = "SELECT id, text FROM doc WHERE id > :after AND id < 0 AND :terms = '' ORDER BY id"


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
    terms, base = match_expression(query), kind << KIND_SHIFT
    values: dict[str, Value] = {"doc_base": base}
    document = f"(SELECT text FROM doc WHERE doc.id = :doc_base + {record_id})"
    candidates = (
        "SELECT rowid - :doc_base AS hit_id FROM gram WHERE gram MATCH :grams"
        " AND rowid BETWEEN :doc_base AND :doc_top"
    )
    unindexed = reader.unindexed.listed(reader, kind) if reader.unindexed else None
    if unindexed is not None:
        reader.create_function("unindexed_text", unindexed.get)
        document = f"coalesce(unindexed_text({record_id}), {document})"
        candidates += " UNION SELECT value FROM json_each(:unindexed)"
        values["unindexed"] = unindexed.ids()
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

    `stale` are all of them in order, whether they match or not, each as its id with the kind above it.
    """

    matching: Sequence[int] = ()
    stale: Sequence[int] = ()

    def includes(self, record: int) -> bool:
        """Whether a record, as in `stale`, is one of them."""
        at = bisect_left(self.stale, record)
        return at < len(self.stale) and self.stale[at] == record


def find_unindexed(reader: "Reader", query: str) -> Unindexed:
    """Search the records that the index lacks, for `search_all`."""
    match, matching, stale = Matcher(query), list[int](), array("q")
    if reader.unindexed is not None:
        for kind, record_id, day, text in reader.unindexed.full(reader):
            reader.check_interrupt()
            stale.append(record := (kind << FULL_KIND_SHIFT) + record_id)
            if text is not None and match.matches_key(text):
                matching.append(dated_key(-record, day))
    return Unindexed(sorted(matching), stale)


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
            record = _record_of_document(document_id)
            if not unindexed.includes(record) and match.matches_key(text):
                hits.append(_hit_of_document(document_id))
            if len(hits) == max_hits:
                return SearchPage(hits, document_id)
        if monotonic() > until:
            return SearchPage(hits, rows[-1][0])
    for key in others:
        hits.append(_hit_of_document(key))
        if len(hits) == max_hits:
            return SearchPage(hits, key)
    return SearchPage(hits, None)


def _record_of_document(document_id: int) -> int:
    return -document_id & ((1 << KIND_SHIFT) - 1)


def _hit_of_document(document_id: int) -> Hit:
    record = _record_of_document(document_id)
    return Hit(record >> FULL_KIND_SHIFT, record & ((1 << FULL_KIND_SHIFT) - 1))


def scan_conditions(reader: "Reader", text: str, query: str) -> list[str]:
    """Return the SQL conditions for searching a text expression that is not indexed."""
    match = Matcher(query)
    if not match:
        return []
    reader.create_function("matches", lambda each: each is not None and match(each))
    return [f"matches({text})"]


def _last_document_id(base: int) -> int:
    """Return the highest id of a kind's documents."""
    return base + (1 << KIND_SHIFT) - 1
