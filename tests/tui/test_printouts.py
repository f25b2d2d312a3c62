"""The diary's sheets on the screen: chosen for the cursor, shown, turned over, copied, written."""

import json
import sqlite3
from contextlib import closing
from datetime import date, time
from pathlib import Path

import pytest

from secretariat_tui.areas.attached import store as attached
from secretariat_tui.areas.attached.model import ParticipantDraft, RecordKey
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.file import OfficeFile
from tests.conftest import Prepared
from tests.tui.desk import TODAY, Desk, desk


def fill(path: Path) -> None:
    """Add an event of today with someone in charge, a secret one, and one of the day after."""
    with closing(OfficeFile(path, "김주무관")) as file:
        first = schedule.add(
            file, EventDraft("영호남 협약식", TODAY, time(10), time(11), "시청 8층", kind="signing")
        )
        person = ParticipantDraft("contact", "김담당", "정책기획관", contact="02-2133-1234")
        attached.PARTICIPANTS.add(file, RecordKey("event", first), person)
        schedule.add(file, EventDraft("인사 협의", TODAY, time(14), visibility="secret"))
        schedule.add(
            file, EventDraft("국회의원 내방", date(2023, 4, 20), time(9), visibility="internal")
        )


@pytest.fixture
def office(prepared: Prepared) -> Path:
    return prepared(fill)


async def choose(there: Desk, *keys: str) -> str:
    await there.press("ctrl+r")
    return await there.press(*keys)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_sheets_are_offered_for_the_cursor_and_shown(
    office: Path, size: tuple[int, int]
) -> None:
    async with desk(office, size, area="schedule") as there:
        await there.press("tab")
        shown = await there.press("ctrl+r")
        assert "행사 브리핑  영호남 협약식" in shown
        assert "일일 일정  4.19.(수)" in shown
        assert "주간 공개 일정  4.17.(월) ~ 4.23.(일), 언론에 낼 것" in shown
        await there.press("enter")
        there.check_picture("printout-briefing")
        await there.press("escape")
        await choose(there, "down", "enter")
        there.check_picture("printout-day")
        await there.press("escape")
        await choose(there, "down", "down", "down", "enter")
        there.check_picture("printout-week")
        await there.press("escape")
        await choose(there, "down", "down", "down", "down", "enter")
        there.check_picture("printout-public")
        shown = await there.press("escape")
        assert "2023년 4월" in shown


async def test_a_secret_event_has_no_briefing(office: Path) -> None:
    async with desk(office, area="schedule") as there:
        await there.press("tab", "down")
        shown = await there.press("ctrl+r")
        assert "일일 일정  4.19.(수)" in shown
        assert "인사 협의" not in shown
        assert "행사 브리핑  비공개" not in shown


async def test_a_sheet_is_turned_over_and_leads_to_its_records(office: Path) -> None:
    async with desk(office, (100, 30), area="schedule") as there:
        await there.press("ctrl+r", "down", "enter")
        assert "영호남 협약식" in there.text()
        shown = await there.press("ctrl+right")
        assert "(2023. 4. 20.(목))" in shown
        assert "국회의원 내방" in shown
        shown = await there.press("ctrl+left", "ctrl+left")
        assert "일정이 없습니다." in shown
        await there.press("ctrl+right")
        await there.press("tab")
        assert "10:00–11:00 ← 일정표의 한 줄" in there.text()
        shown = await there.press("enter")
        assert "구분  협약체결" in shown
        assert "인쇄물 › 일일 일정" in await there.press("escape")
        assert "[2 일정]" in await there.press("escape")


