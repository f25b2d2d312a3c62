"""Today as a day sheet: the axis, the time, what is next, and the commands on its lines."""

from contextlib import closing
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.areas.schedule import store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.today import details, due, queries
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.keys.area import audit_tables
from tests.tui.desk import TODAY, desk

MORNING = EventDraft("간부회의", TODAY, time(8, 30), ends_at=time(9), place="상황실")
REPORT = EventDraft("예산 보고", TODAY, time(10), ends_at=time(11), place="집무실")
VISIT = EventDraft("접견", TODAY, time(10, 40), ends_at=time(11, 10), status="hold")
TALK = EventDraft("간담회", TODAY, time(14), ends_at=time(15, 30), kind="invited_talk")


def sheet(file: OfficeFile, at: time, height: int = 40, today: date = TODAY) -> list[str]:
    """Return the day sheets as text, as they are at a time."""
    overview = queries.overview(file.reader, audit_tables(AREAS), today, at)
    return [line.text.rstrip() for line in details.diary(overview, 70, height)]


def add(file: OfficeFile, *drafts: EventDraft) -> None:
    for draft in drafts:
        store.add(file, draft)


def test_the_axis_has_ends_gaps_clashes_the_time_and_what_is_next(file: OfficeFile) -> None:
    add(file, MORNING, REPORT, VISIT, TALK)
    assert sheet(file, time(9, 20)) == [
        "일정  다음: 10:00, 40분 뒤 · 예산 보고",
        " 오늘 4.19.(수)  4건 · 잠정 1 · 겹침 2",
        " 08:30–09:00 ▏회 * 간부회의                          상황실 · 시간 외",
        " 지금 09:20  ────────────────────────────────────────────────────────",
        " 09:20       · 비는 시간 40분",
        " 09:30       ·",
        " 10:00–11:00 ▌회 ! 예산 보고                         집무실",
        "             ▌   10:40 접견 일정과 20분 겹침",
        " 10:40–11:10 ▌회 ! ? 잠정 접견",
        " 11:10       · 비는 시간 2시간 50분",
        " 12:00       ·",
        " 13:00       ·",
        " 14:00–15:30 ▌초 간담회",
        "             ▌",
        "             ▌",
        " 15:30       · 비는 시간 2시간 30분",
        " 16:00       ·",
        " 17:00       ·",
        "",
        " 내일 4.20.(목)  일정이 없습니다.",
    ]


def test_a_short_sheet_has_a_line_for_each_event(file: OfficeFile) -> None:
    add(file, MORNING, REPORT, VISIT, TALK)
    assert [line[:17] for line in sheet(file, time(10, 20), 10)][2:8] == [
        " 08:30–09:00 ▏회 *",
        " 10:00–11:00 ▌회 ▷",
        " 지금 10:20  ──────",
        " 10:40–11:10 ▌회 !",
        " 14:00–15:30 ▌초 간",
        "",
    ]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (time(9, 59), "일정  다음: 10:00, 1분 뒤 · 예산 보고"),
        (time(10), "일정  다음: 10:40, 40분 뒤 · 접견"),
        (time(12), "일정  다음: 14:00, 2시간 뒤 · 간담회"),
        (time(14), "일정  다음: 4.20.(목) 09:00 · 점검"),
    ],
)
def test_what_is_next(file: OfficeFile, at: time, expected: str) -> None:
    add(file, REPORT, VISIT, TALK, EventDraft("점검", TODAY + timedelta(1), time(9)))
    assert sheet(file, at)[0] == expected


def test_past_running_and_coming_events_differ_in_sign_and_style(file: OfficeFile) -> None:
    add(file, MORNING, REPORT, TALK)
    overview = queries.overview(file.reader, audit_tables(AREAS), TODAY, time(10, 30))
    lines = {line.target[1]: line for line in details.diary(overview, 70, 40) if line.target}
    past, running, coming = (dict(lines[n, ""].spans) for n in (1, 2, 3))
    assert (past["▏"], past["회"]) == ("dim", "dim")
    assert running["▷ "] == "accent"
    assert (running["▌"], coming["▌"]) == ("category1", "category3")
    assert next(style for text, style in lines[2, ""].spans if "예산 보고" in text) == "bold"
    assert "30분 남음" in "\n".join(line.text for line in details.diary(overview, 70, 40))


