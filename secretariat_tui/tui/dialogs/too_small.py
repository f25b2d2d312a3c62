"""What stands in a terminal too small for the screens."""

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
    """Says which size is needed, and goes when the terminal has it. What it covers stays as it is."""

    DEFAULT_CSS = css("TooSmall")

    def compose(self) -> ComposeResult:
        """Lay out the message."""
        yield Lines()

    def on_resize(self, event: events.Resize) -> None:
        """Say how far it is to the size that is needed, or go."""
        self._look(event.size)

    def on_screen_resume(self) -> None:
        """Go where the terminal has grown behind a dialog."""
        self._look(self.app.size)

    def _look(self, size: Size) -> None:
        if fits(size):
            if self.is_current:  # not a second time, nor with a dialog above
                self.dismiss(None)
            return
        said = _("창이 작습니다({now}). {least}부터 보입니다. 쓰던 내용은 그대로 있습니다.").format(
            now=f"{size.width}×{size.height}", least=f"{MIN_SIZE.width}×{MIN_SIZE.height}"
        )
        self.query_one(Lines).show([styled_line((said, "warn"))])
