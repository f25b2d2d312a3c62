"""The rules of series as people write them in Korean: 매주 화 10회, 격주 월·수, 매월 둘째 화, 매년 음력 4.8."""

import re
from datetime import date

from secretariat_tui.areas.schedule.series.recurrence import (
    LUNAR,
    WEEKDAY_CODES,
    join_parts,
    rule_parts,
)
from secretariat_tui.core.dates import WEEKDAYS, add_days, parse_date
from secretariat_tui.core.i18n import KOREAN, _, current_language
from secretariat_tui.core.lazy_pattern import LazyPattern
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import half_width

_NTH = {"첫째": 1, "둘째": 2, "셋째": 3, "넷째": 4, "다섯째": 5, "마지막": -1}
_NTH_NAMES = {number: name for name, number in _NTH.items()}
_HALF_YEAR = 182  # days
_WORKDAYS = "MO,TU,WE,TH,FR"
_LAST_DAY = (
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}월\s*말일?"
    r"|(?:['\u2019\u2018]?(?:\d{4}|\d{2})[.년]\s*)?\d{1,2}\s*[./월]\s*\d{1,2}\s*[.일]?\s*(?:\([월화수목금토일]\))?"
)
_END = LazyPattern(
    r"\s*(?:(?P<count>\d{1,4})\s*(?:회|번)|[~～]\s*(?P<until>\S.*?)(?:까지)?"
    rf"|(?<=\s)(?P<by>{_LAST_DAY})까지)\s*$"
)
_EVERY_WORKDAY = LazyPattern(r"^(?:평일\s*매일|매일\s*평일)")
_EVERY = LazyPattern(
    r"(?:(?P<n>\d{1,3})\s*(?P<each>일|주|개월|달|년)\s*(?:마다|에\s*한\s*번)"
    r"|(?P<named>매일|평일마다|평일|매주|격주|매월|매달|격월|매년|해마다))\s*(?P<rest>.*)"
)
_NAMED = {
    "매일": ("DAILY", 1),
    "평일마다": ("WEEKLY", 1),
    "평일": ("WEEKLY", 1),
    "매주": ("WEEKLY", 1),
    "격주": ("WEEKLY", 2),
    "매월": ("MONTHLY", 1),
    "매달": ("MONTHLY", 1),
    "격월": ("MONTHLY", 2),
    "매년": ("YEARLY", 1),
    "해마다": ("YEARLY", 1),
}
_UNITS = {"일": "DAILY", "주": "WEEKLY", "개월": "MONTHLY", "달": "MONTHLY", "년": "YEARLY"}
_UNIT_NAMES = {"DAILY": "일", "WEEKLY": "주", "MONTHLY": "개월", "YEARLY": "년"}
_WEEKDAY = "[월화수목금토일]"
_WEEKDAYS = LazyPattern(rf"{_WEEKDAY}(?:요일)?(?:\s*[·,/\s]?\s*{_WEEKDAY}(?:요일)?)*")
_WEEKDAY_RANGE = LazyPattern(
    rf"(?<=[주\s])({_WEEKDAY})(?:요일)?\s*[~～-]\s*({_WEEKDAY})(?:요일)?(?=\s|$)"
)
_NTH_DAY = LazyPattern(rf"({'|'.join(_NTH)})\s*(?:주\s*)?({_WEEKDAY})(?:요일)?")
_DAYS = LazyPattern(r"(?:\d{1,2}일|말일)(?:\s*[·,\s]\s*(?:\d{1,2}일|말일))*")
_MONTH_DAY = LazyPattern(
    r"(?P<lunar>음력\s*)?(?P<month>\d{1,2})\s*[월.]\s*(?P<day>\d{1,2})\s*[일.]?"
)
_MONTH = LazyPattern(r"(\d{1,2})\s*월\s*(.*)")


