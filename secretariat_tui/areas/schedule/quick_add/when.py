"""Finding the date and the hours of an event within a line as people type it. Pure.

What looks like a date or a time is parsed by `core.dates`; this module only finds where it begins and ends.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from secretariat_tui.areas.schedule.quick_add import named_days
from secretariat_tui.core.dates import (
    MONTHS,
    WEEKDAYS,
    add_days,
    afternoon_time,
    format_time,
    full_date,
    parse_date,
    parse_time,
)
from secretariat_tui.core.i18n import _
from secretariat_tui.core.lunar import LunarDate, lunar_date
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import half_width
from secretariat_tui.core.typed_values import parse_clock

_TO = r"\s*(?:~|∼|〜|－|–|—|-|부터)\s*"
_NAME = "[월화수목금토일]"
_AFTER = r"(?:에|부터|까지)?(?![\w%])"
_CLEAR, _USUAL, _WEAK = range(3)
"""How surely a text is a date: 3.2. · 오늘 · 3.2, which may also be a number."""
_PATTERNS = (
    *((_CLEAR, each + _AFTER) for each in named_days.OF_MONTH),
    *((_USUAL, each + _AFTER) for each in named_days.FROM_TODAY),
    (_CLEAR, r"음력?\s*(?:윤(?:달)?\s*)?\d{1,2}\s*[./월]\s*\d{1,2}\s*[.일]?" + _AFTER),
    (_CLEAR, r"['’‘]?(?:\d{4}|\d{2})\s?[-./년]\s*\d{1,2}\s*[-./월]\s*\d{1,2}(?![\d:])\s*[.일]?" + _AFTER),
    (_CLEAR, r"(?:(?:작년|올해|내년)\s*)?\d{1,2}월\s*\d{1,2}일?" + _AFTER),
    (_CLEAR, r"\d{1,2}\.\s*\d{1,2}\.(?!\d)(?:(?:에|부터|까지)(?!\w))?"),
    (_CLEAR, r"\d{1,2}/\d{1,2}" + _AFTER),
    (_CLEAR, r"\d{8}" + _AFTER),
    (_CLEAR, rf"(?:{'|'.join(MONTHS)})[a-z]*\.?\s*\d{{1,2}}(?:,?\s+\d{{4}})?" + _AFTER),
    (_USUAL, r"(?:오늘|내일모레|내일|모레|글피|어제)" + _AFTER),
    (_USUAL, r"(?:today|tomorrow)" + _AFTER),
    (_USUAL, rf"(?:지난|이번|다음)\s?주\s*{_NAME}(?:요일)?" + _AFTER),
    (_USUAL, rf"{_NAME}요일" + _AFTER),
    (_USUAL, r"(?:(?:지난|이번|다음)\s?달\s*|\d{1,2}월\s*|월)?말일" + _AFTER),
    (_USUAL, r"(?:(?:지난|이번|다음)\s?달\s?|\d{1,2}월\s?|월)말" + _AFTER),
    (_USUAL, r"[dD][+]\d{1,3}" + _AFTER),
    (_USUAL, rf"{_NAME}(?=\s+(?:오전|오후|낮|저녁)?\s*\d{{1,2}}\s*[시:])"),
    (_WEAK, r"\d{1,2}\.\s?\d{1,2}" + _AFTER),
    (_WEAK, r"\d{1,2}일" + _AFTER),
)  # fmt: skip
_DATES = [
    (rank, re.compile(rf"(?<![\w.:/])(?:{pattern})", re.IGNORECASE)) for rank, pattern in _PATTERNS
]
_WEEKDAY = re.compile(
    rf"\s*(?:\(\s*(?P<inside>{_NAME})(?:요일)?\s*\)(?:부터|까지|에)?"
    rf"|\s(?P<beside>{_NAME})(?:요일(?:에|부터|까지)?)?(?![\w]))"
)
_LUNAR = re.compile(r"음력?\s*(윤)?(?:달)?\s*(\d{1,2})\D+(\d{1,2})")
_PART = r"(?:(?:오전|오후|새벽|아침|낮|저녁|밤)\s*)"
_ABOUT = r"(?:경|쯤)?(?:부터|까지|에)?"
_HOUR = r"\d{1,2}\s*시(?:\s*(?:\d{1,2}\s*분|반)|\d{2}(?!\d))?"
_CLOCK = rf"(?:{_PART}?(?:{_HOUR}|\d{{1,2}}:\d{{2}}(?![\d:]))|정오|자정)"
_OCCASIONS = "국무|간부|보고|회의|면담|접견|간담|[오만조]찬|행사|출발|도착|인터뷰|브리핑|점검|방문|현장|착공|협약"
"""What may follow an hour without a blank; 2시장 and 10시간 are no hours."""
_BARE_START = rf"{_PART}?\d{{1,2}}(?=\s*[~∼〜–-]\s*\d{{1,2}}\s*시)"
_TIMES = re.compile(
    rf"(?<![0-9A-Za-z:.,])(?P<start>{_CLOCK}|{_BARE_START})(?:경|쯤)?"
    rf"(?:(?:에|부터)?(?:{_TO}|에서\s*)(?P<end>{_CLOCK}))?{_ABOUT}(?:\s*사이에?(?!\w))?(?:(?<=\d)|(?![가-힣])|(?={_OCCASIONS}))"
)
_LENGTH = re.compile(
    r"(?<![\w~])(?:(?P<hours>\d{1,2})\s*시간(?:\s*(?P<rest>\d{1,2})\s*분|\s*(?P<half>반))?"
    r"|(?P<minutes>\d{1,3})\s*분)(?:간|\s*동안)?(?![\w])"
)
_ALL_DAY = re.compile(r"(?<!\w)(?:하루\s*)?종일(?!\w)")
_HIDDEN = "\0"
_UNDECIDED = re.compile(
    rf"(?:^|(?<={_HIDDEN}))\s*미정(?!\w)|\(\s*(?:시간|시각)\s?미정\s*\)|(?<!\w)(?:시간|시각)\s?미정(?!\w)"
)
"""What stands in the place of the hours of an event that has none yet."""
_JOINED = re.compile(_TO)
_MOST_MINUTES = 24 * 60
_EVENING, _NIGHT_ENDS = 18, 6
"""Hours: an event from the evening to a time before the second ends on the next day."""
_LUNAR_REACH = 200  # days before and after a date in which a lunar date of the closest year lies


class Answer(NamedTuple):
    """An answer to a question: what the user sees, and what is typed in place of the text in doubt."""

    text: str
    replacement: str


class Question(NamedTuple):
    """Something about the text `typed` that only the user knows; nothing is stored before the answer."""

    text: str
    typed: str
    answers: tuple[Answer, ...]


class StatedDay(NamedTuple):
    """The day that a text states itself, None without one, with what is doubtful or wrong about it."""

    day: date | None = None
    questions: tuple[Question, ...] = ()
    errors: tuple[str, ...] = ()

    @property
    def is_stated(self) -> bool:
        """Whether a text states a day, even one that does not exist."""
        return self.day is not None or bool(self.errors)


NO_DAY = StatedDay()


class DateMatch(NamedTuple):
    """A date within a text; `weekday` is the one typed with it, if that is a wrong one."""

    start: int
    end: int
    day: date
    rank: int
    weekday: str = ""


class TimeMatch(NamedTuple):
    """A time or a range of hours within a text."""

    start: int
    end: int
    starts_at: time
    ends_at: time | None


@dataclass
class EventTimes:
    """When an event is, as far as a text states it, and the parts of the text that do.

    `assumed` is what was decided for the user, `errors` what cannot be: dates and times that do not exist.
    """

    starts_on: date | None = None
    ends_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    all_day: bool = False
    is_undecided: bool = False
    """Whether the text has 미정 in the place of the hours."""
    days_later: int = 0
    """Days after the first one on which an event ends: 23:00 2시간, 23:30~00:30."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    times: list[TimeMatch] = field(default_factory=list)
    """All hours that were found; those after the first are of other events."""
    stated: StatedDay = NO_DAY

    @property
    def is_timed(self) -> bool:
        """Whether the text has hours, or what people write in their place."""
        return bool(self.times) or self.all_day or self.is_undecided


