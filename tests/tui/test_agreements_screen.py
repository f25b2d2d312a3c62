"""The screen of agreements, key by key."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas.attached.model import RecordKey, TaskDraft
from secretariat_tui.areas.attached.store import TASKS
from secretariat_tui.database.file import OfficeFile
from tests.tui.desk import TODAY, desk


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_picture(office: Path, size: tuple[int, int]) -> None:
    async with desk(office, size, area="agreements") as there:
        there.check_picture("agreements")


async def test_the_register_of_the_sample(office: Path) -> None:
    async with desk(office, area="agreements") as there:
        shown = there.text()
        assert (
            "협약 4건 · 유효 4 · 90일 안 만료 0 · 만료됨 0 · 점검 도래 0 · 기간 미기재 4" in shown
        )
        assert "23.1.18.(수)" in shown
        assert "만료 " not in shown.split("\n")[3]
        shown = await there.press("down", "enter")
        assert "2023. 2. 3.(금) 13:50 · 제주특별자치도청" in shown
        assert "기간  미기재 · 연장 미기재" in shown


async def test_a_blank_column_is_left_out_before_names_are_cut(office: Path) -> None:
    async with desk(office, (120, 40), area="agreements") as there:
        rows = there.text().split("\n")
        assert "다음 할 일" not in rows[3]
        assert "서울시-제주특별자치도 교류강화 업무협약" in rows[5]
        with closing(OfficeFile(office, "김주무관")) as file:
            TASKS.add(file, RecordKey("agreement", 1), TaskDraft("점검", due_on=TODAY))
        assert "다음 할 일" in (await there.press("f5")).split("\n")[3]
        assert "다음 할 일" in (await there.resize(160, 40)).split("\n")[3]


async def test_add_edit_delete_undo_redo(path: Path) -> None:
    async with desk(path, (120, 40), area="agreements") as there:
        assert "Insert나 n을 눌러" in there.text()
        await there.press("insert")
        await there.type("부산 협약 [/x]")
        await there.press("tab", "tab", "tab")
        await there.type("부산광역시 | 광역 | 부산시장")
        await there.press("tab")
        await there.type("4/3")
        shown = await there.press("ctrl+s")
        assert "부산 협약 [/x]" in shown
        assert "23.4.3.(월)" in shown
        assert "저장했습니다" in shown

        await there.press("f2", "end")
        await there.type(" 개정")
        shown = await there.press("ctrl+s")
        assert "부산 협약 [/x] 개정" in shown

        shown = await there.press("delete")
        assert "1건 지우기" in shown
        assert "부산 협약 [/x] 개정" in shown
        shown = await there.press("enter")  # the safe answer comes first
        assert "부산 협약 [/x] 개정" in shown
        shown = await there.press("delete", "down", "enter")
        assert "협약 0건" in shown
        shown = await there.press("ctrl+z")
        assert "되돌렸습니다: 협약 지움: 부산 협약 [/x] 개정" in shown
        assert "협약 1건" in shown
        shown = await there.press("ctrl+z", "ctrl+z")
        assert "협약 0건" in shown
        assert "되돌릴 것이 없습니다." in (await there.press("ctrl+z")).split("\n")[-2]  # no dialog
        shown = await there.press("escape", "ctrl+y", "ctrl+y")
        assert "부산 협약 [/x] 개정" in shown
    async with desk(path, area="agreements") as there:
        assert "부산 협약 [/x] 개정" in there.text()


@pytest.mark.slow
async def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(path: Path) -> None:
    async with desk(path, (120, 50), area="agreements") as there:
        await there.press("insert", "tab", "tab", "tab")
        await there.type("부산 | 은하")
        await there.press("tab")
        await there.type("2.30.")
        shown = await there.press("ctrl+s")
        assert "1번째 줄: 은하: 없는 말입니다." in shown
        assert "달력에 없는 날입니다: 2.30." in shown
        assert "부산 | 은하" in shown
        shown = await there.press("escape")
        assert "쓰던 내용을 어떻게 할까요?" in shown
        shown = await there.press("escape")
        assert "부산 | 은하" in shown
        shown = await there.press("escape", "down", "down", "enter")
        assert "협약 0건" in shown


@pytest.mark.slow
async def test_an_unchanged_record_is_saved_with_nothing_changed(office: Path) -> None:
    async with desk(office, area="agreements") as there:
        before = await there.app.store.run(lambda f: f.reader.value("SELECT max(id) FROM tx"))
        await there.press("f2", "ctrl+s")
        after = await there.app.store.run(lambda f: f.reader.value("SELECT max(id) FROM tx"))
        assert after == before


@pytest.mark.slow
async def test_somebody_elses_change_is_not_overwritten(office: Path) -> None:
    from secretariat_tui.areas.agreements import queries, store
    from secretariat_tui.database.file import OfficeFile

    async with desk(office, (120, 40), area="agreements") as there:
        await there.press("f2")
        with closing(OfficeFile(office, "이주무관")) as other:
            stored = queries.agreement(other.reader, 1)
            assert stored
            store.change(other, 1, stored.rev, stored.draft._replace(place="경주"))
            await there.press("end")
            await there.type("!")
            shown = await there.press("ctrl+s")
            assert "이주무관이" in shown
            assert "● 상대 값  경주" in shown
            shown = await there.press("escape")
            assert "교류강화 업무협약!" in shown
            stored = queries.agreement(other.reader, 1)
        assert stored
        assert stored.draft.place == "경주"
        assert "!" not in stored.draft.name


async def test_filter_as_you_type_in_initials(office: Path) -> None:
    async with desk(office, area="agreements") as there:
        await there.press("slash")
        shown = await there.type("ㅈㅈ")
        assert "찾음 1 · 전체 4건" in shown
        assert "제주특별자치도" in shown
        shown = await there.press("escape")
        assert "4건" in shown
        assert "경상북도" in shown


async def test_days_are_grouped_by_months_where_the_row_in_front_has_none(office: Path) -> None:
    from secretariat_tui.areas.agreements import queries, store
    from secretariat_tui.database.file import OfficeFile

    with closing(OfficeFile(office, "이주무관")) as file:
        stored = queries.agreement(file.reader, 2)
        assert stored
        store.change(file, 2, stored.rev, stored.draft._replace(expires_on=date(2024, 3, 31)))
    async with desk(office, (120, 40), area="agreements") as there:
        shown = await there.press("right", "right", "right", "right", "f9")
        assert "기간별 묶음" in shown
        assert "2024. 3." in shown
        assert "빈 칸" in shown


async def test_f4_extends_the_term_and_undo_takes_it_back(office: Path) -> None:
    async with desk(office, (120, 40), area="agreements") as there:
        shown = await there.press("f4")
        assert "연장 – 서울시-경상북도 교류강화 업무협약" in shown
        shown = await there.press("ctrl+s")
        assert "비워 둘 수 없습니다." in shown or "연장에는 새 만료일을 적어 주세요." in shown
        await there.type("2025.1.17")
        await there.press("tab", "tab", "tab")
        await there.type("상호 협의")
        shown = await there.press("ctrl+s")
        assert "저장했습니다" in shown
        assert "~'25.1.17." in shown
        shown = await there.press("enter")
        assert "'23.4.19. 연장 기간 미기재 → ~'25.1.17. 상호 협의" in shown
        shown = await there.press("escape", "ctrl+z")
        assert "되돌렸습니다: 협약 연장: 서울시-경상북도 교류강화 업무협약" in shown
        assert "~'25.1.17." not in shown


async def test_ctrl_r_records_a_check_up(office: Path) -> None:
    async with desk(office, (120, 40), area="agreements") as there:
        shown = await there.press("ctrl+r")
        assert "점검 – 서울시-경상북도 교류강화 업무협약" in shown
        await there.press("tab", "right", "tab")
        await there.type("직거래가 늦음")
        assert "저장했습니다" in await there.press("ctrl+s")
        shown = await there.press("enter")
        assert "'23.4.19. 보완: 직거래가 늦음" in shown
        shown = await there.press("escape", "ctrl+z")
        assert "되돌렸습니다: 협약 점검: 서울시-경상북도 교류강화 업무협약" in shown


async def test_groups_by_level_count_each_party(office: Path) -> None:
    from secretariat_tui.areas.agreements import queries, store
    from secretariat_tui.areas.agreements.model import PartyDraft

    with closing(OfficeFile(office, "이주무관")) as file:
        stored = queries.agreement(file.reader, 1)
        assert stored
        parties = (*stored.draft.parties, PartyDraft("상주시", "local"))
        store.change(file, 1, stored.rev, stored.draft._replace(parties=parties))
    async with desk(office, (120, 40), area="agreements") as there:
        shown = await there.press("right", "right", "f9")
        assert "구분별 묶음 2개 · 5건 · 여럿인 것은 저마다 셉니다" in shown
        rows = [line.split()[:2] for line in shown.split("\n")[2:7]]
        assert ["광역", "4"] in rows
        assert ["기초", "1"] in rows
        shown = await there.press("enter")
        assert "경상북도, 상주시" in shown
        assert "제주특별자치도" not in shown


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_f3_draws_the_timeline(office: Path, size: tuple[int, int]) -> None:
    async with desk(office, size, area="agreements") as there:
        await there.press("f4")
        await there.type("2023.9.20")
        await there.press("ctrl+s", "f3")
        there.check_picture("agreements-timeline")
        shown = await there.press("enter")
        assert "서울시-경상북도 교류강화 업무협약" in shown
        assert "연장 기간 미기재" in shown


async def test_f4_offers_earlier_parties_with_level_and_signatory(office: Path) -> None:
    async with desk(office, (120, 50), area="agreements") as there:
        await there.press("insert", "tab", "tab", "tab", "f4", "enter")
        shown = await there.press("f4")
        assert "제주특별자치도" in shown
        shown = await there.type("ㅈㅈㅌ")
        assert "제주특별자치도  광역 · 제주도지사" in shown
        assert "대전광역시  광역" not in shown
        shown = await there.press("enter", "ctrl+s")
        assert "제주특별자치도 | 광역 | 제주도지사" in shown
        await there.press("escape", *["tab"] * 3)
        shown = await there.press("f4")
        assert "상주시청 대회의실" in shown
        await there.press("enter")
        assert "장소          대전광역시청" in there.text()
