"""A search of a list finds what the columns chosen besides the default ones show."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from secretariat_tui.areas import AREAS, index_sources
from secretariat_tui.areas.programmes import queries as programmes
from secretariat_tui.areas.programmes import store as programme_store
from secretariat_tui.areas.proposals import queries as proposals
from secretariat_tui.areas.proposals import store as proposal_store
from secretariat_tui.areas.schedule import queries as events
from secretariat_tui.areas.schedule import store as event_store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.tables import EVENTS
from secretariat_tui.core.matcher import Matcher
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search.list_query import View
from secretariat_tui.tables.register import Register
from secretariat_tui.tables.row_source import QueryRows
from secretariat_tui.tables.table import Column, search_document
from tests.conftest import TODAY
from tests.tui.desk import desk

REGISTERS = {
    kind.register.table.name: kind.register
    for area in AREAS
    for kind in area.search_kinds()
    if kind.register is not None
}


def found(file: OfficeFile, source: QueryRows[Any], text: str) -> list[int]:
    """Return the ids of the rows that a search finds, which are those on its first page too."""
    ids = list(source.keys(file.reader, View(find=text), lambda _count: True))
    page = source.first_page(file.reader, View(find=text))
    assert [row.id for row in page.rows] == ids[: len(page.rows)]
    return ids


def document(register: Register[Any], further: Sequence[Column[Any]], row: Any) -> str:
    """Return the search keys of what a list shows of a row with further columns."""
    texts = search_document(lambda: [column.text(row) for column in further])
    return f"{register.table.search_document(row)}\n{texts}"


def queries(register: Register[Any], rows: list[Any]) -> Iterator[str]:
    """Yield texts of the further columns, alone and with a text of the default columns."""
    for column in register.table.further:
        texts = {
            text: row for row in rows if (text := column.text(row).strip()) and column.stored_text
        }
        for text, row in list(texts.items())[:4]:
            yield text
            yield text[:3]
            yield f"{text.split()[-1]} {register.table.columns[0].text(row).split(' ')[0]}"
    yield from ("서울", "ㅅㅇ", "없는 말", "1,000", "-")


@pytest.mark.parametrize("name", REGISTERS)
def test_a_search_finds_what_further_columns_show(office: Path, name: str) -> None:
    register = REGISTERS[name]
    with closing(OfficeFile(office, "김주무관", sources=index_sources)) as file:
        file.update_index()
        further = [column for column in register.table.further if column.stored_text]
        source = QueryRows(register.query).with_columns(further)
        rows = list(
            source.rows(file.reader, list(source.keys(file.reader, View(), lambda _n: True)))
        )
        shown = {row.id: document(register, further, row) for row in rows}
        tried = list(dict.fromkeys(queries(register, rows)))
        for text in tried:
            match = Matcher(text)
            expected = [row.id for row in rows if match.matches_key(shown[row.id])]
            assert found(file, source, text) == expected, text


def test_choices_are_found_by_their_names_in_each_language(office: Path) -> None:
    with closing(OfficeFile(office, "김주무관", sources=index_sources)) as file:
        draft = EventDraft("시험", date(2023, 4, 19), category="홍보", visibility="internal")
        number = event_store.add(file, draft)
        file.update_index()
        assert found(file, QueryRows(events.EVENTS), "시험 내부") == []
        source = QueryRows(events.EVENTS).with_columns([EVENTS.column("visibility")])
        for text in ("시험 내부", "Internal 홍보"):
            assert found(file, source, text) == [number]


def test_programmes_are_found_by_the_new_number_of_what_their_main_task_is_part_of(
    office: Path,
) -> None:
    with closing(OfficeFile(office, "김주무관", sources=index_sources)) as file:
        file.update_index()
        source = QueryRows(programmes.programmes_query(TODAY))
        before = found(file, source, "5-1")
        assert before
        sections = programmes.section_names(file.reader)
        (whole,) = (each for each in sections if (each.number, each.part_of_id) == (5, None))
        stored = programmes.section(file.reader, whole.id)
        assert stored is not None
        draft = stored.draft._replace(number=8)
        programme_store.SECTIONS.change(file, whole.id, stored.rev, draft)
        file.update_index()
        assert found(file, source, "5-1") == []
        assert found(file, source, "8-1") == before


def test_what_a_secret_record_hides_is_not_found(office: Path) -> None:
    with closing(OfficeFile(office, "김주무관", sources=index_sources)) as file:
        draft = EventDraft("면담", date(2023, 4, 19), note="숨긴 말")
        event_store.add(file, draft._replace(visibility="secret"))
        shown = event_store.add(file, draft)
        file.update_index()
        source = QueryRows(events.EVENTS).with_columns([EVENTS.column("note")])
        assert found(file, source, "숨긴 말") == [shown]


async def test_a_column_chosen_on_the_screen_is_searched(office: Path) -> None:
    with closing(OfficeFile(office, "김주무관", sources=index_sources)) as file:
        row = proposals.names(file.reader)[0]
        stored = proposals.proposal(file.reader, row.id)
        assert stored is not None
        draft = stored.draft._replace(dept="야간관광팀")
        proposal_store.change(file, row.id, stored.rev, draft)
    async with desk(office, (160, 40), area="proposals") as there:
        await there.press("slash")
        assert "찾는 기록이 없습니다" in await there.type("야간관광")
        await there.press("escape", "f7")
        await there.press(*["down"] * 11, "space", "enter", "slash")
        shown = await there.type("야간관광")
        assert "야간관광팀" in shown
        assert row.number in shown


def test_an_index_begins_with_every_record_and_those_that_were_deleted(office: Path) -> None:
    with closing(OfficeFile(office, "김주무관", sources=index_sources)) as file:
        deleted = event_store.add(file, EventDraft("지운 일정", date(2023, 4, 19)))
        event_store.delete(file, deleted)
        tables = {table for (table,) in file.reader.tuples("SELECT DISTINCT tbl FROM change")}
        for kind in (kind for area in AREAS for kind in area.search_kinds()):
            texts, table = kind.record_texts, kind.record_texts.record.table
            ids = {number for (number,) in file.reader.tuples(f"SELECT id FROM {table}")}
            gone = {deleted} if table == "event" else set()
            for after in (0, -1):
                assert texts.changed_ids(file.reader, after, tables) >= ids | gone
            assert ids or table not in tables
            assert texts.changed_ids(file.reader, 1, tables) <= texts.changed_ids(
                file.reader, 0, tables
            )
