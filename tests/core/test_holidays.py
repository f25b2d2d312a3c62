"""Public holidays, and the days of the office that prevail."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from secretariat_tui.core import i18n
from secretariat_tui.core.dates import next_working_day, working_day_from
from secretariat_tui.core.holidays import YEARS, HolidayCalendar, OwnDay, calendar_of
from tests import holidays

PUBLIC = HolidayCalendar({})


def _days(first: date, last: date) -> dict[str, str]:
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return {f"{day:%m-%d}": PUBLIC.name(day) for day in days if day in PUBLIC}


@pytest.mark.slow
def test_the_file_is_what_the_package_has() -> None:
    assert holidays.FILE.read_text("utf-8") == "".join(holidays.lines())


def test_the_number_of_holidays_is_that_of_the_official_calendars() -> None:
    """월력요항 of 우주항공청, 2018 to 2027."""
    lines = holidays.FILE.read_text("utf-8").splitlines()
    counts = Counter(int(line[:4]) for line in lines)
    assert [counts[year] for year in range(2018, 2028)] == [18, 16, 18, 18, 19, 18, 19, 19, 22, 24]
    assert set(counts) == set(YEARS)


def test_the_names_are_those_of_the_statute() -> None:
    assert _days(date(2025, 10, 1), date(2025, 10, 31)) == {
        "10-03": "개천절",
        "10-05": "추석 전날",
        "10-06": "추석",
        "10-07": "추석 다음날",
        "10-08": "대체공휴일(추석)",
        "10-09": "한글날",
    }
    assert _days(date(2023, 5, 1), date(2023, 5, 31)) == {
        "05-05": "어린이날",
        "05-27": "부처님 오신 날",
        "05-29": "대체공휴일(부처님 오신 날)",
    }
    assert _days(date(2025, 1, 1), date(2025, 1, 31)) == {
        "01-01": "1월 1일",
        "01-27": "임시공휴일",
        "01-28": "설날 전날",
        "01-29": "설날",
        "01-30": "설날 다음날",
    }
    assert _days(date(2025, 5, 5), date(2025, 5, 6)) == {
        "05-05": "부처님 오신 날 · 어린이날",
        "05-06": "대체공휴일(부처님 오신 날)",
    }
    assert _days(date(2027, 12, 1), date(2027, 12, 31)) == {
        "12-25": "기독탄신일",
        "12-27": "대체공휴일(기독탄신일)",
    }
    assert PUBLIC.name(date(2024, 10, 1)) == "임시공휴일(국군의 날)"
    assert PUBLIC.name(date(2028, 4, 12)) == "국회의원 선거일(예정)"
    assert PUBLIC.name(date(2025, 10, 10)) == ""


def test_every_name_has_an_english_one() -> None:
    i18n.set_language(i18n.ENGLISH)
    assert PUBLIC.name(date(2025, 10, 8)) == "Substitute holiday (Chuseok)"
    lines = holidays.FILE.read_text("utf-8").splitlines()
    names = {PUBLIC.name(date.fromisoformat(line[:10])) for line in lines}
    assert [name for name in names if re.search("[가-힣]", name)] == []


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2025, 10, 2), date(2025, 10, 2)),
        (date(2025, 10, 3), date(2025, 10, 10)),
        (date(2025, 10, 9), date(2025, 10, 10)),
        (date(2023, 5, 27), date(2023, 5, 30)),
        (date(2027, 2, 6), date(2027, 2, 10)),
        (date(2027, 12, 25), date(2027, 12, 28)),
    ],
)
def test_a_period_ends_after_the_holidays(day: date, moved: date) -> None:
    assert working_day_from(day, PUBLIC) == moved
    assert working_day_from(day, calendar_of(None)) == moved


def test_the_days_of_the_office_prevail() -> None:
    own = {
        date(2026, 4, 24): OwnDay("임시공휴일", off=True),
        date(2026, 5, 1): OwnDay("노동절 근무", off=False),
    }
    calendar = HolidayCalendar(own)
    assert (calendar.name(date(2026, 4, 24)), calendar.name(date(2026, 5, 1))) == ("임시공휴일", "")
    for each in (calendar, calendar_of("12026-04-24,02026-05-01")):
        assert next_working_day(date(2026, 4, 23), each) == date(2026, 4, 27)
        assert next_working_day(date(2026, 4, 30), each) == date(2026, 5, 1)
