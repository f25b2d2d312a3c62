"""The first frame, painted before Textual is imported, so that a person can read at once.

Textual then paints the same cells over it; keys pressed meanwhile wait in the terminal.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from secretariat_tui.language import _
from secretariat_tui.problem import Problem
from secretariat_tui.text import clean
from secretariat_tui.tui import colours
from secretariat_tui.tui.line import Span

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[2J\x1b[H"
LEAVE = "\x1b[?25h\x1b[?1049l"
_INKS = {"title": "accent", "accent": "accent", "key": "accent", "good": "success",
         "warn": "warning", "bad": "error"}  # fmt: skip
_BOLD = frozenset({"title", "bold", "key", "bad"})


class Named(NamedTuple):
    """A theme of the program: its name and its colours."""

    name: str
    colours: Mapping[str, str]


_THEMES = (Named("secretariat-dark", colours.DARK), Named("secretariat-light", colours.LIGHT))


def named(name: str) -> Named:
    """Return a theme by its name, the dark one by none. Problem where there is no such theme."""
    for theme in _THEMES:
        if name in {"", theme.name}:
            return theme
    raise Problem(
        _("모르는 화면 색입니다: {name}").format(name=name),
        "config.toml",
        _("쓸 수 있는 값: {names}").format(names=", ".join(theme.name for theme in _THEMES)),
    )


def text(rows: Sequence[Sequence[Span]], palette: Mapping[str, str], env: Mapping[str, str]) -> str:
    """Return what paints rows of spans, each as wide as the terminal, from its first line on."""
    colourful = env.get("COLORTERM") in {"truecolor", "24bit"} and "NO_COLOR" not in env
    shades = palette if colourful else None
    lines = (
        "".join(f"\x1b[0{_codes(name, shades)}m{clean(shown)}" for shown, name in row)
        for row in rows
    )
    return _ENTER + "\r\n".join(lines) + "\x1b[0m\x1b[H"


def _codes(name: str, shades: Mapping[str, str] | None) -> str:
    codes = ";1" if name in _BOLD else ";2" if name == "dim" else ""
    if shades:
        ink, paper = shades[_INKS.get(name, "foreground")], shades["background"]
        codes += f";38;2;{_rgb(ink)};48;2;{_rgb(paper)}"
    return codes


def _rgb(value: str) -> str:
    return ";".join(str(int(value[at : at + 2], 16)) for at in (1, 3, 5))
