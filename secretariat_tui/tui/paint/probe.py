"""Queries to the terminal, before Textual is imported. Standard library only."""

import os
import re
import select
import time
from collections.abc import Iterator
from contextlib import contextmanager

_WIDTH = b"\r\xe2\x91\xa0\x1b[6n"  # ①, then ask for the cursor's position
_CLEAR_LINE = b"\r\x1b[K"
_POSITION = re.compile(rb"\x1b\[\d+;(\d+)R")
_PASTE = b"\x1b[?2004$p\x1b[c"  # DECRQM, then a query that every terminal answers
_MODE = re.compile(rb"\x1b\[\?2004;(\d)\$y")
_ATTRIBUTES = re.compile(rb"\x1b\[\?[\d;]*c")


def ambiguous_width(fd_in: int, fd_out: int, timeout: float) -> int | None:
    """Return the width in cells of ①, ─ and other characters of ambiguous width: 1, or 2 in East Asia.

    None if the terminal does not answer within `timeout` seconds, or if keys wait to be read: reading
    the answer would lose them.
    """
    answer = _ask((fd_in, fd_out), _WIDTH, _POSITION, timeout)
    os.write(fd_out, _CLEAR_LINE)
    found = _POSITION.search(answer)
    return int(found[1]) - 1 if found else None


def brackets_pastes(fd_in: int, fd_out: int, timeout: float) -> bool | None:
    """Return whether the terminal knows bracketed paste (mode 2004). None if it does not answer."""
    answer = _ask((fd_in, fd_out), _PASTE, _ATTRIBUTES, timeout)
    found = _MODE.search(answer)
    return found[1] != b"0" if found else None


def _ask(
    terminal: tuple[int, int], question: bytes, last: re.Pattern[bytes], timeout: float
) -> bytes:
    """Write a query and read until its last answer has arrived, or the time is over."""
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
    """Read without waiting for Enter, and without echo."""
    import termios

    before = termios.tcgetattr(fd)
    now = termios.tcgetattr(fd)
    now[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(fd, termios.TCSANOW, now)
    try:
        yield
    finally:
        termios.tcsetattr(fd, termios.TCSANOW, before)
