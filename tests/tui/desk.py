"""A desk to sit at in tests: the real app on a real file, keys in, text out."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from pathlib import Path
from unittest.mock import patch

from textual import events
from textual.pilot import Pilot

from secretariat_tui.areas import AREAS, index_sources
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui import file_monitor
from secretariat_tui.tui.app import SecretariatApp

TODAY = date(2023, 4, 19)
PICTURES = Path(__file__).parent / "pictures"
_QUIET = 3  # rounds with nothing to do: one thing done may begin another


class Desk:
    """One person's terminal."""

    def __init__(self, app: SecretariatApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot

    async def settle(self) -> None:
        """Wait until everything asked for is read, written and shown, or a dialog asks something."""
        front, quiet = self.app.screen, 0
        while quiet < _QUIET and not self.app._exit:
            await self._pilot.pause()
            if self.app.key_queue.waiting or self._works() or front is not self.app.screen:
                front, quiet = self.app.screen, 0
            else:
                await self.app.store.run(lambda _file: None)
                quiet += 1
        await self._pilot.pause()

    def _works(self) -> bool:
        """Whether the screen in front works; one behind a dialog may wait for its answer."""
        return any(
            worker.node is not self.app
            and worker.node.screen is self.app.screen
            and not worker.is_finished
            for worker in self.app.workers
        )

    async def press(self, *keys: str) -> str:
        """Press keys, one after the other; return what the screen shows then."""
        for key in keys:
            await self._pilot.press(key)
            await self.settle()
        return self.text()

    async def burst(self, *keys: str) -> str:
        """Press keys without waiting for what each of them does; return what is shown in the end."""
        for key in keys:
            self.app.post_message(events.Key(key, None))
        await self.settle()
        return self.text()

    async def type(self, text: str) -> str:
        """Type a text into what has the focus."""
        await self._pilot.press(*text)
        await self.settle()
        return self.text()

    async def click(self, selector: str, offset: tuple[int, int]) -> str:
        """Click at a place of a widget."""
        await self._pilot.click(selector, offset=offset)
        await self.settle()
        return self.text()

    def text(self) -> str:
        """Return the screen as text, without blanks at the ends of lines."""
        update = self.app.screen._compositor.render_strips()
        return "\n".join("".join(part.text for part in strip).rstrip() for strip in update)

    def check_picture(self, name: str) -> None:
        """Compare the screen with its picture. UPDATE_PICTURES=1 takes a new one, to be looked at."""
        size = self.app.size
        picture = PICTURES / f"{name}-{size.width}x{size.height}.txt"
        shown = self.text() + "\n"
        if os.environ.get("UPDATE_PICTURES"):
            picture.parent.mkdir(exist_ok=True)
            picture.write_text(shown, encoding="utf-8")
        assert shown == picture.read_text(encoding="utf-8")


@contextmanager
def unwatched() -> Iterator[None]:
    """Keep an app's rounds, which begin after a second, out of tests that take longer than one."""

    async def look_away(_app: SecretariatApp) -> None: ...

    with patch.object(file_monitor, "watch_over", look_away):
        yield


@asynccontextmanager
async def desk(
    path: Path, size: tuple[int, int] = (100, 30), who: str = "김주무관", area: str = "today"
) -> AsyncIterator[Desk]:
    """Open a file at a terminal of a size, and go to an area."""
    app = SecretariatApp(OfficeFile(path, who, sources=index_sources), AREAS, lambda: TODAY)
    with unwatched():
        async with app.run_test(size=size) as pilot:
            there = Desk(app, pilot)
            await there.settle()
            if area != "today":
                await there.press(next(each.key for each in AREAS if each.name == area))
            yield there
    app.store.close()
