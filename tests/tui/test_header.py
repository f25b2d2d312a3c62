"""The bar of areas at the top of each screen: all areas, the current one as a tab."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len

from secretariat_tui.areas import AREAS, index_sources
from secretariat_tui.core import i18n
from secretariat_tui.core.i18n import ENGLISH, KOREAN, Language, _
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.keys.area import Area
from secretariat_tui.tui.keys.keymap import Keymap
from secretariat_tui.tui.paint.header_footer import areas_bar
from secretariat_tui.tui.paint.text import Span, bar_spans
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.styled_lines import Pane
from tests.tui.desk import TODAY, desk_of

TITLES = {
    KOREAN: ("오늘", "일정", "예산", "제안", "협약", "사업", "할일", "인력", "보고"),
    ENGLISH: (
        *("Today", "Schedule", "Budget", "Proposals", "Agreements"),
        *("Programmes", "Tasks", "Staff", "Reports"),
    ),
}
LONGEST_DATE = date(2023, 12, 31)


class _EmptyScreen(AreaScreen):
    """A screen that shows nothing but its frame."""

    def body(self) -> list[Pane]:
        return [Pane()]

    async def load(self) -> None: ...


def nine(titles: Sequence[str]) -> list[Area]:
    """Return nine areas, those of the program first."""
    areas = []
    own = {area.key: area for area in AREAS}
    for key, title in enumerate(titles, 1):
        screen = type(f"Empty{key}", (_EmptyScreen,), {"area": f"area{key}"})
        area = Area(f"area{key}", title, str(key), partial(_same, screen), tuple)
        areas.append(own.get(str(key), area)._replace(title=title))
    return areas


def _same(screen: type[AreaScreen]) -> type[AreaScreen]:
    return screen


def bar(
    areas: Sequence[Area], here: str, width: int, *, masked: bool = False, day: date = TODAY
) -> list[Span]:
    """Return the spans of the bar at a width."""
    return bar_spans(*areas_bar(areas, here, day, Keymap(), width, masked=masked), width)


def text_of(spans: Sequence[Span]) -> str:
    return "".join(text for text, _style in spans)


def tab_of(spans: Sequence[Span]) -> str:
    return "".join(text for text, style in spans if style == "tab")


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (60, "1오늘 2일정 3예산 4제안 5협약 6사업 7할일 8인력 9보고 4.19. "),
        (71, "1오늘 2일정 3예산 4제안 5협약 6사업 7할일 8인력 9보고 2023. 4. 19.(수) "),
        (
            80,
            " 1 오늘  2 일정  3 예산  4 제안 [5 협약] 6 사업  7 할일  8 인력  9 보고   4.19. ",
        ),
        (
            89,
            " 1 오늘  2 일정  3 예산  4 제안 [5 협약] 6 사업  7 할일  8 인력  9 보고 2023. 4. 19.(수) ",
        ),
    ],
)
def test_nine_areas_fit_from_60_columns(width: int, expected: str) -> None:
    assert text_of(bar(nine(TITLES[KOREAN]), "agreements", width)) == expected


def test_long_titles_are_shortened_alike() -> None:
    i18n.set_language(ENGLISH)
    areas = nine(TITLES[ENGLISH])
    narrow = text_of(bar(areas, "budget", 60))
    assert narrow.rstrip() == "1Toda 2Sche 3Budg 4Prop 5Agre 6Prog 7Task 8Staf 9Repo"
    wide = text_of(bar(areas, "budget", 120))
    assert " 1 Today  2 Schedule [3 Budget] 4 Proposals  5 Agreements  6 Programmes " in wide


@pytest.mark.parametrize("language", [KOREAN, ENGLISH])
@pytest.mark.parametrize("masked", [False, True])
def test_no_tab_moves_when_another_area_is_shown(*, language: Language, masked: bool) -> None:
    i18n.set_language(language)
    areas = nine(TITLES[language])
    for width in range(60, 180):
        shown = {}
        for area in areas:
            spans = bar(areas, area.name, width, masked=masked, day=LONGEST_DATE)
            assert cell_len(text_of(spans)) == width
            tab = tab_of(spans)
            assert area.key in tab
            assert text_of(spans).count(tab) == 1
            shown[area.key] = text_of(spans).replace("[", " ").replace("]", " ")
        assert len(set(shown.values())) == 1, width
        text = shown["1"]
        assert [key for key in "123456789" if key in text[: text.rindex("9") + 1]] == [*"123456789"]
        assert (_("[가림] ").strip(" []") in text) == masked


async def test_the_current_tab_is_reversed_on_the_screen(path: Path) -> None:
    areas = nine(TITLES[KOREAN])
    async with desk_of(
        lambda: OfficeFile(path, "김주무관", sources=index_sources), (60, 24), areas=areas
    ) as there:
        for area in areas:
            shown = await there.press(area.key)
            line = "1오늘 2일정 3예산 4제안 5협약 6사업 7할일 8인력 9보고 4.19."
            assert shown.splitlines()[0] == line
            strip = there.app.screen.query_one("#areas", Bar).render_line(0)
            tab = "".join(s.text for s in strip if s.style and s.style.reverse)
            assert tab == f"{area.key}{area.title}"
        shown = await there.resize(100, 30)
        assert " 8 인력 [9 보고] " in shown.splitlines()[0]
        assert shown.splitlines()[0].endswith(" 2023. 4. 19.(수)")


def test_an_area_that_does_not_exist_is_not_shown() -> None:
    text = text_of(bar(AREAS, "today", 160)).replace("[", " ").replace("]", " ")
    assert text.split("2023")[0].split() == [
        word for area in AREAS for word in (area.key, _(area.title))
    ]
