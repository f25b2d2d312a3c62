"""A table on its way to other programs: what goes out is what was in."""

import csv
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.text import clean
from secretariat_tui.tables import export, formats
from secretariat_tui.tables.export_progress import ExportCancelled, ExportProgress
from secretariat_tui.tables.table import Column, Sheet, Table


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
            csv.reader(io.StringIO(export.text(sheet, form), newline=""), delimiter=delimiter)
        )
        assert lines[0] == ["이름", "금액", "날짜"]
        assert [line[0] for line in lines[1:]] == [
            formats.escape_formula(clean(name)) for name in names
        ]


@given(st.lists(st.text(st.sampled_from('가a1 ,"=-+＋@\t\n\r△\x0b'), max_size=4), max_size=4))
def test_lines_that_need_no_quotes_are_those_of_the_csv_module(names: list[str]) -> None:
    for columns in (TABLE.columns, TABLE.columns[:1]):
        sheet = Sheet(Table("rows", "표", columns), [Row(name) for name in names])
        for form, delimiter in (("tsv", "\t"), ("csv", ",")):
            out = io.StringIO()
            writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
            for name in names:
                writer.writerow([formats.escape_formula(clean(name)), "", ""][: len(columns)])
            assert export.text(sheet, form, header=False) == out.getvalue()


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("+82-2-120", "'+82-2-120"), ("-1,200", "-1,200"), ("@x", "'@x"), (" =x", "' =x"), ("＝x", "'＝x"),
     ("12.5%", "12.5%"), ("가", "가"), ("-", "-"), ("--", "--"), (" - ", " - "), ("－", "－"), ("- 없음", "'- 없음"), ("－1", "'－1"), ("＋82", "'＋82"), ("＠x", "'＠x"),
     ("+5", "+5"), ("가=1+1", "가=1+1"), ("A=1", "A=1"), ("1=2", "1=2"), ("\t=1", "'\t=1"), ("가\n=1", "가\n=1"), ("-1200.5", "-1200.5"), ("-1+1", "'-1+1"), ("\u3000=1", "'\u3000=1"), ("-1e5", "'-1e5"), ("", "")],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_guarded(text: str, cell: str) -> None:
    assert formats.escape_formula(text) == cell


def test_guarded_cells_are_counted_and_said(tmp_path: Path) -> None:
    sheet = Sheet(TABLE, [Row("=1+1", -5), Row("-7"), Row("@x"), Row("가=1"), Row("A1=2")])
    for form, count in (("tsv", 2), ("csv", 2), ("html", 0), ("json", 0), ("md", 0)):
        progress = export.write(sheet, tmp_path / f"a.{form}", form, force=False)
        assert (progress.rows, progress.escaped) == (5, count)
    assert ExportProgress(escaped=2).remarks() == "수식으로 읽힐 칸 2개 앞에 '를 붙였습니다."
    assert ExportProgress().remarks() == ""


@pytest.mark.parametrize("form", [form for form in export.FORMATS if form != "xlsx"])
def test_the_header_can_be_left_out(form: str) -> None:
    titled, bare = (export.text(SHEET, form, header=header) for header in (True, False))
    assert "기준" in titled or "금액" in titled
    assert "기준" not in bare
    assert "금액" not in bare
    assert "01234" in bare
    if form == "json":
        assert json.loads(bare) == json.loads(titled)["rows"]


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_cp949_is_what_korean_excel_of_old_reads(tmp_path: Path, form: str, delimiter: str) -> None:
    path = tmp_path / f"a.{form}"
    sheet = Sheet(TABLE, [Row("힣, 똠방 ①–②", 1_000)])
    export.write(sheet, path, form, force=False, encoding="cp949")
    lines = list(csv.reader(io.StringIO(path.read_bytes().decode("cp949")), delimiter=delimiter))
    won = {"csv": "1000", "tsv": "1,000"}[form]
    assert lines == [["이름", "금액", "날짜"], ["힣, 똠방 ①―②", won, ""]]


def test_a_spreadsheet_can_add_what_csv_and_tsv_hold() -> None:
    rows = [Row("취소", -52_000, date(2023, 4, 19)), Row("지출", 35_000)]
    sheet = Sheet(TABLE, rows)
    assert export.text(sheet, "csv").splitlines()[1:] == ["취소,-52000,2023-04-19", "지출,35000,"]
    assert export.text(sheet, "tsv").splitlines()[1:] == [
        "취소\t-52,000\t2023. 4. 19.(수)",
        "지출\t35,000\t",
    ]
    assert "△52,000" in export.text(sheet, "html")  # for documents


