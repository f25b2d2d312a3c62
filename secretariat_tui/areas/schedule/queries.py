"""Queries of the diary."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from hashlib import sha256
from typing import Any, NamedTuple

from secretariat_tui.areas.schedule import compiled, days, model, rules
from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft, StepDraft
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import EARLIEST, LATEST
from secretariat_tui.core.matcher import Matcher
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.search import index as search_index
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import ListQuery, Order, View
from secretariat_tui.imports.calendar_entry import Origin, StoredEntry


class EventRow(NamedTuple):
    """An event as shown in a calendar; `line_count` is the number of its lines."""

    id: int
    rev: int
    title: str
    kind: str
    category: str
    starts_on: date
    starts_at: time | None
    ends_on: date
    ends_at: time | None
    all_day: bool
    place: str
    status: str
    visibility: str
    line_count: int
    own_starts_at: time | None = None
    own_ends_at: time | None = None
    travel_before: int | None = None
    travel_after: int | None = None
    attendance: str = "self"
    hold_until: date | None = None
    hold_group: str = ""
    busy: bool = True
    rrule: str = ""
    series_id: int | None = None
    occurrence: str = ""
    extra: Mapping[str, Any] = NO_EXTRA

    @property
    def key(self) -> EventKey:
        """What identifies the event in a view: the occurrences of a series share their id."""
        return self.id, self.occurrence


class ActiveEvent(NamedTuple):
    """The fields of an event that clashes are computed from."""

    id: int
    occurrence: str
    starts_on: date
    starts_at: time | None
    ends_on: date
    ends_at: time | None
    all_day: bool
    status: str
    busy: bool

    @property
    def key(self) -> EventKey:
        """What identifies the event."""
        return self.id, self.occurrence


class EventCounts(NamedTuple):
    """Counts of the diary: all events, and those that end on a day or later."""

    all: int
    later: int


EVENTS = ListQuery(
    row_type=EventRow,
    parts=compiled.EVENTS,
    order=(Order("when", descending=True), Order("starts_at", descending=True)),
    not_null=frozenset({"when"}),
    kind=model.EVENT.search_kind,
)


def agenda(reader: Reader, first: date, last: date, fields: Sequence[str] = ()) -> list[EventRow]:
    """Return the events that touch the days from `first` to `last`, with further `fields`.

    Ordered by first day; within a day all-day events, events without a time, then by time.
    """
    rows = reader.rows(EventRow, compiled.AGENDA, first=first, last=last)
    rows = [row for row in rows if days.last_day(row) >= first]
    query = EVENTS.with_fields(fields)
    if not query.further:
        return rows
    extended = list_query.rows_by_id(reader, query, [row.id for row in rows])
    extras = {row.id: row.extra for row in extended}
    return [row._replace(extra=extras.get(row.id, NO_EXTRA)) for row in rows]


def find_event(reader: Reader, event: int | EventKey) -> EventRow | None:
    """Return an event by its id or its key; None if it is deleted."""
    record_id = event if isinstance(event, int) else event[0]
    return reader.first(EventRow, compiled.EVENT_ROW, id=record_id)


def search(reader: Reader, query: str) -> list[EventRow]:
    """Return the events whose title, place, kind or category match a query, in the order of `agenda`."""
    match = Matcher(query)
    if search_index.is_behind(reader):
        return [row for row in agenda(reader, EARLIEST, LATEST) if _matches(match, row)]
    rows = list_query.all_rows(reader, EVENTS, View(query))  # the index covers further columns
    return sorted((row for row in rows if _matches(match, row)), key=_agenda_order)


def _matches(match: Matcher, row: EventRow) -> bool:
    texts = (row.place, row.category, _(model.KINDS[row.kind]))
    return match(
        rules.masked_title(row.title, row.visibility),
        *(rules.masked_text(text, row.visibility) for text in texts),
    )


def _agenda_order(row: EventRow) -> tuple[Any, ...]:
    untimed = row.starts_at is None
    return row.starts_on, not row.all_day, not untimed, row.starts_at or time.min, row.id


def clashing_with(reader: Reader, record_id: int) -> list[EventRow]:
    """Return the other events that clash with one."""
    with reader.snapshot():
        event = reader.first(EventRow, compiled.EVENT_ROW, id=record_id)
        near = (
            agenda(reader, add_days(event.starts_on, -1), add_days(event.ends_on, 1))
            if event
            else []
        )
    pairs = days.clashes(near)
    return [
        each for each in near if event and {(event.key, each.key), (each.key, event.key)} & pairs
    ]


def agenda_and_clashes(
    reader: Reader, first: date, last: date
) -> tuple[list[EventRow], frozenset[EventKey]]:
    """Return the events that touch the days from `first` to `last`, and the keys of those that clash.

    A long event may clash outside of these days.
    """
    with reader.snapshot():
        rows = agenda(reader, first, last)
        start = min((row.starts_on for row in rows), default=first)
        end = max((row.ends_on for row in rows), default=last)
        near = rows if first <= start and end <= last else agenda(reader, start, end)
        shown = {row.key for row in rows}
        return rows, days.clashing(near) & shown


def clashing_keys(reader: Reader) -> frozenset[EventKey]:
    """Return the keys of all events that clash with another."""
    return days.clashing(reader.rows(ActiveEvent, compiled.ACTIVE))


def counts(reader: Reader, day: date) -> EventCounts:
    """Return the counts of the diary."""
    return reader.rows(EventCounts, compiled.COUNTS, day=day)[0]


def year_query(year: int) -> ListQuery[EventRow]:
    """Return the list query for the events that begin in a year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return EVENTS.where("in_period", first=first, last=last)


