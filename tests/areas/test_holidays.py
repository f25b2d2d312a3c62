"""The office's own days off: the register, and the deadlines that follow it."""

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from korean_lunar_calendar import KoreanLunarCalendar
from rich.cells import cell_len

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.agreements import queries as agreements
from secretariat_tui.areas.agreements import store as agreement_store
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.attached.model import NO_RECORD, TaskDraft
from secretariat_tui.areas.attached.store import TASKS
from secretariat_tui.areas.holidays import queries
from secretariat_tui.areas.holidays.model import HolidayDraft
from secretariat_tui.areas.holidays.store import HOLIDAYS
from secretariat_tui.areas.proposals import queries as proposals
from secretariat_tui.areas.proposals import store as proposal_store
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.views import day_cells
from secretariat_tui.areas.schedule.views.day_cells import CellStyle
from secretariat_tui.areas.tasks.details import read_task
from secretariat_tui.areas.tasks.queries import tasks_of_period
from secretariat_tui.areas.today.queries import overview
from secretariat_tui.core.errors import ValidationError
from secretariat_tui.core.lunar import lunar_date, lunar_text
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search import list_query
from secretariat_tui.tui.keys.area import audit_tables
from tests.tui.desk import desk

KINDS = audit_tables(AREAS)
DECREED = HolidayDraft(date(2026, 4, 24), "임시공휴일(선거)")
WORKING = HolidayDraft(date(2026, 5, 1), "노동절 근무", off=False)


@pytest.fixture
def decreed(file: OfficeFile) -> OfficeFile:
    """A file with a Friday off, and a public holiday on which the office works."""
    HOLIDAYS.add(file, DECREED)
    HOLIDAYS.add(file, WORKING)
    return file


def test_a_day_is_entered_once(decreed: OfficeFile) -> None:
    assert [row.day for row in queries.holidays(decreed.reader)] == [WORKING.day, DECREED.day]
    with pytest.raises(ValidationError, match="이미 적은 날입니다"):
        HOLIDAYS.add(decreed, DECREED._replace(name="또"))
    row = queries.holidays(decreed.reader)[1]
    HOLIDAYS.change(decreed, row.id, row.rev, DECREED._replace(name="임시공휴일"))
    assert queries.calendar(decreed.reader).name(DECREED.day or date.max) == "임시공휴일"
    decreed.undo()
    assert queries.calendar(decreed.reader).name(DECREED.day or date.max) == DECREED.name


