"""The content of issued reports: reading it back gives the report that was written."""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.core.i18n import ENGLISH, KOREAN
from secretariat_tui.core.marks import DONE, LATE
from secretariat_tui.reporting.blocks import Block
from secretariat_tui.reporting.figures import Figure, FigureSource, Span
from secretariat_tui.reporting.issued import UnreadableContentError, content, read_content
from secretariat_tui.reporting.outputs import TEXT_FORMATS, report_text
from secretariat_tui.reporting.report import Report
from secretariat_tui.reporting.snapshot import ReportSnapshot
from secretariat_tui.reporting.sources import SheetRecords
from secretariat_tui.reporting.warnings import ReportWarning
from secretariat_tui.tables.table import Column, RowRecords, Sheet, Table
from tests.reporting.samples import SHEET

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
_IDS = st.tuples(st.integers(0, 2**53)) | st.tuples(_TEXTS)
_SOURCES = st.tuples(st.builds(FigureSource, _TEXTS, _IDS, _TEXTS))
_KINDS = st.sampled_from(
    ["title", "heading", "bullet", "box", "note", "paragraph", "blank", "page"]
)
_SPANS = st.lists(st.builds(Span, _TEXTS, st.none() | st.integers(0, 9)), max_size=3).map(tuple)
_BLOCKS = st.lists(
    st.builds(Block, _KINDS, _SPANS, _TEXTS, st.integers(0, 9), st.none(), _TEXTS), max_size=6
)
_CELLS = st.none() | _TEXTS | st.integers(-(10**15), 10**15) | _DAYS | st.times()
_RECORDS = st.builds(
    SheetRecords,
    _TEXTS,
    st.tuples(_TEXTS),
    st.tuples(_TEXTS),
    st.dictionaries(st.integers(1, 99), st.builds(RowRecords, _TEXTS, st.sets(st.integers(1, 99)))),
)
_REPORTS = st.builds(
    Report,
    _BLOCKS,
    st.lists(st.builds(Figure, _TEXTS, _SOURCES, st.integers(0, 9)), max_size=4),
    st.lists(st.builds(ReportWarning, _TEXTS, st.none() | st.integers(0, 9), _TEXTS), max_size=2),
    st.sampled_from([KOREAN, ENGLISH]),
)
_SNAPSHOTS = st.builds(
    ReportSnapshot,
    _REPORTS,
    _TEXTS,
    _DAYS,
    st.none() | _DAYS,
    st.none() | _DAYS,
    st.booleans(),
    st.dictionaries(_TEXTS, _RECORDS, max_size=2),
    st.integers(0, 2**53),
)


def _table(cells: list[list[Any]]) -> Sheet[list[Any]]:
    columns = (
        Column[list[Any]]("a", "하나", lambda row: row[0], group="묶음", align="center"),
        Column[list[Any]]("b", "둘", lambda row: row[1], group="묶음", width=7, grow=True),
        Column[list[Any]](
            "c", "셋", lambda row: row[2], lambda row: f"<{row[2]}>",
            align="right", personal=True, unit="원",
            mark=lambda row: DONE if row[2] else LATE,
        ),
    )  # fmt: skip
    return Sheet(Table("cells", "표", columns), cells, "(기준: 오늘)", ("하나", "둘"))


@given(_SNAPSHOTS)
def test_reading_back_is_the_identity(snapshot: ReportSnapshot) -> None:
    assert read_content(content(snapshot)) == snapshot


@given(st.lists(st.lists(_CELLS, min_size=3, max_size=3), max_size=4))
def test_a_table_is_read_back_with_every_cell(cells: list[list[Any]]) -> None:
    sheet = _table(cells)
    snapshot = ReportSnapshot(
        Report([Block("table", table=sheet, sheet="a/b")], []), "", date(2023, 4, 19)
    )
    again = read_content(content(snapshot))
    (block,) = again.report.blocks
    assert block.table is not None
    assert [
        [column.value(row) for column in block.table.table.columns] for row in block.table.rows
    ] == cells
    assert [list(map(column.marked, block.table.rows)) for column in block.table.table.columns] == [
        list(map(column.marked, cells)) for column in sheet.table.columns
    ]
    assert content(again) == content(snapshot)
    for name in TEXT_FORMATS:
        assert report_text(again.report, name) == report_text(snapshot.report, name)


def test_the_head_of_a_table_keeps_its_groups() -> None:
    snapshot = ReportSnapshot(Report([Block("table", table=SHEET)], []), "", date(2023, 4, 19))
    html = report_text(read_content(content(snapshot)).report, "html")
    assert 'colspan="2"' in html
    assert html == report_text(snapshot.report, "html")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}', '{"format": 1}', "1" * 9000])
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(UnreadableContentError, match="발행한 보고의 내용을 읽을 수 없습니다"):
        read_content(text)


def test_a_time_of_day_is_read_back() -> None:
    sheet = _table([[time(14, 30), date(2023, 4, 19), 0]])
    snapshot = ReportSnapshot(Report([Block("table", table=sheet)], []), "", date(2023, 4, 19))
    (block,) = read_content(content(snapshot)).report.blocks
    assert block.table is not None
    assert block.table.table.texts(block.table.rows[0]) == ["14:30", "2023. 4. 19.(수)", "<0>"]
