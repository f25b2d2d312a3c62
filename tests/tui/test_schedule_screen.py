"""The screen of the diary, key by key."""

import asyncio
import re
import threading
from contextlib import closing
from datetime import time
from pathlib import Path

import pytest

from secretariat_tui.areas.schedule import store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.file import OfficeFile
from tests.tui.desk import TODAY, desk


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_picture(office: Path, size: tuple[int, int]) -> None:
    async with desk(office, size, area="schedule") as there:
        there.check_picture("schedule")


async def test_the_month_and_its_agenda_move_together(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        assert "2023년 4월 · 4월 5건 · 잠정 0 · 겹침 0" in there.text()
        shown = await there.press("left", "enter")  # the 18th
        assert "제16회 국무회의" in shown
        assert "2023. 4. 18.(화) 10:00" in shown
        assert "용산 대통령실" in shown
        shown = await there.press("escape", "pageup", "pageup")
        assert "2023년 2월" in shown
        assert "한옥 재창조 추진계획" in shown
        shown = await there.press("f6")
        assert "2023년 4월" in shown


async def test_go_to_a_date(office: Path) -> None:
    async with desk(office, area="schedule") as there:
        await there.press("f3")
        await there.type("1.16.(화)")
        assert "2023. 1. 16.(월)은 월요일입니다." in await there.press("ctrl+s")
        await there.press("backspace", "backspace", "backspace")
        shown = await there.press("ctrl+s")
        assert "2023년 1월" in shown
        assert "메타버스 서울" in await there.press("enter")


async def test_add_edit_delete_undo_redo(path: Path) -> None:
    async with desk(path, (120, 40), area="schedule") as there:
        await there.press("right", "enter")  # an empty day begins a new event
        await there.type("현장점검")
        await there.press("tab", "tab")
        await there.type("오후 2시 반")
        shown = await there.press("ctrl+s")
        assert "14:30 회 현장점검" in shown
        assert "4.20.(목)" in shown

        await there.press("f2", "tab", "tab", "end", "ctrl+u")
        await there.type("25:00")
        assert "하루에 없는 시각입니다: 25:00" in await there.press("ctrl+s")
        await there.press("end", "ctrl+u")
        await there.type("15:00")
        assert "15:00 회 현장점검" in await there.press("ctrl+s")

        await there.press("f4", "down", "down")  # 확정 → 취소
        assert "× 취소 현장점검" in await there.press("enter")
        await there.press("delete", "down", "enter")
        assert "현장점검" not in "\n".join(there.text().split("\n")[1:-2])
        assert "되돌렸습니다: 일정 지움: 현장점검" in await there.press("ctrl+z")
        await there.press("ctrl+z", "ctrl+z")
        assert "14:30 회 현장점검" in there.text()
        assert "15:00 회 현장점검" in await there.press("ctrl+y")
    async with desk(path, (120, 40), area="schedule") as there:
        assert "현장점검" in there.text()


async def test_overlaps_and_holds_are_marked(path: Path) -> None:
    from datetime import time

    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, EventDraft("접견", TODAY, time(10), ends_at=time(11)))
        store.add(file, EventDraft("보고", TODAY, time(10, 30), status="hold"))
    async with desk(path, (120, 40), area="schedule") as there:
        shown = there.text()
        assert "2건 · 잠정 1 · 겹침 1" in shown
        assert "10:00–11:00 회 ! 접견" in shown
        assert "10:30       회 ! ? 잠정 보고" in shown
        assert "[19]!" in shown
        assert "10:00 회 ! 접견" in shown
        assert "10:30 회 !? 보" in shown


