"""Amounts of money as offices write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.core import money


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("120,000", 120_000), ("120,000원", 120_000), ("12만", 120_000), ("12만원", 120_000),
        ("12.3만원", 123_000), ("12만5천원", 125_000), ("1억2천만", 120_000_000), ("3백만원", 3_000_000),
        ("357,200천원", 357_200_000), ("△1,000", -1000), ("(1,000)", -1000), ("-5", -5), ("₩ 5,000", 5000),
        ("0", 0), ("2147483648", 2_147_483_648), ("1억 2천만 원", 120_000_000), ("12 만원", 120_000),
        ("12만 5000원", 125_000), ("△ 1,000", -1000), ("( 1,000 )", -1000),
    ],
)  # fmt: skip
def test_amounts_are_read(text: str, won: int) -> None:
    assert money.parse_won(text) == won


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "금액을 적어 주세요"), ("abc", "읽을 수 없습니다: abc"), ("12,34", "쉼표의 자리"),
        ("0.5", "1원보다 작은"), ("12만 3x", "읽을 수 없습니다"), ("9" * 20, "너무 큽니다"), ("1.23456만", "1원보다 작은"),
        *((text, "읽을 수 없습니다") for text in ("5만5만", "100원200", "1만2", "3천1억", "2천3백만", "100 200", "1, 000", "원", "1원원")),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        money.parse_won(text)


@given(st.integers(-(10**15), 10**15))
def test_an_amount_written_is_read_again(won: int) -> None:
    assert money.parse_won(money.format_won(won)) == won


@given(st.integers(0, 10**13), st.integers(1, 10**13))
def test_a_rate_is_cut_and_never_rounded_up(part: int, whole: int) -> None:
    tenths = int(money.percent(part, whole).replace(".", "").removesuffix("%"))
    assert tenths * whole <= part * 1000 < (tenths + 1) * whole


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(65_351, 277_200, "23.5%"), (24_166, 80_000, "30.2%"), (0, 5, "0.0%"), (5, 0, "-"), (-1, 8, "△12.5%"), (3, 2, "150.0%")],
)  # fmt: skip
def test_rates(part: int, whole: int, text: str) -> None:
    assert money.percent(part, whole) == text


@pytest.mark.parametrize(
    ("won", "thousands"), [(1_999, 1), (-1_999, -1), (0, 0), (357_200_000, 357_200)]
)
def test_thousands_are_cut_toward_zero(won: int, thousands: int) -> None:
    assert money.thousands(won) == thousands


@pytest.mark.parametrize(
    ("text", "won"), [("KRW 1,000", 1000), ("krw -1,000", -1000), ("1,000 won", 1000)]
)
def test_english_amounts_are_read(text: str, won: int) -> None:
    assert money.parse_won(text) == won
