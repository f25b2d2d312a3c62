"""The language of the interface. Korean is the source text; English comes from a gettext catalogue.

The .po file is parsed directly. For a thousand messages that takes as long as loading a compiled catalogue,
and there is nothing to compile or install.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from secretariat_tui.core.lazy_pattern import LazyPattern
from secretariat_tui.core.named_tuple import NamedTuple


class Language(NamedTuple):
    """The formats of a language: the minus sign, and dates.

    In the date formats {0} is the day, {1} its weekday, {2} its month's name, {3} its year in two
    digits (in four if two are not clear), {4} the same with an apostrophe before two digits.
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
    short_date_with_year="{3}.{0.month}.{0.day}.({1})",
    report_date="{4}. {0.month}. {0.day}.({1})",
    table_date="{4}.{0.month}.{0.day}.",
    month_day="{0.month}.{0.day}.",
    year_month="{4}.{0.month}.",
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
_MESSAGE = LazyPattern(r'(?<!fuzzy\n)^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', re.MULTILINE)
_ESCAPE = LazyPattern(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t"}


class _Catalogue(NamedTuple):
    language: Language
    messages: Mapping[str, str]


_catalogue = _Catalogue(KOREAN, {})
# Set by language_set for one context.
_local_catalogue: ContextVar[_Catalogue | None] = ContextVar("catalogue", default=None)


def _(text: str) -> str:
    """Translate interface text into the current language."""
    return (_local_catalogue.get() or _catalogue).messages.get(text, text)


def N_(text: str) -> str:  # noqa: N802 - its usual name
    """Mark text that is translated later, when it is shown."""
    return text


class Labels(dict[str, str]):
    """The names of a choice's values, marked for translation.

    A value without a name, as a newer program may have written, is its own name.
    """

    def __missing__(self, value: str) -> str:
        return value


def current_language() -> Language:
    """Return the current language."""
    return (_local_catalogue.get() or _catalogue).language


def set_language(language: Language) -> None:
    """Set the current language of the process."""
    global _catalogue  # noqa: PLW0603 - the one setting that every caller of _() shares
    _catalogue = _load_catalogue(language)


@contextmanager
def language_set(language: Language) -> Iterator[None]:
    """Use a language in this context only (thread or task), whatever the language of the process."""
    before = _local_catalogue.set(_load_catalogue(language))
    try:
        yield
    finally:
        _local_catalogue.reset(before)


@cache
def _load_catalogue(language: Language) -> _Catalogue:
    messages: Mapping[str, str] = {}
    if language is ENGLISH:
        with suppress(OSError):  # without it the program works in Korean
            messages = parse_catalogue(CATALOGUE.read_text(encoding="utf-8"))
    return _Catalogue(language, messages)


def language_of_locale(env: Mapping[str, str]) -> Language:
    """Return the language for a locale: English if its messages are English, else Korean."""
    names = (env.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "")
    return ENGLISH if locale.startswith("en") and not locale[2:3].isalpha() else KOREAN


def parse_catalogue(catalogue: str) -> dict[str, str]:
    """Return the translations of a .po file, without the fuzzy ones."""
    entries = (
        (_text(source), _text(target)) for source, target in _MESSAGE.compiled.findall(catalogue)
    )
    return {source: target for source, target in entries if source and target}


def _text(quoted: str) -> str:
    text = quoted[1:-2].replace('"\n"', "")
    return (
        _ESCAPE.compiled.sub(lambda match: _ESCAPED.get(match[1], match[1]), text)
        if "\\" in text
        else text
    )
