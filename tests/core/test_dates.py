"""Dates and times as offices write them."""

from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.core import dates, i18n, money

TODAY = date(2023, 4, 19)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4.19.", TODAY), ("4/19", TODAY), ("4월 19일", TODAY), ("'23. 4. 19.(수)", TODAY), ("2023-04-19", TODAY),
        ("20230419", TODAY), ("2023년 4월 19일", TODAY), ("오늘", TODAY), ("내일", date(2023, 4, 20)),
        ("모레", date(2023, 4, 21)), ("어제", date(2023, 4, 18)), ("+7", date(2023, 4, 26)), ("-19", date(2023, 3, 31)),
        ("24.2.29.", date(2024, 2, 29)),
    ],
)  # fmt: skip
def test_dates_are_read(text: str, day: date) -> None:
    assert dates.parse_date(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("월요일", date(2023, 4, 24)), ("수요일", TODAY), ("다음주 화", date(2023, 4, 25)), ("이번 주 금", date(2023, 4, 21)),
        ("지난주 월요일", date(2023, 4, 10)), ("월말", date(2023, 4, 30)), ("다음 달 말", date(2023, 5, 31)),
        ("28일", date(2023, 4, 28)), ("내년 3월 2일", date(2024, 3, 2)), ("작년 12.1.", date(2022, 12, 1)),
        ("말일", date(2023, 4, 30)), ("2월 말", date(2023, 2, 28)), ("D+3", date(2023, 4, 22)), ("내일모레", date(2023, 4, 21)),
    ],
)  # fmt: skip
def test_days_are_read_by_their_names(text: str, day: date) -> None:
    assert dates.parse_date(text, TODAY) == day


@pytest.mark.parametrize("text", ["31일", "다음 주 8", "내년", "내년 3월"])
def test_names_that_leave_the_day_open_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"날짜를 읽을 수 없습니다|달력에 없는 날입니다"):
        dates.parse_date(text, TODAY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2.30.", "달력에 없는 날입니다: 2.30."), ("4.19.(목)", "수요일입니다"), ("언젠가", "읽을 수 없습니다: 언젠가"),
        ("", "읽을 수 없습니다"), ("20231301", "달력에 없는 날"), ("4.19.23", "읽을 수 없습니다"),
        ("0000-01-01", "달력에 없는 날"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        dates.parse_date(text, TODAY)


def test_a_year_of_four_digits_is_that_year() -> None:
    assert dates.parse_date("0023-04-19", TODAY) == date(23, 4, 19)


@pytest.mark.parametrize(
    ("text", "today"), [("+1", date.max), ("내일", date.max), ("-1", date.min)]
)
def test_no_word_leads_beyond_the_calendar(text: str, today: date) -> None:
    with pytest.raises(ValueError, match="달력에 없는 날입니다: "):
        dates.parse_date(text, today)


@given(st.dates(), st.integers(-(10**9), 10**9))
def test_days_later_stop_at_the_calendars_ends(day: date, days: int) -> None:
    wanted = min(max(day.toordinal() + days, 1), date.max.toordinal())
    assert dates.add_days(day, days) == date.fromordinal(wanted)


@pytest.mark.parametrize(
    ("day", "holidays", "moved"),
    [
        (date(2023, 4, 21), (), date(2023, 4, 21)),
        (date(2023, 4, 22), (), date(2023, 4, 24)),
        (date(2023, 4, 23), (), date(2023, 4, 24)),
        (date(2023, 4, 24), (), date(2023, 4, 24)),
        (date(2023, 12, 30), {date(2024, 1, 1)}, date(2024, 1, 2)),
        (date(2023, 5, 5), {date(2023, 5, 5)}, date(2023, 5, 8)),
        (date(2023, 5, 4), {date(2023, 5, 5)}, date(2023, 5, 4)),
        (date.max, {date.max}, date.max),
        (date.max - timedelta(1), {date.max - timedelta(1)}, date.max),
        (date.min, (), date.min),  # a Monday
    ],
)
def test_a_period_ends_on_a_working_day(
    day: date, holidays: tuple[()] | set[date], moved: date
) -> None:
    assert dates.working_day_from(day, holidays) == moved


@pytest.mark.parametrize(
    ("day", "holidays", "following"),
    [
        (date(2023, 4, 20), (), date(2023, 4, 21)),
        (date(2023, 4, 21), (), date(2023, 4, 24)),
        (date(2023, 4, 22), (), date(2023, 4, 24)),
        (date(2023, 4, 23), (), date(2023, 4, 24)),
        (date(2023, 4, 23), {date(2023, 4, 24)}, date(2023, 4, 25)),
        (date.max, (), date.max),
    ],
)
def test_the_next_working_day(day: date, holidays: tuple[()] | set[date], following: date) -> None:
    assert dates.next_working_day(day, holidays) == following


def test_a_moved_day_is_shown_with_the_day_it_was() -> None:
    saturday, monday = date(2023, 4, 22), date(2023, 4, 24)
    assert dates.moved_date(saturday, monday) == "2023. 4. 22.(토) → 4.24.(월)"
    assert dates.moved_date(monday, monday) == "2023. 4. 24.(월)"


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-120, 120))
def test_months_later_is_the_same_day_or_the_months_last(day: date, months: int) -> None:
    later = dates.add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (
        later.day < day.day and dates.add_days(later, 1).month != later.month
    )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(9999, 12, 31), 1, date.max), (date(2023, 4, 19), 100_000, date.max), (date(1, 1, 1), -1, date.min),
        (date(9999, 11, 30), 1, date(9999, 12, 30)), (date(1, 2, 28), -1, date(1, 1, 28)),
    ],
)  # fmt: skip
def test_months_stop_at_the_calendars_ends(day: date, months: int, expected: date) -> None:
    assert dates.add_months(day, months) == expected


