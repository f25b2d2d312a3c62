"""The views of the diary, key by key and with the mouse, on a busy week."""

import re
from collections.abc import Sequence
from contextlib import closing
from datetime import date, time
from pathlib import Path

import pytest
from rich.cells import cell_len

from secretariat_tui.areas.attached.model import RecordKey, TaskDraft
from secretariat_tui.areas.attached.store import TASKS
from secretariat_tui.areas.schedule import queries, store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.paint.display import DisplayOptions
from secretariat_tui.tui.runtime.preferences import Preferences
from tests.tui.busy_week import add_busy_week
from tests.tui.desk import TODAY, desk

VIEWS = {"year": "shift+f8", "month": "m", "fortnight": "b", "week": "w", "day": "d", "agenda": "a"}
SIZES = [(80, 24), (100, 30), (160, 50)]


@pytest.fixture
def busy(path: Path) -> Path:
    add_busy_week(path)
    return path


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_pictures_of_a_busy_week(
    busy: Path, size: tuple[int, int], subtests: pytest.Subtests
) -> None:
    async with desk(busy, size, area="schedule") as there:
        await there.press("left")  # Tuesday
        for name, key in VIEWS.items():
            with subtests.test(view=name):
                await there.press(key)
                there.check_picture(f"busy-{name}")


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_pictures_of_the_sample(
    office: Path, size: tuple[int, int], subtests: pytest.Subtests
) -> None:
    async with desk(office, size, area="schedule") as there:
        for name in ("week", "day", "agenda"):
            with subtests.test(view=name):
                await there.press(VIEWS[name])
                there.check_picture(f"sample-{name}")


async def test_a_narrow_terminal_shows_three_days(busy: Path) -> None:
    async with desk(busy, (60, 24), area="schedule") as there:
        shown = await there.press("w")
        assert "│ 17 월" in shown
        assert "│[19 수]!" in shown
        assert "20 목" not in shown
        assert "20 목" in await there.press("right")


async def test_f8_goes_through_the_views_and_the_last_one_is_kept(busy: Path) -> None:
    async with desk(busy, (100, 30), area="schedule") as there:
        titles = []
        for _each in range(6):
            shown = await there.press("f8")
            titles.append(shown.split("\n")[1].split("목록")[1].split(" · ")[0].strip())
        assert titles == [
            "2023년 4.17.–4.30.",
            "2023년 4.17.–4.23. (16주)",
            "2023. 4. 19.(수) 윤 2.29",
            "2023년 4월",
            "2023년",
            "2023년 4월",
        ]
        await there.press("w", "1")
        assert "4.17.–4.23. (16주)" in await there.press("2")
        shown = await there.click("#headline", (6, 0))  # 달
        assert "[19]!" in shown


async def test_enter_opens_an_event_or_adds_one_at_the_time_under_the_cursor(busy: Path) -> None:
    async with desk(busy, (100, 30), area="schedule") as there:
        shown = await there.press("w", "down", "enter")
        assert "2023. 4. 19.(수) 09:50~10:30" in shown
        shown = await there.press("escape", "up", "enter")
        assert "새 일정" in shown
        assert "09:00" in shown
        await there.type("보고회")
        assert "저장했습니다. ! 겹침: 09:50 한강" in await there.press("ctrl+s")
    with closing(Reader(busy)) as reader:
        (added,) = [e for e in queries.agenda(reader, TODAY, TODAY) if e.title == "보고회"]
    assert added.starts_at == time(9)


async def test_left_and_right_go_through_events_at_the_same_time(busy: Path) -> None:
    async with desk(busy, (100, 30), area="schedule") as there:
        await there.press("w", "left")
        for key, expected in (
            ("ctrl+down", "제16회 국무회의"),
            ("ctrl+down", "장애인체육"),
            ("ctrl+down", "MBN 인터뷰"),
        ):
            assert expected in cursor_note(await there.press(key))
        await there.press("down")
        assert "국회의원 내방" in cursor_note(await there.press("right"))
        assert "4.19.(수) 14:30" in cursor_note(await there.press("right"))
        assert "국회의원 내방" in cursor_note(await there.press("left"))
        assert "MBN 인터뷰" in cursor_note(await there.press("left"))
        assert "구청장 회의" in cursor_note(await there.press("home"))
        assert "임시회" in cursor_note(await there.press("home"))
        assert "월간유아" in cursor_note(await there.press("end"))


