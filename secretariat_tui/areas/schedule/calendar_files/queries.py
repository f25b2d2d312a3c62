"""Queries of the diary for calendar files."""

from collections.abc import Collection, Iterator
from datetime import date
from hashlib import sha256

from secretariat_tui.areas.schedule import compiled
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft, StepDraft
from secretariat_tui.areas.schedule.queries import event
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.imports.calendar_entry import Origin, StoredEntry, undivided_uid


def calendar_entries(reader: Reader) -> Iterator[StoredEntry]:
    """Yield the events with their identities in calendar files; those of our own are derived from their ids."""
    office = office_id(reader)
    for row in reader.tuples(compiled.CALENDAR_ENTRIES):
        record_id, rev, uid, occurrence, sequence, status, series_id, exdates, last = row
        identity = Origin(uid, occurrence, sequence)
        if not uid:
            own = own_origin(office, series_id or record_id, rev)
            identity = own._replace(occurrence=occurrence if series_id else "")
        is_active = status in {"hold", "confirmed"}
        left_out = frozenset(exdates.split())
        yield StoredEntry(record_id, identity, is_active, left_out, last or "")


def file_series(reader: Reader, uids: Collection[str]) -> Iterator[tuple[Origin, EventDraft]]:
    """Yield the series with UIDs, and the parts of such, with their identities in calendar files."""
    if not uids:
        return
    for record_id, uid, sequence in reader.tuples(compiled.FILE_SERIES):
        stored = event(reader, record_id) if undivided_uid(uid) in uids else None
        if stored:
            yield Origin(uid, sequence=sequence), stored.draft


def office_id(reader: Reader) -> str:
    """Return what tells the events of one file from those of others: a digest of its first edit."""
    edits = reader.tuples(compiled.FIRST_EDIT)
    return sha256(repr(edits).encode()).hexdigest()[:16]


def own_origin(office: str, record_id: int, rev: int) -> Origin:
    """Return the identity that an event of our own has in calendar files."""
    return Origin(f"event-{record_id}@{office}.secretariat", sequence=rev - 1)


class FullEvent(NamedTuple):
    """An event with its lines and its identity in other programs; `series_id` if it is a changed occurrence."""

    stored: Stored[EventDraft]
    origin: Origin
    series_id: int | None


def full_events(reader: Reader, first: date, last: date) -> Iterator[FullEvent]:
    """Yield the events that touch the days from `first` to `last`, and the series with occurrences there."""
    with reader.snapshot():
        series = dict(reader.tuples(compiled.SERIES_OF_OVERRIDES))
        origins = {each.id: each.origin for each in calendar_entries(reader)}
        events = reader.stored(EventDraft, compiled.FULL_EVENTS, first=first, last=last)
        lines: dict[int, list[LineDraft]] = {}
        for event_id, *line in reader.tuples(compiled.FULL_EVENT_LINES, first=first, last=last):
            lines.setdefault(event_id, []).append(LineDraft(*line))
        steps: dict[int, list[StepDraft]] = {}
        for event_id, *step in reader.tuples(compiled.FULL_EVENT_STEPS, first=first, last=last):
            steps.setdefault(event_id, []).append(StepDraft(*step))
    for each in events:
        draft = each.draft._replace(
            lines=tuple(lines.get(each.id, ())), steps=tuple(steps.get(each.id, ()))
        )
        yield FullEvent(each._replace(draft=draft), origins[each.id], series.get(each.id))
