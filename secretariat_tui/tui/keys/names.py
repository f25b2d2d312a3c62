"""The keys of a keyboard: what Textual calls them, and how they are written for people."""

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
_PLAIN = (*LETTERS, *"0123456789", *_SIGNS, "space", "enter", "tab", "escape", "backspace")
_SENT_AS_OTHERS = frozenset("hijm")  # Ctrl with these is Backspace, Tab and Enter to a terminal
_HELD_WITH = (
    "left", "right", "up", "down", "home", "end", "pageup", "pagedown", "insert", "delete",
    *(f"f{number}" for number in range(1, 13)),
)  # fmt: skip


def key_name(key: str) -> str:
    """Write a key as it stands on a keyboard: ctrl+p is Ctrl+P, escape is Esc."""
    *held, last = key.split("+")
    name = _NAMES.get(last) or (last if len(last) == 1 and not held else last.capitalize())
    return "+".join([*(part.capitalize() for part in held), name])


def parse_key(typed: str) -> str:
    """Return Textual's name of a key written either way: Ctrl+U, pageup, ?, G.

    ValueError where there is no such key, with the one that is written most like it, or nothing.
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
    control = LETTERS - _SENT_AS_OTHERS
    keys = [
        *_PLAIN,
        *_HELD_WITH,
        "shift+tab",
        *(f"ctrl+{each}" for each in control if each.islower()),
    ]
    keys += [f"{held}+{key}" for held in ("ctrl", "shift", "ctrl+shift") for key in _HELD_WITH]
    names = {key_name(key).casefold(): key for key in keys if key not in LETTERS}
    return names | {key: key for key in keys}  # g and G are two keys