@given(st.dates())
def test_the_end_of_a_month(day: date) -> None:
    assert dates.month_end(day) == day.replace(day=monthrange(day.year, day.month)[1])


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_date_written_is_read_again(day: date) -> None:
    assert dates.parse_date(dates.full_date(day), TODAY) == day
    assert dates.parse_date(day.isoformat(), TODAY) == day


@pytest.mark.parametrize(
    ("text", "today", "near", "day"),
    [
        ("1.7.", date(2023, 12, 28), date(2024, 1, 5), date(2024, 1, 7)),
        ("1.5.", date(2023, 12, 28), date(2024, 1, 5), date(2024, 1, 5)),
        ("1.5", date(2023, 11, 28), None, date(2024, 1, 5)),
        ("12.28.", date(2024, 1, 5), None, date(2023, 12, 28)),
        ("10.18.", date(2023, 4, 19), None, date(2023, 10, 18)),  # 182 days ahead, 183 back
        ("10.19.", date(2023, 4, 19), None, date(2022, 10, 19)),  # 183 days ahead, 182 back
        ("2.29.", date(2023, 4, 19), None, date(2024, 2, 29)), ("Jan 7", date(2023, 12, 28), None, date(2024, 1, 7)),
        ("12.30.(토)", date(2024, 1, 5), None, date(2023, 12, 30)),
        ("98.5.1.", TODAY, None, date(1998, 5, 1)), ("'98. 5. 1.(금)", TODAY, None, date(1998, 5, 1)),
        ("49.1.1.", TODAY, None, date(2049, 1, 1)), ("50.1.1.", TODAY, None, date(1950, 1, 1)),
        ("2098.5.1.", TODAY, None, date(2098, 5, 1)), ("４．１９．", TODAY, None, TODAY), ("２０２３－０４－１９", TODAY, None, TODAY),
        ("’23. 4. 19.(수)", TODAY, None, TODAY), ("‘23.4.19.", TODAY, None, TODAY),
    ],
)  # fmt: skip
def test_the_year_that_is_meant(text: str, today: date, near: date | None, day: date) -> None:
    assert dates.parse_date(text, today, near) == day


