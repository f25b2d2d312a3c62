"""The screen of the sets of tasks, and adding one to a record, key by key."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas import index_sources
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.tasks.store import TEMPLATES
from secretariat_tui.database.file import OfficeFile
from tests.areas.test_templates import VISIT
from tests.database.states import agreement
from tests.tui.desk import desk


@pytest.fixture
def filled(path: Path) -> Path:
    """A file with a set for site visits, a site visit and an agreement."""
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as file:
        for draft in VISIT:
            TEMPLATES.add(file, draft)
        schedule.add(file, EventDraft("저류조", date(2023, 4, 21), kind="field_visit"))
        agreements.add(file, agreement("부산 협약"))
    return path


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_picture(filled: Path, size: tuple[int, int]) -> None:
    async with desk(filled, size, area="tasks") as there:
        await there.press("ctrl+t")
        there.check_picture("task-templates")


async def test_a_template_is_added_deleted_and_brought_back(filled: Path) -> None:
    async with desk(filled, (120, 40), area="tasks") as there:
        shown = await there.press("ctrl+t")
        assert "할 일 틀 1개 · 할 일 3건" in shown
        shown = await there.press("insert")
        assert "새 할 일 틀" in shown
        await there.press("tab", "tab", "tab")
        await there.type("주민 연락")
        await there.press("tab", "tab")
        await there.type("2일 전")
        shown = await there.press("ctrl+s")
        assert "할 일 틀 1개 · 할 일 4건" in shown
        assert "주민 연락" in shown
        assert "2일 전" in shown
        shown = await there.press("delete", "down", "enter")
        assert "할 일 틀 1개 · 할 일 3건" in shown
        assert "  주민 연락" not in shown
        shown = await there.press("ctrl+z")
        assert "주민 연락" in shown


async def test_a_set_is_added_to_a_record_and_undone(filled: Path) -> None:
    async with desk(filled, (120, 40), area="schedule") as there:
        await there.press("f7")
        shown = await there.press("plus")
        assert "F3 틀로 추가" in shown
        shown = await there.press("f3")
        assert "어느 틀로 더할까요" in shown
        assert "현장방문 준비  할 일 3건" in shown
        shown = await there.press("enter")
        assert "할 일 3건을 더했습니다." in shown
        shown = await there.press("enter")
        assert "현장 답사" in shown
        shown = await there.press("f3", "enter")
        assert "이미 있는 3건은 더하지 않았습니다." in shown
        await there.press("enter", "escape")
        shown = await there.press("ctrl+z")
        assert "현장 답사" not in shown


async def test_the_choice_of_what_to_add_has_the_sets_with_their_key(filled: Path) -> None:
    async with desk(filled, (80, 24), area="schedule") as there:
        await there.press("f7")
        shown = await there.press("plus", "insert")
        assert "틀로 추가  F3" in shown
        shown = await there.press("end", "up", "enter")
        assert "어느 틀로 더할까요" in shown


async def test_a_record_without_a_set_shows_where_they_are_entered(filled: Path) -> None:
    async with desk(filled, (120, 40), area="agreements") as there:
        shown = await there.press("plus", "f3")
        assert "이 기록에 쓸 틀이 없습니다." in shown
