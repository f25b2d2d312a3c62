"""Lists of tasks, programmes and people: pages, ids, searches and summary lines, against raw sqlite3."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.people import queries as people
from secretariat_tui.areas.programmes import queries as programmes
from secretariat_tui.areas.tasks import choices
from secretariat_tui.areas.tasks import queries as tasks
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import ListQuery, Order, ValueFilter, View
from secretariat_tui.tui.keys.area import audit_tables
from tests.bench.measure import Figures, compare
from tests.bench.view import raw_sql
from tests.data import COMMON, RARE, TODAY

_WHO = "bench"
_TODAY_DAYS, _TODAY_ROWS = 7, 30  # what Today reads
_PEOPLE_WORDS = ("담당", "기관 12340")  # common, rare
Jobs = dict[str, Callable[[], object]]


def lists(path: Path, runs: int) -> Figures:
    """Measure the lists, each query alternately with its own SQL in raw sqlite3."""
    tables = audit_tables(AREAS)
    with closing(Reader(path)) as reader:
        task_query = tasks.tasks_query(tables, TODAY, _WHO)
        programme_query = programmes.programmes_query(TODAY)
        until = TODAY + timedelta(_TODAY_DAYS)
        jobs = {
            "tasks": {
                **_jobs(reader, task_query, (COMMON, RARE), choices.filters("open")),
                "headline": lambda: tasks.counts(reader, _WHO, TODAY),
                "Today": lambda: attached.due_tasks(reader, tables, until, _TODAY_ROWS),
            },
            "programmes": {
                **_jobs(reader, programme_query, (COMMON, RARE)),
                "all ids by name": _ids(reader, programme_query, View(order=(Order("name"),))),
                "headline": lambda: programmes.counts(reader),
            },
            "people": {
                **_jobs(reader, people.CONTACTS, _PEOPLE_WORDS),
                "headline": lambda: people.counts(reader),
            },
        }
        return {
            name: {what: compare(job, raw_sql(reader, job), runs) for what, job in each.items()}
            for name, each in jobs.items()
        }


def _jobs(
    reader: Reader,
    query: ListQuery[Any],
    words: tuple[str, str],
    filters: tuple[ValueFilter, ...] = (),
) -> Jobs:
    """Return the jobs of a list with its first filters: the first page, all ids, searches for words."""
    page, (common, rare) = partial(list_query.first_page, reader, query), words
    return {
        "first page": partial(page, View("", filters)),
        "all ids": _ids(reader, query, View("", filters)),
        "search, common word": partial(page, View(common, filters)),
        "search, rare word": partial(page, View(rare, filters)),
    }


def _ids(reader: Reader, query: ListQuery[Any], view: View) -> Callable[[], object]:
    return lambda: list_query.record_ids(reader, query, view, lambda _many: True)
