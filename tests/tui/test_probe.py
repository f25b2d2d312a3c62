"""Asking the terminal about itself: what it answers, what it does not."""

import os
import pty
import termios
import threading
import tty
from collections.abc import Iterator

import pytest

from secretariat_tui.tui.paint.probe import ambiguous_width, brackets_pastes


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """A pseudo-terminal: the end of the terminal, and that of the program."""
    terminal, program = pty.openpty()
    tty.setraw(terminal)
    yield terminal, program
    os.close(terminal)
    os.close(program)


def answering(terminal: int, *answer: bytes) -> threading.Thread:
    """Be a terminal that answers the question in pieces."""

    def be() -> None:
        asked = b""
        while not asked.endswith((b"n", b"c")):
            asked += os.read(terminal, 100)
        for piece in answer:
            os.write(terminal, piece)

    thread = threading.Thread(target=be)
    thread.start()
    return thread


@pytest.mark.parametrize(("column", "cells"), [(b"2", 1), (b"3", 2)])
def test_the_width_is_where_the_cursor_went(
    ends: tuple[int, int], column: bytes, cells: int
) -> None:
    terminal, program = ends
    before = termios.tcgetattr(program)
    thread = answering(terminal, b"\x1b[1", b"2;", column + b"R")
    assert ambiguous_width(program, program, 60) == cells
    thread.join()
    assert os.read(terminal, 100) == b"\r\x1b[K"  # the sign is wiped away
    assert termios.tcgetattr(program) == before


def test_a_terminal_that_is_silent_or_talks_of_else_is_not_believed(
    ends: tuple[int, int],
) -> None:
    terminal, program = ends
    assert ambiguous_width(program, program, 0) is None
    thread = answering(terminal, b"\x1b[?62;22c")
    assert ambiguous_width(program, program, 0.05) is None
    thread.join()


def test_keys_that_wait_are_left_for_whom_they_are_meant(ends: tuple[int, int]) -> None:
    terminal, program = ends
    os.write(terminal, b"3\n")
    assert ambiguous_width(program, program, 60) is None
    assert os.read(program, 10) == b"3\n"


@pytest.mark.parametrize(
    ("answer", "marks"),
    [(b"\x1b[?2004;2$y\x1b[?62c", True), (b"\x1b[?2004;0$y\x1b[?62c", False), (b"\x1b[?6c", None)],
)
def test_whether_pastes_are_marked(
    ends: tuple[int, int], answer: bytes, marks: bool | None
) -> None:
    terminal, program = ends
    thread = answering(terminal, answer)
    assert brackets_pastes(program, program, 60) is marks
    thread.join()
