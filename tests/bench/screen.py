"""A terminal emulator: the text on the screen, and the times at which the output arrived."""

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
_TIMEOUT = 30.0  # seconds until a text must be shown
_QUIET_TIME = 0.04  # seconds without output after which the screen is complete
_IDLE_INTERVAL = 1.5  # seconds between two checks whether the program is idle
_IDLE_CPU = 0.1  # seconds of CPU time between two checks of an idle program
_NUMBER = re.compile(r".{1,3}(\d\d-\d{7}) ")
_SWITCH_INTERVAL = 1e-4  # seconds: the reading thread must not wait for the emulation


class Row(NamedTuple):
    """A row of the list: the number of its proposal, and whether the cursor is on it."""

    number: str
    cursor: bool


class Screen(Terminal):
    """Emulates the screen of a program. A thread stamps its output with the time of arrival.

    The emulation is slow, so it runs afterwards in the main thread.
    """

    def __init__(self, command: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        sys.setswitchinterval(_SWITCH_INTERVAL)
        super().__init__([*command], _SIZE, env)
        self._screen = pyte.Screen(*_SIZE)
        self._stream = pyte.ByteStream(self._screen)
        self.pressed_at = self.begun  # when the last key was pressed
        self.painted_at = self.begun  # when the last output arrived
        self._output: Queue[tuple[float, bytes]] = Queue()
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self.pid, 9)  # first, so that the listener reads the end of the output
        self._listener.join()
        super().__exit__(kind, error, trace)

    def _listen(self) -> None:
        while True:
            try:
                data = os.read(self._fd, 65536)
            except OSError:  # EIO: no process has the terminal open any more
                data = b""
            self._output.put((time.perf_counter(), data))
            if not data:
                return

    def press(self, keys: bytes, shown: Callable[[], bool]) -> float:
        """Press keys; return the ms until `shown` returns True."""
        self.settle()
        self.pressed_at = time.perf_counter()
        os.write(self._fd, keys)
        return (self.wait_until(shown) - self.pressed_at) * 1000

    def wait_until(self, shown: Callable[[], bool]) -> float:
        """Wait until `shown` returns True; return the time at which the output for it arrived."""
        deadline = time.perf_counter() + _TIMEOUT
        while not shown():
            try:
                self.painted_at, data = self._output.get(
                    timeout=max(deadline - time.perf_counter(), 0)
                )
            except Empty:
                raise TimeoutError("\n".join(self.lines)) from None
            if not data:
                raise EOFError("\n".join(self.lines))
            self._stream.feed(data)
        return self.painted_at

    def settle(self) -> None:
        """Wait until no more output arrives."""
        while True:
            try:
                self.painted_at, data = self._output.get(timeout=_QUIET_TIME)
            except Empty:
                return
            self._stream.feed(data)

    def idle(self) -> None:
        """Wait until the program uses no CPU time: its background work after the start is done."""
        before, now = -_IDLE_CPU, 0.0
        while now - before >= _IDLE_CPU:
            time.sleep(_IDLE_INTERVAL)
            before, now = now, self._cpu_seconds()
        self.settle()

    def _cpu_seconds(self) -> float:
        """Return the CPU time in seconds that the program has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def lines(self) -> Sequence[str]:
        """The text of the screen."""
        cells, width = self._screen.buffer, range(self._screen.columns)
        return ["".join(cells[y][x].data for x in width) for y in range(self._screen.lines)]

    def contains(self, text: str) -> bool:
        """Whether a line of the screen holds a text."""
        return any(text in line for line in self.lines)

    @property
    def header(self) -> str:
        """The header line of the list."""
        return next((line for line in self.lines if "번호" in line and "접수" in line), "")

    @property
    def rows(self) -> list[Row]:
        """The rows of the list."""
        numbered = []
        for y, line in enumerate(self.lines):
            if line.startswith("──"):  # the pane with the record under the cursor
                break
            number = _NUMBER.match(line)
            if number:
                numbered.append((number[1], self._screen.buffer[y][2].bg))
        backgrounds = [background for _number, background in numbered]
        most_common = max(backgrounds, key=backgrounds.count, default="")
        return [Row(number, background != most_common) for number, background in numbered]

    @property
    def cursor(self) -> str:
        """The number of the proposal under the cursor."""
        return next((row.number for row in self.rows if row.cursor), "")

    def memory(self, field: str = "VmRSS") -> float:
        """Return the program's memory in MB: VmRSS is the current use, VmHWM the peak."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        match = re.search(rf"(?m)^{field}:\s+(\d+)", status)
        return int(match[1]) / 1024 if match else 0.0
