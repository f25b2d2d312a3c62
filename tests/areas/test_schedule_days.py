"""When and how an event touches a day, and what clashes: the same in every view."""

from contextlib import closing
from datetime import date, time
from pathlib import Path

import pytest

from secretariat_tui.areas.schedule import (
    conflict_queries,
    days,
    details,
    queries,
    store,
    tables,
)
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.timing.conflicts import Severity
from secretariat_tui.areas.schedule.views import day_cells, event_details
from secretariat_tui.areas.schedule.views.day_cells import CellStyle
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tables.table import Period

MON, TUE, WED = date(2023, 4, 17), date(2023, 4, 18), date(2023, 4, 19)
HARD = Severity.HARD
WEEK = [date(2023, 4, day) for day in range(17, 24)]
DINNER = EventDraft("만찬", MON, time(20), ends_at=time(0), ends_on=TUE)
NIGHT = EventDraft("야간 근무", MON, time(22), ends_at=time(2), ends_on=TUE)
TRIP = EventDraft("제주 출장", MON, all_day=True, ends_on=WED, kind="field_visit")
VISIT = EventDraft("접견", TUE, time(14, 30), ends_at=time(15))


def labels(file: OfficeFile, day: date) -> list[str]:
    """Return the hours of the events of a day."""
    events = days.by_day(queries.agenda(file.reader, day, day), day, day).get(day, [])
    return [days.day_part(each, day).label for each in events]


@pytest.mark.parametrize(
    ("draft", "monday", "tuesday"),
    [
        (DINNER, ["20:00–24:00"], []),
        (NIGHT, ["22:00~"], ["~02:00"]),
        (TRIP, ["종일"], ["종일"]),
        (EventDraft("행사", MON, time(9), ends_on=TUE), ["09:00~"], ["종일"]),
        (EventDraft("행사", MON, ends_on=WED), ["종일"], ["종일"]),
        (EventDraft("행사", MON, time(0), ends_at=time(0), ends_on=TUE), ["종일"], []),
        (EventDraft("행사", MON), ["미정"], []),
        (EventDraft("행사", MON, time(10)), ["10:00"], []),
        (EventDraft("행사", MON, time(10), ends_at=time(11, 30)), ["10:00–11:30"], []),
    ],
)
def test_the_hours_of_each_day(
    file: OfficeFile, draft: EventDraft, monday: list[str], tuesday: list[str]
) -> None:
    store.add(file, draft)
    assert (labels(file, MON), labels(file, TUE)) == (monday, tuesday)


def test_an_event_that_ends_at_midnight_is_on_no_list_of_the_next_day(file: OfficeFile) -> None:
    store.add(file, DINNER)
    assert queries.nearest_event_date(file.reader, TUE) == MON
    assert queries.counts(file.reader, TUE) == (1, 0)
    assert tables.events(file.reader, Period(TUE, TUE, TUE)).rows == []
    (row,) = tables.events(file.reader, Period(MON, MON, MON)).rows
    assert tables.EVENTS.column("when").text(row) == "'23. 4. 17.(월) 20:00 ~ 24:00"
    assert details.format_when(row) == "2023. 4. 17.(월) 20:00~24:00"
    assert [line.text for line in details.agenda_lines([row], (MON, WED), MON, {})] == [
        "4.17.(월) 오늘",
        " 20:00–24:00 회 * 만찬  시간 외",
    ]


@pytest.mark.parametrize(
    ("draft", "clash"),
    [
        (TRIP, True),
        (TRIP._replace(kind="other"), True),
        (TRIP._replace(status="cancelled"), False),
        (TRIP._replace(starts_on=TUE, ends_on=None), True),
        (TRIP._replace(starts_on=TUE, ends_on=None, kind="other"), True),
        (TRIP._replace(starts_on=TUE, ends_on=None, busy=False), False),  # an anniversary
        (TRIP._replace(busy=False), False),
        (EventDraft("교육", MON, time(9), ends_at=time(18), ends_on=WED), True),
        (EventDraft("교육", MON, ends_on=TUE), True),
        (EventDraft("교육", MON, time(9), ends_at=time(14, 30), ends_on=TUE), False),
        (EventDraft("교육", MON, time(9), ends_at=time(14, 31), ends_on=TUE), True),
        (EventDraft("보고", TUE, time(13, 30)), False),  # an hour is assumed
        (EventDraft("보고", TUE, time(13, 31)), True),
        (EventDraft("보고", TUE, time(15)), False),
        (EventDraft("보고", TUE), False),
    ],
)
def test_all_day_and_long_events_clash_in_every_view(
    file: OfficeFile, draft: EventDraft, clash: bool
) -> None:
    other, visit = store.add(file, draft), store.add(file, VISIT)
    expected = {(other, ""): HARD, (visit, ""): HARD} if clash else {}
    found, clashing = conflict_queries.agenda_and_conflicts(file.reader, MON, WED)
    assert clashing == conflict_queries.all_conflicts(file.reader) == expected
    assert [
        each.event.id for each in conflict_queries.conflicts_with(file.reader, (visit, ""))
    ] == ([other] if clash else [])
    assert (
        any("겹침" in note for note in tables.events(file.reader, Period(WED, MON)).notes) is clash
    )
    agenda = "\n".join(line.text for line in details.agenda_lines(found, (TUE, TUE), TUE, clashing))
    assert ("회 ! 접견" in agenda) is clash
    (card,) = [event_details.read_event(each, file.reader) for each in found if each.id == visit]
    assert any("겹침  ! " in line.text for line in card or []) is clash


