"""How often the screens read, on which thread, and what a refused save leaves behind."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.dom import DOMNode
from textual.message_pump import MessagePump

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.agreements import store
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search import list_query
from tests.tui.desk import TODAY, Desk, desk, desk_of


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables whose list was read from its first row, in order."""
    tables: list[str] = []
    first_page = list_query.first_page

    def noted(*arguments: Any) -> Any:
        tables.append(arguments[1].parts.source.split()[0])
        return first_page(*arguments)

    monkeypatch.setattr(list_query, "first_page", noted)
    return tables


async def _rename(there: Desk, name: str) -> str:
    await there.press("f2")
    there.app.screen.query_one("#edit-name").value = name  # type: ignore[attr-defined]
    return await there.press("ctrl+s")


async def test_a_save_reads_the_list_once(office: Path, pages: list[str]) -> None:
    async with desk(office, area="agreements") as there:
        pages.clear()
        assert "가 협약" in await _rename(there, "가 협약")
        assert pages == ["agreement"]


async def test_a_deletion_reads_the_list_once(office: Path, pages: list[str]) -> None:
    async with desk(office, area="agreements") as there:
        pages.clear()
        await there.press("delete", "down")
        assert "전체 3건" in await there.press("enter")
        assert pages == ["agreement"]


@pytest.mark.slow
async def test_a_form_that_is_left_reads_nothing(office: Path, pages: list[str]) -> None:
    async with desk(office, area="agreements") as there:
        pages.clear()
        await there.press("f2", "escape", "enter", "escape")
        assert pages == []


async def test_a_screen_reads_again_only_after_a_change(office: Path, pages: list[str]) -> None:
    async with desk(office, area="agreements") as there:
        before = there.text()
        pages.clear()
        await there.press("1")
        assert await there.press("5") == before
        assert pages == []
        with closing(OfficeFile(office, "이비서관")) as other:
            store.add(other, AgreementDraft("나 협약", parties=(PartyDraft("나"),), state="draft"))
        await there.press("1")
        assert "나 협약" in await there.press("5")
        assert pages == ["agreement"]


async def test_a_screen_behind_shows_the_language_that_was_switched_to(office: Path) -> None:
    async with desk(office, area="agreements") as there:
        await there.press("1", "f12")
        assert "Agreements" in await there.press("5")
        await there.press("f12")


@pytest.fixture
def _widgets_on_one_thread(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse to look for a widget, or for the app, on any thread but the test's own."""
    own, touched = threading.get_ident(), list[str]()
    query_one, app = DOMNode.query_one, vars(MessagePump)["app"].fget

    def checked_query(self: Any, *args: Any) -> Any:
        if threading.get_ident() != own:
            touched.append(f"{type(self).__name__}.query_one{args}")
        return query_one(self, *args)

    def checked_app(self: Any) -> Any:
        if threading.get_ident() != own:
            touched.append(f"{type(self).__name__}.app")
        return app(self)

    monkeypatch.setattr(DOMNode, "query_one", checked_query)
    monkeypatch.setattr(DOMNode, "app", property(checked_app))
    yield
    assert touched == []


@pytest.mark.slow
@pytest.mark.usefixtures("_widgets_on_one_thread")
async def test_no_thread_but_the_screens_own_touches_a_widget(office: Path) -> None:
    async with desk(office, (160, 50), area="budget") as there:
        await there.press("down", "ctrl+t", "escape", "enter", "insert", "escape", "escape")
        await there.press("2", "enter", "escape", "f7", "down", "escape")
        await there.press("4", "down", "f9", "down", "escape", "ctrl+r", "down", "escape")
        await there.press("5", "enter", "escape", "ctrl+l", "down", "f4", "escape", "escape")
        assert "협약" in await there.press("slash", "ㅈ", "ㅈ", "escape")


@pytest.mark.slow
async def test_a_save_that_succeeds_ends_the_word_of_a_wrong_file(
    office: Path, tmp_path: Path
) -> None:
    aside = tmp_path / "aside.db"
    other = Path(shutil.copy(office, tmp_path / "other.db"))
    async with desk(office, area="agreements") as there:
        await _rename(there, "가 협약")
        office.rename(aside)
        shutil.copy(other, office)
        assert "저장하지 않습니다" in await _rename(there, "나 협약")
        assert there.app.wrong_file
        office.unlink()
        aside.rename(office)
        assert "나 협약" in await there.press("ctrl+s")
        assert not there.app.wrong_file


async def test_groups_give_way_to_a_list_that_an_undo_has_changed(office: Path) -> None:
    async with desk(office, area="agreements") as there:
        await there.press("delete", "down", "enter")
        assert "전체 3건" in there.text()
        await there.press("f9", "ctrl+z")
        assert "전체 4건" in await there.press("escape")


@pytest.mark.slow
async def test_a_locked_file_is_one_line_and_no_dialog_that_comes_again(office: Path) -> None:
    async with desk_of(
        lambda: OfficeFile(office, "김주무관", busy_timeout=0), (100, 30), areas=AREAS
    ) as there:
        with closing(sqlite3.connect(office, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            shown = await there.press("5")
            assert "다른 창이 저장하고 있습니다" in shown
            assert there.app.front is not None
            other.execute("ROLLBACK")
        assert "전체 4건" in await there.press("f5")


@pytest.mark.slow
async def test_a_new_day_that_begins_under_a_form_is_shown_after_it(office: Path) -> None:
    async with desk(office, area="agreements") as there:
        await there.press("f2")
        there.app.today = lambda: TODAY + timedelta(1)
        assert "2023. 4. 20.(목)" in await there.press("escape")


async def test_the_first_screen_says_where_the_file_is_when_it_is_shown_again(office: Path) -> None:
    async with desk(office) as there:
        before = there.text()
        await there.press("5")
        assert await there.press("1") == before


async def test_an_event_that_the_open_search_keeps_out_is_opened_all_the_same(office: Path) -> None:
    async with desk(office, area="schedule") as there:
        await there.press("slash")
        await there.type("zzzz")
        there.app.call_later(there.app.show_record, "schedule", 1)
        await there.settle()
        assert "Ctrl+L 이력" in there.text()
