"""Queries of the conflicts of events."""

from datetime import date

from secretariat_tui.areas.schedule import compiled, days
from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.queries import (
    NEAR_DAYS,
    ActiveEvent,
    EventRow,
    agenda,
    find_event,
    occurrence_rows,
)
from secretariat_tui.areas.schedule.timing import conflicts
from secretariat_tui.areas.schedule.timing.conflicts import Conflict, Severities
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader


class EventConflict(NamedTuple):
    """A conflict of an event, and the other event."""

    conflict: Conflict
    event: EventRow


def conflicts_with(reader: Reader, event: int | EventKey) -> list[EventConflict]:
    """Return the conflicts of an event with others, the worst first."""
    with reader.snapshot():
        row = find_event(reader, event)
        near = agenda(reader, add_days(row.starts_on, -1), add_days(row.ends_on, 1)) if row else []
    rows = {row.key: row for row in near}
    found = conflicts.conflicts_of(row.key, near) if row else []
    return [EventConflict(each, rows[each.other]) for each in found]


def agenda_and_conflicts(
    reader: Reader, first: date, last: date
) -> tuple[list[EventRow], Severities]:
    """Return the events that touch the days from `first` to `last`, and the conflicts of those that have any.

    They may conflict with events of the days before and after, and a long event outside of these days.
    """
    with reader.snapshot():
        before, after = add_days(first, -1), add_days(last, 1)
        near = agenda(reader, before, after)
        rows = [row for row in near if row.starts_on <= last and days.last_day(row) >= first]
        start = min((row.starts_on for row in rows), default=first)
        end = max((row.ends_on for row in rows), default=last)
        if start < before or end > after:
            near = agenda(reader, add_days(start, -1), add_days(end, 1))
        shown = {row.key for row in rows}
        found = conflicts.severities(near)
        return rows, {key: severity for key, severity in found.items() if key in shown}


def all_conflicts(reader: Reader, near: date | None = None) -> Severities:
    """Return the conflicts of all events; of series those within a year of the day `near`."""
    singles = reader.rows(ActiveEvent, compiled.ACTIVE)
    if near is None:
        return conflicts.severities(singles)
    repeated = occurrence_rows(reader, add_days(near, -NEAR_DAYS), add_days(near, NEAR_DAYS))
    return conflicts.severities([*singles, *repeated])