def parse_repetition(typed: str, start: date) -> str:
    """Return the rule of a text, or of an RRULE itself; "" for "". `start` is the day of the first occurrence.

    ValueError with examples if it cannot be read.
    """
    text = " ".join(half_width(typed).split())
    if not text:
        return ""
    if "FREQ=" in text.upper():
        return join_parts(rule_parts(text))
    text = _WEEKDAY_RANGE.compiled.sub(_range_days, text)
    end: dict[str, str] = {}
    if match := _END.compiled.search(text):
        text = text[: match.start()]
        if match["count"]:
            end = {"COUNT": str(int(match["count"]))}
        else:
            near = add_days(start, _HALF_YEAR)  # without a year, within the year from the start
            end = {"UNTIL": f"{parse_date(match['until'] or match['by'], start, near):%Y%m%d}"}
    text = _EVERY_WORKDAY.compiled.sub("평일마다", text.strip())
    parts = _parse_rule(text, start)
    if parts is None:
        raise ValueError(_unreadable(typed))
    try:
        return join_parts(rule_parts(join_parts(parts | end)))
    except ValueError:
        raise ValueError(_unreadable(typed)) from None


def _range_days(match: re.Match[str]) -> str:
    """Return the weekdays of a range: 월~금 → 월·화·수·목·금."""
    first, last = (WEEKDAYS.index(match[each]) for each in (1, 2))
    return "·".join(WEEKDAYS[each % 7] for each in range(first, first + (last - first) % 7 + 1))


def _unreadable(typed: str) -> str:
    examples = (
        "매주 화, 격주 월·수, 매월 둘째 화, 매월 말일, 매년 음력 4.8., 매주 화 10회, 매주 화 ~6.26."
    )
    return _("반복을 읽을 수 없습니다: {text} 예: {examples}").format(text=typed, examples=examples)


def _parse_rule(text: str, start: date) -> dict[str, str] | None:
    match = _EVERY.compiled.fullmatch(text)
    if match is None:
        return None
    rest = match["rest"].strip()
    if match["named"]:
        frequency, interval = _NAMED[match["named"]]
    else:
        frequency, interval = _UNITS[match["each"]], int(match["n"])
    parts = {"FREQ": frequency} | ({"INTERVAL": str(interval)} if interval != 1 else {})
    if (match["named"] or "").startswith("평일"):
        return None if rest else parts | {"BYDAY": _WORKDAYS}
    days = _parse_days(frequency, rest, start)
    if days is None or ("RSCALE" in days and interval != 1):
        return None
    if "RSCALE" in days:
        return {"RSCALE": LUNAR} | parts | {k: v for k, v in days.items() if k != "RSCALE"}
    return parts | days


def _parse_days(frequency: str, rest: str, start: date) -> dict[str, str] | None:
    match frequency:
        case "DAILY":
            return None if rest else {}
        case "WEEKLY":
            return _weekly_days(rest, start)
        case "MONTHLY":
            return _monthly_days(rest, start)
    return _yearly_days(rest, start)


def _weekly_days(rest: str, start: date) -> dict[str, str] | None:
    if not rest:
        return {"BYDAY": WEEKDAY_CODES[start.weekday()]}
    if not _WEEKDAYS.compiled.fullmatch(rest):
        return None
    named = set(rest.replace("요일", ""))
    codes = (code for name, code in zip(WEEKDAYS, WEEKDAY_CODES, strict=True) if name in named)
    return {"BYDAY": ",".join(codes)}


def _monthly_days(rest: str, start: date) -> dict[str, str] | None:
    if not rest:
        return {"BYMONTHDAY": str(start.day)}
    if match := _NTH_DAY.compiled.fullmatch(rest):
        return {"BYDAY": f"{_NTH[match[1]]}{WEEKDAY_CODES[WEEKDAYS.index(match[2])]}"}
    if not _DAYS.compiled.fullmatch(rest):
        return None
    numbers = [
        "-1" if each == "말일" else each[:-1] for each in re.findall(r"\d{1,2}일|말일", rest)
    ]
    return {"BYMONTHDAY": ",".join(dict.fromkeys(str(int(each)) for each in numbers))}


