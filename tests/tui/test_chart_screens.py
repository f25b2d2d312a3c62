"""The charts of the screens: reached by a key, true to the view, never wider than the terminal."""

import re
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from secretariat_tui import settings
from secretariat_tui.areas.budget import store
from secretariat_tui.areas.budget.model import ExpenseDraft
from secretariat_tui.database.file import OfficeFile
from tests.tui.desk import desk

SIZES = [(80, 24), (100, 30), (120, 40), (180, 50), (200, 60)]


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
async def test_charts_stay_within_the_terminal(
    office: Path, size: tuple[int, int], subtests: pytest.Subtests
) -> None:
    async with desk(office, size) as there:
        for key in ("2", "3", "4"):
            with subtests.test(area=key):
                rows = (await there.press("escape", key, "ctrl+t")).split("\n")
                assert len(rows) == size[1]
                framed = [row for row in rows if row.count("│") >= 2]
                ends = {cell_len(row[: row.rindex("│")]) for row in framed if "╮" not in row}
                assert len(ends) <= 2
                assert "█" in "".join(framed)
                assert "그림" in "".join(rows)


async def test_proposals_by_month_state_and_channel_as_narrowed(office: Path) -> None:
    async with desk(office, (120, 40), area="proposals") as there:
        shown = await there.press("ctrl+t")
        assert "접수 달마다  (2023년 · 단위: 건)" in shown
        assert re.search(r" 17 ", shown)
        assert re.search(r"창의발전소 +█+ +24 ", shown)
        assert re.search(r"검토중 +█+ +9 ", shown)
        await there.press("escape", "slash")
        await there.type("비공개")
        shown = await there.press("enter", "ctrl+t")
        assert "2건 · /비공개" in shown
        assert re.search(r"메일 계정 +█+ +2 ", shown)
        assert "창의발전소" not in shown.split("달마다")[1]


async def test_the_course_of_each_account(office: Path) -> None:
    async with desk(office, (120, 40), area="budget") as there:
        shown = await there.press("ctrl+t")
        assert "203-01 기관운영업무추진비" in shown
        assert "█ 집행 65,351   ⠒⠒ 고르게 쓸 때 82,780" in shown
        assert "⣿ 4.19.(수)까지는 합계만 있어" in shown


@pytest.mark.parametrize(("size", "drawn"), [((80, 24), False), ((180, 50), True)])
async def test_the_pane_draws_the_course_where_there_is_room(
    office: Path, size: tuple[int, int], *, drawn: bool
) -> None:
    async with desk(office, size, area="budget") as there:
        assert ("고르게 쓸 때 106,670" in there.text()) is drawn
        assert ("고르게 쓸 때 23,890" in await there.press("down", "down")) is drawn


async def test_expenses_by_month_in_won(office: Path) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        for month, won in ((5, 100_000), (6, 250_000), (6, 50_000)):
            store.add_expense(
                file, ExpenseDraft(2, date(2023, month, 2), "간담회", won, place="정동")
            )
    async with desk(office, (120, 40), area="budget") as there:
        shown = await there.press("down", "down", "enter", "ctrl+t")
        assert "3건 · 합계 400,000원" in shown
        assert "집행일 달마다  (2023년 · 단위: 천원)" in shown
        assert re.search(r" 300 ", shown)
        assert re.search(r"정동 +█+ +400 ", shown)


async def test_charts_are_copied_with_their_figures(office: Path) -> None:
    async with desk(office, (120, 40), area="proposals") as there:
        await there.press("ctrl+t", "ctrl+c")
    kept = (settings.state_dir() / "last-copy.txt").read_text(encoding="utf-8")
    assert kept.startswith("제안함 그림\n42건\n")
    assert re.search(r"창의발전소 +█+ +24\n", kept)


async def test_an_empty_list_has_nothing_to_draw(path: Path) -> None:
    async with desk(path, area="proposals") as there:
        shown = await there.press("ctrl+t")
        assert "0건" in shown
        assert "달마다" not in shown