async def test_a_copy_and_a_file_of_the_public_list_are_logged_as_for_outside(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # no tool for the clipboard
    target, copied = tmp_path / "공개.html", list[str]()
    async with desk(office, (100, 30), area="schedule") as there:
        there.app.copy_to_clipboard = copied.append  # type: ignore[method-assign,assignment]
        await there.press("ctrl+r", "down", "down", "down", "down", "enter")
        assert "주간 행사계획" in there.text()
        await there.press("ctrl+c")
        row = "4. 19.(수)\t10:00–11:00\t● 영호남 협약식\t시청 8층\t정책기획관\n"
        assert [text.splitlines(keepends=True)[4] for text in copied] == [row]
        await there.press("ctrl+e")
        await there.type("파일 HTML")
        await there.press("enter", "end", "ctrl+u")
        await there.type(str(target))
        assert "보고를 파일로 냈습니다" in await there.press("ctrl+s")
    text = target.read_text(encoding="utf-8")
    assert "● 영호남 협약식" in text
    assert [
        each for each in ("국회의원 내방", "인사 협의", "김담당", "비공개") if each in text
    ] == []
    with closing(sqlite3.connect(office)) as file:
        rows = file.execute("SELECT new FROM change WHERE op = 'E' ORDER BY id").fetchall()
    logged = [json.loads(new) for (new,) in rows]
    assert [(each["audience"], each["purpose"], each["way"]) for each in logged] == [
        ("outside", "주간 공개 일정", "복사"),
        ("outside", "주간 공개 일정", "공개.html"),
    ]


async def test_the_export_dialog_of_the_diary_writes_a_calendar_file(
    office: Path, tmp_path: Path
) -> None:
    target = tmp_path / "달.ics"
    async with desk(office, (100, 30), area="schedule") as there:
        await there.press("ctrl+e")
        await there.type("달력")
        assert "2023-04-01" in await there.press("enter")
        await there.press("end", "ctrl+u")
        await there.type(str(target))
        shown = await there.press("ctrl+s")
        assert "2건을 파일로 냈습니다" in shown
        assert "비공개 1건은 뺐습니다." in shown
    text = target.read_bytes().decode()
    assert "SUMMARY:영호남 협약식\r\n" in text
    assert "DTSTART;TZID=Asia/Seoul:20230419T100000\r\n" in text
    assert "인사 협의" not in text
    with closing(sqlite3.connect(office)) as file:
        rows = file.execute("SELECT new FROM change WHERE op = 'E' ORDER BY id").fetchall()
    assert [json.loads(new)["way"] for (new,) in rows] == ["달.ics"]


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("shift+f9", "행사 브리핑 · 2023. 4. 19.(수)"),
        ("shift+f10", "일일 일정 · 2023. 4. 19.(수)"),
        ("shift+f11", "주간 일정 · 4.17.(월) ~ 4.23.(일)"),
        ("shift+f12", "주간 공개 일정 · 4.17.(월) ~ 4.23.(일) · 외부용"),
    ],
)
async def test_a_sheet_is_a_command_of_the_diary_and_belongs_to_it(
    office: Path, key: str, title: str
) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        name = title.split(" · ", maxsplit=1)[0]
        assert "Ctrl+R 인쇄물" in there.text().split("\n")[-1]
        await there.press("ctrl+p")
        shown = await there.type(name)
        assert f"Shift+F{key.removeprefix('shift+f')}" in shown
        shown = await there.press("enter")
        assert shown.split("\n")[0].startswith(" 1 오늘 [2 일정]")
        assert shown.split("\n")[1] == f" 일정 › 인쇄물 › {title}"
        assert "Esc 뒤로" in shown
        shown = await there.press("escape")
        assert "2023년 4월" in shown
        assert f" › 인쇄물 › {title}" in await there.press(key)
        assert "2023년 4월" in await there.press("escape")
        await there.press("f1")
        assert name in await there.type(name)


async def test_the_briefing_command_is_about_the_selected_event_unless_it_is_secret(
    office: Path,
) -> None:
    async with desk(office, (100, 30), area="schedule") as there:
        shown = await there.press("tab", "shift+f9")
        assert "영호남 협약식" in shown
        assert "□ 개요" in shown
        await there.press("escape")
        shown = await there.press("down", "shift+f9")  # a secret event: those of its day
        assert "인사 협의" not in shown
        assert "영호남 협약식" in shown


async def test_the_keys_of_areas_leave_a_sheet(office: Path) -> None:
    async with desk(office, (100, 30), area="schedule") as there:
        assert "[2 일정]" in await there.press("shift+f10")
        shown = await there.press("9")
        assert "[9 보고]" in shown
        assert "인쇄물" not in shown.split("\n")[1]
        await there.press("2", "shift+f10")
        assert "2023년 4월" in await there.press("2")
        assert "인쇄물" not in (await there.press("9")).split("\n")[1]
