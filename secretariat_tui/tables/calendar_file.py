"""A table as a calendar file: what it holds, and writing it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from secretariat_tui.core.atomic_file import atomic_write
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple


class CalendarOptions(NamedTuple):
    """Whether a calendar is for outside the office, then masked by `mask`; `busy` shows when secret events are."""

    outside: bool = False
    busy: bool = False
    mask: Callable[[str], str] = str


class CalendarFile(NamedTuple):
    """The text of a calendar in pieces, the number of its events, and of those left out as secret."""

    pieces: Sequence[str]
    events: int
    left_out: int


def write(calendar: CalendarFile, path: Path, *, force: bool) -> None:
    """Write a calendar atomically to a file that only its owner can read. FileError if that fails."""
    remedy = _("다른 이름을 쓰거나 바꿔 쓰기(--force)를 고르세요.")
    with atomic_write(path, replace=force, taken=remedy) as part, part.open("wb") as file:
        file.writelines(piece.encode() for piece in calendar.pieces)
