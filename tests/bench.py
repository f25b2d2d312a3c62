"""How fast the program is, as ratios to a floor measured in the same run. `python -m tests.bench` prints JSON.

start   the first useful frame and the first answered key, against a bare Textual app with one Static
edit    one saved change, against raw sqlite3 writing the same row as durably
read    the register and the month of 10,000 records, against raw sqlite3 running the same SQL
"""

import argparse
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from secretariat_tui.areas.agreements import queries as agreements
from secretariat_tui.areas.schedule import queries as schedule
from secretariat_tui.areas.schedule import store
from secretariat_tui.areas.schedule.rules import EventDraft
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.sample.load import make
from tests.terminal import Terminal, program

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    BINDINGS = [("2", "answer")]
    def compose(self): yield Static("hello", id="said")
    def action_answer(self): self.query_one(Static).update("answered")
Bare().run()
"""
TODAY = date(2023, 4, 19)


def _terminal(command: list[str], first: str, answer: str) -> tuple[float, float]:
    """Return the ms until `first` shows, and until the key 2, pressed then, is answered."""
    with Terminal(command) as there:
        shown = there.until(first)
        there.send(b"2")
        return shown, there.until(answer)


def start(office: Path, runs: int) -> dict[str, Any]:
    """Measure starting, the two programs in turn."""
    ours = program("--file", str(office), "--today", "2023-04-19")
    bare = [sys.executable, "-c", BARE]
    pairs = []
    for run in range(runs + 2):
        pair = (_terminal(bare, "hello", "answered"), _terminal(ours, "23-020", "PgUp"))
        if run > 1:
            pairs.append(pair)
    median = {
        f"{name} {what} ms": statistics.median(pair[program][at] for pair in pairs)
        for program, name in enumerate(("bare", "ours"))
        for at, what in enumerate(("frame", "key"))
    }
    return {
        "runs": runs,
        **median,
        "frame ratio": median["ours frame ms"] / median["bare frame ms"],
        "key ratio (ours answered / bare frame)": median["ours key ms"] / median["bare frame ms"],
        "key ratio (ours answered / bare answered)": median["ours key ms"] / median["bare key ms"],
    }


def _times(work: Callable[[], object], runs: int) -> float:
    taken = []
    for _run in range(runs):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def edit(office: Path, runs: int) -> dict[str, Any]:
    """Measure one saved change."""
    file = OfficeFile(office, "bench")
    number = store.add(file, EventDraft("bench", TODAY))
    raw = sqlite3.connect(office.with_name("raw.db"), isolation_level=None)
    raw.execute("PRAGMA synchronous=EXTRA")
    raw.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, title TEXT)")
    raw.execute("INSERT INTO event VALUES (1, '')")
    state = {"rev": 1}

    def ours() -> None:
        store.change(file, number, state["rev"], EventDraft(f"bench {state['rev']}", TODAY))
        state["rev"] += 1

    def floor() -> None:
        raw.execute("UPDATE event SET title = 'x' || id || random()")

    result = {"ours ms": _times(ours, runs), "floor ms": _times(floor, runs)}
    file.close()
    return {**result, "ratio": result["ours ms"] / result["floor ms"]}


def read(office: Path, runs: int) -> dict[str, Any]:
    """Measure reading a month among 10,000 events, and the register."""
    file = OfficeFile(office, "bench")
    from secretariat_tui.areas.schedule.records import Event

    with file.edit("bench") as session:
        session.add_all(
            Event(
                kind="meeting",
                title=f"회의 {n}",
                starts_on=TODAY + timedelta(n % 2000),
                ends_on=TODAY + timedelta(n % 2000),
            )
            for n in range(10_000)
        )
    first, last = TODAY, TODAY + timedelta(41)
    raw = sqlite3.connect(office)
    sql, values = schedule._AGENDA, {"first": first.isoformat(), "last": last.isoformat()}
    result = {
        "month ms": _times(lambda: schedule.agenda(file.read, first, last), runs),
        "month floor ms": _times(lambda: raw.execute(sql, values).fetchall(), runs),
        "register ms": _times(lambda: agreements.register(file.read, TODAY), runs),
    }
    file.close()
    return {**result, "month ratio": result["month ms"] / result["month floor ms"]}


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "what", nargs="*", default=["start", "edit", "read"], metavar="start|edit|read"
    )
    parser.add_argument("-n", "--runs", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "office.db"
        make(office)
        found = {name: globals()[name](office, options.runs) for name in options.what}
    print(json.dumps(found, indent=1, ensure_ascii=False, default=lambda value: round(value, 2)))  # noqa: T201


if __name__ == "__main__":
    main()
