"""The screens of staff, key by key."""

from pathlib import Path

import pytest

from secretariat_tui import settings
from tests.tui.desk import Desk, desk


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("staff", ()),
        ("staff-table", ("ctrl+t",)),
        ("staff-functions", ("f3",)),
        ("staff-manuals", ("f4",)),
        ("staff-surveys", ("ctrl+r",)),
    ],
)
async def test_picture(
    office: Path, size: tuple[int, int], name: str, keys: tuple[str, ...]
) -> None:
    async with desk(office, size, area="staff") as there:
        await there.press(*keys)
        there.check_picture(name)


async def test_the_source_table_stands_below_the_list(office: Path) -> None:
    async with desk(office, (120, 40), area="staff") as there:
        lines = there.text().split("\n")
        assert "정원 34 · 현원 32 · 과부족 -2 ('23.4.19. 기준)" in lines[1]
        rows = [line.split() for line in lines]
        head = "구분 총계 소계 2급 3급 5급 6급 7급 8·9급 소계 4급상당 5급상당 6급상당 7~9급상당"
        at = rows.index(head.split())
        assert rows[at - 1] == ["일반직", "별정직"]
        assert rows[at + 2] == [
            "정원",
            *["34", "9", "-", "1", "2", "3", "2", "1", "25", "3", "18", "4", "-"],
        ]
        assert rows[at + 3] == [
            "현원",
            *["32", "11", "1", "-", "2", "2", "6", "-", "21", "3", "13", "2", "3"],
        ]
        text = there.text()
        assert "행정안전부와 협의된 전문임기제 8명(민생소통특보," in text
        assert "▲ 현원이 정원보다 4명 많습니다: 일반직 7급" in text
        assert "결원  총계 2, 일반직 3급 1," in text


async def test_a_narrow_screen_shows_the_categories_below_each_other(office: Path) -> None:
    async with desk(office, (80, 24), area="staff") as there:
        rows = [line.split() for line in there.text().split("\n")]
        assert ["구분", "총계", "소계", "2급", "3급", "5급", "6급", "7급", "8·9급"] in rows
        assert ["구분", "소계", "4급상당", "5급상당", "6급상당", "7~9급상당"] in rows


