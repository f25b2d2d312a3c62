"""The two-set keyboard: which keys a person pressed where Hangul has arrived, and what they mean."""

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
_JOINED = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ",
    "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_KEYS = _JAMO | {one: _JAMO[two[0]] + _JAMO[two[1]] for one, two in _JOINED.items()}
_ROWS = {  # the letters within a syllable, from the code of each row's first
    0x1100: "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
    0x1161: "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
    0x11A8: "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ",
}
_LETTERS = {chr(first + at): char for first, row in _ROWS.items() for at, char in enumerate(row)}


def typed_keys(text: str) -> str:
    """Return the letters on the keys that make a text: 안 is dks, ㅘ hk, 뻐 Qj. Others stay."""
    return "".join(_keys(char) if is_hangul(char) else char for char in text)


def _keys(char: str) -> str:
    apart = (_LETTERS.get(part, part) for part in unicodedata.normalize("NFD", char))
    return "".join(_KEYS.get(letter, letter) for letter in apart)


def bindings_of_key(
    key: str, bound: Mapping[str, ActiveBinding], commands: Iterable[Command]
) -> list[ActiveBinding]:
    """Return what may be run of what a key with Hangul means; `bound` is what keys mean now.

    With Ctrl everything, as that comes at once. A letter comes late, when the next key is pressed:
    it may move a cursor or, alone, run a command that only shows something. Letters that have
    melted into one may be text, and then only cursors move.
    """
    *held, letter = key.split("+")
    pressed = typed_keys(letter)
    harmless = {each.action for each in commands if each.safe and len(pressed) == 1}
    found = [(each, bound.get("+".join([*held, each]))) for each in pressed]
    return [
        binding
        for each, binding in found
        if binding and (held or each in RESERVED or binding.binding.action in harmless)
    ]
