"""The inbox on the real screen: from a key to what it must lead to, with few rows and with a million."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from secretariat_tui.areas.proposals import queries as proposals
from secretariat_tui.areas.proposals.tables import INBOX
from secretariat_tui.database import listing
from secretariat_tui.database.reader import Reader
from secretariat_tui.text import Matcher
from tests.bench import screen
from tests.bench.measure import Figures, p95, spread
from tests.bench.screen import Screen
from tests.bench.start import command
from tests.data import COMMON, RARE, TODAY, proposal, written

_PRESSES = 20  # of a key, in one session
_INITIALS = "ㄷㅅ"  # of the common word, and of others
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
        "p95 ratio by key": {key: p95(times[max(offices)][key]) / p95(times[min(offices)][key]) for key in _keys(times[min(offices)])},
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
        self.office, self.size = office, size
        self.times: Times = defaultdict(list)

    def run(self, env: Mapping[str, str]) -> Times:
        """Press every key; return the ms of each."""
        with Screen(command(self.office), env) as self.screen:
            self.screen.painted(lambda: self.screen.has("[1 "))
            self.press("open", b"4", self.at(0))
            self.complete()
            self.move()
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

    def complete(self, count: int | None = None) -> None:
        """Wait until the whole of the view is known and counted."""
        size = f"{self.size:,}건"
        wanted = f"전체 {size}" if count is None else f"찾음 {count:,} · 전체 {size}"
        self.screen.painted(lambda: self.screen.has(wanted) and not self.screen.has("+ · "))

    def move(self) -> None:
        """Go down and up by rows, by pages and to the ends."""
        rows = min(_PRESSES, self.size - 1)
        page = len(self.screen.rows)
        pages = min(_PRESSES, (self.size - 1) // page)
        for name, key, steps in (
            ("down", screen.DOWN, range(1, rows + 1)),
            ("up", screen.UP, range(rows - 1, -1, -1)),
            ("page down", screen.PAGE_DOWN, range(page, pages * page + 1, page)),
            ("page up", screen.PAGE_UP, range((pages - 1) * page, -1, -page)),
            ("end", screen.END, (self.size - 1,)),
            ("page up", screen.PAGE_UP, range(self.size - 1 - page, self.size - 1 - pages * page, -page)),
            ("home", screen.HOME, (0,)),
        ):
            for place in steps:
                self.press(name, key, self.at(place))
        for _again in range(_PRESSES // 4):
            self.press("end", screen.END, self.at(self.size - 1))
            self.press("home", screen.HOME, self.at(0))

    def find(self) -> None:
        """Type words letter by letter, each after the list has followed, and go back."""
        for name, word in (("common", COMMON), ("rare", RARE), ("initials", _INITIALS)):
            self.screen.press(b"/", lambda: self.screen.has("찾을 말을"))
            for end in range(1, len(word) + 1):
                typed = word[:end]
                wanted = self.first(typed)
                shown = lambda: self.screen.has(f" {typed} ") and self.screen.rows[:1] and self.screen.rows[0].number == wanted  # noqa: B023,E731
                self.press(f"letter ({name})", word[end - 1].encode(), shown)
            begun = ...
            self.press("back", screen.ESCAPE, self.top(0))
            self.complete()
