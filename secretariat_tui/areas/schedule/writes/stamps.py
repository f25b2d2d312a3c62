"""The stamps of events: checked by the chief of staff (비서실장 확인), seen by the mayor (시장 열람)."""

from collections.abc import Sequence
from datetime import date

from secretariat_tui.areas.schedule.model import EVENT
from secretariat_tui.areas.schedule.records import Event
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.tables import assign, get
from secretariat_tui.database.file import OfficeFile

STAMPS = ("checked_on", "seen_on")
"""The fields of events that hold the days of the stamps."""


def stamp(file: OfficeFile, events: Sequence[tuple[int, int]], field: str, day: date) -> int:
    """Stamp events, given by id and revision, with a day in one edit; return how many had no stamp.

    A stamp of an earlier day stays. Raise EditConflictError if an event changed since it was read.
    """
    label = _("{stamp} {n}건").format(stamp=_(EVENT[field].title), n=len(events))
    with file.edit(label) as session:
        stamped = 0
        for event_id, rev in events:
            event = get(session, Event, event_id, rev)
            if getattr(event, field) is None:
                stamped += assign(event, {field: day})
        return stamped
