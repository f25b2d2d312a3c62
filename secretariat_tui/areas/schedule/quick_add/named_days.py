"""Days that people name by a week, a month or a number of days: 다다음주 수, 12월 셋째 주 목, 3일 뒤. Pure."""

import re
from datetime import date

from secretariat_tui.core.dates import WEEKDAYS, add_days, add_months
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import excerpt

_NUMBERS = {"첫": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5}
_MONTHS = {"지난": -1, "이번": 0, "다음": 1, "다다음": 2}
_YEARS = {"작년": -1, "올해": 0, "내년": 1}
_DAYS = {"이틀": 2, "사흘": 3, "나흘": 4, "일주일": 7, "열흘": 10, "보름": 15}
_NAME = "[월화수목금토일]"
_MONTH_OF = (
    r"(?:(?P<step>지난|이번|다다음|다음)\s?달|(?:(?P<year>작년|올해|내년)\s*)?(?P<month>\d{1,2})월)"
)
_NTH = re.compile(
    rf"{_MONTH_OF}\s*(?:(?P<nth>첫|둘|셋|넷|다섯|두|세|네)\s?(?:번\s?)?째|(?P<last>마지막))\s*(?:주\s*)?"
    rf"(?P<weekday>{_NAME})(?:요일)?"
)
_OF_MONTH = re.compile(r"(?P<step>지난|이번|다다음|다음)\s?달\s*(?P<day>\d{1,2})일")
_WEEK = re.compile(rf"다(?:다음|음\s?다음)\s?주\s*(?P<weekday>{_NAME})(?:요일)?")
_DAYS_LATER = re.compile(rf"(?:(?P<days>\d{{1,3}})\s?일|(?P<named>{'|'.join(_DAYS)}))\s*[뒤후]")
_WEEKS_LATER = re.compile(rf"(?P<weeks>\d{{1,2}})\s?주\s*[뒤후](?:\s*(?P<weekday>{_NAME})요일)?")


def _without_groups(*patterns: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(re.sub(r"\?P<\w+>", "?:", each.pattern) for each in patterns)


OF_MONTH = _without_groups(_NTH, _OF_MONTH)
FROM_TODAY = _without_groups(_WEEK, _DAYS_LATER, _WEEKS_LATER)
"""The patterns of what is parsed here."""


def parse_named_day(typed: str, today: date) -> date | None:
    """Return the day that a text names, None if it names none here. ValueError if the month has no such day.

    셋째 주 목요일 is the third Thursday of the month, as 셋째 목요일 is, however the weeks lie. A month by its
    number is the next one with such a day from today on. A weekday after a number of weeks is one of the week
    reached.
    """
    if match := _NTH.fullmatch(typed):
        return _nth_weekday(match, today, typed)
    if match := _OF_MONTH.fullmatch(typed):
        first = add_months(today, _MONTHS[match["step"]]).replace(day=1)
        return _in_month(add_days(first, int(match["day"]) - 1), first, typed)
    if match := _WEEK.fullmatch(typed):
        return add_days(today, 14 + WEEKDAYS.index(match["weekday"]) - today.weekday())
    if match := _DAYS_LATER.fullmatch(typed):
        return add_days(today, int(match["days"]) if match["days"] else _DAYS[match["named"]])
    if match := _WEEKS_LATER.fullmatch(typed):
        day = add_days(today, 7 * int(match["weeks"]))
        name = match["weekday"]
        return add_days(day, WEEKDAYS.index(name) - day.weekday()) if name else day
    return None


def _nth_weekday(match: re.Match[str], today: date, typed: str) -> date:
    if match["step"]:
        return _weekday_of(add_months(today, _MONTHS[match["step"]]).replace(day=1), match, typed)
    number = int(match["month"])
    if not 1 <= number <= 12:  # noqa: PLR2004
        raise _no_such_day(typed)
    years = (_YEARS[match["year"]],) if match["year"] else (0, 1)
    first = today.replace(month=number, day=1)
    days = [_weekday_of(add_months(first, 12 * year), match, typed) for year in years]
    return next((each for each in days if each >= today), days[-1])


def _weekday_of(first: date, match: re.Match[str], typed: str) -> date:
    """Return the nth weekday, or the last, of the month that begins with a day."""
    weekday = WEEKDAYS.index(match["weekday"])
    day = add_days(first, (weekday - first.weekday()) % 7)
    if match["last"]:
        days = [add_days(day, 7 * each) for each in (4, 3)]
        return next(each for each in days if each.month == first.month)
    return _in_month(add_days(day, 7 * (_NUMBERS[match["nth"]] - 1)), first, typed)


def _in_month(day: date, first: date, typed: str) -> date:
    if (day.year, day.month) != (first.year, first.month):
        raise _no_such_day(typed)
    return day


def _no_such_day(typed: str) -> ValueError:
    return ValueError(_("달력에 없는 날입니다: {text}").format(text=excerpt(typed)))
