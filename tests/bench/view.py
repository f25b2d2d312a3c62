"""Queries of long lists: pages, filters and orders, against raw sqlite3 with the same SQL."""

from collections.abc import Callable
from contextlib import closing
from datetime import time, timedelta
from pathlib import Path

from secretariat_tui.areas.agreements import queries as agreements
from secretariat_tui.areas.proposals import queries as proposals
from secretariat_tui.areas.report import queries as report
from secretariat_tui.areas.schedule import queries as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.planning.advice import event_advice
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import PAGE_ROWS, Order, ValueFilter, View
from tests.bench.measure import Figures, compare
from tests.data import COMMON, RARE, TODAY


def view(office: Path, runs: int) -> Figures:
    """Measure queries, each alternately with its own SQL in raw sqlite3."""
    inbox = proposals.inbox_query(TODAY)
    with closing(Reader(office)) as reader:
        middle = list_query.count(reader, inbox) // 2

        def first_page(**kwargs: object) -> Callable[[], object]:
            return lambda: list_query.first_page(reader, inbox, View(**kwargs))  # type: ignore[arg-type]

        jobs: dict[str, Callable[[], object]] = {
            "first page": first_page(),
            "page in the middle": lambda: list_query.rows_by_id(
                reader, inbox, range(middle, middle + PAGE_ROWS)
            ),
            "filter, common word": first_page(find=COMMON),
            "filter, rare word": first_page(find=RARE),
            "filter, initials": first_page(find="ㄷㅅ"),
            "filter by channel": first_page(filters=(ValueFilter("channel", "mail"),)),
            "sort by title": first_page(order=(Order("title"),)),
            "sort by number, greatest first": first_page(order=(Order("number", descending=True),)),
            "all numbers": lambda: list_query.record_ids(reader, inbox, View(), lambda _many: True),
            "all numbers by title": lambda: list_query.record_ids(
                reader, inbox, View(order=(Order("title"),)), lambda _many: True
            ),
            "the inbox in numbers": lambda: proposals.filter_counts(reader, TODAY),
            "a month of events": lambda: schedule.agenda(reader, TODAY, TODAY + timedelta(41)),
            "the conflicts of an hour": lambda: event_advice(
                reader, 0, EventDraft("", TODAY, time(14), ends_at=time(15))
            ),
            "all agreements": lambda: agreements.register(reader, TODAY),
            "tallies of all events": lambda: report.tallies(reader, TODAY),
        }
        return {name: compare(job, raw_sql(reader, job), runs) for name, job in jobs.items()}


def raw_sql(reader: Reader, job: Callable[[], object]) -> Callable[[], None]:
    """Return a function that runs the SQL statements of a job in raw sqlite3."""
    statements: list[str] = []
    reader._db.set_trace_callback(statements.append)
    job()
    reader._db.set_trace_callback(None)

    def run() -> None:
        for sql in statements:
            reader._db.execute(sql).fetchall()

    return run
