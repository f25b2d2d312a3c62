"""The Korean input method left on: what was meant as a command, and what was meant as text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import TextArea

from secretariat_tui.areas import AREAS
from secretariat_tui.tui.keys.hangul import typed_keys
from secretariat_tui.tui.keys.keymap import Keymap
from secretariat_tui.tui.runtime.preferences import Preferences
from tests.tui.desk import Desk, desk

SYLLABLES = [chr(code) for code in range(0xAC00, 0xD7A4)]
LETTERS = set("abcdefghijklmnopqrstuvwxyzQWERTOP")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("ㅓ", "j"),
        ("안", "dks"),
        ("ㅘ", "hk"),
        ("뻐", "Qj"),
        ("뷁", "qnpfr"),
        ("ㅢ", "ml"),
        ("ㅄ", "qt"),
        ("ㅒ", "O"),
    ],
)
def test_the_keys_of_the_two_set_keyboard(text: str, keys: str) -> None:
    assert typed_keys(text) == keys


def test_every_syllable_has_keys_of_its_own() -> None:
    keys = [typed_keys(each) for each in SYLLABLES]
    assert len(set(keys)) == len(SYLLABLES)
    assert set("".join(keys)) == LETTERS


@given(st.sampled_from(SYLLABLES))
def test_a_syllable_is_typed_as_its_beginning_and_then_the_rest(syllable: str) -> None:
    open_ = chr(ord(syllable) - (ord(syllable) - 0xAC00) % 28)
    assert typed_keys(syllable).startswith(typed_keys(open_))
    assert 2 <= len(typed_keys(syllable)) <= 5


@given(st.text(), st.text())
def test_texts_are_typed_one_after_the_other(one: str, two: str) -> None:
    assert typed_keys(one + two) == typed_keys(one) + typed_keys(two)


@given(st.text(st.characters(max_codepoint=0x10FF)))
def test_what_is_no_hangul_stays(text: str) -> None:
    assert typed_keys(text) == text


def row(there: Desk) -> int:
    assert there.app.front is not None
    return int(there.app.front.query_one("RecordTable").cursor)  # type: ignore[attr-defined]


MOVES = (
    (("ㅓ",), 1),  # j
    (("ㅓ", "down"), 2),
    (("ㅓ", "ㅏ"), 0),  # j k
    (("얼", "down"), 2),  # d j f: down, and the letters of other commands
    (("ㅎ", "down"), 1),  # g
    (("down", "down", "ㅗ", "tab"), 2),  # h goes sideways; the focus goes on
)


async def test_letters_move_a_cursor_before_the_key_that_let_them_go(
    office: Path, subtests: pytest.Subtests
) -> None:
    async with desk(office, area="budget") as there:
        for keys, expected in MOVES:
            with subtests.test(keys=keys):
                await there.press("home")
                await there.burst(*keys)
                assert row(there) == expected


async def test_it_is_told_once_a_visit(office: Path) -> None:
    async with desk(office, area="agreements") as there:
        assert "한글 입력 상태입니다." in await there.press("ㅓ")
        await there.press("f5")
        assert "한글 입력 상태입니다." not in await there.press("ㅓ")
        await there.press("3", "5")
        assert "한글 입력 상태입니다." in await there.press("ㅓ")


async def test_a_letter_opens_a_form_and_the_next_key_goes_there(office: Path) -> None:
    async with desk(office, (100, 40), area="agreements") as there:
        shown = await there.burst("ㅜ", "가")  # n
        assert "협약 적기" in shown or "새 협약" in shown
        assert there.app.focused is not None
        assert there.app.focused.value == "가"  # type: ignore[attr-defined]


@pytest.mark.slow
async def test_letters_never_write(office: Path) -> None:
    keymap = Keymap({"undo": ("u",), "delete": ("x",), "go.budget": ("a",)})
    chosen = Preferences(keymap=keymap)
    async with desk(office, area="agreements", preferences=chosen) as there:
        await there.press("f2")
        await there.type("개정 ")
        await there.press("ctrl+s")
        shown = await there.burst("ㅕ")  # u
        assert "되돌렸습니다" not in shown
        assert "지우기" not in await there.burst("ㅌ")  # x
        assert "되돌렸습니다" in await there.press("u")
        assert "[a 예산]" in await there.burst("ㅁ")


async def test_ctrl_is_meant_whatever_the_letter(office: Path) -> None:
    async with desk(office, area="agreements") as there:
        await there.press("f2")
        await there.type("개정 ")
        await there.press("ctrl+ㄴ")
        assert "저장했습니다" in there.text()
        assert "되돌렸습니다" in await there.press("ctrl+ㅋ")


async def test_the_filter_gets_the_letter_only_if_it_was_meant_for_it(office: Path) -> None:
    async with desk(office, area="agreements") as there:
        await there.burst("ㅓ", "slash", "ㅈ")
        assert there.app.focused is not None
        assert there.app.focused.value == "ㅈ"  # type: ignore[attr-defined]


TYPED = "한글 2025년,1.-ㅓ"


@pytest.mark.slow
async def test_text_stays_as_it_is_typed(office: Path) -> None:
    async with desk(office, (100, 40), area="agreements") as there:
        await there.press("insert")
        await there.burst(*TYPED)
        assert there.app.focused is not None
        assert there.app.focused.value == TYPED  # type: ignore[attr-defined]
        box = there.app.screen.query(TextArea).first()
        there.app.screen.set_focus(box)
        await there.burst(*TYPED)
        assert box.text.startswith(TYPED)


async def test_no_screen_minds(office: Path, subtests: pytest.Subtests) -> None:
    async with desk(office, (100, 40)) as there:
        for area in AREAS:
            with subtests.test(area=area.name):
                assert f"[{area.key} " in await there.press("escape", "escape", area.key)
                shown = await there.burst(*"안뷁ㅘㅓㅏㅎ")
                assert "결함" not in shown
                assert there.app.is_running
