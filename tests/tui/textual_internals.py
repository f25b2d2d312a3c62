"""Private API of Textual and asyncio that tests need to see when an app is at rest; used nowhere else."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from textual import events
from textual._context import visible_screen_stack
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.keys import _character_to_key, key_to_character
from textual.screen import Screen
from textual.strip import Strip


class CountedExecutor(ThreadPoolExecutor):
    """A thread pool that knows its unfinished jobs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.jobs: dict[Future[Any], str] = {}
        self._used = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self._used = True
        job = super().submit(fn, *args, **kwargs)
        self.jobs[job] = getattr(fn, "__qualname__", repr(fn))
        job.add_done_callback(lambda job: self.jobs.pop(job, None))
        return job

    async def handed_over(self) -> bool:
        """Wait until the event loop has got the results of finished jobs; return whether there were any.

        A job is no longer counted a moment before the loop is told. A thread takes its next job after.
        """
        if not self._used:
            return False
        self._used = False
        await asyncio.wrap_future(super().submit(int))
        return True


def key_event(key: str) -> events.Key:
    """Return the event of a key; keys are named as for `Pilot.press`."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    return events.Key(name, key if len(key) == 1 else key_to_character(key))


def _ready() -> bool:
    """Return whether a task or callback of the running loop can go on now."""
    loop: Any = asyncio.get_running_loop()
    due = loop._scheduled and loop._scheduled[0]._when <= loop.time()
    return bool(loop._ready or due)


async def run_ready(deadline: float) -> None:
    """Run tasks and callbacks until each of them waits for a thread, a timer or a key."""
    loop = asyncio.get_running_loop()
    await asyncio.sleep(0)
    while _ready() and loop.time() < deadline:  # noqa: ASYNC110 - an event cannot tell of it
        await asyncio.sleep(0)


def paint(app: App[None]) -> bool:
    """Lay out and draw the screen in front now, not at its next update; return whether it had to be."""
    screen = app.screen
    waiting = any(
        (
            screen._layout_required,
            screen._scroll_required,
            screen._repaint_required,
            screen._recompose_required,
            screen._dirty_widgets,
            screen._callbacks,
        )
    )
    if waiting:
        screen._on_timer_update()
    return waiting


_parse_rules = Stylesheet._parse_rules
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}


@contextmanager
def shared_styles() -> Iterator[None]:
    """Parse each style sheet once for all apps: an app parses its own anew for every screen it opens."""

    def parse(sheet: Stylesheet, *args: Any, **kwargs: Any) -> list[RuleSet]:
        key = (*args, *kwargs.items(), *sheet._variables.items())
        if key not in _parsed:
            _parsed[key] = _parse_rules(sheet, *args, **kwargs)
        return _parsed[key]

    with patch.object(Stylesheet, "_parse_rules", parse):
        yield


@contextmanager
def counted_parses() -> Iterator[list[Stylesheet]]:
    """Note each time that an app parses all its style sheets."""
    reparse = Stylesheet.reparse
    parses: list[Stylesheet] = []

    def counted(sheet: Stylesheet) -> None:
        parses.append(sheet)
        reparse(sheet)

    with patch.object(Stylesheet, "reparse", counted):
        yield parses


@contextmanager
def without_drawing() -> Iterator[None]:
    """Lay screens out but write nothing to the terminal, which is none: `lines` draws what a test reads."""

    def forget(screen: Screen[Any]) -> None:
        screen._dirty_widgets.clear()
        screen._compositor._dirty_regions.clear()

    with patch.object(Screen, "_compositor_refresh", forget):
        yield


def ended(app: App[None]) -> bool:
    """Return whether the app ends or has ended; with an exception it no longer takes messages."""
    return app._exit or app._exception is not None or not app.is_running


def lines(screen: Screen[Any]) -> list[str]:
    """Return the text that a screen shows, line by line, without the blanks at their ends."""
    return ["".join(part.text for part in strip).rstrip() for strip in drawn(screen)]


def drawn(screen: Screen[Any]) -> list[Strip]:
    """Draw a screen, with those that are seen behind it."""
    visible_screen_stack.set(screen.app._background_screens)
    return screen._compositor.render_strips()