@pytest.mark.parametrize("language", [i18n.KOREAN, i18n.ENGLISH])
@pytest.mark.parametrize(
    "form",
    [
        dates.full_date,
        dates.short_date_with_year,
        dates.report_date,
        dates.table_date,
        date.isoformat,
    ],
)
@pytest.mark.parametrize("year", [1900, 1923, 1949, 1950, 1998, 1999, 2000, 2023, 2049, 2050, 2098, 2199])  # fmt: skip
def test_a_printed_date_is_read_as_itself(
    year: int, form: Callable[[date], str], language: i18n.Language
) -> None:
    i18n.set_language(language)
    try:
        text = form(date(year, 5, 1))
    finally:
        i18n.set_language(i18n.KOREAN)
    assert dates.parse_date(text, TODAY) == date(year, 5, 1)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(1998, 5, 1), "1998.5.1.(금)"), (date(2098, 5, 1), "2098.5.1.(목)"), (date(2000, 5, 1), "00.5.1.(월)"),
        (date(2049, 5, 1), "49.5.1.(토)"), (date(2050, 5, 1), "2050.5.1.(일)"), (date(1999, 5, 1), "1999.5.1.(토)"),
    ],
)  # fmt: skip
def test_years_that_two_digits_do_not_tell_apart_have_four(day: date, text: str) -> None:
    assert dates.short_date_with_year(day) == text


@pytest.mark.parametrize(
    ("text", "start", "at"),
    [
        ("5시", time(16), time(17)), ("4시", time(14), time(16)), ("5", time(9), time(17)), ("2시", time(10), time(14)),
        ("5:30", time(17), time(17, 30)), ("11시", time(22), time(23)), ("4시", time(3), time(4)), ("오전 5시", time(16), time(5)),
        ("05:00", time(16), time(5)), ("1시", time(23), time(1)), ("12시", time(9), time(12)), ("9시", time(9), time(21)),
        ("16:00", time(17), time(16)), ("1시반", time(10), time(13, 30)), ("3시", time(14), time(15)),
    ],
)  # fmt: skip
def test_an_end_inherits_the_afternoon(text: str, start: time, at: time) -> None:
    assert dates.parse_time(text, start) == at


@pytest.mark.parametrize(
    ("text", "start", "at"),
    [
        ("10:30", time(11), time(10, 30)), ("10:00", time(10), time(10)), ("09:30", time(10), time(9, 30)),
        ("10.30", time(11), time(10, 30)), ("1030", time(11), time(10, 30)), ("10시 30분", time(11), time(10, 30)),
        ("10시", time(11), time(22)), ("9:30", time(10), time(21, 30)),
    ],
)  # fmt: skip
def test_two_digits_with_minutes_are_a_time_of_the_24_hour_clock(
    text: str, start: time, at: time
) -> None:
    assert dates.parse_time(text, start) == at


@pytest.mark.parametrize(
    ("text", "start", "other"),
    [
        ("3시", None, time(15)), ("1시", None, time(13)), ("6:30", None, time(18, 30)), ("6.30", None, time(18, 30)),
        ("430", None, time(16, 30)), ("7시", None, None), ("03:00", None, None), ("0430", None, None), ("새벽 3시", None, None),
        ("오전 3시", None, None), ("3 am", None, None), ("15:00", None, None), ("0시", None, None), ("5시", time(16), None),
    ],
)  # fmt: skip
def test_hours_that_may_be_in_the_afternoon(
    text: str, start: time | None, other: time | None
) -> None:
    assert dates.afternoon_time(text, start) == other


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("24:00", True), ("24시", True), ("밤 12시", True), ("자정", True), ("2400", True), ("midnight", True), ("24.00", True),
        ("24:0", True), ("24시 0분", True), ("24:30", False), ("24시 반", False), ("밤 12시 반", False), ("밤 12시 30분", False),
        ("00:00", False), ("낮 12시", False), ("12시", False), ("밤 11시", False), ("정오", False), ("오전 12시", False),
    ],
)  # fmt: skip
def test_the_end_of_a_day(text: str, end: bool) -> None:
    assert dates.is_day_end(text) == end


