"""Queries of the diary."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from secretariat_tui.areas.holidays.queries import calendar
from secretariat_tui.areas.schedule import compiled, days, model, rules
from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft, StepDraft
from secretariat_tui.areas.schedule.series import recurrence
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import EARLIEST, LATEST
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.search import index as search_index
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import ListQuery, Order, View


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

    @property
    def is_occurrence(self) -> bool:
        """Whether it is an occurrence of a series, which is no row of its own."""
        return bool(self.rrule and self.occurrence)


class ActiveEvent(NamedTuple):
    """The fields of an event that its conflicts are computed from."""

    id: int
    occurrence: str
    starts_on: date
    starts_at: time | None
    ends_on: date
    ends_at: time | None
    all_day: bool
    status: str
    busy: bool
    attendance: str
    own_starts_at: time | None
    own_ends_at: time | None
    travel_before: int | None
    travel_after: int | None
    hold_group: str
    place: str
    title: str

    @property
    def key(self) -> EventKey:
        """What identifies the event."""
        return self.id, self.occurrence


class RequestEvent(NamedTuple):
    """An event that was made of an attendance request."""

    id: int
    rev: int
    starts_on: date
    starts_at: time | None
    status: str


class EventCounts(NamedTuple):
    """Counts of the diary: all events, and those that end on a day or later."""

    all: int
    later: int


NEAR_DAYS = 366
"""The days around one in which occurrences are searched where there is no period."""
_MOST_YEARS = 12  # between two occurrences, such as those of a leap day or of every tenth year
EVENTS = ListQuery(
    row_type=EventRow,
    parts=compiled.EVENTS,
    order=(Order("when", descending=True), Order("starts_at", descending=True)),
    not_null=frozenset({"when"}),
    kind=model.EVENT.search_kind,
)


def agenda(reader: Reader, first: date, last: date, fields: Sequence[str] = ()) -> list[EventRow]:
    """Return the events that touch the days from `first` to `last`, with further `fields`.

    Of a series each occurrence is a row. Ordered by first day; within a day all-day events, events without a time,
    then by time.
    """
    with reader.snapshot():
        rows = _single_rows(reader, first, last)
        repeated = occurrence_rows(reader, first, last)
        if repeated:
            rows = sorted([*rows, *repeated], key=_agenda_order)
        query = EVENTS.with_fields(fields)
        if not query.further:
            return rows
        extended = list_query.rows_by_id(reader, query, [*{row.id: None for row in rows}])
    extras = {row.id: row.extra for row in extended}
    return [row._replace(extra=_extra(row, extras.get(row.id, NO_EXTRA))) for row in rows]


def _single_rows(reader: Reader, first: date, last: date) -> list[EventRow]:
    rows = reader.rows(EventRow, compiled.AGENDA, first=first, last=last)
    return [row for row in rows if days.last_day(row) >= first]


def _extra(row: EventRow, extra: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the further fields of a row; the days of an occurrence are its own."""
    if not row.rrule:
        return extra
    own = {
        "starts_on": f"{row.starts_on}",
        "ends_on": f"{row.ends_on}",
        "occurrence": row.occurrence,
    }
    return {**extra, **{key: value for key, value in own.items() if key in extra}}


def occurrence_rows(
    reader: Reader, first: date, last: date, series_id: int | None = None
) -> list[EventRow]:
    """Return the occurrences of series that touch the days from `first` to `last`, but for overridden ones.

    With `series_id`, only those of one series.
    """
    margin = recurrence.MAX_DAYS + recurrence.MOVED_DAYS
    bounds = {
        "first": add_days(first, -margin),
        "last": add_days(last, recurrence.MOVED_DAYS),
    }
    series = reader.rows(EventRow, compiled.SERIES, **bounds)
    if series_id is not None:
        series = [each for each in series if each.id == series_id]
    if not series:
        return []
    overridden = set(reader.tuples(compiled.OVERRIDDEN))
    holidays = calendar(reader)
    return [
        row
        for each in series
        for row in _occurrences(each, first, last, holidays)
        if (row.id, row.occurrence) not in overridden and days.last_day(row) >= first
    ]


