"""Which events are not prepared: what is to be ready until their day, such as papers, is not done."""

from collections.abc import Iterable
from datetime import date

from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.database.engine.reader import Reader

_COMING = frozenset({"hold", "confirmed"})


def unprepared(reader: Reader, events: Iterable[EventRow], today: date) -> frozenset[int]:
    """Return the ids of events from today on that have open tasks due until their day.

    The tasks of a series are not of one day, so that its occurrences are left out.
    """
    days = {
        each.id: each.starts_on
        for each in events
        if each.status in _COMING
        and each.attendance != "declined"
        and each.starts_on >= today
        and not each.rrule
    }
    tasks = attached.open_tasks_of(reader, "event", list(days)) if days else []
    return frozenset(record_id for record_id, due_on in tasks if due_on <= days[record_id])