@pytest.mark.parametrize(
    "read", [money.parse_won, dates.parse_time, lambda typed: dates.parse_date(typed, TODAY)]
)
def test_a_long_text_is_quoted_in_part(read: Callable[[str], object]) -> None:
    for text, quoted in ((f"x{'9' * 39}", f"x{'9' * 39} "), (f"x{'9' * 5000}", f"x{'9' * 39}… ")):
        with pytest.raises(ValueError, match=f": {quoted}"):
            read(text)


@given(st.text(max_size=20))
def test_no_text_breaks_the_readers(text: str) -> None:
    readers = (
        money.parse_won,
        dates.parse_time,
        lambda typed: dates.parse_date(typed, TODAY),
    )
    for reader in readers:
        with suppress(ValueError):  # and nothing else
            reader(text)


@pytest.mark.parametrize("text", ["+9999", "-9999"])
def test_offsets_stay_within_the_calendar(text: str) -> None:
    assert abs(dates.parse_date(text, TODAY) - TODAY) == timedelta(9999)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("14:00", time(14)), ("14시", time(14)), ("오후 2시 반", time(14, 30)), ("오전 9:50", time(9, 50)), ("1400", time(14)),
        ("저녁 7시", time(19)), ("밤 11시 반", time(23, 30)), ("새벽 2시", time(2)), ("낮 12시", time(12)), ("낮 1시", time(13)), ("아침 9시", time(9)),
        ("930", time(9, 30)), ("오전 12시", time(0)), ("오후 12시 5분", time(12, 5)), ("9", time(9)),
        ("24:00", time(0)), ("24시", time(0)), ("자정", time(0)), ("밤 12시", time(0)), ("정오", time(12)),
        ("14.30", time(14, 30)), ("14：00", time(14)), ("１４：３０", time(14, 30)), ("저녁 11시", time(23)), ("밤 11시", time(23)),
        ("낮 11시", time(11)), ("낮 5시", time(17)), ("noon", time(12)), ("midnight", time(0)),
    ],
)  # fmt: skip
def test_times_are_read(text: str, at: time) -> None:
    assert dates.parse_time(text) == at


@pytest.mark.parametrize(
    "text",
    [
        "25:00",
        "9:60",
        "",
        "낮",
        "2460",
        "오전 13:00",
        "오후 13시",
        "오후 24시",
        "밤 1시",
        "저녁 3시",
        "새벽 12시",
    ],
)
def test_what_is_no_time_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="시각"):
        dates.parse_time(text)


@pytest.mark.parametrize(("days", "text"), [(3, "D-3"), (0, "D-day"), (-2, "D+2")])
def test_countdown(days: int, text: str) -> None:
    assert dates.countdown(days) == text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY), ("Tomorrow", date(2023, 4, 20)), ("yesterday", date(2023, 4, 18)), ("Apr 19", TODAY),
        ("apr. 19", TODAY), ("April 19, 2024", date(2024, 4, 19)), ("Apr 19 2024", date(2024, 4, 19)),
        ("Apr 19 (Wed)", TODAY), ("2023-04-19 (wed)", TODAY), ("Sep 1", date(2023, 9, 1)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("spoken", i18n.LANGUAGES.values())
def test_english_dates_are_read_in_both_languages(
    text: str, day: date, spoken: i18n.Language
) -> None:
    i18n.set_language(spoken)
    assert dates.parse_date(text, TODAY) == day
    assert dates.parse_date("내일", TODAY) == date(2023, 4, 20)
    assert dates.parse_date("4월 19일(수)", TODAY) == TODAY


@pytest.mark.parametrize("text", ["Apr 31", "Apr 19 (Thu)", "Apx 1", "Apr", "19 Apr", "Apr 19 24"])
def test_what_is_no_english_date_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r"날짜|달력"):
        dates.parse_date(text, TODAY)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2 pm", time(14)), ("2:30 PM", time(14, 30)), ("9:50 a.m.", time(9, 50)), ("12 am", time(0)), ("12 pm", time(12)),
    ],
)  # fmt: skip
def test_english_times_are_read(text: str, at: time) -> None:
    assert dates.parse_time(text) == at


