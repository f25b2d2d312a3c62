"""Queries of the diary."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any, NamedTuple

from secretariat_tui.areas.schedule import model, rules
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import EARLIEST, LATEST
from secretariat_tui.core.text import Matcher
from secretariat_tui.database.engine.reader import Reader, Stored, columns
from secretariat_tui.database.engine.rows import NO_EXTRA
from secretariat_tui.database.search import index as search_index
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import ListParts, ListQuery, Order, View


class EventRow(NamedTuple):
    """An event as shown in a calendar; `lines` is the number of its lines."""

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
    lines: int
    extra: Mapping[str, Any] = NO_EXTRA


class EventCounts(NamedTuple):
    """Counts of the diary: all events, and those that end on a day or later."""

    all: int
    later: int


_EVENT = f"""
    SELECT {columns(EventRow, "lines")},
        (SELECT count(*) FROM eventline WHERE event_id = event.id) AS lines
    FROM event"""
_MASKED = "CASE WHEN event.visibility = 'secret' THEN char(1114111) ELSE event.{} END"
EVENTS = ListQuery(
    row_type=EventRow,
    parts=ListParts(
        select=f"""
        {columns(EventRow, "lines")},
        (SELECT count(*) FROM eventline WHERE event_id = event.id) AS lines""",
        source="event",
        id="event.id",
        keys={
            "when": "event.starts_on",
            "starts_at": "event.starts_at",
            **{
                key: _MASKED.format(key) for key in ("title", "kind", "category", "place", "status")
            },
        },
        text_keys=("title", "kind", "category", "place", "status"),
        months={"when": "substr(event.starts_on, 1, 7)"},
        conditions={"in_period": "event.starts_on BETWEEN :first AND :last"},
    ),
    order=(Order("when", descending=True), Order("starts_at", descending=True)),
    not_null=frozenset({"when"}),
    kind=1,
    invalidated_by=("SELECT row FROM change WHERE tx > :tx AND tbl = 'event'",),
)
INVALIDATED_BY = (
    *EVENTS.invalidated_by,
    """SELECT json_extract(coalesce(new, old), '$.event_id') FROM change
        WHERE tx > :tx AND tbl = 'eventline'""",
)
SEARCH_TEXT = """
    SELECT id, subcategory || char(10) || outlet || char(10) || media_type || char(10) || note
        || char(10) || coalesce((SELECT group_concat(label || ' ' || text, char(10)) FROM
            (SELECT label, text FROM eventline WHERE event_id = event.id ORDER BY pos)), '')
    FROM event
    WHERE visibility <> 'secret' AND id IN (SELECT value FROM json_each(:ids))"""
# Events that begin in the period, and long ones that began before it, each by its own index.
# The unary + keeps the planner from using the index on starts_on for the second part.
_AGENDA = f"""{_EVENT} WHERE starts_on BETWEEN :first AND :last
    UNION ALL {_EVENT} WHERE ends_on > starts_on AND ends_on >= :first AND +starts_on < :first
    ORDER BY starts_on, all_day DESC, starts_at, id"""
_HAS_EVENT = """
    SELECT EXISTS (SELECT 1 FROM event
        WHERE ends_on > starts_on AND ends_on >= :day AND +starts_on < :day)"""
_AFTER = "SELECT min(starts_on) FROM event WHERE starts_on >= :day"
_BEFORE = """
    SELECT max(day) FROM (
        SELECT max(starts_on) AS day FROM event
        UNION ALL SELECT max(ends_on) FROM event WHERE ends_on > starts_on)"""
# A one-day event has no last day, so that it moves when its first day changes.
_COLUMNS = columns(EventDraft).replace("ends_on", "nullif(ends_on, starts_on) AS ends_on")


def agenda(reader: Reader, first: date, last: date) -> list[EventRow]:
    """Return the events that touch the days from `first` to `last`.

    Ordered by first day; within a day all-day events, events without a time, then by time.
    """
    return reader.rows(EventRow, _AGENDA, first=first, last=last)


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


def overlapping(reader: Reader, record_id: int) -> list[EventRow]:
    """Return the other events that overlap with one."""
    with reader.snapshot():
        event = reader.first(EventRow, f"{_EVENT} WHERE id = :id", id=record_id)
        near = agenda(reader, event.starts_on, event.ends_on) if event else []
    pairs = rules.overlaps(near)
    return [each for each in near if {(record_id, each.id), (each.id, record_id)} & pairs]


def counts(reader: Reader, day: date) -> EventCounts:
    """Return the counts of the diary."""
    sql = 'SELECT count(*) AS "all", count(*) FILTER (WHERE ends_on >= :day) AS later FROM event'
    return reader.rows(EventCounts, sql, day=day)[0]


def year_query(year: int) -> ListQuery[EventRow]:
    """Return the list query for the events that begin in a year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return EVENTS.where("in_period", first=first, last=last)


def nearest_event_date(reader: Reader, day: date) -> date | None:
    """Return the first day with an event from `day` on, else the last day before it."""
    with reader.snapshot():
        if reader.value(_HAS_EVENT, day=day):
            return day
        nearest = reader.value(_AFTER, day=day) or reader.value(_BEFORE)
    return date.fromisoformat(nearest) if nearest else None


def event(reader: Reader, record_id: int) -> Stored[EventDraft] | None:
    """Return an event with its lines. The last day of a one-day event is None."""
    with reader.snapshot():
        rev = reader.value("SELECT rev FROM event WHERE id = :id", id=record_id)
        head = reader.first(
            EventDraft, f"SELECT {_COLUMNS} FROM event WHERE id = :id", id=record_id
        )
        if head is None:
            return None
        lines = reader.rows(
            LineDraft,
            "SELECT label, text FROM eventline WHERE event_id = :id ORDER BY pos",
            id=record_id,
        )
    return Stored(record_id, rev, head._replace(lines=tuple(lines)))
