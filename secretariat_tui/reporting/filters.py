"""The filters of templates: dates, amounts, counts, rates, particles, as offices write them.

source: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 §2, and the date styles of a mayor's office report of May 2023
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from functools import wraps
from typing import Any

from secretariat_tui.core.dates import add_days, weekday
from secretariat_tui.core.i18n import _
from secretariat_tui.reporting.figures import Missing, Traced, TracedDay, TracedText, merged

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
MAX_JOINED = 1_000_000  # characters
_RIEUL = 8  # the final consonant ㄹ


def _traced(function: Callable[..., str]) -> Callable[..., Any]:
    """Give the text that a filter returns the sources of its arguments."""

    @wraps(function)
    def with_sources(*values: Any, **named: Any) -> Any:
        missing = bool(values) and isinstance(values[0], Missing) and function.__name__ != "dash"
        text = "" if missing else function(*values, **named)
        sources = merged((*values, *named.values()))
        return TracedText(text, sources) if sources else text

    return with_sources


@_traced
def date_text(value: date | None, style: str = "'yy. m. d.(w)", at: time | None = None) -> str:
    """Return a day in a style: yyyy yy m mm d dd w (the weekday, computed) H HH MM; "" without a day.

    One that is known to the month or the year only is written so if the style has more: '23. 9월, '24년.
    """
    if value is None:
        return ""
    if not isinstance(value, date):
        raise TypeError(_("날짜가 아닙니다: {value}").format(value=value))
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


@_traced
def clock_text(value: time | None) -> str:
    """Return a time of day: 08:00; "" without one."""
    return f"{value:%H:%M}" if value else ""


def days_later(value: date | None, days: int) -> date | None:
    """Return the day some days later: {{ 끝|며칠뒤(1)|날짜("yyyy. m.") }} is the month after a period."""
    if not value:
        return None
    later = add_days(value, days)
    return TracedDay(later, value.sources) if isinstance(value, TracedDay) else later


@_traced
def year_text(year: int) -> str:
    """Return a year as reports write it: '23년."""
    return _("'{year:02}년").format(year=int(year) % 100)


@_traced
def term(day: date) -> str:
    """Return the number of the term of elected local governments that a day is in: 8 from July 2022.

    They began in July 1995; the first one ended in June 1998, all others have four years.
    """
    months = (day.year - _SECOND_TERM.year) * 12 + day.month - _SECOND_TERM.month
    return str(months // 48 + 2)


@_traced
def circled(number: int) -> str:
    """Return a number in a circle, up to 20: ①."""
    value = int(number)
    return chr(ord("①") + value - 1) if 1 <= value <= _CIRCLED else f"({value})"


def lines(text: Any) -> list[Any]:
    """Return the lines of a text that are not empty."""
    sources = merged((text,))
    found = [line.strip() for line in str(text).splitlines() if line.strip()]
    return [TracedText(line, sources) for line in found] if sources else found


@_traced
def joined_by_ending(texts: Any, separator: str = ", ") -> str:
    """Return names joined, with the words that all end in once: 가-나 협약, 가-다 협약 → 가-나, 가-다 협약."""
    names = [str(text).split(" ") for text in texts]
    shared: list[str] = []
    while names and all(len(name) > 1 and name[-1] == names[0][-1] for name in names):
        shared.insert(0, names[0][-1])
        names = [name[:-1] for name in names]
    return " ".join(filter(None, (joined([" ".join(name) for name in names], separator), *shared)))


@_traced
def thousands(won: int) -> str:
    """Return an amount in thousands of won, cut off: 89,517."""
    return f"{_cut(won, 1000):,}"


@_traced
def ten_thousands(won: int) -> str:
    """Return an amount in 만원, cut off: 110."""
    return f"{_cut(won, 10_000):,}"


@_traced
def counted(number: int, unit: str = "") -> str:
    """Return a number with commas and its counter: 2,861명."""
    return f"{int(number):,}{unit}"


@_traced
def rate(part: int, whole: int, places: int = 1) -> str:
    """Return a share in per cent, cut off and not rounded: 25.0; "-" of nothing."""
    if not whole:
        return "-"
    scale = 10**places
    value = _cut(int(part) * 100 * scale, int(whole))
    sign = "-" if value < 0 else ""
    first, rest = divmod(abs(value), scale)
    return f"{sign}{first}.{rest:0{places}}" if places else f"{sign}{first}"


def _cut(value: int, divisor: int) -> int:
    """Return a quotient without its fraction, towards zero."""
    quotient = abs(int(value)) // abs(divisor)
    return quotient if (value >= 0) == (divisor > 0) else -quotient


@_traced
def dash(value: Any) -> str:
    """Return "-" for 0 and for nothing, else the text."""
    return "-" if not value else str(value)


@_traced
def with_particle(text: str, pair: str) -> str:
    """Return a text with the particle that fits its last letter: {{ 이름 | 조사("을/를") }}.

    ValueError for a pair that is unknown.
    """
    if pair not in _PARTICLES:
        raise ValueError(_("모르는 조사입니다: {pair}").format(pair=pair))
    after_consonant, after_vowel = _PARTICLES[pair]
    final = _final(str(text))
    if pair == "으로/로" and final == _RIEUL:
        return f"{text}{after_vowel}"
    return f"{text}{after_consonant if final else after_vowel}"


def _final(text: str) -> int:
    """Return the number of the final consonant of a text's last letter or digit, 0 without one."""
    last = next((char for char in reversed(text) if char.isalnum()), "")
    if last and _FIRST_SYLLABLE <= ord(last) <= _LAST_SYLLABLE:
        return (ord(last) - _FIRST_SYLLABLE) % _FINALS
    if last in _RIEUL_DIGITS:
        return _RIEUL
    return 1 if last in _DIGITS_WITH_FINAL or (last.lower() in "lmnr" and last) else 0


@_traced
def hanja(text: str) -> str:
    """Return the Chinese character that reports write for a word: 시 → 市. Others stay."""
    return _HANJA.get(str(text), str(text))


def _plain(value: Any) -> str:
    return value.display if isinstance(value, Traced) else str(value)


@_traced
def joined(values: Any, separator: str = ", ") -> str:
    """Return texts joined; those that are empty are left out. ValueError if that is too long."""
    texts = [text for text in map(_plain, values) if text]
    if sum(map(len, texts)) + len(separator) * len(texts) > MAX_JOINED:
        raise ValueError(_("글이 너무 깁니다."))
    return separator.join(texts)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "날짜": date_text, "date": date_text, "시각": clock_text, "clock": clock_text,
    "천원": thousands, "thousands": thousands, "만원": ten_thousands, "ten_thousands": ten_thousands,
    "세기": counted, "counted": counted, "비율": rate, "rate": rate, "줄표": dash, "dash": dash,
    "조사": with_particle, "particle": with_particle, "한자": hanja, "hanja": hanja,
    "이음": joined, "join": joined, "묶음": joined_by_ending, "join_by_ending": joined_by_ending,
    "며칠뒤": days_later, "days_later": days_later, "연도": year_text, "year": year_text,
    "민선": term, "term": term, "동그라미": circled, "circled": circled, "줄들": lines, "lines": lines,
}  # fmt: skip
