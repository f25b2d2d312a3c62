"""Importing a file on the screen: choose, preview, import, undo."""

from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.imports.progress import ImportProgress
from secretariat_tui.tui.dialogs import progress
from tests.tui.desk import DEADLINE, desk

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


_MANY = 2_500


def _many(sequence: int) -> str:
    """Return a calendar of many events, half an hour each, ten on a day."""
    events = "".join(
        f"BEGIN:VEVENT\nUID:{number}@a\nSEQUENCE:{sequence}\nSUMMARY:회의 {number} 제{sequence}판\n"
        f"DTSTART:2023{number // 250 + 1:02}{number // 10 % 25 + 1:02}T{number % 10 + 8:02}0000\n"
        "DURATION:PT30M\nEND:VEVENT\n"
        for number in range(_MANY)
    )
    return f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n"


def _hold(monkeypatch: pytest.MonkeyPatch, at: int) -> Event:
    """Let imports wait from a number of rows on, until the event that is returned is set."""
    gate, advance = Event(), ImportProgress.advance

    def wait(self: ImportProgress, rows: int) -> None:
        self.rows = rows
        if rows >= at:
            assert gate.wait(DEADLINE)
        advance(self, rows)

    monkeypatch.setattr(progress, "_DELAY", 0)
    monkeypatch.setattr(ImportProgress, "advance", wait)
    return gate


def _stored(path: Path) -> tuple[int, int, int]:
    """Return the numbers of events, of those in their second version, and of edits."""
    with closing(Reader(path)) as reader:
        (numbers,) = reader.tuples(
            "SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM event WHERE title LIKE '%제2판'),"
            " (SELECT count(*) FROM tx)"
        )
    return numbers


async def test_reading_many_events_shows_how_far_it_is_and_can_be_cancelled(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "많음.ics"
    file.write_text(_many(1), encoding="utf-8")
    before = _stored(path)
    async with desk(path, area="schedule", size=(120, 40)) as there:
        await there.press("f7")
        await there.press("f10")
        await there.type(str(file))
        gate = _hold(monkeypatch, 1_400)
        await there.send("ctrl+s")
        await there.until("읽는 중 1,400 · Esc 그만두기")
        await there.send("escape")
        gate.set()
        shown = await there.until("그만두었습니다.")
        assert "파일 들여오기" in shown, "the form is still there"
    assert _stored(path) == before


async def test_writing_many_events_can_be_cancelled_and_changes_nothing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "많음.ics"
    count, _newer, edits = _stored(path)
    async with desk(path, area="schedule", size=(120, 40)) as there:
        await there.press("f7")
        for sequence in (1, 2):  # new events, then newer versions of all
            file.write_text(_many(sequence), encoding="utf-8")
            await there.press("f10")
            await there.type(str(file))
            assert "읽음 2,500" in await there.press("ctrl+s")
            with monkeypatch.context() as patch:
                gate = _hold(patch, 1_000)
                await there.send("enter")
                await there.until("들여오는 중 1,000 / 2,500 · Esc 그만두기")
                await there.send("escape")
                gate.set()
                await there.until("그만두었습니다. 아무것도 들여오지 않았습니다.")
            added = (sequence - 1) * _MANY
            assert _stored(path) == (count + added, 0, edits + sequence - 1)
            await there.press("f10")
            await there.type(str(file))
            await there.press("ctrl+s")
            await there.press("enter")
            assert _stored(path) == (count + _MANY, (sequence - 1) * _MANY, edits + sequence)
        shown = await there.press("ctrl+z")
        assert "되돌렸습니다: 들여오기: 일정 (많음.ics)" in shown
    assert _stored(path)[:2] == (count + _MANY, 0)