def test_a_clash_on_another_day_of_a_long_event_is_known_on_each_of_its_days(
    file: OfficeFile,
) -> None:
    trip = store.add(file, TRIP)
    store.add(file, VISIT._replace(starts_on=WED))
    _found, clashing = conflict_queries.agenda_and_conflicts(file.reader, MON, MON)
    assert clashing == {(trip, ""): HARD}
    week = _week(file)
    assert week.overlaps == {2: HARD}


def test_the_list_begins_with_what_runs_and_what_is_next(file: OfficeFile) -> None:
    for title, first, last in (
        ("지난달", date(2023, 3, 1), None),
        ("어제", TUE, None),
        ("다음 달", date(2023, 5, 2), None),
        ("오늘", WED, None),
        ("출장", MON, date(2023, 4, 20)),
    ):
        store.add(file, EventDraft(title, first, time(10), ends_on=last))
    from secretariat_tui.database.search import list_query

    rows = [
        row.title
        for part in queries.in_order(WED)
        for row in list_query.all_rows(file.reader, part)
    ]
    assert rows == ["출장", "오늘", "다음 달", "어제", "지난달"]


def _week(file: OfficeFile) -> day_cells.Week:
    found, clashing = conflict_queries.agenda_and_conflicts(file.reader, WEEK[0], WEEK[-1])
    return day_cells.lay_out(WEEK, found, clashing, frozenset())


def drawn(file: OfficeFile, height: int, width: int = 12) -> list[str]:
    """Return the lines of the week as text."""
    style = CellStyle(WED, 4, None, focused=False)
    lines = day_cells.week_lines(_week(file), height, [width] * 7, style)
    return ["".join(text for text, _style in line) for line in lines]


def test_a_trip_is_one_bar_and_times_stand_in_every_cell(file: OfficeFile) -> None:
    for draft in (TRIP, NIGHT, VISIT, EventDraft("간부회의", WED, time(9), visibility="internal")):
        store.add(file, draft)
    heading, first, second, third = drawn(file, 4)
    assert (
        heading
        == " 17 !       │ 18 !       │[19]!       │ 20 음 3.1  │ 21         │ 22         │ 23         "
    )
    assert (
        first
        == " ! 제주 출장                          │            │            │            │            "
    )
    assert (
        second
        == " 22:00~ ! 야간 근… ~02:00│09:00 !▫간부│            │            │            │            "
    )
    assert (
        third
        == "            │14:30 !접견 │회의        │            │            │            │            "
    )


def test_what_does_not_fit_is_counted_in_the_heading_at_every_height(file: OfficeFile) -> None:
    for hour in range(9, 14):
        store.add(file, VISIT._replace(starts_at=time(hour), ends_at=time(hour + 1, 30)))
    assert drawn(file, 1)[0].split("│")[1] == " 18 !     +5"
    assert [line.split("│")[1] for line in drawn(file, 3)] == [
        " 18 !     +3",
        "09:00 !접견 ",
        "10:00 !접견 ",
    ]
    assert drawn(file, 9)[0].split("│")[1] == " 18 !       "


@pytest.mark.parametrize(
    ("needs", "past", "total", "expected"),
    [
        ([2, 3, 4], [True, False, False], 12, [4, 4, 4]),
        ([2, 3, 6], [True, False, False], 11, [2, 3, 6]),
        ([4, 3, 6], [True, False, False], 11, [2, 3, 6]),  # past weeks keep low
        ([4, 4, 6], [True, True, False], 8, [1, 1, 6]),
        ([9, 9], [False, False], 1, [1, 1]),
        ([1, 1, 5], [True, True, False], 9, [2, 2, 5]),
    ],
)
def test_past_weeks_are_low_when_space_is_short(
    needs: list[int], past: list[bool], total: int, expected: list[int]
) -> None:
    assert day_cells.heights(needs, past, total) == expected


def test_each_kind_has_a_letter_of_its_own_in_both_languages(path: Path) -> None:
    from rich.cells import cell_len

    from secretariat_tui.areas.schedule import model
    from secretariat_tui.core.i18n import LANGUAGES, _, language_set

    with closing(OfficeFile(path, "김주무관")):
        assert model.KIND_SIGNS.keys() == model.KINDS.keys() == model.KIND_STYLES.keys()
    for language in LANGUAGES.values():
        with language_set(language):
            signs = [_(sign) for sign in model.KIND_SIGNS.values()]
            assert len(set(signs)) == len(signs)
            assert {cell_len(sign) for sign in signs} == {2}