def cursor_note(shown: str) -> str:
    """Return the line about what is under the cursor."""
    return shown.split("\n")[-3]


async def test_an_event_is_moved_and_stretched_by_keys_as_one_change(busy: Path) -> None:
    async with desk(busy, (100, 30), area="schedule") as there:
        await there.press("w", "left", "left")  # the staff meeting on Monday at 9
        shown = await there.press("shift+down", "down", "right")
        assert "옮김: 2023. 4. 18.(화) 10:00~11:00  ! 겹침: 제16회 국무회의" in shown
        shown = await there.press("right", "right", "tab", "down")
        assert "끝 시각: 2023. 4. 20.(목) 10:00~11:30  · Tab" in shown
        await there.press("enter")
        assert staff_meeting(busy) == ("2023-04-20", time(10), time(11, 30))
        assert "되돌렸습니다: 일정 고침: 간부회의" in await there.press("ctrl+z")
        assert staff_meeting(busy) == ("2023-04-17", time(9), time(10))


async def test_escape_leaves_an_event_where_it_was(busy: Path) -> None:
    async with desk(busy, (100, 30), area="schedule") as there:
        before = await there.press("w", "left", "left")
        await there.press("shift+right", "left", "left", "left")  # into the week before
        shown = await there.press("escape")
        assert "그대로 두었습니다." in shown
        assert shown.split("\n")[:-3] == before.split("\n")[:-3]
        assert staff_meeting(busy) == ("2023-04-17", time(9), time(10))


def staff_meeting(path: Path) -> tuple[str, time | None, time | None]:
    """Return the day, the start and the end of the staff meeting, which is the first event."""
    with closing(Reader(path)) as reader:
        row = queries.find_event(reader, 1)
    assert row is not None
    return row.starts_on.isoformat(), row.starts_at, row.ends_at


async def test_the_mouse_moves_an_event_and_its_lower_edge_stretches_it(busy: Path) -> None:
    async with desk(busy, (100, 30), area="schedule") as there:
        rows = (await there.press("w")).split("\n")
        y = next(at for at, row in enumerate(rows) if "간부회의" in row) - 2
        await there.drag("WeekGrid", (10, y), (10, y + 2))
        assert staff_meeting(busy) == ("2023-04-17", time(10), time(11))
        await there.drag("WeekGrid", (10, y + 3), (10, y + 4))
        assert staff_meeting(busy) == ("2023-04-17", time(10), time(11, 30))
        await there.drag("WeekGrid", (10, y + 2), (26, y + 3))
        assert staff_meeting(busy) == ("2023-04-18", time(10, 30), time(12))


@pytest.mark.parametrize(
    ("answer", "days"),
    [
        (("enter",), [("2023-04-19", 10), ("2023-04-26", 9)]),
        (("down", "down", "enter"), [("2023-04-19", 10), ("2023-04-26", 10)]),
        (("escape",), [("2023-04-19", 9), ("2023-04-26", 9)]),
    ],
)
async def test_a_moved_occurrence_of_a_series_asks_which_ones(
    path: Path, answer: Sequence[str], days: list[tuple[str, int]]
) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, EventDraft("주간회의", TODAY, time(9), time(10), rrule="FREQ=WEEKLY"))
    async with desk(path, (100, 30), area="schedule") as there:
        await there.press("w", "shift+down", "down")
        assert "주간회의 · 반복하는 일정" in await there.press("enter")
        shown = await there.press(*answer)
        assert ("그대로 두었습니다." in shown) == (answer == ("escape",))
        assert "주간회의" in shown
    with closing(Reader(path)) as reader:
        rows = queries.agenda(reader, TODAY, date(2023, 4, 26))
    assert [(f"{each.starts_on}", each.starts_at and each.starts_at.hour) for each in rows] == days


async def test_rows_stand_for_15_30_or_60_minutes(busy: Path) -> None:
    async with desk(busy, (100, 30), area="schedule") as there:
        hours = [
            len(re.findall(r"^[ ▶]\d\d:00│", shown, re.MULTILINE))
            for shown in (
                await there.press("w"),
                await there.press("equals_sign"),
                await there.press("minus", "minus"),
                await there.press("minus"),
            )
        ]
        assert hours == [9, 5, 18, 18]


