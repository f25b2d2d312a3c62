"""A table on its way to other programs: what goes out is what was in."""

import csv
import io
import json
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.tables import export, formats, terminal
from secretariat_tui.tables.table import Column, Sheet, Table
from secretariat_tui.text import clean


class Row(NamedTuple):
    name: str
    won: int | None = None
    day: date | None = None


TABLE: Table[Row] = Table(
    "rows",
    "표",
    (
        Column("name", "이름", lambda row: row.name),
        Column("won", "금액", lambda row: row.won, align="right"),
        Column("day", "날짜", lambda row: row.day, align="center"),
    ),
)
ROWS = [
    Row("01234", -1200, date(2023, 4, 19)),
    Row("3-4"),
    Row("=1+1", 5),
    Row('따옴표"와\t탭|과\n줄'),
]
SHEET = Sheet(TABLE, ROWS, "(기준)", ("비고",))


@given(st.lists(st.text(max_size=12), max_size=5))
def test_separated_values_are_read_as_they_were_written(names: list[str]) -> None:
    sheet = Sheet(TABLE, [Row(name) for name in names])
    for form, delimiter in (("tsv", "\t"), ("csv", ",")):
        lines = list(
            csv.reader(io.StringIO(formats.TEXT[form](sheet), newline=""), delimiter=delimiter)
        )
        assert lines[0] == ["이름", "금액", "날짜"]
        assert [line[0] for line in lines[1:]] == [formats.guarded(clean(name)) for name in names]


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("+82-2-120", "'+82-2-120"), ("-1,200", "-1,200"), ("@x", "'@x"), (" =x", "' =x"), ("＝x", "'＝x"),
     ("12.5%", "12.5%"), ("가", "가"), ("-", "'-")],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_guarded(text: str, cell: str) -> None:
    assert formats.guarded(text) == cell


def test_json_keeps_values_as_data() -> None:
    rows = json.loads(formats.as_json(SHEET))["rows"]
    assert rows[0] == {"name": "01234", "won": -1200, "day": "2023-04-19"}
    assert rows[2] == {"name": "=1+1", "won": 5, "day": None}


def test_markdown_keeps_its_cells_apart() -> None:
    text = formats.markdown(SHEET)
    assert "| 01234 | △1,200 | 2023. 4. 19.(수) |" in text
    assert '| 따옴표"와 탭\\|과 줄 |' in text
    assert "|---|---:|:---:|" in text
    assert "※ 비고" in text


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


def test_html_is_text_and_never_markup() -> None:
    parser = _Cells()
    parser.feed(formats.html(Sheet(TABLE, [Row("<script>x</script>&")])))
    assert parser.cells[3].startswith("<script>x</script>&")


def test_a_workbook_has_numbers_dates_and_text_that_is_not_run(tmp_path: Path) -> None:
    path = tmp_path / "표.xlsx"
    export.write(SHEET, path, "xlsx", force=False)
    page = openpyxl.load_workbook(path).active
    assert page is not None
    rows = list(page.iter_rows(min_row=2))
    assert [cell.value for cell in rows[0]][:2] == ["01234", -1200]
    assert rows[2][0].value == "=1+1"
    assert rows[2][0].data_type == "s"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_plain_table_is_as_wide_as_its_content() -> None:
    long = "가" * 300
    shown = terminal.plain(Sheet(TABLE, [Row(long)]))
    assert long in shown
    assert "\x1b" not in shown
    assert "내용이 없습니다." in terminal.plain(Sheet(TABLE, []))
