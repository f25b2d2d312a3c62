"""Other times for an event that conflicts, and the journeys to and from its place."""

from datetime import date, time, timedelta

import pytest

from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.timing import conflicts, planned
from secretariat_tui.areas.schedule.timing.journeys import Journey, journeys
from secretariat_tui.core.holidays import HolidayCalendar
from tests.areas.test_conflicts import DAY, Appointment

HOLIDAYS = HolidayCalendar({})
TALK = EventDraft("간담회", DAY, time(14), ends_at=time(15))


def other_times(draft: EventDraft, *others: Appointment) -> list[str]:
    """Return the times proposed as text; each of them is without a conflict."""
    event = planned.planned(draft, (0, ""))
    assert event is not None
    found = planned.other_times(event, others, HOLIDAYS)
    for each in found:
        moved = event._replace(
            starts_on=each.day, starts_at=each.start, ends_on=each.day, ends_at=each.end
        )
        assert conflicts.conflicts_of((0, ""), [*others, moved]) == []
    return [f"{each.day.day}. {each.start:%H:%M}-{each.end:%H:%M}" for each in found]


def test_the_nearest_free_times_of_the_day_are_proposed() -> None:
    visit = Appointment(1, starts_at=time(14, 30), ends_at=time(15, 30))
    assert other_times(TALK, visit) == ["18. 13:30-14:30", "18. 15:30-16:30", "18. 11:00-12:00"]
    journey = visit.__class__(1, starts_at=time(14, 30), ends_at=time(15, 30), travel_after=20)
    assert other_times(TALK, journey) == ["18. 13:30-14:30", "18. 16:00-17:00", "18. 11:00-12:00"]
    lunch = TALK._replace(starts_at=time(12), ends_at=time(13))
    noon = Appointment(1, starts_at=time(12, 30), ends_at=time(14))
    assert other_times(lunch, noon) == ["18. 11:30-12:30", "18. 14:00-15:00"]


def test_a_full_day_leads_to_the_next_working_day_with_time() -> None:
    friday = date(2023, 4, 21)
    full = [
        Appointment(1, friday, time(9), friday, time(18)),
        Appointment(2, date(2023, 4, 24), time(9), date(2023, 4, 24), time(16, 45)),
    ]
    assert other_times(TALK._replace(starts_on=friday), *full) == ["24. 16:50-17:50"]


def test_what_fills_days_is_not_moved() -> None:
    whole = Appointment(1, starts_at=None, ends_at=None, all_day=True)
    assert other_times(EventDraft("출장", DAY, all_day=True), whole) == []
    assert other_times(EventDraft("출장", DAY, time(9), ends_on=DAY + timedelta(1)), whole) == []
    assert other_times(TALK._replace(attendance="deputy"), whole) == []


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Appointment(1, starts_at=time(14, 30), ends_at=time(15)), (time(14), time(14, 30))),
        (Appointment(1, starts_at=time(14), ends_at=time(14, 20)), (time(14, 20), time(15))),
        (
            Appointment(1, starts_at=time(14), ends_at=time(14, 20), travel_after=10),
            (time(14, 40), time(15)),
        ),
        (Appointment(1, starts_at=time(14, 20), ends_at=time(14, 30)), (time(14, 30), time(15))),
        (
            Appointment(1, starts_at=time(14, 10), ends_at=time(14, 50)),
            None,
        ),  # ten minutes are left
        (Appointment(1, starts_at=time(15), ends_at=time(16)), None),  # nothing to shorten
    ],
)
def test_the_longest_free_part_is_proposed(
    other: Appointment, expected: tuple[time, time] | None
) -> None:
    event = planned.planned(TALK, (0, ""))
    assert event is not None
    found = planned.shorter_time(event, [other])
    assert (found and found[1:]) == expected


@pytest.mark.parametrize(
    ("others", "before", "after"),
    [
        ([], "", ""),
        ([Appointment(1, starts_at=time(12), ends_at=time(13), place="국회")], "국회", ""),
        (
            [Appointment(1, starts_at=time(10), ends_at=time(11, 59), place="국회")],
            "",
            "",
        ),  # long before
        ([Appointment(1, starts_at=time(16), ends_at=time(17), place="국회")], "", "국회"),
        (
            [
                Appointment(
                    1, starts_at=time(16), ends_at=time(17), place="국회", status="cancelled"
                )
            ],
            "",
            "",
        ),
        (
            [Appointment(1, starts_at=time(16), ends_at=time(17), place="국회", travel_before=20)],
            "",
            None,
        ),
        (
            [
                Appointment(1, starts_at=time(12, 30), ends_at=time(13), place="국회"),
                Appointment(3, starts_at=time(13), ends_at=time(13, 30), place="용산"),
            ],
            "용산",
            "",
        ),
        (
            [Appointment(1, starts_at=time(12), ends_at=time(13), place="위례")],
            None,
            "",
        ),  # is there
    ],
)
def test_the_journeys_of_an_event(
    others: list[Appointment], before: str | None, after: str | None
) -> None:
    event = Appointment(2, place="위례")
    expected = (
        Journey(before, "위례") if before is not None else None,
        Journey("위례", after) if after is not None else None,
    )
    assert journeys(event, others) == journeys(event, [*others[::-1], event]) == expected
    assert journeys(Appointment(2), others) == (None, None)
