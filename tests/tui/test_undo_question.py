"""Undo asks first where the change was not made on this screen of this window."""

from contextlib import closing
from pathlib import Path

from secretariat_tui.areas.agreements import store
from secretariat_tui.database.file import OfficeFile
from tests.database.states import agreement
from tests.tui.desk import desk


async def test_a_change_of_the_same_person_in_another_window_is_undone_only_after_a_question(
    path: Path,
) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, agreement("부산 협약"))
    async with desk(path, area="agreements") as there:
        shown = await there.press("ctrl+z")
        assert "여기에서 한 일이 아닙니다. 되돌리기?" in shown
        assert "협약 추가: 부산 협약" in shown
        assert "다른 창이나 전에 연 창 · 협약 · " in shown
        shown = await there.press("enter")  # the safe answer comes first
        assert "협약 1건" in shown
        shown = await there.press("ctrl+z", "down", "enter")
        assert "되돌렸습니다: 협약 추가: 부산 협약" in shown
        assert "협약 0건" in shown
        assert "다시 했습니다" in await there.press("ctrl+y")  # the undo was made here


async def test_a_change_of_another_area_is_undone_only_after_a_question(path: Path) -> None:
    async with desk(path, area="agreements") as there:
        await there.press("insert")
        await there.type("부산 협약")
        await there.press("tab", "tab", "tab")
        await there.type("부산광역시 | 광역")
        await there.press("tab")
        await there.type("4/3")
        assert "저장했습니다" in await there.press("ctrl+s")
        for key in ("1", "3"):  # neither Today nor the budget
            shown = await there.press(key, "ctrl+z")
            assert "여기에서 한 일이 아닙니다. 되돌리기?" in shown
            assert "이 창 · 협약 · " in shown
            await there.press("escape")
        await there.press("ctrl+k")
        await there.type("부산 협약")
        assert "협약 1건" in await there.press("enter", "escape")
        shown = await there.press("ctrl+z")
        assert "되돌렸습니다: 협약 추가: 부산 협약" in shown
        assert "협약 0건" in shown
