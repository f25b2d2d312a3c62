"""Widgets that show lines of text: to read, or with a cursor to choose one."""

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from secretariat_tui.tui.paint.text import StyledLine, mask_line, wrap
from secretariat_tui.tui.widgets.canvas import Canvas, drawing_app
from secretariat_tui.tui.widgets.css import css

_LEAST_HANGING = 24  # cells beside a long indent in which a text is still wrapped


class Lines(Canvas):
    """Shows lines, wrapped at its width."""

    def __init__(self, lines: Sequence[StyledLine] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._source = lines
        self.lines: list[StyledLine] = list(lines)

    def show(self, lines: Sequence[StyledLine]) -> None:
        """Replace the lines."""
        self._source = lines
        self._lay_out()
        self.scroll_home(animate=False)

    def on_mount(self) -> None:
        self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()

    def watch_show_vertical_scrollbar(self) -> None:
        """Wrap again: the scrollbar takes a column of the text, without a Resize event."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self.lines = (
            [part for each in self._source for part in wrap_line(self._masked(each), width)]
            if width
            else list(self._source)
        )
        height = len(self.lines)
        fits = height <= self.scrollable_content_region.height
        if fits and not self.styles.is_auto_height:
            height = 0  # another size arranges the screen again, which is slow
        size = Size(width, height)
        changed = size != self.virtual_size
        self.virtual_size = size
        self.refresh(layout=changed)

    def _masked(self, line: StyledLine) -> StyledLine:
        """Mask a line before it is wrapped, which may break a name."""
        app = drawing_app(self)
        return mask_line(line, app.mask_text) if app.masked else line

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        index = y + self.scroll_offset.y
        spans = self.lines[index].spans if index < len(self.lines) else ()
        return self.strip(spans, self.line_width)


class Pane(Lines, can_focus=True):
    """Lines to read; keys scroll them."""

    DEFAULT_CSS = css("Pane")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", show=False),
        Binding("down,j", "scroll_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown,space", "page_down", show=False),
        Binding("home,g", "scroll_home", show=False),
        Binding("end,G", "scroll_end", show=False),
    ]

    class Resized(Message):
        """The layout has given the pane another size."""

    def on_resize(self) -> None:
        self._lay_out()
        self.post_message(self.Resized())


class LineView(Canvas, can_focus=True):
    """Shows lines with a cursor, which moves over those that have a target."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,g", "first", show=False),
        Binding("end,G", "last", show=False),
        Binding("enter", "open", show=False),
    ]

    # Moving the cursor redraws the lines that it leaves and reaches, not the widget.
    cursor: reactive[int] = reactive(-1, repaint=False)

    class Opened(Message):
        """The user pressed Enter on a line, or clicked it again."""

        def __init__(self, target: Any) -> None:
            super().__init__()
            self.target = target

    class Highlighted(Opened):
        """The cursor moved to a line."""

    def __init__(
        self,
        lines: Sequence[StyledLine] = (),
        *,
        idle_cursor: bool = True,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Show lines; the cursor is visible without the focus if `idle_cursor`."""
        super().__init__(id=id)
        self._idle_style = "idle" if idle_cursor else ""
        self.lines: Sequence[StyledLine] = lines
        self.set_reactive(LineView.cursor, self._nearest(0, 1))

    def show(self, lines: Sequence[StyledLine]) -> None:
        """Replace the lines; the cursor stays on its target, or near its place."""
        target = self.target
        self.lines = lines
        self._lay_out()
        indexes = [i for i, each in enumerate(self.lines) if each.target is not None]
        same = [i for i in indexes if self.lines[i].target == target]
        nearest = [i for i in indexes if i >= self.cursor] or indexes[-1:]
        self.cursor = next(iter(same or nearest), -1)
        if not indexes:
            self.scroll_home(animate=False)
        self.refresh(layout=True)

    def on_mount(self) -> None:
        self._lay_out()

    def on_resize(self) -> None:
        """Keep the cursor visible; from the first line on, if there is room."""
        if self.cursor < self.size.height:
            self.scroll_home(animate=False)
        else:
            self._show_cursor()

    def _lay_out(self) -> None:
        # Without a width, for each line is cut: another width would lay out the complete screen once more.
        self.virtual_size = Size(0, len(self.lines))

    @property
    def target(self) -> Any:
        """The target under the cursor, or None."""
        return self.lines[self.cursor].target if 0 <= self.cursor < len(self.lines) else None

    def select(self, target: Any) -> None:
        """Put the cursor on the line of a target, if there is one."""
        for index, each in enumerate(self.lines):
            if each.target is not None and each.target == target:
                self.cursor = index
                return

    def scroll_cursor_to_top(self) -> None:
        """Scroll the heading above the cursor to the top, so that what follows is visible."""
        self.scroll_to(y=self._heading(self.cursor), animate=False, force=True)

    def _heading(self, index: int) -> int:
        """Return the first of the lines without a target right above a line."""
        while index > 0 and self.lines[index - 1].target is None:
            index -= 1
        return max(index, 0)

    def watch_cursor(self, old: int, new: int) -> None:
        """Keep the cursor visible, with the heading above it."""
        self.refresh_lines(old)
        self.refresh_lines(new)
        if new >= 0:
            self._show_cursor()
            self.post_message(self.Highlighted(self.target))

    def _show_cursor(self) -> None:
        """Scroll to the cursor and the heading above it; not before the size is known."""
        if self.cursor >= 0 and self.size.height:
            top = self._heading(self.cursor)
            region = Region(0, top, 1, self.cursor - top + 1)
            self.scroll_to_region(region, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        index = y + self.scroll_offset.y
        width = self.line_width
        if index >= len(self.lines):
            return self.strip((), width)
        style = ("cursor" if self.has_focus else self._idle_style) if index == self.cursor else ""
        return self.strip(self.lines[index].spans, width, style)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def _nearest(self, start: int, step: int) -> int:
        index = start
        while 0 <= index < len(self.lines):
            if self.lines[index].target is not None:
                return index
            index += step
        return -1

    def action_move(self, step: int) -> None:
        """Move the cursor to the next line with a target; scroll if there is none."""
        index = self._nearest(self.cursor + step, step)
        if index >= 0:
            self.cursor = index
        else:
            self.scroll_relative(y=step, animate=False)

    def action_page(self, step: int) -> None:
        """Move the cursor by pages."""
        if self.cursor < 0:
            self.scroll_relative(y=step * self.size.height, animate=False)
            return
        goal = min(max(self.cursor + step * (self.size.height - 1), 0), len(self.lines) - 1)
        index = self._nearest(goal, -step)
        self.cursor = index if index >= 0 else self._nearest(goal, step)

    def action_first(self) -> None:
        """Move the cursor to the first line with a target."""
        index = self._nearest(0, 1)
        if index >= 0:
            self.cursor = index
        else:
            self.scroll_home(animate=False)

    def action_last(self) -> None:
        """Move the cursor to the last line with a target."""
        index = self._nearest(len(self.lines) - 1, -1)
        if index >= 0:
            self.cursor = index
        else:
            self.scroll_end(animate=False)

    def action_open(self) -> None:
        """Open the line under the cursor."""
        if self.target is not None:
            self.post_message(self.Opened(self.target))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a line; open it if the cursor was on it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = offset.y + self.scroll_offset.y
        if index < len(self.lines) and self.lines[index].target is not None:
            if index == self.cursor:
                self.action_open()
            self.cursor = index


def wrap_line(line: StyledLine, width: int) -> list[StyledLine]:
    """Wrap the last span of a line, with a hanging indent where that span begins."""
    if len(line.spans) == 0:
        return [line]
    *head, (text, style) = line.spans
    indent = sum(cell_len(part) for part, _name in head)
    if "\n" not in text and indent + cell_len(text) <= width:
        return [line]
    if indent > width // 2 and width - indent < _LEAST_HANGING:
        indent = min(2, max(width - 2, 0))
        parts = wrap("".join(part for part, _name in line.spans), width - indent)
        head, style = [], ""
    else:
        parts = wrap(text, max(width - indent, 1))
    first = StyledLine((*head, (parts[0], style)), line.target)
    return [first, *(StyledLine(((" " * indent, ""), (part, style))) for part in parts[1:])]
