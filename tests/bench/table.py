"""The inbox on the real screen: from a key to what it must lead to, with few rows and with a million."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

from secretariat_tui.areas.proposals import queries as proposals
from secretariat_tui.areas.proposals.tables import INBOX
from secretariat_tui.core.text import Matcher
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.row_source import QueryRows
from tests.bench import screen
from tests.bench.measure import Figures, p95, spread
from tests.bench.screen import Screen
from tests.bench.start import command
from tests.data import COMMON, RARE, TODAY, proposal, written

_PRESSES = 20  # of a key, in one session
_AT_ONCE = 10  # while a long list is still being read
_INITIALS = "ㄷㅅ"  # of the common word, and of others
_SEEN = 15  # rows that are on the screen at least, where there are as many
_READ = 40
_COLUMNS = 7
_VEILED = "\U0010ffff"  # what a secret title is sorted by
Times = dict[str, list[float]]


def table(offices: Mapping[int, Path], env: Mapping[str, str], runs: int) -> Figures:
    """Measure sessions with files of several sizes, in turn."""
    times: dict[int, Times] = {size: defaultdict(list) for size in offices}
    for run in range(runs + 1):
        for size, office in offices.items():
            found = Session(office, size).run(env)
            for key, taken in found.items() if run else ():
                times[size][key] += taken
    result: Figures = {f"{size} rows": _told(found) for size, found in times.items()}
    few, many = (result[f"{size} rows"] for size in (min(offices), max(offices)))
    return result | {
        "p95 ratio": many["any key"]["p95 ms"] / few["any key"]["p95 ms"],
        "p95 ratio by key": {
            key: p95(times[max(offices)][key]) / p95(times[min(offices)][key])
            for key in _keys(times[min(offices)])
        },
        "growth MB": many["peak MB"] - few["peak MB"],
    }


def _told(times: Times) -> Figures:
    keys = _keys(times)
    return {
        "any key": spread([each for key in keys for each in times[key]]),
        **{key: spread(times[key]) for key in keys},
        **{key: statistics.median(found) for key, found in times.items() if key not in keys},
    }


def _keys(times: Times) -> list[str]:
    """Leave out what is no key's: memory, and when the last of a million rows is there."""
    return [key for key in times if not key.endswith((" MB", "(all)"))]


