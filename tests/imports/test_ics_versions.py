"""Newer versions and cancellations of many events in one calendar file, and what follows them."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from secretariat_tui.areas.attached.records import Task
from secretariat_tui.areas.schedule import queries, store
from secretariat_tui.areas.schedule.model import EventDraft, StepDraft
from secretariat_tui.areas.schedule.records import Event
from secretariat_tui.areas.schedule.store import EVENT_IMPORT
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.imports import calendar_versions, writing
from secretariat_tui.imports.progress import ImportProgress
from secretariat_tui.imports.reading import read_file
from secretariat_tui.imports.writing import ImportResult, write
from tests.conftest import TODAY

_FIRST = date(2023, 4, 20)
_EVENTS = 12


def _calendar(events: list[str], head: str = "") -> str:
    blocks = "".join(f"BEGIN:VEVENT\n{each}\nEND:VEVENT\n" for each in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{blocks}END:VCALENDAR\n"


def _import(
    file: OfficeFile, folder: Path, events: list[str], head: str = ""
) -> ImportResult[EventDraft]:
    path = folder / "일정.ics"
    path.write_text(_calendar(events, head), encoding="utf-8")
    return write(file, EVENT_IMPORT, read_file(path, EVENT_IMPORT, file.reader, TODAY))


def _event(number: int, sequence: int, later: int = 0, description: str = "주재: 시장") -> str:
    """Return an event; the first three are tentative in their first version."""
    day = _FIRST + timedelta(number + later)
    status = "TENTATIVE" if number < 3 and not sequence else "CONFIRMED"
    return (
        f"UID:{number}@a\nSEQUENCE:{sequence}\nSUMMARY:회의 {number}\nDTSTART:{day:%Y%m%d}T100000\n"
        f"DTEND:{day:%Y%m%d}T110000\nSTATUS:{status}\nDESCRIPTION:{description}"
    )


def _shown(file: OfficeFile) -> list[tuple[str, str, str]]:
    rows = queries.agenda(file.reader, date(2023, 4, 1), date(2023, 6, 30))
    return [(str(each.starts_on), each.title, each.status) for each in rows]


def _lines(file: OfficeFile) -> list[str]:
    """Return the lines of the first event and the last."""
    found = [queries.event(file.reader, number) for number in (1, _EVENTS)]
    return [line.text for each in found if each for line in each.draft.lines]


def test_newer_versions_of_many_are_one_edit_that_an_undo_takes_back(
    file: OfficeFile, tmp_path: Path
) -> None:
    _import(file, tmp_path, [_event(number, 0) for number in range(_EVENTS)])
    before = _shown(file)
    assert _lines(file) == ["시장", "시장"]
    newer = [_event(number, 1, later=7, description="배석: 비서") for number in range(_EVENTS)]
    newer[-1] = newer[-1].replace("배석: 비서", "배석: 비서\\n참석: 국장")
    assert len(_import(file, tmp_path, newer).changes) == _EVENTS
    assert _shown(file) == [
        (str(_FIRST + timedelta(number + 7)), f"회의 {number}", "confirmed")
        for number in range(_EVENTS)
    ]
    assert _lines(file) == ["비서", "비서", "국장"]
    assert not _import(file, tmp_path, newer).written
    assert file.undo()
    assert (_shown(file), _lines(file)) == (before, ["시장", "시장"])


def test_the_progress_counts_newer_versions_after_new_events(
    file: OfficeFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_BATCH", 4)
    monkeypatch.setattr(calendar_versions, "_BATCH", 4)
    _import(file, tmp_path, [_event(number, 0) for number in range(_EVENTS)])
    newer = [_event(number, 1) for number in range(2 * _EVENTS)]
    shown: list[int] = []
    advance = ImportProgress.advance

    def record(self: ImportProgress, rows: int) -> None:
        shown.append(rows)
        advance(self, rows)

    monkeypatch.setattr(ImportProgress, "advance", record)
    path = tmp_path / "일정.ics"
    path.write_text(_calendar(newer), encoding="utf-8")
    parsed = read_file(path, EVENT_IMPORT, file.reader, TODAY)
    shown.clear()
    write(file, EVENT_IMPORT, parsed)
    assert shown[-7:] == [0, 4, 8, 12, 12, 16, 20]


def test_tasks_and_other_candidates_follow_a_newer_version(
    file: OfficeFile, tmp_path: Path
) -> None:
    _import(file, tmp_path, [_event(number, 0) for number in range(_EVENTS)])
    with file.edit("할 일") as session:
        for number, days in ((4, -2), (5, None)):
            due = _FIRST + timedelta(number - 1 - 2)
            session.add(Task(parent="event", parent_id=number, text="자료", due_on=due, days=days))
        for each in session.exec(select(Event).where(Event.status == "hold")):
            each.hold_group = "만찬"
    newer = [_event(number, 1, later=7) for number in (0, 3, 4)]
    assert len(_import(file, tmp_path, newer).changes) == 3
    statuses = {title: status for _day, title, status in _shown(file)}
    assert [statuses[f"회의 {number}"] for number in range(4)] == [
        "confirmed", "cancelled", "cancelled", "confirmed",
    ]  # fmt: skip
    stored = file.reader.tuples("SELECT due_on FROM task ORDER BY id")
    assert [*stored] == [("2023-04-28",), ("2023-04-22",)]


def test_what_other_programs_do_not_have_stays(file: OfficeFile, tmp_path: Path) -> None:
    _import(file, tmp_path, [_event(3, 0)])
    stored = queries.event(file.reader, 1)
    assert stored
    steps = (StepDraft(0, "개회"), StepDraft(10, "축사"))
    ours: dict[str, Any] = {"travel_before": 20, "role": "축사", "steps": steps}
    store.change(file, 1, 1, stored.draft._replace(**ours))
    _import(file, tmp_path, [_event(3, 1, later=1)])
    stored = queries.event(file.reader, 1)
    assert stored
    assert stored.draft.starts_on == _FIRST + timedelta(4)
    assert {key: getattr(stored.draft, key) for key in ours} == ours


def test_a_message_cancels_several_occurrences_of_a_series(
    file: OfficeFile, tmp_path: Path
) -> None:
    weekly = f"{_event(3, 0)}\nRRULE:FREQ=WEEKLY;COUNT=4"
    _import(file, tmp_path, [weekly])
    off = [
        f"UID:3@a\nSEQUENCE:1\nRECURRENCE-ID:2023{day}T100000\nDTSTART:2023{day}T100000"
        for day in ("0430", "0507")
    ]
    assert len(_import(file, tmp_path, off, "METHOD:CANCEL\n").changes) == 2
    assert [day for day, _title, _status in _shown(file)] == ["2023-04-23", "2023-05-14"]
    assert not _import(file, tmp_path, off, "METHOD:CANCEL\n").written


def test_a_newer_series_and_the_cancellation_of_an_occurrence_come_in_one_file(
    file: OfficeFile, tmp_path: Path
) -> None:
    _import(file, tmp_path, [f"{_event(3, 0)}\nRRULE:FREQ=WEEKLY;COUNT=4"])
    newer = f"{_event(3, 1)}\nRRULE:FREQ=WEEKLY;COUNT=3"
    off = "UID:3@a\nSEQUENCE:1\nRECURRENCE-ID:20230430T100000\nDTSTART:20230430T100000\nSTATUS:CANCELLED"
    _import(file, tmp_path, [newer, off])
    confirmed = [day for day, _title, status in _shown(file) if status != "cancelled"]
    assert confirmed == ["2023-04-23", "2023-05-07"]
