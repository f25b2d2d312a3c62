"""When a task is due: typed, shown for editing, and shown in lists and details."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from secretariat_tui.areas.attached.model import RECURRENCES, TaskDraft
from secretariat_tui.core import dates
from secretariat_tui.core.dates import add_months, full_date, parse_date, short_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.lazy_pattern import LazyPattern
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import excerpt, half_width

RECURRENCE_MONTHS = {"monthly": 1, "bimonthly": 2, "quarterly": 3, "halfyearly": 6, "yearly": 12}
"""The months between two dates of a recurring task; a weekly one has 7 days between them."""
_YEAR = r"['’‘]?(?P<year>\d{4}|\d{2})\s*"
_MONTH = LazyPattern(rf"(?:{_YEAR}[-./년]\s*)?(?P<month>\d{{1,2}})\s*월\s*말?")
_YEAR_MONTH = LazyPattern(
    r"(?:['’‘](?P<short>\d{2})|(?P<year>\d{4}))\s*[-./]\s*(?P<month>\d{1,2})\s*\.?"
)
_PART_OF_YEAR = LazyPattern(
    rf"(?:{_YEAR}[-./년]\s*)?(?:(?P<half>[상하])반기|(?P<quarter>[1-4])(?:/4)?분기)"
)
_YEAR_ALONE = LazyPattern(
    r"(?:['’‘]?(?P<short>\d{2})\s*년|['’‘](?P<mark>\d{2})|(?P<year>\d{4})\s*년?)\s*말?"
)
_THIS_YEAR = {"연내": 0, "연말": 0, "올해": 0, "내년": 1}
_AHEAD_DAYS = 92  # dates without a year are from 3 months before today to 9 months after it
_DAY_OF_MONTH = LazyPattern(r"(?P<day>0?[1-9]|[12]\d|30)\s*일|31\s*일|말일?")
_NO_DATE = frozenset({"없음", "기한 없음", "기한없음", "none", "no date"})
_TIMINGS = (
    ("by", ("~", "by "), ("까지",)),
    ("from", ("from ",), ("부터", "이후", "~")),
    ("on", ("on ",), ("당일", "중", "에")),
)


class When(NamedTuple):
    """When a task is due: the fields of a task with its date.

    `due_on` is the last day of a month or a year, or the first one if the task begins then.
    """

    due_on: date | None = None
    timing: str = "by"
    precision: str = "day"
    recurrence: str = ""


class TaskEntry(NamedTuple):
    """A task as its form has it: when it is due is one value."""

    text: str
    state: str
    owner: str
    when: When
    done_on: date | None
    evidence: str

    @property
    def draft(self) -> TaskDraft:
        """The task with its fields."""
        values = self._asdict()
        return TaskDraft(
            **{key: values[key] for key in values if key != "when"} | self.when._asdict()
        )


def entry_of(task: TaskDraft) -> TaskEntry:
    """Return a task as its form has it."""
    return TaskEntry(task.text, task.state, task.owner, when_of(task), task.done_on, task.evidence)


def when_of(task: TaskDraft) -> When:
    """Return when a task is due."""
    return When(task.due_on, task.timing, task.precision, task.recurrence)


def parse_when(typed: str, today: date) -> When:
    """Parse when a task is due: 4.28. · 6월까지 · '23. 9월부터 · '24년~ · 3분기까지 · 격월 · 매월 10일 · 없음.

    A day alone is the last one, a month or a year alone the period in which it is done. ValueError with a message.
    """
    text = half_width(typed).strip().lower()
    if not text or text in _NO_DATE:
        return When(timing="none" if text else "by")
    for key, name in _recurrence_names():
        if text.startswith(name):
            rest = text.removeprefix(name).strip(" ,·:")
            return _recurring(key, rest, today)
    timing, period = _split_timing(text)
    try:
        first, last, precision = _parse_period(period, today)
    except ValueError:
        raise ValueError(
            _("기한을 읽을 수 없습니다: {text} 예: 4.28., 6월까지, '23. 9월부터, 격월").format(
                text=excerpt(typed)
            )
        ) from None
    return When(
        first if timing == "from" else last,
        timing or ("by" if precision == "day" else "on"),
        precision,
    )


def parse_start(typed: str, today: date) -> When:
    """Parse when something begins: 4.12. · 2023. 9월 · '23. 9월부터 · '24년~; no date if it is empty.

    ValueError with a message.
    """
    _timing, period = _split_timing(half_width(typed).strip().lower())
    if not period:
        return When(timing="from")
    try:
        first, _last, precision = _parse_period(period, today)
    except ValueError:
        message = _("시작을 읽을 수 없습니다: {text} 예: 4.12., '23. 9월, '24년")
        raise ValueError(message.format(text=excerpt(typed))) from None
    return When(first, "from", precision)


def format_start(when: When) -> str:
    """Format for editing, as `parse_start` reads it; "" without a date."""
    return (
        _PERIODS.get(when.precision, _PERIODS["day"]).format(day=when.due_on) if when.due_on else ""
    )


def _recurrence_names() -> Iterator[tuple[str, str]]:
    """Yield the keys and the names of recurrences, the longest name first."""
    names = {
        name.lower(): key for key, korean in RECURRENCES.items() for name in (korean, _(korean))
    }
    for name in sorted(filter(None, names), key=len, reverse=True):
        yield names[name], name


def _recurring(recurrence: str, rest: str, today: date) -> When:
    """Return a recurring task's When; `rest` is its next date, the weekday or the day of the month, or empty."""
    if not rest:
        return When(None, "recurring", "day", recurrence)
    if next_day := _next_day(recurrence, rest, today):
        day, precision = next_day
        return When(day, "recurring", precision, recurrence)
    return parse_when(rest, today)._replace(timing="recurring", recurrence=recurrence)