@pytest.mark.parametrize(("header", "count"), [(True, 0), (False, 2_500)])
def test_a_letter_that_cp949_lacks_is_found_and_nothing_is_written(
    tmp_path: Path, header: bool, count: int
) -> None:
    table = Table("t", "표", (*TABLE.columns, Column("memo", "메모", lambda row: row.name)))
    sheet = Sheet(table, [*[Row("가")] * count, Row('"가, 나"'), Row("ㄱ"), Row("좋아요😀")])
    with pytest.raises(UserError) as found:
        export.write(sheet, tmp_path / "a.csv", "csv", force=False, header=header, encoding="cp949")
    assert found.value.message == "CP949에 없는 글자가 있습니다: 😀"
    assert found.value.location == f"{count + 3}행, 이름"
    assert list(tmp_path.iterdir()) == []


def test_the_column_of_a_missing_letter_is_told_behind_quotes(tmp_path: Path) -> None:
    memo: Column[Row] = Column("memo", "메모", lambda _row: "끝 ☕")
    table = Table("t", "표", (*TABLE.columns, memo))
    with pytest.raises(UserError) as found:
        export.write(
            Sheet(table, [Row('"가", 나', 1_000)]), tmp_path / "a.csv", "csv",
            force=False, encoding="cp949",
        )  # fmt: skip
    assert found.value.location == "1행, 메모"


def test_cp949_is_for_separated_values_only(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="CSV와 TSV"):
        export.write(SHEET, tmp_path / "a.html", "html", force=False, encoding="cp949")
    assert list(tmp_path.iterdir()) == []


class _Endless(Sequence[Row]):
    """Rows that a person stops while they go out."""

    def __init__(self, progress: ExportProgress) -> None:
        self.progress, self.reader = progress, 0

    def __len__(self) -> int:
        return 1_000_000

    def __getitem__(self, index: object) -> Any:
        self.reader += 1
        self.progress.cancelled = self.reader > 2_500
        return Row(f"{self.reader}")


@pytest.mark.parametrize("form", export.FORMATS)
def test_what_is_stopped_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # where openpyxl keeps its rows
    progress = ExportProgress()
    rows = _Endless(progress)
    with pytest.raises(ExportCancelled):
        export.write(
            Sheet(TABLE, rows), tmp_path / f"a.{form}", form, force=False, progress=progress
        )
    assert (progress.rows, rows.reader) == (2_500, 3_000)
    assert list(tmp_path.iterdir()) == []


def test_json_keeps_values_as_data() -> None:
    rows = json.loads(export.text(SHEET, "json"))["rows"]
    assert rows[0] == {"name": "01234", "won": -1200, "day": "2023-04-19"}
    assert rows[2] == {"name": "=1+1", "won": 5, "day": None}


def test_markdown_keeps_its_cells_apart() -> None:
    text = export.text(SHEET, "md")
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
    parser.feed(export.text(Sheet(TABLE, [Row("<script>x</script>&")]), "html"))
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


def test_a_workbook_keeps_text_as_text_and_types_the_rest(tmp_path: Path) -> None:
    names = ["007", "3-4", "=1+1", "+82-2-120", "1,200", "\x07종\x00", "가\n나", "가" * 40_000, ""]
    rows = [Row(name, 10**15, date(1900, 1, 1)) for name in names]
    path = tmp_path / "표.xlsx"
    progress = export.write(Sheet(TABLE, rows), path, "xlsx", force=False)
    page = openpyxl.load_workbook(path).active
    assert page is not None
    reader = list(page.iter_rows())
    assert [cell.value for cell in reader[0]] == ["이름", "금액", "날짜"]
    kept = [clean(name, multiline=True)[:32_767] or None for name in names]
    assert [row[0].value for row in reader[1:]] == kept
    assert {row[0].data_type for row in reader[1:-1]} == {"s"}
    assert {row[1].value for row in reader[1:]} == {10**15}
    assert {(row[2].data_type, str(row[2].value)) for row in reader[1:]} == {
        ("d", "1900-01-01 00:00:00")
    }
    assert progress.truncated == 1
    assert "너무 긴 칸 1개" in progress.remarks()


def test_a_workbook_can_do_without_a_header_and_with_any_title(tmp_path: Path) -> None:
    path = tmp_path / "표.xlsx"
    table = Table("t", "[표]/'" * 9, TABLE.columns)
    export.write(Sheet(table, [Row("가")]), path, "xlsx", force=False, header=False)
    page = openpyxl.load_workbook(path).active
    assert page is not None
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [["가"]]


