"""Rows between bars: what is shown is read as it was, whatever the texts hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.core.typed_values import join_row, split_row

TEXTS = st.text(st.sampled_from("가나 |\\\\[]"), max_size=8).map(str.strip)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_parts_are_read_as_they_are_shown(parts: list[str]) -> None:
    assert split_row(join_row(*parts), len(parts)) == parts


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (("장터", "박", ""), "장터 | 박"),
        (("장터", "", "6월"), "장터 |  | 6월"),
        (("", "", ""), ""),
        (("부산|제주", "박"), r"부산\|제주 | 박"),
        ((r"D:\자료\계획", "박"), r"D:\자료\계획 | 박"),
        (("장터|", ""), r"장터\|"),
    ],
)
def test_only_bars_are_escaped(parts: tuple[str, ...], shown: str) -> None:
    assert join_row(*parts) == shown
    assert split_row(shown, len(parts)) == list(parts)


def test_bars_without_spaces_separate_and_too_many_are_refused() -> None:
    assert split_row("장터|박", 3) == ["장터", "박", ""]
    with pytest.raises(ValueError, match=r"칸이 너무 많습니다. 세로줄\(\|\)은 1개까지 씁니다."):
        split_row(r"장터 | 박 | 6월\|", 2)