def find_when(text: str, today: date, near: date | None = None) -> EventTimes:
    """Return the date and the hours that a text states. A date without a year is the closest to `near`."""
    plain = half_width(text)
    when = EventTimes()
    dates = find_dates(plain, today, near or today, when.errors)
    date_errors = tuple(when.errors)
    masked = _hide(plain, dates)
    when.times = _find_times(masked, when)
    first = _first_date(dates)
    questions = len(when.questions)
    if first is not None:
        _set_dates(when, plain, dates, first, today)
    when.stated = StatedDay(when.starts_on, tuple(when.questions[questions:]), date_errors)
    if when.times:
        _set_times(when, plain, dates)
    elif match := _ALL_DAY.search(masked):
        when.all_day = True
        when.spans.append(match.span())
    elif match := _UNDECIDED.search(masked):
        when.is_undecided = True
        when.spans.append(match.span())
    if when.starts_at and when.ends_at is None:
        _set_length(when, masked)
    when.spans.sort()
    return when


def find_dates(text: str, today: date, near: date, errors: list[str]) -> list[DateMatch]:
    """Return the dates of a text in order; add to `errors` what is written as one but is none."""
    dates: list[DateMatch] = []
    taken: list[tuple[int, int]] = []
    wrong: list[str] = []
    for rank, pattern in _DATES:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            try:
                day = _day(match[0], today, near)
            except ValueError as error:
                if rank == _CLEAR:
                    wrong.append(str(error))
                continue
            dates.append(_with_weekday(text, match, day, rank))
            taken[-1] = (dates[-1].start, dates[-1].end)
    if not any(each.rank < _WEAK for each in dates):
        errors += wrong
    return sorted(dates)


