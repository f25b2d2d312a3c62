"""Keys: those a person chose, those typed ahead, those that move, the mouse, and small terminals."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.widget import Widget

from secretariat_tui import settings
from secretariat_tui.areas import AREAS
from secretariat_tui.areas.schedule.views.month import MonthGrid
from secretariat_tui.cli.main import main
from secretariat_tui.tui.dialogs.form import Form
from secretariat_tui.tui.keys import commands
from secretariat_tui.tui.keys.keymap import Keymap, commands_by_screen, load_keymap
from secretariat_tui.tui.keys.names import LETTERS, key_name, parse_key
from secretariat_tui.tui.keys.old_ids import RENAMED
from secretariat_tui.tui.keys.table import key_sheet
from secretariat_tui.tui.paint.display import DisplayOptions
from secretariat_tui.tui.runtime.preferences import Preferences
from secretariat_tui.tui.widgets.record_table import RecordTable
from secretariat_tui.tui.widgets.styled_lines import LineView, Pane
from tests.tui.desk import desk
from tests.tui.textual_internals import drawn


def choose(text: str) -> Keymap:
    """Write the [keys] of config.toml and read them."""
    path = settings.config_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load_keymap(AREAS)


# The keymap.


@pytest.mark.slow
async def test_chosen_keys_are_everywhere(office: Path) -> None:
    keymap = choose(
        'who = "김주무관"\n[keys]\nundo = "Ctrl+U"\ncopy = ["ctrl+c", "y"]\n'
        'go.budget = "Ctrl+F12"\nnew = "n"\nhelp = "F1"\n'
    )
    chosen = Preferences(keymap=keymap)
    async with desk(office, (140, 40), area="agreements", preferences=chosen) as there:
        shown = there.text()
        assert "Ctrl+F12 예산" in shown
        assert "n 새로" in shown
        await there.press("f2")
        await there.type("개정 ")
        shown = await there.press("ctrl+s")
        assert "저장했습니다. 되돌리기 Ctrl+U" in shown
        assert "되돌렸습니다" not in await there.press("ctrl+z")
        assert "되돌렸습니다" in await there.press("ctrl+u")
        written: list[str] = []
        there.app.copy_to_clipboard = written.append  # type: ignore[method-assign,assignment]
        await there.press("y", "ctrl+c")
        assert len(written) == 2
        await there.press("f1")
        assert "Ctrl+U" in await there.type("되돌")
        await there.press("escape", "ctrl+p")
        assert "되돌리기" in await there.type("ctrl+u")
        await there.press("escape", "insert", "question_mark")
        assert "[5 협약]" in there.text()
        assert "[Ctrl+F12 예산]" in await there.press("ctrl+f12")
    shown_keys = {row.command.id: row.keys for row in key_sheet(AREAS, keymap).rows}
    assert shown_keys["undo"] == ("ctrl+u",)


@pytest.mark.slow
async def test_chosen_keys_work_in_a_record_shown_whole(office: Path) -> None:
    keymap = choose('[keys]\nedit = "ctrl+f12"\ndecide = "x"\n')
    chosen = Preferences(keymap=keymap)
    async with desk(office, (120, 40), area="proposals", preferences=chosen) as there:
        shown = await there.press("enter")
        assert "x 상태 바꾸기" in shown
        assert "Ctrl+F12 고치기" in shown
        assert "상태 바꾸기 –" in await there.press("x")
        await there.press("escape", "enter", "ctrl+f12")
        assert isinstance(there.app.screen, Form)


def test_two_commands_may_change_places() -> None:
    keymap = choose('[keys]\nundo = "ctrl+y"\nredo = "ctrl+z"\n')
    assert keymap.keys(commands.UNDO) == ("ctrl+y",)
    assert keymap.label(commands.REDO) == "Ctrl+Z"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[keys]\nundo = "ctrl+u"\nundoo = "f12"', 3, "모르는 명령입니다: undoo 혹시 undo인가요?"),
        ('[keys]\nqqqq = "f12"', 2, "모르는 명령입니다: qqqq 명령과 키의 이름은 secretariat keys"),
        ('[keys]\ngo.bugdet = "f12"', 2, "모르는 명령입니다: go.bugdet 혹시 go.budget인가요?"),
        ('[keys]\n\nundo = "ctrl+uu"', 3, "모르는 키입니다: ctrl+uu 혹시 Ctrl+U인가요?"),
        ('[keys]\nundo = ["ctrl+u", "F13"]', 2, "모르는 키입니다: F13 혹시 F3인가요?"),
        ('[keys]\nundo = "ctrl+i"', 2, "모르는 키입니다: ctrl+i"),
        ('[keys]\nundo = "ctrl+y"', 2, "이미 다시 하기의 키입니다: Ctrl+Y (redo)"),
        ('[keys]\nundo = "3"', 2, "이미 예산의 키입니다: 3 (go.budget)"),
        ('[keys]\nundo = "f4"', 2, "의 키입니다: F4 ("),
        ('[keys]\nexport = "ctrl+r"', 2, "의 키입니다: Ctrl+R ("),
        ('[keys]\ngo_to_today = "ctrl+z"', 2, "이미 되돌리기의 키입니다: Ctrl+Z (undo)"),
        ('[keys]\nundo = "g"', 2, "목록과 입력 칸이 쓰는 키입니다: g"),
        ('[keys]\nundo = "enter"', 2, "목록과 입력 칸이 쓰는 키입니다: Enter"),
        ("[keys]\nundo = 3", 2, "키는 따옴표 안에 적습니다: undo"),
        ("[keys]\nundo = []", 2, "키는 따옴표 안에 적습니다: undo"),
        ('who = "김"\nkeys = "ctrl+u"', 2, "키는 따옴표 안에 적습니다: keys"),
    ],
)  # fmt: skip
def test_a_keymap_that_cannot_be_used_names_its_line(text: str, line: int, said: str) -> None:
    keymap = choose(text)
    [fault] = (*settings.config().faults, *keymap.faults)
    assert fault.location == f"{settings.config_file()}:{line}"
    assert said in f"{fault.message} {fault.remedy}"
    right = {"undo": ("ctrl+u",)} if '"ctrl+u"' in text and "[keys]" in text else {}
    assert keymap.chosen == right  # what can be used is


@pytest.mark.parametrize(("old", "new"), RENAMED.items())
def test_a_renamed_command_keeps_its_keys(old: str, new: str) -> None:
    ids = {each.id for screen in commands_by_screen(AREAS) for each in screen}
    assert new in ids
    assert old not in ids
    keymap = choose(f'[keys]\n{old} = "ctrl+f11"\n')
    assert keymap.chosen == {new: ("ctrl+f11",)}
    assert keymap.messages == (f"이름이 바뀐 명령: {old} → {new} (config.toml의 [keys])",)


def test_two_old_names_of_a_command_have_the_keys_of_both() -> None:
    keymap = choose('[keys]\njump = "ctrl+f11"\ngoto = ["ctrl+f11", "ctrl+f12"]\n')
    assert keymap.chosen == {"go_to": ("ctrl+f11", "ctrl+f12")}
    assert "jump → go_to, goto → go_to" in keymap.messages[0]


@pytest.mark.parametrize("group", ["", 'group = "f9"\n'])
def test_an_old_name_is_no_error_where_its_key_is_now_taken(group: str) -> None:
    keymap = choose(f'[keys]\ngoto = ["f9", "ctrl+f12"]\n{group}')  # F9 groups a list
    assert keymap.chosen["go_to"] == ("ctrl+f12",)
    assert keymap.messages[1] == "이미 묶기의 키입니다: F9 (group)"
    assert "go_to" not in choose(f'[keys]\ngoto = "f9"\n{group}').chosen


async def test_the_new_names_of_commands_are_shown(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keymap = choose('[keys]\nveil = "ctrl+f11"\n')
    async with desk(office, preferences=Preferences(keymap=keymap)) as there:
        assert "이름이 바뀐 명령: veil → mask" in there.text()
        assert "[가림]" in await there.press("ctrl+f11")
    assert main(["keys"]) == 0
    assert "이름이 바뀐 명령: veil → mask" in capsys.readouterr().out


def test_a_key_free_on_the_screens_of_a_command_may_be_taken() -> None:
    keymap = choose('[keys]\nreverse = "f3"\n')  # F3 is used on other screens, never beside it
    reverse = next(
        row.command for row in key_sheet(AREAS, keymap).rows if row.command.id == "reverse"
    )
    assert keymap.label(reverse) == "F3"


def test_the_key_table_says_what_hangul_holds_back() -> None:
    assert key_sheet(AREAS, Keymap()).notes == ()
    keymap = choose('[keys]\nundo = "u"\n')
    assert key_sheet(AREAS, keymap).notes == ("한글 입력 상태에서 듣지 않는 키: u (되돌리기)",)


def test_the_command_line_shows_the_keys_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    choose('[keys]\nundo = "u"\n')
    assert main(["keys"]) == 0
    shown = capsys.readouterr().out
    assert "한글 입력 상태에서 듣지 않는 키: u (되돌리기)" in shown
    assert next(line.split() for line in shown.splitlines() if "되돌리기" in line)[1] == "u"


def test_every_key_of_every_command_is_written_and_read_back() -> None:
    for row in key_sheet(AREAS, Keymap()).rows:
        for key in row.command.keys:
            assert parse_key(key_name(key)) == key
            assert parse_key(key) == key


# Every action and Hangul, every list and its keys.


@pytest.mark.parametrize("widget", [RecordTable, LineView, Pane, MonthGrid])
def test_lists_move_by_the_keys_people_know(widget: type[Widget]) -> None:
    bound = {key for binding in widget.BINDINGS for key in binding.key.split(",")}  # type: ignore[union-attr]
    assert bound >= {"up", "down", "j", "k", "pageup", "pagedown", "home", "end", "g", "G"}
    for binding in widget.BINDINGS:
        assert set(binding.key.split(",")) - LETTERS, binding  # type: ignore[union-attr]


def test_every_command_of_every_screen_has_a_key_that_hangul_lets_through() -> None:
    for screen in commands_by_screen(AREAS):
        for each in screen:
            assert each.keys[0] not in LETTERS, each.id


async def test_something_has_the_focus_and_tab_goes_on(
    office: Path, subtests: pytest.Subtests
) -> None:
    async with desk(office, (120, 40)) as there:
        for area in AREAS:
            with subtests.test(area=area.name):
                await there.press(area.key)
                first = there.app.focused
                assert first is not None
                before = drawn(there.app.screen)
                await there.press("tab")
                assert there.app.focused is not None
                after = drawn(there.app.screen)
                # It can be seen where the focus is.
                assert there.app.focused is first or before != after


# Typing ahead.


async def test_what_is_typed_while_a_form_opens_is_in_the_form(office: Path) -> None:
    async with desk(office, (100, 40), area="agreements") as there:
        await there.burst("insert", *"서울jkn 5", "tab", "tab", "tab", "tab", *"2023")
        form = there.app.screen
        assert isinstance(form, Form)
        values = [field.value for field in form.query("LineInput")]  # type: ignore[attr-defined]
        assert values[0] == "서울jkn 5"
        assert "2023" in values


@pytest.mark.slow
async def test_a_whole_entry_typed_ahead_is_saved(path: Path) -> None:
    async with desk(path, (100, 40), area="schedule") as there:
        await there.burst("insert", *"보고회", "ctrl+s")
        await there.settle()
        assert "보고회" in there.text()
        assert "저장했습니다" in there.text()


async def test_typing_ahead_goes_through_two_dialogs(office: Path) -> None:
    async with desk(office, (100, 40), area="agreements") as there:
        await there.burst("enter", "f2", *"개정 ", "ctrl+s")
        await there.settle()
        assert "서울시-경상북도 교류강화 업무협약개정" in there.text()
        assert there.app.front is not None


async def test_typing_ahead_finds_in_the_help_and_in_another_area(office: Path) -> None:
    async with desk(office, (100, 40)) as there:
        shown = await there.burst("5", "f1", *"되돌")
        assert "[5 협약]" in shown
        assert "되돌리기           마지막에 저장한 일을 되돌립니다." in shown


async def test_typing_ahead_reaches_the_list_in_a_form(office: Path) -> None:
    async with desk(office, (100, 40), area="agreements") as there:
        await there.press("insert")
        there.app.screen.set_focus(there.app.screen.query("ChoiceInput").first())
        choices = there.app.focused
        await there.burst("enter", *"기타", "enter")
        assert choices.choices[choices.value] == "기타"  # type: ignore[union-attr]


async def test_what_was_typed_for_a_form_that_cannot_open_does_not_answer_the_message(
    office: Path,
) -> None:
    async with desk(office, (100, 40), area="budget") as there:
        shown = await there.burst("home", "f3", "enter", "enter")  # 계 has no appropriations
        assert "계는 과목이 아닙니다." in shown


async def test_keys_still_work_after_a_dialog_took_itself_away(office: Path) -> None:
    async with desk(office, (100, 40), area="agreements") as there:
        await there.burst("enter", "escape", "down", "enter", "escape", "delete", "enter", "3")
        assert "[3 예산]" in there.text()


# Help, palette, mouse.


async def test_help_says_what_each_key_does_in_groups(office: Path) -> None:
    async with desk(office, (120, 60), area="proposals") as there:
        await there.press("f1")
        shown = await there.type("화면으로")
        assert "오늘               오늘 화면으로 갑니다." in shown
        await there.press("ctrl+u")
        shown = await there.type("F4")
        assert shown.index("│ 이 화면 ") < shown.index("상태 바꾸기        고른 제안이나")
        assert "상태 바꾸기 –" in await there.press("enter")


async def test_a_long_help_is_whole(office: Path) -> None:
    async with desk(office, (80, 40), area="proposals") as there:
        await there.press("f1")
        shown = "".join((await there.type("정렬")).split())
        assert "누를때마다오름," in shown.replace("│", "")
        assert "…" not in shown.split("이화면의키")[1].split("Enter고르기")[0]


@pytest.mark.slow
async def test_the_mouse_does_what_keys_do(office: Path) -> None:
    async with desk(office, (120, 40), area="agreements") as there:
        assert there.app.front is not None
        await there.click("RecordTable", (5, 3))
        assert there.app.front.query_one(RecordTable).cursor == 2
        shown = await there.click("RecordTable", (5, 3))
        assert "F2 고치기  Delete 지우기" in shown
        lines = shown.splitlines()
        hint = there.app.screen.query_one("#hint")
        at = cell_len(lines[hint.region.y].split("Esc")[0]) - hint.region.x
        await there.click("#hint", (at, 0))
        assert there.app.front is not None
        keys = there.text().splitlines()[-1]
        await there.click("#keys", (cell_len(keys.split("Enter 열기")[0]), 0))
        assert there.app.front is None
        await there.press("escape")
        await there.click("#areas", (2, 0))
        assert "[1 오늘]" in there.text()


async def test_the_hint_of_a_list_can_be_clicked(office: Path) -> None:
    async with desk(office, (100, 40), area="agreements") as there:
        await there.press("ctrl+p")
        await there.type("예산")
        await there.click("#hint", (2, 0))
        assert "[3 예산]" in there.text()
        await there.press("ctrl+p")
        await there.click("#hint", (16, 0))
        assert there.app.front is not None


async def test_the_wheel_scrolls_a_list(office: Path) -> None:
    async with desk(office, (100, 24), area="proposals") as there:
        table = there.app.screen.query_one(RecordTable)
        assert table.scroll_offset.y == 0
        table.post_message(events.MouseScrollDown(table, 5, 5, 0, 1, 0, False, False, False))
        await there.settle()
        assert table.scroll_target_y > 0


# Small terminals.


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (59, 30), (100, 19)])
async def test_a_small_terminal_says_what_it_needs(office: Path, size: tuple[int, int]) -> None:
    async with desk(office, size, area="budget") as there:
        shown = "".join(there.text().split())
        assert (
            f"창이작습니다({size[0]}×{size[1]}).60×20부터보입니다.쓰던내용은그대로있습니다."
            in shown
        )
        await there.press("3", "f1", "insert", "escape", "enter")
        assert "".join(there.text().split()) == shown
        await there.resize(100, 30)
        assert "[1 오늘]" in there.text()


@pytest.mark.slow
async def test_a_form_keeps_what_was_typed_while_the_terminal_was_small(office: Path) -> None:
    async with desk(office, (100, 40), area="agreements") as there:
        await there.press("insert")
        await there.type("소중한 글")
        await there.resize(40, 10)
        assert "소중한 글" not in there.text()
        await there.press("escape", "x")
        await there.resize(20, 5)
        await there.resize(60, 20)
        shown = await there.type("!")
        assert "소중한 글!" in shown


async def test_a_small_terminal_is_left_by_ctrl_q(office: Path) -> None:
    async with desk(office, (40, 10)) as there:
        await there.press("ctrl+q")
        assert not there.app.is_running or there.app._exit


def test_the_areas_declare_commands_without_their_screens() -> None:
    for area in AREAS:
        assert area.commands()


def test_an_old_name_whose_new_key_is_taken_is_an_error_with_its_line() -> None:
    keymap = choose('[keys]\njump = "ctrl+z"\nreload = "ctrl+g"\n')
    [fault] = keymap.faults
    assert re.search(r"이미 .*의 키입니다", fault.message)
    assert fault.location == f"{settings.config_file()}:3"
    assert keymap.chosen == {}


async def test_shifted_function_keys_work_under_the_names_of_their_codes(office: Path) -> None:
    """Xterm and tmux send for Shift+F8 the code of F20, and Textual names the key by it."""
    async with desk(office, (100, 30), area="schedule") as there:
        assert "2023년 4월" in await there.press("f13")
        assert "2023년 · " in await there.press("f20")
        assert "2023년 4월" in await there.press("shift+f1")


async def test_shift_with_f3_is_no_answer_about_the_width_of_signs(office: Path) -> None:
    """Its code in xterm and tmux is also that of the cursor's position in the first row."""
    wide = Preferences(display_options=DisplayOptions(ascii=True))
    async with desk(office, (100, 30), area="schedule", preferences=wide) as there:
        await there.post(events.CursorPosition(1, 0))
        await there.settle()
        assert "2023년 4.17." in there.text()
        assert there.app.display_options.ascii
        assert "│" not in there.text()
