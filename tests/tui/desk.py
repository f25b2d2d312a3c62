"""A desk to sit at in tests: the real app on a real file, keys in, text out.

Nothing here waits for time to pass. After a key the desk runs the event loop until every task waits,
lets the threads finish their jobs, and repeats that until nothing is left to do.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import date, time
from pathlib import Path
from unittest.mock import patch

from textual import events
from textual.pilot import Pilot

from secretariat_tui.areas import AREAS, index_sources
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui import file_monitor
from secretariat_tui.tui.app import SecretariatApp
from secretariat_tui.tui.keys.area import Area
from secretariat_tui.tui.runtime import store_thread
from secretariat_tui.tui.runtime.preferences import Preferences
from tests.tui.textual_internals import (
    CountedExecutor,
    ended,
    key_event,
    lines,
    paint,
    run_ready,
    shared_styles,
    without_drawing,
)

TODAY = date(2023, 4, 19)
NOW = time(9, 20)
DEFAULT = Preferences()
PICTURES = Path(__file__).parent / "pictures"
DEADLINE = 60.0  # seconds, for a loaded machine: what is not done then will never be
_POLL = 0.002  # seconds between two looks at something that tells nobody when it is done


class Desk:
    """One person's terminal."""

    def __init__(
        self, app: SecretariatApp, pilot: Pilot[None], executors: Sequence[CountedExecutor] = ()
    ) -> None:
        self.app = app
        self._pilot = pilot
        self._executors = executors

    async def settle(self) -> None:
        """Wait until everything asked for is read, written and shown, or a dialog asks something."""
        end = asyncio.get_running_loop().time() + DEADLINE
        while await self._run(end):
            if not (busy := self._busy()):
                if not [each for each in self._executors if await each.handed_over()]:
                    return
                continue
            if asyncio.get_running_loop().time() > end:
                raise AssertionError(f"not done after {DEADLINE:.0f} s: {'; '.join(busy)}")
            await asyncio.sleep(_POLL)

    async def until(self, text: str, without: str = "\0") -> str:
        """Let everything go on until a text is shown, and another is not; return what is shown."""
        end = asyncio.get_running_loop().time() + DEADLINE
        while await self._run(end):
            if text in (shown := self.text()) and without not in shown:
                return shown
            if asyncio.get_running_loop().time() > end:
                break
            await asyncio.sleep(_POLL * 10)  # reading the screen is work
        raise AssertionError(f"{text!r} is not shown:\n{self.text()}")

    async def until_true(self, condition: Callable[[], object]) -> None:
        """Let everything go on until a condition holds."""
        end = asyncio.get_running_loop().time() + DEADLINE
        while not condition():
            if asyncio.get_running_loop().time() > end:
                raise AssertionError(f"the condition does not hold:\n{self.text()}")
            await self._run(end)
            await asyncio.sleep(_POLL)

    async def _run(self, end: float) -> bool:
        """Do and draw what can be done without waiting; return whether the app still runs."""
        with self.app.batch_update():
            await run_ready(end)
        while not ended(self.app) and paint(self.app):
            with self.app.batch_update():
                await run_ready(end)
        return not ended(self.app)

    def _busy(self) -> list[str]:
        """Name what is not done yet. What a screen behind a dialog does may wait for its answer."""
        jobs = [f"job {name}" for each in self._executors for name in [*each.jobs.values()]]
        works = [
            f"worker {worker.name} {worker.description}"
            for worker in self.app.workers
            if worker.node is not self.app
            and worker.node.screen is self.app.screen
            and not worker.is_finished
        ]
        keys = [f"key queue {vars(self.app.key_queue)}"] if self.app.key_queue.waiting else []
        return jobs + works + keys

    async def press(self, *keys: str) -> str:
        """Press keys, one after the other; return what the screen shows then."""
        await self.do(*keys)
        return self.text()

    async def do(self, *keys: str) -> None:
        """Press keys, one after the other, without reading the screen."""
        for key in keys:
            self.app.post_message(key_event(key))
            await self.settle()

    async def send(self, *keys: str) -> None:
        """Press keys whose work may not end before something else happens."""
        for key in keys:
            await self.post(key_event(key))

    async def post(self, event: events.Event) -> None:
        """Post an event and do what can be done without waiting; nothing is laid out yet."""
        self.app.post_message(event)
        with self.app.batch_update():
            await run_ready(asyncio.get_running_loop().time() + DEADLINE)

    async def paste(self, text: str) -> None:
        """Paste a text into what has the focus."""
        await self.post(events.Paste(text))

    async def burst(self, *keys: str) -> str:
        """Press keys without waiting for what each of them does; return what is shown in the end."""
        for key in keys:
            self.app.post_message(events.Key(key, None))
        await self.settle()
        return self.text()

    async def type(self, text: str) -> str:
        """Type a text into what has the focus."""
        await self.send(*text)
        await self.settle()
        return self.text()

    async def click(self, selector: str, offset: tuple[int, int]) -> str:
        """Click at a place of a widget."""
        await self._pilot.click(selector, offset=offset)
        await self.settle()
        return self.text()

    async def drag(self, selector: str, first: tuple[int, int], last: tuple[int, int]) -> str:
        """Press the mouse at a place of a widget, move it to another one, and let it go there."""
        await self._pilot.mouse_down(selector, offset=first)
        await self._pilot.hover(selector, offset=last)
        await self._pilot.mouse_up(selector, offset=last)
        await self.settle()
        return self.text()

    async def resize(self, width: int, height: int) -> str:
        """Make the terminal another size."""
        await self._pilot.resize_terminal(width, height)
        await self.settle()
        return self.text()

    def text(self) -> str:
        """Return the screen as text, without blanks at the ends of lines."""
        return "\n".join(lines(self.app.screen))

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
def without_monitor() -> Iterator[None]:
    """Do not watch the open file, which begins after a second, in tests that may take longer."""

    async def watch_nothing(_app: SecretariatApp) -> None: ...

    with patch.object(file_monitor, "monitor", watch_nothing):
        yield


@asynccontextmanager
async def desk_of(
    open_file: Callable[[], OfficeFile],
    size: tuple[int, int] = (100, 30),
    today: date = TODAY,
    areas: Sequence[Area] = AREAS,
    preferences: Preferences = DEFAULT,
) -> AsyncIterator[Desk]:
    """Run the app on a file at a terminal of a size."""
    executors: list[CountedExecutor] = []

    def counted(max_workers: int, thread_name_prefix: str = "") -> CountedExecutor:
        executors.append(CountedExecutor(max_workers, thread_name_prefix))
        return executors[-1]

    asyncio.get_running_loop().set_default_executor(counted(4, "asyncio"))
    with patch.object(store_thread, "ThreadPoolExecutor", counted):
        app = SecretariatApp(
            open_file(), areas, lambda: today, preferences, time_of_day=lambda: NOW
        )
    app.animation_level = "none"
    with without_monitor(), without_drawing(), shared_styles():
        async with app.run_test(size=size) as pilot:
            there = Desk(app, pilot, executors)
            await there.settle()
            yield there
    app.store.close()
    app.form_autosaves.close()


@asynccontextmanager
async def desk(
    path: Path,
    size: tuple[int, int] = (100, 30),
    who: str = "김주무관",
    area: str = "today",
    preferences: Preferences = DEFAULT,
) -> AsyncIterator[Desk]:
    """Open a file at a terminal of a size, and go to an area."""
    async with desk_of(
        lambda: OfficeFile(path, who, sources=index_sources), size, preferences=preferences
    ) as there:
        if area != "today":
            await there.press(next(each.key for each in AREAS if each.name == area))
        yield there
