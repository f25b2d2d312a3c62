"""A field with several lines of text; apart from `inputs` because the import of Textual's takes long."""

from textual import events
from textual.widgets import TextArea

from secretariat_tui.core.text import clean
from secretariat_tui.tui.widgets.inputs import CursorField


class TextBox(TextArea, CursorField):
    """Several lines of text."""

    def on_paste(self, event: events.Paste) -> None:
        """Clean pasted text before the area takes it."""
        event.text = clean(event.text, multiline=True)
