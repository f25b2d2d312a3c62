"""Importing a file on the screen: choose, preview, import, undo."""

from pathlib import Path

import pytest

from tests.tui.desk import desk

GOOD = "\ufeff접수일,제안명,접수경로\n2023-04-03,우편 안부,메일 계정\n4.4.,출구 번호,창의발전소\n"
WRONG = GOOD + "4.31,없는 날,창의발전소\n4.5.,,창의발전소\n4.3.,우편 안부,메일 계정\n"


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    return tmp_path / "제안.csv"


async def test_a_file_is_previewed_imported_and_undone(path: Path, csv_file: Path) -> None:
    csv_file.write_text(GOOD, encoding="utf-8")
    async with desk(path, area="proposals") as there:
        assert "파일 들여오기" in await there.press("f10")
        await there.type(str(csv_file))
        shown = await there.press("ctrl+s")
        assert "읽음 2 · 더할 것 2 · 이미 있음 0 · 받지 않음 0" in shown
        assert "알아본 열: 접수일 → 접수한 날, 제안명 → 제목, 접수경로 → 경로" in shown
        assert "Enter 2건 더하기" in shown
        shown = await there.press("enter")
        assert "들여왔습니다: 읽음 2 · 더함 2" in shown
        assert "우편 안부" in shown
        shown = await there.press("ctrl+z")
        assert "되돌렸습니다: 들여오기: 제안 (제안.csv)" in shown
        assert "우편 안부" not in shown.replace("되돌렸습니다", "")


async def test_errors_are_shown_by_row_and_only_the_right_rows_can_be_added(
    path: Path, csv_file: Path
) -> None:
    csv_file.write_text(WRONG, encoding="utf-8")
    async with desk(path, area="proposals", size=(120, 40)) as there:
        await there.press("f10")
        await there.type(str(csv_file))
        shown = await there.press("ctrl+s")
        assert "읽음 5 · 더할 것 2 · 이미 있음 1 · 받지 않음 2" in shown
        assert "4행 접수일 '4.31': 달력에 없는 날입니다: 4.31" in shown
        assert "5행 제안명: 비워 둘 수 없습니다." in shown
        assert "6행: 2행과 같습니다." in shown
        there.check_picture("import")
        assert "4행 접수일" in await there.press("enter"), "nothing happens while there are errors"
        shown = await there.press("f2")
        assert "더함 2 · 이미 있음 1 · 받지 않음 2" in shown


async def test_a_file_that_cannot_be_read_is_refused_in_the_form(
    path: Path, csv_file: Path
) -> None:
    csv_file.write_bytes(b"\xd0\xcf\x11\xe0rest")
    async with desk(path, area="proposals") as there:
        await there.press("f10")
        await there.type(str(csv_file))
        shown = await there.press("ctrl+s")
        assert "암호가 걸렸거나 예전 형식(XLS)" in shown
        assert "파일 들여오기" in shown


async def test_a_calendar_is_previewed_imported_and_changed_by_a_newer_version(
    path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "회의.ics"
    event = "BEGIN:VEVENT\nUID:1@a\nSUMMARY:주례회의\nDTSTART:20230419T150000\n{}END:VEVENT\n"
    series = event.format("RRULE:FREQ=WEEKLY;COUNT=2\n")
    file.write_text(f"BEGIN:VCALENDAR\n{series}END:VCALENDAR\n")
    newer = event.replace("150000", "163000").format("SEQUENCE:1\nRECURRENCE-ID:20230419T150000\n")
    async with desk(path, area="schedule", size=(120, 40)) as there:
        await there.press("f7")
        await there.press("f10")
        await there.type(str(file))
        shown = await there.press("ctrl+s")
        assert "FREQ=WEEKLY;COUNT=2" in shown
        assert "Enter 1건 더하기" in shown
        assert "들여왔습니다: 읽음 1 · 더함 1" in await there.press("enter")
        file.write_text(f"BEGIN:VCALENDAR\n{newer}END:VCALENDAR\n")
        await there.press("f10")
        await there.type(str(file))
        assert "Enter 1건 더하기" in await there.press("ctrl+s")
        assert "읽음 1 · 더함 1" in await there.press("enter")
        newest = newer.replace("SEQUENCE:1", "SEQUENCE:2").replace("T163000", "T170000")
        file.write_text(f"BEGIN:VCALENDAR\n{newest}END:VCALENDAR\n")
        await there.press("f10")
        await there.type(str(file))
        assert "Enter 0건 더하고 1건 고치기" in await there.press("ctrl+s")
        assert "고침 1" in await there.press("enter")
        shown = await there.press("escape", "a")  # in the diary it replaces the first occurrence
        events = [line[:17].strip() for line in shown.split("\n") if " 기 주례회의" in line]
        assert events == ["17:00 기 주례회의", "15:00 기 주례회의"]
