"""Errors shown to users, with the facts about them in fields."""

from collections.abc import Iterable
from typing import Any

from secretariat_tui.core.named_tuple import NamedTuple


class UserError(Exception):
    """An error to show to the user: what happened, its location (a path, a record), and a remedy."""

    def __init__(self, message: str, location: str = "", remedy: str = "") -> None:
        super().__init__(message, location, remedy)
        self.message = message
        self.location = location
        self.remedy = remedy

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), self.message))

    def __str__(self) -> str:
        """Return message, location and remedy in one line."""
        location = f" ({self.location})" if self.location else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{self.message}{location}{remedy}"


class FileError(UserError):
    """The file cannot be opened, read or written."""


class ForeignFileError(FileError):
    """The file is not an office file, or not the one that was opened."""


class FileTakenError(FileError):
    """A file exists at the path of a new one."""


class FileBusyError(FileError):
    """Another program is writing; a retry may succeed."""


class ValueConflict(NamedTuple):
    """A column that two users changed: the value to be saved here, and the value stored meanwhile."""

    table: str
    key: str
    mine: Any
    theirs: Any


class EditConflictError(UserError):
    """The record was changed since it was read; `conflicts` lists the columns, if known."""

    def __init__(
        self,
        message: str,
        location: str = "",
        remedy: str = "",
        conflicts: tuple[ValueConflict, ...] = (),
    ) -> None:
        super().__init__(message, location, remedy)
        self.conflicts = conflicts


class RuleError(UserError):
    """A rule forbids the action. `field` is the key of the form field concerned, "" if none."""

    def __init__(self, message: str, location: str = "", remedy: str = "", field: str = "") -> None:
        super().__init__(message, location, remedy)
        self.field = field


class NothingToUndoError(RuleError):
    """There is no edit to undo or to redo."""


class ValidationError(UserError):
    """Several fields of a form are invalid; `errors` are (field, message)."""

    def __init__(
        self,
        message: str,
        location: str = "",
        remedy: str = "",
        errors: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(message, location, remedy)
        self.errors = errors


def require_valid(errors: Iterable[tuple[str, str]]) -> None:
    """Raise ValidationError if there are errors: (field, message)."""
    listed = tuple(errors)
    if listed:
        raise ValidationError(listed[0][1], errors=listed)
