"""A long export or import in a thread: a dialog shows its progress, and Esc cancels it."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, ClassVar, Protocol, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from secretariat_tui.core.i18n import _
from secretariat_tui.tables.export_progress import ExportCancelled, ExportProgress
from secretariat_tui.tui.dialogs.base import Dialog
from secretariat_tui.tui.widgets.css import css

T = TypeVar("T")
_DELAY = 0.3  # seconds before the dialog opens
_INTERVAL = 0.1  # seconds between two updates of the number


class CountedWork(Protocol):
    """The progress of work on rows in a thread."""

    rows: int
    cancelled: bool


class Progress(Dialog[None]):
    """Shows how many rows are done, of how many if that is known; Esc cancels the work."""

    DEFAULT_CSS = css("Progress")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, label: str, total: int, progress: CountedWork) -> None:
        super().__init__("")
        self._label, self._total, self._progress = label, total, progress
        self.heading = self._text()

    def _text(self) -> str:
        rows = f"{self._progress.rows:,}"
        if not self._total:
            return _("{label} {rows} · Esc 그만두기").format(label=self._label, rows=rows)
        return _("{label} {rows} / {total} · Esc 그만두기").format(
            label=self._label, rows=rows, total=f"{self._total:,}"
        )

    def on_mount(self) -> None:
        """Show the number of rows at intervals."""
        self.set_interval(_INTERVAL, lambda: self.show_title(self._text()))

    async def action_leave(self) -> None:
        """Cancel the work, whose end closes the dialog."""
        self._progress.cancelled = True

    def on_unmount(self) -> None:
        """Cancel the work also if the app closes the dialog."""
        self._progress.cancelled = True


async def run_with_progress(
    screen: Screen[Any], label: str, total: int, work: Callable[[ExportProgress], T]
) -> T | None:
    """Run work on `total` rows in a thread, with a dialog if it takes long.

    Return its result, None if the user cancelled it.
    """
    progress = ExportProgress()
    job = asyncio.to_thread(work, progress)
    try:
        return await await_with_progress(screen, label, total, progress, job)
    except ExportCancelled:
        return None


async def await_with_progress(
    screen: Screen[Any],
    label: str,
    total: int,
    progress: CountedWork,
    job: Coroutine[Any, Any, T],
) -> T:
    """Await a job that a thread does, with a dialog if it takes long; `total` is 0 if it is not known.

    Return its result, or raise what it raises, as after a cancellation.
    """
    task = asyncio.create_task(job)
    try:
        done, _waiting = await asyncio.wait({task}, timeout=_DELAY)
        if done:
            return task.result()
        dialog = Progress(label, total, progress)
        await screen.app.push_screen(dialog)
        try:
            return await task
        finally:
            if dialog.is_current:
                dialog.dismiss(None)
    except asyncio.CancelledError:  # the app exits; the thread must end too
        progress.cancelled = True
        task.cancel()
        raise
