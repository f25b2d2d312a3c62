"""Names of keys: Textual's, and those that users read and write."""

from collections.abc import Mapping
from functools import cache

_SIGNS = {
    "exclamation_mark": "!", "quotation_mark": '"', "number_sign": "#", "dollar_sign": "$",
    "percent_sign": "%", "ampersand": "&", "apostrophe": "'", "left_parenthesis": "(",
    "right_parenthesis": ")", "asterisk": "*", "plus": "+", "comma": ",", "minus": "-",
    "full_stop": ".", "slash": "/", "colon": ":", "semicolon": ";", "less_than_sign": "<",
    "equals_sign": "=", "greater_than_sign": ">", "question_mark": "?", "at": "@",
    "left_square_bracket": "[", "backslash": "\\", "right_square_bracket": "]",
    "circumflex_accent": "^", "underscore": "_", "grave_accent": "`", "left_curly_bracket": "{",
    "vertical_line": "|", "right_curly_bracket": "}", "tilde": "~",
}  # fmt: skip
_NAMES = _SIGNS | {
    "escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn",
    "left": "←", "right": "→", "up": "↑", "down": "↓",
}  # fmt: skip
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WITHOUT_MODIFIERS = (
    *LETTERS,
    *"0123456789",
    *_SIGNS,
    "space",
    "enter",
    "tab",
    "escape",
    "backspace",
)
_SAME_AS_OTHERS = frozenset("hijm")  # Ctrl with these is Backspace, Tab and Enter to a terminal
_WITH_MODIFIERS = (
    "left", "right", "up", "down", "home", "end", "pageup", "pagedown", "insert", "delete",
    *(f"f{number}" for number in range(1, 13)),
)  # fmt: skip


def key_name(key: str) -> str:
    """Return a key as it is written on keyboards: Ctrl+P for ctrl+p, Esc for escape."""
    *held, last = key.split("+")
    name = _NAMES.get(last) or (last if len(last) == 1 and not held else last.capitalize())
    return "+".join([*(part.capitalize() for part in held), name])


def parse_key(typed: str) -> str:
    """Return Textual's name of a key that is written either way: Ctrl+U, pageup, ?, G.

    ValueError if there is none; its text is the most similar key, or empty.
    """
    written = _written()
    found = written.get(typed) or written.get(typed.casefold())
    if found is None:
        from difflib import get_close_matches

        near = get_close_matches(typed.casefold(), written, n=1)
        raise ValueError(key_name(written[near[0]]) if near else "")
    return found


@cache
def _written() -> Mapping[str, str]:
    control = LETTERS - _SAME_AS_OTHERS
    keys = [
        *_WITHOUT_MODIFIERS,
        *_WITH_MODIFIERS,
        "shift+tab",
        *(f"ctrl+{each}" for each in control if each.islower()),
    ]
    keys += [f"{held}+{key}" for held in ("ctrl", "shift", "ctrl+shift") for key in _WITH_MODIFIERS]
    names = {key_name(key).casefold(): key for key in keys if key not in LETTERS}
    return names | {key: key for key in keys}  # g and G are two keys
