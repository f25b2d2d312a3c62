"""How a screen adapts to the terminal's size, from its first frame on."""

from typing import Any

from textual.geometry import Size
from textual.screen import Screen

LEAST = Size(60, 20)  # a smaller terminal gets a message
_WIDTHS = ((0, "-narrow"), (100, "-middle"), (140, "-wide"))
_HEIGHTS = ((0, "-short"), (36, "-tall"))


def adapt(screen: Screen[Any], size: Size) -> None:
    """Give a screen the classes of its size, for its style sheet.

    Textual's own breakpoints come with the first resize event, one frame too late.
    """
    for extent, steps in ((size.width, _WIDTHS), (size.height, _HEIGHTS)):
        chosen = [name for least, name in steps if extent >= least][-1]
        for _least, name in steps:
            screen.set_class(name == chosen, name)


def fits(size: Size) -> bool:
    """Whether the screens can be read in a terminal of a size."""
    return size.width >= LEAST.width and size.height >= LEAST.height
