"""A list of lines that was filled while it was low."""

from pathlib import Path

from tests.tui.desk import desk


async def test_the_lines_above_the_cursor_come_back_when_there_is_room(office: Path) -> None:
    async with desk(office, (80, 7)) as there:
        assert " 일정\n" not in there.text()
        assert " 일정\n" in await there.resize(80, 24)
