"""Long work with a table: it runs beside the screen, says how far it is, and Esc stops it."""

import asyncio
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen

from secretariat_tui.core.i18n import _
from secretariat_tui.tables.export_progress import ExportCancelled, ExportProgress
from secretariat_tui.tui.paint.text import Item
from secretariat_tui.tui.widgets.bars import Bar

T = TypeVar("T")
_SOON = 0.3  # seconds: what ends within them needs no word
_OFTEN = 0.1  # seconds between two looks at the tally


class Progress(ModalScreen[None]):
    """Says how many rows have gone out; Esc asks the work to stop."""

    DEFAULT_CSS = """
    Progress {
        align: center middle;
        & > Vertical {
            width: 60; max-width: 94%; height: auto;
            border: $frame $border; background: $surface; padding: 0 1;
        }
        & Bar { background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop", show=False)]

    def __init__(self, said: str, total: int, progress: ExportProgress) -> None:
        super().__init__()
        self._said, self._total, self._tally = said, total, progress

    def compose(self) -> ComposeResult:
        """Lay out the one line."""
        with Vertical():
            yield Bar(id="far")

    def on_mount(self) -> None:
        """Look at the tally now and then."""
        self._show()
        self.set_interval(_OFTEN, self._show)

    def _show(self) -> None:
        text = _("{said} {rows} / {total} · Esc 그만두기").format(
            said=self._said, rows=f"{self._tally.rows:,}", total=f"{self._total:,}"
        )
        self.query_one("#far", Bar).show([Item(((text, "title"),))])

    def action_stop(self) -> None:
        self._tally.cancelled = True

    def on_unmount(self) -> None:
        """Stop as well where the dialog is taken away."""
        self._tally.cancelled = True


async def watched(
    screen: Screen[Any], said: str, total: int, work: Callable[[ExportProgress], T]
) -> T | None:
    """Do work with `total` rows in a thread; return its result, or None where a person stopped it."""
    progress = ExportProgress()
    task = asyncio.create_task(asyncio.to_thread(work, progress))
    try:
        done, _waiting = await asyncio.wait({task}, timeout=_SOON)
        if done:
            return task.result()
        dialog = Progress(said, total, progress)
        await screen.app.push_screen(dialog)
        try:
            return await task
        finally:
            if dialog.is_current:
                dialog.dismiss(None)
    except ExportCancelled:
        return None
    except asyncio.CancelledError:  # the program ends; so must the thread
        progress.cancelled = True
        task.cancel()
        raise
