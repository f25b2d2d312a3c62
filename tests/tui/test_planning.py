"""Planning at the screen of the diary: warnings and proposals in the form, free time, urgent events."""

from contextlib import closing
from datetime import date, time
from pathlib import Path

import pytest

from secretariat_tui.areas.schedule import queries, store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.planning import actions
from secretariat_tui.areas.schedule.timing.free_slots import FreeSlot, SlotQuery
from secretariat_tui.core.errors import FileError
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile
from tests.tui.desk import TODAY, desk

VISIT = EventDraft("접견", TODAY, time(14, 30), ends_at=time(15), place="접견실")
TALK = EventDraft("간담회", TODAY, time(14), ends_at=time(14, 50))


def add(path: Path, *drafts: EventDraft) -> list[int]:
    """Add events to a file; return their ids."""
    with closing(OfficeFile(path, "tester")) as file:
        return [store.add(file, draft) for draft in drafts]


def stored(path: Path, record_id: int) -> EventDraft:
    """Return an event of a file."""
    with closing(OfficeFile(path, "tester")) as file:
        found = queries.event(file.reader, record_id)
    assert found is not None
    return found.draft


async def test_the_form_shows_conflicts_and_takes_another_time(path: Path) -> None:
    add(path, VISIT)
    async with desk(path) as there:
        await there.press("2", "insert")
        await there.type("간담회")
        await there.press("tab", "tab")
        await there.type("14:00")
        await there.press("tab")
        shown = await there.press(*"14:50")
        assert "! 14:30–15:00 접견: 20분 겹침" in shown
        assert "F6 다른 안: 13:40–14:30 · 15:00–15:50 · 11:10–12:00 · 30분으로 · 대참" in shown
        shown = await there.press("f6")
        assert "14:00–14:30로 줄임" in shown
        await there.press("down", "enter")
        assert "겹침" not in there.text()
        shown = await there.press("ctrl+s")
        assert "15:00–15:50 회 간담회" in shown
        assert "겹침 1" not in shown


async def test_the_form_knows_journeys_holidays_and_office_hours(path: Path) -> None:
    add(path, VISIT._replace(travel_before=20))
    async with desk(path) as there:
        await there.press("2", "insert")
        await there.type("간담회")
        await there.press("tab", "tab")
        await there.type("13:30")
        await there.press("tab")
        shown = await there.press(*"14:10")
        assert "! 14:30–15:00 접견: 사이 20분, 이동과 여유 30분" in shown
        await there.press("shift+tab")
        await there.press("end", "ctrl+u")
        shown = await there.press(*"08:30")
        assert "근무 시간(09:00–18:00) 밖입니다." in shown
        await there.press("shift+tab")
        await there.press("end", "ctrl+u")
        shown = await there.press(*"2023-05-05")
        assert "쉬는 날입니다: 5.5.(금) 어린이날" in shown
        assert "근무 시간" not in shown


async def test_free_time_is_found_and_taken(path: Path) -> None:
    add(path, VISIT)
    async with desk(path) as there:
        shown = await there.press("2", "ctrl+f")
        assert "60분 · 4.19.(수)~5.2.(화) · 09:00–18:00" in shown
        shown = await there.press(*"30")
        assert "알 수 없는 말이 있습니다: 30" in shown
        await there.type("분, 내일까지")
        await there.press("ctrl+u")
        await there.type("30분, 이번 주, 10–17시, 이동 20분")
        shown = there.text()
        assert "30분 · 4.19.(수)~4.23.(일) · 10:00–17:00 · 이동 20분" in shown
        assert " 4.19.(수) 10:00–10:30  12:00까지 비어 있음" in shown
        assert " 4.19.(수) 13:00–13:30  14:00까지 비어 있음" in shown
        assert " 4.19.(수) 15:30–16:00  17:00까지 비어 있음" in shown
        assert "4.22" not in shown  # a Saturday
        await there.press("down", "down", "f4")
        await there.type("보고")
        await there.press("ctrl+s")
        assert "15:30–16:00 회 ? 잠정 보고" in there.text()
    event = stored(path, 2)
    assert (event.status, event.hold_until) == ("hold", TODAY)
    assert (event.travel_before, event.travel_after) == (20, 20)


async def test_an_urgent_event_displaces_others_in_one_edit(path: Path) -> None:
    visit, talk = add(path, VISIT, TALK)
    async with desk(path) as there:
        await there.press("2", "shift+f6")
        shown = await there.press("enter")
        assert "새 일정" in shown
        await there.type("산불 현장")
        await there.press("tab", "tab")
        await there.type("14:00")
        await there.press("tab")
        await there.type("16:00")
        shown = await there.press("ctrl+s")
        assert "2023. 4. 19.(수) 14:00~16:00에 걸리는 일정 2건을 어떻게 할까요?" in shown
        shown = await there.press("2", "1")
        assert "대참" in shown
        shown = await there.press("enter")
        assert "연기 1건, 대참 1건" in shown
        assert stored(path, talk).attendance == "deputy"
        assert stored(path, visit).status == "postponed"
        assert "되돌렸습니다: 긴급 산불 현장: 연기 1건, 대참 1건" in await there.press("ctrl+z")
    assert stored(path, talk).attendance == "self"
    assert stored(path, visit).status == "confirmed"
    assert stored(path, 3).starts_on == date(2023, 4, 19)


async def test_an_error_of_the_file_is_shown_where_free_time_is_searched(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(_query: SlotQuery, _reader: Reader) -> list[FreeSlot]:
        raise FileError("자료 파일이 손상되었습니다.")

    monkeypatch.setattr(actions, "next_slots", damaged)
    async with desk(path, area="schedule") as there:
        await there.press("ctrl+f")
        shown = await there.type("30분, 내일")
        assert "자료 파일이 손상되었습니다." in shown
        assert "30분, 내일" in shown
        assert "빈 시간 찾기" not in await there.press("escape", "escape")
