"""Classes of screens for the size of the terminal, from the first frame on."""

from typing import Any

from textual.geometry import Size
from textual.screen import Screen

from secretariat_tui.tui.paint.display import DisplayOptions

MIN_SIZE = Size(60, 20)  # a smaller terminal gets a message
_WIDTHS = ((0, "-narrow"), (100, "-middle"), (180, "-wide"))
_HEIGHTS = ((0, "-short"), (36, "-tall"))


def set_size_classes(screen: Screen[Any], size: Size, options: DisplayOptions) -> None:
    """Set the classes of a screen that the style sheet uses for its size.

    Textual's own breakpoints are set after the first resize event, one frame too late.
    """
    possible, chosen = {"-roomy"}, {"-roomy"} if options.is_roomy(size) else set()
    for extent, steps in ((size.width, _WIDTHS), (size.height, _HEIGHTS)):
        possible.update(name for _minimum, name in steps)
        chosen.add([name for minimum, name in steps if extent >= minimum][-1])
    screen.remove_class(*possible - chosen)  # at once: each change restyles every widget
    screen.add_class(*chosen)


def fits(size: Size) -> bool:
    """Whether a terminal is large enough for the screens."""
    return size.width >= MIN_SIZE.width and size.height >= MIN_SIZE.height