_FULL = """
import resource, sys
from pathlib import Path
from secretariat_tui.core.errors import FileError
from secretariat_tui.tables import export
from secretariat_tui.tables.table import Column, Sheet, Table
most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, most[1]))
table = Table("t", "표", (Column("n", "번호", lambda row: f"{row * 7919 % 99991}"),))
try:
    export.write(Sheet(table, range(200_000)), Path(sys.argv[1]), sys.argv[2], force=False)
except FileError as problem:
    print(problem.message)
resource.setrlimit(resource.RLIMIT_FSIZE, most)  # what measures coverage writes at the end
"""


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_disk_that_fills_up_is_one_error_and_leaves_no_file(tmp_path: Path, form: str) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", _FULL, str(tmp_path / f"a.{form}"), form],
        capture_output=True, text=True, check=True, timeout=60, env={**os.environ, "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert done.stdout == "파일을 쓸 수 없습니다: File too large\n"
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_has_times_and_dates_as_excel_counts_them(tmp_path: Path) -> None:
    days = [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(2199, 12, 31)]
    table: Table[int] = Table(
        "t",
        "표",
        (
            Column("day", "날짜", lambda row: days[row]),
            Column("at", "시각", lambda row: time(row * 7, 59)),
            Column("none", "없음", lambda _row: None),
            *(Column(f"c{n}", f"열{n}", lambda row: row * 29) for n in range(30)),
        ),
    )
    path = tmp_path / "표.xlsx"
    export.write(Sheet(table, range(4)), path, "xlsx", force=False)
    page = openpyxl.load_workbook(path).active
    assert page is not None
    rows = list(page.iter_rows(min_row=2, values_only=True))
    assert [str(row[0])[:10] for row in rows] == [str(day) for day in days]
    assert [row[1] for row in rows] == [time(n * 7, 59) for n in range(4)]
    assert [row[2] for row in rows] == [None] * 4
    assert page["AG5"].value == 3 * 29
    assert page.freeze_panes == "A2"


def test_more_rows_than_excel_has_are_refused(tmp_path: Path) -> None:
    rows = range(1_048_576)
    with pytest.raises(UserError, match="1,048,576행"):
        export.write(Sheet(TABLE, rows), tmp_path / "a.xlsx", "xlsx", force=False)
    assert list(tmp_path.iterdir()) == []


def test_a_page_of_html_has_its_encoding_and_leaves_numbers_to_be_summed() -> None:
    page = export.text(Sheet(TABLE, [Row("3-4", 1_200), Row("=1+1", -5)]), "html")
    assert page.index('<meta charset="utf-8">') < page.index("표")
    assert page.count("<html>") == page.count("</html>") == page.count("</table>") == 1
    assert '<td style="text-align:right">1,200</td>' in page
    assert """<td style="text-align:left;mso-number-format:'\\@'">3-4</td>""" in page
    assert """<td style="text-align:right;mso-number-format:'\\@'">△5</td>""" in page


@given(st.lists(st.text(alphabet="가a1①‘ㅎ ", max_size=6), min_size=1, max_size=4))
def test_columns_of_a_plain_table_are_straight(names: list[str]) -> None:
    lines = export.text(Sheet(TABLE, [Row(name, 5) for name in names]), "txt").splitlines()[3:]
    assert len({cell_len(line.rstrip()) for line in lines}) == 1


def test_a_plain_table_is_as_wide_as_its_content() -> None:
    long = "가" * 300
    shown = export.text(Sheet(TABLE, [Row(long)]), "txt")
    assert long in shown
    assert "\x1b" not in shown
    assert "내용이 없습니다." in export.text(Sheet(TABLE, []), "txt")


@given(st.lists(st.text("~&lt;|*_`#<>[]()!-+=\\가 a1.:", max_size=12), min_size=1, max_size=4))
def test_markdown_shows_what_was_typed(names: list[str]) -> None:
    names = [" ".join(name.split()) for name in names]
    sheet = Sheet(TABLE, [Row(name) for name in names], " ".join(names), tuple(names))
    renderer = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    page = _Texts()
    page.feed(renderer.render(export.text(sheet, "md")))
    assert [row[0] for row in page.rows[1:]] == names


class _Texts(HTMLParser):
    """Collects the text of each table cell."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1] += data


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("~~취소~~ ~1~", r"\~\~취소\~\~ \~1\~"),
        ("&lt;b&gt;", r"\&lt;b\&gt;"),
        ("#1 *a* _b_ `c` [d] <e> f|g", r"\#1 \*a\* \_b\_ \`c\` \[d\] \<e\> f\|g"),
        ("https://a.kr/b_c www.a.kr/b_c", r"https\://a.kr/b\_c www\.a.kr/b\_c"),
        ("$100", "$100"),
        ("$100, $200", "<span>$</span>100, <span>$</span>200"),
    ],
)
def test_markdown_is_escaped_for_github(text: str, cell: str) -> None:
    lines = export.text(Sheet(TABLE, [Row(text)]), "md").splitlines()
    assert lines[-1] == f"| {cell} |  |  |"
