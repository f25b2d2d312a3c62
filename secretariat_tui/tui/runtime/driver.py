"""The terminal driver: Textual's, which also tells what was typed before it started.

It accepts any bytes, notices that the terminal is gone, and ends at once.
"""

import os
import select
import signal
import sys
import termios
from codecs import getincrementaldecoder
from contextlib import suppress
from itertools import chain
from threading import Event, main_thread
from typing import Any, TextIO

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

# Seconds that the input thread may take to read what was typed, and then for the key behind a terminal's answer.
_FIRST_MESSAGE, _NEXT_MESSAGE = 0.5, 0.002
_TICK = 0.1  # seconds without input after which Escape is a key, and not the start of a sequence
_NO_MOUSE = "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"  # as Textual ends its own mouse support


class _Output:
    """What the terminal shows; nothing once it is gone. An error would only end the thread that writes."""

    def __init__(self, file: TextIO | None) -> None:
        self._file: Any = file

    def fileno(self) -> int:
        return int(self._file.fileno())

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()


class TerminalDriver(LinuxDriver):
    """Reads keys and writes the screen; does not wait 0.2 s for its input thread when the program ends."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file: Any = _Output(sys.__stderr__)
        self._owner = app
        self._typed = False
        self._received, self._has_key = Event(), Event()
        self._first_key = ""

    def start_application_mode(self) -> None:
        """Start; note whether something was typed before."""
        self._typed = bool(select.select([self.fileno], [], [], 0)[0])
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def _sigcont_application(self, *args: Any) -> None:
        """Go on after a suspension. All would begin twice if a window is closed, which sends the signal too."""
        if self._must_signal_resume:
            super()._sigcont_application(*args)

    def run_input_thread(self) -> None:
        """Read keys until the program ends; hang up when the terminal is gone.

        Textual's own ends the program when bytes are not UTF-8, as of a terminal with another encoding.
        """
        decode = getincrementaldecoder("utf-8")("replace").decode
        parser = XTermParser(self._debug)
        while not self.exit_event.is_set():
            text = ""
            if select.select([self.fileno], [], [], _TICK)[0]:
                data = self._read()
                if not data:
                    # The kernel tells only the session that the terminal belongs to.
                    signal.pthread_kill(main_thread().ident or 0, signal.SIGHUP)
                    return
                text = decode(data)
            try:
                for message in chain(parser.feed(text) if text else (), parser.tick()):
                    self.process_message(message)
            except (ValueError, OverflowError):  # an escape sequence with impossible numbers
                parser = XTermParser(self._debug)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:  # EIO: as at its end
            return b""

    def typed_key(self) -> str:
        """Return the first key that was typed before the program took keys, "" if none was."""
        if self._typed and self._received.wait(_FIRST_MESSAGE):
            self._has_key.wait(_NEXT_MESSAGE)
        return self._first_key

    def disable_input(self) -> None:
        """Stop reading keys; wait for the input thread only if the program goes on, as after a suspension."""
        if self._owner.return_code is None:
            super().disable_input()
        elif not self.exit_event.is_set():
            signal.signal(signal.SIGWINCH, signal.SIG_DFL)
            self.write(_NO_MOUSE)
            self.exit_event.set()
            with suppress(termios.error):
                termios.tcflush(self.fileno, termios.TCIFLUSH)

    def process_message(self, message: Message) -> None:
        """Pass a message on to the app, while it takes messages."""
        if isinstance(message, events.Key) and not self._first_key:
            self._first_key = message.key
            self._has_key.set()
        self._received.set()
        if not self.exit_event.is_set():
            super().process_message(message)