def _day(typed: str, today: date, near: date) -> date:
    bare = re.sub(r"(?:에|부터|까지)$", "", typed.strip())
    if match := _LUNAR.match(bare):
        return _lunar_day(LunarDate(int(match[2]), int(match[3]), bool(match[1])), near, bare)
    if (named := named_days.parse_named_day(bare, today)) is not None:
        return named
    if bare in WEEKDAYS:
        bare += "요일"
    return parse_date(bare, today, near)


def _lunar_day(lunar: LunarDate, near: date, typed: str) -> date:
    """Return the day with a lunar date that is the closest to another day."""
    for distance in range(2 * _LUNAR_REACH):
        for day in {add_days(near, distance), add_days(near, -distance)}:
            if lunar_date(day) == lunar:
                return day
    raise ValueError(_("음력 달력에 없는 날입니다: {text}").format(text=typed))


def _with_weekday(text: str, match: re.Match[str], day: date, rank: int) -> DateMatch:
    beside = _WEEKDAY.match(text, match.end())
    if beside is None:
        return DateMatch(*match.span(), day, rank)
    name = beside["inside"] or beside["beside"]
    wrong = "" if name == WEEKDAYS[day.weekday()] else name
    return DateMatch(match.start(), beside.end(), day, _CLEAR, wrong)


def _first_date(dates: Iterable[DateMatch]) -> DateMatch | None:
    """Return the first of the dates that are the most surely dates."""
    return min(dates, key=lambda each: (each.rank, each.start), default=None)


def _set_dates(
    when: EventTimes, text: str, dates: list[DateMatch], first: DateMatch, today: date
) -> None:
    when.starts_on = first.day
    used = [first]
    later = next((each for each in dates if each.start >= first.end), None)
    gap = text[first.end : later.start] if later else ""
    is_range = text[: first.end].endswith("부터") and not gap.strip()
    if later is not None and (is_range or _is_joined(gap, when.times, first.end)):
        with suppress(ValueError):  # a day without its month is one of the month of the first day
            typed = text[later.start : later.end].partition("(")[0]
            later = later._replace(day=_day(typed, today, first.day))
        when.ends_on = later.day
        used.append(later)
        when.spans.append((first.end, later.start))
    for each in used:
        when.spans.append((each.start, each.end))
        if each.weekday:
            when.questions.append(weekday_question(text[each.start : each.end].strip(), each))


