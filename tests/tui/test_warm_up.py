"""The imports for writing, which are made while a person reads, and hold up nothing that was asked for."""

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui import app
from secretariat_tui.tui.screens.base import AreaScreen
from tests.tui.desk import desk

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.worker import Worker


class _Imports:
    """Imports for writing, of which a test may ask whether they have been made."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, _file: OfficeFile) -> None:
        self.made += 1


@pytest.fixture
def imports(monkeypatch: pytest.MonkeyPatch) -> _Imports:
    made = _Imports()
    monkeypatch.setattr(app, "import_writes", made)
    return made


async def _wait(answer: asyncio.Event) -> None:
    await answer.wait()


@pytest.mark.parametrize("what", ["key", "load"])
async def test_the_imports_for_writing_wait_for_keys_and_loads(
    office: Path, imports: _Imports, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    async with desk(office, area="agreements") as there:
        monkeypatch.setattr(app, "_WARM_UP_AFTER", 0.05)
        answer = asyncio.Event()
        here = there.app.screen
        assert isinstance(here, AreaScreen)
        if what == "key":
            here.perform(_wait(answer))
            await there.send("3")
            assert there.app.key_queue.waiting
        else:
            here.run_latest("load", partial(_wait, answer))
        before = imports.made
        for _time in range(3):
            await there.app._warm_up()
        assert imports.made == before
        answer.set()
        await there.settle()
        if what == "key":
            assert "[3 예산]" in there.text()
        await there.until_true(lambda: imports.made > before)


async def test_a_load_that_was_cancelled_before_it_began_holds_back_no_imports(
    office: Path, imports: _Imports
) -> None:
    async with desk(office, area="agreements") as there:
        here = there.app.screen
        assert isinstance(here, AreaScreen)
        work: Callable[[], Coroutine[None, None, None]] = partial(asyncio.sleep, 60)
        worker: Worker[None] = here.run_worker(work, group="load")
        worker.cancel()  # its end is never reported
        before = imports.made
        await there.app._warm_up()
        assert imports.made == before + 1


async def test_no_key_waits_once_the_screens_are_gone(office: Path) -> None:
    async with desk(office, area="schedule") as there:
        queue = there.app.key_queue
    assert there.app.screen_stack == []
    assert not queue.waiting
