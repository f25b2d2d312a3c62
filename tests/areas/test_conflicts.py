"""What conflicts in the mayor's diary: against the words of the rule, pair by pair."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.timing import conflicts, unusual
from secretariat_tui.areas.schedule.timing.conflicts import Concern, Severity
from secretariat_tui.core.holidays import HolidayCalendar

DAY = date(2023, 4, 18)  # a Tuesday
NEXT = DAY + timedelta(1)
HARD, TIGHT, SOFT = Severity.HARD, Severity.TIGHT, Severity.SOFT


@dataclass(frozen=True)
class Appointment:
    """An event as the rule sees it."""

    id: int = 1
    starts_on: date = DAY
    starts_at: time | None = time(14)
    ends_on: date = DAY
    ends_at: time | None = time(15)
    status: str = "confirmed"
    all_day: bool = False
    busy: bool = True
    attendance: str = "self"
    own_starts_at: time | None = None
    own_ends_at: time | None = None
    travel_before: int | None = None
    travel_after: int | None = None
    hold_group: str = ""
    occurrence: str = ""
    title: str = "면담"
    place: str = ""

    @property
    def key(self) -> EventKey:
        return self.id, self.occurrence


VISIT = Appointment(2, starts_at=time(14, 30), ends_at=time(15, 30))
LATER = Appointment(2, starts_at=time(15, 30), ends_at=time(16))
WHOLE_DAY = Appointment(starts_at=None, ends_at=None, all_day=True, title="휴가")
TRIP = Appointment(3, DAY, time(9), NEXT, time(18), title="제주 출장")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Appointment(), VISIT, (HARD, 30, 0)),
        (Appointment(), LATER, None),
        (Appointment(), replace(VISIT, starts_at=time(15)), None),  # one begins when the other ends
        (Appointment(own_ends_at=time(14, 20)), VISIT, None),  # the mayor has left
        (Appointment(own_starts_at=time(14, 50)), VISIT, (HARD, 10, 0)),
        (Appointment(own_starts_at=time(14, 50), ends_at=None), VISIT, (HARD, 40, 0)),
        (replace(WHOLE_DAY, own_starts_at=time(9), own_ends_at=time(10)), VISIT, None),
        (replace(WHOLE_DAY, own_starts_at=time(14)), VISIT, (HARD, 30, 0)),  # an hour is assumed
        (WHOLE_DAY, VISIT, (HARD, 60, 0)),
        (replace(WHOLE_DAY, busy=False), VISIT, None),
        (replace(WHOLE_DAY, ends_on=NEXT, busy=False), VISIT, None),
        (replace(WHOLE_DAY, ends_on=NEXT), VISIT, (HARD, 60, 0)),
        (Appointment(attendance="deputy"), VISIT, None),
        (Appointment(attendance="written"), VISIT, None),
        (Appointment(attendance="declined"), VISIT, None),
        (Appointment(status="cancelled"), VISIT, None),
        (Appointment(status="postponed"), VISIT, None),
        (Appointment(status="done"), VISIT, (HARD, 30, 0)),
        (Appointment(status="hold"), VISIT, (SOFT, 30, 0)),
        (Appointment(status="hold", travel_after=30), LATER, None),
        (
            Appointment(status="hold", hold_group="가"),
            replace(VISIT, hold_group="가"),
            (SOFT, 30, 0),
        ),
        (Appointment(travel_after=20), LATER, None),  # 30 minutes: the way and the margin
        (Appointment(travel_after=21), LATER, (TIGHT, -30, 31)),
        (Appointment(), replace(LATER, travel_before=25), (TIGHT, -30, 35)),
        (Appointment(travel_after=10), replace(LATER, travel_before=10), (TIGHT, -30, 40)),
        (Appointment(travel_after=0), replace(VISIT, starts_at=time(15)), None),
        (Appointment(travel_before=60), LATER, None),  # the way there is before
        (
            Appointment(starts_at=time(23), ends_at=time(23, 50), travel_after=30),
            Appointment(2, NEXT, time(0, 20), NEXT, time(1)),
            (TIGHT, -30, 40),
        ),
    ],
)
def test_a_pair(
    one: Appointment, other: Appointment, expected: tuple[int, int, int] | None
) -> None:
    found = conflicts.conflicts([one, other])
    assert found == conflicts.conflicts([other, one])
    assert [(each.severity, each.overlap, each.needed) for each in found] == (
        [expected] if expected else []
    )
    assert [each[1:3] for each in found] == ([(one.key, other.key)] if expected else [])


def test_candidates_for_one_appointment_do_not_conflict_with_each_other() -> None:
    one = Appointment(1, status="hold", hold_group="상의 만찬")
    other = replace(VISIT, status="hold", hold_group="상의 만찬")
    assert conflicts.conflicts([one, other]) == []
    assert conflicts.severities([one, other]) == {}
    elsewhere = replace(other, hold_group="다른 만찬")
    assert conflicts.severities([one, elsewhere]) == {(1, ""): SOFT, (2, ""): SOFT}
    ungrouped = [replace(each, hold_group="") for each in (one, other)]
    assert len(conflicts.conflicts(ungrouped)) == 1


@pytest.mark.parametrize(
    ("trip", "event", "marked"),
    [
        (TRIP, Appointment(title="제주도지사 면담"), []),  # the title of the trip names its place
        (TRIP, Appointment(place="제주도청"), []),
        (TRIP, Appointment(place="시청 접견실"), [1, 3]),
        (TRIP, Appointment(), [1, 3]),  # perhaps elsewhere
        (TRIP, Appointment(place="제주도청", status="hold"), []),
        (replace(TRIP, place="서귀포 호텔"), Appointment(place="제주도청"), [1, 3]),
        (replace(TRIP, place="서귀포 호텔"), Appointment(place="호텔"), []),
        (replace(TRIP, place="서울시청"), Appointment(place="시청"), [1, 3]),  # another city hall
        (replace(TRIP, place="시청"), Appointment(place="서울시청"), [1, 3]),
        (replace(TRIP, place="제주도청"), Appointment(place="제주"), []),
        (TRIP, Appointment(starts_at=time(8, 30), ends_at=time(9, 30), place="제주"), [1, 3]),  # before it
        (TRIP, replace(TRIP, id=1, ends_at=time(19)), []),  # the longer one is at its place
        (replace(TRIP, title="미국 순방"), replace(WHOLE_DAY, title="연찬회"), [1, 3]),
        (replace(WHOLE_DAY, id=3), Appointment(), [1, 3]),
        (replace(TRIP, busy=False), Appointment(), []),
        (replace(TRIP, attendance="deputy"), Appointment(), []),
        (  # an appointment that ends after midnight holds nothing
            Appointment(3, DAY, time(22), NEXT, time(1)),
            Appointment(starts_at=time(22, 30), ends_at=time(23)),
            [1, 3],
        ),
    ],
)  # fmt: skip
def test_what_happens_during_a_trip_conflicts_if_it_is_elsewhere(
    trip: Appointment, event: Appointment, marked: list[int]
) -> None:
    events = [event, trip]
    assert sorted(key for key, _occurrence in conflicts.severities(events)) == marked
    assert len(conflicts.conflicts(events)) == bool(
        marked
    )  # at entry and in the details it is named
    assert (conflicts.severity_on(events, DAY) is None) == (not marked)


def test_events_during_a_trip_clash_with_each_other_as_ever() -> None:
    events = [TRIP, Appointment(place="제주"), replace(VISIT, place="제주")]
    assert conflicts.severities(events) == {(1, ""): HARD, (2, ""): HARD}
    assert [len(pairs) for pairs in conflicts.overlaps(events)] == [1]


def test_the_overlaps_of_a_trip_count_once() -> None:
    events = [TRIP, *(replace(VISIT, id=10 + n, starts_on=NEXT, starts_at=time(9 + n), ends_on=NEXT,
                              ends_at=time(10 + n)) for n in range(4))]  # fmt: skip
    assert [[each.other for each in pairs] for pairs in conflicts.overlaps(events)] == [
        [(10 + n, "") for n in range(4)]
    ]


def test_occurrences_of_a_series_are_events_of_their_own() -> None:
    one, other = Appointment(1, occurrence="2023-04-18T14:00"), replace(VISIT, id=1, occurrence="b")
    assert conflicts.severities([one, other]) == {one.key: HARD, other.key: HARD}


_times = st.none() | st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))


@st.composite
def appointments(draw: st.DrawFn) -> list[Appointment]:
    """Return events of a few days, in no order, that no rule forbids."""
    found = []
    for number in draw(st.permutations(range(1, draw(st.integers(0, 8)) + 1))):
        first = DAY + timedelta(draw(st.integers(0, 2)))
        last = first + timedelta(draw(st.sampled_from([0, 0, 0, 1, 2])))
        all_day = draw(st.sampled_from([False, False, True]))
        at, end = (None, None) if all_day else (draw(_times), draw(_times))
        if at is None or (end and last == first and end <= at):
            end = None
        own_at, own_end = draw(_times), draw(_times)
        if last == first and own_end and (own_at or at or time()) >= own_end:
            own_end = None
        if not all_day and at is None and own_at is None:
            own_end = None
        found.append(
            Appointment(
                number,
                first,
                at,
                last,
                end,
                draw(
                    st.sampled_from(["confirmed", "confirmed", "hold", "hold", "done", "cancelled"])
                ),
                all_day,
                draw(st.sampled_from([True, True, True, False])),
                draw(st.sampled_from(["self", "self", "self", "deputy"])),
                own_at,
                own_end,
                draw(st.sampled_from([None, 0, 20, 90])),
                draw(st.sampled_from([None, 0, 20, 90])),
                draw(st.sampled_from(["", "가", "나"])),
                title=draw(st.sampled_from(["면담", "제주 출장"])),
                place=draw(st.sampled_from(["", "제주", "도청", "제주 도청"])),
            )
        )
    return found


def _span(event: Appointment) -> tuple[datetime, datetime] | None:
    """Return when the mayor is there, by the words of the rule."""
    if event.status == "cancelled" or not event.busy or event.attendance != "self":
        return None
    one_day = event.ends_on == event.starts_on
    begins = event.own_starts_at or event.starts_at
    if one_day and begins is None and not event.all_day:
        return None
    start = datetime.combine(event.starts_on, begins or time())
    if event.own_ends_at:
        # A last day that ends at 0:00 is not one of its days.
        last = event.ends_on
        if not one_day and event.ends_at == time() and not event.all_day:
            last -= timedelta(1)
        end = datetime.combine(last, event.own_ends_at)
    elif event.ends_at:
        end = datetime.combine(event.ends_on, event.ends_at)
    elif one_day and begins:
        end = start + timedelta(hours=1)
    else:
        end = datetime.combine(event.ends_on, time()) + timedelta(1)
    return start, end if end > start else start + timedelta(hours=1)


def _holds(trip: Appointment, event: Appointment) -> bool:
    """Whether an event is within one of at least twelve hours that is longer."""
    outer, inner = _span(trip), _span(event)
    if outer is None or inner is None or not outer[0] <= inner[0] <= inner[1] <= outer[1]:
        return False
    return inner[1] - inner[0] < outer[1] - outer[0] >= timedelta(hours=12)


def _is_part(trip: Appointment, event: Appointment) -> bool:
    """Whether an event that a trip holds is at its place, by the words of the rule."""
    words = trip.place.split() or [word for word in trip.title.split() if word != "출장"]
    named = all(word in event.place or word in event.title for word in words)
    return _holds(trip, event) and (
        named or bool(event.place and all(word in trip.place for word in event.place.split()))
    )


def _severity(one: Appointment, other: Appointment) -> Severity | None:
    """Return how two events conflict, by the words of the rule."""
    spans = _span(one), _span(other)
    if spans[0] is None or spans[1] is None or _is_part(one, other) or _is_part(other, one):
        return None
    if (
        one.status == other.status == "hold"
        and one.hold_group
        and one.hold_group == other.hold_group
    ):
        return None
    (first, early), (second, late) = sorted(
        [(spans[0], one), (spans[1], other)], key=lambda each: (*each[0], each[1].key)
    )
    gap = (second[0] - first[1]) / timedelta(minutes=1)
    needed = sum(way + 10 for way in (early.travel_after, late.travel_before) if way)
    if gap >= needed:
        return None
    if "hold" in {one.status, other.status}:
        return SOFT if gap < 0 else None
    return HARD if gap < 0 else TIGHT


@given(appointments())
def test_conflicts_are_those_of_each_pair(events: list[Appointment]) -> None:
    ordered = sorted(events, key=lambda each: each.key)
    expected = {
        (one.key, other.key): severity
        for one, other in combinations(ordered, 2)
        if (severity := _severity(one, other))
    }
    found = conflicts.conflicts(events)
    assert {(each.one, each.other): each.severity for each in found} == expected
    worst: dict[EventKey, Severity] = {}
    for pair, severity in expected.items():
        for key in pair:
            worst[key] = max(severity, worst.get(key, SOFT))
    assert conflicts.severities(events) == worst
    for event in events:
        own = conflicts.conflicts_of(event.key, events)
        assert {(each.other, each.severity) for each in own} == {
            (pair[pair[0] == event.key], severity)
            for pair, severity in expected.items()
            if event.key in pair
        }


@given(appointments(), st.integers(0, 4))
def test_the_overlap_of_a_day_is_one_on_that_day(events: list[Appointment], number: int) -> None:
    day = DAY + timedelta(number)
    begin = datetime.combine(day, time())
    worst = None
    for one, other in combinations(events, 2):
        spans, severity = (_span(one), _span(other)), _severity(one, other)
        if severity and spans[0] and spans[1]:
            start = max(begin, spans[0][0], spans[1][0])
            end = min(begin + timedelta(1), spans[0][1], spans[1][1])
            if start < end:
                worst = max(severity, worst or SOFT)
    assert conflicts.severity_on(events, day) == worst


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (Appointment(), []),
        (Appointment(starts_at=time(8, 30), ends_at=time(9, 30)), ["hours"]),
        (Appointment(ends_at=time(18)), []),
        (Appointment(ends_at=time(18, 1)), ["hours"]),
        (Appointment(starts_at=time(11), ends_at=time(12)), []),
        (Appointment(starts_at=time(11), ends_at=time(12, 30)), ["lunch"]),
        (Appointment(starts_at=time(12), ends_at=time(13), title="시의원 오찬"), []),
        (Appointment(starts_at=time(7), ends_at=time(14), title="점심 나눔"), ["hours"]),
        (Appointment(starts_at=time(7), ends_at=time(14)), ["hours", "lunch"]),
        (WHOLE_DAY, []),
        (Appointment(starts_on=date(2023, 4, 22), ends_on=date(2023, 4, 22)), ["weekend"]),
        (Appointment(starts_on=date(2023, 5, 5), ends_on=date(2023, 5, 5)), ["holiday"]),
        (Appointment(starts_at=time(7), attendance="deputy"), []),
        (Appointment(starts_at=time(7), own_starts_at=time(13)), []),
    ],
)
def test_an_unusual_time(event: Appointment, expected: list[str]) -> None:
    found = list(conflicts.concerns(event, HolidayCalendar({})))
    assert found == [Concern(what, event.starts_on) for what in expected]


def test_what_is_unusual_about_a_time_is_shown_in_short_and_as_a_sentence() -> None:
    holidays = HolidayCalendar({})
    children_day = date(2023, 5, 5)  # a Friday
    shown = {
        (DAY, time(8), time(9)): "시간 외",
        (DAY, time(11, 30), time(12, 10)): "점심",
        (DAY, time(8), time(12, 10)): "시간 외 · 점심",
        (DAY, time(9), time(12)): "",
        (children_day, time(10), time(11)): "휴일",
        (children_day + timedelta(1), time(10), time(11)): "주말",
    }
    for (day, start, end), text in shown.items():
        event = Appointment(starts_on=day, ends_on=day, starts_at=start, ends_at=end)
        assert unusual.concerns_in_short(event, holidays) == text
        assert (event.key in unusual.unusual_events([event], holidays)) == bool(text)
    event = Appointment(starts_on=children_day, ends_on=children_day)
    sentences = [
        unusual.concern_text(each, holidays) for each in conflicts.concerns(event, holidays)
    ]
    assert sentences == ["쉬는 날입니다: 5.5.(금) 어린이날"]