def _is_joined(gap: str, times: list[TimeMatch], start: int) -> bool:
    """Whether only a tilde, and perhaps the hour of the first day, is between two dates."""
    inside = [each for each in times if start <= each.start < start + len(gap)]
    if len(inside) == 1 and inside[0].ends_at is None:
        gap = gap[: inside[0].start - start] + gap[inside[0].end - start :]
    return bool(_JOINED.fullmatch(gap) and gap.strip())


def weekday_question(typed: str, match: DateMatch) -> Question:
    """Ask which is right, the date or the weekday typed with it."""
    right = WEEKDAYS[match.day.weekday()]
    step = (WEEKDAYS.index(match.weekday) - match.day.weekday() + 3) % 7 - 3
    days = (match.day, add_days(match.day, step))
    return Question(
        _("{date}은 {weekday}요일인데 {typed}요일로 적혀 있습니다.").format(
            date=full_date(match.day), weekday=_(right), typed=_(match.weekday)
        ),
        typed,
        tuple(
            Answer(
                text.format(date=full_date(day)), f"{day.isoformat()}({WEEKDAYS[day.weekday()]})"
            )
            for text, day in zip(
                (_("날짜가 맞음: {date}"), _("요일이 맞음: {date}")), days, strict=True
            )
        ),
    )


def _find_times(text: str, when: EventTimes) -> list[TimeMatch]:
    times = []
    for match in _TIMES.finditer(text):
        typed, end = match["start"], match["end"]
        bare = typed.isdigit() or not re.search(r"[시:]|정오|자정", typed)
        try:
            start = parse_clock(f"{typed}시" if bare else typed)
            if start is None:
                continue
            doubtful = afternoon_time(f"{typed}시" if bare else typed)
            if doubtful is not None and ":" not in typed:
                when.assumed.append(f"{typed} → {format_time(doubtful)}")
                start = doubtful
            elif doubtful is not None:
                when.questions.append(_time_question(typed, start, doubtful))
            ends_at = parse_time(end, start) if end else None
        except ValueError as error:
            when.errors.append(str(error))
            continue
        times.append(TimeMatch(*match.span(), start, ends_at))
    return times


def _time_question(typed: str, night: time, afternoon: time) -> Question:
    return Question(
        _("{typed}은(는) 오후입니까, 새벽입니까?").format(typed=typed),
        typed,
        (
            Answer(_("오후 {time}").format(time=format_time(afternoon)), format_time(afternoon)),
            Answer(_("새벽 {time}").format(time=format_time(night)), format_time(night)),
        ),
    )


def _set_times(when: EventTimes, text: str, dates: list[DateMatch]) -> None:
    first, *others = when.times
    when.starts_at, when.ends_at = first.starts_at, first.ends_at
    if when.ends_at and when.ends_at.hour < _NIGHT_ENDS <= _EVENING <= first.starts_at.hour:
        when.days_later = 1
    when.spans.append((first.start, first.end))
    if when.ends_on is None or when.ends_at is not None or not others:
        return
    last = next((each for each in dates if each.day == when.ends_on and each.start > 0), None)
    if last is not None and others[0].start >= last.end:
        gap = text[last.end : others[0].start]
        if not gap.strip():
            when.ends_at = others[0].starts_at
            when.spans.append((others[0].start, others[0].end))
            when.times = [first, *others[1:]]


def _set_length(when: EventTimes, text: str) -> None:
    """Set the end from a length such as 1시간 30분."""
    match = _LENGTH.search(_hide(text, when.times))
    if match is None or when.starts_at is None:
        return
    minutes = int(match["hours"] or 0) * 60 + int(match["rest"] or match["minutes"] or 0)
    minutes += 30 if match["half"] else 0
    if not 0 < minutes < _MOST_MINUTES:
        return
    end = datetime.combine(date(2000, 1, 1), when.starts_at) + timedelta(minutes=minutes)
    when.ends_at = end.time()
    when.days_later = end.day - 1
    when.spans.append(match.span())


def _hide(text: str, parts: Iterable[DateMatch | TimeMatch]) -> str:
    """Return a text of the same length in which some parts cannot be taken for anything else."""
    for each in parts:
        text = text[: each.start] + _HIDDEN * (each.end - each.start) + text[each.end :]
    return text
