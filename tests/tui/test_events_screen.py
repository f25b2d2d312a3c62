"""The whole diary as a list, key by key."""

import re
from contextlib import closing
from datetime import date, time
from pathlib import Path

import pytest

from secretariat_tui.areas.schedule import queries, store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.file import OfficeFile
from tests.tui.desk import TODAY, desk


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_picture(office: Path, size: tuple[int, int]) -> None:
    async with desk(office, size, area="schedule") as there:
        await there.press("f7")
        there.check_picture("events")


async def test_found_narrowed_and_back_to_the_month(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        shown = await there.press("f7")
        assert "일정 › 목록 · 18건 · 오늘부터 0" in shown
        await there.press("slash")
        shown = await there.type("ㅇㅌㅂ")  # 인터뷰
        assert "찾음 5 · 전체 18건" in shown
        assert "국무회의" not in "\n".join(shown.split("\n")[:10])
        shown = await there.press("enter", "escape", "escape")
        assert "2023년 4월 · 4월 5건" in shown


async def test_going_to_a_day_and_grouping_by_months(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("f7", "ctrl+g")
        await there.type("2023-04-13")
        await there.press("ctrl+s")
        assert "송파구 위례트램" in await there.press("enter")
        shown = await there.press("escape", "f9")
        assert "일정 › 일시별 묶음 4개" in shown
        assert re.search(r"2023\. 4\. +5", shown)


async def test_enter_opens_an_event(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        shown = await there.press("f7", "enter")
        assert "일시  2023. 4. 18.(화) 10:00" in shown
        assert "F2 고치기" in shown


async def test_add_edit_status_delete_undo(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, EventDraft("접견", TODAY, time(10)))
    async with desk(path, (120, 40), area="schedule") as there:
        await there.press("f7", "insert")
        await there.type("현장점검")
        assert "2건" in await there.press("ctrl+s")
        await there.press("f2", "end")
        await there.type(" 회의")
        assert "현장점검 회의" in await there.press("ctrl+s")

        await there.press("space", "space", "f4", "down")  # from no common place: 확정
        shown = await there.press("down", "enter")
        assert len(re.findall(r" (완료|확정|취소) *\n", shown)) == 2
        await there.press("ctrl+z")
        shown = await there.press("delete", "down", "enter")
        assert "1건" in shown
        assert "2건" in await there.press("ctrl+z")


async def test_several_get_a_status_in_one_edit(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        for number in range(3):
            store.add(file, EventDraft(f"회의 {number}", TODAY))
        async with desk(path, (120, 40), area="schedule") as there:
            await there.press("f7", "ctrl+a", "f4", "down", "down", "enter")
            statuses = {each.status for each in queries.agenda(file.reader, TODAY, TODAY)}
            assert statuses == {"cancelled"}
            assert "되돌렸습니다: 3건 취소" in await there.press("ctrl+z")
            assert {each.status for each in queries.agenda(file.reader, TODAY, TODAY)} == {
                "confirmed"
            }


async def test_a_secret_stays_veiled_until_it_is_opened(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, EventDraft("은밀한 면담", TODAY, place="모처", visibility="secret"))
    async with desk(path, (120, 40), area="schedule") as there:
        shown = await there.press("f7")
        assert "비공개 일정입니다." in shown
        assert "은밀" not in shown
        assert "모처" not in shown
        assert "은밀한 면담" not in await there.press("ctrl+t")
        assert "은밀한 면담" in await there.press("escape", "enter")


async def test_a_change_meanwhile_is_told_and_nothing_lost(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        number = store.add(file, EventDraft("접견", TODAY))
        async with desk(path, (120, 40), area="schedule") as there:
            await there.press("f7", "delete")
            store.set_status(file, number, 1, "done")
            shown = await there.press("down", "enter")
            assert "알림" in shown
            assert [each.status for each in queries.agenda(file.reader, TODAY, TODAY)] == ["done"]


async def test_charts_of_the_year_and_of_what_is_found(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        shown = await there.press("ctrl+t")
        assert "18건" in shown
        assert "일시 달마다  (2023년 · 단위: 건)" in shown
        assert re.search(r" 1월 +2월 +3월 +4월 ", shown)
        assert re.search(r"현장방문 +█+ +4 ", shown)
        assert re.search(r"인터뷰 +█+ +5 ", shown)
        await there.press("escape", "f7", "slash")
        await there.type("현장방문")
        shown = await there.press("enter", "ctrl+t")
        assert "· /현장방문" in shown
        assert "인터뷰" not in shown.split("장소별")[0]


async def test_what_today_points_to_is_opened_over_the_list(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        shown = await there.press("f7", "1", "tab", "end", "enter")
        assert "2023년 4월" in shown
        assert "목록 ·" not in shown


def test_counts_and_the_events_of_a_year(file: OfficeFile) -> None:
    store.add(file, EventDraft("지난해", date(2022, 12, 31)))
    store.add(file, EventDraft("이어짐", date(2023, 4, 1), ends_on=date(2023, 4, 20)))
    assert queries.counts(file.reader, TODAY) == (2, 1)
    listed = queries.year_query(2023)
    from secretariat_tui.database.search import list_query

    assert [each.title for each in list_query.all_rows(file.reader, listed)] == ["이어짐"]


async def test_going_to_a_day_without_events_goes_to_the_nearest(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        for day, title in ((1, "오래전"), (10, "지난"), (25, "다가올"), (30, "나중")):
            store.add(file, EventDraft(title, date(2023, 4, day), time(10)))
    async with desk(path, (120, 40), area="schedule") as there:
        await there.press("f7")
        for typed, title in (("2023-04-24", "다가올"), ("2023-04-12", "지난")):
            await there.press("ctrl+g")
            await there.type(typed)
            await there.press("ctrl+s")
            assert title in (await there.press("enter")).partition("일시  2023.")[0]
            await there.press("escape")


def _add_attended_by_others(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, EventDraft("착공식", TODAY, time(9), place="위례", attendance="deputy"))
        store.add(file, EventDraft("준공식", TODAY, place="위례", attendance="deputy"))
        store.add(file, EventDraft("국무회의", TODAY, place="용산"))
        store.add(file, EventDraft("포럼", TODAY, status="hold", attendance="written"))
        store.add(file, EventDraft("면담", TODAY, visibility="secret", attendance="deputy"))


@pytest.mark.parametrize("width", [80, 120])
async def test_the_status_shows_who_attends_instead_of_the_mayor(path: Path, width: int) -> None:
    _add_attended_by_others(path)
    async with desk(path, (width, 24), area="schedule") as there:
        shown = await there.press("f7")
        assert re.search(r"착공식 .* ● 확정·대참 *\n", shown)
        assert re.search(r"국무회의 .* ● 확정 *\n", shown)
        assert re.search(r"포럼 .* \? 잠정·서면 *\n", shown)
        assert re.search(r"'23. 4. 19.\(수\) +비공개 *\n", shown)  # nothing else of a secret event


async def test_the_list_finds_sorts_and_groups_by_the_status_that_it_shows(path: Path) -> None:
    _add_attended_by_others(path)
    async with desk(path, (120, 40), area="schedule") as there:
        await there.press("f7", "slash")
        assert "찾음 2 · 전체 5건" in await there.type("대참")
        shown = await there.press("escape", *["right"] * 5, "f9")
        assert re.search(r"확정·대참 +2", shown)
        assert re.search(r"확정 +1", shown)
        assert re.search(r"잠정·서면 +1", shown)


async def test_a_filter_by_who_attends_is_still_there_at_the_next_start(path: Path) -> None:
    _add_attended_by_others(path)
    async with desk(path, (120, 40), area="schedule") as there:
        await there.press("f7", *["right"] * 5, "f9")
        shown = await there.press("down", "enter")
        assert "찾음 2 · 전체 5건" in shown
        assert "확정·대참" in shown
    async with desk(path, (120, 40), area="schedule") as there:
        assert "찾음 2 · 전체 5건" in await there.press("f7")


async def test_the_line_below_the_diary_shows_who_attends(path: Path) -> None:
    _add_attended_by_others(path)
    async with desk(path, (120, 40), area="schedule") as there:
        assert "착공식  위례  ● 확정·대참  회의" in await there.press("w")
