"""Signals that end the program, as of a window that is closed or a system that shuts down."""

import signal
from collections.abc import Callable, Iterator

_ENDING = ("SIGTERM", "SIGHUP")
# Those that Textual acts on as well: a window that is closed also sends SIGCONT.
_DISTURBING = (*_ENDING, "SIGCONT", "SIGWINCH")


def end_on_signals(end: Callable[[int], object]) -> None:
    """Call a function with the exit code when a signal asks the program to end."""

    def on_first(number: int, _frame: object) -> None:
        ignore_signals()
        end(128 + number)  # as shells give it

    for number in _numbers(_ENDING):
        signal.signal(number, on_first)


def ignore_signals() -> None:
    """Let no further signal interrupt the end."""
    for number in _numbers(_DISTURBING):
        # Not SIG_IGN: Python complains of a signal that arrived just before.
        signal.signal(number, lambda _number, _frame: None)


def _numbers(names: tuple[str, ...]) -> Iterator[int]:
    return (getattr(signal, each) for each in names if hasattr(signal, each))  # Windows has few
