"""Keys pressed while a dialog is opening: they wait, and go to it in the order they were pressed."""

from textual import events
from textual.app import App
from textual.screen import Screen
from textual.worker import Worker

Typed = events.Key | events.Paste


class TypeAhead:
    """Keeps what is typed until the screen in front can take it."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._kept: list[Typed] = []
        self._working: tuple[Screen[object], Worker[None]] | None = None

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
        """Whether a screen's work has neither shown a dialog nor ended."""
        return self._working is not None and self._working[0] is screen

    def keep(self, event: events.Event) -> bool:
        """Keep a key, whether on its way down to the focus or back up; False where it may go on."""
        if not isinstance(event, Typed) or self._ready():
            return False
        self._kept.append(event)
        self._when_mounted(self._app.screen)
        return True

    def forget(self) -> None:
        """Drop what is kept: what it was typed for will not be shown."""
        self._kept.clear()

    def _ready(self) -> bool:
        screen = self._app.screen
        return screen.is_mounted and not self.works(screen)

    def _changed(self, screen: Screen[object] | None) -> None:
        if screen is not None:
            self._when_mounted(screen)

    def _when_mounted(self, screen: Screen[object]) -> None:
        screen.call_later(self._app.call_later, self._give)  # its queue begins when it is mounted

    async def _give(self) -> None:
        if not self._ready():
            return
        kept, self._kept = sorted(self._kept, key=lambda event: event.time), []
        for each in kept:
            again = events.Paste(each.text) if isinstance(each, events.Paste) else each.copy()
            await self._app.on_event(again)
