"""Reminders of what begins soon: a message, and once for all windows a bell and a notification of the desktop."""

import asyncio
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from secretariat_tui import settings
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean
from secretariat_tui.tui.keys.area import Area, Reminder
from secretariat_tui.tui.runtime.preferences import Preferences
from secretariat_tui.tui.runtime.shell import Shell

if TYPE_CHECKING:
    from secretariat_tui.database.engine.reader import Reader

_KEPT = timedelta(days=2)  # of the marks of reminders that a window has announced
_OSC9_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "ghostty"})
_OSC777_TERMS = ("foot", "rxvt-unicode")
_TTY = Path("/dev/tty")


def notification(env: Mapping[str, str], title: str, text: str) -> str:
    """Return the sequence with which the terminal shows a notification of the desktop; "" if it knows none.

    OSC 9 is known to iTerm2, WezTerm, Ghostty and kitty, OSC 777 to foot, urxvt and terminals with VTE. Inside of
    tmux and screen, which swallow both, there is none.
    """
    if "TMUX" in env or env.get("TERM", "").startswith(("screen", "tmux")):
        return ""
    title, text = (clean(each).replace(";", ",") for each in (title, text))
    if (
        env.get("TERM_PROGRAM") in _OSC9_PROGRAMS
        or "KITTY_WINDOW_ID" in env
        or env.get("TERM") == "xterm-kitty"
    ):
        return f"\x1b]9;{title}: {text}\x1b\\"
    if "VTE_VERSION" in env or env.get("TERM", "").startswith(_OSC777_TERMS):
        return f"\x1b]777;notify;{title};{text}\x1b\\"
    return ""


def write_to_terminal(sequence: str) -> None:
    """Write a sequence to the terminal in one piece; without a terminal nothing happens."""
    with suppress(OSError):
        _TTY.write_bytes(sequence.encode())


class Announcer(NamedTuple):
    """Rings the bell and writes a notification to the terminal; `chosen` is "auto", "bell" or "off"."""

    chosen: str
    bell: Callable[[], None]
    write: Callable[[str], None]

    async def announce(self, title: str, text: str) -> None:
        """Announce a reminder as far as the user wants that."""
        if self.chosen == "off":
            return
        self.bell()
        sequence = notification(os.environ, title, text)
        if sequence and self.chosen == "auto":
            await asyncio.to_thread(self.write, sequence)


class Reminders:
    """Reminds of each event once, some minutes before it begins or the way there does.

    `folder` holds a mark for each reminder that a window has announced, so that of several windows one rings.
    """

    def __init__(
        self,
        read: Iterable[Callable[["Reader", datetime, timedelta], Sequence[Reminder]]],
        minutes: int,
        folder: Path,
        announcer: Announcer,
    ) -> None:
        self._read = tuple(read)
        self._before = timedelta(minutes=minutes)
        self._folder, self._announcer = folder, announcer
        self._shown: set[Reminder] = set()

    async def check(self, app: Shell) -> None:
        """Show the reminders that are due now."""
        if not self._before:
            return
        now = app.now()
        try:
            due = [
                each
                for read in self._read
                for each in await app.store.read(partial(_call, read, now, self._before))
                if each not in self._shown
            ]
        except UserError:  # the file monitor shows it
            return
        if not due:
            return
        self._shown.update(due)
        texts = [app.mask_text(each.text) if app.masked else each.text for each in due]
        app.show_message(" · ".join(texts), "warn")
        ringing = [
            text
            for each, text in zip(due, texts, strict=True)
            if self._is_first(f"{app.store.file.path}\n{each.key}\n{each.at}", now)
        ]
        if ringing:
            await self._announcer.announce(_("일정 알림"), " · ".join(ringing))

    def _is_first(self, name: str, now: datetime) -> bool:
        """Whether no window has announced a reminder yet; leave a mark that this one does."""
        mark = self._folder / sha256(name.encode()).hexdigest()[:32]
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for each in self._folder.iterdir():
                if each.stat().st_mtime < (now - _KEPT).timestamp():
                    each.unlink(missing_ok=True)
            mark.touch(exist_ok=False)
        except FileExistsError:
            return False
        except OSError:  # then every window rings
            return True
        return True


def _call(
    read: Callable[["Reader", datetime, timedelta], Sequence[Reminder]],
    now: datetime,
    before: timedelta,
    reader: "Reader",
) -> Sequence[Reminder]:
    return read(reader, now, before)


def area_reminders(app: App[None], areas: Iterable[Area], preferences: Preferences) -> Reminders:
    """Return the reminders of all areas; an app without a terminal writes nothing to it."""

    def write(sequence: str) -> None:
        if not app.is_headless:
            write_to_terminal(sequence)

    return Reminders(
        [each.reminders() for each in areas if each.reminders],
        preferences.reminder,
        settings.state_dir() / "reminders",
        Announcer(preferences.notifications, app.bell, write),
    )