def _next_day(recurrence: str, typed: str, today: date) -> tuple[date, str] | None:
    """Return the first day from today on that is a weekday (월요일) or a day of the month (10일); its precision.

    말일 and 31일 are the last day of each month, which has the precision of a month.
    """
    names = [_(each).lower() for each in dates.WEEKDAYS], list(dates.WEEKDAYS)
    for weekdays in names:
        if recurrence == "weekly" and typed.removesuffix("요일") in weekdays:
            number = weekdays.index(typed.removesuffix("요일"))
            return today + timedelta((number - today.weekday()) % 7), "day"
    match = _DAY_OF_MONTH.compiled.fullmatch(typed)
    if match is None or recurrence not in RECURRENCE_MONTHS:
        return None
    if match["day"] is None:
        return month_range(today)[1], "month"
    wanted = int(match["day"])
    months = (month_range(add_months(today.replace(day=1), count)) for count in range(3))
    days = (first.replace(day=wanted) for first, last in months if wanted <= last.day)
    day = next((each for each in days if each >= today), None)
    return (day, "day") if day else None


def _split_timing(text: str) -> tuple[str, str]:
    """Return the timing that a text names, "" if none, and the rest of it."""
    for timing, prefixes, suffixes in _TIMINGS:
        for prefix in prefixes:
            if text.startswith(prefix):
                return timing, text.removeprefix(prefix).strip()
        for suffix in suffixes:
            if text.endswith(suffix):
                return timing, text.removesuffix(suffix).strip()
    return "", text


def _parse_period(text: str, today: date) -> tuple[date, date, str]:
    """Return the first and the last day of a period, and its precision."""
    if text in _THIS_YEAR:
        return *_year(today.year + _THIS_YEAR[text]), "year"
    if match := _PART_OF_YEAR.compiled.fullmatch(text):
        last = 6 if match["half"] == "상" else 12 if match["half"] else int(match["quarter"]) * 3
        first_day = _first_of(match["year"], last, today)
        return *month_range(first_day), "month"
    if match := _MONTH.compiled.fullmatch(text):
        return *month_range(_first_of(match["year"], int(match["month"]), today)), "month"
    if match := _YEAR_MONTH.compiled.fullmatch(text):
        year = match["year"] or match["short"]
        return *month_range(_first_of(year, int(match["month"]), today)), "month"
    if match := _YEAR_ALONE.compiled.fullmatch(text):
        digits = match["year"] or match["short"] or match["mark"]
        return *_year(_first_of(digits, 1, today).year), "year"
    day = parse_date(text, today, _near(today))
    return day, day, "day"


def _first_of(year: str | None, month: int, today: date) -> date:
    """Return the first day of a month; without a year it is the one closest to `_near`."""
    if year:
        return parse_date(f"{year}.{month}.1.", today)
    return parse_date(f"{month}.15.", today, _near(today)).replace(day=1)


def _near(today: date) -> date:
    """Return the day to which dates without a year are closest: tasks are mostly due after today."""
    return dates.add_days(today, _AHEAD_DAYS)


def month_range(day: date) -> tuple[date, date]:
    """Return the first and the last day of the month of a day."""
    return day.replace(day=1), dates.month_end(day)


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def format_when(when: When) -> str:
    """Format for editing, as `parse_when` reads it; "" for no date."""
    if when.due_on is None:
        return _(RECURRENCES[when.recurrence]) or (_("없음") if when.timing == "none" else "")
    period = _PERIODS.get(when.precision, _PERIODS["day"]).format(day=when.due_on)
    if when.timing == "recurring":
        return f"{_(RECURRENCES[when.recurrence])} {period}".strip()
    bare = "on" if when.precision in {"month", "year"} else "by"
    timings = {"by": _("{period}까지"), "from": _("{period}부터"), "on": _("{period} 당일")}
    text = "{period}" if when.timing == bare else timings.get(when.timing, "{period}")
    return text.format(period=period)


_PERIODS: Mapping[str, str] = {
    "day": "{day:%Y-%m-%d}",
    "month": "{day:%Y-%m}",
    "year": "{day:%Y}",
}


def when_text(when: When) -> str:
    """Return when a task is due: ~4.28.(금), '23. 6월까지, '23. 9월부터, '24년부터, 격월."""
    every = _(RECURRENCES[when.recurrence]) if when.timing == "recurring" else ""
    if when.due_on is None:
        return every
    year = when.due_on.year % 100
    if when.precision not in {"month", "year"}:
        day = short_date(when.due_on)
        text = {"by": f"~{day}", "from": f"{day}~"}.get(when.timing, day)
    else:
        period = _("'{year:02}년") if when.precision == "year" else _("'{year:02}. {month}월")
        until = {"by": _("{period}까지"), "from": _("{period}부터")}.get(when.timing, "{period}")
        text = until.format(period=period.format(year=year, month=when.due_on.month))
    return " ".join(filter(None, (every, text)))


def describe_when(when: When) -> str:
    """Return what was understood: 2023. 6. 30.(금)까지 · 월 단위."""
    every = _(RECURRENCES[when.recurrence])
    if when.due_on is None:
        return every or (_("기한 없음") if when.timing == "none" else "")
    texts = {
        "by": _("{date}까지"),
        "from": _("{date}부터"),
        "on": _("{date} 당일") if when.precision == "day" else _("{date}까지의 그 기간"),
        "recurring": _("다음 {date}"),
    }
    day = texts.get(when.timing, "{date}").format(date=full_date(when.due_on))
    precision = {"month": _("월 단위"), "year": _("연 단위")}.get(when.precision, "")
    return " · ".join(filter(None, (every, day, precision)))
