"""Fields with one line of text. Pasted text is cleaned; no line of it is lost.

The terminal's cursor is where typing goes: an input method draws the letter that it composes there.
"""

from textual import events
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from secretariat_tui.core.text import clean
from secretariat_tui.tui.widgets.canvas import drawing_app
from secretariat_tui.tui.widgets.css import css


class CursorField(Widget):
    """A field in which the terminal's cursor stands while it has the focus."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """The place of the cursor on the screen."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Keep the cursor in the field when the layout moves it."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._place_cursor)

    def on_focus(self) -> None:
        """Put the cursor into the field, also if its place is known only after the layout."""
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self, _screen: Screen[object] | None = None) -> None:
        offset = self.cursor_screen_offset
        if self.has_focus and self.app.cursor_position != offset:
            self.app.cursor_position = offset
            Widget.refresh(self)  # the cursor of the terminal moves with what is drawn


class LineInput(Input, CursorField):
    """One line of text; pasted line breaks become blanks."""

    DEFAULT_CSS = css("LineInput")

    def validate_placeholder(self, text: str) -> str:
        """Draw the placeholder in ASCII where everything is."""
        return drawing_app(self).display_options.glyphs(text)

    @property
    def cursor_screen_offset(self) -> Offset:
        """The place of the cursor on the screen. Textual's is a cell further at the end of the text."""
        return super().cursor_screen_offset - (int(self.cursor_at_end), 0)

    def on_paste(self, event: events.Paste) -> None:
        """Clean pasted text before the input takes it."""
        event.text = clean(event.text)