def _occurrences(
    series: EventRow, first: date, last: date, holidays: HolidayCalendar
) -> Iterator[EventRow]:
    """Yield the occurrences of a series that begin in a period, or so long before it as one lasts."""
    length = (series.ends_on - series.starts_on).days
    period = add_days(first, -length), last
    dates = recurrence.SeriesDates(series.starts_at, series.rrule, **series.extra)
    try:
        listed = recurrence.occurrences(dates, series.starts_on, period, holidays)
    except (
        ValueError
    ):  # a rule that another program has written: only the first occurrence is known
        key = recurrence.occurrence_key(series.starts_on, series.starts_at)
        listed = [recurrence.Occurrence(key, series.starts_on, series.starts_at)]
        listed = [each for each in listed if period[0] <= each.day <= period[1]]
    for key, day, at in listed:
        row = series._replace(
            starts_on=day, ends_on=add_days(day, length), occurrence=key, extra=NO_EXTRA
        )
        yield row if at == series.starts_at else _at_other_time(row, at)


def _at_other_time(row: EventRow, at: time | None) -> EventRow:
    """Return an occurrence at a time of its own, as long as the others."""
    if row.starts_at is None or row.ends_at is None or at is None:
        return row._replace(starts_at=at)
    length = datetime.combine(row.ends_on, row.ends_at) - datetime.combine(
        row.starts_on, row.starts_at
    )
    end = datetime.combine(row.starts_on, at) + length
    return row._replace(starts_at=at, ends_on=end.date(), ends_at=end.time())


def unrecorded(reader: Reader, first: date, last: date) -> list[EventRow]:
    """Return the occurrences in a period that are over by `last`, and that no row records yet.

    Tallies and charts do not count them.
    """
    return [
        row
        for row in occurrence_rows(reader, first, last)
        if first <= row.starts_on and days.last_day(row) <= last and row.status not in days.INACTIVE
    ]


def find_event(reader: Reader, event: int | EventKey, near: date | None = None) -> EventRow | None:
    """Return an event by its id or its key; None if it is deleted.

    Of a series without an occurrence, the next one from the day `near` on, else the last one; without `near` the
    first. An occurrence that has been changed since is the event that replaces it.
    """
    record_id, occurrence = (event, "") if isinstance(event, int) else event
    with reader.snapshot():
        row = reader.first(EventRow, compiled.EVENT_ROW, id=record_id)
        if row is None or not row.rrule:
            return row
        overrides = {
            key: number for number, key in reader.tuples(compiled.OVERRIDES_OF, id=record_id)
        }
        if occurrence in overrides:
            return reader.first(EventRow, compiled.EVENT_ROW, id=overrides[occurrence])
        if occurrence:
            try:
                day, _at = recurrence.split_key(occurrence)
            except ValueError:  # a key that another program has written
                return None
            period = (
                add_days(day, -recurrence.MOVED_DAYS),
                add_days(day, recurrence.MOVED_DAYS),
            )
            rows = occurrence_rows(reader, *period, record_id)
            return next((each for each in rows if each.occurrence == occurrence), None)
        return _next_or_last(reader, row, near or row.starts_on) or row


def changed_occurrences(reader: Reader, series_id: int, first: date) -> list[date]:
    """Return the days on which the changed occurrences of a series are, of those due from the day `first` on."""
    with reader.snapshot():
        rows = [
            reader.first(EventRow, compiled.EVENT_ROW, id=number)
            for number, key in reader.tuples(compiled.OVERRIDES_OF, id=series_id)
            if recurrence.split_key(key)[0] >= first
        ]
    return sorted(row.starts_on for row in rows if row)


def _next_or_last(reader: Reader, series: EventRow, near: date) -> EventRow | None:
    """Return the next occurrence of a series from a day on, else the last one before it."""
    spans = (NEAR_DAYS, NEAR_DAYS * _MOST_YEARS)
    for span in spans:
        if rows := occurrence_rows(reader, near, add_days(near, span), series.id):
            return min(rows, key=_agenda_order)
    last = reader.value(compiled.LAST_START, id=series.id)
    end = min(date.fromisoformat(last), near) if last else near
    for span in spans:
        period = add_days(end, -span), add_days(end, recurrence.MOVED_DAYS)
        if rows := occurrence_rows(reader, *period, series.id):
            return max(rows, key=_agenda_order)
    return None


