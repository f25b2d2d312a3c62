"""Opening a file on the screen: the first frame at once, then the program."""

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from secretariat_tui.areas import AREAS, RECORDS
from secretariat_tui.areas.today import opening, queries
from secretariat_tui.database.file import OfficeFile, prepare
from secretariat_tui.problem import Problem
from secretariat_tui.settings import backup_dir, who
from secretariat_tui.tui import first_frame


def start(path: Path, today: Callable[[], date]) -> int:
    """Show a file on the terminal until the person leaves, or the window is closed."""
    for name in {"SIGTERM", "SIGHUP"} & set(dir(signal)):  # Windows has no SIGHUP
        # As an exit, which gives the terminal back and takes the demo's file away.
        signal.signal(getattr(signal, name), lambda number, _frame: sys.exit(128 + number))
    # Textual reads it when imported. Its keyboard protocol loses what is typed between Hangul.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    prepare(path, RECORDS, backup_dir())
    file = OfficeFile(path, who())
    try:
        _paint(file, today())
        from secretariat_tui.tui.app import run

        return run(file, AREAS, today)
    except BaseException:  # whatever it is, the person's terminal comes back first
        sys.stdout.write(first_frame.LEAVE)
        sys.stdout.flush()
        raise


def _paint(file: OfficeFile, today: date) -> None:
    """Paint the first screen before Textual is imported, which takes most of the time to start."""
    if os.name == "nt":
        return  # Textual first teaches the console there what escape sequences are
    try:
        seen = queries.overview(file.read, today)
    except Problem:
        return  # the program itself tells of it
    size = os.get_terminal_size(sys.stdout.fileno())
    rows = opening.rows(seen, AREAS, today, opening.said(file.path), size)
    sys.stdout.write(first_frame.text(rows, os.environ))
    sys.stdout.flush()
