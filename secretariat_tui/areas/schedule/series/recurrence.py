"""Recurring events: their rules (RFC 5545, by lunar dates RFC 7529), and the occurrences of a period.

Times are naive local ones. An occurrence is identified by its start before any holiday rule, as local ISO text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from threading import Lock
from typing import Protocol

from secretariat_tui.core.dates import add_days, working_day_from
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import LATEST
from secretariat_tui.core.lunar import solar_date
from secretariat_tui.core.named_tuple import NamedTuple

MAX_DAYS = 31
"""The days that one occurrence may last, so that those that began before a period are found."""
MOVED_DAYS = 14
"""The days that a holiday rule may move an occurrence; longer ones than any run of holidays."""
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KEYS = frozenset(
    {
        *("RSCALE", "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH"),
        *("BYSETPOS", "WKST"),
    }
)
_MAX_INTERVAL, _MAX_COUNT = 999, 9_999
LUNAR = "DANGI"


class SeriesFields(Protocol):
    """The fields of an event that its occurrences are computed from."""

    @property
    def starts_at(self) -> time | None: ...
    @property
    def rrule(self) -> str: ...
    @property
    def rdates(self) -> str: ...
    @property
    def exdates(self) -> str: ...
    @property
    def holiday_rule(self) -> str: ...


class SeriesDates(NamedTuple):
    """The fields of a series that its occurrences are computed from."""

    starts_at: time | None
    rrule: str
    holiday_rule: str = "as_is"
    rdates: str = ""
    exdates: str = ""


class Occurrence(NamedTuple):
    """One occurrence: its key, and when it takes place after the holiday rule."""

    key: str
    day: date
    at: time | None


def occurrence_key(day: date, at: time | None) -> str:
    """Return the local ISO text that identifies an occurrence by its start."""
    return f"{day}T{at:%H:%M}" if at else f"{day}"


def split_key(key: str) -> tuple[date, time | None]:
    """Return the start that a key is made of. ValueError if it is none."""
    day, separator, at = key.partition("T")
    return date.fromisoformat(day), time.fromisoformat(at) if separator else None


def rule_parts(rrule: str) -> dict[str, str]:
    """Return the parts of a rule by upper-case name. ValueError if it is not one, or not of the reliable set.

    These are the rules that every calendar program reads alike, and yearly ones by lunar date.
    """
    parts: dict[str, str] = {}
    for each in "".join(rrule.upper().split()).removeprefix("RRULE:").split(";"):
        name, _equals, value = each.partition("=")
        if each:
            parts[name] = value
    if not _is_reliable(parts):
        raise ValueError(_("읽을 수 없거나 쓰지 않는 반복 규칙입니다: {rule}").format(rule=rrule))
    return parts


def is_readable(rrule: str) -> bool:
    """Whether a rule is one, and of the reliable set; that of a file may come from another program."""
    try:
        rule_parts(rrule)
    except ValueError:
        return False
    return True


def join_parts(parts: Mapping[str, str]) -> str:
    """Return the text of a rule."""
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _is_reliable(parts: Mapping[str, str]) -> bool:
    frequency = parts.get("FREQ", "")
    if frequency not in _FREQUENCIES or not parts.keys() <= _KEYS:
        return False
    if "COUNT" in parts and "UNTIL" in parts:
        return False
    numbers = ((parts.get("INTERVAL", "1"), _MAX_INTERVAL), (parts.get("COUNT", "1"), _MAX_COUNT))
    if any(not each.isdecimal() or not 0 < int(each) <= most for each, most in numbers):
        return False
    if "UNTIL" in parts and _until(parts["UNTIL"]) is None:
        return False
    if "RSCALE" in parts:
        return _is_lunar(parts)
    months = parts.get("BYMONTH", "1").split(",")
    days = parts.get("BYMONTHDAY", "1").split(",")
    return (
        _are_numbers(months, 12)
        and _are_numbers(days, 31, signed=True)
        and _has_reliable_days(parts, frequency)
        and parts.get("WKST", "MO") in WEEKDAY_CODES
    )


def _has_reliable_days(parts: Mapping[str, str], frequency: str) -> bool:
    by_day = parts["BYDAY"].split(",") if "BYDAY" in parts else []
    numbered = [each for each in by_day if len(each) > len("MO")]
    if any(each[-2:] not in WEEKDAY_CODES for each in by_day):
        return False
    if not _are_numbers([each[:-2] for each in numbered], 5, signed=True):
        return False
    match frequency:
        case "DAILY" | "WEEKLY":
            return not numbered and not {"BYMONTHDAY", "BYSETPOS"} & parts.keys()
        case "YEARLY" if {"BYMONTHDAY", "BYDAY"} & parts.keys() and "BYMONTH" not in parts:
            return False
    if "BYSETPOS" not in parts:
        return True
    places = parts["BYSETPOS"].split(",")
    return frequency == "MONTHLY" and bool(by_day) and _are_numbers(places, 31, signed=True)


def _is_lunar(parts: Mapping[str, str]) -> bool:
    known = {"RSCALE", "FREQ", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY"}
    return (
        (parts["RSCALE"], parts["FREQ"]) == (LUNAR, "YEARLY")
        and parts.keys() <= known
        and _are_numbers([parts.get("BYMONTH", "")], 12)
        and _are_numbers([parts.get("BYMONTHDAY", "")], 30)
    )


def _are_numbers(texts: list[str], most: int, *, signed: bool = False) -> bool:
    numbers = [each.removeprefix("+").removeprefix("-") if signed else each for each in texts]
    return all(each.isascii() and each.isdecimal() and 0 < int(each) <= most for each in numbers)


def _until(text: str) -> datetime | None:
    """Return the end of a rule; that of a day is its last moment. None if it is not one."""
    for form in ("%Y%m%dT%H%M%S", "%Y%m%d"):
        with suppress(ValueError):
            moment = datetime.strptime(text, form)  # noqa: DTZ007 - local time
            return moment if "T" in text else datetime.combine(moment, time(23, 59, 59))
    return None


class _Starts:
    """The times of a rule in order, computed as far as they were asked for. Threads may share it."""

    def __init__(self, times: Iterator[datetime]) -> None:
        self._times, self._known, self._is_complete = times, list[datetime](), False
        self._lock = Lock()

    def first(self) -> datetime | None:
        """Return the first time; None if there is none."""
        with self._lock:
            if not self._known:
                self._compute_next()
            return self._known[0] if self._known else None

    def between(self, first: datetime, last: datetime) -> list[datetime]:
        """Return the times from `first` to `last`."""
        with self._lock:
            while not self._is_complete and (not self._known or self._known[-1] <= last):
                self._compute_next()
            begin, end = bisect_left(self._known, first), bisect_right(self._known, last)
            return self._known[begin:end]

    def _compute_next(self) -> None:
        moment = None if self._is_complete else next(self._times, None)
        if moment is None or moment.year > LATEST.year:
            self._is_complete = True
        else:
            self._known.append(moment)


@lru_cache(maxsize=2_048)
def _starts(rrule: str, start: datetime) -> _Starts:
    parts = rule_parts(rrule)
    if "RSCALE" in parts:
        return _Starts(_lunar_times(parts, start))
    from dateutil.rrule import rrulestr

    if until := _until(parts.get("UNTIL", "")):
        parts["UNTIL"] = f"{until:%Y%m%dT%H%M%S}"
    try:
        return _Starts(iter(rrulestr(join_parts(parts), dtstart=start)))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(_("반복 규칙을 읽을 수 없습니다: {rule}").format(rule=rrule)) from error


def _lunar_times(parts: Mapping[str, str], start: datetime) -> Iterator[datetime]:
    until, left = _until(parts.get("UNTIL", "")), int(parts.get("COUNT", _MAX_COUNT))
    for year in range(start.year - 1, LATEST.year):
        day = solar_date(year, int(parts["BYMONTH"]), int(parts["BYMONTHDAY"]))
        if day is None or day < start.date():
            continue
        moment = datetime.combine(day, start.time())
        if left == 0 or (until and moment > until):
            return
        left -= 1
        yield moment


def occurrences(
    series: SeriesFields, starts_on: date, period: tuple[date, date], holidays: Container[date] = ()
) -> list[Occurrence]:
    """Return the occurrences of a series, whose first is on `starts_on`, that begin in a period, in order."""
    first, last = period
    shift = 0 if series.holiday_rule == "as_is" else MOVED_DAYS
    left_out = set(series.exdates.split())
    result = []
    for day, at in _raw(series, starts_on, add_days(first, -shift), add_days(last, shift)):
        moved = _moved(day, series.holiday_rule, holidays)
        key = occurrence_key(day, at)
        if moved and first <= moved <= last and not {key, f"{day}"} & left_out:
            result.append(Occurrence(key, moved, at))
    return sorted(result, key=lambda each: (each.day, each.at or time.min, each.key))


def moved_by_holidays(
    series: SeriesFields, starts_on: date, period: tuple[date, date], holidays: Container[date]
) -> list[tuple[Occurrence, date | None]]:
    """Return the occurrences that the rule gives in a period and the holiday rule moves.

    Each as it would be without the holiday rule, with the day on which it takes place; None if on none.
    """
    plain = SeriesDates(
        series.starts_at, series.rrule, rdates=series.rdates, exdates=series.exdates
    )
    moves = [
        (each, _moved(each.day, series.holiday_rule, holidays))
        for each in occurrences(plain, starts_on, period)
    ]
    return [(each, day) for each, day in moves if day != each.day]


def _raw(
    series: SeriesFields, starts_on: date, first: date, last: date
) -> set[tuple[date, time | None]]:
    at = series.starts_at
    start = datetime.combine(starts_on, at or time.min)
    bounds = datetime.combine(first, time.min), datetime.combine(last, time.max)
    days = {(each.date(), at) for each in _starts(series.rrule, start).between(*bounds)}
    listed = map(split_key, series.rdates.split())
    return days | {(day, of_day or at) for day, of_day in listed if first <= day <= last}


def _moved(day: date, rule: str, holidays: Container[date]) -> date | None:
    """Return the day that an occurrence is moved to by the holiday rule; None if it does not take place."""
    if rule == "as_is" or working_day_from(day, holidays) == day:
        return day
    if rule == "next":
        return working_day_from(day, holidays)
    while rule == "previous" and working_day_from(day, holidays) != day:
        day -= timedelta(1)
    return day if rule == "previous" else None


def is_occurrence(series: SeriesFields, starts_on: date, key: str) -> bool:
    """Whether a series has an occurrence with a key, also one that is left out."""
    try:
        day, at = split_key(key)
    except ValueError:
        return False
    return (day, at) in _raw(series, starts_on, day, day)


def first_day(series: SeriesFields, starts_on: date) -> date | None:
    """Return the first day on or after `starts_on` that the rule gives; None if there is none."""
    start = datetime.combine(starts_on, series.starts_at or time.min)
    moment = _starts(series.rrule, start).first()
    latest = min(add_days(starts_on, 366 * 30), LATEST)
    return moment.date() if moment and moment.date() <= latest else None


def last_start(series: SeriesFields, starts_on: date) -> date | None:
    """Return the day of the last occurrence before the holiday rule; None if the series is endless."""
    parts = rule_parts(series.rrule)
    if not {"COUNT", "UNTIL"} & parts.keys():
        return None
    days = [day for day, _at in _raw(series, starts_on, starts_on, LATEST)]
    return max(days, default=starts_on)


def ended_before(series: SeriesFields, starts_on: date, day: date) -> str:
    """Return the rule of a series up to the day before `day`, which is after its first one."""
    parts = rule_parts(series.rrule)
    if "COUNT" in parts:
        parts["COUNT"] = str(_count_before(series, starts_on, day))
        return join_parts(parts)
    until, known = add_days(day, -1), _until(parts.get("UNTIL", ""))
    if known is None or known.date() > until:
        parts["UNTIL"] = f"{until:%Y%m%d}"
    return join_parts(parts)


def continued_from(series: SeriesFields, starts_on: date, day: date) -> str:
    """Return the rule of the rest of a series from `day` on, with the occurrences that are left."""
    parts = rule_parts(series.rrule)
    if "COUNT" in parts:
        parts["COUNT"] = str(int(parts["COUNT"]) - _count_before(series, starts_on, day))
    return join_parts(parts)


def _count_before(series: SeriesFields, starts_on: date, day: date) -> int:
    start = datetime.combine(starts_on, series.starts_at or time.min)
    end = datetime.combine(add_days(day, -1), time.max)
    return len(_starts(series.rrule, start).between(start, end))


def moved_rule(rrule: str, was: date, now: date) -> str:
    """Return a rule that fits a start that was moved: with the weekdays, or the day, of the new one.

    It need not give the days that the old rule gives, moved as far.
    """
    parts, days = rule_parts(rrule), (now - was).days
    if not days:
        return rrule
    codes = parts.get("BYDAY", "").split(",")
    if parts["FREQ"] == "WEEKLY" and codes != [""]:
        moved = sorted((WEEKDAY_CODES.index(code) + days) % 7 for code in codes)
        parts["BYDAY"] = ",".join(WEEKDAY_CODES[each] for each in moved)
    elif "RSCALE" not in parts and parts.get("BYMONTHDAY", "") == str(was.day):
        parts["BYMONTHDAY"] = str(now.day)
        if parts.get("BYMONTH", "") == str(was.month):
            parts["BYMONTH"] = str(now.month)
    if until := _until(parts.get("UNTIL", "")):
        end = datetime.combine(add_days(until.date(), days), until.time())
        parts["UNTIL"] = f"{end:%Y%m%dT%H%M%S}" if "T" in parts["UNTIL"] else f"{end:%Y%m%d}"
    return join_parts(parts)
