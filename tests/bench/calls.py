"""How much code a key runs: the modules and functions of the package that are entered."""

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
    """Notes the functions entered on all threads, comprehensions and generators left out."""

    def __init__(self) -> None:
        self._on = False
        self._entered: dict[tuple[str, str], int] = {}

    def __call__(self, frame: FrameType, event: str, _arg: Any) -> None:
        code = frame.f_code
        if self._on and event == "call" and code.co_filename.startswith(_PACKAGE):
            if code.co_name.startswith("<"):
                return
            key = code.co_filename, code.co_qualname
            self._entered[key] = self._entered.get(key, 0) + 1

    @contextmanager
    def noting(self, into: Figures) -> Iterator[None]:
        """Note what is entered meanwhile, and put the counts into figures."""
        self._entered.clear()
        self._on = True
        yield
        self._on = False
        into["modules"] = len({module for module, _name in self._entered})
        into["functions"] = len(self._entered)
        into["calls"] = sum(self._entered.values())


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
    saved: Figures = {}
    first: Figures = {}
    again: Figures = {}
    async with desk(path, _SIZE, area="budget") as there:
        await there.press("down", "enter")
        await _save(there, profile, {})  # the first imports what the second has
        await _save(there, profile, saved)
    async with desk(path, _SIZE) as there:
        with profile.noting(first):
            await there.press("4")
        await there.press("1")
        with profile.noting(again):
            await there.press("4")
    return {
        "from Ctrl+S to the list": saved,
        "from a digit to a screen, first visit": first,
        "from a digit to a screen, next visit": again,
    }


async def _save(there: Desk, profile: _Profile, into: Figures) -> None:
    await there.press("insert")
    for key, text in (("won", "12000"), ("purpose", "간담회")):
        editor: Any = there.app.screen.query_one(f"#edit-{key}")
        editor.value = text
    await there.settle()
    with profile.noting(into):
        await there.press("ctrl+s")
