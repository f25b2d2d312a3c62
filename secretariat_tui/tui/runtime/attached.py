"""What hangs on the records of all areas, as one area shows and edits it."""

from collections.abc import Callable, Mapping, Sequence

from secretariat_tui.database.audit.history import HistoryTarget
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tui.keys.area import Area, AttachedParts
from secretariat_tui.tui.paint.text import StyledLine


def attached_parts(areas: Sequence[Area]) -> AttachedParts | None:
    """Return what the first area that has it offers."""
    found = next((area.attached for area in areas if area.attached), None)
    return found() if found else None


def read_attached(
    areas: Sequence[Area],
    tables: Mapping[str, TableMeta],
    record: HistoryTarget,
    *,
    open_secret: bool = False,
) -> Callable[[Reader], list[StyledLine]]:
    """Return a function that reads the lines of what hangs on a record."""
    parts = attached_parts(areas)

    def read(reader: Reader) -> list[StyledLine]:
        if parts is None:
            return []
        return parts.lines(reader, tables, record, open_secret=open_secret)

    return read


def no_lines(_reader: Reader) -> list[StyledLine]:
    """Return nothing: nothing hangs on a row that is no record."""
    return []
