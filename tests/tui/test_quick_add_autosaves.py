"""What was typed in quick adding is not lost: at Ctrl+Q, and when the program died."""

from contextlib import closing
from datetime import date, time
from pathlib import Path

import pytest

from secretariat_tui import settings
from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached.model import RecordKey
from secretariat_tui.areas.schedule import queries
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.database.file import OfficeFile
from tests.tui.desk import desk, desk_of

TWO_DAYS = "4. 20.(목) 10:00 간부회의\n4. 21.(금) 14:00 착공식(위례)"


def stored(path: Path) -> list[EventRow]:
    with closing(OfficeFile(path, "김주무관")) as file:
        return queries.agenda(file.reader, date(2023, 1, 1), date(2023, 12, 31))


def kept() -> list[Path]:
    """Return the files of what is kept."""
    return sorted((settings.state_dir() / "forms").glob("*.json"))


@pytest.mark.parametrize("area", ["today", "schedule"])
async def test_ctrl_q_asks_before_it_leaves(path: Path, area: str) -> None:
    async with desk(path, (80, 24), area=area) as there:
        await there.press("f9")
        await there.paste(TWO_DAYS)
        await there.settle()
        shown = await there.press("ctrl+q")
        assert "쓰던 내용을 어떻게 할까요?" in shown
        shown = await there.press("escape")
        assert "4. 20.(목) 10:00 간부회의" in shown
        assert "4. 21.(금) 14:00 착공식(위례)" in shown
        assert there.app.is_running
        await there.press("ctrl+q", "down", "enter")  # save and close
        assert [each.title for each in stored(path)] == ["간부회의", "착공식"]


async def test_ctrl_q_in_a_question_about_the_text_goes_back_to_it(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("f9")
        await there.type("4. 21.(목) 10시 회의")
        assert "날짜가 맞음" in await there.press("enter")
        shown = await there.press("ctrl+q")
        assert "4. 21.(목) 10시 회의" in shown
        assert "날짜가 맞음" not in shown
        assert "쓰던 내용을 어떻게 할까요?" in await there.press("ctrl+q")


async def test_ctrl_q_in_the_complete_form_goes_back_to_the_text(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("f9")
        await there.type("내일 10시 회의")
        assert "새 일정" in await there.press("f2")
        assert "내일 10시 회의" in await there.press("ctrl+q")
        assert "쓰던 내용을 어떻게 할까요?" in await there.press("ctrl+q")


async def test_a_text_that_was_typed_is_offered_until_it_is_stored(path: Path) -> None:
    async with desk(path, (80, 24)) as there:
        await there.press("f9")
        await there.paste(TWO_DAYS)
        await there.settle()
    async with desk(path, (80, 24)) as there:
        assert "쓰던 것이 있습니다: 빠른 추가" in there.text()
        shown = await there.press("enter")
        assert "4. 20.(목) 10:00 간부회의" in shown
        assert "4. 21.(금) 14:00 착공식(위례)" in shown
        assert len(kept()) == 1
        await there.press("enter")
        assert kept() == []
    assert [each.title for each in stored(path)] == ["간부회의", "착공식"]
    async with desk(path, (80, 24)) as there:
        assert "쓰던 것이" not in there.text()


async def test_a_text_given_up_is_not_offered(path: Path) -> None:
    async with desk(path, (80, 24)) as there:
        await there.press("f9")
        await there.type("내일 10시 회의")
        assert len(kept()) == 1
        await there.press("escape", "down", "down", "enter")
        assert kept() == []


async def test_lines_left_after_storing_others_are_kept_once_they_are_changed(path: Path) -> None:
    async with desk(path, (80, 24)) as there:
        await there.press("f9")
        await there.paste("4.20. 10:00 회의\n4.20. 11:00 접견\n\n담당자에게 문의\n")
        await there.settle()
        assert "저장하지 않은 줄이 남았습니다." in await there.press("enter")
        assert kept() == []
        await there.type(" 2청사")
        (file,) = kept()
        assert "회의" not in file.read_text(encoding="utf-8").encode().decode("unicode_escape")


async def test_on_a_later_day_the_text_means_the_days_that_it_meant(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("right", "right", "f9")
        await there.type("내일 10시 회의")
    later = date(2023, 4, 20)
    async with desk_of(lambda: OfficeFile(path, "김주무관"), (80, 24), later) as there:
        shown = await there.press("enter")
        assert "쓰던 날 2023. 4. 19.(수) 기준으로 날짜를 읽습니다." in shown
        assert "일시  2023. 4. 20.(목) 10:00" in shown
        await there.press("ctrl+u")
        assert "일시  2023. 4. 21.(금) 10:00" in await there.type("10시 회의")


@pytest.mark.parametrize("text", ["내일 10시 면담 !비공개", "내일 10시 면담(비공개)", "비공개로"])
async def test_a_secret_text_is_not_kept_while_the_screen_is_shown_to_others(
    path: Path, text: str
) -> None:
    async with desk(path, (80, 24)) as there:
        await there.press("f9")
        await there.paste(text)
        await there.settle()
        assert len(kept()) == 1
        await there.press("escape", "down", "down", "enter")
        await there.press("ctrl+x", "f9")
        await there.paste(text)
        await there.settle()
        assert kept() == []


async def test_the_complete_form_is_offered_with_what_was_read(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("f9")
        await there.type("4. 21. 14시 면담 @접견실 +김철수")
        assert "새 일정" in await there.press("f2")
    async with desk(path, (80, 24)) as there:
        assert "쓰던 것이 있습니다: 새 일정" in there.text()
        shown = await there.press("enter")
        assert "접견실" in shown
        await there.press("end")
        await there.type(" 시민대표")
        shown = await there.press("ctrl+n")  # the next one has no participants
        await there.type("다음 면담")
        await there.press("ctrl+s")
        assert kept() == []
    events = {each.title: each for each in stored(path)}
    assert (events["면담 시민대표"].starts_on, events["면담 시민대표"].starts_at) == (
        date(2023, 4, 21),
        time(14),
    )
    with closing(OfficeFile(path, "김주무관")) as file:
        names = {
            title: [
                each.draft.name
                for each in attached.participants(file.reader, RecordKey("event", event.id))
            ]
            for title, event in events.items()
        }
    assert names == {"면담 시민대표": ["김철수"], "다음 면담": []}


async def test_a_complete_form_that_is_left_keeps_the_text_on_its_day(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("right", "right", "f9")
        await there.type("14시 면담")
        await there.press("f2", "escape")
        assert "일시  2023. 4. 21.(금) 14:00" in there.text()
        assert len(kept()) == 1
