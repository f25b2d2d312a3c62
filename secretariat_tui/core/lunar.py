"""Dates of the Korean lunar calendar."""

from bisect import bisect_right
from datetime import date, timedelta
from functools import lru_cache

from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple

_FIRST, _LAST = date(1900, 1, 31), date(2050, 12, 31)
"""The dates that are converted: from the first day of lunar 1900 to the last one that the package knows."""
_LONGEST_MONTH = 30  # days


class LunarDate(NamedTuple):
    """A month and a day; `leap` is whether it is a leap month (윤달)."""

    month: int
    day: int
    leap: bool


class _Month(NamedTuple):
    start: date
    month: int
    leap: bool


def lunar_date(day: date) -> LunarDate | None:
    """Return the lunar date of a day; None outside of 1900-01-31 to 2050-12-31."""
    if not _FIRST <= day <= _LAST:
        return None
    months = _months(day.year)
    each = months[bisect_right(months, day, key=lambda month: month.start) - 1]
    return LunarDate(each.month, (day - each.start).days + 1, each.leap)


@lru_cache(maxsize=64)
def _months(year: int) -> list[_Month]:
    """Return the lunar months with days in a year. The package takes about 0.1 ms for a date, 1 ms to begin."""
    from korean_lunar_calendar import KoreanLunarCalendar

    calendar = KoreanLunarCalendar()
    months, day = [], max(date(year, 1, 1), _FIRST)
    while day <= min(date(year + 1, 1, 1), _LAST):
        calendar.setSolarDate(day.year, day.month, day.day)
        start = day - timedelta(calendar.lunarDay - 1)
        months.append(_Month(start, calendar.lunarMonth, bool(calendar.isIntercalation)))
        day = start + timedelta(_LONGEST_MONTH)  # the 1st or 2nd of the next month
    return months


def solar_date(year: int, month: int, day: int) -> date | None:
    """Return the day of a lunar date that is in no leap month; None outside of the years that are converted.

    The 30th of a month of 29 days is its last day.
    """
    if not _FIRST.year <= year < _LAST.year:
        return None
    months = {each.start: each for each in (*_months(year), *_months(year + 1))}
    starts = sorted(months)
    new_year = next(at for at in starts if months[at][1:] == (1, False) and at.year == year)
    begin = next(at for at in starts if at >= new_year and months[at][1:] == (month, False))
    following = begin + timedelta(_LONGEST_MONTH)  # the 1st or 2nd of the next month
    lunar = lunar_date(following)
    length = _LONGEST_MONTH if lunar is None or lunar.day == 1 else _LONGEST_MONTH - 1
    return begin + timedelta(min(day, length) - 1)


def lunar_text(day: date) -> str:
    """Format the lunar date of a day as 음 8.15, in a leap month as 윤 6.1; "" where it is not known."""
    lunar = lunar_date(day)
    if lunar is None:
        return ""
    text = _("윤 {month}.{day}") if lunar.leap else _("음 {month}.{day}")
    return text.format(month=lunar.month, day=lunar.day)
