"""The entrance for text, and finding it again in Hangul."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.core.matcher import Matcher
from secretariat_tui.core.text import clean, clean_input, natural_key, resolve_particles
from secretariat_tui.database.search.list_query import MASKED_VALUE
from secretariat_tui.tui.paint.text import wrap


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


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("(주)한강", "㈜한강"), ("㈜한강", "(주)한강"), ("1안", "①안"), ("②", "제2안"), ("m2", "면적 30㎡"), ("㎡", "30m2"),
        ("III", "제Ⅲ단계"), ("ⅲ단계", "제III단계"), ("ㄱ", "㉠항"), ("㉠", "가항"), ("ㅎㄱ", "ﾾﾡ"), ("ㅎㄱ", "한강"),
        ("서울-경북", "서울–경북"), ("과정·명", "과정ㆍ명"), ("１２", "12"), ("℃", "25°C"),
    ],
)  # fmt: skip
def test_letters_that_stand_for_others_meet_them(query: str, text: str) -> None:
    assert Matcher(query)(text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        *((query, "1,200,000") for query in ("1200000", "120만", "120만원", "1,200,000원", "₩1200000", "120.0만")),
        ("35000원", "금액 35,000"), ("3.5만", "35,000"), ("1억 2천만", "120,000,000원"), ("1억2천만원 간담회", "120,000,000 간담회"),
        ("-1000", "△1,000"), ("(1,000)", "△1,000"), ("△1000", "-1,000"), ("1,200,000", "1200000"),
        *((query, day) for query in ("2023-04-18", "'23.4.18.", "23.4.18.", "2023. 4. 18.", "'23. 4. 18.(화)", "20230418", "2023/4/18", "2023년 4월 18일", "Apr 18, 2023")
          for day in ("2023. 4. 18.(화)", "'23.4.18.", "'23. 4. 18.(화) 10:00", "23.4.18.(화)", "2023-04-18", "2023-04-18 (Tue)", "2023년 4월 18일", "20230418")),
        *((query, day) for query in ("4.18.", "4/18", "4월 18일", "apr 18", "4. 18.(화)")
          for day in ("'23.4.18.", "4.18.(화)", "Apr 18 (Tue)", "2022. 4. 18.(월)", "2023-04-18", "4월 18일")),
    ],
)  # fmt: skip
def test_an_amount_or_a_day_is_found_in_every_spelling_that_forms_read(
    query: str, text: str
) -> None:
    assert Matcher(query)(text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("35000", "135,000"), ("35000", "35,000,000"), ("1000원", "11,000"), ("4/1", "'23.4.18."), ("4/1", "14.1."), ("2023-04-18", "'23.4.19."),
        ("'23.4.18.", "2022. 4. 18.(월)"), ("오늘", "'23.4.18."), ("120만", "120,000"), ("이천", "2,000"), ("4/18 부산", "'23.4.18. 서울"),
    ],
)  # fmt: skip
def test_another_amount_or_day_is_not_found(query: str, text: str) -> None:
    assert not Matcher(query)(text)


def test_a_found_spelling_is_highlighted() -> None:
    assert Matcher("120만")("금액 1,200,000원")
    assert Matcher("120만").spans("금액 1,200,000원") == [(3, 12)]
    assert Matcher("㈜한강").spans("(주)한강") == [(0, 5)]
    assert Matcher("(주)").spans("㈜한강") == [(0, 1)]


@pytest.mark.parametrize(
    "texts",
    [
        ["23-998", "23-999", "23-1000", "24-1"], ["9번 출구", "10번 출구", "100번 출구"], ["a", "B", "c", "D"], ["안 900원", "안 1,200원"],
        ["제2안", "제③안", "제10안"], ["2", "a", "가", MASKED_VALUE],
    ],
)  # fmt: skip
def test_texts_are_sorted_by_the_numbers_in_them_without_case(texts: list[str]) -> None:
    backwards = texts[::-1]
    assert sorted(backwards, key=natural_key) == texts


def test_long_texts_are_wrapped_in_linear_time() -> None:
    lines = wrap("가" * 400_000, 80)  # minutes, if the time were quadratic
    assert len(lines) == 10_000
    assert set(lines) == {"가" * 40}
    assert "".join(wrap("나라 " * 50, 30)).replace(" ", "") == "나라" * 50
