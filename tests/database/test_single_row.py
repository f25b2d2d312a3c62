"""Records loaded and changed one by one: as the session would, with one line of history each."""

from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlmodel import Session

from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.records import Event
from secretariat_tui.core.errors import EditConflictError
from secretariat_tui.database.engine.driver import sqlite_connection
from secretariat_tui.database.engine.tables import assign, get
from secretariat_tui.database.file import OfficeFile
from tests.database.states import agreement, ask, assert_sound, dump

DAY = date(2023, 4, 19)
EVENT = EventDraft("착공식", DAY, time(14, 30), all_day=False, busy=False, hold_until=DAY)
LOG = "SELECT tbl, op FROM change WHERE tx = (SELECT max(id) FROM tx) ORDER BY id"


def _values(record: Event) -> dict[str, object]:
    return {name: getattr(record, name) for name in Event.model_fields}


def _reload(session: Session, record: Event) -> dict[str, object]:
    session.refresh(record)
    return _values(record)


def test_a_record_is_loaded_with_the_values_that_the_session_reads(file: OfficeFile) -> None:
    number = schedule.add(file, EVENT)
    with file.edit("보기") as session:
        record = get(session, Event, number)
        assert (record.starts_on, record.starts_at, record.busy) == (DAY, time(14, 30), False)
        assert record not in session.dirty
        assert get(session, Event, number) is record
        loaded = _values(record)
        assert _reload(session, record) == loaded


def test_a_record_is_changed_at_once_to_the_values_that_the_session_reads(file: OfficeFile) -> None:
    number = schedule.add(file, EVENT)
    with file.edit("고침") as session:
        record = get(session, Event, number)
        new = {"starts_at": time(9), "hold_until": None, "busy": True, "title": "준공식"}
        assert assign(record, new)
        assert record not in session.dirty
        changed = _values(record)
        assert {name: changed[name] for name in new} == new
        assert changed["rev"] == 2
        assert _reload(session, record) == changed
        assert not assign(record, new)


def test_what_is_set_before_or_after_is_written_too(file: OfficeFile, path: Path) -> None:
    number = schedule.add(file, EVENT)
    with file.edit("고침") as session:
        record = get(session, Event, number)
        record.place = "시청"
        assign(record, {"title": "준공식"})
        session.flush()
        assign(record, {"note": "비"})
        record.deputy = "부시장"
    rows = "SELECT place, title, note, deputy FROM event"
    assert ask(path, rows) == [("시청", "준공식", "비", "부시장")]
    assert_sound(path)
    file.undo()
    assert ask(path, rows) == [("", "착공식", "", "")]
    assert_sound(path)


def test_a_record_that_another_statement_changed_is_not_overwritten(
    file: OfficeFile, path: Path
) -> None:
    number = schedule.add(file, EVENT)
    before = dump(path)
    with pytest.raises(EditConflictError), file.edit("고침") as session:  # noqa: PT012
        record = get(session, Event, number)
        sqlite_connection(session).execute("UPDATE event SET rev = rev + 1")
        assign(record, {"title": "준공식"})
    assert dump(path) == before


def test_a_new_record_is_written_with_its_columns_only_once(file: OfficeFile, path: Path) -> None:
    with file.edit("추가") as session:
        record = Event(kind="meeting", title="회의", starts_on=DAY, ends_on=DAY)
        session.add(record)
        assign(record, {"place": "시청"})
        assert inspect(record).pending
    assert ask(path, "SELECT title, place, rev FROM event") == [("회의", "시청", 1)]
    assert ask(path, LOG) == [("event", "I")]


def test_a_record_with_its_parts_is_one_change_each(file: OfficeFile, path: Path) -> None:
    number = agreements.add(file, agreement("교류", "경상북도"))
    agreements.change(file, number, 1, agreement("우호", "상주시"))
    assert ask(path, LOG) == [("agreement", "U"), ("participant", "U")]
    agreements.change(file, number, 2, agreement("우호", "경주시"))
    assert ask(path, LOG) == [("participant", "U"), ("agreement", "U")]
    assert ask(path, "SELECT rev FROM agreement") == [(3,)]
    assert_sound(path)
