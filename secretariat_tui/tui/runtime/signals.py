"""Signals that end the program, as of a window that is closed or a system that shuts down."""

import signal
import sys
from collections.abc import Iterator

_ENDING = ("SIGTERM", "SIGHUP")
# Those that Textual acts on as well: a window that is closed also sends SIGCONT.
_DISTURBING = (*_ENDING, "SIGCONT", "SIGWINCH")


def end_on_signals() -> None:
    """Exit normally on a signal to end: a backup is made, the terminal restored, a demo file deleted."""
    for number in _numbers(_ENDING):
        signal.signal(number, _end)


def ignore_signals() -> None:
    """Let no further signal interrupt the end."""
    for number in _numbers(_DISTURBING):
        # Not SIG_IGN: Python complains of a signal that arrived just before.
        signal.signal(number, lambda _number, _frame: None)


def _end(number: int, _frame: object) -> None:
    ignore_signals()
    sys.exit(128 + number)


def _numbers(names: tuple[str, ...]) -> Iterator[int]:
    return (getattr(signal, each) for each in names if hasattr(signal, each))  # Windows has few
