"""Reading, writing and shifting dates and times of day as Korean offices write them.

They are local and naive; `today` is an argument. Parsers raise ValueError with a message for the user who
typed; they read Korean and English in either language of the interface. What is written follows the current
language.
"""

import re
from collections.abc import Container
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta

from secretariat_tui.core import i18n
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.lazy_pattern import LazyPattern
from secretariat_tui.core.text import excerpt, half_width

WEEKDAYS = (N_("월"), N_("화"), N_("수"), N_("목"), N_("금"), N_("토"), N_("일"))
_ENGLISH_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RELATIVE_DAYS = {"어제": -1, "오늘": 0, "내일": 1, "모레": 2, "내일모레": 2, "글피": 3,
         "yesterday": -1, "today": 0, "tomorrow": 1}  # fmt: skip
# Not from `calendar`, which takes a fiftieth of the time to the first frame to import.
SATURDAY, SUNDAY = 5, 6
_DECEMBER = 12
_IN_BRACKETS = r"(?:\((?P<weekday>[월화수목금토일]|[a-z]{3})\))?"
_DATE = LazyPattern(
    r"(?:['’‘]?(?P<year>\d{4}|\d{2})\s*[-./년]\s*)?(?P<month>\d{1,2})\s*[-./월]\s*(?P<day>\d{1,2})"
    rf"\s*[.일]?\s*{_IN_BRACKETS}"
)
_ENGLISH_DATE = LazyPattern(
    rf"(?P<month>{'|'.join(MONTHS).lower()})[a-z]*\.?\s*(?P<day>\d{{1,2}})(?:,?\s+(?P<year>\d{{4}}))?"
    rf"\s*{_IN_BRACKETS}"
)
_MONTH = LazyPattern(r"(?P<year>\d{4})\s*[-./년]\s*(?P<month>\d{1,2})\s*[.월]?")
_WEEK_DAY = LazyPattern(
    r"(?:(?P<week>지난|이번|다음)\s*주\s*(?P<day>[월화수목금토일])(?:요일)?|(?P<next>[월화수목금토일])요일)"
)
_MONTH_END = LazyPattern(
    r"(?:(?P<month>지난|이번|다음)\s*달\s*|(?P<number>\d{1,2})월\s*|월)말(?:일)?|말일"
)
_NAMED_YEAR = LazyPattern(r"(?P<year>작년|올해|내년)\s*(?=\d)")
_DAY_OF_MONTH = LazyPattern(r"(\d{1,2})일")
_STEPS = {"지난": -1, "이번": 0, "다음": 1, "작년": -1, "올해": 0, "내년": 1}
_ISO_LENGTH = len("2023-04-19")
_COMPACT = LazyPattern(r"(\d{4})(\d{2})(\d{2})")
_OFFSET = LazyPattern(r"d?([+-]\d{1,4})")
_TIME = LazyPattern(
    r"(?P<part>오전|오후|새벽|아침|낮|저녁|밤)?\s*(?P<hour>\d{1,2})(?:\s*[:.시]\s*(?P<minute>\d{1,2}|반)?\s*분?)?"
    r"(?(part)|(?:\s*(?P<english>[ap])\.?m\.?)?)"
)
_AM, _PM = {hour: hour % 12 for hour in range(13)}, {hour: hour % 12 + 12 for hour in range(13)}
_PARTS_OF_DAY = {  # the hours of a twelve-hour clock in each part of the day, where people agree
    "오전": _AM, "오후": _PM, "a": _AM, "p": _PM,
    "새벽": {hour: hour for hour in range(1, 7)}, "아침": {hour: hour for hour in range(5, 12)},
    "낮": {11: 11} | {hour: _PM[hour] for hour in (12, 1, 2, 3, 4, 5)},
    "저녁": {hour: hour + 12 for hour in range(5, 12)}, "밤": {hour: hour + 12 for hour in range(6, 12)} | {12: 0},
}  # fmt: skip
_TWO_DIGIT_TIME = LazyPattern(r"0|\d{2}\s*[:.]\s*\d|\d{2}시\s*\d")
"""Times of the 24-hour clock: two digits of hours before minutes, or a leading zero."""
_NAMED_TIMES = {"정오": time(12), "자정": time(0), "noon": time(12), "midnight": time(0)}
NIGHT_HOURS = range(1, 7)
"""Hours that offices rather mean in the afternoon if they are written as those of a twelve-hour clock."""
_SHORT_YEARS = range(1950, 2050)
"""The years that two digits mean. Those before 2000 are written in full, so that both cannot be confused."""
_BEFORE = frozenset({"전", "앞", "before"})
_DAY_OFFSET = LazyPattern(
    r"(?P<sign>[+-]?)\s*(?P<days>\d{1,9})\s*(?:일|days?|d)?\s*(?P<side>전|앞|뒤|후|before|after)?",
    re.ASCII,
)


