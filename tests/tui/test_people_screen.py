"""The screens of people and organizations, key by key."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas.attached import store as attached
from secretariat_tui.areas.attached.model import ParticipantDraft, RecordKey
from secretariat_tui.areas.people import store
from secretariat_tui.areas.people.model import ContactDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.file import OfficeFile
from tests.database.states import ask
from tests.tui.desk import desk

DAY = date(2023, 4, 19)
GOVERNOR = ContactDraft(
    "이철우", "person", "경상북도", "도지사", "metropolitan", "054-123-4567", DAY
)


def _fill(path: Path) -> None:
    """Add a governor of 경상북도 who was met, and the same one under another spelling."""
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, GOVERNOR)
        store.add(file, GOVERNOR._replace(name="이 철우", contact="", position=""))
        event = schedule.add(file, EventDraft("예시) 도지사 면담", date(2023, 4, 20)))
        person = ParticipantDraft("attendee", "이 철우", "경상북도")
        attached.PARTICIPANTS.add(file, RecordKey("event", event), person)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_picture(office: Path, size: tuple[int, int]) -> None:
    _fill(office)
    async with desk(office, size, area="staff") as there:
        await there.press("ctrl+n")
        there.check_picture("people")
        await there.press("f3")
        there.check_picture("dealings")


async def test_a_dealing_opens_its_record_and_comes_back_to_its_line(office: Path) -> None:
    _fill(office)
    async with desk(office, (120, 40), area="staff") as there:
        shown = await there.press("ctrl+n")
        assert "인력 › 사람·기관 사람 2 · 기관 4" in shown
        shown = await there.press("f3")
        assert "인력 › 사람·기관 › 경상북도 오간 일 2" in shown
        assert shown.index("예시) 도지사 면담") < shown.index("서울시-경상북도 교류강화 업무협약")
        shown = await there.press("down", "enter")
        assert "상주시청 대회의실" in shown
        shown = await there.press("escape")
        assert "인력 › 사람·기관 › 경상북도 오간 일 2" in shown
        shown = await there.press("enter")
        assert "상주시청 대회의실" in shown  # the cursor is where it was
        await there.press("escape")
        shown = await there.press("escape")
        assert "인력 › 사람·기관 사람 2 · 기관 4" in shown


async def test_a_contact_is_merged_and_the_merge_undone(office: Path) -> None:
    _fill(office)
    count = "SELECT count(*) FROM contact WHERE kind = 'person'"
    async with desk(office, (120, 40), area="staff") as there:
        await there.press("ctrl+n", "slash")
        await there.type("도지사")
        shown = await there.press("enter", "f4")
        assert "어디에 합칠까요?" in shown
        shown = await there.press("enter")
        assert "이철우 → 이 철우" in shown
        shown = await there.press("down", "enter")
        assert "합쳤습니다: 이 철우" in shown
        assert ask(office, count) == [(1,)]
        shown = await there.press("enter")
        assert "다른 이름  이철우 · 경상북도" in shown
        assert "오간 일 1" in shown
        await there.press("escape", "ctrl+z")
        assert ask(office, count) == [(2,)]


async def test_the_form_warns_of_a_contact_that_is_there(office: Path) -> None:
    _fill(office)
    async with desk(office, (120, 40), area="staff") as there:
        await there.press("ctrl+n", "insert")
        shown = await there.type("이 철 우")
        assert "비슷한 사람·기관이 있습니다: 이철우 (경상북도 도지사)" in shown
        assert "비슷한 사람·기관이 있습니다: 이 철우 (경상북도)" in shown
        await there.press("ctrl+s")
        assert ask(office, "SELECT name, kind FROM contact ORDER BY id DESC LIMIT 1") == [
            ("이 철 우", "person")
        ]


async def test_names_are_masked_on_a_masked_screen(office: Path) -> None:
    _fill(office)
    async with desk(office, (120, 40), area="staff") as there:
        await there.press("ctrl+n", "slash")
        await there.type("도지사")
        shown = await there.press("enter", "ctrl+x")
        assert "이○우" in shown
        shown += await there.press("f3")
        shown += await there.press("escape", "enter")
        shown += await there.press("escape", "f4")
        shown += await there.press("escape", "delete")
        assert "이철우" not in shown
        assert "054-123-4567" not in shown
        assert "경상북도" in shown  # an organization is nobody's name


async def test_names_in_records_are_registered(office: Path) -> None:
    async with desk(office, (120, 40), area="staff") as there:
        shown = await there.press("ctrl+n")
        assert "사람 0 · 기관 4 · 등록하지 않은 이름 4" in shown
        shown = await there.press("ctrl+t")
        assert "4건 등록" in shown
        assert "제주도지사" in shown
        shown = await there.press("down", "enter")
        assert "등록했습니다: 4건" in shown
        assert "인력 › 사람·기관 사람 4 · 기관 4\n" in shown
        shown = await there.press("ctrl+t")
        assert "기록에 적힌 사람과 기관이 모두 등록되어 있습니다." in shown


async def test_a_contact_is_added_to_a_record_with_its_position_and_number(office: Path) -> None:
    _fill(office)
    async with desk(office, (120, 40), area="staff") as there:
        await there.press("ctrl+n", "slash")
        await there.type("054")
        shown = await there.press("enter", "ctrl+r")
        assert "어느 기록에 적을까요?" in shown
        await there.type("제주특별자치도 교류")
        shown = await there.until("서울시-제주특별자치도")
        shown = await there.press("enter")
        assert "심사자" in shown
        shown = await there.press(*["down"] * 6, "enter")
        assert "서울시-제주특별자치도 교류강화 업무협약  협약 · 주관" in shown
    columns = "parent, role, name, organization, position, level, contact"
    assert ask(office, f"SELECT {columns} FROM participant ORDER BY id DESC LIMIT 1") == [
        ("agreement", "host", "이철우", "경상북도", "도지사", "metropolitan", "054-123-4567")
    ]
