"""Finding a query in texts as a Korean reader expects."""

import re

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.query_terms import QueryTerm, query_terms
from secretariat_tui.core.text import (
    INITIALS,
    completions,
    is_syllable,
    search_key,
    syllables_from,
)

Bounds = tuple[int, int]


class _Term(NamedTuple):
    """A part of a query: all its words occur in a text, or one of its other spellings."""

    words: tuple[re.Pattern[str], ...]
    spellings: re.Pattern[str] | None

    def occurs_in(self, key: str) -> bool:
        if all(word.search(key) for word in self.words):
            return True
        return bool(self.spellings and self.spellings.search(key))

    def bounds(self, key: str) -> list[Bounds | None]:
        """Return the first match of each word; if one is missing, that of another spelling instead."""
        bounds = [match and match.span() for match in (word.search(key) for word in self.words)]
        if None in bounds and self.spellings and (match := self.spellings.search(key)):
            return [match.span()] * len(bounds)
        return bounds


class Matcher:
    """Finds a query in texts.

    서울, 서우, ㅅㅇ, ㅅ울 and 섷 (while 서하 is being typed) all match 서울 or 서하; every word of the query must
    occur in one of the texts. An amount or a date is found in each spelling that forms read: 120만 and 1200000
    match 1,200,000. Texts are separated by a newline.
    """

    def __init__(self, query: str) -> None:
        self._terms = [_compiled(term) for term in query_terms(query)]

    def __bool__(self) -> bool:
        """Whether the query has any words."""
        return bool(self._terms)

    def __call__(self, *texts: str) -> bool:
        """Whether every word of the query occurs in one of the texts."""
        return self.matches_key("\n".join(search_key(text) for text in texts))

    def matches_key(self, key: str) -> bool:
        """Whether every word of the query occurs in a text made by `search_key`."""
        return all(term.occurs_in(key) for term in self._terms)

    def matches_part_of_key(self, key: str) -> bool:
        """Whether any word of the query, or another spelling, occurs in a text made by `search_key`."""
        return any(
            any(word.search(key) for word in term.words)
            or bool(term.spellings and term.spellings.search(key))
            for term in self._terms
        )

    def spans(self, text: str) -> list[tuple[int, int] | None]:
        """Return the (start, end) of the first match of each word in a clean text; None for a word without one."""
        keys = [search_key(char) for char in text]
        letters = [at for at, key in enumerate(keys) for _char in key]
        key = "".join(keys)
        bounds = (each for term in self._terms for each in term.bounds(key))
        return [each and (letters[each[0]], letters[each[1] - 1] + 1) for each in bounds]


def _compiled(term: QueryTerm) -> _Term:
    spellings = "|".join(each.pattern for each in term.spellings)
    return _Term(tuple(map(_pattern, term.words)), re.compile(spellings) if spellings else None)


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(
        "".join(_letter(char, last=i == len(word) - 1) for i, char in enumerate(word))
    )


def _letter(char: str, *, last: bool) -> str:
    """Return a pattern for one typed letter; the last syllable may be incomplete."""
    if char in INITIALS:
        return f"(?:{char}|{syllables_from(char)})"
    if not last or not is_syllable(char):
        return re.escape(char)
    forms, spill = completions(char)
    if spill:
        return f"(?:{char}|{spill[0]}{syllables_from(spill[1])})"
    return f"[{forms[0]}-{forms[-1]}]"
