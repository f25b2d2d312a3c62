"""The time grids of the diary without a screen: places of events, cells, moved events."""

import re
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from secretariat_tui.areas.schedule import days
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing.free_slots import SlotQuery, free_slots
from secretariat_tui.areas.schedule.views import moving, notes, time_days, time_layout, time_lines
from secretariat_tui.areas.schedule.views.time_cells import CellLook
from secretariat_tui.areas.schedule.views.time_layout import MOST_COLUMNS, STEPS
from secretariat_tui.core.holidays import HolidayCalendar

DAY = date(2023, 4, 18)
HOLIDAYS = HolidayCalendar({})


def event(
    number: int, start: time | None, end: time | None = None, title: str = "회의", day: date = DAY
) -> EventRow:
    return EventRow(
        number, 1, title, "meeting", "", day, start, day, end, False, "시청 6층", "confirmed", "public", 0
    )  # fmt: skip


MINUTES = st.integers(0, 24 * 60 - 1)
TIMES = MINUTES.map(lambda n: time(*divmod(n, 60)))
TITLES = st.text("가나다라 회의abc·1", min_size=1, max_size=30)


@st.composite
def events_of_a_day(draw: st.DrawFn) -> list[EventRow]:
    rows = []
    for number in range(draw(st.integers(0, 12))):
        start, other = draw(TIMES), draw(TIMES)
        end = other if other > start else None
        row = event(number + 1, start, end, draw(TITLES))
        minutes = st.none() | st.integers(0, 90)
        rows.append(row._replace(travel_before=draw(minutes), travel_after=draw(minutes)))
    return rows


@given(events_of_a_day(), st.sampled_from(STEPS), st.integers(1, MOST_COLUMNS))
def test_no_two_events_are_in_one_place_and_none_is_lost(
    rows: list[EventRow], step: int, most: int
) -> None:
    layout = time_layout.lay_out_day(rows, DAY, step, most)
    assert len(layout.blocks) + sum(each.number for each in layout.left_out) == len(rows)
    places = [
        (row, column)
        for block in layout.blocks
        for row in range(block.first, block.last)
        for column in range(block.column, block.column + block.columns)
    ]
    assert len(places) == len({*places})
    for block in layout.blocks:
        assert block.first <= block.begin < block.end <= block.last
        assert block.column + block.columns <= block.all_columns <= most
        assert block.begin == (block.part.start or 0) // step


@pytest.mark.parametrize(
    ("status", "attendance", "rows"),
    [
        ("confirmed", "self", (19, 20, 22, 24)),
        ("hold", "self", (19, 20, 22, 24)),
        ("cancelled", "self", (20, 20, 22, 22)),
        ("postponed", "self", (20, 20, 22, 22)),
        ("confirmed", "deputy", (20, 20, 22, 22)),
    ],
)
def test_the_journeys_of_what_the_mayor_does_not_attend_are_not_drawn(
    status: str, attendance: str, rows: tuple[int, int, int, int]
) -> None:
    one = event(1, time(10), time(11))._replace(
        status=status, attendance=attendance, travel_before=20, travel_after=50
    )
    (block,) = time_layout.lay_out_day([one], DAY, 30).blocks
    assert (block.first, block.begin, block.end, block.last) == rows