async def test_secret_events_are_masked_in_every_view(busy: Path) -> None:
    async with desk(busy, (160, 50), area="schedule") as there:
        for key in VIEWS.values():
            shown = await there.press(key)
            assert "은밀" not in shown
            assert "모처" not in shown


async def test_the_time_grid_can_be_drawn_in_ascii(busy: Path) -> None:
    ascii_only = Preferences(display_options=DisplayOptions(ascii=True))
    async with desk(busy, (100, 30), area="schedule", preferences=ascii_only) as there:
        shown = await there.press("w", "left")
        assert "#제16회 국무회의" in shown or "#제16회 국무회" in shown
        assert ".>이동 25분" in shown
        assert ":?월간유아" in shown


async def test_a_narrow_terminal_shows_the_keys_used_most_and_titles_instead_of_times(
    busy: Path,
) -> None:
    async with desk(busy, (80, 24), area="schedule") as there:
        keys = there.text().splitlines()[-1]
        assert keys.split("  ") == [
            *(" Enter 열기", "F2 고치기", "F8 보기", "F9 빠른 추가", "Ctrl+P 명령", "F1 도움말"),
        ]
    async with desk(busy, (60, 24), area="schedule") as there:
        grid = there.text().split("\n────")[0]
        assert "간부회의│" in grid
        assert "09:00" not in grid


async def test_an_unusual_time_is_marked_where_there_is_room(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, EventDraft("새벽 점검", TODAY, time(6), ends_at=time(7)))
    async with desk(path, (120, 40), area="schedule") as there:
        assert "06:00–07:00 회 * 새벽 점검  시간 외" in there.text()  # the agenda
        assert "│ 06:00 회 * 새" in there.text()
        assert "*새벽 점검" in await there.press("w")
        assert "06:00–07:00 회 * 새벽 점검  시간 외" in await there.press("a")
        assert "때  * 근무 시간(09:00–18:00) 밖입니다." in there.text()
    async with desk(path, (80, 24), area="schedule") as there:
        assert "│06:00 새벽…│" in there.text()
    async with desk(path, (80, 24), area="today") as there:
        assert "06:00–07:00 ▏회 * 새벽 점검" in there.text()
        assert "시간 외" in there.text()


async def test_the_year_opens_a_month(busy: Path) -> None:
    async with desk(busy, (80, 24), area="schedule") as there:
        shown = await there.press("shift+f8")
        assert " 2023년 · " in shown
        assert "[4월]" in shown
        assert "9월" in shown
        assert "12월" not in shown  # out of sight
        shown = await there.press("end")
        assert "12월" in shown
        assert "12.31.(일)  Enter로 그 달 보기" in shown
        await there.press("ctrl+left", "up")
        shown = await there.press("enter")
        assert "2023년 11월" in shown
        assert there.app.screen.focused is not None
        assert "11.23.(목)" in await there.press("d")
        shown = await there.press("shift+f8", "pagedown")
        assert " 2024년 · 0건" in shown
        assert "2.12.(월) 대체공휴일(설날)" in await there.press("g", *["right"] * 42)


async def test_a_click_in_the_year_chooses_a_day_and_a_second_one_opens_its_month(
    busy: Path,
) -> None:
    async with desk(busy, (100, 30), area="schedule") as there:
        lines = (await there.press("shift+f8")).splitlines()
        y = next(n for n, line in enumerate(lines) if "25'26 27" in line)
        place = lines[y].index("26 27 28 29 30 31"), y - 2
        await there.click("YearGrid", place)
        assert "12.26.(화)  Enter로" in there.text()
        assert "2023년 12월" in await there.click("YearGrid", place)


def conflict_note(shown: str) -> str:
    """Return the line about the conflicts of the day."""
    return shown.split("\n")[-4]


async def test_the_conflicts_of_the_selected_event_are_shown_first(busy: Path) -> None:
    async with desk(busy, (80, 24), area="schedule") as there:
        shown = await there.press("d", "pagedown", "home")  # Thursday
        first = "4.20.(목) ! 14:00 위례트램 착공식 ↔ 15:00 희망의인문학 입학식 겹침 30분"
        assert first in conflict_note(shown)
        shown = await there.press("ctrl+down")
        assert "14:30~15:00  면담" in cursor_note(shown)
        assert "4.20.(목) ! 14:00 위례트램 착공식 ↔ 14:30 면담 겹침 30분" in conflict_note(shown)


