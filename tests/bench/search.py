"""Search: the time until the first results and until all results, by number of records."""

from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from secretariat_tui.areas.proposals import queries as proposals
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import find, list_query
from secretariat_tui.database.search.list_query import View
from tests.bench.measure import Figures, elapsed_ms, p95, percentiles
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
_PAGE_SIZE = 50  # results on a screen
_TIMEOUT = 60.0  # seconds, more than any search takes


def search(offices: Mapping[int, Path], runs: int) -> Figures:
    """Measure every query on every file, alternately, after a warm-up run."""
    return {f"{size} records": _search_file(office, runs) for size, office in offices.items()}


def _search_file(office: Path, runs: int) -> Figures:
    times: dict[str, dict[str, list[float]]] = {"anywhere": {}, "in the inbox": {}}
    all_ms: dict[str, float] = {}
    inbox = proposals.inbox_query(TODAY)
    queries = [query for queries in _QUERIES.values() for query in queries]
    with closing(Reader(office)) as reader:
        for run in range(runs + 1):
            for query in queries:
                ms_by_query = {
                    "anywhere": elapsed_ms(partial(_page, reader, query)),
                    "in the inbox": elapsed_ms(
                        partial(list_query.first_page, reader, inbox, View(query))
                    ),
                }
                for scope, ms in ms_by_query.items() if run else ():
                    times[scope].setdefault(query, []).append(ms)
        for query in queries:
            all_ms[query] = elapsed_ms(
                partial(list_query.record_ids, reader, inbox, View(query), lambda _count: True)
            )
    return {
        **{
            f"first {scope}": {
                **percentiles([ms for each in ms_by_query.values() for ms in each]),
                "p95 ms by query": {query: p95(each) for query, each in ms_by_query.items()},
            }
            for scope, ms_by_query in times.items()
        },
        "all in the inbox, ms by query": all_ms,
    }


def _page(reader: Reader, query: str) -> find.SearchPage:
    return find.search_all(reader, query, find.START, _PAGE_SIZE, _TIMEOUT)
