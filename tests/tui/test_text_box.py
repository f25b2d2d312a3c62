"""A field of several lines: undo after any edits leaves its lines wrapped as they are."""

from textual.app import App, ComposeResult
from textual.document._wrapped_document import WrappedDocument
from textual.events import Paste

from secretariat_tui.tui.widgets.text_box import TextBox


class _App(App[None]):
    CSS = "TextBox { height: 3; width: 12; border: none; }"

    def compose(self) -> ComposeResult:
        yield TextBox("", soft_wrap=True, compact=True)


async def test_undo_that_takes_away_the_line_of_the_cursor_and_the_scroll_bar() -> None:
    async with _App().run_test(size=(80, 24)) as pilot:
        box = pilot.app.query_one(TextBox)
        await pilot.press("enter", "enter", "enter", "ctrl+z", "x")
        assert (box.text, box.cursor_location) == ("\n\nx", (2, 1))


async def test_all_lines_are_wrapped_anew_after_an_undo_of_several_edits() -> None:
    async with _App().run_test(size=(80, 24)) as pilot:
        box = pilot.app.query_one(TextBox)
        for keys in (("pageup",), ("backspace", "ctrl+z", "ctrl+k", "ctrl+z")):
            box.post_message(Paste("가나다라 마바사\n둘째 줄이 길어서 접힌다\n\n셋"))
            await pilot.pause()
            await pilot.press(*keys)
        document = box.wrapped_document
        assert document.height == WrappedDocument(box.document, box.wrap_width).height
