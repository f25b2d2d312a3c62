"""What is made of many rows at once is what is made of each."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.proposals.model import OUTCOMES, STATES
from secretariat_tui.areas.proposals.queries import ProposalRow, inbox_query
from secretariat_tui.areas.proposals.tables import INBOX
from secretariat_tui.areas.report.items_screen import ItemRows
from secretariat_tui.areas.report.model import TallyDraft
from secretariat_tui.areas.report.queries import CountedRow, item_query
from secretariat_tui.areas.report.rules import Window
from secretariat_tui.areas.report.tables import items_table
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.core.pii import mask_names
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import View
from secretariat_tui.tables import export
from secretariat_tui.tables.export_progress import ExportProgress
from secretariat_tui.tables.masking import masked_sheet
from secretariat_tui.tables.register import read_unread
from secretariat_tui.tables.row_source import LazyRows, QueryRows
from secretariat_tui.tables.table import Column, Period, Sheet, SheetSource, Table
from secretariat_tui.tui.keys.area import audit_tables

DAY = date(2023, 4, 19)
TABLES = [(area.name, name) for area in AREAS for name in area.sheets()]


class Row(NamedTuple):
    kind: str | None
    day: date | None
    won: int | None


def _shared(key: str, **options: Any) -> Column[Row]:
    return Column(key, key, attrgetter(key), reads=(key,), **options)


TABLE: Table[Row] = Table("rows", "표", (_shared("kind"), _shared("day"), _shared("won")))


def _alone(columns: Sequence[Column[Any]]) -> tuple[Column[Any], ...]:
    """Return columns that are read row by row."""
    return tuple(replace(column, reads=()) for column in columns)


def test_cells_that_recur_are_quoted_guarded_and_counted_each_time() -> None:
    hostile = ["=1+1", "가,나", '큰 "따옴표"', "줄\n둘째", "-5", "e\u0301\x0b", "'=1", None, ""]
    rows = [Row(kind, None, None) for kind in hostile * 2]
    rows += [Row("가", DAY, -1_234_567), Row("가", date(1, 1, 1), 0), Row("가", DAY, -1_234_567)]
    progress = ExportProgress()
    lines = export.text(Sheet(TABLE, rows), "csv", header=False, progress=progress)
    texts = ["'=1+1", '"가,나"', '"큰 ""따옴표"""', "줄 둘째", "-5", "é\ufffd", "'=1", "", ""]
    assert lines == (
        "".join(f"{text},,\n" for text in texts * 2)
        + "가,2023-04-19,-1234567\n가,0001-01-01,0\n가,2023-04-19,-1234567\n"
    )
    assert (progress.rows, progress.escaped) == (21, 2)
    assert export.text(Sheet(TABLE, rows[-1:] * 2), "tsv", header=False) == (
        "가\t2023. 4. 19.(수)\t-1,234,567\n" * 2
    )


@given(
    st.lists(
        st.builds(
            Row,
            st.none() | st.text(st.sampled_from('가a1 ,"=-+＠\t\n\r△\x0b'), max_size=3),
            st.none() | st.sampled_from([DAY, date.min, date.max]),
            st.none() | st.integers(-2, 2),
        ),
        max_size=9,
    )
)
def test_a_shared_text_is_that_of_each_row(rows: list[Row]) -> None:
    alone = replace(TABLE, columns=_alone(TABLE.columns))
    for form in ("csv", "tsv", "md", "html", "json", "txt"):
        assert export.text(Sheet(TABLE, rows), form) == export.text(Sheet(alone, rows), form)


def test_what_counts_of_one_field_decides_which_rows_share_a_text() -> None:
    column = Column[Row](
        "kind",
        "종류",
        lambda row: (row.kind or "")[:2],
        reads=("kind",),
        shared=lambda kind: kind[:2],
    )
    assert column.texts([Row(kind, None, None) for kind in ("행사장", "행사", "회의")]) == [
        "행사",
        "행사",
        "회의",
    ]


def test_a_row_with_a_name_of_its_own_field_is_masked_by_itself() -> None:
    column = _shared("kind", outside=lambda row: mask_names("홍길동") if row.won else "공개")
    table = Table("rows", "표", (column, _shared("day")))
    rows = [Row("참석", DAY, 1), Row("참석", DAY, None)]
    outside = masked_sheet(Sheet(table, rows))
    assert export.text(outside, "csv", header=False) == "홍○동,2023-04-19\n공개,2023-04-19\n"


