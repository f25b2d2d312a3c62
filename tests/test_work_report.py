"""The work report that the sample's template writes is the published one, and every figure comes from a register.

source: 서울특별시장비서실 주요업무보고, 2023. 5.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

from secretariat_tui.areas import AREAS
from secretariat_tui.core import i18n
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.reporting import library
from secretariat_tui.reporting.blocks import Block
from secretariat_tui.reporting.report import Report, write_report
from secretariat_tui.reporting.sources import ReportData, named_sheets
from secretariat_tui.tables.table import Period, head_lines
from secretariat_tui.tui.keys.area import audit_tables

SOURCE = Path(__file__).parent / "reporting" / "work-report-2023-05.txt"
TEMPLATE = "주요업무보고"
PERIOD = Period(date(2023, 4, 19), date(2022, 7, 1), date(2023, 4, 30))
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
MARKS = re.compile(r"^(?:[□○●ㅇ·▶*※-]\s+)+")


class Difference(NamedTuple):
    """Lines of the source that the report prints otherwise, and why."""

    lines: tuple[int, ...]
    printed: tuple[str, ...]
    reason: str


def _same(*numbers: int, reason: str, change: tuple[str, str]) -> Difference:
    """Return the exception for lines that differ in a part."""
    lines = SOURCE.read_text(encoding="utf-8").split("\n")
    printed = tuple(plain(lines[number - 1]).replace(*change) for number in numbers)
    return Difference(numbers, printed, reason)


def plain(line: str) -> str:
    """Return a line without the marks before it, emphasis and repeated blanks."""
    return " ".join(MARKS.sub("", line.replace("**", "").strip()).split())


PAGE = "the page numbers of the contents are those of the printed document"
PICTURE = "the caption of a picture"
READING = "a misreading of the scanned source, corrected in the register"
WRAPPED = "one line of the source wraps on the page"
DIFFERENCES = (
    Difference((13,), (), PAGE),
    Difference((17,), (), PAGE),
    _same(51, reason=PAGE, change=(" 5", "")),
    Difference(
        (53,),
        ("② 對 정부 정책협의 및 지자체 교류협력 강화",),
        f"{PAGE}; the title is that of the task, which the contents misprint",
    ),
    _same(55, reason=PAGE, change=(" 9", "")),
    _same(57, reason=PAGE, change=(" 11", "")),
    _same(59, reason=PAGE, change=(" 13", "")),
    Difference(
        (129, 131), ("2 對 정부 정책협의 및 지자체 교류협력 강화",), "the number is above the title"
    ),
    _same(152, reason=READING, change=("강통", "깡통")),
    _same(158, reason=READING, change=("부응", "부흥")),
    Difference(
        (170, 171),
        (
            (
                "협약 주요내용 : 고향사랑기부제 활성화 추진, 서울-제주 간 관광·농특산물 교류 확대, "
                "미래모빌리티 UAM 사업 추진협력, 문화·체육·교육분야 교류협력 등"
            ),
        ),
        WRAPPED,
    ),
    Difference(
        (177, 178),
        (
            (
                "협약 주요내용 : 고향사랑기부제 활성화 추진, 도시 디자인정책 교류, "
                "폐기물·신재생에너지분야 공동협력 등"
            ),
        ),
        WRAPPED,
    ),
    *(Difference((number,), (), PICTURE) for number in (223, 227, 231, 235, 380)),
    Difference(
        (245,),
        ("현실 융합공간 : 청소년 멘토링 가상상담실, 120민원 채팅상담, 민원서류 발급 등",),
        READING,
    ),
    _same(
        296,
        reason="the table names the survey as its register does",
        change=("선호도 (", "직원 선호도 조사 ("),
    ),
    _same(
        370, reason="the apostrophe before the year is lost in the scan", change=("(* 24", "('24")
    ),
    _same(
        376, reason="the apostrophe before the year is lost in the scan", change=("(* 23", "('23")
    ),
)


def expected() -> list[str]:
    """Return the lines of the source, with the exceptions as the report prints them."""
    replaced = {each.lines[0]: each.printed for each in DIFFERENCES}
    dropped = {number for each in DIFFERENCES for number in each.lines}
    lines: list[str] = []
    for number, line in enumerate(SOURCE.read_text(encoding="utf-8").split("\n"), start=1):
        if number in replaced:
            lines += replaced[number]
        elif number not in dropped and plain(line):
            lines.append(plain(line))
    return lines


def written(
    reader: Reader, name: str = TEMPLATE, period: Period = PERIOD, folder: Path = Path("/nowhere")
) -> Report:
    """Return a report from one of the templates."""
    template = library.read(library.find(folder, name))
    return write_report(
        template, ReportData(reader, named_sheets(AREAS), audit_tables(AREAS), period)
    )


def printed(report: Report) -> list[str]:
    """Return the lines of a report that are not empty, without their marks; those of tables too."""
    with i18n.language_set(report.language):
        return [line for block in report.blocks for line in _lines(block) if line]


def _lines(block: Block) -> Iterator[str]:
    if block.table is None:
        yield plain(f"{block.mark} {block.text}")
        return
    for head in head_lines(block.table.table.columns):
        yield plain(" ".join(cell.title for cell in head))
    for row in block.table.rows:
        yield plain(" ".join(block.table.table.texts(row)))


def test_the_report_is_the_published_one_line_by_line(office: Path) -> None:
    with closing(Reader(office)) as reader:
        lines = printed(written(reader))
    assert lines == expected()


def test_every_number_of_the_source_is_in_its_line(office: Path) -> None:
    with closing(Reader(office)) as reader:
        lines = printed(written(reader))
    numbers = [NUMBER.findall(line) for line in expected()]
    assert [NUMBER.findall(line) for line in lines] == numbers
    assert sum(map(len, numbers)) > 300
