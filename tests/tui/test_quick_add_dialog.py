"""Adding events from a typed line or a pasted list."""

from contextlib import closing
from datetime import date, time
from pathlib import Path

import pytest

from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached.model import RecordKey
from secretariat_tui.areas.schedule import queries, store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.database.file import OfficeFile
from tests.tui.desk import TODAY, desk

LIST = """2023. 4. 20.(목) 시장 일정

● 10:00 제16회 국무회의(용산 대통령실)
● 14:10 서울런-EBS 업무협약식(시청 6층 영상회의실)
  - 참석 : EBS 사장 등 20명
● 15:00 인터뷰
○ 18:30 만찬
담당자에게 문의
"""


def stored(path: Path) -> list[EventRow]:
    with closing(OfficeFile(path, "김주무관")) as file:
        return queries.agenda(file.reader, date(2023, 1, 1), date(2023, 12, 31))


async def test_a_line_is_shown_as_understood_and_stored(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, EventDraft("간부회의", date(2023, 4, 20), time(15), time(16)))
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("f9")
        shown = await there.type(
            "내일 2시-15시30분 위례트램 착공식 @위례중앙광장 #현장 +도시교통실 !내부"
        )
        for line in (
            "일시  2023. 4. 20.(목) 14:00~15:30",
            "확정 · 내부",
            "장소  위례중앙광장",
            "구분  현장방문",
            "참석자  도시교통실",
            "2시 → 14:00",
            "! 겹침: 15:00–16:00 간부회의",
        ):
            assert line in shown
        shown = await there.press("enter")
        assert "겹침: 15:00 간부회의" in shown
        assert "14:00–15:30 현 ! 위례트램 착공식  위례중앙광장 · 내부" in shown
    (event, _meeting) = stored(path)
    with closing(OfficeFile(path, "김주무관")) as file:
        people = attached.participants(file.reader, RecordKey("event", event.id))
        assert [each.draft.organization for each in people] == ["도시교통실"]


