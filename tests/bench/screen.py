"""A terminal that is watched: what stands on its screen, and when the bytes of it came in."""

import os
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from types import TracebackType
from typing import NamedTuple

import pyte

from tests.terminal.pty import Terminal

DOWN, UP, RIGHT, LEFT = b"\x1b[B", b"\x1b[A", b"\x1b[C", b"\x1b[D"
PAGE_DOWN, PAGE_UP, HOME, END = b"\x1b[6~", b"\x1b[5~", b"\x1b[H", b"\x1b[F"
ESCAPE, BACKSPACE, SORT = b"\x1b", b"\x7f", b"\x1b[17~"
_SIZE = (120, 40)
_PATIENCE = 30.0  # seconds
_QUIET = 0.04  # seconds
_LOOK, _IDLE = 1.5, 0.1  # seconds between two looks, and of the processor's time between them
_NUMBER = re.compile(r".{1,3}(\d\d-\d{7}) ")
_SWITCH = 1e-4  # seconds: reading must not wait for the emulation


class Row(NamedTuple):
    """A line of the list: the number of its proposal, and whether the cursor is on it."""

    number: str
    cursor: bool


class Screen(Terminal):
    """Emulates the screen of a program. A thread takes the time of what comes in; the slow rest is later."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        sys.setswitchinterval(_SWITCH)
        super().__init__([*command], _SIZE, env)
        self._screen = pyte.Screen(*_SIZE)
        self._stream = pyte.ByteStream(self._screen)
        self.pressed = self.at = self.begun  # when the last key was pressed, the last output came
        self._came: Queue[tuple[float, bytes]] = Queue()
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self.pid, 9)  # first, for the listener to see the end
        self._listener.join()
        super().__exit__(kind, error, trace)

    def _listen(self) -> None:
        while True:
            try:
                data = os.read(self._fd, 65536)
            except OSError:  # EIO: nobody holds the terminal any more
                data = b""
            self._came.put((time.perf_counter(), data))
            if not data:
                return

    def press(self, keys: bytes, shown: Callable[[], bool]) -> float:
        """Press keys; return the ms until that is shown which they must lead to."""
        self.settle()
        self.pressed = time.perf_counter()
        os.write(self._fd, keys)
        return (self.painted(shown) - self.pressed) * 1000

    def painted(self, shown: Callable[[], bool]) -> float:
        """Wait until something is shown; return when the bytes came that did it."""
        end = time.perf_counter() + _PATIENCE
        while not shown():
            try:
                self.at, data = self._came.get(timeout=max(end - time.perf_counter(), 0))
            except Empty:
                raise TimeoutError("\n".join(self.lines)) from None
            if not data:
                raise EOFError("\n".join(self.lines))
            self._stream.feed(data)
        return self.at

    def settle(self) -> None:
        """Wait until nothing more is painted."""
        while True:
            try:
                self.at, data = self._came.get(timeout=_QUIET)
            except Empty:
                return
            self._stream.feed(data)

    def idle(self) -> None:
        """Wait until the program does nothing any more: what it prepares at its start is done."""
        before, now = -_IDLE, 0.0
        while now - before >= _IDLE:
            time.sleep(_LOOK)
            before, now = now, self._processor()
        self.settle()

    def _processor(self) -> float:
        """Return the seconds of processor time that the program has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def lines(self) -> Sequence[str]:
        """The text of the screen."""
        cells, width = self._screen.buffer, range(self._screen.columns)
        return ["".join(cells[y][x].data for x in width) for y in range(self._screen.lines)]

    def has(self, text: str) -> bool:
        """Whether a line of the screen holds a text."""
        return any(text in line for line in self.lines)

    @property
    def header(self) -> str:
        """The titles above the list."""
        return next((line for line in self.lines if "번호" in line and "접수" in line), "")

    @property
    def rows(self) -> list[Row]:
        """The lines of the list."""
        found = []
        for y, line in enumerate(self.lines):
            if line.startswith("──"):  # below it the record under the cursor is told of
                break
            number = _NUMBER.match(line)
            if number:
                found.append((number[1], self._screen.buffer[y][2].bg))
        papers = [paper for _number, paper in found]
        usual = max(papers, key=papers.count, default="")
        return [Row(number, paper != usual) for number, paper in found]

    @property
    def cursor(self) -> str:
        """The number of the proposal that the cursor is on."""
        return next((row.number for row in self.rows if row.cursor), "")

    def memory(self, field: str = "VmRSS") -> float:
        """Return the program's memory in MB; VmHWM is its peak."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(rf"(?m)^{field}:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0