@given(events_of_a_day(), st.sampled_from(STEPS), st.integers(60, 200), st.integers(0, 23))
def test_every_line_is_as_wide_as_the_grid(
    rows: list[EventRow], step: int, width: int, hour: int
) -> None:
    shown = time_days.shown_days(DAY, width)
    widths = time_days.column_widths(shown, width)
    layout = time_lines.lay_out(shown, widths, step, rows, frozenset())
    look = CellLook(step, "cursor", cursor_row=hour * 60 // step, now_row=9 * 60 // step)
    row = hour * 60 // step
    lines = [
        time_lines.row_line(layout, row, look, DAY, DAY),
        time_lines.rule(layout, row, above=True),
        time_lines.rule(layout, row, above=False),
    ]
    for line in lines:
        assert sum(cell_len(text) for text, _style in line) == width


def test_an_event_after_another_within_a_row_is_below_it_not_beside_it() -> None:
    rows = [event(1, time(9), time(9, 50)), event(2, time(9, 50), time(10, 30))]
    first, second = time_layout.lay_out_day(rows, DAY, 30).blocks
    assert (first.first, first.last, first.all_columns) == (18, 19, 1)
    assert (second.first, second.last, second.all_columns) == (19, 21, 1)


def test_events_that_begin_in_one_row_stand_in_the_order_of_their_starts() -> None:
    rows = [event(1, time(14, 30)), event(2, time(14), time(14, 40))]
    layout = time_layout.lay_out_day(rows, DAY, 60)
    assert [(each.event.key[0], each.column) for each in layout.blocks] == [(2, 0), (1, 1)]


def test_travel_is_in_the_rows_beside_the_event() -> None:
    row = event(1, time(10), time(11, 20))._replace(travel_before=25, travel_after=25)
    (block,) = time_layout.lay_out_day([row], DAY, 30).blocks
    assert (block.first, block.begin, block.end, block.last) == (19, 20, 23, 24)


def free_texts(rows: list[EventRow], day: date = DAY, step: int = 30) -> tuple[str, str]:
    """Return the free time of a day in the note and in the grid, as texts; the briefing has that of the note."""
    note = "".join(
        text for item in notes.day_items(rows, day, frozenset(), HOLIDAYS) for text, _ in item.spans
    )
    lines = [each.text for each in notes.free_day_lines(rows, day, None, HOLIDAYS)[3:]]
    times = ", ".join(each.removeprefix("빈 시간  ").partition(" (")[0] for each in lines)
    assert note.partition("빈 시간")[2] == (f" {times}" if times else "")
    layout = time_lines.lay_out([day], [40], step, rows, HOLIDAYS)
    look = CellLook(step, "cursor")
    cells = (time_lines.row_line(layout, row, look, DAY, DAY) for row in range(1440 // step))
    grid = (re.search(r"빈 시간 [^│]+", "".join(text for text, _style in line)) for line in cells)
    return times, ", ".join(each[0].strip() for each in grid if each)


def test_free_time_is_that_of_office_hours_without_lunch_and_cancelled_events() -> None:
    cancelled = event(3, time(15), time(16))._replace(status="cancelled")
    rows = [event(1, time(8), time(9, 30)), event(2, time(13)), cancelled]
    assert free_texts(rows) == (
        "09:30–12:00, 14:00–18:00", "빈 시간 2시간 30분, 빈 시간 4시간",
    )  # fmt: skip


def test_free_time_leaves_out_journeys_and_days_that_an_event_fills() -> None:
    visit = event(1, time(14), time(15))._replace(travel_before=20, travel_after=30)
    assert free_texts([visit])[0] == "09:00–12:00, 13:00–13:30, 15:40–18:00"
    by_deputy = visit._replace(attendance="deputy")
    assert free_texts([by_deputy])[0] == "09:00–12:00, 13:00–18:00"
    trip = event(2, time(14), time(12))._replace(ends_on=DAY + timedelta(2))
    assert free_texts([trip]) == ("09:00–12:00, 13:00–14:00", "빈 시간 3시간, 빈 시간 1시간")
    assert free_texts([trip], DAY + timedelta(1)) == ("", "")
    assert free_texts([trip], DAY + timedelta(2)) == ("13:00–18:00", "빈 시간 5시간")
    not_busy = trip._replace(busy=False)
    assert free_texts([not_busy], DAY + timedelta(1))[0] == "09:00–12:00, 13:00–18:00"
    assert free_texts([], date(2023, 4, 22)) == ("", "")


def test_the_note_has_a_conflict_of_events_with_the_same_start_one_without_an_end() -> None:
    rows = [event(2, time(10), time(11), "보고"), event(1, time(10), None, "접견")]
    first, *_others = notes.day_items(rows, DAY, frozenset(), HOLIDAYS)
    text = "".join(each for each, _style in first.spans)
    assert text == " 4.18.(화) ! 10:00 접견 ↔ 10:00 보고 겹침 60분  "


@given(events_of_a_day())
def test_the_views_show_the_free_time_that_a_search_gives(rows: list[EventRow]) -> None:
    query = SlotQuery(DAY, DAY, minutes=30)
    times = [
        f"{days.clock(each.start)}–{days.clock(each.end)}"
        for each in free_slots(query, rows, HOLIDAYS)
    ]
    assert free_texts(rows)[0] == ", ".join(times)


@pytest.mark.parametrize(
    ("day", "width", "first", "count"),
    [
        (DAY, 100, date(2023, 4, 17), 7),
        (DAY, 80, date(2023, 4, 17), 5),
        (date(2023, 4, 23), 80, date(2023, 4, 19), 5),
        (DAY, 60, date(2023, 4, 17), 3),
        (date(2023, 4, 21), 60, date(2023, 4, 20), 3),
        (date(2023, 4, 23), 60, date(2023, 4, 21), 3),
    ],
)
def test_a_narrow_week_shows_five_days_or_three_with_the_cursor(
    day: date, width: int, first: date, count: int
) -> None:
    shown = time_days.shown_days(day, width)
    assert (shown[0], len(shown)) == (first, count)
    assert day in shown


@given(TIMES, st.integers(-400, 400), st.integers(-3000, 3000))
def test_an_event_that_is_moved_there_and_back_is_as_before(
    start: time, by_days: int, minutes: int
) -> None:
    row = event(1, start, time(23, 59))
    there = moving.moved(row, by_days, minutes)
    assert moving.moved(there, -by_days, -minutes) == row


def test_a_moved_event_keeps_its_length_over_midnight_and_takes_the_mayors_part_along() -> None:
    row = event(1, time(22), time(23))._replace(own_starts_at=time(22, 10))
    there = moving.moved(row, 0, 90)
    assert (there.starts_on, there.starts_at) == (DAY, time(23, 30))
    assert (there.ends_on, there.ends_at) == (DAY + timedelta(1), time(0, 30))
    assert there.own_starts_at == time(23, 40)


def test_an_event_cannot_end_before_it_begins_or_leave_the_calendar() -> None:
    row = event(1, time(10), time(10, 30))
    assert moving.stretched(row, 0, -30) == row
    assert moving.stretched(row, 0, 30).ends_at == time(11)
    assert moving.stretched(event(1, time(10)), 0, 30).ends_at == time(11, 30)
    assert moving.moved(row, 365 * 300) == row


def test_an_event_without_times_moves_by_days_and_its_draft_has_no_last_day() -> None:
    row = event(1, None)
    there = moving.moved(row, 2, 45)
    assert (there.starts_on, there.starts_at) == (date(2023, 4, 20), None)
    draft = moving.placed_draft(EventDraft("회의", DAY, place="시청"), there)
    assert draft == EventDraft("회의", date(2023, 4, 20), place="시청")
