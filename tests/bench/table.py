"""The inbox on an emulated terminal: the time from a key to its effect, with few rows and a million."""

import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

from secretariat_tui.areas.proposals import queries as proposals
from secretariat_tui.areas.proposals.tables import INBOX
from secretariat_tui.core.matcher import Matcher
from secretariat_tui.core.text import natural_key
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search.list_query import LONG_LIST, View
from secretariat_tui.tables.row_source import OrderedRows, QueryRows
from tests.bench import screen
from tests.bench.measure import Figures, p95, percentiles
from tests.bench.screen import Screen
from tests.bench.start import command
from tests.data import COMMON, RARE, TODAY, proposal, proposal_number

_PRESSES = 20  # of each key in one session
_EARLY_PRESSES = 10  # key presses while a long list is still being read
_INITIALS = "ㄷㅅ"  # initials of the common word, and of others
_MIN_VISIBLE = 15  # rows on the screen, unless the list is shorter
_MAX_EXPECTED = 40  # matches that are compared with the screen
_COLUMNS = 7
_HEAD = 5  # lines above the table
_PEER_ROWS = 30
_PEER = f"""
from textual.app import App
from textual.widgets import OptionList
class Peer(App):
    CSS = "OptionList {{ border: none; height: 1fr; }}"
    def compose(self):
        rows = [f"23-{{n:07}}  '23.4.19.    도서관 고치기 {{n}}   창의발전소   접수" for n in range({_PEER_ROWS})]
        yield OptionList(*rows)
    def on_mount(self): self.query_one(OptionList).highlighted = 0
Peer().run()
"""
_SECRET_KEY = "\U0010ffff"  # sorts secret titles after all others
Times = dict[str, list[float]]


def table(offices: Mapping[int, Path], env: Mapping[str, str], runs: int) -> Figures:
    """Measure sessions with files of several sizes, and with a list of Textual, alternately."""
    times: dict[int, Times] = {size: defaultdict(list) for size in offices}
    peer: Times = defaultdict(list)
    for run in range(runs + 1):
        for key, times_ms in option_list(env).items() if run else ():
            peer[key] += times_ms
        for size, office in offices.items():
            session_times = Session(office, size).run(env)
            for key, times_ms in session_times.items() if run else ():
                times[size][key] += times_ms
    result: Figures = {
        f"{size} rows": _summary(session_times) for size, session_times in times.items()
    }
    few, many = (result[f"{size} rows"] for size in (min(offices), max(offices)))
    return result | {
        f"OptionList of {_PEER_ROWS} rows": _summary(peer),
        "p95 ratio to OptionList": {
            key: many[key]["p95 ms"] / p95(peer[key]) for key in ("down", "page down")
        },
        "first visit ratio": many["open"]["p50 ms"] / few["open"]["p50 ms"],
        "p95 ratio": many["any key"]["p95 ms"] / few["any key"]["p95 ms"],
        "p95 ratio by key": {
            key: p95(times[max(offices)][key]) / p95(times[min(offices)][key])
            for key in _keys(times[min(offices)])
        },
        "growth MB": many["peak MB"] - few["peak MB"],
        "settled growth MB": many["settled MB"] - few["settled MB"],
    }


def _summary(times: Times) -> Figures:
    keys = _keys(times)
    return {
        "any key": percentiles([each for key in keys for each in times[key]]),
        **{key: percentiles(times[key]) for key in keys},
        **{key: statistics.median(values) for key, values in times.items() if key not in keys},
    }


def _keys(times: Times) -> list[str]:
    """Return the names of single keys: not memory, nor the times until all rows are read."""
    return [key for key in times if not key.endswith((" MB", "(all)"))]


def option_list(env: Mapping[str, str]) -> Times:
    """Press keys in Textual's list of options; return the ms of each."""
    times: Times = defaultdict(list)
    last = _PEER_ROWS - 1

    def at(index: int) -> Callable[[], bool]:
        return lambda: peer.cursor == f"23-{index:07}"

    with Screen([sys.executable, "-c", _PEER], env) as peer:
        peer.wait_until(at(0))
        peer.idle()
        for index in range(1, min(_PRESSES, last) + 1):
            times["down"].append(peer.press(screen.DOWN, at(index)))
        for _repeat in range(_PRESSES):
            peer.press(screen.HOME, at(0))
            times["page down"].append(peer.press(screen.PAGE_DOWN, at(last)))
        times["peak MB"] = [peer.memory("VmHWM")]
    return times


