"""Lines in a room that changes: a list that was filled while it was low, a text that gets a scrollbar."""

from pathlib import Path

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.screen import Screen

from secretariat_tui.tui.paint.text import styled_line
from secretariat_tui.tui.widgets.styled_lines import Pane
from tests.tui.desk import desk


async def test_the_lines_above_the_cursor_come_back_when_there_is_room(office: Path) -> None:
    async with desk(office, (80, 7)) as there:
        assert " 일정\n" not in there.text()
        assert " 일정\n" in await there.resize(80, 24)


class Reading(Screen[None]):
    """A screen with a text to read."""

    def compose(self) -> ComposeResult:
        yield Pane()


async def test_the_scrollbar_hides_no_letter_of_a_text(path: Path) -> None:
    async with desk(path, (80, 24)) as there:
        there.app.push_screen(Reading())
        await there.settle()
        pane = there.app.screen.query_one(Pane)
        width = pane.scrollable_content_region.width
        pane.show([styled_line("가" + "나" * (width // 2 - 2) + "끝")] * 40)
        await there.settle()
        assert pane.show_vertical_scrollbar
        texts = ["".join(text for text, _style in line.spans) for line in pane.lines]
        assert max(map(cell_len, texts)) < width
        assert "".join(texts).count("끝") == 40
