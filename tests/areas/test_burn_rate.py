"""How an account was spent over its year: what the file says of each day, and the chart of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from secretariat_tui.areas.budget import balances, spending_chart, store
from secretariat_tui.areas.budget.balances import DailySpending
from secretariat_tui.areas.budget.burn_rate import BurnRate
from secretariat_tui.areas.budget.model import AccountDraft, ExpenseDraft, OpeningDraft
from secretariat_tui.areas.budget.rules import AccountFigures
from secretariat_tui.database.file import OfficeFile

NEW_YEAR, MARCH, APRIL = date(2023, 1, 1), date(2023, 3, 31), date(2023, 4, 19)


@pytest.fixture
def books(file: OfficeFile) -> OfficeFile:
    """Two accounts, the first with an opening total, each with an expense before and after its day."""
    for code in ("203-01", "203-03"):
        store.add_account(file, AccountDraft(2023, code, f"과목 {code}"), 10_000_000, NEW_YEAR)
    store.set_opening(file, OpeningDraft(1, MARCH, 2_000_000, 1))
    for number in (1, 2):
        for day in (date(2023, 2, 1), APRIL, date(2023, 4, 20)):
            store.add_expense(file, ExpenseDraft(number, day, "간담회", 100_000 * number))
    return file


def test_the_course_is_of_what_counts_as_spent(books: OfficeFile) -> None:
    assert balances.daily_spending(books.reader, 2023, 1, APRIL) == [
        (MARCH, 2_000_000),
        (APRIL, 100_000),
    ]
    assert balances.daily_spending(books.reader, 2023, None, APRIL) == [
        (date(2023, 2, 1), 200_000),
        (MARCH, 2_000_000),
        (APRIL, 300_000),
    ]
    assert balances.daily_spending(books.reader, 2022, None, APRIL) == []


@pytest.mark.parametrize("day", [MARCH, APRIL, date(2023, 12, 31)])
def test_its_sum_is_what_the_table_says(books: OfficeFile, day: date) -> None:
    for each in balances.account_figures(books.reader, 2023, day):
        spent = balances.daily_spending(books.reader, 2023, each.account_id, day)
        assert sum(one.won for one in spent) == each.executed


def pace(executed: int, budget: int = 36_500_000) -> BurnRate:
    return BurnRate(AccountFigures(1, "203-01", "과목", "", budget, executed), APRIL)


def test_the_chart_says_what_was_spent_and_what_an_even_pace_were() -> None:
    spent = [DailySpending(date(2023, 1, 1) + timedelta(at), 200_000) for at in range(109)]
    heading, legend, *area, months = spending_chart.chart(pace(21_800_000), spent, None, 80, 10)
    assert heading.text == "집행 누계 (단위: 천원)"
    assert legend.text == "█ 집행 21,800   ⠒⠒ 고르게 쓸 때 10,900   "
    assert area[0].text.startswith("36,500 │")
    assert area[-1].text.startswith("     0 │")
    assert months.text.split() == [f"{month}월" for month in range(1, 13)]
    shown = "\n".join(each.text for each in area)
    assert "⣿" not in shown
    assert ("over", True) in {
        (style, text in "⣀⠤⠒⠉" * 9) for each in area for text, style in each.spans
    }


def test_days_before_an_opening_total_are_a_guess_and_said_to_be() -> None:
    lines = spending_chart.chart(pace(9_000_000), [DailySpending(MARCH, 9_000_000)], MARCH, 60, 10)
    assert lines[2].text == "⣿ 3.31.(금)까지는 합계만 있어, 고르게 쓴 것으로 그립니다."
    assert "⣿" in lines[-2].text


@pytest.mark.parametrize(("budget", "width"), [(0, 80), (-1, 80), (1000, 20)])
def test_no_chart_without_budget_or_room(budget: int, width: int) -> None:
    assert spending_chart.chart(pace(0, budget), [], None, width, 10) == []


@given(
    st.lists(st.tuples(st.integers(0, 108), st.integers(-(10**12), 10**12)), max_size=20),
    st.integers(1, 10**13),
    st.none() | st.integers(0, 108),
    st.integers(40, 160),
    st.integers(spending_chart.MIN_HEIGHT, 20),
)
def test_a_chart_has_the_size_it_may_have(
    spent: list[tuple[int, int]], budget: int, opened: int | None, width: int, height: int
) -> None:
    days = [DailySpending(NEW_YEAR + timedelta(at), won) for at, won in spent]
    total = pace(sum(each.won for each in days), budget)
    day = None if opened is None else NEW_YEAR + timedelta(opened)
    lines = spending_chart.chart(total, days, day, width, height)
    assert len(lines) == (height if lines else 0)
    area = lines[(3 if day else 2) : -1]
    assert {cell_len(each.text) for each in area} <= {width}
    assert not lines or cell_len(lines[-1].text) <= width
