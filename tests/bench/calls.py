"""How much code a key runs: the modules, functions and calls of the package."""

import asyncio
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import secretariat_tui
from secretariat_tui.sample.load import create_sample
from tests.bench.measure import Figures
from tests.tui.desk import Desk, desk

_PACKAGE = str(Path(secretariat_tui.__file__).parent)
_SIZE = (120, 40)


class _Profile:
    """A profile function that counts calls on all threads, except those of comprehensions."""

    def __init__(self) -> None:
        self._recording = False
        self._entered: dict[tuple[str, str], int] = {}

    def __call__(self, frame: FrameType, event: str, _arg: Any) -> None:
        code = frame.f_code
        if self._recording and event == "call" and code.co_filename.startswith(_PACKAGE):
            if code.co_name.startswith("<"):
                return
            key = code.co_filename, code.co_qualname
            self._entered[key] = self._entered.get(key, 0) + 1

    @contextmanager
    def recording(self, figures: Figures) -> Iterator[None]:
        """Count the calls in the body of a with statement; store the counts in `figures`."""
        self._entered.clear()
        self._recording = True
        yield
        self._recording = False
        figures["modules"] = len({module for module, _name in self._entered})
        figures["functions"] = len(self._entered)
        figures["calls"] = sum(self._entered.values())


def calls(folder: Path) -> Figures:
    """Count the code from Ctrl+S in the form of an expense to the list, and from a digit to a screen."""
    path = folder / "sample.db"
    create_sample(path)
    profile = _Profile()
    threading.setprofile(profile)
    sys.setprofile(profile)
    try:
        return asyncio.run(_count(path, profile))
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


async def _count(path: Path, profile: _Profile) -> Figures:
    save: Figures = {}
    first_visit: Figures = {}
    next_visit: Figures = {}
    async with desk(path, _SIZE, area="budget") as pilot:
        await pilot.press("down", "enter")
        await _save(pilot, profile, {})  # so that the next one imports nothing
        await _save(pilot, profile, save)
    async with desk(path, _SIZE) as pilot:
        with profile.recording(first_visit):
            await pilot.press("4")
        await pilot.press("1")
        with profile.recording(next_visit):
            await pilot.press("4")
    return {
        "from Ctrl+S to the list": save,
        "from a digit to a screen, first visit": first_visit,
        "from a digit to a screen, next visit": next_visit,
    }


async def _save(pilot: Desk, profile: _Profile, figures: Figures) -> None:
    await pilot.press("insert")
    for key, text in (("won", "12000"), ("purpose", "간담회")):
        editor: Any = pilot.app.screen.query_one(f"#edit-{key}")
        editor.value = text
    await pilot.settle()
    with profile.recording(figures):
        await pilot.press("ctrl+s")
