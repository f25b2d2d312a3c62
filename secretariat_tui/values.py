"""Money, dates and times as Korean offices write them: reading and writing, nothing else.

Money is integer won. Dates and times are local and naive. Readers raise ValueError with a sentence
for the person who typed; `today` is an argument.
"""

import re
from datetime import date, time, timedelta

from secretariat_tui.language import N_, _

WEEKDAYS = (N_("월"), N_("화"), N_("수"), N_("목"), N_("금"), N_("토"), N_("일"))
_UNITS = {"": 1, "천": 1_000, "만": 10_000, "십만": 100_000, "백만": 1_000_000,
          "천만": 10_000_000, "억": 100_000_000}  # fmt: skip
_WON = re.compile(r"(\d[\d,]*)(?:\.(\d+))?(억|천만|백만|십만|만|천)?원?")
_NEGATIVE = ("△", "▲", "-", "−")
_DATE = re.compile(
    r"(?:'?(?P<year>\d{4}|\d{2})\s*[-./년]\s*)?(?P<month>\d{1,2})\s*[-./월]\s*(?P<day>\d{1,2})"
    r"\s*[.일]?\s*(?:\((?P<weekday>[월화수목금토일])\))?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_OFFSET = re.compile(r"([+-])(\d{1,4})")
_TIME = re.compile(
    r"(?P<half>오전|오후)?\s*(?P<hour>\d{1,2})(?:\s*[:시]\s*(?P<minute>\d{1,2}|반)?\s*분?)?"
)
_MAX_WON = 10**15  # 1,000조: larger than any budget a city has, safe in 64 bits when summed


def parse_won(text: str) -> int:
    """Read an amount of money: 1,234 · 12만원 · 12.3만 · 1억2천만 · △1,000 · (1,000). In won."""
    typed = text.strip().replace(" ", "").removeprefix("₩").removeprefix("￦")
    sign = 1
    if typed.startswith("(") and typed.endswith(")"):
        typed, sign = typed[1:-1], -1
    elif typed.startswith(_NEGATIVE):
        typed, sign = typed[1:], -1
    if typed == "":
        raise ValueError(_("금액을 적어 주세요. 예: 120,000 또는 12만원"))
    won, at = 0, 0
    while at < len(typed):
        part = _WON.match(typed, at)
        if not part:
            raise ValueError(
                _("금액을 읽을 수 없습니다: {text} 예: 120,000 또는 12만원").format(text=text)
            )
        won += _part(part, text)
        at = part.end()
    if won > _MAX_WON:
        raise ValueError(_("금액이 너무 큽니다: {text}").format(text=text))
    return sign * won


def _part(part: re.Match[str], text: str) -> int:
    whole, fraction, unit = part.groups()
    if "," in whole and not re.fullmatch(r"\d{1,3}(,\d{3})+", whole):
        raise ValueError(_("쉼표의 자리가 맞지 않습니다: {text}").format(text=text))
    factor = _UNITS[unit or ""]
    digits = fraction or ""
    scaled = int(whole.replace(",", "") + digits) * factor
    won, rest = divmod(scaled, int(10 ** len(digits)))
    if rest:
        raise ValueError(_("1원보다 작은 금액은 적을 수 없습니다: {text}").format(text=text))
    return won


def won(amount: int) -> str:
    """Write an amount in won: 1,234,000 or △1,000, as Korean accounts do."""
    return f"{amount:,}" if amount >= 0 else f"△{-amount:,}"


def thousands(amount: int) -> int:
    """Cut won to thousands of won (천원) toward zero, as published tables are."""
    return amount // 1000 if amount >= 0 else -(-amount // 1000)


def percent(part: int, whole: int) -> str:
    """Write a rate with one decimal, cut and not rounded: 23.5754 is 23.5%; no whole is '-'."""
    if whole <= 0:
        return "-"
    tenths = abs(part) * 1000 // whole
    return f"{'△' if part < 0 and tenths else ''}{tenths // 10}.{tenths % 10}%"


def parse_date(text: str, today: date) -> date:
    """Read a date: 4.19. · 4/19 · '23. 4. 19.(수) · 2023-04-19 · 20230419 · 오늘 · 내일 · +7.

    A date without a year is in today's year. A weekday in brackets must be the right one.
    """
    typed = text.strip()
    words = {_("어제"): -1, _("오늘"): 0, _("내일"): 1, _("모레"): 2, _("글피"): 3}
    if typed in words:
        return today + timedelta(words[typed])
    if offset := _OFFSET.fullmatch(typed):
        days = int(offset[2]) * (1 if offset[1] == "+" else -1)
        return today + timedelta(days)
    if compact := _COMPACT.fullmatch(typed):
        return _date(int(compact[1]), int(compact[2]), int(compact[3]), text)
    found = _DATE.fullmatch(typed)
    if not found:
        raise ValueError(
            _("날짜를 읽을 수 없습니다: {text} 예: 2023-04-19, 4.19., 내일").format(text=text)
        )
    year = int(found["year"]) if found["year"] else today.year
    day = _date(year + 2000 if year < 100 else year, int(found["month"]), int(found["day"]), text)  # noqa: PLR2004
    if found["weekday"] and found["weekday"] != WEEKDAYS[day.weekday()]:
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
        raise ValueError(_("달력에 없는 날입니다: {text}").format(text=text)) from None


def parse_time(text: str) -> time:
    """Read a time of day: 14:00 · 14시 · 오후 2시 반 · 오전 9:50 · 1400."""
    typed = text.strip()
    if re.fullmatch(r"\d{3,4}", typed):
        typed = f"{typed[:-2]}:{typed[-2:]}"
    found = _TIME.fullmatch(typed)
    if not found:
        raise ValueError(
            _("시각을 읽을 수 없습니다: {text} 예: 14:00, 오후 2시 반").format(text=text)
        )
    hour, minute = int(found["hour"]), found["minute"] or "0"
    if found["half"] == "오후" and hour < 12:  # noqa: PLR2004
        hour += 12
    if found["half"] == "오전" and hour == 12:  # noqa: PLR2004
        hour = 0
    try:
        return time(hour, 30 if minute == "반" else int(minute))
    except ValueError:
        raise ValueError(_("하루에 없는 시각입니다: {text}").format(text=text)) from None


def weekday(day: date) -> str:
    """Name the weekday in one letter: 수."""
    return _(WEEKDAYS[day.weekday()])


def full_date(day: date) -> str:
    """Write 2023. 4. 19.(수), as 행정 효율과 협업 촉진에 관한 규정 §7 has it."""
    return f"{day.year}. {day.month}. {day.day}.({weekday(day)})"


def short_date(day: date) -> str:
    """Write 4.19.(수)."""
    return f"{day.month}.{day.day}.({weekday(day)})"


def table_date(day: date) -> str:
    """Write '23.4.19., as the basis lines of report tables do."""
    return f"'{day.year % 100:02}.{day.month}.{day.day}."


def clock(at: time) -> str:
    """Write 14:00."""
    return f"{at:%H:%M}"


def countdown(days: int) -> str:
    """Write days left: D-3, D-day, D+2 when it is past."""
    return "D-day" if days == 0 else f"D-{days}" if days > 0 else f"D+{-days}"
