"""The named styles of text, from the colours of the theme in use, whichever that is."""

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color

TextStyles = Mapping[str, Style]


def text_styles(variables: Mapping[str, str]) -> TextStyles:
    """Make the styles from a theme's variables, as `colours.legible` gives them.

    "cursor", "idle" and "band" colour the ground of a line as well; the others are ink only.
    """

    def style(name: str, *, bold: bool = False) -> Style:
        return Style(color=Color.parse(variables[name]).rich_color, bold=bold)

    def ground(name: str) -> Style:
        return Style(bgcolor=Color.parse(variables[name]).rich_color)

    return {
        "": Style.null(),
        "dim": style("dim"),
        "line": style("line"),
        "bold": Style(bold=True),
        "title": style("accent", bold=True),
        "accent": style("accent"),
        "good": style("success"),
        "warn": style("warning"),
        "bad": style("error", bold=True),
        "key": style("accent", bold=True),
        "cursor": style("block-cursor-foreground") + ground("block-cursor-background"),
        "cell": Style(bold=True, underline=True),
        "idle": ground("idle"),
        "band": ground("panel"),
    }
