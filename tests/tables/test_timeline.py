"""The column that draws periods over months."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.tables.timeline import Months, TimelineBar

TODAY = date(2023, 4, 19)
YEAR = Months(date(2023, 1, 1), 12)


def test_the_scale_names_the_year_and_each_third_month() -> None:
    assert YEAR.scale() == "'23.1 4     7     10    "
    assert Months(date(2023, 11, 1), 8).scale() == "'23.11    4     "
    assert Months(date(2022, 10, 1), 18).scale() == "'22.10      4     7     10    '24.1 "


def test_a_line_goes_from_the_first_to_the_last_day() -> None:
    bar = TimelineBar(date(2023, 3, 1), date(2023, 5, 31))
    assert YEAR.draw(bar, date(2022, 1, 1)) == "    ──────              "


def test_a_line_without_an_end_goes_on_and_signs_stand_on_it() -> None:
    bar = TimelineBar(date(2023, 9, 1), None, [(date(2023, 9, 1), "├")])
    assert YEAR.draw(bar, TODAY) == "       │        ├───────"


def test_today_is_hidden_by_what_stands_there() -> None:
    assert YEAR.draw(TimelineBar(signs=[(TODAY, "■")]), TODAY) == "       ■                "
    assert YEAR.draw(TimelineBar(), TODAY) == "       │                "


def test_what_is_outside_the_months_is_not_drawn() -> None:
    outside = TimelineBar(signs=[(date(2022, 12, 31), "□"), (date(2024, 1, 1), "□")])
    assert YEAR.draw(outside, date(2022, 1, 1)).strip() == ""
    through = TimelineBar(date(2020, 1, 1), date(2030, 1, 1))
    assert YEAR.draw(through, date(2022, 1, 1)) == "─" * 24


@given(st.dates(date(2023, 1, 1), date(2023, 12, 31)))
def test_each_day_has_a_cell_of_its_month(day: date) -> None:
    assert YEAR.cell(day) // 2 == day.month - 1
    assert YEAR.cell(day) <= YEAR.cell(min(day + timedelta(1), date(2023, 12, 31)))
