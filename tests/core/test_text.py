"""The entrance for text, and finding it again in Hangul."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.core.text import Matcher, clean, clean_input, resolve_particles


@given(st.text())
def test_clean_text_stays_clean_and_harmless(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in once)
    assert not set(once) & set("\u200b\u200e\u202a\u202e\u2066\u2069\ufeff\u3164")


@pytest.mark.parametrize(
    ("who", "said"),
    [("김주무관", "김주무관이"), ("이민서", "이민서가"), ("담당 3", "담당 3이"), ("담당 2", "담당 2가"), ("Kim", "Kim이(가)")],
)  # fmt: skip
def test_particles_follow_the_sound(who: str, said: str) -> None:
    assert resolve_particles(f"{who}이(가) 바꾸었습니다.") == f"{said} 바꾸었습니다."


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[2J지움", "\ufffd[2J지움"), ("\u202e뒤집힘", "뒤집힘"), ("가\u200b나", "가나"),
        ("가\t나\r\n다", "가 나 다"), ("\u1112\u1161\u11ab", "한"), ("👨‍👩‍👧", "👨‍👩‍👧"), ("[/x]", "[/x]"),
    ],
)  # fmt: skip
def test_what_becomes_of_odd_text(raw: str, shown: str) -> None:
    assert clean(raw) == shown


def test_lines_are_kept_where_there_may_be_several() -> None:
    assert clean_input("  첫째\r\n둘째\r셋째 \n", multiline=True) == "첫째\n둘째\n셋째"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("서울", True), ("울시", True), ("서울 협약", True), ("협약 서울", True), ("ㅅㅇㅅ", True), ("서우", True),
        ("서울ㅅ", True), ("협ㅇ", True), ("서욽", False), ("ㅅㅅ", False), ("부산", False), ("서울 부산", False),
        ("", True), ("서울시협", True), ("MOU", True), ("mou", True), ("ＭＯＵ", True), ("(", True), ("[", False),
    ],
)  # fmt: skip
def test_finding(query: str, found: bool) -> None:
    assert Matcher(query)("서울시 협약", "(MOU)") is found


@given(
    st.text(
        alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=8
    )
)
def test_every_beginning_of_a_word_as_it_is_typed_finds_it(word: str) -> None:
    for letters in range(1, len(word) + 1):
        typed = unicodedata.normalize("NFD", word[:letters])
        for jamo in range(1, len(typed) + 1):
            typing = unicodedata.normalize("NFC", typed[:jamo])
            if not any(0x1100 <= ord(char) <= 0x11FF for char in typing):
                assert Matcher(typing)(word)


@given(st.text(max_size=8), st.text(max_size=12))
def test_no_query_breaks_the_search(query: str, text: str) -> None:
    Matcher(query)(text)
