"""The queue of input events: each waits until the one before it has done its work, however long that takes.

Textual sends a key to the widget that has the focus when the key arrives. If the key before it is still about to
open a dialog or to move the focus, that is not the widget that the user meant.
"""

from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker, WorkerError

from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import REPLACEMENT

# Besides keys, what moves the focus. Mouse moves and scrolling do not, and are not queued.
InputEvent = (
    events.Key | events.Paste | events.MouseDown | events.MouseUp | events.AppFocus | events.AppBlur
)
_SHIFTED_KEYS = {f"f{n + 12}": f"shift+f{n}" for n in range(1, 13)}
_MODIFIED_F3 = {1: "shift+f3", 2: "alt+f3", 4: "ctrl+f3", 5: "ctrl+shift+f3"}
_ROUNDS = 2  # a key may make a widget post a message, which makes the screen act
_CHECK_LOST = 0.2  # seconds between checks whether a key was lost with its widget


class Barrier(Message):
    """Follows a key from the focus up to the app, then the messages that the key made widgets post."""

    def __init__(self, key: InputEvent, target: Widget, rounds: int) -> None:
        super().__init__()
        self.key, self._target, self._rounds = key, target, rounds

    def send(self) -> bool:
        """Begin the next round; False if it was the last, or the widget is gone."""
        again = Barrier(self.key, self._target, self._rounds - 1)
        return self._rounds > 0 and self._target.post_message(again)


class _Sent(NamedTuple):
    """An event that is being handled."""

    event: InputEvent
    target: Widget
    screen: Screen[Any]


class KeyQueue:
    """Keeps input until the screen in front can take it, and delivers it in order."""

    def __init__(self, app: App[None], deliver: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._deliver = deliver
        self._kept: deque[InputEvent] = deque()
        self._sent: _Sent | None = None
        self._working: dict[Screen[Any], Worker[None]] = {}
        self._checking = False

    @property
    def waiting(self) -> bool:
        """Whether some input has not done its work yet."""
        front = self._app.screen_stack[-1:]  # empty while the program ends
        return bool(self._kept) or self._sent is not None or any(map(self.works, front))

    def watch(self) -> None:
        """Deliver what is kept to each screen that comes to the front."""
        self._app.screen_change_signal.subscribe(self._app, self._changed)

    def begin(self, screen: Screen[Any], worker: Worker[None]) -> None:
        """Keep what is typed over a screen until its work shows a dialog or ends."""
        self._working[screen] = worker

    def end(self, worker: Worker[None]) -> None:
        """Keep no more because of a worker."""
        ended = [screen for screen, each in self._working.items() if each is worker]
        for screen in ended:
            del self._working[screen]
        if ended:
            self._app.call_later(self._give)

    def works(self, screen: Screen[Any]) -> bool:
        """Whether work of a screen keeps what is typed over it."""
        worker = self._working.get(screen)
        return (
            worker is not None and not worker.is_cancelled
        )  # a cancelled one never reports its end

    async def wait_for_work(self, screen: Screen[Any]) -> None:
        """Wait until the work of a screen has ended."""
        if worker := self._working.get(screen):
            with suppress(WorkerError):
                await worker.wait()

    def forget(self) -> None:
        """Drop what is kept: what it was typed for will not be shown."""
        self._kept.clear()

    async def take(self, event: InputEvent) -> None:
        """Take an input event."""
        self._kept.append(event)
        await self._give()

    async def done(self, event: Barrier) -> None:
        """Deliver the next event if the one before it has done its work."""
        if self._sent and self._sent.event is event.key and not event.send():
            self._sent = None
            await self._give()

    async def _give(self) -> None:
        while self._kept and self._ready():
            event = self._kept.popleft()
            screen = self._app.screen
            target = self._app.focused or screen
            await self._deliver(event)
            if not _is_text(event, target) and Barrier(event, target, _ROUNDS).send():
                self._sent = _Sent(event, target, screen)
        if self._kept and self._sent and not self._checking:
            self._checking = True
            self._app.set_timer(_CHECK_LOST, self._check_lost)

    async def _check_lost(self) -> None:
        self._checking = False
        if self._sent and not self._sent.target.is_attached:
            self._sent = None
        await self._give()

    def _ready(self) -> bool:
        screen = self._app.screen
        return self._sent is None and screen.is_mounted and not self.works(screen)

    def _changed(self, screen: Screen[Any] | None) -> None:
        if screen is not None:  # its queue begins when it is mounted
            screen.call_later(self._app.call_later, self._shown)

    async def _shown(self) -> None:
        stack = self._app.screen_stack
        if self._sent and self._sent.screen not in stack:
            self._sent = None  # what followed the key has gone with its screen
        self._working = {
            screen: each for screen, each in self._working.items() if screen.is_attached
        }
        await self._give()


def pressed_key(event: events.Event) -> events.Event:
    """Return the key that was pressed, where Textual takes the codes of xterm and tmux for something else.

    It takes Shift with F1 to F12 for F13 to F24, and F3 with a modifier for the position of the cursor in the first
    row, which this program never asks for (xterm's ctlseqs, "PC-Style Function Keys").
    """
    if isinstance(event, events.Key) and event.key in _SHIFTED_KEYS:
        return events.Key(_SHIFTED_KEYS[event.key], None)
    if isinstance(event, events.CursorPosition) and event.y == 0:
        return events.Key(_MODIFIED_F3.get(event.x, "alt+f3"), None)
    return event


def encoding_warning(event: events.Event) -> str:
    """Return what to tell the user if the terminal sent bytes that are not UTF-8, else ""."""
    typed = event.text if isinstance(event, events.Paste) else getattr(event, "character", None)
    if REPLACEMENT not in (typed or ""):
        return ""
    return _("터미널이 UTF-8이 아닌 글자를 보냅니다. 터미널의 문자 집합을 UTF-8로 바꾸세요.")


def _is_text(event: InputEvent, target: Widget) -> bool:
    """Whether a field takes the event as text, which moves nothing but the cursor in it."""
    if isinstance(event, events.Key):
        return target.check_consume_key(event.key, event.character)
    return isinstance(event, events.Paste)
