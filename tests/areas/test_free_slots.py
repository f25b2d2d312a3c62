"""The search for free time: minute by minute against the rule of conflicts, and as it is typed."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.areas.schedule import days
from secretariat_tui.areas.schedule.timing import conflicts
from secretariat_tui.areas.schedule.timing.free_slots import (
    FreeSlot,
    SlotQuery,
    free_slots,
    parse_slot_query,
)
from secretariat_tui.core.holidays import HolidayCalendar
from tests.areas.test_conflicts import Appointment, appointments

TUESDAY, SUNDAY, NEXT_MONDAY = date(2023, 4, 18), date(2023, 4, 23), date(2023, 4, 24)
NOW = TUESDAY.toordinal() * days.DAY_MINUTES + 9 * 60 + 41
HOLIDAYS = HolidayCalendar({})
DAY = SlotQuery(TUESDAY, TUESDAY)


def slots(query: SlotQuery, *events: Appointment) -> list[str]:
    """Return the free time as text."""
    return [
        f"{each.day.day}. {days.clock(each.start)}-{days.clock(each.end)}"
        for each in free_slots(query, events, HOLIDAYS)
    ]


def test_free_time_lies_between_events_and_beside_lunch() -> None:
    meeting = Appointment(starts_at=time(9), ends_at=time(10, 5))
    visit = Appointment(2, starts_at=time(14), ends_at=time(15), travel_before=20, travel_after=20)
    assert slots(DAY, visit, meeting) == ["18. 10:10-12:00", "18. 15:30-18:00"]
    assert slots(DAY._replace(minutes=30), visit, meeting) == [
        "18. 10:10-12:00",
        "18. 13:00-13:30",
        "18. 15:30-18:00",
    ]
    assert slots(DAY._replace(lunch=True), visit, meeting) == ["18. 10:10-13:30", "18. 15:30-18:00"]
    assert slots(DAY._replace(travel=20), visit, meeting) == ["18. 10:40-12:00", "18. 16:00-18:00"]
    assert slots(DAY._replace(travel=20, not_before=NOW + 60), meeting) == [
        "18. 10:50-12:00",
        "18. 13:00-18:00",
    ]


def test_days_off_are_left_out_unless_they_are_wanted() -> None:
    long = SlotQuery(date(2023, 5, 3), date(2023, 5, 8), opens=13 * 60, closes=15 * 60)
    assert slots(long) == [
        "3. 13:00-15:00",
        "4. 13:00-15:00",
        "8. 13:00-15:00",
    ]  # 5.5. is a holiday
    assert len(slots(long._replace(days_off=True))) == 6


@given(
    appointments(),
    st.sampled_from([10, 30, 60, 200]),
    st.sampled_from([0, 20]),
    st.booleans(),
    st.sampled_from([0, NOW]),
)
def test_an_event_fits_exactly_where_time_is_free(
    events: list[Appointment],
    minutes: int,
    travel: int,
    lunch: bool,
    not_before: int,
) -> None:
    first, last = TUESDAY, TUESDAY + timedelta(3)
    query = SlotQuery(first, last, minutes, 600, 960, travel, not_before, lunch)
    found = list(free_slots(query, events, HOLIDAYS))
    offered = {
        (slot.day, at) for slot in found for at in range(slot.start, slot.end - minutes + 1, 10)
    }
    possible = set()
    for day in (first + timedelta(n) for n in range(4)):
        for at in range(600, 960 - minutes + 1, 10):
            end = at + minutes
            wanted = Appointment(
                99,
                day,
                time(at // 60, at % 60),
                day,
                time(end // 60, end % 60),
                travel_before=travel,
                travel_after=travel,
                title="다른 일",  # at the place of no trip
            )
            early = day.toordinal() * days.DAY_MINUTES + at < not_before
            eats = not lunch and at < 13 * 60 and end > 12 * 60
            if not early and not eats and not conflicts.conflicts_of(wanted.key, [*events, wanted]):
                possible.add((day, at))
    assert offered == possible
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", {}),
        ("30분", {"minutes": 30}),
        ("1시간 반", {"minutes": 90}),
        ("1시간 20분", {"minutes": 80}),
        ("2시간", {"minutes": 120}),
        (
            "30분, 이번 주, 10–17시, 이동 20분",
            {"minutes": 30, "last": SUNDAY, "opens": 600, "closes": 1020, "travel": 20},
        ),
        ("이동20분 30분", {"minutes": 30, "travel": 20}),
        ("다음 주", {"first": NEXT_MONDAY, "last": date(2023, 4, 30)}),
        ("다음 주 화", {"first": date(2023, 4, 25), "last": date(2023, 4, 25)}),
        ("이번 달 오후", {"last": date(2023, 4, 30), "opens": 780, "closes": 1080}),
        ("다음 달", {"first": date(2023, 5, 1), "last": date(2023, 5, 31)}),
        ("3주", {"last": date(2023, 5, 8)}),
        ("5일 안 30분", {"last": date(2023, 4, 22), "minutes": 30}),
        (
            "내일 2시-4시",
            {"first": date(2023, 4, 19), "last": date(2023, 4, 19), "opens": 840, "closes": 960},
        ),
        ("오후 3시~5시 반", {"opens": 900, "closes": 1050}),
        ("9-6시", {"opens": 540, "closes": 1080}),
        ("09:30~11:00 30분", {"opens": 570, "closes": 660, "minutes": 30}),
        ("4월 28일", {"first": date(2023, 4, 28), "last": date(2023, 4, 28)}),
        (
            "4.20.~4.28. 30분",
            {"first": date(2023, 4, 20), "last": date(2023, 4, 28), "minutes": 30},
        ),
        ("2023-04-19", {"first": date(2023, 4, 19), "last": date(2023, 4, 19)}),
        ("점심 포함 주말 포함", {"lunch": True, "days_off": True}),
        ("30m this week travel 20m", {"minutes": 30, "last": SUNDAY, "travel": 20}),
    ],
)
def test_what_is_typed(typed: str, expected: dict[str, object]) -> None:
    default = SlotQuery(TUESDAY, date(2023, 5, 1), not_before=NOW)
    assert parse_slot_query(typed, TUESDAY, time(9, 41)) == default._replace(**expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed", ["점심", "2시간 10-11시", "0분", "4.28.~4.20.", "25–26시", "아무 때나"]
)
def test_what_cannot_be_read_is_named(typed: str) -> None:
    with pytest.raises(ValueError, match=r"예: 30분|날짜가 거꾸로"):
        parse_slot_query(typed, TUESDAY, time(9, 41))


def test_a_slot_is_ordered_by_day_and_time() -> None:
    assert FreeSlot(TUESDAY, 600, 660) < FreeSlot(SUNDAY, 540, 600)
