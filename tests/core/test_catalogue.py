"""The English catalogue is whole, and says nothing that the program does not."""

import re

from secretariat_tui.core.i18n import CATALOGUE
from tests.catalogue import HANGUL, fields, sources, translations

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
OWN_NAME = "한국어"  # a language is called by its own name
ENGLISH = translations()
REMEDY = "Run python -m tests.catalogue and translate what it names."


def test_every_text_is_translated() -> None:
    assert [text for text in sources() if text not in ENGLISH] == [], REMEDY


def test_nothing_is_obsolete_or_guessed() -> None:
    known = sources()
    assert [text for text in ENGLISH if text not in known] == [], REMEDY
    text = CATALOGUE.read_text(encoding="utf-8")
    assert "#~" not in text
    assert "fuzzy" not in text


def test_placeholders_are_those_of_the_source() -> None:
    assert [text for text, said in ENGLISH.items() if fields(text) != fields(said)] == []


def test_a_translation_is_english_and_prints() -> None:
    said = [text.replace(OWN_NAME, "") for text in ENGLISH.values()]
    assert [text for text in said if CONTROL.search(text) or HANGUL.search(text)] == []


def test_the_blanks_at_the_ends_are_those_of_the_source() -> None:
    """Texts are put together: a blank, or none, at an end is part of them."""
    differ = [
        text
        for text, said in ENGLISH.items()
        if text.replace(text.strip(), "|") != said.replace(said.strip(), "|")
    ]
    assert differ == []
