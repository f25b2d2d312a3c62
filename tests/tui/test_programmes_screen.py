"""The screens of programmes, key by key."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas.programmes import queries
from secretariat_tui.database.file import OfficeFile
from tests.tui.desk import desk
from tests.tui.test_form import fill, line


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_picture(office: Path, size: tuple[int, int]) -> None:
    async with desk(office, size, area="programmes") as there:
        there.check_picture("programmes")
        await there.press("f3")
        there.check_picture("timeline")


async def test_the_inner_screens_and_back(office: Path) -> None:
    async with desk(office, (120, 40), area="programmes") as there:
        shown = await there.press("f4")
        assert "사업 › 과제 5개 · 세부 2개" in shown
        assert ["5-①", "난임부부", "지원", "5", "4", "중", "1"] in [
            line.split() for line in shown.split("\n")
        ]
        shown = await there.press("escape", "ctrl+r")
        assert "사업 › 캠페인 1건" in shown
        assert "지하철 승강장 와이드 컬러 등 14면" in shown
        assert "보도상 가판대 및 구두수선대 107면" in shown
        shown = await there.press("escape")
        assert "사업 9건 · 계획 8 · 시행 중 1 · 완료 0 · 공약 0" in shown


async def test_a_record_opened_from_the_timeline_comes_back_to_its_line(office: Path) -> None:
    async with desk(office, (120, 40), area="programmes") as there:
        await there.press("f3")
        for _step in range(16):
            await there.press("down")
        shown = await there.press("enter")
        assert "세부 과제  난임부부" not in shown.split("일정표")[0]
        shown = await there.press("escape")
        assert "사업 › 일정표 '23.1.~'24.6." in shown
        shown = await there.press("]")
        assert "사업 › 일정표 '23.4.~'24.9." in shown
        shown = await there.press("escape")
        assert "사업 9건" in shown


async def test_a_programme_is_typed_saved_and_undone(path: Path) -> None:
    async with desk(path, (120, 40), area="programmes") as there:
        assert "Insert나 n을 눌러 첫 사업을" in there.text()
        await there.press("insert")
        await there.type("난임부부 시술비")
        shown = await there.press("ctrl+s")
        assert "난임부부 시술비" in shown
        assert "시작하는 때가 없어 일정표에 나오지 않습니다." in shown
        with closing(OfficeFile(path, "누구")) as file:
            assert queries.counts(file.reader).programmes == 1
        await there.press("ctrl+z")
        assert "Insert나 n을 눌러 첫 사업을" in there.text()


@pytest.mark.parametrize(
    ("typed", "echo", "stored"),
    [
        ("2023. 9월", "'23. 9월", (date(2023, 9, 1), "month")),
        ("'24년~", "'24년~", (date(2024, 1, 1), "year")),
        ("4.12.", "'23. 4.12.", (date(2023, 4, 12), "day")),
        ("", "", (None, "day")),
    ],
)
async def test_a_start_is_typed_as_offices_write_it(
    path: Path, typed: str, echo: str, stored: tuple[date | None, str]
) -> None:
    async with desk(path, (120, 40), area="programmes") as there:
        await there.press("insert")
        shown = await fill(there, name="난임부부 시술비", start=typed)
        assert echo in line(shown, "시작")
        await there.press("ctrl+s")
        assert "저장했습니다" in there.text()
        await there.press("f2", "ctrl+s")  # what is shown for editing reads back as itself
        with closing(OfficeFile(path, "누구")) as file:
            programme = queries.programme(file.reader, 1)
        assert programme
        assert (programme.draft.starts_on, programme.draft.precision) == stored


async def test_a_start_that_cannot_be_read_stays_and_is_named(path: Path) -> None:
    async with desk(path, (120, 40), area="programmes") as there:
        await there.press("insert")
        await fill(there, name="난임부부 시술비", start="언젠가")
        shown = await there.press("ctrl+s")
        assert "시작을 읽을 수 없습니다: 언젠가 예: 4.12., '23. 9월, '24년" in shown
        await fill(there, start="2023. 9월", ends_on="2023-08-31")
        shown = await there.press("ctrl+s")
        assert "종료가 시작보다 빠릅니다." in shown
        assert "읽을 수 없습니다" not in shown
