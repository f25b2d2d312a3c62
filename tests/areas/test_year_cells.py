"""The year of the diary as twelve small months."""

from datetime import date, time, timedelta

import pytest
from rich.cells import cell_len

from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.views import year_cells
from secretariat_tui.areas.schedule.views.day_cells import CellStyle
from secretariat_tui.core.holidays import HolidayCalendar

TODAY = date(2023, 4, 19)
STYLE = CellStyle(TODAY, None, date(2023, 4, 20), focused=True, holidays=HolidayCalendar({}))


def event(number: int, day: date, start: int, end: int) -> EventRow:
    values = (number, 1, "회의", "meeting", "", day, time(start), day, time(end), False)
    return EventRow(*values, "", "confirmed", "public", 0)


def lines(width: int, height: int, events: list[EventRow]) -> list[str]:
    layout = year_cells.lay_out(width, height)
    data = year_cells.year_data(2023, events)
    return [
        "".join(text for text, _style in year_cells.year_line(2023, line, layout, data, STYLE))
        for line in range(layout.rows * year_cells.LINES)
    ]


@pytest.mark.parametrize(
    ("size", "columns"),
    [((60, 18), 2), ((80, 18), 3), ((100, 24), 4), ((118, 32), 3), ((160, 43), 3), ((200, 16), 6), ((20, 9), 1)],
)  # fmt: skip
def test_the_months_fill_the_terminal(size: tuple[int, int], columns: int) -> None:
    layout = year_cells.lay_out(*size)
    assert layout.columns == columns
    shown = lines(*size, [])
    assert max(map(cell_len, shown)) <= max(size[0], 7 * 3)
    assert sum(len(each.replace("'", " ").split()) for each in shown if "월" not in each) == 365


@pytest.mark.parametrize("width", [20, 60, 80, 100, 160, 200])
def test_a_click_finds_the_day_that_is_drawn_there(width: int) -> None:
    layout = year_cells.lay_out(width, 24)
    shown = lines(width, 24, [])
    found: list[date] = []
    for line, text in enumerate(shown):
        hits = [year_cells.day_at(2023, x, line, layout) for x in range(width)]
        for day in dict.fromkeys(filter(None, hits)):
            first = hits.index(day)
            if "월" not in text:  # of wide characters the places differ
                assert text[first : first + layout.day].strip(" '") == str(day.day)
            found.append(day)
    assert sorted(found) == [date(2023, 1, 1) + timedelta(n) for n in range(365)]


def test_a_day_shows_its_overlap_else_how_busy_it_is_else_that_it_is_a_holiday() -> None:
    april = date(2023, 4, 1)
    events = [
        event(1, april, 9, 10),
        event(2, date(2023, 4, 3), 9, 18),
        event(3, date(2023, 4, 4), 9, 11),
        event(4, date(2023, 4, 4), 10, 12),
        event(5, date(2023, 5, 8), 9, 10),
    ]
    shown = lines(80, 18, events)
    assert shown[8].startswith("[4월]            4건 ")
    assert " 5월             1건" in shown[8]
    assert shown[10].startswith("                1▁ 2 ")
    assert shown[11].startswith(" 3▇ 4! 5 ")
    assert shown[10][26:].lstrip().startswith("1  2  3  4  5' 6 ")  # Children's Day