def test_the_next_working_day_follows_friday_after_the_weekend(file: OfficeFile) -> None:
    friday = date(2023, 4, 21)
    add(file, EventDraft("마라톤", date(2023, 4, 23), time(9)))
    headings = [line for line in sheet(file, time(9), today=friday) if ")  " in line]
    assert headings[-3:] == [
        " 오늘 4.21.(금)  일정이 없습니다.",
        " 4.23.(일)  1건",
        " 4.24.(월)  일정이 없습니다.",
    ]


def test_an_overnight_event_is_not_split_into_a_start_and_a_full_day(file: OfficeFile) -> None:
    tomorrow = TODAY + timedelta(1)
    add(file, EventDraft("야간 근무", TODAY, time(22), ends_at=time(2), ends_on=tomorrow))
    lines = sheet(file, time(9))
    assert " 22:00~      ▌회 야간 근무" in lines
    assert " ~02:00      ▌회 야간 근무" in lines
    assert "종일" not in "\n".join(lines)


def test_what_is_due_is_in_order_of_urgency_and_styled_as_in_lists(office: Path) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        overview = queries.overview(file.reader, audit_tables(AREAS), TODAY)
        items = due.due_items(overview)
    assert [item.days for item in items] == sorted(item.days for item in items)
    assert [(item.days, item.mark.sign, item.mark.style) for item in items[:4]] == [
        (-2, "!", "bad"),
        (-2, "!", "bad"),
        (0, "▲", "warn"),
        (1, "▲", "warn"),
    ]
    row = next(each for each in overview.waiting if each.left == -2)
    assert row.deadline_mark == items[0].mark


async def test_insert_edit_and_status_work_on_the_lines(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        add(file, REPORT)
        proposals.add(file, ProposalDraft("예시) 대기표", date(2023, 3, 1)))
    async with desk(path, (120, 40)) as there:
        shown = await there.press("f2")  # the cursor begins on the next event
        assert "일정 고치기" in shown
        assert "예산 보고" in shown
        shown = await there.press("escape", "1", "f4")
        assert "예산 보고" in shown
        await there.press("end", "up", "enter")  # 취소
        shown = await there.press("1")
        assert "× 취소 예산 보고" in shown
        shown = await there.press("insert")  # on an event's line: an event on its day
        assert "새 일정" in shown
        assert "날짜 *        2023-04-19   (수)" in shown
        shown = await there.press(
            "escape", "1", "tab", "insert"
        )  # on a proposal's line: which area
        assert "무엇을 새로 적을까요" in shown
        shown = await there.press("down", "down", "enter")
        assert "새 제안" in shown
        shown = await there.press("escape", "1", "f4")
        assert "상태 바꾸기 – 23-001" in shown
        shown = await there.press("escape", "1", "slash")
        assert "어디서나 찾기" in shown


async def test_a_line_without_a_record_says_so(path: Path) -> None:
    async with desk(path, (120, 40)) as there:
        assert "이 줄에서는 할 수 없습니다." in await there.press("f2")


async def test_only_the_focused_column_has_a_cursor(office: Path) -> None:
    async with desk(office, (120, 40)) as there:
        styles = there.app.text_styles
        for key in ("tab", "tab"):
            await there.press(key)
            from tests.tui.textual_internals import drawn

            grounds = [
                part.style.bgcolor
                for strip in drawn(there.app.screen)[1:-2]
                for part in strip
                if part.style and part.style.bgcolor
            ]
            assert styles["cursor"].bgcolor in grounds
            assert styles["idle"].bgcolor not in grounds
