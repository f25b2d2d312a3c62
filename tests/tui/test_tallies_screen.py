"""The screen of tallies: figures, the records behind one, periods, and coming back."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.file import OfficeFile
from tests.tui.desk import Desk, desk

FIRE = EventDraft(
    "광진구 화재 현장 방문", date(2023, 4, 17), kind="field_visit", category="재난·안전",
    status="done",
)  # fmt: skip


def row(there: Desk, name: str) -> list[str]:
    """Return the words of the row that begins with a name."""
    line = next(each for each in there.text().splitlines() if each.strip(" !").startswith(name))
    return line.strip(" !").removeprefix(name).split()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 50)])
async def test_pictures(office: Path, size: tuple[int, int]) -> None:
    async with desk(office, size, area="report") as there:
        await there.press("ctrl+n")
        there.check_picture("tallies")
        await there.press("enter")
        there.check_picture("tally-records")


async def test_a_tally_opens_to_its_opening_part_and_its_records_and_back(office: Path) -> None:
    async with desk(office, (120, 40), area="report") as there:
        await there.press("ctrl+n")
        assert row(there, "재난·안전 현장 방문")[:2] == ["22회", "20+2"]
        shown = await there.press("enter")
        assert "재난·안전 현장 방문 22회 = 20+2" in shown.splitlines()[1]
        assert "기초 20회" in shown
        assert "2023. 5. 주요업무보고 · 보고에는 합계만 적혀" in shown
        assert "전체 2건" in shown
        shown = await there.press("down", "enter")
        assert "[2 일정]" in shown.splitlines()[0]
        assert "인왕산 산불 현장방문·지휘" in shown
        assert "소방·경찰·군·공무원 등 2,861명" in shown
        shown = await there.press("escape")
        assert "[9 보고]" in shown.splitlines()[0]
        assert "재난·안전 현장 방문 22회 = 20+2" in shown.splitlines()[1]
        shown = await there.press("escape")
        assert "보고 › 실적 12건 · 실적마다 제 기간" in shown


async def test_the_history_of_an_opened_record_stays_in_front(office: Path) -> None:
    async with desk(office, (120, 40), area="report") as there:
        await there.press("ctrl+n")
        shown = await there.press("enter", "down", "enter", "ctrl+l")
        assert "[2 일정]" in shown.splitlines()[0]
        assert "이력" in shown.splitlines()[1]


async def test_enter_on_the_opening_part_edits_the_tally(office: Path) -> None:
    async with desk(office, (120, 40), area="report") as there:
        await there.press("ctrl+n")
        shown = await there.press("enter", "enter")
        assert "실적 고치기" in shown
        assert "보고에는 합계만 적혀 있음" in shown


async def test_a_visit_entered_elsewhere_is_counted_and_undone(office: Path) -> None:
    async with desk(office, (120, 40), area="report") as there:
        await there.press("ctrl+n")
        with closing(OfficeFile(office, "이주무관")) as file:
            schedule.add(file, FIRE)
        await there.press("f5")
        assert row(there, "재난·안전 현장 방문")[:2] == ["23회", "20+3"]
        assert row(there, "국무회의 참석")[:2] == ["12회", "11+1"]
        shown = await there.press("enter")
        assert "광진구 화재 현장 방문" in shown


async def test_the_period_is_chosen_by_months_and_by_years(office: Path) -> None:
    async with desk(office, (120, 40), area="report") as there:
        await there.press("ctrl+n")
        await there.press("f4")
        await there.type("2023-04")
        await there.press("tab")
        await there.type("2023-04")
        shown = await there.press("ctrl+s")
        assert "'23.4. ~ '23.4." in shown.splitlines()[1]
        assert row(there, "재난·안전 현장 방문")[:2] == ["1회", "0+1"]
        assert "보는 기간으로 나눌 수 없는 기초는 뺐습니다: 20" in shown
        assert "불필요한 일버리기" not in shown
        shown = await there.press("left_square_bracket")
        assert "'22.1. ~ '22.12." in shown.splitlines()[1]
        await there.press("f4")
        await there.press("backspace", "tab", "backspace")
        assert "실적마다 제 기간" in await there.press("ctrl+s")


async def test_a_tally_is_added_copied_deleted_and_all_is_undone(office: Path) -> None:
    async with desk(office, (120, 40), area="report") as there:
        await there.press("ctrl+n")
        await there.press("insert")
        await there.type("현장방문")
        shown = await there.press("ctrl+s")
        assert "실적 13건" in shown
        assert row(there, "현장방문")[:2] == ["18회", "0+18"]  # every event, without conditions
        shown = await there.press("delete", "down", "enter")
        assert "실적 12건" in shown
        shown = await there.press("ctrl+z")
        assert "실적 13건" in shown
        shown = await there.press("slash")
        await there.type("국무회의")
        assert "찾음 3" in there.text()


async def test_a_tally_is_found_by_its_conditions_everywhere(office: Path) -> None:
    async with desk(office, (120, 40)) as there:
        await there.press("ctrl+k")
        shown = await there.type("통신·인터넷")
        assert "언론매체 인터뷰" in shown
