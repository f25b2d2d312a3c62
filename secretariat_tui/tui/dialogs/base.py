"""The base of all dialogs: a frame with a title, a body, and a line of the keys that work in it."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import ModalScreen, Screen

from secretariat_tui.tui.paint.text import BarItem, Span
from secretariat_tui.tui.runtime.shell import shell_of
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.responsive import set_size_classes

T = TypeVar("T")


def hint(key: str, text: str, action: str = "") -> BarItem:
    """Return an item of the hint line: a key and what it does; a click on it runs `action`."""
    return BarItem(((key, "key"), (f" {text}  ", "dim")), action)


class Dialog(ModalScreen[T], Generic[T]):
    """A modal screen in the middle of the terminal; it returns a value, None if it was cancelled."""

    DEFAULT_CSS = css("Dialog")

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = title

    def compose(self) -> ComposeResult:
        """Lay out the frame around the body."""
        Dialog.adapt(self, self.app.size)  # before there are widgets to restyle
        with Vertical():
            yield Bar(id="title")
            yield from self.body()
            yield Bar(id="hint")

    def body(self) -> ComposeResult:
        """Lay out what stands between the title and the hint line."""
        return ()

    def hints(self) -> Sequence[BarItem]:
        """Return the keys of the hint line."""
        return ()

    def on_mount(self) -> None:
        """Show the title and the keys."""
        self.adapt(self.app.size)
        self.show_title(self.heading)
        self.query_one("#hint", Bar).show(self.hints())

    def on_resize(self, event: events.Resize) -> None:
        """Adapt to the terminal's size."""
        self.adapt(event.size)

    def adapt(self, size: Size) -> None:
        """Set the classes of a terminal's size, which the style sheet uses."""
        set_size_classes(self, size, shell_of(self).display_options)

    @property
    def holds_typed(self) -> bool:
        """Whether it holds something typed that would be lost with the program."""
        return False

    async def action_leave(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    def show_title(self, title: str, right: Sequence[Span] = ()) -> None:
        """Show a title, and a remark at the right of its line."""
        self.query_one("#title", Bar).show([BarItem(((title, "title"),))], right)

    def on_bar_pressed(self, event: Bar.Pressed) -> None:
        """Run the action of the item that was clicked."""
        self.run_worker(self.run_action(event.action))


async def leave_typed(stack: Sequence[Screen[Any]]) -> bool:
    """Leave the dialog in front if it, or one below it, holds something typed; return whether one does.

    A dialog that holds something typed asks first.
    """
    if not any(isinstance(each, Dialog) and each.holds_typed for each in stack):
        return False
    top = stack[-1]
    if isinstance(top, Dialog):
        await top.action_leave()
    else:
        top.dismiss(None)  # it says that the terminal is too small
    return True
