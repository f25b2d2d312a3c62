"""What a file was read as: drafts, and the errors of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic

from secretariat_tui.core.fields import Field
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.imports.calendar_entry import CancelledEntry, MasterEntry
from secretariat_tui.imports.headings import Header
from secretariat_tui.imports.own_references import PendingNames
from secretariat_tui.imports.rows import ParsedRow
from secretariat_tui.imports.target import D

MAX_ERRORS = 1_000
"""Errors that are kept; the others are counted."""


class RowError(NamedTuple):
    """What is wrong with a cell, or with a row if `column` is empty."""

    row: int
    column: str
    value: str
    message: str
    place: str = ""

    def __str__(self) -> str:
        """Return the error in one line: 3행 금액 '12만5': 금액을 읽을 수 없습니다."""
        place = self.place or _("{row}행").format(row=self.row)
        value = f"'{self.value}'" if self.value else ""
        return f"{' '.join(filter(None, (place, self.column, value)))}: {self.message}"


@dataclass
class ParsedFile(Generic[D]):
    """What a file was read as: its rows without the empty ones, the errors, and the rows left out as totals."""

    name: str
    form: str
    header: Header
    rows: list[ParsedRow[D]] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    totals: list[int] = field(default_factory=list)
    samples: dict[int, dict[str, str]] = field(default_factory=dict)
    """The cells of the first rows as text, by row and key of the field, for showing them."""
    pending: PendingNames = field(default_factory=PendingNames)
    places: dict[int, str] = field(default_factory=dict)
    """What the rows are called if they are not those of a table."""
    notes: list[str] = field(default_factory=list)
    """What a user should know of how the file was read."""
    known: list[tuple[int, int]] = field(default_factory=list)
    """The rows that repeat another one, each with that one."""
    masters: list[MasterEntry] = field(default_factory=list)
    cancelled: list[CancelledEntry] = field(default_factory=list)

    @property
    def read(self) -> int:
        """The number of rows read."""
        return len(self.rows) + len(self.refused)

    def place(self, row: int) -> str:
        """Return what a row is called in messages."""
        return self.places.get(row) or _("{row}행").format(row=row)

    def add_error(self, error: RowError) -> None:
        """Add an error, which refuses its row."""
        self.refused.add(error.row)
        if len(self.errors) < MAX_ERRORS:
            self.errors.append(error)

    def column_title(self, key: str, fields: Mapping[str, Field]) -> str:
        """Return the title of a field as the file has it, else its own."""
        titles = (each.title for each in self.header.columns if each.field.key == key)
        own = _(fields[key].title) if key in fields else ""
        return next(titles, own)
