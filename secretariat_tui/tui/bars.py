"""The lines that frame a screen: areas above, messages and keys below."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from secretariat_tui.tui.canvas import Canvas, Span, fit


class Item(NamedTuple):
    """A part of a bar; a click on it runs `action`."""

    spans: tuple[Span, ...]
    action: str = ""

    @property
    def width(self) -> int:
        """Its width in cells."""
        return sum(cell_len(text) for text, _style in self.spans)


class Bar(Canvas):
    """One line of items from the left, and spans at the right; what does not fit is left out."""

    DEFAULT_CSS = """
    Bar { height: 1; overflow: hidden hidden; }
    """

    class Pressed(Message):
        """A person clicked an item."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None, classes: str = "") -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._items: Sequence[Item] = ()
        self._right: Sequence[Span] = ()

    def show(self, items: Sequence[Item], right: Sequence[Span] = ()) -> None:
        """Replace what the bar shows."""
        self._items, self._right = items, right
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        if y:
            return self.strip((), width)
        right = sum(cell_len(text) for text, _style in self._right)
        spans = [span for item in self._fitting(width - right) for span in item.spans]
        used = sum(cell_len(text) for text, _style in spans)
        if used + right > width:  # one long message: cut it, keep the right
            spans = [(fit("".join(text for text, _style in spans), width - right), spans[0][1])]
            used = width - right
        return self.strip([*spans, (" " * (width - right - used), ""), *self._right], width)

    def _fitting(self, width: int) -> list[Item]:
        fitting: list[Item] = []
        for item in self._items:
            if fitting and sum(each.width for each in fitting) + item.width > width:
                break
            fitting.append(item)
        return fitting

    def on_click(self, event: events.Click) -> None:
        """Tell which item was clicked."""
        at = event.x
        for item in self._items:
            if at < item.width:
                if item.action:
                    self.post_message(self.Pressed(item.action))
                return
            at -= item.width