class Session:
    """One person at the inbox of a file of `size` proposals."""

    def __init__(self, office: Path, size: int) -> None:
        self.store, self.size = office, size
        self.times: Times = defaultdict(list)

    def run(self, env: Mapping[str, str]) -> Times:
        """Press every key; return the ms of each."""
        with Screen(command(self.store), env) as self.screen:
            self.screen.painted(lambda: self.screen.has("[1 "))
            self.screen.idle()
            self.press("open", b"4", self.at(0))
            self.steps("down, at once", screen.DOWN, range(1, _AT_ONCE + 1))
            self.complete()
            self.screen.idle()
            self.screen.press(screen.HOME, self.at(0))
            self.move()
            for _again in range(_PRESSES // 4):
                self.find()
                self.sort()
            self.times["settled MB"] = [self.screen.memory()]
            self.times["peak MB"] = [self.screen.memory("VmHWM")]
        return self.times

    def press(self, name: str, keys: bytes, shown: Callable[[], bool]) -> None:
        """Press keys and note how long it takes until their effect is on the screen."""
        self.times[name].append(self.screen.press(keys, shown))

    def at(self, place: int) -> Callable[[], bool]:
        """Say whether the cursor stands on a place of the inbox in its own order."""
        number = written(self.size - place, self.size)
        return lambda: self.screen.cursor == number

    def complete(self) -> None:
        """Wait until the whole of the view is known and counted."""
        size = f"전체 {self.size:,}건"
        self.screen.painted(lambda: self.screen.has(size) and not self.screen.has("+ · "))

    def move(self) -> None:
        """Go down and up by rows, by pages from both ends, and to the ends."""
        last, page = self.size - 1, len(self.screen.rows)
        rows, pages = min(_PRESSES, last), min(_PRESSES, last // page)
        down, up = (range(page, pages * page + 1, page), range((pages - 1) * page, -1, -page))
        self.steps("down", screen.DOWN, range(1, rows + 1))
        self.steps("up", screen.UP, range(rows - 1, -1, -1))
        for _again in range(_PRESSES // pages):  # so that each list has its pages turned as often
            self.steps("page down", screen.PAGE_DOWN, down)
            self.steps("page up", screen.PAGE_UP, up)
            self.steps("end", screen.END, [last])
            self.steps("page up", screen.PAGE_UP, [last - place for place in down])
            self.steps("page down", screen.PAGE_DOWN, [last - place for place in up])
            self.steps("home", screen.HOME, [0])
        for _again in range(_PRESSES // pages, _PRESSES):
            self.steps("end", screen.END, [last])
            self.steps("home", screen.HOME, [0])

    def steps(self, name: str, key: bytes, places: Iterable[int]) -> None:
        """Press a key again and again, each time until the cursor is where it must lead to."""
        for place in places:
            self.press(name, key, self.at(place))

    def find(self) -> None:
        """Type words letter by letter, each after the list has followed, and go back."""
        for name, word in (("common", COMMON), ("rare", RARE), ("initials", _INITIALS)):
            self.screen.press(screen.HOME, self.at(0))
            self.screen.press(b"/", lambda: self.screen.has("찾을 말을"))
            for end in range(1, len(word) + 1):
                letter = word[end - 1].encode()
                self.press(f"letter ({name})", letter, self.found(word[:end]))
            self.press_all(f"word, {name} (all)")
            for end in range(len(word) - 1, 0, -1):
                self.press("letter taken back", screen.BACKSPACE, self.found(word[:end]))
            self.press("letter taken back", screen.BACKSPACE, self.plain)
            self.press_all("all again (all)")
            # Not measured: Textual takes 100 ms to tell Escape from the beginning of another key.
            self.screen.press(screen.ESCAPE, lambda: not self.screen.has("찾을 말을"))

    def found(self, query: str) -> Callable[[], bool]:
        """Say whether the list begins with what looking at every row finds, and the query stands above it."""
        wanted = self._first(query)
        self.screen.settle()

        def shown() -> bool:
            numbers = [row.number for row in self.screen.rows]
            enough = len(numbers) >= _SEEN or len(numbers) == len(wanted)
            typed = self.screen.lines[2].strip()
            return enough and numbers == wanted[: len(numbers)] and typed == query

        return shown

    def _first(self, query: str) -> list[str]:
        if RARE.startswith(query):
            return [written(place, self.size) for place in (self.size // 2, self.size // 3)]
        match, found = Matcher(query), list[str]()
        of = QueryRows(proposals.inbox_query(TODAY))
        with closing(Reader(self.store)) as read:
            for number in range(self.size, 0, -1):
                (row,) = of.rows(read, [number])
                if match.matches_key(INBOX.search_document(row)):
                    found.append(row.number)
                if len(found) == _READ:
                    break
        return found

    def press_all(self, name: str) -> None:
        """Note how long it takes from the last key until the whole of the view is known."""
        self.screen.settle()
        self.complete()
        self.times[name].append((self.screen.at - self.screen.pressed) * 1000)

    def sort(self) -> None:
        """Order by two columns, up, down and not at all."""
        for at, (title, key) in enumerate((("번호", self._number), ("제목", self._title))):
            self.screen.press(screen.HOME, self.at(0))
            self.screen.press(screen.LEFT * _COLUMNS + screen.RIGHT * 2 * at, lambda: True)
            for sign, way in (("▲", 1), ("▼", -1)):
                self.press(f"sort ({title})", screen.SORT, self.ordered(title + sign, key, way))
                self.press_all(f"sort, {title} (all)")
            self.press("sort no more", screen.SORT, self.plain)
            self.press_all("sort no more (all)")

    def plain(self) -> bool:
        """Whether the list stands in its own order, with nothing left out."""
        places = [int(row.number.partition("-")[2]) for row in self.screen.rows]
        own = bool(self.screen.header) and not {"▲", "▼"} & set(self.screen.header)
        return own and len(places) >= _SEEN and all(a - b == 1 for a, b in pairwise(places))

    def ordered(self, title: str, key: Callable[[str], Any], way: int) -> Callable[[], bool]:
        """Say whether the rows on the screen stand in an order, and the header tells so."""

        def shown() -> bool:
            keys = [key(row.number) for row in self.screen.rows]
            pairs = pairwise(keys[::way])
            return (
                title in self.screen.header and len(keys) >= _SEEN and all(a <= b for a, b in pairs)
            )

        return shown

    def _number(self, number: str) -> str:
        return number

    def _title(self, number: str) -> str:
        row = proposal(int(number.partition("-")[2]), self.size)
        return _VEILED if row["secret"] else row["title"]
