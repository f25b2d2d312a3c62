"""Tables with titles of groups above their columns."""

from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook
from rich.console import Console

from secretariat_tui.tables import formats, terminal, workbook
from secretariat_tui.tables.export_progress import ExportProgress
from secretariat_tui.tables.print_sheet import print_sheet
from secretariat_tui.tables.table import Column, HeadCell, Sheet, Table, head_lines


class Line(NamedTuple):
    id: int
    label: str
    counts: tuple[int, int, int]


def _count(key: str, title: str, at: int, group: str = "") -> Column[Line]:
    return Column(
        key,
        title,
        lambda row: row.counts[at],
        lambda row: str(row.counts[at] or "-"),
        align="right",
        group=group,
    )


TABLE: Table[Line] = Table(
    "staff",
    "인력 현황",
    (
        Column("label", "구분", lambda row: row.label),
        _count("all", "소계", 0, "일반직"),
        _count("second", "2급", 1, "일반직"),
        _count("other", "소계", 2, "=별정직<&>"),
    ),
)
SHEET = Sheet(TABLE, [Line(1, "정원", (9, 0, 25)), Line(2, "현원", (11, 1, 21))], "(단위: 명)")


def test_a_group_covers_its_columns_and_other_titles_both_lines() -> None:
    assert head_lines(TABLE.columns) == [
        [HeadCell("구분", 0, lines=2), HeadCell("일반직", 1, 2), HeadCell("=별정직<&>", 3)],
        [HeadCell("소계", 1), HeadCell("2급", 2), HeadCell("소계", 3)],
    ]
    assert head_lines(TABLE.columns[:1]) == [[HeadCell("구분", 0)]]
    apart = (TABLE.columns[1], TABLE.columns[0], TABLE.columns[2])
    assert [cell.title for cell in head_lines(apart)[0]] == ["일반직", "구분", "일반직"]


def test_html_merges_the_cells_of_the_head() -> None:
    text = "".join(formats.html(SHEET, ExportProgress()))
    assert (
        '<thead><tr><th rowspan="2">구분</th><th colspan="2">일반직</th><th>=별정직&lt;&amp;&gt;</th></tr>'
        "<tr><th>소계</th><th>2급</th><th>소계</th></tr></thead>" in text
    )
    assert "<th" not in "".join(formats.html(SHEET, ExportProgress(), header=False))


def test_a_workbook_merges_the_cells_of_the_head(tmp_path: Path) -> None:
    path = tmp_path / "staff.xlsx"
    workbook.write(SHEET, path, ExportProgress())
    page = load_workbook(path).active
    assert page is not None
    assert {str(each) for each in page.merged_cells.ranges} == {"A1:A2", "B1:C1"}
    assert page.freeze_panes == "A3"
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows == [
        ["구분", "일반직", None, "=별정직<&>"],
        [None, "소계", "2급", "소계"],
        ["정원", 9, 0, 25],
        ["현원", 11, 1, 21],
    ]
    assert page["D1"].data_type == "s"
    workbook.write(SHEET, path, ExportProgress(), header=False)
    page = load_workbook(path).active
    assert page is not None
    assert page["A1"].value == "정원"
    assert not page.merged_cells.ranges


def test_text_formats_put_the_group_before_the_title() -> None:
    assert "".join(formats.comma_separated(SHEET, ExportProgress())) == (
        "구분,일반직 소계,일반직 2급,'=별정직<&> 소계\n정원,9,-,25\n현원,11,1,21\n"
    )
    markdown = "".join(formats.markdown(SHEET, ExportProgress())).splitlines()
    assert markdown[2] == r"| 구분 | 일반직 소계 | 일반직 2급 | =별정직\<\&\> 소계 |"


def test_plain_text_has_a_line_of_groups() -> None:
    assert "".join(terminal.plain_text(SHEET, ExportProgress())).splitlines() == [
        "인력 현황  (단위: 명)",
        "       일반직    =별정직<&>",
        "구분  소계  2급        소계",
        "───────────────────────────",
        "정원     9    -          25",
        "현원    11    1          21",
    ]
    assert terminal.aligned_lines(TABLE, SHEET.rows, header=False) == [
        "정원   9  -  25",
        "현원  11  1  21",
    ]


def test_a_terminal_shows_a_group_above_its_first_column() -> None:
    console = Console(width=60, record=True)
    print_sheet(SHEET, console)
    lines = [line.rstrip() for line in console.export_text().splitlines()]
    assert lines[1].split() == ["일반직", "=별정직<&>"]
    assert lines[2].split() == ["구분", "소계", "2급", "소계"]
