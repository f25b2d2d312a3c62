"""The search for free time in the diary, and how it is asked for: 30분, 이번 주, 10–17시, 이동 20분. Pure."""

import re
from collections.abc import Container, Iterable, Iterator
from datetime import date, time, timedelta

from secretariat_tui.areas.schedule import days
from secretariat_tui.areas.schedule.timing import conflicts
from secretariat_tui.areas.schedule.timing.conflicts import AttendedEvent, OwnTime
from secretariat_tui.core.dates import SATURDAY, add_days, add_months, parse_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.lazy_pattern import LazyPattern
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import excerpt, half_width

STEP_MINUTES = 10  # free time is offered from a multiple of these
DEFAULT_MINUTES, DEFAULT_DAYS = 60, 14
_LEAST_MINUTES = 30  # of free time that is worth a note in a view
_MAX_DAYS = 366
_EARLIEST = 7 * 60  # hours before it are meant in the afternoon


class SlotQuery(NamedTuple):
    """What is asked for: so many minutes on days from `first` to `last`, between two times in minutes from 0:00.

    `travel` are the minutes of the journey there and of that back. `not_before` is a moment in minutes since
    0001-01-01. `lunch` and `days_off` are whether these may be taken.
    """

    first: date
    last: date
    minutes: int = DEFAULT_MINUTES
    opens: int = conflicts.OFFICE_HOURS[0]
    closes: int = conflicts.OFFICE_HOURS[1]
    travel: int = 0
    not_before: int = 0
    lunch: bool = False
    days_off: bool = False


class FreeSlot(NamedTuple):
    """Free time on a day: an event may begin at `start` and must end by `end`, in minutes from 0:00."""

    day: date
    start: int
    end: int


