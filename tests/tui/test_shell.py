"""Palette, help, copying, hostile text: what is the same on every screen."""

from contextlib import closing
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.agreements import store
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.attached.model import TaskDraft
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.keys.keymap import Keymap, commands_by_screen
from secretariat_tui.tui.keys.table import key_sheet
from secretariat_tui.tui.screens.base import AreaScreen
from tests.tui.desk import desk

HOSTILE = [
    "[pdf] 협약서",
    "[/긴급] 예산",
    "[@click=app.quit]무료[/]",
    "[link=https://evil.example]서울시[/link]",
    "\x1b]52;c;7ZW07Luk\x07계좌",
    "\x1b[2J\x1b]2;제목\x07",
    "\u202e뒤집힘",
    "\u1112\u1161\u11ab\u1100\u1173\u11af",  # NFD
    "{[sys:LOCK=SAFE]}",
]


@pytest.mark.slow
async def test_every_screen_has_help_and_a_palette(office: Path, subtests: pytest.Subtests) -> None:
    async with desk(office, (100, 40)) as there:
        for area in AREAS:
            with subtests.test(area=area.name):
                shown = await there.press(area.key, "f1")
                assert "이 화면의 키" in shown
                shown = await there.type("되돌")
                assert "어디서나" in shown
                assert (
                    "Ctrl+Z            되돌리기           마지막에 저장한 일을 되돌립니다." in shown
                )
                await there.press("escape", "ctrl+p")
                shown = await there.type("협약")
                assert "[5 협약]" in await there.press("enter")


async def test_the_palette_finds_by_initials_and_by_key(office: Path) -> None:
    async with desk(office, area="agreements") as there:
        await there.press("ctrl+p")
        assert "되돌리기" in await there.type("ㄷㄷㄹ")
        await there.press("escape", "ctrl+p")
        shown = await there.type("ctrl+e")
        assert "복사·내보내기" in shown
        assert "찾는 것이 없습니다." in await there.type("없는명령")


async def test_digits_and_clicks_change_the_area(office: Path) -> None:
    async with desk(office, (100, 30)) as there:
        assert "[3 예산]" in await there.press("3")
        await there.click("#areas", (26, 0))
        assert "[4 제안]" in there.text()


async def test_esc_goes_back_and_never_further_than_the_area(office: Path) -> None:
    async with desk(office, area="agreements") as there:
        shown = await there.press("enter", "escape", "escape", "escape")
        assert "[5 협약]" in shown


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_text(path: Path, text: str) -> None:
    from secretariat_tui.core.text import clean

    with closing(OfficeFile(path, text)) as file:
        store.add(
            file,
            AgreementDraft(
                text, state="draft", place=text, note=text, document=text,
                parties=(PartyDraft(text, "other", text),), tasks=(TaskDraft(text),),
            ),
        )  # fmt: skip
    async with desk(path, (120, 40), who=text, area="agreements") as there:
        assert clean(text) in there.text()
        assert "\x1b" not in there.text()
        assert clean(text) in await there.press("enter")
        await there.press("escape", "f2", "escape", "delete")
        assert clean(text) in there.text()
        await there.press("down", "enter", "ctrl+z")
        assert clean(text) in there.text()


async def test_copying_a_row_writes_it_for_the_terminal(office: Path) -> None:
    async with desk(office, area="agreements") as there:
        written: list[str] = []
        there.app.copy_to_clipboard = written.append  # type: ignore[method-assign,assignment]
        shown = await there.press("ctrl+c")
        assert written == [
            "경상북도\t서울시-경상북도 교류강화 업무협약\t광역\t23.1.18.(수)\t기간 미기재\t유효\t4 중 0\t–\t–\n"
        ]
        assert "확인 불가" in shown
        await there.press("space", "space", "ctrl+c")
        assert written[1].startswith("상대\t이름\t")
        assert len(written[1].splitlines()) == 3


@pytest.mark.slow
async def test_the_export_menu_writes_a_file(office: Path, tmp_path: Path) -> None:
    async with desk(office, (100, 40), area="agreements") as there:
        await there.press("ctrl+e", "enter")
        await there.type(".csv")
        await there.press("enter", "end", "ctrl+u")
        await there.type(str(tmp_path / "협약.csv"))
        assert "4건을 파일로 내보냈습니다" in await there.press("ctrl+s")
    text = (tmp_path / "협약.csv").read_bytes().decode("utf-8-sig")
    assert text.splitlines()[1].startswith("경상북도,서울시-경상북도 교류강화 업무협약,광역")


def test_each_command_has_a_key_that_hangul_lets_through() -> None:
    letters = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for entry in key_sheet(AREAS, Keymap()).rows:
        assert set(entry.command.keys) - letters, entry.command.id
        assert entry.command.keys[0] not in letters, entry.command.id


def test_no_two_commands_of_a_screen_share_a_key() -> None:
    for screen in commands_by_screen(AREAS):
        keys = [key for each in screen for key in each.keys]
        assert len(keys) == len(set(keys)), sorted(keys)


def test_every_screen_has_the_commands_that_are_said_of_it() -> None:
    for area in AREAS:
        screen = area.screen()
        assert issubclass(screen, AreaScreen)
        assert screen.commands in area.commands()