@pytest.mark.parametrize("text", ["13 pm", "오전 9 pm", "9 xm", "pm"])
def test_what_is_no_english_time_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="시각"):
        dates.parse_time(text)


def test_english_is_written() -> None:
    i18n.set_language(i18n.ENGLISH)
    assert dates.full_date(TODAY) == "2023-04-19 (Wed)"
    assert dates.short_date(TODAY) == "Apr 19 (Wed)"
    assert dates.table_date(TODAY) == "2023-04-19"
    assert dates.month_day(TODAY) == "Apr 19"
    assert dates.year_month(TODAY) == "Apr 2023"
    assert money.format_won(-1_234_000) == "-1,234,000"
    assert money.percent(-1, 8) == "-12.5%"


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(-(10**15), 10**15))
@pytest.mark.parametrize("spoken", i18n.LANGUAGES.values())
def test_what_one_language_writes_the_other_reads(
    spoken: i18n.Language, day: date, won: int
) -> None:
    i18n.set_language(spoken)
    forms = (dates.full_date(day), dates.report_date(day), dates.table_date(day))
    near, amount = dates.short_date(day), money.format_won(won)
    for reader in i18n.LANGUAGES.values():
        i18n.set_language(reader)
        assert {dates.parse_date(text, TODAY) for text in forms} == {day}
        assert dates.parse_date(near, day) == day
        assert money.parse_won(amount) == won


@pytest.mark.parametrize(
    ("days", "text"), [(1, "D-1"), (0, "D-day"), (-1, "D+1"), (90, "D-90"), (-365, "D+365")]
)
def test_days_left(days: int, text: str) -> None:
    assert dates.countdown(days) == text


def test_the_third_day_from_today() -> None:
    assert dates.parse_date("글피", TODAY) == date(2023, 4, 22)


@pytest.mark.parametrize(
    ("text", "named"), [("정오", True), (" 자정 ", True), ("12시", False), ("noon", True)]
)
def test_names_of_times(text: str, *, named: bool) -> None:
    assert dates.is_named_time(text) is named


@pytest.mark.parametrize(
    ("text", "start", "at"),
    [
        ("5시", time(4, 59), time(5)),
        ("5시", time(5), time(17)),
        ("5시", time(16, 59), time(17)),
        ("5시", time(17), time(5)),
        ("11시", time(11), time(23)),
        ("12시", time(13), time(12)),
    ],
)
def test_an_end_of_a_twelve_hour_clock_is_after_its_start(text: str, start: time, at: time) -> None:
    assert dates.parse_time(text, start) == at


@pytest.mark.parametrize(
    ("part", "hours"),
    [
        ("낮", {11: 11, 12: 12, 1: 13, 2: 14, 3: 15, 4: 16, 5: 17}),
        ("새벽", {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6}),
        ("아침", {5: 5, 6: 6, 7: 7, 8: 8, 9: 9, 10: 10, 11: 11}),
        ("저녁", {5: 17, 6: 18, 7: 19, 8: 20, 9: 21, 10: 22, 11: 23}),
        ("밤", {6: 18, 7: 19, 8: 20, 9: 21, 10: 22, 11: 23, 12: 0}),
    ],
)
def test_the_hours_of_each_part_of_the_day(part: str, hours: dict[int, int]) -> None:
    for typed in range(25):
        if typed in hours:
            assert dates.parse_time(f"{part} {typed}시") == time(hours[typed])
        else:
            with pytest.raises(ValueError, match="하루에 없는 시각입니다"):
                dates.parse_time(f"{part} {typed}시")
