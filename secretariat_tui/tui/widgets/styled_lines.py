"""A list of lines with a cursor: panes, agendas, menus."""

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from secretariat_tui.tui.paint.text import StyledLine, wrap
from secretariat_tui.tui.widgets.canvas import Canvas
from secretariat_tui.tui.widgets.css import css


class Lines(Canvas):
    """Shows lines, broken at its width."""

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

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self.lines = (
            [part for each in self._source for part in wrap_line(each, width)]
            if width
            else list(self._source)
        )
        self.virtual_size = Size(width, len(self.lines))
        self.refresh(layout=True)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        index = y + self.scroll_offset.y
        spans = self.lines[index].spans if index < len(self.lines) else ()
        return self.strip(spans, self.scrollable_content_region.width)


class Pane(Lines, can_focus=True):
    """Lines to read: keys scroll them."""

    DEFAULT_CSS = css("Pane")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", show=False),
        Binding("down,j", "scroll_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown,space", "page_down", show=False),
        Binding("home,g", "scroll_home", show=False),
        Binding("end,G", "scroll_end", show=False),
    ]


class LineView(Canvas, can_focus=True):
    """Shows lines with a cursor, which stops at those that have a target."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,g", "end(-1)", show=False),
        Binding("end,G", "end(1)", show=False),
        Binding("enter", "open", show=False),
    ]

    cursor: reactive[int] = reactive(-1)

    class Opened(Message):
        """A person pressed Enter on a line, or clicked it again."""

        def __init__(self, target: Any) -> None:
            super().__init__()
            self.target = target

    class Highlighted(Opened):
        """The cursor came to a line."""

    def __init__(self, lines: Sequence[StyledLine] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.lines: Sequence[StyledLine] = lines
        self.set_reactive(LineView.cursor, self._nearest(0, 1))

    def show(self, lines: Sequence[StyledLine]) -> None:
        """Replace the lines; the cursor stays on its target, or near its place."""
        target = self.target
        self.lines = lines
        self._lay_out()
        places = [i for i, each in enumerate(self.lines) if each.target is not None]
        same = [i for i in places if self.lines[i].target == target]
        near = [i for i in places if i >= self.cursor] or places[-1:]
        self.cursor = next(iter(same or near), -1)
        if not places:
            self.scroll_home(animate=False)
        self.refresh(layout=True)

    def on_mount(self) -> None:
        self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.lines))

    @property
    def target(self) -> Any:
        """What the cursor is on, or None."""
        return self.lines[self.cursor].target if 0 <= self.cursor < len(self.lines) else None

    def select(self, target: Any) -> None:
        """Put the cursor on a target, if it is there."""
        for index, each in enumerate(self.lines):
            if each.target is not None and each.target == target:
                self.cursor = index
                return

    def watch_cursor(self, _old: int, new: int) -> None:
        """Keep the cursor in view and tell who listens."""
        self.refresh()
        if new >= 0:
            top = new
            while top > 0 and self.lines[top - 1].target is None:  # its heading comes along
                top -= 1
            self.scroll_to_region(Region(0, top, 1, new - top + 1), animate=False, force=True)
            self.post_message(self.Highlighted(self.target))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if index >= len(self.lines):
            return self.strip((), width)
        row = ("cursor" if self.has_focus else "idle") if index == self.cursor else ""
        return self.strip(self.lines[index].spans, width, row)

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
        """Go to the next line with a target, or scroll where there is none."""
        found = self._nearest(self.cursor + step, step)
        if found >= 0:
            self.cursor = found
        else:
            self.scroll_relative(y=step, animate=False)

    def action_page(self, step: int) -> None:
        """Go a page up or down."""
        if self.cursor < 0:
            self.scroll_relative(y=step * self.size.height, animate=False)
            return
        goal = min(max(self.cursor + step * (self.size.height - 1), 0), len(self.lines) - 1)
        found = self._nearest(goal, -step)
        self.cursor = found if found >= 0 else self._nearest(goal, step)

    def action_end(self, step: int) -> None:
        """Go to the first or last line."""
        found = self._nearest(0 if step < 0 else len(self.lines) - 1, -step)
        if found >= 0:
            self.cursor = found
        else:
            self.scroll_to(y=0 if step < 0 else self.max_scroll_y, animate=False)

    def action_open(self) -> None:
        """Open what the cursor is on."""
        if self.target is not None:
            self.post_message(self.Opened(self.target))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a line; a click on the cursor's line opens it."""
        at = event.get_content_offset(self)
        if at is None:
            return
        index = at.y + self.scroll_offset.y
        if index < len(self.lines) and self.lines[index].target is not None:
            if index == self.cursor:
                self.action_open()
            self.cursor = index


def wrap_line(each: StyledLine, width: int) -> list[StyledLine]:
    """Break a line at its last span, which hangs under its own beginning."""
    if len(each.spans) == 0:
        return [each]
    *head, (text, style) = each.spans
    indent = sum(cell_len(part) for part, _name in head)
    if "\n" not in text and indent + cell_len(text) <= width:
        return [each]
    if indent > width // 2:
        indent = min(2, max(width - 2, 0))
        parts = wrap("".join(part for part, _name in each.spans), width - indent)
        head, style = [], ""
    else:
        parts = wrap(text, max(width - indent, 1))
    first = StyledLine((*head, (parts[0], style)), each.target)
    return [first, *(StyledLine(((" " * indent, ""), (part, style))) for part in parts[1:])]
