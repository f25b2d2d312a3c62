"""Searching: how soon the first results are there, and all of them, among more and more records."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from secretariat_tui.areas.proposals import queries as proposals
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import index, list_query
from secretariat_tui.database.search.list_query import View
from tests.bench.measure import Figures, p95, spread, taken
from tests.data import TODAY

_QUERIES = {
    "one letter": ("둔", "뻐", "뷁"),  # common, rare, absent
    "two letters": ("둔산", "뻐꾸", "뷁산"),
    "three letters": ("도서관", "뻐꾸기", "둔산뷁"),
    "several words": ("둔산 줄이기", "뻐꾸기 창의", "둔산 도서관"),
    "initials": ("ㄷㅅ", "ㅃㄲㄱ", "ㅋㅋㅋ"),
    "one initial": ("ㄷ", "ㅃ", "ㅋ"),
    "number": ("17", "23-0000", "99-999"),
}
_MOST = 50  # results that a screen holds
_SECONDS = 60.0  # until a search ends by itself: none is to


def search(offices: Mapping[int, Path], runs: int) -> Figures:
    """Measure every query on every file, in turn, warm."""
    return {f"{size} records": _in(office, runs) for size, office in offices.items()}


def _in(office: Path, runs: int) -> Figures:
    times: dict[str, dict[str, list[float]]] = {"anywhere": {}, "in the inbox": {}}
    whole: dict[str, float] = {}
    inbox = proposals.inbox_query(TODAY)
    queries = [query for queries in _QUERIES.values() for query in queries]
    with closing(Reader(office)) as read:
        for run in range(runs + 1):
            for query in queries:
                found = {
                    "anywhere": taken(lambda: _page(read, query)),  # noqa: B023
                    "in the inbox": taken(lambda: list_query.first_page(read, inbox, View(query))),  # noqa: B023
                }
                for where, ms in found.items() if run else ():
                    times[where].setdefault(query, []).append(ms)
        for query in queries:
            whole[query] = taken(
                lambda: list_query.record_ids(read, inbox, View(query), lambda _n: True)  # noqa: B023
            )
    return {
        **{
            f"first {where}": {
                **spread([ms for each in found.values() for ms in each]),
                "p95 ms by query": {query: p95(each) for query, each in found.items()},
            }
            for where, found in times.items()
        },
        "all in the inbox, ms by query": whole,
    }


def _page(read: Reader, query: str) -> index.SearchPage:
    return index.search_all(read, query, index.START, _MOST, _SECONDS)
