"""The desk of the tests: it ends when the app does, and names what is not done."""

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widget import Widget

from secretariat_tui.tui.widgets.record_table import RecordTable
from tests.tui import desk as desks
from tests.tui.desk import desk

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.worker import Worker


def broken(_widget: Widget, _event: events.Key) -> None:
    raise ZeroDivisionError


async def test_an_app_that_dies_of_a_key_ends_the_test(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RecordTable, "on_key", broken, raising=False)
    with pytest.raises(ZeroDivisionError):  # noqa: PT012
        async with desk(office, area="agreements") as there:
            await there.press("down")
            await there.burst("down", "f2")
            await there.type("abc")


async def test_what_is_never_done_is_named(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "DEADLINE", 0.1)
    async with desk(office) as there:
        forever = there.app.screen.run_worker(asyncio.sleep(60), name="forever")
        with pytest.raises(AssertionError, match=r"not done after .* worker forever"):
            await there.settle()
        with pytest.raises(AssertionError, match="'없음' is not shown"):
            await there.until("없음")
        forever.cancel()


async def test_a_key_whose_widget_goes_away_holds_back_no_other(office: Path) -> None:
    class Fleeting(Widget, can_focus=True):
        async def on_key(self) -> None:
            await self.remove()

    async with desk(office, (100, 30), area="agreements") as there:
        widget = Fleeting()
        await there.app.screen.mount(widget)
        widget.focus()
        await there.settle()
        shown = await there.burst("x", "3")
        assert "[3 예산]" in shown
        assert not there.app.key_queue.waiting


async def test_work_that_was_cancelled_before_it_began_holds_back_no_key(office: Path) -> None:
    async with desk(office, area="agreements") as there:
        here = there.app.screen
        work: Callable[[], Coroutine[None, None, None]] = partial(asyncio.sleep, 60)
        worker: Worker[None] = here.run_worker(work)
        there.app.key_queue.begin(here, worker)
        worker.cancel()  # its end is never reported
        assert "[3 예산]" in await there.press("3")
        assert not there.app.key_queue.waiting
