"""A field with several lines of text; apart from `inputs` because the import of Textual's takes long."""

from textual import events
from textual.geometry import Offset
from textual.widgets import TextArea

from secretariat_tui.core.text import clean
from secretariat_tui.tui.widgets.inputs import CursorField


class TextBox(TextArea, CursorField):
    """Several lines of text."""

    def on_paste(self, event: events.Paste) -> None:
        """Clean pasted text before the area takes it."""
        event.text = clean(event.text, multiline=True)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:  # noqa: FBT001, FBT002 - of Textual
        """Scroll to the cursor; not while an undo has taken its line away, and has not moved it yet."""
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)

    def undo(self) -> None:
        """Undo the last edits, and wrap all lines anew: Textual wraps too few after several edits."""
        super().undo()
        self._rewrap_and_refresh_virtual_size()

    def redo(self) -> None:
        """Redo the last edits undone, and wrap all lines anew."""
        super().redo()
        self._rewrap_and_refresh_virtual_size()
