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
        *((text, "읽을 수 없습니다") for text in ("5만5만", "100원200", "1만2", "3천1억", "100 200", "1, 000", "원", "1원원")),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        money.parse_won(text)


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("1억 2천", 120_000_000), ("1억2천5백", 125_000_000), ("5억3천", 530_000_000), ("3억 5백", 305_000_000),
        ("1조 2천", 1_200_000_000_000), ("2천3백만", 23_000_000), ("팔천만원", 80_000_000), ("삼십만원", 300_000),
        ("일억 이천만원", 120_000_000), ("이십오만", 250_000), ("구십구만구천구백원", 999_900), ("백이십만원", 1_200_000),
        ("만원", 10_000), ("천만원", 10_000_000), ("만 오천원", 15_000), ("12만 삼천", 123_000), ("1억 2,000원", 100_002_000),
        ("１２만원", 120_000), ("￦１２０，０００", 120_000), ("금120,000원정", 120_000), ("1.5억", 150_000_000),
        ("1.5억 2천만", 170_000_000), ("0.5만원", 5_000), ("1.234만", 12_340), ("12천원", 12_000), ("3조원", 3 * 10**12),
        ("이천오만원", 20_050_000), ("육백칠십", 670),
    ],
)  # fmt: skip
def test_spoken_amounts_are_read(text: str, won: int) -> None:
    assert money.parse_won(text) == won


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("120.000", "천 단위는 쉼표로 적습니다. 예: 120,000"), ("1.5", "1원보다 작은"), ("120.000천원", "천 단위는 쉼표"),
        ("1.000만", "천 단위는 쉼표"), ("1.200.000", "읽을 수 없습니다"),
        ("1억 2천원", "두 가지로 읽힙니다. 1억 2천만원 또는 1억 2,000원"), ("1.5억 3천", "두 가지로 읽힙니다"),
        ("1억 5", "읽을 수 없습니다"), ("1억 12000만", "읽을 수 없습니다"), ("1만 20000원", "읽을 수 없습니다"),
        ("억", "읽을 수 없습니다"), ("오", "읽을 수 없습니다"), ("삼오만", "읽을 수 없습니다"), ("천천원", "읽을 수 없습니다"),
        ("백천만", "읽을 수 없습니다"), ("2천5만", "읽을 수 없습니다"), ("(1,000", "읽을 수 없습니다"), ("1,000)", "읽을 수 없습니다"),
        ("10억조", "읽을 수 없습니다"), ("3백12십", "읽을 수 없습니다"),
    ],
)  # fmt: skip
def test_what_may_be_another_sum_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        money.parse_won(text)


def test_the_largest_amount() -> None:
    assert money.parse_won("1,000조") == 10**15
    with pytest.raises(ValueError, match="너무 큽니다"):
        money.parse_won("1,000,000,000,000,001")
    assert money.parse_won("△1,000조") == -(10**15)


@pytest.mark.parametrize(
    ("won", "text"),
    [
        (0, "0원"), (9_999, "9,999원"), (10_000, "1만원"), (125_000, "12만 5,000원"), (120_000_000, "1억 2,000만원"),
        (100_000_005, "1억 5원"), (-1_000_000, "△100만원"), (10**15, "1,000조원"),
    ],
)  # fmt: skip
def test_amounts_with_units(won: int, text: str) -> None:
    assert money.won_with_units(won) == text


@given(st.integers(-(10**15), 10**15))
def test_an_amount_with_units_is_read_again(won: int) -> None:
    assert money.parse_won(money.won_with_units(won)) == won


@given(st.integers(-(10**15), 10**15))
def test_an_amount_written_is_read_again(won: int) -> None:
    assert money.parse_won(money.format_won(won)) == won


@given(st.integers(0, 10**13), st.integers(1, 10**13))
def test_a_rate_is_cut_and_never_rounded_up(part: int, whole: int) -> None:
    tenths = int(money.percent(part, whole).replace(".", "").removesuffix("%"))
    assert tenths * whole <= part * 1000 < (tenths + 1) * whole


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(65_351, 277_200, "23.5%"), (24_166, 80_000, "30.2%"), (0, 5, "0.0%"), (5, 0, "-"), (-1, 8, "△12.5%"), (3, 2, "150.0%"), (-4, 10_000, "0.0%"), (-10, 10_000, "△0.1%"), (-9, 10_000, "0.0%")],
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


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("5만 9,999원", 59_999), ("5만 10,000원", None),
        ("1억 9,999만", 199_990_000), ("1억 10,000만", None),
        ("1천9백", 1_900), ("1천10백", None),
        ("3백0.5백", None), ("1만0.5만", None), ("1만2만", None),
    ],
)  # fmt: skip
def test_a_part_is_less_than_the_unit_before_it(text: str, won: int | None) -> None:
    if won is None:
        with pytest.raises(ValueError, match="읽을 수 없습니다"):
            money.parse_won(text)
    else:
        assert money.parse_won(text) == won


@pytest.mark.parametrize(("won", "text"), [(-1, "△1원"), (0, "0원"), (1, "1원")])
def test_amounts_of_a_won_with_units(won: int, text: str) -> None:
    assert money.won_with_units(won) == text


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("0만", 0), ("0만원", 0), ("0천만원", 0), ("0억", 0), ("0억 5만", 50_000), ("1억 0만", 100_000_000), ("만", 10_000),
        ("일금 일백만원정", 1_000_000), ("일금5만원", 50_000), ("일백원", 100), ("0.000000000001조", 1),
    ],
)  # fmt: skip
def test_zeros_and_headings_of_amounts(text: str, won: int) -> None:
    assert money.parse_won(text) == won


@pytest.mark.parametrize(
    "text", ["1" * 5000, "1" * 30, "9" * 16 + "천조", "999,999,999,999,999조", "1" * 5000 + "만"]
)
def test_an_amount_of_many_digits_is_too_large(text: str) -> None:
    with pytest.raises(ValueError, match="너무 큽니다"):
        money.parse_won(text)


@pytest.mark.parametrize("text", ["0.0000000000001조", f"1.{'0' * 30}1억", f"0.{'0' * 5000}1만"])
def test_a_long_fraction_is_not_rounded(text: str) -> None:
    with pytest.raises(ValueError, match="1원보다 작은"):
        money.parse_won(text)


@pytest.mark.parametrize("text", ["일금 삼만오천원", "35, 000원", "\\35,000", "금 ₩35,000"])
def test_amounts_as_receipts_have_them(text: str) -> None:
    assert money.parse_won(text) == 35_000
