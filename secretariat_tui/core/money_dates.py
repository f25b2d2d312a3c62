"""Money, dates and times as Korean offices write them: reading and writing, nothing else.

Money is integer won. Dates and times are local and naive. Readers raise ValueError with a sentence
for the person who typed; `today` is an argument. What is written follows the language in use; what
is typed is read in Korean and in English, whatever the language.
"""

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, time, timedelta
from itertools import pairwise

from secretariat_tui.core import i18n
from secretariat_tui.core.i18n import N_, _

WEEKDAYS = (N_("월"), N_("화"), N_("수"), N_("목"), N_("금"), N_("토"), N_("일"))
_ENGLISH_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = {"어제": -1, "오늘": 0, "내일": 1, "모레": 2, "글피": 3,
         "yesterday": -1, "today": 0, "tomorrow": 1}  # fmt: skip
_UNITS = {"": 1, "천": 1_000, "만": 10_000, "십만": 100_000, "백만": 1_000_000,
          "천만": 10_000_000, "억": 100_000_000}  # fmt: skip
_PART = re.compile(r"(\d[\d,]*)(?:\.(\d+))?\s*(억|천만|백만|십만|만|천|)\s*")
_NEGATIVE = ("△", "▲", "-", "−")
_SIGN = re.compile(r"\A(?:₩|￦|krw)\s*")
_WON = re.compile(r"(?:원|won)\Z")
_IN_BRACKETS = r"(?:\((?P<weekday>[월화수목금토일]|[a-z]{3})\))?"
_DATE = re.compile(
    r"(?:'?(?P<year>\d{4}|\d{2})\s*[-./년]\s*)?(?P<month>\d{1,2})\s*[-./월]\s*(?P<day>\d{1,2})"
    rf"\s*[.일]?\s*{_IN_BRACKETS}"
)
_ENGLISH_DATE = re.compile(
    rf"(?P<month>{'|'.join(_MONTHS).lower()})[a-z]*\.?\s*(?P<day>\d{{1,2}})(?:,?\s+(?P<year>\d{{4}}))?"
    rf"\s*{_IN_BRACKETS}"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_OFFSET = re.compile(r"([+-])(\d{1,4})")
_TIME = re.compile(
    r"(?P<part>오전|오후|새벽|아침|낮|저녁|밤)?\s*(?P<hour>\d{1,2})(?:\s*[:시]\s*(?P<minute>\d{1,2}|반)?\s*분?)?"
    r"(?(part)|(?:\s*(?P<english>[ap])\.?m\.?)?)"
)
_AM, _PM = {hour: hour % 12 for hour in range(13)}, {hour: hour % 12 + 12 for hour in range(13)}
_PARTS = {  # of the day: what the hours of a twelve-hour clock are in them, where people agree
    "오전": _AM, "오후": _PM, "a": _AM, "p": _PM,
    "새벽": {hour: hour for hour in range(1, 7)}, "아침": {hour: hour for hour in range(5, 12)},
    "낮": {11: 11} | {hour: _PM[hour] for hour in (12, 1, 2, 3, 4, 5)},
    "저녁": {hour: hour + 12 for hour in range(5, 12)}, "밤": {hour: hour + 12 for hour in range(6, 12)},
}  # fmt: skip
_MAX_WON = 10**15  # 1,000조: larger than any budget a city has, safe in 64 bits when summed
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""The days that may be written down: far enough from the calendar's ends to reckon with."""


def parse_won(text: str) -> int:
    """Read an amount of money: 1,234 · 12만원 · 12.3만 · 1억 2천만 · △1,000 · (1,000). In won.

    Units go down, and a number without one after them needs its 원: 12만 5000원, not 12만5.
    """
    typed = _SIGN.sub("", text.strip().lower())
    sign = 1
    if typed.startswith("(") and typed.endswith(")"):
        typed, sign = typed[1:-1].strip(), -1
    elif typed.startswith(_NEGATIVE):
        typed, sign = typed[1:].strip(), -1
    if typed == "":
        raise ValueError(_("금액을 적어 주세요. 예: 120,000 또는 12만원"))
    won = sum(_part(*part, text) for part in _parts(typed, text))
    if won > _MAX_WON:
        raise ValueError(_("금액이 너무 큽니다: {text}").format(text=text))
    return sign * won


def _parts(typed: str, text: str) -> list[tuple[str, str, str]]:
    """Split an amount into its parts, each (digits, decimals, unit)."""
    numbers = _WON.sub("", typed)
    parts = _PART.findall(numbers)
    left_over = _PART.sub("", numbers) or not parts
    rising = any(_UNITS[a[2]] <= _UNITS[b[2]] for a, b in pairwise(parts))
    bare = len(parts) > 1 and parts[-1][2] == "" and numbers == typed
    if left_over or rising or bare:
        raise ValueError(
            _("금액을 읽을 수 없습니다: {text} 예: 120,000 또는 12만원").format(text=text)
        )
    return parts


def _part(whole: str, decimals: str, unit: str, text: str) -> int:
    if "," in whole and not re.fullmatch(r"\d{1,3}(,\d{3})+", whole):
        raise ValueError(_("쉼표의 자리가 맞지 않습니다: {text}").format(text=text))
    scaled = int(whole.replace(",", "") + decimals) * _UNITS[unit]
    won, rest = divmod(scaled, int(10 ** len(decimals)))
    if rest:
        raise ValueError(_("1원보다 작은 금액은 적을 수 없습니다: {text}").format(text=text))
    return won


def won(amount: int) -> str:
    """Write an amount in won: 1,234,000 or △1,000, as Korean accounts do."""
    return f"{amount:,}" if amount >= 0 else f"{i18n.current_language().minus}{-amount:,}"


def thousands(amount: int) -> int:
    """Cut won to thousands of won (천원) toward zero, as published tables are."""
    return amount // 1000 if amount >= 0 else -(-amount // 1000)


def percent(part: int, whole: int) -> str:
    """Write a rate with one decimal, cut and not rounded: 23.5754 is 23.5%; no whole is '-'."""
    if whole <= 0:
        return "-"
    tenths = abs(part) * 1000 // whole
    return f"{i18n.current_language().minus if part < 0 and tenths else ''}{tenths // 10}.{tenths % 10}%"


def parse_date(text: str, today: date) -> date:
    """Read a date: 4.19. · 4/19 · '23. 4. 19.(수) · 2023-04-19 · 20230419 · Apr 19 · 오늘 · tomorrow · +7.

    A date without a year is in today's year. A weekday in brackets must be the right one.
    """
    typed = text.strip().lower()
    offset = _OFFSET.fullmatch(typed)
    if offset or typed in _DAYS:
        days = int(offset[0]) if offset else _DAYS[typed]
        try:
            return today + timedelta(days)
        except OverflowError:
            raise _no_day(text) from None
    if compact := _COMPACT.fullmatch(typed):
        return _date(int(compact[1]), int(compact[2]), int(compact[3]), text)
    found = _DATE.fullmatch(typed) or _ENGLISH_DATE.fullmatch(typed)
    if not found:
        raise ValueError(
            _("날짜를 읽을 수 없습니다: {text} 예: 2023-04-19, 4.19., 내일").format(text=text)
        )
    year = int(found["year"] or today.year)
    if found["year"] and len(found["year"]) == 2:  # noqa: PLR2004
        year += 2000
    name = found["month"].title()
    month = _MONTHS.index(name) + 1 if name in _MONTHS else int(name)
    day = _date(year, month, int(found["day"]), text)
    known = {WEEKDAYS[day.weekday()], _ENGLISH_WEEKDAYS[day.weekday()]}
    if found["weekday"] and found["weekday"] not in known:
        raise ValueError(
            _("{date}은 {weekday}요일입니다. 날짜와 요일 가운데 하나가 틀렸습니다.").format(
                date=full_date(day), weekday=_(WEEKDAYS[day.weekday()])
            )
        )
    return day


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_day(text) from None


def _no_day(text: str) -> ValueError:
    return ValueError(_("달력에 없는 날입니다: {text}").format(text=text))


def date_range_errors(field: str, day: date | None) -> list[tuple[str, str]]:
    """Return the fault of a day that may not be written down: (field, message)."""
    if day is None or EARLIEST <= day <= LATEST:
        return []
    message = _("{first}년에서 {last}년 사이의 날짜를 적어 주세요.")
    return [(field, message.format(first=EARLIEST.year, last=LATEST.year))]


def add_days(day: date, days: int) -> date:
    """Return the day so many days later, or the calendar's end on the way there."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last; at most the calendar's end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def parse_time(text: str) -> time:
    """Read a time of day: 14:00 · 14시 · 오후 2시 반 · 오전 9:50 · 저녁 7시 · 2:30 pm · 1400."""
    typed = text.strip().lower()
    if re.fullmatch(r"\d{3,4}", typed):
        typed = f"{typed[:-2]}:{typed[-2:]}"
    found = _TIME.fullmatch(typed)
    if not found:
        raise ValueError(
            _("시각을 읽을 수 없습니다: {text} 예: 14:00, 오후 2시 반").format(text=text)
        )
    hour, minute = int(found["hour"]), found["minute"] or "0"
    if part := found["part"] or found["english"]:
        if hour not in _PARTS[part]:
            raise _no_time(text)
        hour = _PARTS[part][hour]
    try:
        return time(hour, 30 if minute == "반" else int(minute))
    except ValueError:
        raise _no_time(text) from None


def _no_time(text: str) -> ValueError:
    return ValueError(_("하루에 없는 시각입니다: {text}").format(text=text))


def weekday(day: date) -> str:
    """Name the weekday: 수; Wed."""
    return _(WEEKDAYS[day.weekday()])


def full_date(day: date) -> str:
    """Write 2023. 4. 19.(수), as 행정 효율과 협업 촉진에 관한 규정 §7 has it; 2023-04-19 (Wed)."""
    return _day(i18n.current_language().full, day)


def short_date(day: date) -> str:
    """Write 4.19.(수); Apr 19 (Wed)."""
    return _day(i18n.current_language().short, day)


def dated(day: date) -> str:
    """Write 23.4.19.(수), a short date with its year; 2023-04-19."""
    return _day(i18n.current_language().dated, day)


def report_date(day: date) -> str:
    """Write '23. 4. 19.(수), as the work report does; 2023-04-19 (Wed)."""
    return _day(i18n.current_language().report, day)


def table_date(day: date) -> str:
    """Write '23.4.19., as the basis lines of report tables do; 2023-04-19."""
    return _day(i18n.current_language().table, day)


def near_date(day: date) -> str:
    """Write 4.19., of a year that is known; Apr 19."""
    return _day(i18n.current_language().near, day)


def month_of(day: date) -> str:
    """Write '23.4., a month; Apr 2023."""
    return _day(i18n.current_language().month, day)


def _day(form: str, day: date) -> str:
    return form.format(day, weekday(day), _MONTHS[day.month - 1], day.year % 100)


def clock(at: time) -> str:
    """Write 14:00."""
    return f"{at:%H:%M}"


def countdown(days: int) -> str:
    """Write days left: D-3, D-day, D+2 when it is past."""
    return "D-day" if days == 0 else f"D-{days}" if days > 0 else f"D+{-days}"
