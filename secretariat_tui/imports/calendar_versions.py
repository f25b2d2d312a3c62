"""Comparing the events of a calendar file with the versions of them that the register has."""

from collections.abc import Iterator, Sequence
from typing import Any, Generic

from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.imports.calendar_entry import (
    CancelledEntry,
    MasterEntry,
    Origin,
    StoredEntry,
    first_of,
    undivided_uid,
)
from secretariat_tui.imports.parsed import ParsedFile
from secretariat_tui.imports.progress import ImportProgress
from secretariat_tui.imports.rows import ParsedRow
from secretariat_tui.imports.target import CalendarFormat, D, SeriesFormat

_BATCH = 1_000


class CalendarChange(NamedTuple, Generic[D]):
    """A newer version of a record; without a draft its cancellation.

    With `first`, it is that of a series from this occurrence on.
    """

    number: int
    record_id: int
    origin: Origin
    draft: D | None
    first: str = ""


class CalendarVersions(Generic[D]):
    """Finds the records of events by their identity in other programs."""

    def __init__(self, calendar: CalendarFormat[D], reader: Reader) -> None:
        self._by_uid: dict[str, dict[str, StoredEntry]] = {}
        for each in calendar.stored(reader):
            self._by_uid.setdefault(each.origin.uid, {})[each.origin.occurrence] = each
        self._parts: dict[str, list[str]] = {}
        for uid in self._by_uid:
            if first_of(uid):
                self._parts.setdefault(undivided_uid(uid), []).append(uid)
        self._changed: set[tuple[int, str]] = set()

    def find(self, row: ParsedRow[D]) -> CalendarChange[D] | int | None:
        """Return the change that a row makes to its record; 0 if it is not newer, None without a record."""
        if row.origin is None:
            return None
        entries = self._by_uid.get(row.origin.uid, {})
        stored = entries.get(row.origin.occurrence)
        if stored is None and row.earlier:
            return self._find_undivided(row, row.origin)
        if stored is None:
            # A series whose occurrences were imported one by one stays so.
            is_series = bool(row.draft._asdict().get("rrule"))
            return 0 if is_series and entries else None
        if row.origin.sequence <= stored.origin.sequence:
            return 0
        self._changed.add((stored.id, row.origin.occurrence))
        return CalendarChange(row.number, stored.id, row.origin, row.draft)

    def _find_undivided(self, row: ParsedRow[D], origin: Origin) -> CalendarChange[D] | int | None:
        """Return the change that a part of a series, or an occurrence in one, makes to the undivided series."""
        for uid, occurrence, _sequence in row.earlier:
            entries = self._by_uid.get(uid, {})
            series = entries.get("")
            if entries and series is None:  # its occurrences were imported one by one
                return 0
            stored = series if origin.occurrence == "" else entries.get(occurrence)
            if stored is None:
                continue
            if origin.sequence < stored.origin.sequence:
                return 0
            if stored is not series and origin.sequence == stored.origin.sequence:
                return 0
            first = occurrence if stored is series else ""
            self._changed.add((stored.id, stored.origin.occurrence))
            return CalendarChange(row.number, stored.id, origin, row.draft, first)
        return None

    def cancelled(self, parsed: ParsedFile[Any]) -> Iterator[CalendarChange[D]]:
        """Yield the cancellations of a file, and of the occurrences that a newer version of a series lacks."""
        for entry in parsed.cancelled:
            matches = [*self._taken_back(entry)]
            ended = self._ended(entry) if entry.later_too else None
            if not matches and ended is None:
                place = parsed.place(entry.number)
                parsed.notes.append(_("{place}: 취소할 일정이 없습니다.").format(place=place))
            for each in matches:
                yield from self._cancel(entry.number, each, entry.origin.sequence)
            if ended:
                yield ended
        for master in parsed.masters:
            for each in self._without(master, parsed):
                yield from self._cancel(master.number, each, master.origin.sequence)

    def _cancel(
        self, number: int, stored: StoredEntry, sequence: int
    ) -> Iterator[CalendarChange[D]]:
        key = stored.id, stored.origin.occurrence
        if stored.is_active and key not in self._changed:
            self._changed.add(key)
            yield CalendarChange(number, stored.id, stored.origin._replace(sequence=sequence), None)

    def _taken_back(self, entry: CancelledEntry) -> Iterator[StoredEntry]:
        """Yield the records that a cancellation names, unless they have a newer version."""
        entries = self._by_uid.get(entry.origin.uid, {})
        occurrence, series = entry.origin.occurrence, entries.get("")
        if entry.later_too:
            for at, each in entries.items():
                if at >= occurrence and each.origin.sequence <= entry.origin.sequence:
                    yield each
            return
        if occurrence and series and occurrence not in entries:
            if (
                occurrence not in series.left_out
                and series.origin.sequence <= entry.origin.sequence
            ):
                yield series._replace(origin=entry.origin)
            return
        for each in entries.values():
            is_named = entry.origin.occurrence in {"", each.origin.occurrence}
            if is_named and each.origin.sequence <= entry.origin.sequence:
                yield each

    def _ended(self, entry: CancelledEntry) -> CalendarChange[D] | None:
        """Return the end of a series before an occurrence; None if it has ended by then."""
        occurrence = entry.origin.occurrence
        series = self._by_uid.get(entry.origin.uid, {}).get("")
        if series is None or series.origin.sequence > entry.origin.sequence:
            return None
        if series.last and series.last < occurrence[:10]:
            return None
        return CalendarChange(entry.number, series.id, entry.origin, None, occurrence)

    def _without(self, master: MasterEntry, parsed: ParsedFile[Any]) -> Iterator[StoredEntry]:
        """Yield the records of parts and occurrences that a newer version of their series does not have."""
        if parts := self._parts.get(master.origin.uid):
            read = {row.origin.uid for row in parsed.rows if row.origin}
            for uid in set(parts) - read:
                for each in self._by_uid[uid].values():
                    if each.origin.sequence < master.origin.sequence:
                        yield each
        if master.occurrences is None:
            return
        for occurrence, each in self._by_uid.get(master.origin.uid, {}).items():
            is_older = each.origin.sequence < master.origin.sequence
            at = occurrence or master.first
            is_lacking = occurrence not in master.occurrences
            if is_older and is_lacking and master.first <= at <= master.last:
                yield each


def write_changes(
    session: Any,
    calendar: CalendarFormat[D],
    changes: Sequence[CalendarChange[D]],
    progress: ImportProgress,
) -> None:
    """Write the newer versions of records, then the cancellations. ImportCancelled if `progress` was cancelled.

    Those that divide a series or end it come first, the latest part before the others. They are counted after the
    rows that `progress` shows as done.
    """
    done = progress.rows
    if calendar.series:
        for each in sorted(changes, key=lambda change: change.first, reverse=True):
            if each.first:
                _divide(session, calendar.series, each)
                done += 1
    others = [each for each in changes if not each.first]
    newer = [(each.record_id, each.draft, each.origin) for each in others if each.draft is not None]
    for start in range(0, len(newer), _BATCH):
        progress.advance(done + start)
        calendar.update(session, newer[start : start + _BATCH])
    for at, each in enumerate(each for each in others if each.draft is None):
        if at % _BATCH == 0:
            progress.advance(done + len(newer) + at)
        calendar.cancel(session, each.record_id, each.origin)
    if calendar.finish:
        calendar.finish(session)


def _divide(session: Any, series: SeriesFormat[D], change: CalendarChange[D]) -> None:
    if change.draft is None:
        series.end_record(session, change.record_id, change.first)
    else:
        series.divide_record(session, change.record_id, change.first, change.draft, change.origin)
