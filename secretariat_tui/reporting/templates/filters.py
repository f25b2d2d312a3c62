"""The filters of templates: dates, amounts, counts, rates, particles, as offices write them.

source: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 §2, and the date styles of a mayor's office report of May 2023
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from functools import wraps
from typing import Any

from secretariat_tui.core.dates import add_days, weekday
from secretariat_tui.core.errors import RuleError
from secretariat_tui.core.i18n import _
from secretariat_tui.reporting.figures import (
    Missing,
    Traced,
    TracedDay,
    TracedText,
    TracedTime,
    merged,
    text_of,
)
from secretariat_tui.reporting.namespace import unknown

_TOKEN = re.compile(r"yyyy|yy|mm|m|dd|d|w|HH|H|MM|.", re.DOTALL)
_PARTICLES = {  # after a final consonant, after a vowel
    "을/를": ("을", "를"), "이/가": ("이", "가"), "은/는": ("은", "는"), "과/와": ("과", "와"),
    "으로/로": ("으로", "로"), "아/야": ("아", "야"), "이나/나": ("이나", "나"), "이며/며": ("이며", "며"),
}  # fmt: skip
_DIGITS_WITH_FINAL = frozenset("013678")  # 영, 일, 삼, 육, 칠, 팔
_RIEUL_DIGITS = frozenset("178")
_HANJA = {"시": "市", "대": "對", "신": "新", "구": "區", "도": "道", "전": "前", "현": "現", "고": "故",
          "미": "美", "중": "中", "일": "日", "북": "北", "내": "內", "외": "外", "신규": "新規"}  # fmt: skip
_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS = 0xAC00, 0xD7A3, 28
_SECOND_TERM = date(1998, 7, 1)
_CIRCLED = 20
_RIEUL, _MIEUM = 8, 16  # the final consonants ㄹ and ㅁ
_FINALS_OF_LETTERS = {
    "l": _RIEUL,
    "r": _RIEUL,
    "m": _MIEUM,
    "n": 4,
}  # as they are called: 엘, 알, 엠, 엔
_BRACKETS = re.compile(r"(?<=\S)\s*(?:\([^()]*\)|\[[^][]*\]|〔[^〔〕]*〕|\{[^{}]*\})\s*$")
_UNIT = re.compile(r"\d\s*(?P<unit>k?m|cm|mm|[㎞㎝㎜㎡%℃]|kV|kg|g|[㎏])$")
_UNITS_WITH_MIEUM = frozenset({"kg", "g", "㎏"})  # 킬로그램; all others end in a vowel
_MAX_STYLE = 200  # characters of the style of a date
_MAX_PLACES = 6
_MAX_JOINED = 200_000  # characters


def traced_text(function: Callable[..., str]) -> Callable[..., Any]:
    """Give the text that a filter returns the sources of its arguments."""

    @wraps(function)
    def with_sources(*values: Any, **named: Any) -> Any:
        missing = bool(values) and isinstance(values[0], Missing) and function.__name__ != "dash"
        text = "" if missing else function(*values, **named)
        used = (*values, *named.values())
        sources = merged(used)
        if sources or any(isinstance(each, Traced) for each in used):
            return TracedText(text, sources)
        return text

    return with_sources


def whole_number(value: Any) -> int:
    """Return a number. RuleError for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    raise RuleError(_("숫자가 아닙니다."), _shown(value))


def _day(value: Any) -> date:
    """Return a day. RuleError for anything else."""
    if isinstance(value, date):
        return value
    raise RuleError(_("날짜가 아닙니다."), _shown(value))


def _shown(value: Any) -> str:
    """Return a value as an error shows it."""
    return _("빈 칸") if value is None or isinstance(value, Missing) else text_of(value)[:40]


