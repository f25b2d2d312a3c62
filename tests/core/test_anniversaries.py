"""Anniversaries, which are no days off."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.core.anniversaries import AnniversaryRule, anniversaries, rules
from secretariat_tui.core.holidays import YEARS, HolidayCalendar

ENDS = {"1": (1, 7), "2": (8, 14), "3": (15, 21), "4": (22, 28)}


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2023, 4, 19), ("4·19혁명 기념일",)),
        (date(2023, 4, 20), ("장애인의 날",)),
        (date(2023, 5, 15), ("스승의 날", "성년의 날", "가정의 날")),
        (date(2026, 4, 3), ("4·3희생자 추념일", "예비군의 날")),
        (date(2026, 5, 18), ("성년의 날", "5·18민주화운동 기념일")),
        (date(2026, 9, 7), ("푸른 하늘의 날", "사회복지의 날", "곤충의 날")),
        (date(2023, 4, 18), ()),
        (date(2023, 6, 6), ()),  # 현충일 is a public holiday
    ],
)
def test_the_anniversaries_of_a_day(day: date, names: tuple[str, ...]) -> None:
    assert anniversaries(day) == names


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("상공의 날", ["2022-03-16", "2023-03-15", "2024-03-20", "2025-03-19", "2026-03-18", "2027-03-17"]),
        ("서해수호의 날", ["2022-03-25", "2023-03-24", "2024-03-22", "2025-03-28", "2026-03-27", "2027-03-26"]),
        ("예비군의 날", ["2022-04-01", "2023-04-07", "2024-04-05", "2025-04-04", "2026-04-03", "2027-04-02"]),
        ("순직의무군경의 날", ["2024-04-26", "2025-04-25", "2026-04-24", "2027-04-23"]),
        ("성년의 날", ["2022-05-16", "2023-05-15", "2024-05-20", "2025-05-19", "2026-05-18", "2027-05-17"]),
        ("정보보호의 날", ["2022-07-13", "2023-07-12", "2024-07-10", "2025-07-09", "2026-07-08", "2027-07-14"]),
        ("청년의 날", ["2022-09-17", "2023-09-16", "2024-09-21", "2025-09-20", "2026-09-19", "2027-09-18"]),
        ("문화의 날", ["2022-10-15", "2023-10-21", "2024-10-19", "2025-10-18", "2026-10-17", "2027-10-16"]),
        ("금융의 날", ["2022-10-25", "2023-10-31", "2024-10-29", "2025-10-28", "2026-10-27", "2027-10-26"]),
    ],
)  # fmt: skip
def test_those_on_a_weekday_of_a_week_are_the_published_ones(name: str, days: list[str]) -> None:
    assert [day for day in days if name not in anniversaries(date.fromisoformat(day))] == []
    (rule,) = (each for each in rules() if each.name == name and each.first <= 2024 <= each.last)
    assert {rule.day(int(day[:4])).isoformat() for day in days} == set(days)


@pytest.mark.parametrize(
    ("before", "since", "name"),
    [
        ("2015-03-27", "2016-03-25", "서해수호의 날"),
        ("2018-04-11", "2019-04-11", "대한민국임시정부 수립기념일"),
        ("2023-04-28", "2024-04-26", "순직의무군경의 날"),
        ("2024-05-15", "2025-05-15", "세종대왕 나신 날"),
        ("2024-05-27", "2025-05-27", "우주항공의 날"),
        ("2017-06-28", "2018-06-28", "철도의 날"),
        ("2023-07-14", "2024-07-14", "북한이탈주민의 날"),
        ("2019-09-07", "2020-09-07", "푸른 하늘의 날"),
        ("2019-09-21", "2020-09-19", "청년의 날"),
        ("2022-10-29", "2023-10-29", "지방자치 및 균형발전의 날"),
        ("2026-05-01", "2025-05-01", "근로자의 날"),
        ("2026-07-17", "2025-07-17", "제헌절"),
        ("2023-10-29", "2022-10-29", "지방자치의 날"),
        ("2019-04-13", "2018-04-13", "대한민국임시정부 수립기념일"),
    ],
)
def test_an_anniversary_is_kept_in_its_years_only(before: str, since: str, name: str) -> None:
    assert name not in anniversaries(date.fromisoformat(before))
    assert name in anniversaries(date.fromisoformat(since))


@given(st.sampled_from(rules()), st.integers(date.min.year, date.max.year))
def test_a_rule_gives_a_day_of_its_month_and_weekday(rule: AnniversaryRule, year: int) -> None:
    when, day = rule.when.split("-"), rule.day(year)
    assert (day.year, day.month) == (year, int(when[0]))
    if len(when) == 2:
        assert day.day == int(when[1])
        return
    assert day.isoweekday() == int(when[2])
    first, last = ENDS.get(when[1], (25, 31))
    assert first <= day.day <= last


def test_none_is_a_public_holiday_of_the_same_name() -> None:
    public = HolidayCalendar({})
    both = [
        (year, rule.name)
        for year in YEARS
        for rule in rules()
        if rule.first <= year <= rule.last and rule.name in public.name(rule.day(year)).split(" · ")
    ]
    assert both == []


def test_no_line_of_the_file_is_there_twice() -> None:
    for year in YEARS:
        kept = [(rule.day(year), rule.name) for rule in rules() if rule.first <= year <= rule.last]
        assert len(kept) == len({name for _day, name in kept}), year
