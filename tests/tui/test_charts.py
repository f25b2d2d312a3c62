"""Charts: exact in cells, true to the values, whatever the labels are written in."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from secretariat_tui.tui.paint.charts import (
    ChartValue,
    TimeSeries,
    area_chart,
    bar_text,
    bars,
    columns,
)

LABELS = st.text(st.sampled_from("가힣ㅅabcXYZ 09·①"), max_size=12)
VALUES = st.integers(-(10**13), 10**13)
PARTS = st.lists(
    st.builds(lambda label, n: ChartValue(label, n, f"{n:,}"), LABELS, VALUES), max_size=14
)
WIDTHS = st.integers(44, 200)


def filled(text: str) -> int:
    """Return the eighths of cells that a bar takes."""
    return sum(8 - "█▉▊▋▌▍▎▏".index(sign) for sign in text)


@given(PARTS, WIDTHS)
def test_bars_are_as_wide_as_they_may_be_and_keep_their_figures(
    parts: list[ChartValue], width: int
) -> None:
    lines = bars(parts, width)
    assert [cell_len(each.text) for each in lines] == [width] * len(parts)
    assert all(each.text.endswith(part.figure) for each, part in zip(lines, parts, strict=True))


@given(PARTS, WIDTHS, st.integers(2, 12))
def test_columns_stay_within_the_width(parts: list[ChartValue], width: int, height: int) -> None:
    lines = columns(parts, width, height)
    assert all(cell_len(each.text) <= width for each in lines)
    shown = "\n".join(each.text for each in lines)
    assert all(part.figure in shown for part in parts)


@given(st.lists(st.integers(0, 10**13), min_size=2), st.integers(1, 120))
def test_more_is_never_shorter_and_something_is_never_nothing(
    values: list[int], width: int
) -> None:
    most = max(values)
    lengths = [filled(bar_text(value, most, width)) for value in sorted(values)]
    assert lengths == sorted(lengths)
    assert all(bool(length) == bool(n) for length, n in zip(lengths, sorted(values), strict=True))
    assert not most or lengths[-1] == 8 * width


def test_bars_of_korean_labels_begin_in_one_column() -> None:
    parts = [
        ChartValue("현장방문", 12, "12"),
        ChartValue("Interview", 6, "6"),
        ChartValue("회의", 0, "0"),
    ]
    assert [each.text for each in bars(parts, 33)] == [
        "현장방문   ██████████████████  12",
        "Interview  █████████            6",
        "회의                            0",
    ]


def test_columns_stand_on_their_months() -> None:
    parts = [ChartValue("1월", 4, "4"), ChartValue("2월", 0, "0"), ChartValue("12월", 2, "2")]
    assert [each.text.rstrip() for each in columns(parts, 21, 3)] == [
        "   4",
        " █████           2",
        " █████    0    █████",
        "  1월    2월   12월",
    ]


def test_columns_that_do_not_fit_lie_down() -> None:
    parts = [ChartValue("1월", 1_234_567, "1,234,567"), ChartValue("2월", 0, "0")]
    assert columns(parts, 16, 5) == bars(parts, 16)


@given(
    st.lists(st.none() | VALUES, min_size=1, max_size=90),
    st.integers(0, 10**13),
    st.integers(3, 20),
    st.integers(0, 90),
)
def test_a_course_has_a_cell_for_each_value_in_each_line(
    values: list[int | None], budget: int, height: int, rough: int
) -> None:
    even = [budget * at // len(values) for at in range(1, len(values) + 1)]
    lines = area_chart(TimeSeries(values, even, rough), ("100,000", "0"), height)
    assert [cell_len(each.text) for each in lines] == [len("100,000 │") + len(values)] * height
    assert lines[0].text.startswith("100,000 │")
    assert lines[-1].text.startswith("      0 │")


def test_a_course_shows_what_is_over_and_under_the_even_one() -> None:
    even = [10, 20, 30, 40]
    shown = [each.text for each in area_chart(TimeSeries([40, 5, None, None], even), ("4", "0"), 4)]
    assert shown == ["4 │█  ⠉", "  │█ ⠉ ", "  │█⠉  ", "0 │⠉▄  "]
    rough = area_chart(TimeSeries([40, 40, 40, None], even, 2), ("4", "0"), 4)
    assert [each.text for each in rough] == ["4 │⣿⣿█⠉", "  │⣿⣿⠉ ", "  │⣿⠉█ ", "0 │⠉⣿█ "]
    over = [style for each in rough for text, style in each.spans if text == "⠉"]
    assert over == [
        "",
        "over",
        "",
        "",
    ]  # on a full bar the line is drawn in the colour of the ground
