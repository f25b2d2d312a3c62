"""One-line widgets: the header, status line and footer of screens, the titles of dialogs."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from secretariat_tui.tui.paint.text import BarItem, Span, bar_spans, fitting
from secretariat_tui.tui.widgets.canvas import Canvas
from secretariat_tui.tui.widgets.css import css


class Bar(Canvas):
    """One line of items from the left, and spans at the right; what does not fit is left out."""

    DEFAULT_CSS = css("Bar")

    class Pressed(Message):
        """The user clicked an item."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None, classes: str = "") -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._items: Sequence[BarItem] = ()
        self._right: Sequence[Span] = ()

    def show(self, items: Sequence[BarItem], right: Sequence[Span] = ()) -> None:
        """Replace what the bar shows."""
        if (items, right) != (self._items, self._right):
            self._items, self._right = items, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        if y:
            return self.strip((), width)
        return self.strip(bar_spans(self._items, self._right, width), width)

    def on_click(self, event: events.Click) -> None:
        """Post the action of the item that was clicked."""
        x = event.x
        right = sum(cell_len(text) for text, _style in self._right)
        for item in fitting(self._items, self.size.width - right):
            if x < item.width:
                if item.action:
                    self.post_message(self.Pressed(item.action))
                return
            x -= item.width
