"""Rules of the diary: what may be entered, what overlaps, how months are laid out."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.areas.schedule import days, forms, model, rules
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.areas.schedule.timing import conflicts
from secretariat_tui.core import text
from secretariat_tui.core.limits import EARLIEST, LATEST

DAY = date(2023, 4, 18)
CABINET = EventDraft("제16회 국무회의", DAY, time(10), kind="cabinet", session_no=16)
days_shown = st.dates(EARLIEST, LATEST)


@dataclass(frozen=True)
class Occasion:
    id: int
    starts_on: date = DAY
    starts_at: time | None = None
    ends_on: date = DAY
    ends_at: time | None = None
    status: str = "confirmed"
    busy: bool = True
    all_day: bool = False
    attendance: str = "self"
    own_starts_at: time | None = None
    own_ends_at: time | None = None
    travel_before: int | None = None
    travel_after: int | None = None
    hold_group: str = ""
    place: str = ""
    title: str = ""

    @property
    def key(self) -> days.EventKey:
        return self.id, ""


def overlapping(events: list[Occasion]) -> set[tuple[days.EventKey, days.EventKey]]:
    """Return the pairs of events that take the same time."""
    return {(each.one, each.other) for each in conflicts.conflicts(events)}


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, []),
        ({"title": ""}, ["title"]),
        ({"starts_on": None}, ["starts_on"]),
        ({"starts_on": date(203, 4, 18)}, ["starts_on"]),
        ({"starts_on": date.max}, ["starts_on"]),
        ({"ends_on": date(2023, 4, 17)}, ["ends_on"]),
        ({"ends_on": date(2200, 1, 1)}, ["ends_on"]),
        ({"ends_on": DAY}, []),
        ({"ends_at": time(11)}, []),
        ({"ends_at": time(10)}, ["ends_at"]),
        ({"ends_at": time(9), "ends_on": DAY}, ["ends_at"]),
        ({"ends_at": time(9), "ends_on": date(2023, 4, 19)}, []),
        ({"ends_at": time(11), "starts_at": None}, ["starts_at"]),
        ({"all_day": True}, ["all_day"]),
        ({"all_day": True, "starts_at": None, "ends_at": time(11)}, ["all_day"]),
        ({"all_day": True, "starts_at": None}, []),
        ({"kind": "interview"}, ["outlet"]),
        ({"kind": "interview", "outlet": "MBN"}, []),
        ({"session_no": 0}, ["session_no"]),
        ({"session_no": 1}, []),
        ({"session_no": None}, []),
        ({"lines": (LineDraft("회의주재", ""),)}, ["lines"]),
        ({"lines": (LineDraft("", "대통령"),)}, []),
        ({"title": "", "starts_at": None, "ends_at": time(9)}, ["title", "starts_at"]),
    ],
)
def test_what_a_rule_forbids_names_its_field(change: dict[str, object], fields: list[str]) -> None:
    found = rules.event_errors(CABINET._replace(**change))  # type: ignore[arg-type]
    assert [field for field, _message in found] == fields


def test_a_day_beyond_the_calendar_is_told_its_bounds() -> None:
    ((_field, message),) = rules.event_errors(CABINET._replace(starts_on=date(23, 4, 18)))
    assert message == "1900년에서 2199년 사이의 날짜를 적어 주세요."


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Occasion(1, starts_at=time(14)), Occasion(2, starts_at=time(14, 30)), True),
        (Occasion(1, starts_at=time(14)), Occasion(2, starts_at=time(15)), False),
        (
            Occasion(1, starts_at=time(14), ends_at=time(14, 30)),
            Occasion(2, starts_at=time(14, 30)),
            False,
        ),
        (Occasion(1, starts_at=time(14), ends_at=time(18)), Occasion(2, starts_at=time(17)), True),
        (Occasion(1), Occasion(2, starts_at=time(14)), False),
        (Occasion(1, starts_at=time(14)), Occasion(2, DAY + timedelta(1), time(14)), False),
        (
            Occasion(1, DAY - timedelta(1), time(9), DAY + timedelta(1), time(12)),
            Occasion(2, starts_at=time(14)),
            True,
        ),
        (
            Occasion(1, DAY - timedelta(1), time(9), DAY),
            Occasion(2, starts_at=time(9, 30)),
            True,
        ),
        (
            Occasion(1, starts_at=time(14)),
            Occasion(2, starts_at=time(14), status="cancelled"),
            False,
        ),
        (
            Occasion(1, starts_at=time(14), status="postponed"),
            Occasion(2, starts_at=time(14)),
            False,
        ),
        (  # exactly 24 hours
            Occasion(1, DAY, time(10), DAY + timedelta(1), time(10)),
            Occasion(2, DAY + timedelta(1), time(9, 59), DAY + timedelta(1)),
            True,
        ),
        (
            Occasion(1, DAY, time(10), DAY + timedelta(1), time(10)),
            Occasion(2, DAY + timedelta(1), time(10), DAY + timedelta(1)),
            False,
        ),
        (  # the assumed hour reaches the next day
            Occasion(1, DAY, time(23, 30)),
            Occasion(2, DAY + timedelta(1), time(0, 29), DAY + timedelta(1)),
            True,
        ),
        (
            Occasion(1, DAY, time(23, 30)),
            Occasion(2, DAY + timedelta(1), time(0, 30), DAY + timedelta(1)),
            False,
        ),
        (
            Occasion(1, DAY, time(23), ends_at=time(23, 50)),
            Occasion(2, DAY + timedelta(1), time(0), DAY + timedelta(1)),
            False,
        ),
        (Occasion(1, starts_at=time(13, 59)), Occasion(2, starts_at=time(14, 58)), True),
        (Occasion(1, starts_at=time(14), status="hold"), Occasion(2, starts_at=time(14)), True),
    ],
)
def test_overlap(one: Occasion, other: Occasion, expected: bool) -> None:
    assert overlapping([one, other]) == overlapping([other, one])
    assert overlapping([one, other]) == ({((1, ""), (2, ""))} if expected else set())


def test_the_last_day_of_the_calendar_has_room_for_the_assumed_hour() -> None:
    late = [Occasion(n, date.max, time(23, 30), date.max) for n in (1, 2)]
    assert overlapping(late) == {((1, ""), (2, ""))}


@st.composite
def occasions(draw: st.DrawFn) -> list[Occasion]:
    """Return events of a few days, with and without times, that no rule forbids."""
    found = []
    for number in draw(st.permutations(range(1, draw(st.integers(0, 8)) + 1))):
        first = DAY + timedelta(draw(st.integers(0, 2)))
        last = first + timedelta(draw(st.sampled_from([0, 0, 0, 1, 2])))
        at, end = (draw(st.none() | st.times().map(_whole_minutes)) for _ in range(2))
        if at is None or (end and last == first and end <= at):
            end = None
        status = draw(st.sampled_from(list(model.STATUSES)))
        busy = draw(st.booleans())
        all_day = at is None and draw(st.booleans())
        found.append(Occasion(number, first, at, last, end, status, busy, all_day))
    return found


def _whole_minutes(at: time) -> time:
    return at.replace(second=0, microsecond=0)


def _collide(one: Occasion, other: Occasion) -> bool:
    """Say whether two events share a moment, by the words of the rule."""
    if {one.status, other.status} & {"cancelled", "postponed"} or not (one.busy and other.busy):
        return False
    spans = []
    for event in (one, other):
        several = event.ends_on > event.starts_on
        if not several and event.starts_at is None and not event.all_day:
            return False
        start = datetime.combine(event.starts_on, event.starts_at or time())
        end = datetime.combine(event.ends_on, event.ends_at or time()) + timedelta(
            not event.ends_at
        )
        if not several and event.starts_at and not event.ends_at:
            end = start + timedelta(hours=1)
        spans.append((start, end))
    return max(start for start, _end in spans) < min(end for _start, end in spans)


@pytest.mark.slow
@given(occasions())
def test_overlaps_are_the_pairs_that_share_a_moment(events: list[Occasion]) -> None:
    ordered = sorted(events, key=lambda event: event.id)
    expected = {(a.key, b.key) for a, b in combinations(ordered, 2) if _collide(a, b)}
    assert overlapping(events) == expected
    marked = {key for each in conflicts.conflicts(events) for key in each.keys}
    assert set(conflicts.severities(events)) == marked


@given(days_shown)
def test_a_month_is_whole_weeks_with_each_of_its_days_once(day: date) -> None:
    weeks = rules.month_weeks(day.year, day.month)
    shown = [each for week in weeks for each in week]
    assert {len(week) for week in weeks} == {7}
    assert {week[0].weekday() for week in weeks} == {0}
    assert shown == [shown[0] + timedelta(n) for n in range(len(shown))]
    assert shown.count(day) == 1
    assert all(any((each.year, each.month) == (day.year, day.month) for each in w) for w in weeks)


def test_april_2023_starts_with_a_week_of_march() -> None:
    weeks = rules.month_weeks(2023, 4)
    assert len(weeks) == 5
    assert (weeks[0][0], weeks[-1][-1]) == (date(2023, 3, 27), date(2023, 4, 30))


@pytest.mark.parametrize(
    ("day", "earlier", "later"),
    [
        (date(2023, 4, 19), date(2023, 3, 19), date(2023, 5, 19)),
        (date(2023, 3, 31), date(2023, 2, 28), date(2023, 4, 30)),
        (date(2024, 1, 31), date(2023, 12, 31), date(2024, 2, 29)),
        (date(2023, 12, 1), date(2023, 11, 1), date(2024, 1, 1)),
        (date(2199, 12, 31), date(2199, 11, 30), date(2199, 12, 31)),
        (date(2199, 11, 30), date(2199, 10, 30), date(2199, 12, 30)),
        (date(2200, 1, 31), date(2199, 12, 31), date(2200, 1, 31)),
        (date(1900, 1, 1), date(1900, 1, 1), date(1900, 2, 1)),
        (date(1900, 2, 1), date(1900, 1, 1), date(1900, 3, 1)),
    ],
)
def test_going_from_month_to_month(day: date, earlier: date, later: date) -> None:
    assert (rules.previous_month(day), rules.next_month(day)) == (earlier, later)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date.min, date(1900, 1, 1)),
        (date(1899, 12, 31), date(1900, 1, 1)),
        (date(1900, 1, 1), date(1900, 1, 1)),
        (DAY, DAY),
        (date(2199, 12, 31), date(2199, 12, 31)),
        (date(2200, 1, 1), date(2199, 12, 31)),
        (date.max, date(2199, 12, 31)),
    ],
)
def test_a_day_to_go_to_is_brought_into_the_calendar(day: date, expected: date) -> None:
    assert rules.clamp_date(day) == expected


@given(*[st.integers(0, 12)] * 4)
def test_an_event_is_spread_over_the_days_it_touches(
    start: int, length: int, first: int, more: int
) -> None:
    begin, shown = DAY + timedelta(start), DAY + timedelta(first)
    event = Occasion(1, begin, ends_on=begin + timedelta(length))
    spread = days.event_days(event, shown, shown + timedelta(more))
    period = [shown + timedelta(n) for n in range(more + 1)]
    assert spread == [day for day in period if event.starts_on <= day <= event.ends_on]


@pytest.mark.parametrize(
    ("visibility", "expected"),
    [("public", "간부회의"), ("internal", "간부회의"), ("secret", "비공개")],
)
def test_a_secret_title_is_not_shown(visibility: str, expected: str) -> None:
    assert rules.masked_title("간부회의", visibility) == expected
    place = "" if visibility == "secret" else "시장실"
    assert rules.masked_text("시장실", visibility) == place


words = (st.text("| 가A:", max_size=6) | st.text()).map(text.clean_input)


@given(words.filter(lambda label: "|" not in label), words.filter(bool))
def test_a_line_shown_is_read_again(label: str, said: str) -> None:
    field = next(each for each in forms.event_form(DAY, DAY).fields if each.key == "lines")
    lines = (LineDraft(label, said),)
    assert field.read(field.show(lines)) == lines


@pytest.mark.parametrize(
    ("starts_at", "ends_on", "ends_at", "expected"),
    [
        (time(20), None, time(0), date(2023, 4, 20)), (time(20), date(2023, 4, 19), time(0), date(2023, 4, 20)),
        (time(20), date(2023, 4, 21), time(0), date(2023, 4, 21)), (time(20), None, time(0, 1), None),
        (None, None, time(0), None), (time(0), None, time(0), date(2023, 4, 20)),
    ],
)  # fmt: skip
def test_an_end_at_midnight_is_that_of_the_day(
    starts_at: time | None, ends_on: date | None, ends_at: time, expected: date | None
) -> None:
    draft = EventDraft("전야제", date(2023, 4, 19), starts_at, ends_at, ends_on=ends_on)
    assert rules.complete_end(draft).ends_on == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []), ({"status": "done"}, []),
        ({"status": "done", "starts_on": date(2023, 4, 20)}, ["아직 오지 않은 날의 일정을 완료로 적습니다."]),
        ({"starts_on": date(2023, 4, 20)}, []),
        ({"ends_on": date(2023, 6, 18)}, []),
        ({"ends_on": date(2023, 6, 19)}, ["62일 동안의 일정입니다. 해와 달이 맞는지 보세요."]),
    ],
)  # fmt: skip
def test_warnings_of_an_event(change: dict[str, object], expected: list[str]) -> None:
    draft = EventDraft("행사", date(2023, 4, 19))._replace(**change)  # type: ignore[arg-type]
    assert rules.event_warnings(draft, date(2023, 4, 19)) == expected


def test_an_end_before_its_start_says_what_was_read() -> None:
    draft = EventDraft("회의", date(2023, 4, 19), time(16), time(5))
    assert rules.event_errors(draft) == [
        ("ends_at", "끝나는 시각은 시작하는 시각보다 늦어야 합니다. (16:00~05:00)")
    ]


def test_an_event_of_exactly_a_day_is_no_error() -> None:
    draft = EventDraft("당직", date(2023, 4, 19), time(9), time(9), ends_on=date(2023, 4, 20))
    assert rules.event_errors(draft) == []
    assert [key for key, _m in rules.event_errors(draft._replace(ends_on=None))] == ["ends_at"]


@pytest.mark.parametrize(
    ("day", "fields"),
    [
        (date(1900, 1, 1), []), (date(1899, 12, 31), ["starts_on"]), (date(2199, 12, 31), []),
        (date(2200, 1, 1), ["starts_on"]),
    ],
)  # fmt: skip
def test_the_first_and_last_day_of_the_calendar(day: date, fields: list[str]) -> None:
    assert [key for key, _m in rules.event_errors(EventDraft("행사", day))] == fields
