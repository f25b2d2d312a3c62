"""The progress of an import, which the screen shows, and can cancel, while a thread works."""

from dataclasses import dataclass


class ImportCancelled(Exception):  # noqa: N818 - not an error
    """The import was cancelled; nothing was written."""


@dataclass
class ImportProgress:
    """Counts the rows done in the current step."""

    rows: int = 0
    cancelled: bool = False

    def advance(self, rows: int) -> None:
        """Show that this many rows are done. Raise ImportCancelled after a cancellation."""
        if self.cancelled:
            raise ImportCancelled
        self.rows = rows