_days = st.none() | st.sampled_from([DAY, date(2023, 3, 2), date(2023, 12, 29)])
_proposals = st.builds(
    ProposalRow,
    *(st.just(1), st.just(1), st.just("23-001")),
    title=st.just("제목"),
    channel=st.just("email"),
    theme=st.just(""),
    state=st.sampled_from([*STATES]),
    outcome=st.none() | st.sampled_from([*OUTCOMES]),
    received_on=st.sampled_from([date(2023, 3, 2), date(2023, 4, 17)]),
    closes_on=_days,
    decided_on=_days,
    hold_until=_days,
    paused_on=_days,
    paused_days=st.integers(0, 2),
    round_id=st.none(),
    round=st.none(),
    dept=st.just(""),
    reviewer=st.just(""),
    secret=st.booleans(),
    own_days=st.sampled_from([None, "12023-04-03"]),
    today=st.just(DAY),
    extra=st.just(NO_EXTRA),
)


@given(st.lists(_proposals, min_size=20, max_size=60))
def test_deadlines_of_proposals_are_those_of_each(rows: list[ProposalRow]) -> None:
    for key in ("state", "left"):
        column = INBOX.column(key)
        assert column.texts(rows) == [column.text(row) for row in rows]
        assert column.in_batches(Column.data_of_each)(rows) == [column.data(row) for row in rows]


def _everything(source: SheetSource) -> Period:
    """Return what asks for all rows and columns of a table."""
    further = () if source.table_on else tuple(column.key for column in source.table.further)
    return Period(DAY, columns=further, tables=audit_tables(AREAS), everything=True)


@pytest.mark.parametrize("outside", [False, True], ids=["inside", "outside"])
@pytest.mark.parametrize(("area", "name"), TABLES)
def test_every_table_is_exported_as_row_by_row(
    office: Path, area: str, name: str, *, outside: bool
) -> None:
    source = next(each for each in AREAS if each.name == area).sheets()[name]
    period = _everything(source)
    with closing(Reader(office)) as reader:
        sheet = source.read(reader, period)
    sheet = sheet.with_columns([*(each.key for each in sheet.table.columns), *period.columns])
    alone = replace(sheet, table=replace(sheet.table, columns=_alone(sheet.table.columns)))
    if outside:
        sheet, alone = masked_sheet(sheet), masked_sheet(alone)
    for form in ("csv", "tsv", "json"):
        assert export.text(sheet, form) == export.text(alone, form)


@pytest.mark.parametrize(("area", "name"), TABLES)
def test_columns_of_every_table_read_from_the_file_what_they_declare(
    office: Path, area: str, name: str
) -> None:
    """A column that is exported alone has only the fields that it names."""
    source = next(each for each in AREAS if each.name == area).sheets()[name]
    period = _everything(source)
    with closing(Reader(office)) as reader:
        listed = source.read(reader, period)
        unread = source.read(reader, replace(period, unread=True))
        keys = [*(each.key for each in listed.table.columns), *period.columns]
        assert len(unread.rows) == len(listed.rows)
        assert (unread.basis, unread.notes) == (listed.basis, listed.notes)
        for columns in ([key] for key in keys):
            of_file = read_unread(unread.with_columns(columns))
            of_rows = listed.with_columns(columns)
            for form in ("csv", "tsv", "json"):
                assert export.text(of_file, form) == export.text(of_rows, form)
        of_file, of_rows = read_unread(unread.with_columns(keys)), listed.with_columns(keys)
        for form in ("csv", "tsv", "json", "md", "html", "txt"):
            assert export.text(of_file, form) == export.text(of_rows, form)


@pytest.mark.parametrize("deleted", [0, 1, 1000])
def test_a_list_of_the_screen_is_exported_without_what_was_deleted(
    office: Path, deleted: int
) -> None:
    query = inbox_query(DAY)
    with closing(Reader(office)) as reader:
        rows = list_query.all_rows(reader, query)
    keys = [row.id for row in rows]
    keys[1:1] = range(10_000, 10_000 + deleted)
    lazy = LazyRows(lambda: Reader(office), QueryRows(query), keys)
    for form in ("csv", "tsv", "json", "md", "html", "txt"):
        assert export.text(Sheet(INBOX, lazy), form) == export.text(Sheet(INBOX, rows), form)


def test_the_opening_part_of_a_tally_is_exported_with_its_records(office: Path) -> None:
    query = item_query(TallyDraft("행사", "event"), {}, Window(), DAY)
    assert query
    opening = CountedRow(0, date(2020, 1, 1), "기초 12회", "", "", secret=False, internal=False)
    source = ItemRows(query, opening)
    with closing(Reader(office)) as reader:
        keys = source.keys(reader, View(), lambda _many: True)
        rows = source.rows(reader, keys)
    lazy = LazyRows(lambda: Reader(office), source, keys)
    table = items_table(TallyDraft("행사", "event"))
    text = export.text(Sheet(table, lazy), "csv")
    assert text == export.text(Sheet(table, list(rows)), "csv")
    assert "기초" in text.splitlines()[1]
