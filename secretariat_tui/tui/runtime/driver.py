"""The terminal driver: Textual's, which does not wait for its input thread when the program ends."""

import signal
import termios
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

_NO_MOUSE = "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"  # as Textual ends its own mouse support


class QuickExitDriver(LinuxDriver):
    """Leaves the input thread to the end of the process: it would end up to 0.2 seconds later."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._owner = app

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
        if not self.exit_event.is_set():
            super().process_message(message)
