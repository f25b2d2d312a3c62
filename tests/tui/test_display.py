"""How the screens are drawn: themes that can be read, ASCII where lines are two cells wide, density."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from textual import events
from textual.theme import BUILTIN_THEMES, Theme

import secretariat_tui
from secretariat_tui import settings
from secretariat_tui.areas import AREAS
from secretariat_tui.areas.today import frame_rows, queries
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.keys.area import audit_tables
from secretariat_tui.tui.paint import ambiguous_width, first_frame
from secretariat_tui.tui.paint.colours import CATEGORIES, MIN_CONTRAST, THEMES, contrast, legible
from secretariat_tui.tui.paint.display import DisplayOptions
from secretariat_tui.tui.runtime.preferences import Preferences, load_preferences
from secretariat_tui.tui.widgets import themes
from secretariat_tui.tui.widgets.inputs import LineInput
from secretariat_tui.tui.widgets.styles import text_styles
from tests.terminal.pty import Terminal, program
from tests.tui.desk import TODAY, Desk, desk
from tests.tui.textual_internals import counted_parses
from tests.tui.textual_internals import drawn as drawn_strips

ASCII = DisplayOptions(ascii=True)
OWN = {each.name: each for each in (themes.DARK, themes.LIGHT)}
GROUNDS = ("background", "surface", "panel", "idle")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def variables(chosen: Theme) -> dict[str, str]:
    return {**chosen.to_color_system().generate(), **chosen.variables}


def test_the_first_frame_knows_the_colours_that_textual_has() -> None:
    named = {name: each for name, each in BUILTIN_THEMES.items() if not name.startswith("ansi")}
    assert set(THEMES) == set(OWN) | set(named)
    for name, chosen in named.items():
        known = THEMES[name]
        assert {key: variables(chosen)[key].lower() for key in known} == known


@pytest.mark.parametrize("name", list(THEMES))
def test_every_ink_can_be_read_on_every_ground(name: str) -> None:
    colours = legible(variables(OWN.get(name) or BUILTIN_THEMES[name]))
    for style, drawn in text_styles(colours).items():
        if drawn.color is None or style == "line":  # a line is no text
            continue
        ink = drawn.color.get_truecolor().hex
        grounds = [colours[ground] for ground in GROUNDS]
        if drawn.bgcolor:
            grounds = [drawn.bgcolor.get_truecolor().hex]
        for ground in grounds:
            assert contrast(ink, ground) >= MIN_CONTRAST, (style, ink, ground)
    assert contrast(colours["foreground"], colours["typing"]) >= MIN_CONTRAST


@pytest.mark.parametrize("name", ["ansi-dark", "ansi-light"])
def test_the_terminals_own_colours_differ_by_meaning(name: str) -> None:
    colours = legible(variables(BUILTIN_THEMES[name]))
    meanings = [colours[each] for each in ("accent", "success", "warning", "error")]
    assert len({*meanings}) == len(meanings)
    assert len({colours[each] for each in CATEGORIES}) == len(CATEGORIES)
    band = text_styles(colours)["band"].bgcolor
    assert band is not None
    assert band.is_default  # under text in the terminal's own foreground


async def test_fields_have_a_ground_in_the_terminals_own_colours(office: Path) -> None:
    async with desk(
        office, (120, 40), area="schedule", preferences=Preferences(theme="ansi-dark")
    ) as there:
        await there.press("insert")
        focused, *others = there.app.screen.query(LineInput)
        grounds = {each.styles.background for each in others}
        assert len(grounds) == 1
        assert grounds != {there.app.screen.styles.background}
        assert focused.styles.background not in grounds


@given(st.fixed_dictionaries(dict.fromkeys(THEMES["nord"], COLOURS)))
def test_a_theme_whose_grounds_are_alike_becomes_legible(colours: dict[str, str]) -> None:
    colours |= dict.fromkeys(("surface", "panel"), colours["background"])
    found = legible(colours)
    assert found.keys() == colours.keys() | {"dim", "line", "idle", *CATEGORIES}
    for ink in ("foreground", "dim", "accent", "success", "warning", "error", *CATEGORIES):
        assert contrast(found[ink], found["background"]) >= MIN_CONTRAST


@given(COLOURS, COLOURS)
def test_contrast_is_that_of_the_standard(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21 == round(contrast("#000000", "#ffffff"), 6)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


async def test_a_theme_of_textual_can_be_used(office: Path) -> None:
    async with desk(office, area="proposals") as there:
        there.app.theme = "nord"
        await there.settle()
        assert (
            there.app.text_styles["warn"].color
            == text_styles(legible(variables(BUILTIN_THEMES["nord"])))["warn"].color
        )
        assert "받은 것 42" in there.text()


def _cells(there: Desk) -> list[list[tuple[str, str, str]]]:
    """Return the texts of the screen with the names of their colours and grounds, line by line."""
    return [
        [
            (
                part.text,
                str(part.style and part.style.color),
                str(part.style and part.style.bgcolor),
            )
            for part in strip.simplify()
        ]
        for strip in drawn_strips(there.app.screen)
    ]


@pytest.mark.parametrize("inner", [False, True])
async def test_a_theme_is_shown_in_areas_that_were_opened_before_it_was_chosen(
    office: Path, *, inner: bool
) -> None:
    """An inner screen is above the first one of its area, to which Esc goes back."""
    keys = ("4", "ctrl+r") if inner else ("4",)
    async with desk(office, preferences=Preferences(theme="secretariat-light")) as there:
        await there.press("1", *keys)
        light = _cells(there)
        await there.press("escape")
        below = _cells(there)
    async with desk(office) as there:
        await there.press(*keys)
        assert _cells(there) != light
        await there.press("1")
        there.app.theme = "secretariat-light"
        await there.settle()
        await there.press("4")
        assert _cells(there) == light
        await there.press("escape")
        assert _cells(there) == below


async def test_a_changed_style_sheet_is_shown(office: Path) -> None:
    async with desk(office, area="proposals") as there:
        for colour in ("#123456", "#654321"):
            there.app.stylesheet.add_source(f"Bar#keys {{ background: {colour}; }}", ("own", ""))
            there.app.refresh_css()
            await there.settle()
            assert {ground for _text, _colour, ground in _cells(there)[-1]} == {
                f"Color('{colour}', ColorType.TRUECOLOR, triplet={Color.parse(colour).triplet!r})"
            }


async def test_all_styles_are_parsed_again_only_for_other_colours(office: Path) -> None:
    async with desk(office, area="proposals") as there:
        with counted_parses() as parses:
            there.app.refresh_css()
            await there.press("2", "4", "2")
            there.app.refresh_css()
            assert parses == []
            there.app.theme = "secretariat-light"
            await there.settle()
            assert len(parses) == 1
            await there.press("1", "4", "2")
            there.app.refresh_css()
            assert len(parses) == 1


def test_an_unknown_theme_names_those_that_are() -> None:
    assert first_frame.theme_by_name("nord").colours["background"] == "#2e3440"
    assert first_frame.theme_by_name("").name == "secretariat-dark"
    path = settings.config_file()
    path.parent.mkdir(parents=True)
    path.write_text('# 색\ntheme = "blau"\n', encoding="utf-8")
    preferences = load_preferences(AREAS, {})
    [fault] = preferences.faults
    assert (fault.message, fault.location) == ("모르는 화면 색입니다: blau", f"{path}:2")
    assert "tokyo-night" in fault.remedy
    assert preferences.theme == "secretariat-dark"


# ASCII.


def shown_texts() -> Iterator[str]:
    """Give every text in the code of the screens, but for docstrings."""
    package = Path(secretariat_tui.__file__).parent
    for path in [*package.glob("areas/**/*.py"), *package.glob("tui/**/*.py")]:
        # Those that name signs, and those that read what is typed.
        read = {"when", "typed_texts", "quick_add/marks"}
        if {path.stem, f"{path.parent.name}/{path.stem}"} & {
            *("display", "ambiguous_width", "probe"), *read
        }:  # fmt: skip
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in said:
                yield str(node.value)


def test_every_ambiguous_sign_of_ours_has_a_stand_in_of_one_cell() -> None:
    for text in shown_texts():
        drawn = ASCII.glyphs(text)
        assert len(drawn) == len(text)
        assert not [sign for sign in drawn if unicodedata.east_asian_width(sign) == "A"], text


def test_lines_stay_lines_where_they_are_one_cell() -> None:
    assert DisplayOptions().glyphs("─ · …") == "─ · …"
    assert ASCII.glyphs("─ · … 한글 ㉮") == "- . ~ 한글 ㉮"  # what is not ours stays


@pytest.mark.slow
async def test_a_wide_terminal_gets_ascii_and_is_told_how_to_change_it(
    office: Path, subtests: pytest.Subtests
) -> None:
    async with desk(office, (80, 24)) as there:
        for area in AREAS:
            with subtests.test(area=area.name):
                assert re.search("[─│·]", await there.press(area.key))
                there.app.post_message(events.CursorPosition(2, ambiguous_width.ROW))
                await there.settle()
                shown = there.text()
                assert "터미널의 '모호한 너비'를 좁게 바꾸세요." in shown
                opened = await there.press("enter")
                for text in (shown, opened):
                    assert not [sign for sign in text if unicodedata.east_asian_width(sign) == "A"]
                there.app.post_message(events.CursorPosition(1, ambiguous_width.ROW))
                await there.settle()
                await there.press("escape")
                assert re.search("[─│·]", there.text())


async def test_the_answer_is_kept_for_the_next_first_frame(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    folder = settings.state_dir()
    env = {"TERM": "xterm-256color", "TERM_PROGRAM": ""}
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    async with desk(office) as there:
        assert not ambiguous_width.is_known_wide(env, folder)
        there.app.post_message(events.CursorPosition(2, ambiguous_width.ROW))
        await there.settle()
        assert ambiguous_width.is_known_wide(env, folder)
        assert not ambiguous_width.is_known_wide({"TERM": "xterm-kitty"}, folder)
        there.app.post_message(events.CursorPosition(1, ambiguous_width.ROW))
        await there.settle()
        assert not ambiguous_width.is_known_wide(env, folder)


def test_an_answer_that_cannot_be_kept_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ambiguous_width.remember({}, tmp_path / "file", wide=True)
    assert not ambiguous_width.is_known_wide({}, tmp_path / "file")


def test_the_first_frame_is_of_ascii_where_that_is_known(office: Path) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        seen = queries.overview(file.reader, audit_tables(AREAS), TODAY)
    rows = frame_rows.screen_rows(
        seen, AREAS, "자료", (120, 40), Preferences(display_options=ASCII)
    )
    painted = first_frame.render(rows, first_frame.theme_by_name("").colours, {}, ASCII)
    assert not [sign for sign in painted if unicodedata.east_asian_width(sign) == "A"]


@pytest.mark.slow
@pytest.mark.parametrize(("column", "edge"), [(2, "─"), (3, "-")])
def test_the_question_is_asked_without_waiting_and_its_answer_is_no_key(
    office: Path, column: int, edge: str
) -> None:
    with Terminal(program("--file", str(office)), (100, 30)) as terminal:
        terminal.until_raw(re.escape(ambiguous_width.QUERY.encode()))
        terminal.send(f"\x1b[3;{column}R4".encode())  # the answer, and a key behind it
        terminal.until("받은 것 42")
        terminal.until(edge * 20)
        terminal.send(b"\x11")
        assert terminal.wait() == 0


@pytest.mark.slow
@pytest.mark.parametrize("borders", ["lines", "ascii"])
def test_who_has_chosen_is_not_asked(office: Path, borders: str) -> None:
    path = settings.config_file()
    path.parent.mkdir(parents=True)
    path.write_text(f'borders = "{borders}"\n')
    with Terminal(program("--file", str(office)), (100, 30)) as terminal:
        terminal.until("올해 예산 과목이 없습니다")
        terminal.send(b"4")
        terminal.until(("-" if borders == "ascii" else "─") * 20)
        assert ambiguous_width.QUERY.encode() not in terminal.seen


# Density.


@pytest.mark.slow
async def test_more_room_where_there_is_some_to_give(
    office: Path, subtests: pytest.Subtests
) -> None:
    async with desk(office, (120, 40)) as there:
        for area in AREAS:
            with subtests.test(area=area.name):
                close = (await there.press(area.key)).split("\n")
                assert close[1].strip()
                await there.press("ctrl+d")
                assert not there.text().split("\n")[1].strip(" │")
                await there.press("ctrl+d")
                assert there.text().split("\n") == close


async def test_a_small_terminal_has_none_to_give(office: Path) -> None:
    async with desk(office, (80, 24), area="proposals") as there:
        close = there.text()
        assert await there.press("ctrl+d") == close


@pytest.mark.parametrize("size", [(100, 30), (120, 40), (200, 60)])
async def test_the_first_frame_has_the_same_room(office: Path, size: tuple[int, int]) -> None:
    roomy = Preferences(display_options=DisplayOptions(roomy=True))
    with closing(OfficeFile(office, "김주무관")) as file:
        seen = queries.overview(file.reader, audit_tables(AREAS), TODAY)
        rows = frame_rows.screen_rows(seen, AREAS, frame_rows.file_message(office), size, roomy)
    painted = ["".join(text for text, _style in row).rstrip() for row in rows]
    async with desk(office, size, preferences=roomy) as there:
        assert there.text().split("\n") == painted


def test_what_cannot_be_chosen_names_what_can() -> None:
    path = settings.config_file()
    path.parent.mkdir(parents=True)
    path.write_text('density = "comfortable"\nborders = "round"\n')
    [fault] = settings.config().faults
    assert fault.message == "설정 borders에 쓸 수 없는 값입니다: round"
    assert fault.location == f"{path}:2"
    assert fault.remedy == "쓸 수 있는 값: auto, lines, ascii"
    assert (settings.config().density, settings.config().borders) == ("comfortable", "")
    path.write_text('density = "comfortable"\nborders = "ascii"\n')
    assert (settings.config().density, settings.config().borders) == ("comfortable", "ascii")


async def test_faults_of_the_settings_are_shown_at_the_start_until_they_are_read(
    office: Path,
) -> None:
    path = settings.config_file()
    path.parent.mkdir(parents=True)
    path.write_text('theme = "blau"\n[keys]\nundo = "ctrl+u"\nfly = "f4"\n', encoding="utf-8")
    async with desk(office, (120, 40), preferences=load_preferences(AREAS, {})) as there:
        shown = there.text()
        assert "설정에 고칠 곳이 있습니다. 나머지 설정은 그대로 씁니다." in shown
        assert "모르는 화면 색입니다: blau" in shown
        assert "모르는 명령입니다: fly" in shown
        assert "config.toml:4" in shown.replace("\n", "")
        shown = await there.press("enter")
        assert "설정에 고칠 곳이" not in shown
        assert "챙길 일" in shown
        assert "새 협약" in await there.press("5", "insert")
