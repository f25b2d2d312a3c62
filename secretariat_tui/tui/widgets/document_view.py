"""A widget that shows a document to read; a cursor goes from stop to stop."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from secretariat_tui.tui.paint.document import DocumentLine, DrawnDocument
from secretariat_tui.tui.paint.text import Span
from secretariat_tui.tui.widgets.canvas import Canvas
from secretariat_tui.tui.widgets.css import css

_MARGIN = 3  # lines beyond a stop that the cursor has scrolled to
LayOut = Callable[[int], DrawnDocument]
"""Returns a document in lines of a number of cells."""


class DocumentView(Canvas, can_focus=True):
    """Shows a document. Left, right and Tab move the cursor over its stops, up and down scroll.

    The cursor is always on a visible line, if one has a stop.
    """

    DEFAULT_CSS = css("DocumentView")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_lines(-1)", show=False),
        Binding("down,j", "scroll_lines(1)", show=False),
        Binding("pageup", "scroll_pages(-1)", show=False),
        Binding("pagedown,space", "scroll_pages(1)", show=False),
        Binding("home,g", "first", show=False),
        Binding("end,G", "last", show=False),
        Binding("right,l", "move(1)", show=False),
        Binding("left,h", "move(-1)", show=False),
        Binding("enter", "open", show=False),
    ]

    class Moved(Message):
        """The user moved the cursor to a stop, or scrolled."""

    class Opened(Message):
        """The user pressed Enter on a stop, or clicked it again."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lay_out: LayOut = lambda _width: DrawnDocument(())
        self._document = DrawnDocument(())
        self._width = 0
        self.cursor = -1

    def show(self, lay_out: LayOut, cursor: int = -1, top: int | None = None) -> None:
        """Replace the document and put the cursor on a stop, whose line stays where the cursor was.

        With `top` the view begins at that line instead.
        """
        if top is None:
            top = self.scroll_offset.y
            above = self._line_of(self.cursor) - top if self.cursor >= 0 else None
        else:
            above = None
        self._lay_out = lay_out
        self._draw()
        self.cursor = min(cursor, len(self._document.stops) - 1)
        if above is not None and self.cursor >= 0:
            top = self._line_of(self.cursor) - above
        self.scroll_to(y=max(top, 0), animate=False, force=True)
        self._keep_in_view()

    def _draw(self) -> None:
        self._width = self.scrollable_content_region.width
        if self._width:
            self._document = self._lay_out(self._width)
        self.virtual_size = Size(self._width, len(self._document.lines))
        self.refresh()

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        """Lay out the document again; the part at the top stays there."""
        if self.scrollable_content_region.width != self._width:
            part = self.top_part
            self._draw()
            self.show_part(part)
        self._keep_in_view()

    @property
    def top_part(self) -> int:
        """The part of the document at the top of the view."""
        lines, top = self._document.lines, self.scroll_offset.y
        return lines[top].part if top < len(lines) else 0

    @property
    def last_part(self) -> int:
        """The part of the document at the foot of the view."""
        lines = self._document.lines
        last = min(self.scroll_offset.y + self.size.height, len(lines)) - 1
        return lines[last].part if last >= 0 else 0

    def show_part(self, part: int, above: int = 0) -> None:
        """Scroll to the first line of a part of the document, with some lines above it."""
        line = next((at for at, each in enumerate(self._document.lines) if each.part >= part), 0)
        self.scroll_to(y=max(line - above, 0), animate=False, force=True)

    def go_to(self, stop: int) -> None:
        """Put the cursor on a stop and scroll so that its line is in the middle."""
        self.cursor = stop
        line = self._line_of(stop) - self.size.height // 2
        self.scroll_to(y=max(line, 0), animate=False, force=True)
        self.refresh()
        self.post_message(self.Moved())

    def go_to_part(self, part: int) -> None:
        """Scroll to a part of the document, and put the cursor on its first stop or the next one."""
        line = next((at for at, each in enumerate(self._document.lines) if each.part >= part), 0)
        stops = [stop for stop, at in enumerate(self._document.stops) if at >= line]
        self.scroll_to(y=max(line - self.size.height // 2, 0), animate=False, force=True)
        if stops:
            self.cursor = stops[0]
        self._keep_in_view()
        self.refresh()
        self.post_message(self.Moved())

    def _line_of(self, stop: int) -> int:
        stops = self._document.stops
        return stops[stop] if 0 <= stop < len(stops) else 0

    def _visible(self, stop: int) -> bool:
        top = self.scroll_offset.y
        return stop >= 0 and top <= self._line_of(stop) < top + max(self.size.height, 1)

    def _keep_in_view(self) -> None:
        """Move a cursor that has left the view to the nearest visible stop."""
        stops = self._document.stops
        if not stops or self._visible(self.cursor):
            return
        seen = [stop for stop in range(len(stops)) if self._visible(stop)]
        if seen:
            self.cursor = min(seen, key=lambda stop: abs(stop - self.cursor))
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if index >= len(self._document.lines):
            return self.strip((), width)
        line = self._document.lines[index]
        return self.strip(self._spans(line), width, line.row)

    def _spans(self, line: DocumentLine) -> list[Span]:
        cursor = "reverse" if self.has_focus else "cell"
        return [
            (
                piece.text,
                f"{cursor} {piece.style}"
                if piece.stop is not None and piece.stop == self.cursor
                else piece.style,
            )
            for piece in line.pieces
        ]

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_scroll_lines(self, step: int) -> None:
        """Scroll by lines."""
        self._scroll(step)

    def action_scroll_pages(self, step: int) -> None:
        """Scroll by pages, with one line of the page before."""
        self._scroll(step * max(self.size.height - 1, 1))

    def _scroll(self, lines: int) -> None:
        self.scroll_relative(y=lines, animate=False, force=True)
        self._keep_in_view()
        self.post_message(self.Moved())

    def action_first(self) -> None:
        """Scroll to the beginning."""
        self.cursor = 0 if self._document.stops else -1
        self._scroll(-len(self._document.lines))

    def action_last(self) -> None:
        """Scroll to the end."""
        self.cursor = len(self._document.stops) - 1
        self._scroll(len(self._document.lines))

    def action_move(self, step: int) -> None:
        """Move the cursor to the next stop; scroll if its line is not visible."""
        stop = min(max(self.cursor + step, 0), len(self._document.stops) - 1)
        if stop < 0:
            self._scroll(step)
            return
        self.cursor = stop
        line, top, height = self._line_of(stop), self.scroll_offset.y, self.size.height
        if not top <= line < top + height:
            margin = min(_MARGIN, height // 4)
            above = height - 1 - margin if step > 0 else margin
            self.scroll_to(y=max(line - above, 0), animate=False, force=True)
        self.refresh()
        self.post_message(self.Moved())

    def action_open(self) -> None:
        """Open the stop under the cursor."""
        if self._visible(self.cursor):
            self.post_message(self.Opened(self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a stop; open it if the cursor was on it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        stop = self._stop_at(offset.x, offset.y + self.scroll_offset.y)
        if stop is None:
            return
        if stop == self.cursor:
            self.action_open()
        self.cursor = stop
        self.refresh()
        self.post_message(self.Moved())

    def _stop_at(self, x: int, y: int) -> int | None:
        from rich.cells import cell_len

        if y >= len(self._document.lines):
            return None
        for piece in self._document.lines[y].pieces:
            x -= cell_len(piece.text)
            if x < 0:
                return piece.stop
        return None
