"""Typing: keys that arrive late reach the field they were typed for, and the cursor is where typing goes."""

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, TextArea

from secretariat_tui.tui.dialogs.form import Form
from tests.tui.desk import Desk, desk


def _value(there: Desk, key: str) -> str:
    assert isinstance(there.app.screen, Form)
    return there.app.screen.query_one(f"#edit-{key}", Input).value


def _late(key: str, seconds: float) -> events.Key:
    event = events.Key(key, key if len(key) == 1 else None)
    event.time += seconds  # as the terminal stamps what was typed while the program stood still
    return event


@pytest.mark.parametrize("seconds", [0, 0.9, 1.1, 2, 60])
async def test_late_keys_reach_the_fields_of_a_form_that_is_about_to_open(
    office: Path, seconds: float
) -> None:
    async with desk(office, area="schedule") as there:
        there.app.post_message(events.Key("insert", None))
        for key in ("새", "한", "동", "tab", "tab", "9", "시", "tab", "tab", "구", "청"):
            there.app.post_message(_late(key, seconds))
        await there.settle()
        assert (_value(there, "title"), _value(there, "starts_at")) == ("새한동", "9시")
        assert _value(there, "place") == "구청"


async def test_what_is_typed_while_a_form_is_saved_is_for_the_screen_behind(office: Path) -> None:
    async with desk(office, area="agreements") as there:
        await there.press("f2")
        shown = await there.burst("!", "ctrl+s", "3")
        assert "[3 예산]" in shown
        await there.press("5", "f2")
        assert _value(there, "name").endswith("업무협약!") or _value(there, "name").startswith("!")
        assert "3" not in _value(there, "name")


async def test_what_is_typed_before_the_terminal_loses_the_focus_is_kept(office: Path) -> None:
    async with desk(office, area="schedule") as there:
        for event in (
            events.Key("insert", None),
            events.Key("동", "동"),
            events.AppBlur(),
            events.AppFocus(),
            events.Key("장", "장"),
        ):
            there.app.post_message(event)
        await there.settle()
        assert _value(there, "title") == "동장"


async def test_what_is_typed_before_a_click_stays_in_its_field(office: Path) -> None:
    async with desk(office, (100, 30), area="schedule") as there:
        await there.press("insert")
        form = there.app.screen
        x, y = form.query_one("#edit-place").region.offset
        mouse = {"x": x + 1, "y": y, "delta_x": 0, "delta_y": 0, "button": 1, "shift": False, "meta": False, "ctrl": False}  # fmt: skip
        for event in (
            events.Key("동", "동"),
            events.MouseDown(None, **mouse),  # type: ignore[arg-type]
            events.MouseUp(None, **mouse),  # type: ignore[arg-type]
            events.Key("청", "청"),
        ):
            there.app.post_message(event)
        await there.settle()
        assert (_value(there, "title"), _value(there, "place")) == ("동", "청")


def _assert_cursor_in_field(there: Desk) -> None:
    field = there.app.focused
    assert isinstance(field, Input | TextArea)
    assert there.app.cursor_position == field.cursor_screen_offset
    assert field.region.contains_point(there.app.cursor_position)
    if isinstance(field, Input) and field.value.isascii():
        assert there.app.cursor_position.x == field.content_region.x + field.cursor_position


@pytest.mark.parametrize("area", ["schedule", "budget", "proposals", "agreements"])
async def test_the_cursor_is_in_the_search_field_at_once(office: Path, area: str) -> None:
    async with desk(office, (100, 30), area=area) as there:
        await there.press("slash")
        _assert_cursor_in_field(there)
        await there.press("escape", "ctrl+k")
        _assert_cursor_in_field(there)
        await there.press("escape", "ctrl+p")
        _assert_cursor_in_field(there)


@pytest.mark.parametrize("area", ["schedule", "proposals", "agreements"])
async def test_the_cursor_is_in_each_field_of_a_form(office: Path, area: str) -> None:
    async with desk(office, (80, 24), area=area) as there:
        await there.press("insert")
        visited = []
        for _field in there.app.screen.focus_chain:
            if isinstance(there.app.focused, Input | TextArea):
                _assert_cursor_in_field(there)
                visited.append(there.app.cursor_position)
            await there.press("tab")
        assert len(visited) > 5
