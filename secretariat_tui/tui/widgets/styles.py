"""The named styles of text, from the colours of a theme."""

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color

from secretariat_tui.tui.paint.colours import CATEGORIES
from secretariat_tui.tui.paint.text import PERSONAL

TextStyles = Mapping[str, Style]


def text_styles(variables: Mapping[str, str]) -> TextStyles:
    """Return the styles of a theme, from its variables as returned by `colours.legible`.

    "cursor", "idle" and "band" set the background of a line; the others only the foreground. Several names
    with blanks between them are added up: "reverse office".
    """

    def style(name: str, *, bold: bool = False) -> Style:
        return Style(color=Color.parse(variables[name]).rich_color, bold=bold)

    def background(name: str) -> Style:
        return Style(bgcolor=Color.parse(variables[name]).rich_color)

    return {
        "": Style.null(),
        "dim": style("dim"),
        "line": style("line"),
        PERSONAL: Style.null(),
        "bold": Style(bold=True),
        "title": style("accent", bold=True),
        "accent": style("accent"),
        "tab": style("accent", bold=True) + Style(reverse=True),
        "good": style("success"),
        "warn": style("warning"),
        "bad": style("error", bold=True),
        "key": style("accent", bold=True),
        **{name: style(name) for name in CATEGORIES},
        "plain": style("dim"),
        "reverse": Style(reverse=True),
        "over": style("background") + background("accent"),
        "cursor": style("block-cursor-foreground") + background("block-cursor-background"),
        "cell": Style(bold=True, underline=True),
        "idle": background("idle"),
        "band": background("panel"),
    }