def free_slots(
    query: SlotQuery, events: Iterable[AttendedEvent], holidays: Container[date]
) -> Iterator[FreeSlot]:
    """Yield all free time of at least the length asked for, in order: the earliest start in each gap.

    The journeys to and from the events before and after count, with those asked for.
    """
    journey = query.travel + conflicts.MARGIN_MINUTES if query.travel else 0
    taken = Taken(kept_from(each, journey, journey) for each in conflicts.own_times(events))
    for number in range((query.last - query.first).days + 1):
        day = query.first + timedelta(number)
        if not query.days_off and (day.weekday() >= SATURDAY or day in holidays):
            continue
        midnight = day.toordinal() * days.DAY_MINUTES
        for opens, closes in _parts(query):
            start = max(midnight + opens, query.not_before)
            for gap_start, gap_end in taken.gaps(start, midnight + closes):
                begin = -(-gap_start // STEP_MINUTES) * STEP_MINUTES
                if gap_end - begin >= query.minutes:
                    yield FreeSlot(day, begin - midnight, gap_end - midnight)


def free_times(
    events: Iterable[AttendedEvent], first: date, last: date, holidays: Container[date]
) -> list[FreeSlot]:
    """Return the free time within office hours that the views show: what a search for half an hour gives."""
    since, until = add_days(first, -1), add_days(last, 1)
    near = [each for each in events if each.starts_on <= until and each.ends_on >= since]
    return [*free_slots(SlotQuery(first, last, _LEAST_MINUTES), near, holidays)]


def kept_from(other: OwnTime, before: int, after: int) -> tuple[int, int]:
    """Return the time that an event keeps from one with journeys of so many minutes before and after it.

    A tentative one keeps only its own.
    """
    if other.tentative:
        return other.start, other.end
    return other.leaves - after, other.returns + before


def _parts(query: SlotQuery) -> list[tuple[int, int]]:
    """Return the parts of a day asked for, without lunch."""
    noon, one = conflicts.LUNCH
    if query.lunch or query.closes <= noon or query.opens >= one:
        return [(query.opens, query.closes)]
    return [(query.opens, noon), (one, query.closes)]


class Taken:
    """Times that are taken, as intervals in order that do not touch."""

    def __init__(self, intervals: Iterable[tuple[int, int]]) -> None:
        self._merged: list[tuple[int, int]] = []
        self._at = 0
        for start, end in sorted(intervals):
            if self._merged and start <= self._merged[-1][1]:
                self._merged[-1] = self._merged[-1][0], max(self._merged[-1][1], end)
            else:
                self._merged.append((start, end))

    def gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the gaps of a period; periods must be asked for in order."""
        while self._at < len(self._merged) and self._merged[self._at][1] <= start:
            self._at += 1
        at = self._at
        while at < len(self._merged) and self._merged[at][0] < end:
            if self._merged[at][0] > start:
                yield start, self._merged[at][0]
            start = max(start, self._merged[at][1])
            at += 1
        if start < end:
            yield start, end


_LENGTH = r"(?:(?P<hours>\d{1,2})\s*(?:시간|h)\s*(?P<half>반)?)?\s*(?:(?P<minutes>\d{1,3})\s*(?:분|m(?:in)?\b))?"
_CLOCK = r"\d{1,2}(?:\s*:\s*\d{2}|\s*시(?:\s*(?:반|\d{1,2}\s*분))?)?"
_HOURS = LazyPattern(rf"(?<![\d./~–-])(?P<from>{_CLOCK})\s*[-–~]\s*(?P<to>{_CLOCK})(?![\d./-])")
_TRAVEL = LazyPattern(rf"(?:이동|travel)\s*{_LENGTH}")
_DURATION = LazyPattern(_LENGTH)
_PERIODS = LazyPattern(
    r"(?P<which>이번|다음|this|next)\s*(?P<unit>주|달|week|month)(?!\s*[월화수목금토일]\b)"
    r"|(?P<count>\d{1,3})\s*(?P<of>주|weeks?|days?|일(?=\s*(?:안|동안|이내)))\s*(?:안|동안|이내)?"
)
_LUNCH = LazyPattern(r"점심\s*(?:포함|도)|lunch")
_DAYS_OFF = LazyPattern(r"(?:휴일|주말)\s*(?:포함|도)|weekends?")
_PARTS_OF_DAY = {
    "오전": (conflicts.OFFICE_HOURS[0], 12 * 60),
    "오후": (13 * 60, conflicts.OFFICE_HOURS[1]),
    "저녁": (18 * 60, 22 * 60),
}


def parse_slot_query(typed: str, now_on: date, now_at: time) -> SlotQuery:
    """Parse what free time is asked for, in any order: 30분, 이번 주, 10–17시, 이동 20분, 점심 포함, 휴일 포함.

    What is missing is an hour in the office hours of the next two weeks. ValueError with a message.
    """
    text = half_width(typed).strip().lower()
    now = now_on.toordinal() * days.DAY_MINUTES + days.minutes_of(now_at)
    query = SlotQuery(now_on, add_days(now_on, DEFAULT_DAYS - 1), not_before=now)
    text, lunch = _take(_LUNCH.compiled, text)
    text, days_off = _take(_DAYS_OFF.compiled, text)
    query = query._replace(lunch=lunch is not None, days_off=days_off is not None)
    text, match = _take(_TRAVEL.compiled, text)
    if match:
        query = query._replace(travel=_length(match))
    for name, (opens, closes) in _PARTS_OF_DAY.items():
        if name in text:
            text = text.replace(name, " ", 1)
            query = query._replace(opens=opens, closes=closes)
    text, match = _take(_HOURS.compiled, text)
    if match:
        opens, closes = _hours(match["from"], match["to"])
        query = query._replace(opens=opens, closes=closes)
    text, period = _take_period(text, now_on)
    text, match = _take(_DURATION.compiled, text, filled=True)
    if match:
        query = query._replace(minutes=_length(match))
    if rest := text.strip(" ,·"):
        period = _typed_days(rest, now_on)
    if period:
        query = query._replace(first=period[0], last=period[1])
    _check(query, typed)
    return query


def _take(
    pattern: re.Pattern[str], text: str, *, filled: bool = False
) -> tuple[str, re.Match[str] | None]:
    """Return a text without what matches a pattern, and the match; with `filled` one that is not empty."""
    matches = (match for match in pattern.finditer(text) if match[0].strip() or not filled)
    match = next(matches, None)
    return (f"{text[: match.start()]} {text[match.end() :]}", match) if match else (text, None)


def _length(match: re.Match[str]) -> int:
    return int(match["hours"] or 0) * 60 + (30 if match["half"] else 0) + int(match["minutes"] or 0)


def _clock(typed: str) -> int:
    numbers = [int(each) for each in re.findall(r"\d+", typed)]
    return numbers[0] * 60 + (30 if "반" in typed else numbers[1] if len(numbers) > 1 else 0)


def _hours(first: str, last: str) -> tuple[int, int]:
    """Return the times of 10–17시 in minutes; hours such as 2–4시 and 9–6시 are in the afternoon."""
    noon = days.DAY_MINUTES // 2
    opens, closes = _clock(first), _clock(last)
    if opens < _EARLIEST:
        opens += noon
    return opens, closes if closes > opens else closes + noon


def _take_period(text: str, today: date) -> tuple[str, tuple[date, date] | None]:
    """Return a text without its 이번 주, 다음 달 or 2주, and the days that these are, from today on."""
    text, match = _take(_PERIODS.compiled, text)
    if match is None:
        return text, None
    if match["count"]:
        count = int(match["count"]) * (7 if match["of"][0] in {"주", "w"} else 1)
        return text, (today, add_days(today, max(count, 1) - 1))
    later = match["which"] in {"다음", "next"}
    if match["unit"] in {"주", "week"}:
        first = add_days(today, 7 * later - today.weekday())
        last = add_days(first, 6)
    else:
        first = add_months(today.replace(day=1), int(later))
        last = add_days(add_months(first, 1), -1)
    return text, (max(first, today), last)


def _typed_days(typed: str, today: date) -> tuple[date, date]:
    """Parse a day, or the first and last of several: 내일, 4.19.~4.28."""
    first, separator, last = typed.partition("~")
    if not separator:
        first, separator, last = typed.partition(" - ")
    try:
        day = parse_date(first, today)
        return day, parse_date(last, today, day) if separator else day
    except ValueError:
        message = _("알 수 없는 말이 있습니다: {text} 예: 30분, 이번 주, 10–17시, 이동 20분")
        raise ValueError(message.format(text=excerpt(typed))) from None


def _check(query: SlotQuery, typed: str) -> None:
    """Raise ValueError if nothing can be free."""
    span = query.closes - query.opens
    if not 0 < query.minutes <= span or query.closes > days.DAY_MINUTES:
        message = _("시간대가 짧거나 거꾸로입니다: {text} 예: 30분, 10–17시")
        raise ValueError(message.format(text=excerpt(typed)))
    if query.last < query.first or (query.last - query.first).days > _MAX_DAYS:
        message = _("날짜가 거꾸로이거나 한 해를 넘습니다: {text}")
        raise ValueError(message.format(text=excerpt(typed)))