def list_items(values: Any) -> list[Any]:
    """Return the items of a list. RuleError for a single value."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise RuleError(_("목록이 아닙니다."), text_of(values)[:40])
    return list(values)


@traced_text
def date_text(value: date | None, style: str = "'yy. m. d.(w)", at: time | None = None) -> str:
    """Return a day in a style: yyyy yy m mm d dd w (the weekday, computed) H HH MM; "" without a day.

    One that is known to the month or the year only is written so if the style has more: '23. 9월, '24년.
    """
    if value is None:
        return ""
    _day(value)
    if len(style) > _MAX_STYLE:
        raise RuleError(_("날짜의 모양이 너무 깁니다."))
    precision = getattr(value, "precision", "day")
    if precision == "year" and re.search("[md]", style):
        return _("'{year:02}년").format(year=value.year % 100)
    if precision == "month" and "d" in style:
        return _("'{year:02}. {month}월").format(year=value.year % 100, month=value.month)
    clock = at or time()
    parts = {
        "yyyy": f"{value.year}", "yy": f"{value.year % 100:02}", "mm": f"{value.month:02}",
        "m": f"{value.month}", "dd": f"{value.day:02}", "d": f"{value.day}", "w": weekday(value),
        "HH": f"{clock.hour:02}", "H": f"{clock.hour}", "MM": f"{clock.minute:02}",
    }  # fmt: skip
    return "".join(parts.get(token, token) for token in _TOKEN.findall(style))


@traced_text
def clock_text(value: time | None) -> str:
    """Return a time of day: 08:00; "" without one."""
    if value is not None and not isinstance(value, time):
        raise RuleError(_("시각이 아닙니다."), text_of(value)[:40])
    return f"{value:%H:%M}" if value else ""


def days_later(value: date | None, days: int) -> date | None:
    """Return the day some days later: {{ 끝|며칠뒤(1)|날짜("yyyy. m.") }} is the month after a period."""
    if not value:
        return None
    day = _day(value)
    later = add_days(date(day.year, day.month, day.day), whole_number(days))
    return TracedDay(later, value.sources) if isinstance(value, TracedDay) else later


def minutes_later(value: time | None, minutes: int) -> time | None:
    """Return the time of day some minutes later: {{ 행사.시작시각|몇분뒤(줄.분)|시각 }} of a step of an event."""
    if not value:
        return None
    if not isinstance(value, time):
        raise RuleError(_("시각이 아닙니다."), text_of(value)[:40])
    total = (value.hour * 60 + value.minute + whole_number(minutes)) % (24 * 60)
    later = time(*divmod(total, 60))
    return TracedTime(later, value.sources) if isinstance(value, TracedTime) else later


@traced_text
def year_text(year: int) -> str:
    """Return a year as reports write it: '23년."""
    return _("'{year:02}년").format(year=whole_number(year) % 100)


