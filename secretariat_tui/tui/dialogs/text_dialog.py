"""Dialogs that show a text: a record, a cell."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.dialogs.base import Dialog, hint
from secretariat_tui.tui.keys.commands import (
    ATTACHED,
    COPY,
    DELETE,
    EDIT,
    HISTORY,
    Command,
    bindings,
)
from secretariat_tui.tui.paint.text import BarItem, StyledLine
from secretariat_tui.tui.runtime.shell import shell_of
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.styled_lines import Pane


class TextDialog(Dialog[Any]):
    """Shows a text under a title; Ctrl+C copies it, Esc closes the dialog."""

    DEFAULT_CSS = css("TextDialog")
    commands: ClassVar[tuple[Command, ...]] = (COPY,)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((COPY,)),
        Binding("escape,enter", "dismiss(None)", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[StyledLine]) -> None:
        super().__init__(title)
        repeated = bool(lines) and lines[0].text.strip() == title
        self._lines = lines[1:] if repeated else lines

    def body(self) -> ComposeResult:
        """Lay out the text."""
        yield Pane(self._lines)

    def hints(self) -> list[BarItem]:
        """Return the keys of the commands."""
        keymap = shell_of(self).keymap
        commands = [hint(keymap.label(each), _(each.title), each.action) for each in self.commands]
        return [*commands, hint("Esc", _("닫기"), "dismiss(None)")]

    def action_copy(self) -> None:
        """Copy the text with its title."""
        self.run_worker(self._copy())

    async def _copy(self) -> None:
        from secretariat_tui.tui.dialogs.export import copy_lines

        try:
            await copy_lines(self, self._lines, self.heading)
        except UserError as problem:
            await shell_of(self).show_error(problem)


_EDIT = EDIT._replace(action="dismiss('edit')")
_DELETE = DELETE._replace(action="dismiss('delete')")
_HISTORY = HISTORY._replace(action="dismiss('history')")
_ATTACHED = ATTACHED._replace(action="dismiss('attached')")


class RecordDialog(TextDialog):
    """Shows a record; returns the chosen action: "edit", "delete", "history", "attached" or None."""

    commands: ClassVar[tuple[Command, ...]] = (_EDIT, _DELETE, _HISTORY, _ATTACHED, COPY)
    BINDINGS: ClassVar[list[BindingType]] = bindings((_EDIT, _DELETE, _HISTORY, _ATTACHED))
