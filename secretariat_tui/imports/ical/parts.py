"""Series that a file divides by RANGE=THISANDFUTURE: their parts, each a record of its own."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.imports.calendar_entry import Origin, first_of, part_uid
from secretariat_tui.imports.ical.events import ReadEvent
from secretariat_tui.imports.target import SeriesFormat


class SeriesPart(NamedTuple):
    """A part of a series: the number of the event that it was read from, 0 if it is a record.

    It holds from the occurrence `first` on, "" if it is the first part; `moves` return the key that an occurrence
    has in each part from the second on up to this one.
    """

    number: int
    origin: Origin
    draft: Any
    first: str = ""
    moves: tuple[Callable[[str], str], ...] = ()

    def key(self, occurrence: str) -> str:
        """Return the key that an occurrence of the undivided series has in this part."""
        for move in self.moves:
            occurrence = move(occurrence)
        return occurrence


def stored_parts(
    records: Iterable[tuple[Origin, Any]], series: SeriesFormat[Any]
) -> list[SeriesPart]:
    """Return the parts of a series that are records, in order."""
    parts: list[SeriesPart] = []
    for origin, draft in sorted(records, key=lambda each: first_of(each[0].uid)):
        first = first_of(origin.uid)
        moves: tuple[Callable[[str], str], ...] = ()
        if first and parts:
            before = parts[-1]
            moves = (*before.moves, series.move(before.draft, before.key(first), draft))
        parts.append(SeriesPart(0, origin, draft, first, moves))
    return parts


def divided(
    parts: Sequence[SeriesPart],
    divisions: Sequence[tuple[ReadEvent, Any]],
    series: SeriesFormat[Any],
) -> list[SeriesPart]:
    """Return the parts of a series after events with their drafts, in order, changed it from theirs on.

    ValidationError or ValueError if it cannot be divided so.
    """
    result = [*parts]
    for event, draft in divisions:
        uid, occurrence, sequence = event.entry.origin
        at = max(n for n, each in enumerate(result) if each.first <= occurrence)
        part = result[at]
        before, rest, move = series.divide(part.draft, part.key(occurrence), draft)
        sequence = max(sequence, part.origin.sequence)
        moves = (*part.moves, move)
        if before is None:
            origin = part.origin._replace(sequence=sequence)
            result[at] = SeriesPart(event.entry.number, origin, rest, part.first, moves)
            continue
        origin = Origin(part_uid(uid, occurrence), sequence=sequence)
        result[at] = part._replace(draft=before)
        result.insert(at + 1, SeriesPart(event.entry.number, origin, rest, occurrence, moves))
    return result


def part_of(parts: Sequence[SeriesPart], occurrence: str) -> int:
    """Return the index of the part that has an occurrence of the undivided series."""
    return max((n for n, each in enumerate(parts) if each.first <= occurrence), default=0)


def identities(parts: Sequence[SeriesPart], at: int, occurrence: str) -> list[Origin]:
    """Return the identities that an occurrence has in a part and, before it was divided, in earlier ones."""
    return [
        Origin(each.origin.uid, each.key(occurrence), each.origin.sequence)
        for each in reversed(parts[: at + 1])
    ]
