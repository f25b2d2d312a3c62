"""The first frame, painted before Textual is imported, so that a person can read at once.

Textual then paints the same cells over it; keys pressed meanwhile wait in the terminal.
"""

from collections.abc import Mapping, Sequence

from secretariat_tui.text import clean
from secretariat_tui.tui import colours
from secretariat_tui.tui.line import Span

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[2J\x1b[H"
LEAVE = "\x1b[?25h\x1b[?1049l"
_INKS = {"title": "accent", "accent": "accent", "key": "accent", "good": "success",
         "warn": "warning", "bad": "error"}  # fmt: skip
_BOLD = frozenset({"title", "bold", "key", "bad"})


def text(rows: Sequence[Sequence[Span]], env: Mapping[str, str]) -> str:
    """Return what paints rows of spans, each as wide as the terminal, from its first line on."""
    colour = env.get("COLORTERM") in {"truecolor", "24bit"} and "NO_COLOR" not in env
    lines = (
        "".join(f"\x1b[0{_codes(name, colour=colour)}m{clean(shown)}" for shown, name in row)
        for row in rows
    )
    return _ENTER + "\r\n".join(lines) + "\x1b[0m\x1b[H"


def _codes(name: str, *, colour: bool) -> str:
    codes = ";1" if name in _BOLD else ";2" if name == "dim" else ""
    if colour:
        codes += f";38;2;{_rgb(_INKS.get(name, 'foreground'))};48;2;{_rgb('background')}"
    return codes


def _rgb(name: str) -> str:
    value = colours.DARK[name]
    return ";".join(str(int(value[at : at + 2], 16)) for at in (1, 3, 5))