async def test_one_undo_takes_an_event_back_with_its_participants(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("f9")
        await there.type("내일 10시 면담 +김철수")
        await there.press("enter")
        shown = await there.press("ctrl+z")
        assert "되돌렸습니다: 일정 추가: 면담" in shown
    assert stored(path) == []


async def test_a_wrong_weekday_is_asked_about(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("f9")
        shown = await there.type("4. 21.(목) 10시 회의")
        assert "? 2023. 4. 21.(금)은 금요일인데 목요일로 적혀 있습니다." in shown
        shown = await there.press("enter")
        assert "날짜가 맞음: 2023. 4. 21.(금)" in shown
        assert stored(path) == []
        shown = await there.press("down", "enter")  # the weekday is right
        assert "2023-04-20(목) 10시 회의" in shown
        await there.press("enter")
    assert [each.starts_on for each in stored(path)] == [date(2023, 4, 20)]


@pytest.mark.slow
async def test_every_line_of_an_event_may_be_asked_about(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("f9")
        await there.paste("▶ 구청장 회의\n- 일시 : ４. ２１.(목) 2:30\n- 장소 : 상황실")
        await there.settle()
        shown = await there.press("enter")
        assert "2:30은(는) 오후입니까, 새벽입니까?" in shown
        shown = await there.press("enter", "enter")  # in the afternoon; then the weekday
        assert "날짜가 맞음: 2023. 4. 21.(금)" in shown
        await there.press("enter", "enter")
    (event,) = stored(path)
    assert (event.starts_on, event.starts_at) == (date(2023, 4, 21), time(14, 30))
    assert (event.title, event.place) == ("구청장 회의", "상황실")


async def test_what_cannot_be_stored_stays_with_the_reason(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("f9")
        await there.type("내일 25시 회의")
        shown = await there.press("enter")
        assert "▲ 하루에 없는 시각입니다: 25시" in shown
        assert "내일 25시 회의" in shown
        shown = await there.press("escape")
        assert "쓰던 내용을 어떻게 할까요?" in shown
        shown = await there.press("escape")
        assert "내일 25시 회의" in shown
        await there.press("escape", "down", "down", "enter")
        assert "빠른 추가" not in there.text().split("Enter 열기")[0]
    assert stored(path) == []


async def test_a_word_of_a_date_left_in_the_title_is_shown_before_it_is_stored(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("f9")
        shown = await there.type("내일 10시 다음달 행사 점검")
        assert "▲ 날짜로 보이는 말이 제목에 남았습니다: 다음달" in shown
        shown = await there.press("enter")
        assert "그대로 저장하려면 한 번 더 누르세요." in shown
        assert stored(path) == []
        await there.press("enter")
    assert [each.title for each in stored(path)] == ["다음달 행사 점검"]


@pytest.mark.slow
async def test_the_complete_form_begins_with_what_is_understood(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("f9")
        await there.type("내일 14시 면담 @접견실 +김철수")
        shown = await there.press("tab")
        assert "새 일정" in shown
        assert "접견실" in shown
        shown = await there.press("escape")  # back to the line
        assert "내일 14시 면담 @접견실 +김철수" in shown
        await there.press("f2", "end")
        await there.type(" 시민대표")
        await there.press("ctrl+s")
    (event,) = stored(path)
    assert (event.title, event.place) == ("면담 시민대표", "접견실")
    with closing(OfficeFile(path, "김주무관")) as file:
        people = attached.participants(file.reader, RecordKey("event", event.id))
        assert [each.draft.name for each in people] == ["김철수"]


@pytest.mark.parametrize("size", [(80, 24), pytest.param((120, 40), marks=pytest.mark.slow)])
async def test_a_pasted_list(path: Path, size: tuple[int, int]) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, EventDraft("제16회 국무회의", date(2023, 4, 20), time(10)))
    async with desk(path, size, area="schedule") as there:
        await there.press("f9")
        await there.paste(LIST)
        await there.settle()
        shown = there.text()
        assert "[ ] 4.20.(목) 10:00 이미 있음 제16회 국무회의 (용산 대통령실)" in shown
        assert "[x] 4.20.(목) 14:10 서울런-EBS 업무협약식 (시청 6층 영상회의실)" in shown
        assert "[ ] 4.20.(목) 15:00 고칠 것 인터뷰" in shown
        assert "[ ] 4.20.(목) 18:30 시장 아님 만찬" in shown
        assert "4건 가운데 1건을 저장합니다." in shown
        assert "읽지 못한 줄: 8행 담당자에게 문의" in shown
        shown = await there.press("tab", "down", "down", "down", "space")
        assert "[x] 4.20.(목) 18:30 시장 아님 만찬" in shown
        assert "4건 가운데 2건을 저장합니다." in shown
        shown = await there.press("up", "space")
        assert "먼저 위의 글에서 고쳐 주세요." in shown
        assert "▲ 인터뷰에는 매체의 이름이 있어야 합니다." in shown
        shown = await there.press("enter")
        assert "2건을 저장했습니다. 저장하지 않은 줄이 남았습니다." in shown
        assert "● 15:00 인터뷰" in shown
        assert "2023. 4. 20.(목) 시장 일정" in shown  # the date of the line that is left
        assert "담당자에게 문의" in shown
        shown = await there.press("escape")
        assert "일정 2건을 저장했습니다." in shown
        assert [each.title for each in stored(path)] == [
            "제16회 국무회의",
            "서울런-EBS 업무협약식",
            "만찬",
        ]
        assert "되돌렸습니다: 일정 2건 추가" in await there.press("ctrl+z")
    assert len(stored(path)) == 1


async def test_a_heading_with_a_wrong_weekday_is_asked_about_once(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("f9")
        await there.paste("4. 21.(목) 시장님 일정 안내\n08:30 티타임\n18:00 만찬")
        await there.settle()
        shown = there.text()
        assert "[ ] 4.21.(금) 08:30 물을 것 티타임" in shown
        assert "[ ] 4.21.(금) 18:00 물을 것 만찬" in shown
        assert "2건 가운데 0건을 저장합니다." in shown
        await there.press("enter")
        shown = await there.press("down", "enter")  # the weekday is right
        assert "2023-04-20(목) 시장님 일정 안내" in shown
        assert "2건 가운데 2건을 저장합니다." in shown
        await there.press("enter")
    assert [(each.starts_on.day, each.title) for each in stored(path)] == [
        (20, "티타임"),
        (20, "만찬"),
    ]


async def test_a_list_without_a_date_shows_its_day(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("f9")
        await there.paste("시장님 일정\n08:30 티타임\n18:00 만찬")
        await there.settle()
        assert there.text().count("날짜를 적지 않아 2023. 4. 19.(수)입니다.") == 1


async def test_an_unread_line_keeps_the_date_above_it(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("f9")
        await there.paste("4. 20.(목) 시장 일정\n10:00 회의\n담당자에게 문의\n4.21. 일정\n")
        await there.settle()
        shown = await there.press("enter")
        assert "1건을 저장했습니다. 저장하지 않은 줄이 남았습니다." in shown
        assert "4. 20.(목) 시장 일정" in shown
        assert "담당자에게 문의" in shown
        assert "4.21. 일정" not in shown


async def test_events_of_a_list_that_clash_with_each_other(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("f9")
        await there.paste("4.20. 10:00~11:00 회의\n4.20. 10:30 접견\n")
        await there.settle()
        shown = there.text()
        assert "[x] 4.20.(목) 10:00–11:00 ! 회의" in shown
        assert "! 겹침: 10:30 접견" in shown


async def test_a_pasted_table_keeps_its_columns(path: Path) -> None:
    async with desk(path, (120, 40), area="schedule") as there:
        await there.press("f9")
        await there.paste(
            "월일\t시간\t행사명\t장소\n4.20.(목)\t10:00\t간부회의\t상황실\n\t14:00\t개관식\t\n"
        )
        await there.settle()
        assert "[x] 4.20.(목) 14:00 개관식 기타" in there.text()
        await there.press("enter")
    assert [(each.starts_at, each.title, each.place) for each in stored(path)] == [
        (time(10), "간부회의", "상황실"),
        (time(14), "개관식", ""),
    ]


async def test_from_the_first_screen(path: Path) -> None:
    async with desk(path, (80, 24)) as there:
        await there.press("f9")
        await there.type("2시 보고")
        assert "일시  2023. 4. 19.(수) 14:00" in there.text()
        shown = await there.press("enter")
        assert "일정 1건을 저장했습니다." in shown
        assert "14:00" in shown
        await there.press("f9")
        await there.type("모레 16시 면담")
        shown = await there.press("f2")
        assert "새 일정" in shown
        shown = await there.press("ctrl+s")
        assert "4.21.(금)" in shown
    assert [each.starts_on for each in stored(path)] == [TODAY, date(2023, 4, 21)]


async def test_without_a_date_it_is_on_the_day_under_the_cursor(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("right", "right", "f9")
        shown = await there.type("10시 회의")
        assert "날짜를 적지 않아 2023. 4. 21.(금)입니다." in shown


async def test_an_event_that_repeats(path: Path) -> None:
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("f9")
        shown = await there.type("매주화 10시 간부회의 @상황실")
        assert "일시  2023. 4. 25.(화) 10:00" in shown
        assert "반복  매주 화" in shown
        assert "매주화 → 2023. 4. 25.(화)부터" in shown
        await there.press("enter")
    assert [each.starts_on.day for each in stored(path) if each.starts_on.month == 5] == [
        *(2, 9, 16, 23, 30)
    ]
