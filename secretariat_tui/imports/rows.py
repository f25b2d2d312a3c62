"""The rows of a file to import, whatever its format, and their bounds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Generic

from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.imports.calendar_entry import Origin
from secretariat_tui.imports.target import D

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Cells = Sequence[Cell]
Rating = Callable[[Sequence[Cells]], int]
"""Rates the first rows of a file: the better they are understood, the higher."""
MAX_COLUMNS = 1_000
MAX_ROWS = 1_048_576  # as Excel
SAMPLE_ROWS = 40
"""Rows among which the header is looked for."""


class SourceRow(NamedTuple):
    """A row and its number, counted from 1 as a spreadsheet does."""

    number: int
    cells: Cells


class ParsedRow(NamedTuple, Generic[D]):
    """The draft that a row was read as, and its identity in other programs.

    `earlier` are the identities that it had before its series was divided, the latest first.
    """

    number: int
    draft: D
    origin: Origin | None = None
    earlier: Sequence[Origin] = ()


@dataclass(frozen=True)
class Source:
    """A file to import: its name, how it is written (encoding and delimiter, or sheet), and its rows."""

    name: str
    form: str
    rows: Iterator[SourceRow]


def numbered(rows: Iterable[Cells], path: Path) -> Iterator[SourceRow]:
    """Return rows numbered from 1. FileError for a row that is too wide, and for too many of them."""
    for number, cells in enumerate(rows, 1):
        if len(cells) > MAX_COLUMNS and any(each not in {None, ""} for each in cells[MAX_COLUMNS:]):
            message = _("칸이 {n}개인 줄이 있습니다. {most}개까지 읽습니다.")
            raise FileError(
                message.format(n=f"{len(cells):,}", most=f"{MAX_COLUMNS:,}"),
                _("{path} {row}행").format(path=path, row=number),
                _("표만 남기고 저장해 주세요."),
            )
        if number > MAX_ROWS:
            raise FileError(
                _("{most}행까지 읽습니다.").format(most=f"{MAX_ROWS:,}"),
                str(path),
                _("파일을 나누어 주세요."),
            )
        yield SourceRow(number, cells)
