"""Start-up and exit: the first useful frame, the first answered key, and the end, against a bare Textual app."""

import sqlite3
import statistics
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from secretariat_tui.areas.proposals import queries as proposals
from secretariat_tui.database.engine.reader import Reader
from tests.bench.measure import Figures
from tests.data import TODAY
from tests.terminal.pty import Terminal, program

_USED = 2.0  # seconds, after which what is prepared in the background is done
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    BINDINGS = [("2", "answer")]
    def compose(self): yield Static("hello", id="said")
    def action_answer(self): self.query_one(Static).update("answered")
Bare().run()
"""


def start(office: Path, env: Mapping[str, str], runs: int) -> Figures:
    """Measure the start of both programs alternately; a useful frame shows the first proposal."""
    with closing(Reader(office)) as reader:
        first = proposals.attention(reader, TODAY, 1)[0].number
    ours, bare = command(office), [sys.executable, "-c", BARE]
    pairs = []
    for run in range(runs + 2):
        pair = (_terminal(bare, env, "hello", "answered"), _terminal(ours, env, first, "두 주"))
        if run > 1:
            pairs.append(pair)
    median = {
        f"{name} {what} ms": statistics.median(pair[program][at] for pair in pairs)
        for program, name in enumerate(("bare", "ours"))
        for at, what in enumerate(("frame", "key", "exit"))
    }
    return {
        "runs": runs,
        **median,
        "frame ratio": median["ours frame ms"] / median["bare frame ms"],
        "key ratio (ours answered / bare frame)": median["ours key ms"] / median["bare frame ms"],
        "key ratio (ours answered / bare answered)": median["ours key ms"] / median["bare key ms"],
        "exit ratio": median["ours exit ms"] / median["bare exit ms"],
    }


def command(office: Path) -> list[str]:
    """Return the command that opens a file on the date of the data; read the file into the page cache."""
    with closing(sqlite3.connect(office)) as db:
        db.execute("PRAGMA quick_check(1)")
    return program("--file", str(office), "--today", TODAY.isoformat())


def _terminal(
    command: list[str], env: Mapping[str, str], first: str, answer: str
) -> tuple[float, float, float]:
    """Return the ms until `first` is shown, until the key 2, pressed then, shows `answer`, and of the exit.

    The exit is measured from Ctrl+Q, pressed two seconds later, until the process is gone.
    """
    with Terminal(command, env=env) as terminal:
        shown = terminal.until(first)
        terminal.send(b"2")
        answered = terminal.until(answer)
        time.sleep(_USED)
        terminal.send(b"\x11")
        quit_at = time.perf_counter()
        terminal.wait()
        return shown, answered, (time.perf_counter() - quit_at) * 1000
