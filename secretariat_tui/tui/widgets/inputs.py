"""Input widgets. Pasted text is cleaned; no line of it is lost.

The terminal's cursor is where typing goes: an input method draws the letter that it composes there.
"""

from textual import events
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget
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

    @property
    def cursor_screen_offset(self) -> Offset:
        """The place of the cursor on the screen. Textual's is a cell further at the end of the text."""
        return super().cursor_screen_offset - (int(self.cursor_at_end), 0)

    def on_mount(self) -> None:
        """Keep the terminal's cursor in the field when the layout moves it."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._follow_layout)

    def on_focus(self) -> None:
        """Put the terminal's cursor into the field, also if its place is known only after the layout."""
        self.call_after_refresh(_place_cursor, self)

    def _follow_layout(self, _screen: Screen[object]) -> None:
        _place_cursor(self)

    def on_paste(self, event: events.Paste) -> None:
        """Clean pasted text before the input takes it."""
        event.text = clean(event.text)


class TextBox(TextArea):
    """Several lines of text."""

    def on_mount(self) -> None:
        """Keep the terminal's cursor in the field when the layout moves it."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._follow_layout)

    def on_focus(self) -> None:
        """Put the terminal's cursor into the field, also if its place is known only after the layout."""
        self.call_after_refresh(_place_cursor, self)

    def _follow_layout(self, _screen: Screen[object]) -> None:
        _place_cursor(self)

    def on_paste(self, event: events.Paste) -> None:
        """Clean pasted text before the area takes it."""
        event.text = clean(event.text, multiline=True)


def _place_cursor(field: Input | TextArea) -> None:
    if field.has_focus and field.app.cursor_position != field.cursor_screen_offset:
        field.app.cursor_position = field.cursor_screen_offset
        Widget.refresh(field)  # the terminal's cursor moves with what is drawn
