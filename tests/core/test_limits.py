"""The bounds of values: the last that is allowed and the first that is not."""

from datetime import date

import pytest

from secretariat_tui.core.limits import bound_error


@pytest.mark.parametrize(
    ("kind", "within", "beyond", "message"),
    [
        ("text", "가" * 500, "가" * 501, "500자까지 적을 수 있습니다. 지금 501자입니다."),
        ("paragraph", "가" * 100_000, "가" * 100_001, "100,000자까지 적을 수 있습니다. 지금 100,001자입니다."),
        ("day", date(1900, 1, 1), date(1899, 12, 31), "1900년에서 2199년 사이의 날짜를 적어 주세요."),
        ("day", date(2199, 12, 31), date(2200, 1, 1), "1900년에서 2199년 사이의 날짜를 적어 주세요."),
        ("won", 10**15, 10**15 + 1, "금액이 너무 큽니다. 1,000,000,000,000,000원까지 적을 수 있습니다."),
        ("won", -(10**15), -(10**15) - 1, "금액이 너무 큽니다. 1,000,000,000,000,000원까지 적을 수 있습니다."),
        ("year", 1948, 1947, "1948년에서 2199년 사이로 적어 주세요."),
        ("year", 2199, 2200, "1948년에서 2199년 사이로 적어 주세요."),
        ("number", 999_999_999, 10**9, "너무 큰 수입니다. 999,999,999까지 적을 수 있습니다."),
        ("days", -3650, -3651, "너무 큰 수입니다. 3,650까지 적을 수 있습니다."),
        ("bytes", 2**53 - 1, 2**53, "너무 큰 수입니다. 9,007,199,254,740,991까지 적을 수 있습니다."),
        ("reference", 1, 0, "없는 기록을 가리킵니다: 0"),
        ("reference", 2**53 - 1, 2**53, "없는 기록을 가리킵니다: 9007199254740992"),
        ("rows", ("",) * 1000, ("",) * 1001, "1,000줄까지 적을 수 있습니다. 지금 1,001줄입니다."),
    ],
)  # fmt: skip
def test_bounds(kind: str, within: object, beyond: object, message: str) -> None:
    assert not bound_error(kind, within)
    assert bound_error(kind, beyond) == message
    assert not bound_error(kind, None)