async def test_the_conflicts_follow_an_event_that_is_moved(busy: Path) -> None:
    async with desk(busy, (80, 24), area="schedule") as there:
        shown = await there.press("w", "down", "shift+down")  # the briefing at 9:50
        assert "옮김: 2023. 4. 19.(수) 10:50~11:30" in shown
        assert "10:00 4·19 기념식 ↔ 10:50 한강 그레이트 기자설명회 겹침 10분" in conflict_note(
            shown
        )
        assert "09:50" not in conflict_note(shown)
        shown = await there.press("down")
        assert "4.19.(수) 빈 시간 09:00–10:00, 11:00–11:50, 13:00–18:00" in conflict_note(shown)
        assert "09:50 한강 그레이트 기자설명회 ↔ 10:00 4·19 기념식 겹침 30분" in conflict_note(
            await there.press("escape")
        )


async def test_the_keys_that_move_an_event_are_in_the_help_and_the_palette(busy: Path) -> None:
    async with desk(busy, (160, 50), area="schedule") as there:
        await there.press("f1")
        shown = await there.type("옮기기")
        assert "Shift+→ Shift+↓" in shown
        assert "고른 일정을 Shift+화살표로 옮기고, Ctrl+Shift+↑·↓로" in shown
    async with desk(busy, (100, 30), area="schedule") as there:
        await there.press("w", "left", "left", "ctrl+p")
        assert "Shift+→" in await there.type("옮기")
        shown = await there.press("enter")
        assert "옮김: 2023. 4. 17.(월) 09:00~10:00  · Tab 옮김·끝 · Enter 저장" in shown
        shown = await there.press("down", "ctrl+shift+down")
        assert "끝 시각: 2023. 4. 17.(월) 09:30~11:00" in shown
        await there.press("enter")
    assert staff_meeting(busy) == ("2023-04-17", time(9, 30), time(11))


async def test_an_event_selected_in_the_month_is_moved_in_the_week(busy: Path) -> None:
    async with desk(busy, (100, 30), area="schedule") as there:
        await there.press("left", "left")  # Monday; the agenda selects the staff meeting
        shown = await there.press("shift+right")
        assert "옮김: 2023. 4. 17.(월) 09:00~10:00" in shown
        assert "4.17.–4.23." in shown
        await there.press("down", "enter")
        assert staff_meeting(busy) == ("2023-04-17", time(9, 30), time(10, 30))
        shown = await there.press("m", "end", "shift+right")
        assert "이날에는 일정이 없습니다." in shown


async def test_a_command_at_a_free_time_shows_that_nothing_is_selected(busy: Path) -> None:
    message = "이 시각에는 일정이 없습니다. Ctrl+↑·↓로 일정을 고르거나 Enter로 새로 적으세요."
    async with desk(busy, (100, 30), area="schedule") as there:
        shown = await there.press("w", "f4")
        assert "4.19.(수) 09:00  Enter로 새 일정" in shown
        assert message in shown
        assert message not in await there.press("up")
        assert message in await there.press("shift+down")
        await there.press("up", "ctrl+p")
        await there.type("상태")
        assert message in await there.press("enter")
        shown = await there.press("m", "end", "f4")
        assert "이날에는 일정이 없습니다." in shown


def headline(shown: str) -> str:
    """Return the line with the views, the days shown and their counts."""
    return shown.split("\n")[1].split("목록")[1].strip()


async def test_the_hint_and_then_the_week_give_way_to_the_counts(busy: Path) -> None:
    counts = "26건 · 잠정 2 · 겹침 6 · 준비 미비 1"
    with closing(OfficeFile(busy, "김주무관")) as file:
        number = store.add(file, EventDraft("착공 점검", date(2023, 4, 21), time(20)))
        TASKS.add(file, RecordKey("event", number), TaskDraft("원고", due_on=date(2023, 4, 20)))
    for width, expected in (
        (120, f"2023년 4.17.–4.23. (16주) · {counts}"),
        (100, f"2023년 4.17.–4.23. (16주) · {counts}"),
        (88, f"2023년 4.17.–4.23. · {counts}"),
    ):
        async with desk(busy, (width, 24), area="schedule") as there:
            hint = "PgUp·PgDn" in headline(await there.press("left", "w"))  # no anniversary
            assert headline(there.text()).split("  ")[0] == expected
            assert hint == (width == 120)


