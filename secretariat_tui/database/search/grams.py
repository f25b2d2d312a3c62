"""The grams of texts and queries: letters, pairs of letters, initial consonants, parts of numbers."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import add

from secretariat_tui.core.query_terms import QueryTerm, query_terms
from secretariat_tui.core.text import (
    INITIALS,
    completions,
    initial_consonant,
    is_syllable,
)

_LONGEST_DIGITS = 4  # digits of a gram
_SHORT_LINE = 24  # characters
_RUN = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d{3,}")  # pairs of digits are in too many documents to be selective


def match_expression(query: str) -> str:
    """Return the FTS5 expression that every match of a query satisfies; "" if there is none."""
    return " AND ".join(dict.fromkeys(part for term in query_terms(query) for part in _parts(term)))


def _parts(term: QueryTerm) -> Iterator[str]:
    """Yield the FTS5 expressions that every match of a term satisfies."""
    words = list(dict.fromkeys(part for word in term.words for part in _gram_terms(word)))
    if not term.spellings:
        yield from words
        return
    others = (dict.fromkeys(_gram_terms(each.key)) for each in term.spellings)
    alternatives = dict.fromkeys(" AND ".join(parts) for parts in (words, *others))
    if all(alternatives):
        yield f"({' OR '.join(f'({each})' for each in alternatives)})"


def _gram_terms(key: str) -> Iterator[str]:
    for run in _RUN.finditer(key):
        yield from _query_terms(run[0], growing=run.end() == len(key))


def _query_terms(run: str, *, growing: bool) -> Iterator[str]:
    """Yield the FTS5 term of each pair of letters, or of a single letter.

    An initial consonant stands for its syllables. The last syllable of a word may be incomplete: 서우 may become
    서울, 예산 may become 예사나.
    """
    inside = set[int]()
    for number in _NUMBER.finditer(run):
        inside.update(range(number.start() + 1, number.end()))
        yield from _digit_grams(number[0], min(len(number[0]), _LONGEST_DIGITS))
    for at, (before, char, after) in enumerate(zip(f" {run}", run, f"{run[1:]} ", strict=False)):
        if at in inside:
            continue
        vague = {before, char} & set(INITIALS)
        if vague and before != " ":
            yield initial_consonant(before) + initial_consonant(char)
        exact = "" if vague or before == " " else before
        if char in INITIALS:
            if before == after == " ":
                yield char
        elif growing and after == " " and is_syllable(char):
            yield _growing_terms(exact, char)
        elif exact or after == " " or vague or after in INITIALS:
            yield exact + char


def _growing_terms(before: str, char: str) -> str:
    forms, spill = completions(char)
    terms = [before + form for form in forms]
    if spill:
        open_syllable, final = spill
        terms.append(f"({before}{open_syllable} AND {initial_consonant(char)}{final})")
    return f"({' OR '.join(terms)})"


def grams(text: str) -> set[str]:
    """Return the grams of a document: letters, pairs of letters, and their initial consonants.

    Of numbers also the parts of three and four digits.
    """
    result: set[str] = set()
    for number in _NUMBER.findall(text):
        result.update(_digit_grams(number, 3), _digit_grams(number, _LONGEST_DIGITS))
    for run in _RUN.findall(text):
        result.update(run, map(add, run, run[1:]))
        for starts in run.translate(_INITIAL_TABLE).split():
            result.update(starts, map(add, starts, starts[1:]))
    return result


def changed_grams(old: str, new: str) -> tuple[str, str]:
    """Return the grams that a document loses and gains, each for FTS5. No gram extends over two lines."""
    before, after = old.split("\n"), new.split("\n")
    if not old:
        return "", " ".join(_grams_of(after))
    if not new:
        return " ".join(_grams_of(before)), ""
    kept = _grams_of(set(before) & set(after))
    lost = _grams_of(set(before) - set(after)) - kept
    gained = _grams_of(set(after) - set(before)) - kept
    return " ".join(lost - gained), " ".join(gained - lost)


def _grams_of(lines: Iterable[str]) -> frozenset[str]:
    """Return the grams of lines."""
    return frozenset().union(
        *[_cached_grams(line) if len(line) <= _SHORT_LINE else grams(line) for line in lines]
    )


_cached_grams = lru_cache(maxsize=1 << 12)(grams)  # most short lines recur: dates, states


def _digit_grams(number: str, size: int) -> list[str]:
    return [number[at : at + size] for at in range(len(number) - size + 1)]


class _InitialTable(dict[int, str]):
    """Maps each character to its initial consonant, others than Hangul to a blank."""

    def __missing__(self, code: int) -> str:
        self[code] = initial_consonant(chr(code)) or " "
        return self[code]


_INITIAL_TABLE = _InitialTable()
