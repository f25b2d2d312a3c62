"""One record, whole."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from secretariat_tui.language import _
from secretariat_tui.tui.adapt import adapt
from secretariat_tui.tui.bars import Bar
from secretariat_tui.tui.line import Item, Line, joined
from secretariat_tui.tui.lines import Pane


class Detail(ModalScreen[Any]):
    """Shows a record; returns "edit" or "delete" where a person wishes that, else None."""

    DEFAULT_CSS = """
    Detail {
        align: center middle;
        & > Vertical {
            width: 96; max-width: 96%; height: auto; max-height: 94%;
            border: round $border; background: $surface; padding: 0 1;
        }
        & Bar { background: $surface; }
        & Pane { height: auto; max-height: 30; background: $surface; margin: 1 0; }
    }
    Detail.-tiny Pane, Detail.-short Pane { margin: 0; max-height: 16; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss(None)", show=False),
        Binding("f2,e", "dismiss('edit')", show=False),
        Binding("delete", "dismiss('delete')", show=False),
        Binding("ctrl+c", "copy", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[Line]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def compose(self) -> ComposeResult:
        """Lay out the dialog."""
        with Vertical():
            yield Bar(id="title")
            yield Pane(self._lines)
            yield Bar(id="hint")

    def on_mount(self) -> None:
        """Say what can be done."""
        adapt(self, self.app.size)
        self.query_one("#title", Bar).show([Item(((self._title, "title"),))])
        hints = (
            ("F2", _("고치기"), "dismiss('edit')"),
            ("Delete", _("지우기"), "dismiss('delete')"),
            ("Ctrl+C", _("복사"), "copy"),
            ("Esc", _("닫기"), "dismiss(None)"),
        )
        self.query_one("#hint", Bar).show(
            [Item(((key, "key"), (f" {name}  ", "dim")), action) for key, name, action in hints]
        )

    def on_bar_pressed(self, event: Bar.Pressed) -> None:
        """Run what was clicked."""
        self.run_worker(self.run_action(event.action))

    def action_copy(self) -> None:
        """Copy the record as text."""
        from secretariat_tui.tui.takeout import copy_text

        self.run_worker(copy_text(self, f"{self._title}\n{joined(self._lines)}\n", 1))