def parse_date(text: str, today: date, near: date | None = None) -> date:
    """Parse a date: 4.19. · 4/19 · '23. 4. 19.(수) · 2023-04-19 · 20230419 · Apr 19 · 오늘 · tomorrow · +7.

    Also 월요일 · 다음 주 화 · 월말 · 말일 · 4월 말 · 28일 · 내년 3월 2일 · D+3.
    A date without a year is the one closest to `near`, or to today. A weekday in brackets must be the right one.
    """
    typed = half_width(text).strip().lower()
    if len(typed) == _ISO_LENGTH and typed[4] == typed[7] == "-":  # without compiling the patterns
        with suppress(ValueError):
            return date.fromisoformat(typed)
    offset = _OFFSET.compiled.fullmatch(typed)
    if offset or typed in _RELATIVE_DAYS:
        days = int(offset[1]) if offset else _RELATIVE_DAYS[typed]
        try:
            return today + timedelta(days)
        except OverflowError:
            raise _no_such_date(text) from None
    if compact := _COMPACT.compiled.fullmatch(typed):
        return _date(int(compact[1]), int(compact[2]), int(compact[3]), text)
    if (named := _named_day(typed, today, near or today, text)) is not None:
        return named
    typed = _NAMED_YEAR.compiled.sub(
        lambda each: f"{today.year + _STEPS[each['year']]:04}년 ", typed
    )
    match = _DATE.compiled.fullmatch(typed) or _ENGLISH_DATE.compiled.fullmatch(typed)
    if not match:
        raise ValueError(
            _("날짜를 읽을 수 없습니다: {text} 예: 2023-04-19, 4.19., 내일").format(
                text=excerpt(text)
            )
        )
    name = match["month"].title()
    month = MONTHS.index(name) + 1 if name in MONTHS else int(name)
    if match["year"]:
        day = _date(_full_year(match["year"]), month, int(match["day"]), text)
    else:
        day = _closest_date(month, int(match["day"]), near or today, text)
    known = {WEEKDAYS[day.weekday()], _ENGLISH_WEEKDAYS[day.weekday()]}
    if match["weekday"] and match["weekday"] not in known:
        raise ValueError(
            _("{date}은 {weekday}요일입니다. 날짜와 요일 가운데 하나가 틀렸습니다.").format(
                date=full_date(day), weekday=_(WEEKDAYS[day.weekday()])
            )
        )
    return day


def month_or_day(text: str, today: date) -> tuple[date, date]:
    """Parse a month with its year (2022-07, 2022. 7., 2022년 7월) or a date; return its first and last day."""
    if match := _MONTH.compiled.fullmatch(half_width(text).strip()):
        first = _date(int(match["year"]), int(match["month"]), 1, text)
        return first, month_end(first)
    day = parse_date(text, today)
    return day, day


def _named_day(typed: str, today: date, near: date, text: str) -> date | None:
    """Return the day of 월요일 (the next one, or today), 다음 주 화, 월말, 28일 (of `near`'s month), else None."""
    if match := _WEEK_DAY.compiled.fullmatch(typed):
        wanted = WEEKDAYS.index(match["day"] or match["next"]) - today.weekday()
        return add_days(today, wanted + 7 * _STEPS[match["week"]] if match["week"] else wanted % 7)
    if match := _MONTH_END.compiled.fullmatch(typed):
        month = add_months(today, _STEPS[match["month"] or "이번"])
        if match["number"]:
            month = _closest_date(int(match["number"]), 1, near, text)
        return month_end(month)
    if match := _DAY_OF_MONTH.compiled.fullmatch(typed):
        return _date(near.year, near.month, int(match[1]), text)
    return None


def is_day_of_month(text: str) -> bool:
    """Whether a typed date is a day without its month: 28일."""
    return bool(_DAY_OF_MONTH.compiled.fullmatch(half_width(text).strip()))


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 2:  # noqa: PLR2004
        year += 2000 if year + 2000 in _SHORT_YEARS else 1900
    return year