def _yearly_days(rest: str, start: date) -> dict[str, str] | None:
    if not rest:
        return {"BYMONTH": str(start.month), "BYMONTHDAY": str(start.day)}
    if match := _MONTH_DAY.compiled.fullmatch(rest):
        days = {"BYMONTH": str(int(match["month"])), "BYMONTHDAY": str(int(match["day"]))}
        return {"RSCALE": LUNAR, **days} if match["lunar"] else days
    if match := _MONTH.compiled.fullmatch(rest):
        of_month = _monthly_days(match[2], start) if match[2] else None
        return {"BYMONTH": str(int(match[1])), **of_month} if of_month else None
    return None


class _Rule(NamedTuple):
    """The parts of a rule that a text may be made of."""

    frequency: str
    interval: int
    by_day: str
    month: str
    month_days: str


def repetition_text(rrule: str) -> str:
    """Return a rule as Korean text; in other languages, or if there is no text for it, as it is."""
    if not rrule or current_language() is not KOREAN:
        return rrule
    try:
        parts = rule_parts(rrule)
    except ValueError:
        return rrule
    text = _text(parts)
    if text is None:
        return rrule
    if "COUNT" in parts:
        return f"{text} {parts['COUNT']}회"
    if until := parts.get("UNTIL", ""):
        return f"{text} ~{until[:4]}-{until[4:6]}-{until[6:8]}" if "T" not in until else rrule
    return text


def _text(parts: dict[str, str]) -> str | None:
    if "BYSETPOS" in parts or parts.get("WKST", "MO") != "MO":
        return None
    if "RSCALE" in parts:
        return f"매년 음력 {parts['BYMONTH']}.{parts['BYMONTHDAY']}."
    rule = _Rule(
        parts["FREQ"],
        int(parts.get("INTERVAL", "1")),
        parts.get("BYDAY", ""),
        parts.get("BYMONTH", ""),
        parts.get("BYMONTHDAY", ""),
    )
    if rule == ("WEEKLY", 1, _WORKDAYS, "", ""):
        return "평일마다"
    days = _days_text(rule)
    return None if days is None else f"{_every(rule)} {days}".rstrip()


def _every(rule: _Rule) -> str:
    names = {named: name for name, named in reversed(_NAMED.items()) if not name.startswith("평일")}
    name = names.get((rule.frequency, rule.interval))
    return name or f"{rule.interval}{_UNIT_NAMES[rule.frequency]}마다"


def _days_text(rule: _Rule) -> str | None:
    """Return the days of a rule; None if there is no text for them."""
    match rule:
        case _Rule("DAILY", by_day="", month="", month_days=""):
            return ""
        case _Rule("WEEKLY", by_day=codes, month="", month_days="") if codes:
            return "·".join(WEEKDAYS[WEEKDAY_CODES.index(code)] for code in codes.split(","))
        case _Rule("MONTHLY", month=""):
            return _month_days_text(rule)
        case _Rule("YEARLY", month=month) if month.isdecimal():
            days = _month_days_text(rule)
            return days and f"{month}월 {days}"
    return None


def _month_days_text(rule: _Rule) -> str | None:
    if rule.month_days and not rule.by_day:
        days = rule.month_days.split(",")
        if any(each.startswith("-") and each != "-1" for each in days):
            return None
        return "·".join("말일" if each == "-1" else f"{int(each)}일" for each in days)
    number, code = rule.by_day[:-2], rule.by_day[-2:]
    if rule.month_days or "," in rule.by_day or not number or int(number) not in _NTH_NAMES:
        return None
    return f"{_NTH_NAMES[int(number)]} {WEEKDAYS[WEEKDAY_CODES.index(code)]}"
