"""Scrollbars in ASCII."""

from typing import ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender

from secretariat_tui.tui.paint.display import DisplayOptions


class AsciiScrollBarRender(ScrollBarRender):
    """Draws a scrollbar in full cells, without the eighths of its ends."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * len(ScrollBarRender.VERTICAL_BARS)


def set_renderer(options: DisplayOptions) -> None:
    """Set how Textual draws scrollbars, through the attribute that it documents for this."""
    ScrollBar.renderer = AsciiScrollBarRender if options.ascii else ScrollBarRender