async def test_the_table_has_two_lines_of_heads_and_is_copied(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # no clipboard of another program
    async with desk(office, (120, 30), area="staff") as there:
        lines = (await there.press("ctrl+t")).split("\n")
        assert "인력 › '23.4.19. · 정원 34 · 현원 32" in lines[1]
        assert lines[2].split() == ["일반직", "별정직"]
        assert lines[3].split()[:4] == ["구분", "총계", "소계", "2급"]
        assert lines[4].split()[:4] == ["정원", "34", "9", "-"]
        assert lines[5].split()[:4] == ["현원", "32", "11", "1"]
        assert " ※ 행정안전부와 협의된 전문임기제 8명(" in there.text()
        await there.click("RecordTable", (3, 3))
        lines = (await there.press("enter")).split("\n")
        assert [line.split("│")[1].strip() for line in lines if "일반직 7급" in line] == [
            "일반직 7급  6"
        ]
        await there.press("escape", "ctrl+a", "ctrl+c")
        copied = (settings.state_dir() / "last-copy.txt").read_text(encoding="utf-8").splitlines()
        assert copied[0].startswith("구분\t총계\t일반직 소계\t일반직 2급\t")
        assert copied[2] == "현원\t32\t11\t1\t-\t2\t2\t6\t-\t21\t3\t13\t2\t3"
        await there.press("escape", "escape")
        assert "적힌 날 1" in there.text()


async def _add_staffing(there: Desk) -> str:
    await there.press("insert", "tab", "tab")
    await there.type("일반직 | 5급 | 2 | 3")
    await there.press("enter")
    await there.type("별정직 | 5급상당 | 4 | 1")
    return there.text()


async def test_a_snapshot_is_added_warned_about_changed_copied_and_undone(path: Path) -> None:
    async with desk(path, (120, 40), area="staff") as there:
        assert "Insert나 n을 눌러 한 날의 정원과 현원을 적으세요." in there.text()
        shown = await _add_staffing(there)
        assert "정원 6 · 현원 4 · 과부족 -2 · 일반직 2/3 · 별정직 4/1" in shown
        assert "! 현원이 정원보다 1명 많습니다: 일반직 5급" in shown
        shown = await there.press("ctrl+s")
        assert "저장했습니다" in shown
        assert "정원 6 · 현원 4 · 과부족 -2" in shown.split("\n")[1]

        shown = await there.press("ctrl+v")
        assert "새 인력 현황" in shown
        shown = await there.press("ctrl+s")
        assert "그날의 인력 현황이 이미 있습니다: '23.4.19." in shown
        await there.press("home", "shift+end")
        await there.type("2023-05-01")
        shown = await there.press("ctrl+s")
        assert "적힌 날 2" in shown.split("\n")[1]
        assert "'23.5.1." in shown
        shown = await there.press("ctrl+z")
        assert "되돌렸습니다: 인력 현황 추가: '23.5.1." in shown
        assert "적힌 날 1" in shown.split("\n")[1]

        shown = await there.press("delete", "down", "enter")
        assert "아직 인력 현황이 없습니다." in shown
        shown = await there.press("ctrl+z")
        assert "정원 6 · 현원 4" in shown


async def test_errors_of_a_snapshot_stand_in_the_form(path: Path) -> None:
    async with desk(path, (120, 40), area="staff") as there:
        await there.press("insert", "tab", "tab")
        await there.type("일반직 | 5급 | 둘 | 3")
        shown = await there.press("ctrl+s")
        assert "1번째 줄" in shown
        assert "일반직 | 5급 | 둘 | 3" in shown


async def test_a_manual_is_entered_with_a_month_as_offices_write_it(path: Path) -> None:
    async with desk(path, (120, 40), area="staff") as there:
        assert "아직 업무매뉴얼이 없습니다." in await there.press("f4")
        await there.press("insert")
        await there.type("일반용역")
        await there.press("tab", "tab")
        await there.type("2")
        await there.press("tab", "tab", "tab", "tab")
        await there.type("'23.5월")
        shown = await there.press("ctrl+s")
        assert "통용 1호 · 완료 0 · 기존 0개" in shown.split("\n")[1]
        assert "'23.5." in shown
        assert "제2호(일반용역)" in shown
        assert "되돌렸습니다: 업무매뉴얼 추가: 일반용역" in await there.press("ctrl+z")


async def test_a_survey_shows_that_its_percentages_cannot_be_recomputed(office: Path) -> None:
    async with desk(office, (120, 40), area="staff") as there:
        shown = await there.press("ctrl+r")
        assert "인력 › 설문 1개" in shown
        remark = (
            "인쇄된 비율은 응답자 608명으로 다시 계산할 수 없습니다 (적힌 응답 856, 비율의 합 76%)."
        )
        assert remark in shown
        assert "일반용역          27% (302)" in shown
        shown = await there.press("f2")
        assert "적힌 응답 856 · 비율의 합 76%" in shown
        assert remark in shown


async def test_functions_are_in_their_order_and_found_everywhere(office: Path) -> None:
    async with desk(office, (120, 40), area="staff") as there:
        shown = await there.press("f3")
        assert "인력 › 기능 3개" in shown
        assert " - 시장 공약사업 등 시정 핵심과제 수립 및 추진 지원" in shown
        await there.press("insert")
        await there.type("새 기능")
        await there.press("ctrl+s")
        rows = [line.split() for line in there.text().split("\n")]
        assert ["4", "새", "기능"] in [row[:3] for row in rows]
        await there.press("ctrl+k")
        shown = await there.type("가교 역할")
        assert "국내·외 기관 소통·협력 가교 역할" in shown
        shown = await there.press("enter")
        assert "중앙정부, 타 지방자치단체" in shown
        assert "[8 인력]" in shown
