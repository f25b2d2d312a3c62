"""What the areas' screens owe their rules: secrets stay veiled, and nothing unseen is deleted."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.agreements import queries as agreements
from secretariat_tui.areas.agreements import store as agreement_store
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.schedule import store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.file import OfficeFile
from tests.tui.desk import TODAY, desk, desk_of

MEETING = EventDraft("은밀한 면담", TODAY, place="모처", visibility="secret")


def keep(path: Path, draft: EventDraft) -> None:
    """Enter an event at another desk."""
    with closing(OfficeFile(path, "이주무관")) as file:
        store.add(file, draft)


async def test_a_secret_title_is_in_no_question_and_no_message(path: Path) -> None:
    keep(path, MEETING)
    async with desk(path, (120, 40), area="schedule") as there:
        shown = await there.press("f4")
        assert "잠정" in shown
        assert "은밀" not in shown
        shown = await there.press("escape", "delete")
        assert "일정을 지웁니다" in shown
        assert "2023. 4. 19.(수)  비공개" in shown
        assert "은밀" not in shown
        shown = await there.press("down", "enter")
        assert "지웠습니다: 비공개" in shown
        assert "은밀" not in shown


async def test_a_search_finds_secret_events_as_such_and_open_ones_by_place(path: Path) -> None:
    keep(path, MEETING)
    keep(path, EventDraft("간부회의", TODAY, place="기획상황실"))
    async with desk(path, (120, 40), area="schedule") as there:
        await there.press("slash")
        shown = await there.type("비공개")
        assert "· 1건" in shown
        assert "간부회의" not in shown
        await there.press("escape", "slash")
        assert "간부회의" in await there.type("상황실")


async def test_what_another_desk_changed_meanwhile_is_not_deleted(path: Path) -> None:
    draft = AgreementDraft("제주 협약", signed_on=TODAY, parties=(PartyDraft("제주"),))
    with closing(OfficeFile(path, "이주무관")) as other:
        number = agreement_store.add(other, draft)
        async with desk(path, (100, 30), area="agreements") as there:
            await there.press("delete")
            agreement_store.change(other, number, 1, draft._replace(note="꼭 지킬 것"))
            shown = await there.press("down", "enter")
            assert "그 사이에" in shown
            assert agreements.agreement(other.reader, number)
            shown = await there.press("escape", "delete", "down", "enter")  # seen anew
            assert "지웠습니다: 제주 협약" in shown


@pytest.mark.slow
@pytest.mark.parametrize("today", [date.min, date.max])
async def test_every_screen_opens_at_the_calendars_ends(office: Path, today: date) -> None:
    async with desk_of(lambda: OfficeFile(office, "김주무관"), (120, 40), today) as there:
        for area in AREAS:
            shown = await there.press(area.key)
            assert f"[{area.key} " in shown
            assert "오류" not in shown
        await there.press("3", "right_square_bracket", "right_square_bracket")
        await there.press("2", "left", "right", "pagedown", "pageup", "f6")
        assert "[2 일정]" in there.text()
