"""Titles that are the same as, contain, or resemble another one. Pure."""

from collections.abc import Iterable, Sequence

from secretariat_tui.core.text import search_key

_MIN_CONTAINED = 4  # letters of a title that may be part of another
_MIN_SHARED = 0.6  # part of the trigrams that two similar titles share


def title_key(title: str) -> str:
    """Return the letters and digits of a title, as searches compare them."""
    return "".join(filter(str.isalnum, search_key(title)))


def similar(title: str, others: Iterable[tuple[str, str]]) -> list[str]:
    """Return the texts of the titles that resemble `title`; `others` are (key of the title, text)."""
    key = title_key(title)
    grams = _trigrams(key)
    return [text for other, text in others if other and _resemble(key, grams, other)]


def _resemble(key: str, grams: frozenset[str], other: str) -> bool:
    if key == other:
        return True
    if min(len(key), len(other)) < _MIN_CONTAINED:
        return False
    if key in other or other in key:
        return True
    found = _trigrams(other)
    return 2 * len(grams & found) >= _MIN_SHARED * (len(grams) + len(found))


def _trigrams(key: Sequence[str]) -> frozenset[str]:
    return frozenset("".join(key[at : at + 3]) for at in range(len(key) - 2))