async def test_more_events_than_lines_are_counted(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        for number in range(9):
            store.add(file, EventDraft(f"회의 {number}", TODAY))
    async with desk(path, (80, 24), area="schedule") as there:
        shown = there.text()
        first = next(row for row in shown.split("\n") if "[19]" in row)
        left_out = int(re.search(r"\[19\] +\+(\d)", first)[1])  # type: ignore[index]
        assert left_out + shown.split("\n────")[0].count("미정 회") == 9


async def test_secrets_stay_out_of_grid_agenda_and_search(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, EventDraft("은밀한 면담", TODAY, place="모처", visibility="secret"))
    async with desk(path, (120, 40), area="schedule") as there:
        assert "은밀" not in there.text()
        assert "모처" not in there.text()
        await there.press("slash")
        shown = await there.type("은밀")
        assert "0건" in shown


async def test_search_goes_over_the_whole_diary(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("slash")
        shown = await there.type("ㅎㅇㅈㅊㅈ")  # 한옥 재창조, in February
        assert "한옥 재창조 추진계획" in shown
        shown = await there.press("enter", "enter")
        assert "2023. 2. 14.(화)" in shown


async def test_a_search_does_not_wait_for_the_store_thread(office: Path) -> None:
    done = threading.Event()
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("slash")
        saving = asyncio.ensure_future(there.app.store.run(lambda _file: done.wait(60)))
        try:
            await there.send(*"한옥")
            await there.until("한옥 재창조 추진계획")
        finally:
            done.set()
        assert await saving


@pytest.mark.slow
async def test_a_day_with_several_events_lets_choose(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        for title in ("간부회의", "접견"):
            store.add(file, EventDraft(title, TODAY, place=f"{title} 장소"))
    async with desk(path, (100, 30), area="schedule") as there:
        shown = await there.press("enter")
        assert "새 일정" in shown
        shown = await there.press("down", "enter")
        assert "장소  접견 장소" in shown
        await there.press("escape", "enter", "down", "down", "enter")
        shown = await there.type("셋째")
        assert "셋째" in await there.press("ctrl+s")


async def test_the_month_of_what_was_found_stays_when_the_search_is_given_up(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("slash")
        await there.type("한옥")
        await there.press("enter", "enter")
        shown = await there.press("escape", "escape")
        assert "2023년 2월 · 2월 6건" in shown
        assert "도시건축 디자인 혁신" in shown


async def test_the_weeks_fill_the_grid(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        rows = there.text().split("\n")
        border = next(at for at, row in enumerate(rows) if row.startswith("───"))
        assert rows[border - 1].count("│") == 6
        (last,) = [row for row in rows if row.startswith(" 24 ")]
        assert rows.index(last) < border - 1
        await there.click("MonthGrid", (40, border - 4))  # the last line of the last week
        assert "2023-04-26" in await there.press("f3")


@pytest.mark.parametrize(
    ("width", "expected"),
    [(149, "4.18.(화) 10:00 국 ■ 제16회 국무회의"), (150, "│  10:00 국 ■ 제16회 국무회의")],
)
async def test_the_agenda_is_below_the_month_where_its_days_would_be_narrow(
    office: Path, width: int, expected: str
) -> None:
    async with desk(office, (width, 40), area="schedule") as there:
        assert expected in there.text()
        shown = await there.resize(299 - width, 40)  # the other one of the two
        assert expected not in shown


async def test_the_agenda_below_has_the_date_of_a_day_once(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, EventDraft("접견", TODAY, time(10)))
        store.add(file, EventDraft("보고", TODAY, time(14)))
    async with desk(path, (80, 24), area="schedule") as there:
        agenda = there.text().split("\n────")[1]
        assert " 4.19.(수) 오늘 10:00 회 접견\n" in agenda
        assert "                14:00 회 보고\n" in agenda


@pytest.mark.parametrize(("width", "shown"), [(117, False), (118, True)])
async def test_all_cells_of_a_month_show_the_letter_of_the_kind_or_none(
    path: Path, width: int, shown: bool
) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        for day in range(17, 24):
            store.add(file, EventDraft("접견", TODAY.replace(day=day), time(10), busy=False))
    async with desk(path, (width, 40), area="schedule") as there:
        grid = there.text().split("\n────")[0]
        assert grid.count("10:00 회 접견") == (7 if shown else 0)
        assert grid.count("10:00 접견") == (0 if shown else 7)


async def test_on_an_empty_day_it_is_said_that_there_is_nothing(
    office: Path, subtests: pytest.Subtests
) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        for key in ("f2", "f4", "delete"):
            with subtests.test(key=key):
                assert "이날에는 일정이 없습니다." in await there.press(key)
                there.app.show_message("")


@pytest.mark.slow
@pytest.mark.parametrize("keys", [(), ("f7",)], ids=["month", "list"])
async def test_an_event_at_the_time_of_another_is_saved_and_said(
    path: Path, keys: tuple[str, ...]
) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, EventDraft("국무회의", TODAY, time(10), ends_at=time(11)))
        store.add(file, EventDraft("면담", TODAY, time(11)))
    async with desk(path, (120, 40), area="schedule") as there:
        await there.press(*keys, "insert")
        await there.type("접견")
        await there.press("tab", "tab")
        await there.type("10:30")
        shown = await there.press("ctrl+s")
        assert "저장했습니다. ! 겹침: 10:00 국무회의, 11:00 면담" in shown


async def test_an_occurrence_is_changed_alone_with_the_later_ones_or_with_all(path: Path) -> None:
    async with desk(path, (120, 40), area="schedule") as there:
        await there.press("right", "enter")
        await there.type("주례회의")
        await there.press("tab", "tab")
        await there.type("10:00")
        for _field in range(8):
            await there.press("tab")
        await there.type("매주 목 4회")
        shown = await there.press("ctrl+s")
        assert shown.count("주례회의") >= 2  # 4.20. and 4.27.
        assert "반복  매주 목 4회" in await there.press("enter")
        await there.press("escape")

        shown = await there.press("f4", "down", "down", "enter")  # 확정 → 취소
        assert [word for word in ("이 일정만", "이후 모두", "전체") if word in shown] == [
            "이 일정만", "이후 모두", "전체",
        ]  # fmt: skip
        shown = await there.press("enter")
        assert "× 취소 주례회의" in shown
        assert shown.count("취소 주례회의") < shown.count("주례회의")
        await there.press("ctrl+z")

        await there.press("delete", "down")
        shown = await there.press("enter")  # 이후 모두, from the first one on: all of it
        assert "주례회의" not in "\n".join(shown.split("\n")[1:-2])
        shown = await there.press("ctrl+z")
        assert "되돌렸습니다: 일정 지움(이후 모두): 주례회의" in shown
        assert "주례회의" in "\n".join(shown.split("\n")[1:-2])
