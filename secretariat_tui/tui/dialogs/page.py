"""A text to read: a record or a cell, whole."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.keys.commands import COPY, DELETE, EDIT, HISTORY, Command, bindings
from secretariat_tui.tui.paint.text import Item, Line, joined
from secretariat_tui.tui.runtime.shell import shell_of
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.responsive import adapt
from secretariat_tui.tui.widgets.styled_lines import Pane


class TextDialog(ModalScreen[Any]):
    """Shows a text under a title; Ctrl+C copies it, Esc goes back."""

    DEFAULT_CSS = """
    TextDialog {
        align: center middle;
        & > Vertical {
            width: 96; max-width: 96%; height: auto; max-height: 94%;
            border: $frame $border; background: $surface; padding: 0 1;
        }
        & Bar { background: $surface; }
        & Pane { height: auto; max-height: 30; background: $surface; margin: 1 0; }
    }
    TextDialog.-short Pane { margin: 0; max-height: 16; }
    """
    commands: ClassVar[tuple[Command, ...]] = (COPY,)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((COPY,)),
        Binding("escape,enter", "dismiss(None)", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[Line]) -> None:
        super().__init__()
        self._title = title
        said = bool(lines) and lines[0].text.strip() == title  # once is enough
        self._lines = lines[1:] if said else lines

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
        hints = [(each.key, _(each.title), each.action) for each in self.commands]
        hints.append(("Esc", _("닫기"), "dismiss(None)"))
        self.query_one("#hint", Bar).show(
            [Item(((key, "key"), (f" {name}  ", "dim")), action) for key, name, action in hints]
        )

    def on_bar_pressed(self, event: Bar.Pressed) -> None:
        """Run what was clicked."""
        self.run_worker(self.run_action(event.action))

    def action_copy(self) -> None:
        """Copy the text with its title."""
        self.run_worker(self._copy())

    async def _copy(self) -> None:
        from secretariat_tui.tui.dialogs.export import copy_text

        try:
            await copy_text(self, f"{self._title}\n{joined(self._lines)}\n", 1)
        except UserError as problem:
            await shell_of(self).show_error(problem)


_EDIT = EDIT._replace(action="dismiss('edit')")
_DELETE = DELETE._replace(action="dismiss('delete')")
_HISTORY = HISTORY._replace(action="dismiss('history')")


class RecordDialog(TextDialog):
    """A record; returns "edit", "delete" or "history" where a person wishes that, else None."""

    commands: ClassVar[tuple[Command, ...]] = (_EDIT, _DELETE, _HISTORY, COPY)
    BINDINGS: ClassVar[list[BindingType]] = bindings((_EDIT, _DELETE, _HISTORY))
