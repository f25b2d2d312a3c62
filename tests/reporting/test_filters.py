"""The filters of templates by properties: cut-off amounts, particles, dates, and sources that stay."""

from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.core.dates import weekday
from secretariat_tui.reporting.figures import (
    FigureSource,
    Missing,
    TracedDay,
    TracedNumber,
    TracedText,
    merged,
)
from secretariat_tui.reporting.templates.fill import fill
from secretariat_tui.reporting.templates.filters import FILTERS, date_text
from tests.reporting.rows import names

NUMBERS = st.integers(-(10**15), 10**15)
ONE, TWO = (FigureSource("r/one", (1,), "a"),), (FigureSource("r/two", (2, 3), "b"),)


def filled(template: str, **values: Any) -> str:
    text, figures = fill(template, names() | values)
    for number in range(len(figures.printed)):
        text = text.replace(f"\ue000{number}\ue001", "")
    return text.replace("\ue002", "")


def sources(template: str, **values: Any) -> set[FigureSource]:
    return {each for figure in fill(template, names() | values)[1].printed for each in figure}


def test_a_share_of_an_empty_field_is_a_dash_with_its_source() -> None:
    source = FigureSource("schedule/events", (1,), "session_no")
    share = FILTERS["비율"](3, Missing((source,)))
    assert str(share) == "-"
    assert share.sources == (source,)


@given(NUMBERS, st.sampled_from([("천원", 1000), ("만원", 10_000)]))
def test_amounts_are_cut_off_towards_zero(won: int, unit: tuple[str, int]) -> None:
    name, divisor = unit
    expected = int((Decimal(won) / divisor).to_integral_value(ROUND_DOWN))
    assert FILTERS[name](won) == f"{expected:,}"


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**9), st.integers(0, 6))
def test_rates_are_cut_off_towards_zero(part: int, total: int, places: int) -> None:
    exact = Decimal(
        part * 100 * 10**places // total if part >= 0 else -(-part * 100 * 10**places // total)
    )
    shown = FILTERS["비율"](part, total, places)
    assert Decimal(shown) * 10**places == exact
    assert len(shown.partition(".")[2]) == places
    assert FILTERS["비율"](part, 0, places) == "-"


@pytest.mark.parametrize(
    ("text", "pair", "shown"),
    [
        ("서울시", "을/를", "서울시를"), ("협약", "을/를", "협약을"), ("시장", "이/가", "시장이"),
        ("구청", "은/는", "구청은"), ("제주", "과/와", "제주와"), ("세종", "과/와", "세종과"),
        ("서울", "으로/로", "서울로"), ("대전", "으로/로", "대전으로"), ("경기", "으로/로", "경기로"),
        ("1", "으로/로", "1로"), ("3", "으로/로", "3으로"), ("2", "이/가", "2가"), ("10", "은/는", "10은"),
        ("URL", "으로/로", "URL로"), ("MBN", "과/와", "MBN과"), ("KBS", "과/와", "KBS와"),
        ("현장방문(22회)", "을/를", "현장방문(22회)을"), ("서울시(본청)", "은/는", "서울시(본청)는"),
        ("'산불'", "이/가", "'산불'이"), ("4.1km", "을/를", "4.1km를"), ("3%", "을/를", "3%를"), ("5kg", "은/는", "5kg은"),
    ],
)  # fmt: skip
def test_the_particle_fits_what_is_read_before_it(text: str, pair: str, shown: str) -> None:
    assert FILTERS["조사"](text, pair) == shown


@given(
    st.text(min_size=1, max_size=30),
    st.sampled_from(["을/를", "이/가", "은/는", "과/와", "으로/로"]),
)
def test_a_text_keeps_its_letters_and_gets_one_of_two_particles(text: str, pair: str) -> None:
    assert FILTERS["조사"](text, pair) in {text + each for each in pair.split("/")}


def test_no_particle_stands_without_a_text() -> None:
    assert FILTERS["조사"]("", "을/를") == ""


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_the_styles_of_dates_have_computed_weekdays(day: date) -> None:
    year, name = day.year % 100, weekday(day)
    assert date_text(day) == f"'{year:02}. {day.month}. {day.day}.({name})"
    assert date_text(day, "'yy.m.d.") == f"'{year:02}.{day.month}.{day.day}."
    assert date_text(day, "'yy. m. ~") == f"'{year:02}. {day.month}. ~"
    assert date_text(day, "m.d.") == f"{day.month}.{day.day}."
    assert date_text(TracedDay(day, ONE, "month")) == f"'{year:02}. {day.month}월"
    assert date_text(TracedDay(day, ONE, "year")) == f"'{year:02}년"
    assert date_text(TracedDay(day, ONE, "month")).sources == ONE


@given(st.lists(st.text(max_size=5), max_size=6))
def test_joined_texts_leave_out_the_empty_ones(texts: list[str]) -> None:
    assert FILTERS["이음"](texts, "·") == "·".join(text for text in texts if text)


@pytest.mark.parametrize(
    "expression",
    [
        "a + b", "a - b", "a * b", "a ~ b", "a ~ '/' ~ b", "[a, b]|join", "[a, b]|이음('·')", "[a, b]|sum",
        "(a + b)|천원", "(a ~ b)|조사('을/를')", "(a ~ b)|upper|trim|truncate(2)", "(a + b)|abs", "-(a + b)",
        "a|비율(b)", "(a ~ b)[0:1]", "[a, b]|length", "[a, b]",
    ],
)  # fmt: skip
def test_values_keep_the_sources_of_all_they_come_from(expression: str) -> None:
    values = {"a": TracedNumber(12, ONE), "b": TracedNumber(7, TWO)}
    assert sources(f"{{{{ {expression} }}}}", **values) == {*ONE, *TWO}
    assert sources(f"{{% set c = {expression} %}}{{{{ c }}}}", **values) == {*ONE, *TWO}


def test_the_smallest_and_the_largest_keep_their_own_sources() -> None:
    values = {"a": TracedNumber(12, ONE), "b": TracedNumber(7, TWO)}
    assert sources("{{ [a, b]|max }}", **values) == {*ONE}
    assert sources("{{ [a, b]|min }}", **values) == {*TWO}


def test_what_macros_and_blocks_print_keeps_its_figures() -> None:
    values = {"a": TracedNumber(12, ONE, "12회"), "b": TracedText("나", TWO)}
    for template in (
        "{% macro m(x, y) %}{{ x }}, {{ y }}{% endmacro %}{{ m(a, b) }}",
        "{% set x %}{{ a }}, {{ b }}{% endset %}{{ x }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ a }}, {{ b }}{% endcall %}",
        "{% filter trim %}{{ a }}, {{ b }}{% endfilter %}",
    ):
        assert filled(template, **values) == "12회, 나"
        assert sources(template, **values) >= {*ONE, *TWO}
    assert filled("{% set x %}{{ b }}{% endset %}{{ x|조사('을/를') }}", **values) == "나를"


@given(NUMBERS, NUMBERS)
def test_calculations_are_those_of_whole_numbers(left: int, right: int) -> None:
    a, b = TracedNumber(left, ONE), TracedNumber(right, TWO)
    assert (a + b, a - b, a * b, -a, abs(a)) == (
        left + right, left - right, left * right, -left, abs(left),
    )  # fmt: skip
    assert {*merged((a + b,))} == {*ONE, *TWO}
    assert a + 0.5 == left + 0.5