async def test_what_is_not_prepared_stays_in_the_headline_of_a_narrow_terminal(busy: Path) -> None:
    with closing(OfficeFile(busy, "김주무관")) as file:
        number = store.add(file, EventDraft("착공 점검", date(2023, 4, 21), time(20)))
        TASKS.add(file, RecordKey("event", number), TaskDraft("원고", due_on=date(2023, 4, 20)))
        store.add(file, EventDraft("어린이날 행사", date(2023, 5, 5), time(10)))
        number = store.add(file, EventDraft("기념식", date(2023, 5, 5), time(14)))
        TASKS.add(file, RecordKey("event", number), TaskDraft("말씀", due_on=date(2023, 5, 4)))
    async with desk(busy, (80, 24), area="schedule") as there:
        assert headline(there.text()).startswith(
            "2023년 4월 · 26건 · 잠정 2 · 겹침 6 · 준비 미비 1"
        )
        shown = await there.press("w")
        assert headline(shown) == "4.17.–4.23. · 26건 · 잠정 2 · 겹침 6 · 준비 미비 1"
        shown = await there.press("d", "right", "right")
        assert headline(shown).startswith("2023. 4. 21.(금) 음 3.2 · 4건 · 준비 미비 1")
        await there.press("w", "f3")
        await there.type("5.5.")  # a holiday, named at the right
        shown = await there.press("ctrl+s")
        assert headline(shown) == "5.1.–5.7. · 2건 · 준비 미비 1"
        assert "│ 5 금 어린…" in shown  # the holiday gave way in the headline
        shown = headline(await there.press("left"))
        assert shown == "2023년 5.1.–5.7. · 2건 · 준비 미비 1"


async def test_the_count_of_a_month_names_it_beside_events_of_other_months(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, EventDraft("접견", TODAY, time(10)))
        store.add(file, EventDraft("보고", date(2023, 3, 30), time(10)))
    async with desk(path, (80, 24), area="schedule") as there:
        assert "2023년 4월 · 4월 1건 · 잠정 0" in there.text()
        assert "2023년 4월 · 1건 · 잠정 0" in await there.press("a")
        assert "2023년 4.17.–4.30. · 1건" in await there.press("b")


@pytest.mark.parametrize("scope", ["one", "following", "all"])
async def test_the_cursor_follows_an_occurrence_whose_time_was_changed(
    path: Path, scope: str
) -> None:
    choice = [*["down"] * ["one", "following", "all"].index(scope), "enter"]
    with closing(OfficeFile(path, "김주무관")) as file:
        first = date(2023, 4, 12)
        store.add(file, EventDraft("주간회의", first, time(9), time(10), rrule="FREQ=WEEKLY"))
    async with desk(path, (80, 24), area="schedule") as there:
        await there.press("w", "f2", *choice, "tab", "tab", "end", "ctrl+u")
        await there.type("15:00")
        await there.press("tab", "end", "ctrl+u")
        await there.type("16:00")
        shown = await there.press("ctrl+s")
        assert "2023. 4. 19.(수) 15:00~16:00  주간회의" in cursor_note(shown)
        shown = await there.press("shift+down", "enter")
        if scope != "one":  # it is an event of its own now
            shown = await there.press(*choice)
        assert "2023. 4. 19.(수) 16:00~17:00  주간회의" in cursor_note(shown)
    with closing(Reader(path)) as reader:
        rows = queries.agenda(reader, first, date(2023, 4, 26))
    starts = {"one": [9, 16, 9], "following": [9, 16, 16], "all": [16, 16, 16]}
    assert [each.starts_at for each in rows] == [time(hour) for hour in starts[scope]]


@pytest.mark.parametrize("height", [39, 40])
async def test_a_large_terminal_names_the_conflicts_of_the_day_also_beside_the_agenda(
    busy: Path, height: int
) -> None:
    async with desk(busy, (160, height), area="schedule") as there:
        for shown in (await there.press("left"), await there.press("w")):
            clash = "4.18.(화) ! 14:00 MBN 인터뷰 ↔ 14:30 국회의원 내방 겹침 10분"
            assert (clash in shown) == (height == 40)
            free = "빈 시간 13:00–14:00, 15:00–16:30, 17:30–18:00"
            assert (free in shown) == (height == 40)
        assert clash not in await there.press("slash")


