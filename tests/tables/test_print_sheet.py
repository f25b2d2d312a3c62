"""A table on a terminal: as Rich prints it, at any width."""

import random
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from secretariat_tui.core.marks import Mark
from secretariat_tui.tables import terminal
from secretariat_tui.tables.print_sheet import print_sheet
from secretariat_tui.tables.table import Align, Column, Sheet, Table

_LETTERS = "가나다라마 abc 1,234 　é漢字-. △①ｱ"
_ALIGNS: tuple[Align, ...] = ("left", "right", "center")
_MARKS = (Mark("✓", "good"), Mark("!", "warn"), Mark("·", ""), Mark("✗", "bad"))


def _text(chance: random.Random) -> str:
    return "".join(chance.choices(_LETTERS, k=chance.choice((0, 2, 8, 40))))


def _column(at: int, chance: random.Random) -> Column[Any]:
    def value(row: tuple[str, ...]) -> str:
        return row[at]

    def mark(row: tuple[str, ...]) -> Mark:
        return _MARKS[len(row[at]) % len(_MARKS)]

    align = chance.choice(_ALIGNS)
    return Column(
        f"c{at}", _text(chance) or "제목", value, align=align, mark=chance.choice((None, mark))
    )


def _sheet(seed: int) -> Sheet[Any]:
    chance = random.Random(seed)
    columns = tuple(_column(at, chance) for at in range(chance.randint(1, 6)))
    rows = [tuple(_text(chance) for _each in columns) for _row in range(chance.randint(1, 12))]
    return Sheet(Table("t", "표", columns), rows)


def _console(width: int) -> Console:
    return Console(file=StringIO(), width=width, force_terminal=True, color_system="standard")


def _written(console: Console) -> str:
    file = console.file
    assert isinstance(file, StringIO)
    return file.getvalue()


@pytest.mark.parametrize("width", [5, 20, 60, 100, 200])
@pytest.mark.parametrize("header", [True, False])
def test_a_table_looks_as_rich_prints_it(width: int, header: bool) -> None:
    for seed in range(20):
        sheet = _sheet(seed)
        ours, theirs = _console(width), _console(width)
        print_sheet(sheet, ours, header=header)
        if header:
            theirs.print("[bold]표[/]   ")
        theirs.print(terminal.rich_table(sheet, header=header))
        expected, shown = _written(theirs), _written(ours)
        assert shown.splitlines()[header:] == expected.splitlines()[header:]


def test_a_long_text_is_folded_in_its_column() -> None:
    columns = (
        Column[tuple[str, int]]("place", "곳", lambda row: row[0]),
        Column[tuple[str, int]]("n", "건수", lambda row: row[1], align="right"),
    )
    console = Console(file=StringIO(), width=16)
    rows = [("대전광역시 둔산동", 1200), ("제주", 3)]
    print_sheet(Sheet(Table("t", "표", columns), rows), console)
    assert [line.rstrip() for line in _written(console).splitlines()[1:]] == [
        "곳          건수",
        "────────────────",
        "대전광역   1,200",
        "시",
        "둔산동",
        "제주           3",
    ]
