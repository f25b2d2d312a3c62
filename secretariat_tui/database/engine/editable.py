"""The open file as the layers below `database.file` use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlmodel import Session

    from secretariat_tui.database.engine.reader import Reader


class EditableFile(Protocol):
    """What `OfficeFile` offers to code that writes through it."""

    @property
    def path(self) -> Path:
        """The file's path."""

    @property
    def reader(self) -> Reader:
        """A reader that sees what the open edit has written."""

    def edit(
        self, label: str, *, kind: str = "do", undoes: int | None = None
    ) -> AbstractContextManager[Session]:
        """Open a transaction with a row in the audit log."""

    def index_changes(self) -> None:
        """Update the search index with what the open edit has written."""
