"""The base of screens that show one document to read."""

from functools import cached_property

from textual.app import ComposeResult

from secretariat_tui.core.money import format_won
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.document_view import DocumentView


class DocumentScreen(AreaScreen):
    """A headline and a document; the status line describes the stop under the cursor."""

    DEFAULT_CSS = css("DocumentScreen")
    AUTO_FOCUS = "DocumentView"
    area = "report"

    def body(self) -> ComposeResult:
        """Lay out the headline and the document."""
        yield Bar(id="headline")
        yield DocumentView()

    @cached_property
    def view(self) -> DocumentView:
        """The widget with the document."""
        return self.query_one(DocumentView)

    def stop_texts(self) -> list[str]:
        """Return the description of each stop."""
        raise NotImplementedError

    def show_status(self) -> None:
        """Show the last message, or what the stop under the cursor is."""
        if self.show_load_error():
            return
        message, right = self.shell.last_message, ""
        texts, cursor = self.stop_texts(), self.view.cursor
        if 0 <= cursor < len(texts):
            right = f"{format_won(cursor + 1)} / {format_won(len(texts))} "
            message = message or texts[cursor]
        if self.shell.masked:
            message = self.shell.mask_text(message)
        self.show_message(message, right=[(right, "dim")])

    def on_document_view_moved(self) -> None:
        """Describe the stop under the cursor."""
        self.shell.last_message = ""
        self.show_status()

    def action_next_figure(self, step: int) -> None:
        """Move the cursor to another stop."""
        self.view.action_move(step)

    def action_open(self) -> None:
        self.view.action_open()