def _closest_date(month: int, day: int, near: date, text: str) -> date:
    """Return the day of the year closest to `near`; of two as close, that of the year of `near`."""
    days = []
    for year in (near.year, near.year + 1, near.year - 1):
        with suppress(ValueError):
            days.append(date(year, month, day))
    if not days:
        raise _no_such_date(text)
    return min(days, key=lambda each: abs((each - near).days))


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_such_date(text) from None


def _no_such_date(text: str) -> ValueError:
    return ValueError(_("달력에 없는 날입니다: {text}").format(text=excerpt(text)))


def add_days(day: date, days: int) -> date:
    """Return the day this many days later, at most date.max, at least date.min."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last; at most date.max, at least date.min."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    last = month_end(date(year, month + 1, 1))
    return last.replace(day=min(day.day, last.day))


def month_end(day: date) -> date:
    """Return the last day of the month of a day."""
    if day.month == _DECEMBER:  # of the last year as well
        return day.replace(day=31)
    return date(day.year, day.month + 1, 1) - timedelta(1)


def week_of(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of the week of a day."""
    monday = add_days(day, -day.weekday())
    return monday, add_days(monday, 6)


def working_day_from(day: date, holidays: Container[date] = ()) -> date:
    """Return the day, or the next that is no Saturday, Sunday or holiday, on which a period ends (민법 §161).

    At most date.max.
    """
    while day < date.max and (day.weekday() >= SATURDAY or day in holidays):
        day += timedelta(1)
    return day


def next_working_day(day: date, holidays: Container[date] = ()) -> date:
    """Return the first day after a day that is no Saturday, Sunday or holiday, at most date.max."""
    return working_day_from(add_days(day, 1), holidays)


def parse_time(text: str, start: time | None = None) -> time:
    """Parse a time of day: 14:00 · 14시 · 14.30 · 오후 2시 반 · 저녁 7시 · 2:30 pm · 1400 · 정오 · 24:00.

    24:00 is 0:00, as are 자정 and 밤 12시: see `is_day_end`. Of an end, hours of a twelve-hour clock before `start`
    are in the afternoon, as in 오후 4시~5시 and 10시~2시; those of two digits with minutes, as 10:30, are not.
    """
    typed = half_width(text).strip().lower()
    if typed in _NAMED_TIMES:
        return _NAMED_TIMES[typed]
    if re.fullmatch(r"\d{3,4}", typed):
        typed = f"{typed[:-2]}:{typed[-2:]}"
    match = _TIME.compiled.fullmatch(typed)
    if not match:
        raise ValueError(
            _("시각을 읽을 수 없습니다: {text} 예: 14:00, 오후 2시 반").format(text=excerpt(text))
        )
    hour, minute = int(match["hour"]), match["minute"] or "0"
    minutes = 30 if minute == "반" else int(minute)
    part = match["part"] or match["english"]
    if part:
        if hour not in _PARTS_OF_DAY[part]:
            raise _no_such_time(text)
        hour = _PARTS_OF_DAY[part][hour]
    try:
        at = time(0 if (hour, minutes) == (24, 0) else hour, minutes)
    except ValueError:
        raise _no_such_time(text) from None
    if start and not part and _is_twelve_hour(typed, at) and at <= start < _afternoon(at):
        return _afternoon(at)
    return at


def _is_twelve_hour(typed: str, at: time) -> bool:
    """Whether a typed time without a part of the day may also be meant in the afternoon: 5시, not 05:00, 10:30."""
    return 1 <= at.hour < 12 and not _TWO_DIGIT_TIME.compiled.match(typed)  # noqa: PLR2004


def _afternoon(at: time) -> time:
    return at.replace(hour=at.hour + 12)


def afternoon_time(text: str, start: time | None = None) -> time | None:
    """Return the time in the afternoon that a typed hour from 1 to 6 may mean, None if there is no doubt."""
    typed = half_width(text).strip().lower()
    at = parse_time(text, start)
    match = _TIME.compiled.fullmatch(typed)
    if match and (match["part"] or match["english"]):
        return None
    doubtful = at.hour in NIGHT_HOURS and _is_twelve_hour(typed, at)
    return _afternoon(at) if doubtful else None


def is_named_time(text: str) -> bool:
    """Whether a typed time is a name, such as 정오."""
    return half_width(text).strip().lower() in _NAMED_TIMES


