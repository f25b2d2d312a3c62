"""The usual minutes of the journeys of an event: those entered last for a journey between the same places."""

from collections.abc import Iterable, Mapping

from secretariat_tui.areas.schedule import queries
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing.conflicts import AttendedEvent
from secretariat_tui.areas.schedule.timing.journeys import OFFICE, Journey, journeys
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tui.dialogs.form_fields import Suggestion


def usual_travel(
    reader: Reader, event: AttendedEvent, near: Iterable[EventRow]
) -> Suggestion | None:
    """Return the minutes of travel that an event lacks, from earlier ones; None if none are known.

    `near` are the events of the days around it, which decide where the mayor comes from and goes to.
    """
    before, after = journeys(event, near)
    minutes: Mapping[str, tuple[int | None, Journey | None]] = {
        "travel_before": (event.travel_before, before),
        "travel_after": (event.travel_after, after),
    }
    values = {
        key: known
        for key, (entered, journey) in minutes.items()
        if entered is None and journey and (known := _usual_minutes(reader, journey)) is not None
    }
    if not values:
        return None
    names = {"travel_before": _("가는 이동 {n}분"), "travel_after": _("오는 이동 {n}분")}
    text = ", ".join(names[key].format(n=n) for key, n in values.items())
    return Suggestion(text, values, _("전에 적은 이동 시간"))


def _usual_minutes(reader: Reader, journey: Journey) -> int | None:
    """Return the minutes entered last for a journey, or for the one back."""
    back = Journey(journey.to_place, journey.from_place)
    for place in (journey.to_place, journey.from_place):
        if place == OFFICE:
            continue
        for row in queries.travelled_to(reader, place):
            around = queries.agenda(reader, add_days(row.starts_on, -1), add_days(row.ends_on, 1))
            before, after = journeys(row, around)
            if before in {journey, back}:
                return row.travel_before
            if row.travel_after is not None and after in {journey, back}:
                return row.travel_after
    return None
