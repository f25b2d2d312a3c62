"""The benchmark: measured times as ratios to a floor measured in the same run. Prints JSON.

start   the first useful frame, the first answered key and the exit, with a small and a big file, against a bare
        Textual app
table   from a key to its effect on the screen of the inbox: 30, 10,000 and 1,000,000 proposals; the same in
        Textual's OptionList of 30 rows; memory
view    pages, filters and orders of 1,000,000 proposals, against raw sqlite3 running the same SQL
lists   pages, ids, searches and summary lines of 1,000,000 tasks, programmes and contacts, against raw sqlite3
search  the first results among 10,000, 100,000 and 1,000,000 proposals
edit    one saved change, against raw sqlite3 writing the same row as durably
bulk    changes of 20,000 records and an undo, against one UPDATE with the audit log
import  200,000 records in one transaction and from a dump, and the longest wait of a reader meanwhile
csv     100,000 proposals from a CSV file, read, checked and written, and their undo, against csv and raw sqlite3
backup  a verified copy of a file of some 250 MB, and an integrity check
export  1,000,000 proposals as TSV, against the csv module over sqlite3
shown   a short table in a pipe, against a terminal; 10,000 events on a terminal, against a pipe
files   100,000 proposals with their log exported as CSV and XLSX, checked and dumped, against the least Python
        for each
report  a work report, and one 100 times as long, in every format, against Jinja2 printing the same lines
exchange
        1,000 and 10,000 events read from a calendar file, imported and exported, against icalendar alone
diary   a change of the week and of the month among 400, 10,000 and 100,000 events
calls   the modules and functions entered for a save, and for a change of screens

The data are deterministic (tests/data.py). Creating the file of a million takes minutes: use --keep.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from secretariat_tui.sample.load import create_sample
from tests.bench import (
    backup_export,
    calls,
    commands,
    diary,
    exchange,
    lists,
    report,
    search,
    start,
    store,
    table,
    view,
)
from tests.bench.measure import Figures
from tests.bench.register_data import registers
from tests.data import office

_DIARY = 400  # events; with fewer a month would not be full
_FEW, _SOME, _MORE, _MANY = 30, 10_000, 100_000, 1_000_000  # proposals
_IMPORT = 200_000  # records
_FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


class Bench:
    """The benchmarks: one method each. Test data are cached in one folder; output goes to another."""

    def __init__(self, cache: Path, folder: Path, runs: int, max_size: int) -> None:
        self._cache, self._folder, self._runs, self._max_size = cache, folder, runs, max_size
        # Not the user's own folders; compiled modules are kept, as for users.
        self._env = dict.fromkeys(_FOLDERS, str(folder)) | {"PYTHONDONTWRITEBYTECODE": ""}
        self._slow_runs = max(runs // 5, 1)  # for benchmarks that take minutes

    def _file(self, size: int) -> Path:
        return office(self._cache, min(size, self._max_size))

    def _files(self, *sizes: int) -> dict[int, Path]:
        return {size: self._file(size) for size in sizes if size <= self._max_size}

    def start(self) -> Figures:
        sample = self._folder / "sample.db"
        create_sample(sample)
        files = {"the sample office": sample, "the biggest file": self._file(_MANY)}
        return {name: start.start(path, self._env, self._runs) for name, path in files.items()}

    def table(self) -> Figures:
        return table.table(self._files(_FEW, _SOME, _MANY), self._env, self._runs)

    def view(self) -> Figures:
        return view.view(self._file(_MANY), self._runs)

    def lists(self) -> Figures:
        path = registers(self._cache, min(_MANY, self._max_size))
        return lists.lists(path, self._slow_runs)

    def search(self) -> Figures:
        return search.search(self._files(_SOME, _MORE, _MANY), self._runs)

    def edit(self) -> Figures:
        return store.edit(self._file(_SOME), self._folder, self._runs * 10)

    def bulk(self) -> Figures:
        return store.bulk(self._file(_MORE), self._folder, self._slow_runs)

    def import_(self) -> Figures:
        return store.import_(self._folder, min(_IMPORT, self._max_size))

    def csv(self) -> Figures:
        return store.import_csv(self._folder)

    def backup(self) -> Figures:
        return backup_export.backup(self._file(_MORE), self._folder, self._runs)

    def export(self) -> Figures:
        return backup_export.export(self._file(_MANY), self._folder, self._slow_runs)

    def shown(self) -> Figures:
        sample = self._folder / "sample.db"
        create_sample(sample)
        return commands.tables(sample, self._file(_MORE), self._env, self._runs)

    def files(self) -> Figures:
        logged = office(self._cache, min(_MORE, self._max_size), history=True)
        return commands.files(logged, self._folder, self._env, self._slow_runs)

    def report(self) -> Figures:
        return report.formats(self._folder, self._runs)

    def diary(self) -> Figures:
        sizes = (_DIARY, _SOME, min(_MORE, self._max_size))
        return diary.views({size: diary.events(self._cache, size) for size in sizes}, self._runs)

    def exchange(self) -> Figures:
        sizes = tuple(size for size in (_SOME // 10, _SOME) if size <= self._max_size)
        return exchange.exchange(self._folder, sizes, self._slow_runs)

    def calls(self) -> Figures:
        return calls.calls(self._folder)


_BENCHMARKS: dict[str, Callable[[Bench], Figures]] = {
    name.rstrip("_"): work for name, work in vars(Bench).items() if not name.startswith("_")
}


def main() -> None:
    """Run the benchmarks that were asked for and print their results."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", nargs="*", choices=[[], *_BENCHMARKS], metavar="what")
    parser.add_argument("-n", "--runs", type=int, default=20)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="cache the test data there")
    parser.add_argument("--most", type=int, default=_MANY, help="proposals in the biggest file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cache = options.keep or Path(folder) / "offices"
        results: Figures = {"cores": os.cpu_count(), "load": list(os.getloadavg())}
        for name in options.what or _BENCHMARKS:
            work_folder = Path(folder) / name
            work_folder.mkdir()
            results[name] = _BENCHMARKS[name](Bench(cache, work_folder, options.runs, options.most))
    print(json.dumps(_rounded(results), indent=1, ensure_ascii=False))  # noqa: T201


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
