"""The rules of series: as they are typed and shown, and the days that they give."""

from datetime import date, time
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.areas.schedule.series import recurrence
from secretariat_tui.areas.schedule.series.recurrence import Occurrence, occurrences
from secretariat_tui.areas.schedule.series.repetition_text import parse_repetition, repetition_text
from secretariat_tui.core.i18n import ENGLISH, language_set

TUESDAY = date(2023, 4, 18)
MAY_DAY, CHILDREN = date(2023, 5, 1), date(2023, 5, 5)


class Series(NamedTuple):
    rrule: str
    starts_at: time | None = None
    rdates: str = ""
    exdates: str = ""
    holiday_rule: str = "as_is"


def days(
    series: Series, first: date, last: date, holidays: frozenset[date] = frozenset()
) -> list[str]:
    return [f"{each.day:%m-%d}" for each in occurrences(series, TUESDAY, (first, last), holidays)]


@pytest.mark.parametrize(
    ("typed", "rule", "shown"),
    [
        ("", "", ""),
        ("매일", "FREQ=DAILY", "매일"),
        ("3일마다", "FREQ=DAILY;INTERVAL=3", "3일마다"),
        ("평일마다", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "평일마다"),
        ("매주", "FREQ=WEEKLY;BYDAY=TU", "매주 화"),
        ("매주 화", "FREQ=WEEKLY;BYDAY=TU", "매주 화"),
        ("매주 수요일, 월요일", "FREQ=WEEKLY;BYDAY=MO,WE", "매주 월·수"),
        ("격주 월·수", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "격주 월·수"),
        ("3주에 한 번 금", "FREQ=WEEKLY;INTERVAL=3;BYDAY=FR", "3주마다 금"),
        ("매월", "FREQ=MONTHLY;BYMONTHDAY=18", "매월 18일"),
        ("매월 둘째 화", "FREQ=MONTHLY;BYDAY=2TU", "매월 둘째 화"),
        ("매달 마지막 주 금요일", "FREQ=MONTHLY;BYDAY=-1FR", "매월 마지막 금"),
        ("매월 말일", "FREQ=MONTHLY;BYMONTHDAY=-1", "매월 말일"),
        ("매월 1일, 15일", "FREQ=MONTHLY;BYMONTHDAY=1,15", "매월 1일·15일"),
        ("3개월마다 10일", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10", "3개월마다 10일"),
        ("매년", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=18", "매년 4월 18일"),
        ("매년 10.9.", "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=9", "매년 10월 9일"),
        ("매년 5월 셋째 월", "FREQ=YEARLY;BYMONTH=5;BYDAY=3MO", "매년 5월 셋째 월"),
        (
            "매년 음력 4.8.",
            "RSCALE=DANGI;FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=8",
            "매년 음력 4.8.",
        ),
        ("매주 화 10회", "FREQ=WEEKLY;BYDAY=TU;COUNT=10", "매주 화 10회"),
        ("매주 화 ~'23. 12. 31.", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20231231", "매주 화 ~2023-12-31"),
        ("매월 말일 ~12.31.까지", "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20231231", "매월 말일 ~2023-12-31"),
        ("매주 월 6/26까지", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20230626", "매주 월 ~2023-06-26"),
        ("매주 월 6.26.까지", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20230626", "매주 월 ~2023-06-26"),
        ("매주 월 6월 26일까지", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20230626", "매주 월 ~2023-06-26"),
        ("매주 월 '24. 1. 8.(월)까지", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20240108", "매주 월 ~2024-01-08"),
        ("매월 1일 6월말까지", "FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20230630", "매월 1일 ~2023-06-30"),
        ("매주 월~금", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "평일마다"),
        ("매주 토-월요일 3회", "FREQ=WEEKLY;BYDAY=MO,SA,SU;COUNT=3", "매주 월·토·일 3회"),
        ("평일 매일", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "평일마다"),
        ("rrule:freq=monthly;byday=mo,tu;bysetpos=-1", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
         "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1"),
    ],
)  # fmt: skip
def test_a_rule_is_typed_in_korean_and_shown_so(typed: str, rule: str, shown: str) -> None:
    assert parse_repetition(typed, TUESDAY) == rule
    assert repetition_text(rule) == shown
    assert parse_repetition(shown, TUESDAY) == rule
    with language_set(ENGLISH):
        assert repetition_text(rule) == rule


@pytest.mark.parametrize(
    "typed",
    ["아무 때나", "매주 둘째 화", "매일 화", "매월 32일", "매년 13.1.", "0주마다 화", "매주 화 0회",
     "FREQ=HOURLY", "FREQ=WEEKLY;BYSETPOS=1;BYDAY=MO", "FREQ=YEARLY;BYWEEKNO=20", "FREQ=DAILY;COUNT=2;UNTIL=20230501",
     "FREQ=YEARLY;BYEASTER=1", "2년마다 음력 4.8.", "매주 화 ~없는 날"],
)  # fmt: skip
def test_a_text_that_is_no_rule_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="읽을 수 없"):
        parse_repetition(typed, TUESDAY)


def test_the_examples_of_a_refused_rule_have_a_last_day() -> None:
    with pytest.raises(ValueError, match=r"매주 화 10회, 매주 화 ~6\.26\.$"):
        parse_repetition("아무 때나", TUESDAY)


def test_a_day_off_moves_an_occurrence_or_leaves_it_out() -> None:
    off = frozenset({MAY_DAY, CHILDREN})
    monday = Series("FREQ=WEEKLY;BYDAY=MO,FR")
    may = (date(2023, 4, 27), date(2023, 5, 8))
    assert days(monday, *may, off) == ["04-28", "05-01", "05-05", "05-08"]
    assert days(monday._replace(holiday_rule="next"), *may, off) == [
        "04-28",
        "05-02",
        "05-08",
        "05-08",
    ]
    assert days(monday._replace(holiday_rule="previous"), *may, off) == [
        "04-28",
        "04-28",
        "05-04",
        "05-08",
    ]
    assert days(monday._replace(holiday_rule="skip"), *may, off) == ["04-28", "05-08"]
    (moved,) = occurrences(
        Series("FREQ=WEEKLY;BYDAY=MO", time(9), holiday_rule="next"),
        TUESDAY,
        (date(2023, 5, 2),) * 2,
        off,
    )
    assert moved == Occurrence("2023-05-01T09:00", date(2023, 5, 2), time(9))


def test_days_are_added_and_left_out() -> None:
    series = Series(
        "FREQ=WEEKLY;BYDAY=TU;COUNT=3", time(10), "2023-04-20T15:00 2023-04-21", "2023-04-25T10:00"
    )
    found = occurrences(series, TUESDAY, (TUESDAY, date(2023, 12, 31)))
    assert [each.key for each in found] == [
        "2023-04-18T10:00", "2023-04-20T15:00", "2023-04-21T10:00", "2023-05-02T10:00",
    ]  # fmt: skip
    assert recurrence.last_start(series, TUESDAY) == date(2023, 5, 2)


def test_the_last_day_of_a_rule_counts_whatever_its_time() -> None:
    series = Series("FREQ=WEEKLY;BYDAY=TU;UNTIL=20230502", time(23, 50))
    assert days(series, TUESDAY, date(2023, 12, 31)) == ["04-18", "04-25", "05-02"]


def test_buddhas_birthday_is_by_the_lunar_calendar() -> None:
    series = Series("RSCALE=DANGI;FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=8;COUNT=3")
    assert days(series, TUESDAY, date(2199, 12, 31)) == ["05-27", "05-15", "05-05"]


@given(
    rule=st.sampled_from(
        ["FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=TU,SA", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYDAY=-1FR"]
    ),
    at=st.integers(1, 400),
    count=st.integers(1, 40),
)  # fmt: skip
def test_a_series_that_is_divided_has_the_same_days(rule: str, at: int, count: int) -> None:
    series = Series(f"{rule};COUNT={count}")
    all_days = [each.day for each in occurrences(series, TUESDAY, (TUESDAY, date(2199, 12, 31)))]
    turn = date.fromordinal(TUESDAY.toordinal() + at)
    if not (kept_days := [day for day in all_days if day < turn]):
        return
    head = Series(recurrence.ended_before(series, TUESDAY, turn))
    kept = [each.day for each in occurrences(head, TUESDAY, (TUESDAY, date(2199, 12, 31)))]
    assert kept == kept_days
    later = [day for day in all_days if day >= turn]
    if later:
        tail = Series(recurrence.continued_from(series, TUESDAY, later[0]))
        rest = occurrences(tail, later[0], (later[0], date(2199, 12, 31)))
        assert [each.day for each in rest] == later