@pytest.mark.parametrize(
    ("draft", "message"),
    [(HolidayDraft(None, "임시"), "날짜를 적어"), (HolidayDraft(date(2026, 1, 2), ""), "이름을")],
)
def test_a_day_needs_its_date_and_its_name(
    file: OfficeFile, draft: HolidayDraft, message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        HOLIDAYS.add(file, draft)


@pytest.mark.parametrize(
    ("received_on", "due"),
    [
        (date(2025, 9, 3), date(2025, 10, 10)),
        (date(2025, 9, 9), date(2025, 10, 10)),
        (date(2023, 4, 29), date(2023, 5, 30)),
        (date(2027, 1, 7), date(2027, 2, 10)),
        (date(2026, 3, 24), date(2026, 4, 27)),  # decreed
        (date(2026, 4, 1), date(2026, 5, 1)),  # a working day after all
    ],
)
def test_a_proposal_is_decided_by_a_working_day(
    decreed: OfficeFile, received_on: date, due: date
) -> None:
    proposal_store.add(decreed, ProposalDraft("제안", received_on, "online"))
    for today, late in ((due, False), (due + timedelta(1), True)):
        (row,) = proposals.inbox(decreed.reader, today)
        assert (row.due, row.overdue) == (due, late)
        assert proposals.counts(decreed.reader, today).overdue == late


def test_deadlines_follow_a_change_of_the_days(decreed: OfficeFile) -> None:
    proposal_store.add(decreed, ProposalDraft("제안", date(2026, 3, 24), "online"))
    agreement_store.add(
        decreed,
        AgreementDraft(
            "협약", signed_on=date(2026, 3, 24), check_months=1, parties=(PartyDraft("경상북도"),)
        ),
    )

    def due() -> set[date | None]:
        (proposal,) = proposals.inbox(decreed.reader, date(2026, 4, 1))
        (agreement,) = agreements.register(decreed.reader, date(2026, 4, 1))
        return {proposal.due, agreement.next_check}

    assert due() == {date(2026, 4, 27)}
    row = queries.holidays(decreed.reader)[1]
    HOLIDAYS.delete(decreed, row.id, row.rev)
    assert due() == {date(2026, 4, 24)}
    decreed.undo()
    assert due() == {date(2026, 4, 27)}


def test_today_shows_the_next_working_day(decreed: OfficeFile) -> None:
    assert list(overview(decreed.reader, KINDS, date(2025, 10, 2)).agenda) == [
        date(2025, 10, 2),
        date(2025, 10, 10),
    ]
    assert list(overview(decreed.reader, KINDS, date(2026, 4, 23)).agenda)[-1] == date(2026, 4, 27)


def test_a_recurring_task_names_the_holiday(decreed: OfficeFile) -> None:
    task = TaskDraft("월례 보고", due_on=DECREED.day, timing="recurring", recurrence="monthly")
    TASKS.add(decreed, NO_RECORD, task)
    (row,) = list_query.all_rows(decreed.reader, tasks_of_period(KINDS, date(2026, 4, 1)))
    lines = read_task(row, KINDS, decreed.reader)
    assert lines
    text = "쉬는 날입니다: 2026. 4. 24.(금) → 4.27.(월) (임시공휴일(선거))"
    assert lines[-1].text == text


def _heading(day: date, width: int, cursor: date | None = None) -> list[str]:
    """Return the headings of the week of a day in the month grid, without borders."""
    first = day - timedelta(day.weekday())
    week = day_cells.lay_out([first + timedelta(n) for n in range(7)], [], {}, frozenset())
    style = CellStyle(date(2020, 1, 1), day.month, cursor, focused=False)
    (line,) = day_cells.week_lines(week, 1, [width] * 7, style)
    cells = "".join(text for text, _style in line).split("│")
    assert {cell_len(cell) for cell in cells} == {width}
    return [cell.strip() for cell in cells]


@pytest.mark.parametrize(
    ("width", "cells"),
    [
        (5, ["6 휴", "7 휴", "8 휴", "9 휴", "10", "11", "12"]),
        (11, ["6 추석", "7 추석다…", "8 대체공…", "9 한글날", "10", "11", "12"]),
        (
            30,
            [
                *("6 추석 음 8.15", "7 추석 다음날", "8 대체공휴일(추석)"),
                *("9 한글날", "10", "11", "12"),
            ],
        ),
    ],
)
def test_the_month_names_holidays_as_far_as_there_is_room(width: int, cells: list[str]) -> None:
    assert _heading(date(2025, 10, 6), width) == cells


def test_a_holiday_is_red_and_dim_in_another_month() -> None:
    for month, color in ((10, "bad"), (9, "dim")):
        week = day_cells.lay_out([date(2025, 10, 8)], [], {}, frozenset())
        style = CellStyle(date(2020, 1, 1), month, None, focused=False)
        (line,) = day_cells.week_lines(week, 1, [30], style)
        assert ("대체공휴일(추석)", color) in line


def test_the_lunar_date_is_that_of_the_1st_the_15th_and_the_cursor() -> None:
    assert _heading(date(2025, 7, 21), 14, date(2025, 7, 27)) == [
        *("21", "22", "23", "24", "25 윤 6.1", "26", "27 윤 6.3"),
    ]


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(1900, 1, 30), ""),
        (date(1900, 1, 31), "음 1.1"),
        (date(2023, 2, 5), "음 1.15"),
        (date(2026, 2, 17), "음 1.1"),
        (date(2050, 12, 31), "음 11.18"),
        (date(2051, 1, 1), ""),
        (date.max, ""),
    ],
)
def test_lunar_dates(day: date, text: str) -> None:
    assert lunar_text(day) == text


async def test_the_diary_shows_a_decreed_day_from_its_register(office: Path) -> None:
    async with desk(office, (100, 24), area="schedule") as there:
        shown = await there.press("ctrl+n")
        assert "일정 › 쉬는 날 쉬는 날 0 · 일하는 날 0" in shown
        assert "공휴일은 이미 들어 있습니다" in shown
        shown = await there.press("insert", *"2023-04-20", "tab", *"임시공휴일", "ctrl+s")
        assert "2023. 4. 20.(목)" in shown
        shown = await there.press("escape")
        assert "20 임시공" in shown
        shown = await there.press("right")
        assert "4.20.(목) 임시공휴일  음 3.1" in shown
        shown = await there.press("right")
        assert "과학의 날" in shown
        assert "임시공휴일  음 3.1" not in shown


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_picture_of_a_month_with_holidays(office: Path, size: tuple[int, int]) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        for title in ("전통시장 방문", "소방서 격려", "119 상황실"):
            schedule.add(file, EventDraft(title, date(2025, 10, 6)))
        schedule.add(file, EventDraft("한글날 기념식", date(2025, 10, 9)))
        HOLIDAYS.add(file, HolidayDraft(date(2025, 10, 10), "임시공휴일"))
    async with desk(office, size, area="schedule") as there:
        await there.press("f3", *"2025-10-08", "enter")
        there.check_picture("holidays")


@pytest.mark.slow
def test_lunar_dates_are_those_of_the_package() -> None:
    package = KoreanLunarCalendar()
    for number in range((date(2050, 12, 31) - date(1900, 1, 31)).days + 1):
        day = date(1900, 1, 31) + timedelta(number)
        package.setSolarDate(day.year, day.month, day.day)
        expected = (package.lunarMonth, package.lunarDay, package.isIntercalation)
        assert lunar_date(day) == expected, day
