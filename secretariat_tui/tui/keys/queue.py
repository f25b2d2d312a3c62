"""Keys pressed faster than the screen follows: each waits until the one before it has done its work.

Textual sends a key to what has the focus when it arrives. Where the key before it is still on its way to
open a dialog, that is not where the person meant it to go.
"""

from collections import deque
from collections.abc import Awaitable, Callable

from textual import events
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

Typed = events.Key | events.Paste
_ROUNDS = 2  # a key may make a widget say something, which makes the screen act
_PATIENCE = 1.0  # seconds after which a key no longer waits for one that has been lost


class Through(Message):
    """Follows a key on its way from the focus up to the app, then what the key has made widgets say."""

    def __init__(self, key: Typed, target: Widget, rounds: int) -> None:
        super().__init__()
        self.key, self._target, self._rounds = key, target, rounds

    def send(self) -> bool:
        """Begin the next round; False where it was the last, or the widget is gone."""
        again = Through(self.key, self._target, self._rounds - 1)
        return self._rounds > 0 and self._target.post_message(again)


class KeyQueue:
    """Keeps what is typed until the screen in front can take it, and gives it on in order."""

    def __init__(self, app: App[None], deliver: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._deliver = deliver
        self._kept: deque[Typed] = deque()
        self._sent: tuple[Typed, Screen[object]] | None = None  # the key on its way
        self._working: tuple[Screen[object], Worker[None]] | None = None

    @property
    def waiting(self) -> bool:
        """Whether something typed has not done its work yet."""
        return bool(self._kept) or self._sent is not None or self.works(self._app.screen)

    def watch(self) -> None:
        """Give what is kept to each screen that comes to the front."""
        self._app.screen_change_signal.subscribe(self._app, self._changed)

    def begin(self, screen: Screen[object], worker: Worker[None]) -> None:
        """Keep what is typed over a screen until its work shows a dialog or ends."""
        self._working = screen, worker

    def end(self, worker: Worker[None]) -> None:
        """Keep no more on account of a work."""
        if self._working and self._working[1] is worker:
            self._working = None
            self._app.call_later(self._give)

    def works(self, screen: Screen[object]) -> bool:
        """Whether work of a screen keeps what is typed over it."""
        if self._working is None or self._working[1].is_cancelled:  # it may never have begun
            return False
        return self._working[0] is screen

    def forget(self) -> None:
        """Drop what is kept: what it was typed for will not be shown."""
        self._kept.clear()

    async def take(self, event: Typed) -> None:
        """Take what was typed."""
        self._kept.append(event)
        await self._give()

    async def done(self, event: Through) -> None:
        """Give on the next key where the one before it has done its work."""
        if self._sent and self._sent[0] is event.key and not event.send():
            self._sent = None
            await self._give()

    async def _give(self) -> None:
        while self._kept and self._ready():
            event = self._kept.popleft()
            screen = self._app.screen
            target = self._app.focused or screen
            await self._deliver(event)
            if not _is_text(event, target) and Through(event, target, _ROUNDS).send():
                self._sent = event, screen

    def _ready(self) -> bool:
        if self._sent and self._kept[-1].time - self._sent[0].time > _PATIENCE:
            self._sent = None
        screen = self._app.screen
        return self._sent is None and screen.is_mounted and not self.works(screen)

    def _changed(self, screen: Screen[object] | None) -> None:
        if screen is not None:  # its queue begins when it is mounted
            screen.call_later(self._app.call_later, self._shown)

    async def _shown(self) -> None:
        if self._sent and self._sent[1] not in self._app.screen_stack:
            self._sent = None  # what followed the key has gone with its screen
        await self._give()


def _is_text(event: Typed, target: Widget) -> bool:
    """Whether a field takes what was typed as text, which moves nothing but its cursor."""
    return isinstance(event, events.Paste) or target.check_consume_key(event.key, event.character)
