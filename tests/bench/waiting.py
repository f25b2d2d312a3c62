"""How long another window waits to read while one writes. `python -m tests.bench.waiting FILE` is that window."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from select import select

from secretariat_tui.areas.budget import queries as budget
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import View
from tests.bench.measure import Figures, taken

_EVERY = 0.02  # seconds between two readings
_PATIENCE = 600.0  # seconds, where the program itself gives up after five


@contextmanager
def waiting(path: Path) -> Iterator[Figures]:
    """Read a file in another process meanwhile; tell at the end how long it had to wait at most."""
    found: Figures = {}
    command = [sys.executable, "-m", "tests.bench.waiting", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()  # it has read once
        yield found
        told, _errors = other.communicate()
    found |= json.loads(told)


def _read(path: Path) -> None:
    with closing(Reader(path, _PATIENCE)) as read:

        def look() -> None:
            list_query.first_page(read, budget.EXPENSES, View())

        times = [taken(look)]
        print(flush=True)  # noqa: T201
        while not select([sys.stdin], [], [], _EVERY)[0]:
            times.append(taken(look))
    print(json.dumps({"reader's longest wait ms": max(times), "readings": len(times)}))  # noqa: T201


if __name__ == "__main__":
    _read(Path(sys.argv[1]))
