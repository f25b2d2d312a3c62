"""The language of the interface: Korean is the source text, English stands in a catalogue.

The catalogue is read as its translator left it. For a thousand messages that takes as long as
gettext takes with a compiled one, and there is nothing to compile, to install or to go stale.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Language(NamedTuple):
    """How a language writes: the sign of a negative amount, and days.

    In the forms of days {0} is the day, {1} its weekday, {2} its month's name, {3} its year's end.
    """

    name: str
    minus: str
    full_date: str
    short_date: str
    short_date_with_year: str
    report_date: str
    table_date: str
    month_day: str
    year_month: str


KOREAN = Language(
    "ko",
    minus="△",
    full_date="{0.year}. {0.month}. {0.day}.({1})",
    short_date="{0.month}.{0.day}.({1})",
    short_date_with_year="{3:02}.{0.month}.{0.day}.({1})",
    report_date="'{3:02}. {0.month}. {0.day}.({1})",
    table_date="'{3:02}.{0.month}.{0.day}.",
    month_day="{0.month}.{0.day}.",
    year_month="'{3:02}.{0.month}.",
)
ENGLISH = Language(
    "en",
    minus="-",
    full_date="{0} ({1})",
    short_date="{2} {0.day} ({1})",
    short_date_with_year="{0}",
    report_date="{0} ({1})",
    table_date="{0}",
    month_day="{2} {0.day}",
    year_month="{2} {0.year}",
)
LANGUAGES = {each.name: each for each in (KOREAN, ENGLISH)}
CATALOGUE = Path(__file__).parents[1] / "locale" / ENGLISH.name / "LC_MESSAGES" / "secretariat.po"
_MESSAGE = re.compile(r'(?<!fuzzy\n)^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t"}


class _Catalogue(NamedTuple):
    language: Language
    words: Mapping[str, str]


_voice = _Catalogue(KOREAN, {})
_aside: ContextVar[_Catalogue | None] = ContextVar("aside", default=None)  # of this thread only


def _(text: str) -> str:
    """Return interface text in the language in use, now."""
    return (_aside.get() or _voice).words.get(text, text)


def N_(text: str) -> str:  # noqa: N802 - the field's name for it
    """Mark text that is translated later, when it is shown."""
    return text


class Labels(dict[str, str]):
    """The names of a choice's values, marked for translation.

    A value without one, of a newer program or another's hand, goes by itself.
    """

    def __missing__(self, value: str) -> str:
        return value


def current_language() -> Language:
    """Return the language in use."""
    return (_aside.get() or _voice).language


def set_language(language: Language) -> None:
    """Speak a language from now on."""
    global _voice  # noqa: PLW0603 - the one setting every caller of _() shares
    _voice = _voice_of(language)


@contextmanager
def language_set(language: Language) -> Iterator[None]:
    """Speak a language for a while on this thread, whatever the others speak."""
    before = _aside.set(_voice_of(language))
    try:
        yield
    finally:
        _aside.reset(before)


@cache
def _voice_of(language: Language) -> _Catalogue:
    words: Mapping[str, str] = {}
    if language is ENGLISH:
        with suppress(OSError):  # without its catalogue the program still works, in Korean
            words = parse_catalogue(CATALOGUE.read_text(encoding="utf-8"))
    return _Catalogue(language, words)


def language_of_locale(env: Mapping[str, str]) -> Language:
    """Return the language of a locale: English where messages are to be English, else Korean."""
    names = (env.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next(filter(None, names), "")
    return ENGLISH if re.match(r"en(?![a-z])", chosen) else KOREAN


def parse_catalogue(catalogue: str) -> dict[str, str]:
    """Return what a catalogue in gettext's .po form translates; what is fuzzy in it is not used."""
    found = ((_text(source), _text(target)) for source, target in _MESSAGE.findall(catalogue))
    return {source: target for source, target in found if source and target}


def _text(quoted: str) -> str:
    text = quoted[1:-2].replace('"\n"', "")
    return (
        _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text) if "\\" in text else text
    )
