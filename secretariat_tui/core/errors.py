"""The errors a person can meet, with their facts in fields."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass
class UserError(Exception):
    """Something a person must know: what happened, where, and what to do about it."""

    message: str
    location: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        """One line: what, where, what to do."""
        place = f" ({self.location})" if self.location else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{self.message}{place}{remedy}"


class FileError(UserError):
    """The file cannot be opened, read or written."""


class ForeignFileError(FileError):
    """The file is not the office's, or another one than was opened."""


class FileBusyError(FileError):
    """Another program is writing; the same action may succeed a moment later."""


class ValueConflict(NamedTuple):
    """A column that two people gave different values: what one left there, and what is there now."""

    table: str
    key: str
    mine: Any
    theirs: Any


@dataclass
class EditConflictError(UserError):
    """Somebody else changed the record since it was read; `clashes` say where, if that is known."""

    conflicts: tuple[ValueConflict, ...] = ()


@dataclass
class RuleError(UserError):
    """A rule forbids it. `field` is the key of the form field at fault, if one is."""

    field: str = ""


@dataclass
class ValidationError(UserError):
    """Several fields of a form are at fault, each with its message."""

    errors: tuple[tuple[str, str], ...] = ()


def require_valid(faults: Iterable[tuple[str, str]]) -> None:
    """Raise Invalid where there are faults: (field, message)."""
    found = tuple(faults)
    if found:
        raise ValidationError(found[0][1], errors=found)
