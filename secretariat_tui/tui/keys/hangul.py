"""The Korean two-set (Dubeolsik) keyboard: which keys produced a Hangul character."""

import unicodedata
from collections.abc import Iterable, Mapping

from textual.binding import ActiveBinding

from secretariat_tui.core.text import is_hangul
from secretariat_tui.tui.keys.commands import Command
from secretariat_tui.tui.keys.keymap import RESERVED

_JAMO = dict(zip(
    "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
    "qwertyuiopasdfghjklzxcvbnmQWERTOP", strict=True,
))  # fmt: skip
_COMPOUND_JAMO = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ",
    "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_KEYS = _JAMO | {one: _JAMO[two[0]] + _JAMO[two[1]] for one, two in _COMPOUND_JAMO.items()}
_CONJOINING = {  # letters within a syllable, from the code point of the first
    0x1100: "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
    0x1161: "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
    0x11A8: "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ",
}
_JAMO_OF = {
    chr(first + at): char for first, row in _CONJOINING.items() for at, char in enumerate(row)
}


def typed_keys(text: str) -> str:
    """Return the Latin letters on the keys that type a text: dks for 안, hk for ㅘ, Qj for 뻐."""
    return "".join(_keys(char) if is_hangul(char) else char for char in text)


def _keys(char: str) -> str:
    letters = (_JAMO_OF.get(part, part) for part in unicodedata.normalize("NFD", char))
    return "".join(_KEYS.get(letter, letter) for letter in letters)


def bindings_of_key(
    key: str, bound: Mapping[str, ActiveBinding], commands: Iterable[Command]
) -> list[ActiveBinding]:
    """Return the bindings to run for a Hangul key; `bound` are the active bindings by key.

    With Ctrl all bindings may run, since the key arrives at once. A letter arrives late, with the next
    key: it may move a cursor or run a `safe` command. Letters composed into a syllable may be text:
    they may only move a cursor.
    """
    *modifiers, letter = key.split("+")
    pressed = typed_keys(letter)
    safe = {each.action for each in commands if each.safe and len(pressed) == 1}
    candidates = [(each, bound.get("+".join([*modifiers, each]))) for each in pressed]
    return [
        binding
        for each, binding in candidates
        if binding and (modifiers or each in RESERVED or binding.binding.action in safe)
    ]
