"""The terms of a query: its words, and for an amount or a date the other spellings that texts hold."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from secretariat_tui.core import dates
from secretariat_tui.core.i18n import LANGUAGES
from secretariat_tui.core.lazy_pattern import LazyPattern
from secretariat_tui.core.money import parse_won
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import compatible, search_key

_MOST_WORDS = 5  # of an amount or a date: '23. 4. 18. (화)
_LONGEST = 40  # letters of an amount or a date
_HANGUL_AMOUNT = 3  # letters of an amount without digits: 이천 is also the name of a town
_WEEKDAY = LazyPattern(r"\s*\(\w+\)$")
# Two days with which a date without a year gives different years, and 오늘 different days.
_EARLY, _LATE = date(2024, 7, 1), date(2028, 7, 2)
_ONE_DIGIT_DAY = LazyPattern(r"(?<!\d)\d$")


class Spelling(NamedTuple):
    """A text that a document may hold, as a search key, and what may not stand beside it as patterns."""

    key: str
    not_before: str = r"(?<!\d)"
    not_after: str = r"(?!\d)"

    @property
    def pattern(self) -> str:
        """The pattern that finds it."""
        return f"{self.not_before}{re.escape(self.key)}{self.not_after}"


class QueryTerm(NamedTuple):
    """A part of a query: the search keys of its words, all of which a match holds, or else a spelling."""

    words: tuple[str, ...]
    spellings: tuple[Spelling, ...] = ()


def query_terms(query: str) -> list[QueryTerm]:
    """Return the terms of a query. Words that are an amount or a date together are one term."""
    words, terms, at = query.split(), list[QueryTerm](), 0
    while at < len(words):
        for end in range(min(len(words), at + _MOST_WORDS), at, -1):
            spellings = tuple(dict.fromkeys(_spellings(words[at:end])))
            if spellings or end == at + 1:
                terms.append(QueryTerm(tuple(map(search_key, words[at:end])), spellings))
                at = end
                break
    return terms


def _spellings(words: Sequence[str]) -> Iterator[Spelling]:
    text = compatible(" ".join(words))
    if len(text) > _LONGEST:
        return
    yield from _amount_spellings(text)
    yield from _date_spellings(text)


def _amount_spellings(text: str) -> Iterator[Spelling]:
    if not any(char.isdecimal() for char in text) and len(text) < _HANGUL_AMOUNT:
        return
    try:
        won = parse_won(text)
    except ValueError:
        return
    signs = {language.minus for language in LANGUAGES.values()} if won < 0 else {""}
    for sign in sorted(signs):
        for amount in (f"{abs(won):,}", f"{abs(won)}"):
            key = search_key(sign + amount)
            if key != search_key(text):
                yield Spelling(key, r"(?<!\d)(?<!\d,)", r"(?!\d)(?!,\d{3})")


def _date_spellings(text: str) -> Iterator[Spelling]:
    """Yield the spellings of a day, or of that day in any year. Words such as 오늘 are no dates here."""
    typed = _WEEKDAY.compiled.sub("", text)
    try:
        day, other = dates.parse_date(typed, _EARLY), dates.parse_date(typed, _LATE)
    except ValueError:
        return
    if day == other:
        keys = _keys_of_day(day)
    elif (day.month, day.day) == (other.month, other.day):
        keys = _keys_without_year(day)
    else:
        return
    for key in keys:
        yield Spelling(
            search_key(key), not_after=r"(?!\d)" if _ONE_DIGIT_DAY.compiled.search(key) else ""
        )


def _keys_of_day(day: date) -> Iterator[str]:
    for year in (f"{day.year:04}", f"{day.year % 100:02}"):
        yield from (f"{year}{mark}{key}" for mark in ".-/" for key in _month_day(day, mark))
        yield f"{year}년{day.month}월{day.day}일"
    yield f"{day.year:04}{day.month:02}{day.day:02}"
    yield f"{dates.MONTHS[day.month - 1]}{day.day},{day.year}"


def _keys_without_year(day: date) -> Iterator[str]:
    yield from _month_day(day, ".")
    yield from _month_day(day, "/")
    yield f"{day.month:02}-{day.day:02}"
    yield f"{day.month}월{day.day}일"
    yield f"{dates.MONTHS[day.month - 1]}{day.day}"


def _month_day(day: date, mark: str) -> list[str]:
    return [f"{day.month}{mark}{day.day}", f"{day.month:02}{mark}{day.day:02}"]
