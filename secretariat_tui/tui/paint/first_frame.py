"""The first frame, painted before Textual is imported, which takes most of the start-up time.

Textual then paints the same cells again. Keys pressed meanwhile wait in the terminal's buffer.
"""

from collections.abc import Mapping, Sequence

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean
from secretariat_tui.tui.paint.colours import CATEGORIES, DARK, THEMES, legible, rgb
from secretariat_tui.tui.paint.display import DisplayOptions
from secretariat_tui.tui.paint.text import Span

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[2J\x1b[H"
LEAVE = "\x1b[?25h\x1b[?1049l"
_COLOURS = {"title": "accent", "accent": "accent", "tab": "accent", "key": "accent", "good": "success",
         "warn": "warning", "bad": "error", "dim": "dim", "line": "line", "plain": "dim",
         **{name: name for name in CATEGORIES}}  # fmt: skip
_BOLD = frozenset({"title", "bold", "key", "bad", "tab"})


class NamedTheme(NamedTuple):
    """The name and the colours of a theme."""

    name: str
    colours: Mapping[str, str]


def theme_by_name(name: str) -> NamedTheme:
    """Return a theme by its name, the default for an empty one."""
    return NamedTheme(name or DARK, legible(THEMES[name or DARK]))


def render(
    rows: Sequence[Sequence[Span]],
    colours: Mapping[str, str],
    env: Mapping[str, str],
    options: DisplayOptions,
    query: str = "",
) -> str:
    """Return the escape sequences that paint rows of spans, each as wide as the terminal.

    A query to the terminal is sent before the rows, so that they cover what it prints.
    """
    true_colour = env.get("COLORTERM") in {"truecolor", "24bit"} and "NO_COLOR" not in env
    used = colours if true_colour else None
    lines = (
        "".join(f"\x1b[0{_codes(name, used)}m{options.glyphs(clean(text))}" for text, name in row)
        for row in rows
    )
    return _ENTER + query + "\r\n".join(lines) + "\x1b[0m\x1b[H"


def _codes(name: str, colours: Mapping[str, str] | None) -> str:
    codes = f"{';1' if name in _BOLD else ''}{';7' if name == 'tab' else ''}"
    if colours is None:
        return ";2" if name in {"dim", "line"} else codes
    foreground, background = colours[_COLOURS.get(name, "foreground")], colours["background"]
    return f"{codes};38;2;{_parts(foreground)};48;2;{_parts(background)}"


def _parts(colour: str) -> str:
    return ";".join(map(str, rgb(colour)))
