"""The named styles of text, from the colours of the theme in use, whichever that is."""

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color

Palette = Mapping[str, Style]


def palette(variables: Mapping[str, str]) -> Palette:
    """Make the styles from a theme's variables.

    "cursor", "idle" and "band" colour the ground of a line as well; the others are ink only.
    """
    colour = {
        name: Color.parse(variables[name])
        for name in (
            "foreground", "background", "panel", "accent", "success", "warning", "error",
            "block-cursor-foreground", "block-cursor-background",
        )
    }  # fmt: skip
    ink, paper = colour["foreground"], colour["background"]

    def style(name: str, *, bold: bool = False) -> Style:
        return Style(color=colour[name].rich_color, bold=bold)

    def ground(shade: Color) -> Style:
        return Style(bgcolor=shade.rich_color)

    return {
        "": Style.null(),
        "dim": Style(color=ink.blend(paper, 0.4).rich_color),
        "bold": Style(bold=True),
        "title": style("accent", bold=True),
        "accent": style("accent"),
        "good": style("success"),
        "warn": style("warning"),
        "bad": style("error", bold=True),
        "key": style("accent", bold=True),
        "cursor": style("block-cursor-foreground") + ground(colour["block-cursor-background"]),
        "cell": Style(bold=True, underline=True),
        "idle": ground(paper.blend(ink, 0.14)),
        "band": ground(colour["panel"]),
    }
