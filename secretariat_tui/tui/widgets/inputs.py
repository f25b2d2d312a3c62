"""Input widgets. Pasted text is cleaned; no line of it is lost."""

from textual import events
from textual.widgets import Input, TextArea

from secretariat_tui.core.text import clean
from secretariat_tui.tui.widgets.canvas import drawing_app
from secretariat_tui.tui.widgets.css import css


class LineInput(Input):
    """One line of text; pasted line breaks become blanks."""

    DEFAULT_CSS = css("LineInput")

    def validate_placeholder(self, text: str) -> str:
        """Draw the placeholder in ASCII where everything is."""
        return drawing_app(self).display_options.glyphs(text)

    def on_paste(self, event: events.Paste) -> None:
        """Clean pasted text before the input takes it."""
        event.text = clean(event.text)


class TextBox(TextArea):
    """Several lines of text."""

    def on_paste(self, event: events.Paste) -> None:
        """Clean pasted text before the area takes it."""
        event.text = clean(event.text, multiline=True)
