"""Asking the terminal about itself. The standard library alone: it is done before the first frame."""

import os
import re
import select
import time
from collections.abc import Iterator
from contextlib import contextmanager

_WIDTH = b"\r\xe2\x91\xa0\x1b[6n"  # ①, and where is the cursor now?
_FORGET = b"\r\x1b[K"
_POSITION = re.compile(rb"\x1b\[\d+;(\d+)R")
_PASTE = (
    b"\x1b[?2004$p\x1b[c"  # DECRQM, and what every terminal answers, so that none is waited for
)
_MODE = re.compile(rb"\x1b\[\?2004;(\d)\$y")
_ATTRIBUTES = re.compile(rb"\x1b\[\?[\d;]*c")


def ambiguous_width(fd_in: int, fd_out: int, timeout: float) -> int | None:
    """Return how many cells the terminal gives ①, ─ and other characters of ambiguous width.

    1, or 2 where it is set up for East Asia. None where it does not say within `timeout` seconds, or
    keys wait to be read, which the answer must not swallow.
    """
    answer = _ask((fd_in, fd_out), _WIDTH, _POSITION, timeout)
    os.write(fd_out, _FORGET)
    found = _POSITION.search(answer)
    return int(found[1]) - 1 if found else None


def brackets_pastes(fd_in: int, fd_out: int, timeout: float) -> bool | None:
    """Whether the terminal can mark what is pasted (mode 2004); None where it does not say."""
    answer = _ask((fd_in, fd_out), _PASTE, _ATTRIBUTES, timeout)
    found = _MODE.search(answer)
    return found[1] != b"0" if found else None


def _ask(
    terminal: tuple[int, int], question: bytes, last: re.Pattern[bytes], timeout: float
) -> bytes:
    """Write a question and read until its last answer has come, or the time is over."""
    (fd_in, fd_out), answer = terminal, b""
    with _raw(fd_in):
        if select.select([fd_in], [], [], 0)[0]:
            return answer
        os.write(fd_out, question)
        end = time.monotonic() + timeout
        while not last.search(answer):
            left = max(end - time.monotonic(), 0)
            more = os.read(fd_in, 1024) if select.select([fd_in], [], [], left)[0] else b""
            if not more:
                break
            answer += more
    return answer


@contextmanager
def _raw(fd: int) -> Iterator[None]:
    """Let the answer come at once, and not be shown."""
    import termios

    before = termios.tcgetattr(fd)
    now = termios.tcgetattr(fd)
    now[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(fd, termios.TCSANOW, now)
    try:
        yield
    finally:
        termios.tcsetattr(fd, termios.TCSANOW, before)
