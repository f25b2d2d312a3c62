"""Reading: pages, filters and orders of long lists, against raw sqlite3 running the very same SQL."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from secretariat_tui.areas.agreements import queries as agreements
from secretariat_tui.areas.proposals import queries as proposals
from secretariat_tui.areas.schedule import queries as schedule
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import WINDOW, Order, ValueFilter, View
from tests.bench.measure import Figures, against
from tests.data import COMMON, RARE, TODAY


def view(office: Path, runs: int) -> Figures:
    """Measure reading a file: each piece of work in turn with its own SQL, run bare."""
    inbox = proposals.inbox_query(TODAY)
    with closing(Reader(office)) as read:
        middle = list_query.count(read, inbox) // 2

        def begin(**wish: object) -> Callable[[], object]:
            return lambda: list_query.first_page(read, inbox, View(**wish))  # type: ignore[arg-type]

        works: dict[str, Callable[[], object]] = {
            "first page": begin(),
            "page in the middle": lambda: list_query.rows_by_id(
                read, inbox, range(middle, middle + WINDOW)
            ),
            "filter, common word": begin(find=COMMON),
            "filter, rare word": begin(find=RARE),
            "filter, initials": begin(find="ㄷㅅ"),
            "narrowed to a channel": begin(filters=(ValueFilter("channel", "mail"),)),
            "sort by title": begin(order=(Order("title"),)),
            "sort by number, greatest first": begin(order=(Order("number", down=True),)),
            "all numbers": lambda: list_query.record_ids(read, inbox, View(), lambda _many: True),
            "all numbers by title": lambda: list_query.record_ids(
                read, inbox, View(order=(Order("title"),)), lambda _many: True
            ),
            "the inbox in numbers": lambda: proposals.filter_counts(read, TODAY),
            "a month of events": lambda: schedule.agenda(read, TODAY, TODAY + timedelta(41)),
            "all agreements": lambda: agreements.register(read, TODAY),
        }
        return {name: against(work, _bare(read, work), runs) for name, work in works.items()}


def _bare(read: Reader, work: Callable[[], object]) -> Callable[[], None]:
    """Return what runs the SQL of a piece of work with nothing around it."""
    said: list[str] = []
    read._db.set_trace_callback(said.append)
    work()
    read._db.set_trace_callback(None)

    def run() -> None:
        for sql in said:
            read._db.execute(sql).fetchall()

    return run
