"""The screen for a terminal that is too small for the others."""

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen

from secretariat_tui.core.i18n import _
from secretariat_tui.tui.paint.text import styled_line
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.responsive import MIN_SIZE, fits
from secretariat_tui.tui.widgets.styled_lines import Lines


class TooSmall(ModalScreen[None]):
    """Shows which size is needed, and closes when the terminal has it."""

    DEFAULT_CSS = css("TooSmall")

    def compose(self) -> ComposeResult:
        """Lay out the message."""
        yield Lines()

    def on_resize(self, event: events.Resize) -> None:
        """Show the size, or close."""
        self._update(event.size)

    def on_screen_resume(self) -> None:
        """Close if the terminal has become larger behind a dialog."""
        self._update(self.app.size)

    def _update(self, size: Size) -> None:
        if fits(size):
            if self.is_current:  # not closed already, and no dialog above
                self.dismiss(None)
            return
        text = _("창이 작습니다({now}). {least}부터 보입니다. 쓰던 내용은 그대로 있습니다.").format(
            now=f"{size.width}×{size.height}", least=f"{MIN_SIZE.width}×{MIN_SIZE.height}"
        )
        self.query_one(Lines).show([styled_line((text, "warn"))])