def in_order(day: date) -> tuple[ListQuery[EventRow], ...]:
    """Return the parts of the list in a clerk's order: running, then next events first, then the past."""
    soonest = replace(EVENTS, order=(Order("when"), Order("starts_at")))
    return (
        soonest.where("running", day=day),
        soonest.where("coming", day=day),
        EVENTS.where("past", day=day),
    )


def nearest_event_date(reader: Reader, day: date) -> date | None:
    """Return the first day with an event from `day` on, else the last day before it."""
    with reader.snapshot():
        if reader.value(compiled.LONG_EVENT_ON, day=day):
            return day
        nearest = reader.value(compiled.FIRST_DAY_FROM, day=day) or reader.value(compiled.LAST_DAY)
        if nearest is None:
            return None
        found = date.fromisoformat(nearest)
        return found if agenda(reader, found, found) else add_days(found, -1)


def calendar_entries(reader: Reader) -> Iterator[StoredEntry]:
    """Yield the events with their identities in calendar files; those of our own are derived from their ids."""
    office = office_id(reader)
    for record_id, rev, *origin, status in reader.tuples(compiled.CALENDAR_ENTRIES):
        identity = Origin(*origin) if origin[0] else own_origin(office, record_id, rev)
        yield StoredEntry(record_id, identity, status in {"hold", "confirmed"})


def office_id(reader: Reader) -> str:
    """Return what tells the events of one file from those of others: a digest of its first edit."""
    edits = reader.tuples(compiled.FIRST_EDIT)
    return sha256(repr(edits).encode()).hexdigest()[:16]


def own_origin(office: str, record_id: int, rev: int) -> Origin:
    """Return the identity that an event of our own has in calendar files."""
    return Origin(f"event-{record_id}@{office}.secretariat", sequence=rev - 1)


def full_events(
    reader: Reader, first: date, last: date
) -> Iterator[tuple[Stored[EventDraft], Origin]]:
    """Yield the events that touch the days from `first` to `last`, with their lines and identities."""
    with reader.snapshot():
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
        yield replace(each, draft=draft), origins[each.id]


def event(reader: Reader, record_id: int) -> Stored[EventDraft] | None:
    """Return an event with its lines. The last day of a one-day event is None."""
    with reader.snapshot():
        stored = reader.stored_one(EventDraft, compiled.EVENT, id=record_id)
        lines = reader.rows(LineDraft, compiled.EVENT_LINES, id=record_id)
        steps = reader.rows(StepDraft, compiled.EVENT_STEPS, id=record_id)
    if stored is None:
        return None
    return replace(stored, draft=stored.draft._replace(lines=tuple(lines), steps=tuple(steps)))
