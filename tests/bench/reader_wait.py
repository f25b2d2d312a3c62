"""How long a reader in another process waits during a write. As a program, this module is that reader."""

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
from tests.bench.measure import Figures, elapsed_ms

_INTERVAL = 0.02  # seconds between two reads
_TIMEOUT = 600.0  # seconds; the program itself gives up after five


@contextmanager
def measure_reader_wait(path: Path) -> Iterator[Figures]:
    """Read a file in another process meanwhile; yield figures that get its longest wait at the end."""
    figures: Figures = {}
    command = [sys.executable, "-m", "tests.bench.reader_wait", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()  # its first read is done
        yield figures
        output, _errors = process.communicate()
    figures |= json.loads(output)


def _read(path: Path) -> None:
    with closing(Reader(path, _TIMEOUT)) as reader:

        def query_page() -> None:
            list_query.first_page(reader, budget.EXPENSES, View())

        times = [elapsed_ms(query_page)]
        print(flush=True)  # noqa: T201
        while not select([sys.stdin], [], [], _INTERVAL)[0]:
            times.append(elapsed_ms(query_page))
    print(json.dumps({"reader's longest wait ms": max(times), "readings": len(times)}))  # noqa: T201


if __name__ == "__main__":
    _read(Path(sys.argv[1]))