def is_day_end(text: str) -> bool:
    """Whether a typed time is the end of a day: 24:00, 24시, 밤 12시, 자정."""
    typed = half_width(text).strip().lower()
    match = _TIME.compiled.fullmatch(typed)
    midnight = typed in {"자정", "midnight", "2400"}
    return midnight or bool(
        match
        and (match["part"], match["hour"]) in {(None, "24"), ("밤", "12")}
        and match["minute"] in {None, "0", "00"}
    )


def _no_such_time(text: str) -> ValueError:
    return ValueError(_("하루에 없는 시각입니다: {text}").format(text=excerpt(text)))


def weekday(day: date) -> str:
    """Return the short name of the weekday: 수; Wed."""
    return _(WEEKDAYS[day.weekday()])


def full_date(day: date) -> str:
    """Format as 2023. 4. 19.(수), as 행정 효율과 협업 촉진에 관한 규정 §7 has it; 2023-04-19 (Wed)."""
    return _format(i18n.current_language().full_date, day)


def short_date(day: date) -> str:
    """Format as 4.19.(수); Apr 19 (Wed)."""
    return _format(i18n.current_language().short_date, day)


def short_date_with_year(day: date) -> str:
    """Format as 23.4.19.(수), 1998.5.1.(금) before 2000; 2023-04-19."""
    return _format(i18n.current_language().short_date_with_year, day)


def report_date(day: date) -> str:
    """Format as '23. 4. 19.(수), as the work report does; 2023-04-19 (Wed)."""
    return _format(i18n.current_language().report_date, day)


def table_date(day: date) -> str:
    """Format as '23.4.19., as the basis lines of report tables do; 2023-04-19."""
    return _format(i18n.current_language().table_date, day)


def month_day(day: date) -> str:
    """Format as 4.19., where the year is known; Apr 19."""
    return _format(i18n.current_language().month_day, day)


def year_month(day: date) -> str:
    """Format the month as '23.4.; Apr 2023."""
    return _format(i18n.current_language().year_month, day)


def period_text(first: date | None, last: date | None) -> str:
    """Return a period as '22.7. ~ '23.4., or with its days if these are not whole months; "" if it is open."""
    months = (first is None or first.day == 1) and (last is None or add_days(last, 1).day == 1)
    ends = [(year_month if months else table_date)(each) if each else "" for each in (first, last)]
    return " ~ ".join(ends).strip() if any(ends) else ""


def _format(template: str, day: date) -> str:
    short = day.year in _SHORT_YEARS and day.year >= 2000  # noqa: PLR2004 - see _SHORT_YEARS
    year = f"{day.year % 100:02}" if short else f"{day.year}"
    return template.format(
        day, weekday(day), MONTHS[day.month - 1], year, f"'{year}" if short else year
    )


def moved_date(day: date, moved: date) -> str:
    """Format a day and the one it was moved to: 2023. 5. 13.(토) → 5.15.(월); only the day if they are equal."""
    return full_date(day) if moved == day else f"{full_date(day)} → {short_date(moved)}"


def local_time(at: str) -> datetime | None:
    """Return a UTC time of the log as local time; None if it cannot be parsed."""
    try:
        return datetime.fromisoformat(at).astimezone().replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def format_time(at: time) -> str:
    """Format as 14:00."""
    return f"{at:%H:%M}"


def format_day_offset(days: int) -> str:
    """Return days before (negative) or after a date as text: 7일 전, 당일, 3일 뒤."""
    if not days:
        return _("당일")
    text = _("{n}일 전") if days < 0 else _("{n}일 뒤")
    return text.format(n=abs(days))


def parse_day_offset(typed: str) -> int:
    """Parse days before (negative) or after a date: -7 · 7일 전 · 3일 뒤 · 당일. ValueError with a message."""
    text = half_width(typed).strip().lower()
    if text in {"당일", "same day"}:
        return 0
    match = _DAY_OFFSET.compiled.fullmatch(text)
    if not match or (match["sign"] and match["side"]):
        message = _("날수를 적어 주세요: {text} 예: -7, 7일 전, 3일 뒤, 당일")
        raise ValueError(message.format(text=excerpt(typed)))
    days = int(match["days"])
    return -days if match["sign"] == "-" or match["side"] in _BEFORE else days


def countdown(days: int) -> str:
    """Format the days left: D-3, D-day, D+2 when the day is past."""
    return "D-day" if days == 0 else f"D-{days}" if days > 0 else f"D+{-days}"