async def test_the_end_of_an_event_without_one_is_marked_as_unknown(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, EventDraft("접견", TODAY, time(10)))
        store.add(file, EventDraft("보고", TODAY, time(14), time(15)))
    async with desk(path, (80, 24), area="schedule") as there:
        shown = await there.press("d")
        assert "│▌10:00~? 접견" in shown
        assert "│▌14:00–15:00 보고" in shown
    async with desk(path, (100, 30), area="schedule") as there:
        shown = await there.press("w")
        assert "│▌접견 " in shown
        assert shown.count("│▌~?") == 1


async def test_anniversaries_are_named_above_the_day_and_not_in_its_cell(busy: Path) -> None:
    async with desk(busy, (100, 30), area="schedule") as there:
        headline = there.text().splitlines()[1]
        assert "2023년 4월 · 25건 · 잠정 2 · 겹침 6  4·19혁명 기념일" in headline
        assert there.text().count("4·19혁명 기념일") == 1
        assert "  장애인의 날" in (await there.press("right")).splitlines()[1]
        assert "기념일" not in there.text()
        head = (await there.press("d")).splitlines()[2]
        assert "20 목 ! 음 3.1  장애인의 날" in head
        assert there.text().count("장애인의 날") == 1
        lines = (await there.press("a")).splitlines()
        assert any("2023. 4. 20.(목)  장애인의 날" in line for line in lines)


async def test_what_happens_elsewhere_during_a_trip_is_marked_and_counts_once(path: Path) -> None:
    monday, friday = date(2023, 4, 17), date(2023, 4, 21)
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, EventDraft("제주 출장", monday, all_day=True, ends_on=date(2023, 4, 19)))
        store.add(file, EventDraft("제주 협약", TODAY, time(10), time(11)))
        store.add(file, EventDraft("간부회의", TODAY, time(14), time(15), "시청"))
        store.add(file, EventDraft("보고", TODAY, time(16), time(17), "시청"))
        store.add(file, EventDraft("접견", friday, time(10), time(11)))
        store.add(file, EventDraft("면담", friday, time(10, 30), time(11)))
    async with desk(path, (120, 40), area="schedule") as there:
        shown = await there.press("w")
        assert "겹침 2" in shown  # that of the trip, and that of Friday
        assert "! 제주 출장" in shown
        assert "!간부회의" in shown
        assert "!보고" in shown
        assert re.search(r"▌제주 협약", shown)
        assert "!접견" in shown
        assert "! 종일 제주 출장 동안 14:00 간부회의, 16:00 보고" in shown
        shown = await there.press("a")
        assert re.search(r"종일 +회 ! 제주 출장", shown)
        assert re.search(r"10:00–11:00 회 제주 협약", shown)
        assert re.search(r"14:00–15:00 회 ! 간부회의", shown)
        shown = await there.press("f7")
        marked = re.findall(r"^ *!.*?\(.\).*?  (\S+ ?\S*)", shown, re.MULTILINE)
        assert [each.strip() for each in marked] == [
            "제주 출장",
            "간부회의",
            "보고",
            "접견",
            "면담",
        ]


@pytest.mark.parametrize(
    ("width", "agenda"),
    [(150, 50), (160, 60), (200, 76)],  # the month keeps 100 cells, then grows beside the agenda
)
async def test_the_agenda_beside_the_month_gets_what_a_month_does_not_need(
    busy: Path, width: int, agenda: int
) -> None:
    async with desk(busy, (width, 50), area="schedule") as there:
        weekdays = there.text().split("\n")[3]
        assert cell_len(weekdays[: weekdays.rindex("│")]) == width - agenda
        shown = there.text()
        assert ("08:00–09:00 회 ■ * 구청장 회의  기획상황실 · 시간 외" in shown) == (agenda >= 60)
        if width < 200:
            cells = [cell_len(cell) for cell in weekdays.split("│")[:7]]
            assert cells == [14, 14, 14, 14, 14, 12, 12]
