"""How fast the program is, as ratios to a floor measured in the same run. Prints JSON.

start   the first useful frame and the first answered key, of a small and a big file, against a bare Textual app
table   from a key to its effect on the screen of the inbox: 30, 10,000 and 1,000,000 proposals
view    pages, filters and orders of 1,000,000 proposals, against raw sqlite3 running the same SQL
search  the first results among 10,000, 100,000 and 1,000,000 proposals
edit    one saved change, against raw sqlite3 writing the same row as durably
bulk    a change of 20,000 records, and its undo
import  200,000 records through the door and of a dump, and how long a reader waits meanwhile
backup  a checked copy of a file of some 250 MB, and a check
export  1,000,000 proposals as TSV, against the csv module over sqlite3
calls   the modules and functions that are entered for a save, and for a change of screens

The data are the same every time (tests/data.py). The file of a million takes a while to make: --keep it.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from secretariat_tui.sample.load import create_sample
from tests.bench import calls, leaving, search, start, store, table, view
from tests.bench.measure import Figures
from tests.data import office

_FEW, _SOME, _MORE, _MANY = 30, 10_000, 100_000, 1_000_000  # proposals
_FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


class Bench:
    """What can be measured, with files kept in one folder and what is written in another."""

    def __init__(self, keep: Path, folder: Path, runs: int, most: int) -> None:
        self._keep, self._folder, self._runs, self._most = keep, folder, runs, most
        self._env = dict.fromkeys(_FOLDERS, str(folder))  # nothing of the person's own
        self._heavy = max(runs // 5, 1)  # of what takes minutes

    def _of(self, size: int) -> Path:
        return office(self._keep, min(size, self._most))

    def _all(self, *sizes: int) -> dict[int, Path]:
        return {size: self._of(size) for size in sizes if size <= self._most}

    def start(self) -> Figures:
        sample = self._folder / "sample.db"
        create_sample(sample)
        files = {"the sample office": sample, "the biggest file": self._of(_MANY)}
        return {name: start.start(path, self._env, self._runs) for name, path in files.items()}

    def table(self) -> Figures:
        return table.table(self._all(_FEW, _SOME, _MANY), self._env, self._runs)

    def view(self) -> Figures:
        return view.view(self._of(_MANY), self._runs)

    def search(self) -> Figures:
        return search.search(self._all(_SOME, _MORE, _MANY), self._runs)

    def edit(self) -> Figures:
        return store.edit(self._of(_SOME), self._folder, self._runs * 10)

    def bulk(self) -> Figures:
        return store.bulk(self._of(_MORE), self._folder, self._heavy)

    def import_(self) -> Figures:
        return store.import_(self._folder)

    def backup(self) -> Figures:
        return leaving.backup(self._of(_MORE), self._folder, self._runs)

    def export(self) -> Figures:
        return leaving.export(self._of(_MANY), self._folder, self._heavy)

    def calls(self) -> Figures:
        return calls.calls(self._folder)


_WHAT: dict[str, Callable[[Bench], Figures]] = {
    name.rstrip("_"): work for name, work in vars(Bench).items() if not name.startswith("_")
}


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", nargs="*", choices=[[], *_WHAT], metavar="what")
    parser.add_argument("-n", "--runs", type=int, default=20)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the files for other runs")
    parser.add_argument("--most", type=int, default=_MANY, help="proposals in the biggest file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        keep = options.keep or Path(folder) / "offices"
        found: Figures = {"cores": os.cpu_count(), "load": list(os.getloadavg())}
        for name in options.what or _WHAT:
            own = Path(folder) / name
            own.mkdir()
            found[name] = _WHAT[name](Bench(keep, own, options.runs, options.most))
    print(json.dumps(_rounded(found), indent=1, ensure_ascii=False))  # noqa: T201


def _rounded(value: Any) -> Any:
    match value:
        case dict():
            return {key: _rounded(each) for key, each in value.items()}
        case float():
            return round(value, 2)
        case _:
            return value


if __name__ == "__main__":
    main()
