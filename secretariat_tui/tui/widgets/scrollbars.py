"""Scrollbars: in ASCII, and drawn only when they look different."""

from typing import ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender

from secretariat_tui.tui.paint.display import DisplayOptions


class AsciiScrollBarRender(ScrollBarRender):
    """Draws a scrollbar in full cells, without the eighths of its ends."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * len(ScrollBarRender.VERTICAL_BARS)


def move_thumb(bar: ScrollBar, position: float) -> None:
    """Set the position of a vertical scrollbar; draw it only if its thumb moves by an eighth of a cell.

    To draw it takes a quarter of the time of drawing the lines beside it.
    """
    if _thumb_start(bar, position) == _thumb_start(bar, bar.position):
        bar.set_reactive(ScrollBar.position, bar.validate_position(position))
    else:
        bar.position = position


def _thumb_start(bar: ScrollBar, position: float) -> int:
    """Return the eighths of a cell above the thumb, as `ScrollBarRender` computes them."""
    size, scrolled = bar.size.height, bar.window_virtual_size - bar.window_size
    if scrolled <= 0:
        return 0
    thumb = max(1, bar.window_size * size / bar.window_virtual_size)
    return int((size - thumb) * position / scrolled * len(ScrollBarRender.VERTICAL_BARS))


def set_renderer(options: DisplayOptions) -> None:
    """Set how Textual draws scrollbars, through the attribute that it documents for this."""
    ScrollBar.renderer = AsciiScrollBarRender if options.ascii else ScrollBarRender