def search(reader: Reader, query: str, near: date | None = None) -> list[EventRow]:
    """Return the events whose title, place, kind or category match a query, in the order of `agenda`.

    Of a series the occurrences within a year of the day `near`.
    """
    from secretariat_tui.core.matcher import Matcher

    match = Matcher(query)
    repeated = (
        occurrence_rows(reader, add_days(near, -NEAR_DAYS), add_days(near, NEAR_DAYS))
        if near
        else []
    )
    if search_index.is_behind(reader):
        rows = _single_rows(reader, EARLIEST, LATEST)
    else:  # the index covers further columns
        rows = [row for row in list_query.all_rows(reader, EVENTS, View(query)) if not row.rrule]

    def matches(row: EventRow) -> bool:
        texts = (row.place, row.category, _(model.KINDS[row.kind]))
        masked = (rules.masked_text(text, row.visibility) for text in texts)
        return match(rules.masked_title(row.title, row.visibility), *masked)

    return sorted(filter(matches, [*rows, *repeated]), key=_agenda_order)


def _agenda_order(row: EventRow) -> tuple[Any, ...]:
    untimed = row.starts_at is None
    return row.starts_on, not row.all_day, not untimed, row.starts_at or time.min, row.id


def travelled_to(reader: Reader, place: str) -> list[EventRow]:
    """Return the latest events at a place to which a journey was entered, the latest first."""
    return reader.rows(EventRow, compiled.TRAVELLED_TO, place=place)


def due_holds(reader: Reader, day: date) -> list[EventRow]:
    """Return the tentative events that are held until a day or an earlier one, the earliest first."""
    return reader.rows(EventRow, compiled.HOLDS_UNTIL, day=day)


def counts(reader: Reader, day: date) -> EventCounts:
    """Return the counts of the diary."""
    return reader.rows(EventCounts, compiled.COUNTS, day=day)[0]


def year_query(year: int) -> ListQuery[EventRow]:
    """Return the list query for the events that begin in a year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return EVENTS.where("in_period", "single", first=first, last=last)


def in_order(day: date) -> tuple[ListQuery[EventRow], ...]:
    """Return the parts of the list in a clerk's order: running, then next events first, then the past."""
    soonest = EVENTS._replace(order=(Order("when"), Order("starts_at")))
    return (
        soonest.where("running", day=day),
        soonest.where("coming", day=day),
        EVENTS.where("past", day=day),
    )


def nearest_event_date(reader: Reader, day: date) -> date | None:
    """Return the first day with an event from `day` on, else the last day before it.

    Series count for a year from `day` on.
    """
    with reader.snapshot():
        if reader.value(compiled.LONG_EVENT_ON, day=day):
            return day
        repeated = occurrence_rows(reader, day, add_days(day, NEAR_DAYS))
        coming = [max(each.starts_on, day) for each in repeated]
        if single := reader.value(compiled.FIRST_DAY_FROM, day=day):
            coming.append(date.fromisoformat(single))
        if coming:
            return min(coming)
        last = reader.value(compiled.LAST_DAY)
        if last is None:
            return None
        found = date.fromisoformat(last)
        return found if agenda(reader, found, found) else add_days(found, -1)


def events_of_request(reader: Reader, request_id: int) -> list[RequestEvent]:
    """Return the events of an attendance request but for cancelled and postponed ones, the first day first."""
    return reader.rows(RequestEvent, compiled.EVENTS_OF_REQUEST, id=request_id)


def event(reader: Reader, record_id: int) -> Stored[EventDraft] | None:
    """Return an event with its lines. The last day of a one-day event is None."""
    with reader.snapshot():
        stored = reader.stored_one(EventDraft, compiled.EVENT, id=record_id)
        lines = reader.rows(LineDraft, compiled.EVENT_LINES, id=record_id)
        steps = reader.rows(StepDraft, compiled.EVENT_STEPS, id=record_id)
    if stored is None:
        return None
    return stored._replace(draft=stored.draft._replace(lines=tuple(lines), steps=tuple(steps)))


def occurrence_draft(reader: Reader, key: EventKey) -> Stored[EventDraft] | None:
    """Return an occurrence as entered: the series at the time of this occurrence. None if it does not exist."""
    with reader.snapshot():
        row = find_event(reader, key)
        stored = event(reader, row.id) if row else None
    if row is None or stored is None or not row.is_occurrence:
        return stored
    return stored._replace(
        draft=stored.draft._replace(
            starts_on=row.starts_on,
            starts_at=row.starts_at,
            ends_on=None if row.ends_on == row.starts_on else row.ends_on,
            ends_at=row.ends_at,
        ),
    )