@traced_text
def term(day: date) -> str:
    """Return the number of the term of elected local governments that a day is in: 8 from July 2022.

    They began in July 1995; the first one ended in June 1998, all others have four years.
    """
    _day(day)
    months = (day.year - _SECOND_TERM.year) * 12 + day.month - _SECOND_TERM.month
    return str(months // 48 + 2)


@traced_text
def circled(number: int) -> str:
    """Return a number in a circle, up to 20: ①."""
    value = whole_number(number)
    return chr(ord("①") + value - 1) if 1 <= value <= _CIRCLED else f"({value})"


def lines(text: Any) -> list[Any]:
    """Return the lines of a text that are not empty."""
    sources = merged((text,))
    found = [line.strip() for line in text_of(text).splitlines() if line.strip()]
    return [TracedText(line, sources) for line in found] if sources else found


@traced_text
def joined_by_ending(texts: Any, separator: str = ", ") -> str:
    """Return names joined, with the words that all end in once: 가-나 협약, 가-다 협약 → 가-나, 가-다 협약."""
    names = [text_of(text).split(" ") for text in list_items(texts)]
    shared: list[str] = []
    while names and all(len(name) > 1 and name[-1] == names[0][-1] for name in names):
        shared.insert(0, names[0][-1])
        names = [name[:-1] for name in names]
    return " ".join(filter(None, (joined([" ".join(name) for name in names], separator), *shared)))


@traced_text
def thousands(won: int | None) -> str:
    """Return an amount in thousands of won, cut off: 89,517; "" without one."""
    return "" if won is None else f"{_cut(whole_number(won), 1000):,}"


@traced_text
def ten_thousands(won: int | None) -> str:
    """Return an amount in 만원, cut off: 110; "" without one."""
    return "" if won is None else f"{_cut(whole_number(won), 10_000):,}"


@traced_text
def counted(number: int, unit: str = "") -> str:
    """Return a number with commas and its counter: 2,861명."""
    return f"{whole_number(number):,}{unit}"


@traced_text
def rate(part: int, whole: int, places: int = 1) -> str:
    """Return a share in per cent, cut off and not rounded: 25.0; "-" of nothing."""
    if not 0 <= whole_number(places) <= _MAX_PLACES:
        raise RuleError(_("소수점 아래는 0~6자리로 적습니다."), text_of(places))
    if isinstance(whole, Missing) or not whole_number(whole):
        return "-"
    scale = 10**places
    value = _cut(whole_number(part) * 100 * scale, int(whole))
    sign = "-" if value < 0 else ""
    first, rest = divmod(abs(value), scale)
    return f"{sign}{first}.{rest:0{places}}" if places else f"{sign}{first}"


def _cut(value: int, divisor: int) -> int:
    """Return a quotient without its fraction, towards zero."""
    quotient = abs(int(value)) // abs(divisor)
    return quotient if (value >= 0) == (divisor > 0) else -quotient


@traced_text
def dash(value: Any) -> str:
    """Return "-" for 0 and for nothing, else the text."""
    return "-" if not value else text_of(value)


@traced_text
def with_particle(text: str, pair: str) -> str:
    """Return a text with the particle that fits its last letter, "" without a text: {{ 이름 | 조사("을/를") }}.

    UnknownNameError for a pair that is unknown.
    """
    if pair not in _PARTICLES:
        raise unknown(_("모르는 조사입니다."), text_of(pair)[:40], [*_PARTICLES])
    after_consonant, after_vowel = _PARTICLES[pair]
    text = text_of(text)
    if not text:
        return ""
    final = _final(text)
    if pair == "으로/로" and final == _RIEUL:
        return f"{text}{after_vowel}"
    return f"{text}{after_consonant if final else after_vowel}"


def _final(text: str) -> int:
    """Return the number of the final consonant of a text's last letter or digit, 0 without one.

    Brackets at the end do not count, units after a number are read out.
    """
    text = text[-_MAX_STYLE:]
    while (shorter := _BRACKETS.sub("", text)) != text:
        text = shorter
    if unit := _UNIT.search(text):
        return _MIEUM if unit["unit"] in _UNITS_WITH_MIEUM else 0
    last = next((char for char in reversed(text) if char.isalnum()), "").lower()
    if last and _FIRST_SYLLABLE <= ord(last[0]) <= _LAST_SYLLABLE:
        return (ord(last) - _FIRST_SYLLABLE) % _FINALS
    if last in _RIEUL_DIGITS:
        return _RIEUL
    return 1 if last in _DIGITS_WITH_FINAL else _FINALS_OF_LETTERS.get(last, 0)


@traced_text
def hanja(text: str) -> str:
    """Return the Chinese character that reports write for a word: 시 → 市. Others stay."""
    return _HANJA.get(text_of(text), text_of(text))


@traced_text
def joined(values: Any, separator: str = ", ") -> str:
    """Return texts joined; those that are empty are left out. RuleError if that is too long."""
    texts = [text for text in map(text_of, list_items(values)) if text]
    if sum(map(len, texts)) + len(separator) * len(texts) > _MAX_JOINED:
        raise RuleError(_("글이 너무 깁니다."))
    return separator.join(texts)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "날짜": date_text, "date": date_text, "시각": clock_text, "clock": clock_text,
    "천원": thousands, "thousands": thousands, "만원": ten_thousands, "ten_thousands": ten_thousands,
    "세기": counted, "counted": counted, "비율": rate, "rate": rate, "줄표": dash, "dash": dash,
    "조사": with_particle, "particle": with_particle, "한자": hanja, "hanja": hanja,
    "이음": joined, "join": joined, "묶음": joined_by_ending, "join_by_ending": joined_by_ending,
    "며칠뒤": days_later, "days_later": days_later,
    "몇분뒤": minutes_later, "minutes_later": minutes_later, "연도": year_text, "year": year_text,
    "민선": term, "term": term, "동그라미": circled, "circled": circled, "줄들": lines, "lines": lines,
}  # fmt: skip
