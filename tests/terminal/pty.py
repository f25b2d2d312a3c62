"""A pseudo-terminal that runs a program and waits for what it shows: no emulator, no sleeps."""

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Self

_STYLE = re.compile(
    rb"\x1b\[[0-9;:?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b[=>]"
)
_PATIENCE = 60.0  # seconds: for a loaded machine, not for the program


def program(*words: str) -> list[str]:
    """Return the command that runs secretariat."""
    return [sys.executable, "-m", "secretariat_tui", *words]


class Terminal:
    """A program on a terminal of its own; at the end it is killed."""

    def __init__(
        self,
        command: list[str],
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.begun = time.perf_counter()
        self.seen = b""
        self._mark = 0
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            own = {"TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
            # Not execv: readline has set COLUMNS behind Python's back, to the size of our terminal.
            os.execve(command[0], command, {**os.environ, **own})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self.pid:
            os.kill(self.pid, 9)
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    def send(self, keys: bytes) -> None:
        """Press keys; `until` then looks at what comes after them."""
        self._mark = len(self.seen)
        os.write(self._fd, keys)

    def until(self, text: str) -> float:
        """Wait until a text is shown; return the ms since the program began."""
        latest = time.perf_counter() + _PATIENCE
        while text.encode() not in _STYLE.sub(b"", self.seen[self._mark :]):
            if not self._more():
                raise EOFError(f"the program ended before it showed {text!r}")
            if time.perf_counter() > latest:  # a program that still draws, but something else
                raise TimeoutError(f"{text!r} is not in {self.seen[self._mark :][-2000:]!r}")
        return (time.perf_counter() - self.begun) * 1000

    def until_raw(self, pattern: bytes) -> re.Match[bytes]:
        """Wait until the program wrote bytes that match."""
        while not (found := re.search(pattern, self.seen[self._mark :], re.DOTALL)):
            if not self._more():
                raise EOFError(f"the program ended before it wrote {pattern!r}")
        return found

    def wait(self) -> int:
        """Wait until the program has ended; return its exit code."""
        while self._more():
            pass
        _pid, status = os.waitpid(self.pid, 0)
        self.pid = 0
        return os.waitstatus_to_exitcode(status)

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows the keys itself, as a shell expects it."""
        return bool(termios.tcgetattr(self._fd)[3] & termios.ECHO)

    def _more(self) -> bool:
        if not select.select([self._fd], [], [], _PATIENCE)[0]:
            raise TimeoutError(self.seen[-2000:])
        try:
            data = os.read(self._fd, 65536)
        except OSError:  # EIO: nobody holds the terminal any more
            return False
        self.seen += data
        return bool(data)