class Session:
    """A session in the inbox of a file with `size` proposals."""

    def __init__(self, office: Path, size: int) -> None:
        self.path, self.size = office, size
        self.times: Times = defaultdict(list)
        source = OrderedRows(proposals.inbox_query(TODAY), proposals.in_order(TODAY))
        with closing(Reader(office)) as reader:
            self.order = source.keys(reader, View(), lambda _count: True)  # ids in default order
        self.places = {number: place for place, number in enumerate(self.order)}

    def run(self, env: Mapping[str, str]) -> Times:
        """Press every key; return the ms of each."""
        with Screen(command(self.path), env) as self.screen:
            self.screen.wait_until(lambda: self.screen.contains("[1 "))
            self.screen.idle()
            self.press("open", b"4", self.cursor_at(0))
            self.screen.wait_until(lambda: self.screen.contains("받은 것 "))
            self.times["summary after open (all)"] = [self.ms_since_press()]
            self.steps("down, at once", screen.DOWN, range(1, _EARLY_PRESSES + 1))
            self.wait_until_complete()
            self.screen.idle()
            self.screen.press(screen.HOME, self.cursor_at(0))
            self.measure_moves()
            for _repeat in range(_PRESSES // 4):
                self.measure_search()
                self.measure_sort()
            self.times["settled MB"] = [self.screen.memory()]
            self.times["peak MB"] = [self.screen.memory("VmHWM")]
        return self.times

    def press(self, name: str, keys: bytes, shown: Callable[[], bool]) -> None:
        """Press keys and record the time until their effect is shown."""
        self.times[name].append(self.screen.press(keys, shown))

    def cursor_at(self, index: int) -> Callable[[], bool]:
        """Return a check whether the cursor is on a row of the inbox in its default order."""
        number = proposal_number(self.order[index], self.size)
        return lambda: self.screen.cursor == number

    def wait_until_complete(self) -> None:
        """Wait until all rows of the view are read and counted."""
        size = f"전체 {self.size:,}건"
        self.screen.wait_until(
            lambda: self.screen.contains(size) and not self.screen.contains("+ · ")
        )

    def measure_moves(self) -> None:
        """Move by rows, by pages from both ends, and to the ends."""
        last, page = self.size - 1, len(self.screen.rows)
        rows, pages = min(_PRESSES, last), min(_PRESSES, last // page)
        down, up = (range(page, pages * page + 1, page), range((pages - 1) * page, -1, -page))
        self.steps("down", screen.DOWN, range(1, rows + 1))
        self.steps("up", screen.UP, range(rows - 1, -1, -1))
        for _repeat in range(_PRESSES // pages):  # the same number of pages in each list
            self.steps("page down", screen.PAGE_DOWN, down)
            self.steps("page up", screen.PAGE_UP, up)
            self.steps("end", screen.END, [last])
            self.steps("page up", screen.PAGE_UP, [last - index for index in down])
            self.steps("page down", screen.PAGE_DOWN, [last - index for index in up])
            self.steps("home", screen.HOME, [0])
        for _repeat in range(_PRESSES // pages, _PRESSES):
            self.steps("end", screen.END, [last])
            self.steps("home", screen.HOME, [0])

    def steps(self, name: str, key: bytes, indexes: Iterable[int]) -> None:
        """Press a key repeatedly, waiting each time until the cursor is on the next of `indexes`."""
        for index in indexes:
            self.press(name, key, self.cursor_at(index))

    def measure_search(self) -> None:
        """Type words letter by letter, each after the list has changed, then delete them."""
        for name, word in (("common", COMMON), ("rare", RARE), ("initials", _INITIALS)):
            self.screen.press(screen.HOME, self.cursor_at(0))
            self.screen.press(b"/", lambda: self.screen.contains("찾을 말을"))
            for end in range(1, len(word) + 1):
                letter = word[end - 1].encode()
                self.press(f"letter ({name})", letter, self.shows_matches(word[:end]))
            self.measure_complete(f"word, {name} (all)")
            for end in range(len(word) - 1, 0, -1):
                self.press("letter taken back", screen.BACKSPACE, self.shows_matches(word[:end]))
            self.press("letter taken back", screen.BACKSPACE, self.in_default_order)
            self.measure_complete("all again (all)")
            # Not measured: Textual waits 100 ms to distinguish Escape from an escape sequence.
            self.screen.press(screen.ESCAPE, lambda: not self.screen.contains("찾을 말을"))

    def shows_matches(self, query: str) -> Callable[[], bool]:
        """Return a check whether the list shows the matches of a query, found by a scan of all rows."""
        expected = self._expected_numbers(query)
        self.screen.settle()

        def shown() -> bool:
            numbers = [row.number for row in self.screen.rows]
            enough = len(numbers) >= _MIN_VISIBLE or len(numbers) == len(expected)
            typed = query in [line.strip() for line in self.screen.lines[:_HEAD]]
            return enough and numbers == expected[: len(numbers)] and typed

        return shown

    def _expected_numbers(self, query: str) -> list[str]:
        if RARE.startswith(query):
            rare = sorted((self.size // 2, self.size // 3), key=self.places.__getitem__)
            return [proposal_number(number, self.size) for number in rare]
        match, numbers = Matcher(query), list[str]()
        of = QueryRows(proposals.inbox_query(TODAY))
        with closing(Reader(self.path)) as reader:
            for number in self.order:
                (row,) = of.rows(reader, [number])
                if match.matches_key(INBOX.search_document(row)):
                    numbers.append(row.number)
                if len(numbers) == _MAX_EXPECTED:
                    break
        return numbers

    def measure_complete(self, name: str) -> None:
        """Record the time from the last key until all rows of the view are read."""
        self.screen.settle()
        self.wait_until_complete()
        self.times[name].append(self.ms_since_press())

    def ms_since_press(self) -> float:
        """Return the ms from the last key to the last output."""
        return (self.screen.painted_at - self.screen.pressed_at) * 1000

    def measure_sort(self) -> None:
        """Sort by two columns: ascending, descending, not."""
        for column, (title, key) in enumerate((("번호", self._number), ("제목", self._title))):
            self.screen.press(screen.HOME, self.cursor_at(0))
            self.screen.press(screen.LEFT * _COLUMNS + screen.RIGHT * 2 * column, lambda: True)
            for arrow, step in (("▲", 1), ("▼", -1)):
                self.press(f"sort ({title})", screen.SORT, self.sorted_by(title + arrow, key, step))
                self.measure_complete(f"sort, {title} (all)")
            self.press("sort off", screen.SORT, self.in_default_order)
            self.measure_complete("sort off (all)")

    def in_default_order(self) -> bool:
        """Whether the list is in its default order without gaps."""
        numbers = [int(row.number.partition("-")[2]) for row in self.screen.rows]
        places = [self.places[number] for number in numbers]
        unsorted = bool(self.screen.header) and not {"▲", "▼"} & set(self.screen.header)
        return (
            unsorted
            and len(numbers) >= _MIN_VISIBLE
            and all(b - a == 1 for a, b in pairwise(places))
        )

    def sorted_by(self, title: str, key: Callable[[str], Any], step: int) -> Callable[[], bool]:
        """Return a check whether the rows on the screen are sorted by `key`, and the header shows it."""

        def shown() -> bool:
            keys = [key(row.number) for row in self.screen.rows]
            pairs = pairwise(keys[::step])
            return (
                title in self.screen.header
                and len(keys) >= _MIN_VISIBLE
                and all(a <= b for a, b in pairs)
            )

        return shown

    def _number(self, number: str) -> str:
        return number

    def _title(self, number: str) -> str:
        row = proposal(int(number.partition("-")[2]), self.size)
        if row["secret"]:
            return _SECRET_KEY
        # The index sorts a long list, by the characters.
        return row["title"] if self.size > LONG_LIST else natural_key(row["title"])
