"""Commands as processes: a table in a pipe and on a terminal, exports, the check and the dump of a file.

Compared by CPU time, of user and system together, the least of some runs: other load changes it least.
"""

import os
import resource
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from tests.bench.measure import Figures
from tests.data import TODAY
from tests.terminal.pty import Terminal, program

_ALL_DAYS = ("--from", "2000-01-01", "--to", "2030-12-31")
# The floors: the least Python that reads the same records and writes the same format.
_QUERY = """
import csv, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
rows = db.execute('''SELECT p.number, p.received_on, p.title, p.channel, p.theme,
    coalesce(p.outcome, p.state), p.hold_until
    FROM proposal AS p LEFT JOIN round AS r ON r.id = p.round_id
    ORDER BY p.received_on DESC, p.id DESC''')
"""
_CSV = f"""{_QUERY}
with open(sys.argv[2], 'w', encoding='utf-8') as file:
    csv.writer(file).writerows(rows)
"""
_XLSX = f"""{_QUERY}
from openpyxl import Workbook
book = Workbook(write_only=True)
page = book.create_sheet()
for row in rows:
    page.append(row)
book.save(sys.argv[2])
"""
_CHECK = """
import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute('PRAGMA integrity_check').fetchall())
"""
_DUMP = """
import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.row_factory = lambda cursor, row: dict(zip([c[0] for c in cursor.description], row))
tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'").fetchall()
with open(sys.argv[2], 'w', encoding='utf-8') as file:
    for table in tables:
        if table['name'] not in ('doc', 'indexed'):
            for row in db.execute(f"SELECT * FROM {table['name']}"):
                file.write(json.dumps(row, ensure_ascii=False) + '\\n')
"""


def tables(sample: Path, office: Path, env: Mapping[str, str], runs: int) -> Figures:
    """Measure a short table and one of all events on a terminal, against the same in a pipe."""
    day = ("--as-of", TODAY.isoformat())
    budget = program("show", "budget", "--file", str(sample), *day)
    events = program("show", "schedule", "--file", str(office), *_ALL_DAYS)
    return {
        "a short table in a pipe (floor: on a terminal)": _least(
            partial(_in_pipe, budget, env), partial(_on_terminal, budget, env), runs
        ),
        "all events on a terminal (floor: in a pipe)": _least(
            partial(_on_terminal, events, env), partial(_in_pipe, events, env), runs
        ),
    }


def files(office: Path, folder: Path, env: Mapping[str, str], runs: int) -> Figures:
    """Measure exports of all proposals, the check and the dump, against the least Python for each."""
    out = folder / "out"
    jobs = {
        "export csv": (("export", "proposals", "--force", "-o", f"{out}.csv"), _CSV),
        "export xlsx": (("export", "proposals", "--force", "-o", f"{out}.xlsx"), _XLSX),
        "check": (("check",), _CHECK),
        "dump": (("dump", "-o", f"{out}.json"), _DUMP),
    }
    figures: Figures = {}
    for name, (words, floor) in jobs.items():
        command = program(*words, "--file", str(office))
        raw = [sys.executable, "-c", floor, str(office), f"{out}.raw"]

        def ours(command: Sequence[str] = command) -> None:
            out.with_suffix(".json").unlink(missing_ok=True)
            _in_pipe(command, env)

        figures[name] = _least(ours, partial(_in_pipe, raw, env), runs)
    return figures


def _least(ours: Callable[[], None], floor: Callable[[], None], runs: int) -> Figures:
    pairs = [(_cpu_ms(ours), _cpu_ms(floor)) for _run in range(runs + 1)]
    least, least_floor = map(min, zip(*pairs, strict=True))
    return {"ours ms": least, "floor ms": least_floor, "ratio": least / least_floor}


def _cpu_ms(job: Callable[[], None]) -> float:
    """Return the CPU time of the processes that a job runs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    job()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def _on_terminal(command: Sequence[str], env: Mapping[str, str]) -> None:
    with Terminal([*command], env=env) as terminal:
        _require_result(command, terminal.wait())


def _in_pipe(command: Sequence[str], env: Mapping[str, str]) -> None:
    read, write = os.pipe()
    pid = os.posix_spawn(
        command[0],
        [*command],
        {**os.environ, **env},
        file_actions=[(os.POSIX_SPAWN_DUP2, write, 1)],
    )
    os.close(write)
    while os.read(read, 1 << 16):
        pass
    os.close(read)
    _require_result(command, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def _require_result(command: Sequence[str], code: int) -> None:
    if code not in {0, 1 if "check" in command else 0}:  # the made-up records have faults
        raise RuntimeError(f"exit code {code}: {command}")
