"""Deterministic files with as many tasks, programmes and contacts as wanted."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from secretariat_tui.areas.attached.records import Participant, Task
from secretariat_tui.areas.people.records import Contact
from secretariat_tui.areas.programmes.records import Programme, Section
from secretariat_tui.database.engine.tables import Record
from tests.data import TODAY, Values, cached, fill, title

_SECTIONS = 20
_DAYS = 7300
_TASK_STATES = ("todo", "doing", "done", "done", "done")
_OWNERS = ("김주무관", "이비서관", "bench")
_PROGRAMME_STATES = ("planned", "running", "done", "done")
_FAMILY_NAMES = "김이박최정강조윤장임"


def registers(folder: Path, size: int) -> Path:
    """Return a file with `size` tasks, programmes and contacts each, created if it does not exist."""
    return cached(folder, f"registers-{size}", __file__, lambda path: fill(path, _records(size)))


def _records(size: int) -> Iterator[tuple[type[Record], Iterator[Values]]]:
    numbers = range(1, size + 1)
    sections = ({"number": n, "title": f"과제 {n}"} for n in range(1, _SECTIONS + 1))
    yield Section, sections
    yield Programme, (_programme(number, size) for number in numbers)
    yield Task, (_task(number, size) for number in numbers)
    yield Contact, map(_contact, numbers)
    yield Participant, (_participant(number, size) for number in range(1, size // 10 + 1))


def _programme(number: int, size: int) -> Values:
    return {
        "name": f"{title(number, size)} 지원",
        "section_id": number % _SECTIONS + 1,
        "starts_on": (TODAY - timedelta(number * 61 % _DAYS)).isoformat(),
        "state": _PROGRAMME_STATES[number % 4],
        "pledge": "공약" if number % 9 == 0 else "",
    }


def _task(number: int, size: int) -> Values:
    """Return a task: two fifths are open, a tenth has no date, half hang on a programme."""
    state = _TASK_STATES[number // 15 % 5]
    day = (TODAY + timedelta(30 - number * 61 % _DAYS)).isoformat()
    return {
        "parent": "programme" if number % 2 else "",
        "parent_id": number if number % 2 else 0,
        "text": title(number, size),
        "state": state,
        "owner": _OWNERS[number % 3],
        "due_on": day if number % 10 != 3 else None,
        "done_on": day if state == "done" else None,
        "evidence": "결과보고" if state == "done" else "",
    }


def _contact(number: int) -> Values:
    """Return a contact: each tenth is an organization, with the nine people before it."""
    if number % 10 == 0:
        return {"name": f"기관 {number}", "kind": "organization", "confirmed_on": TODAY.isoformat()}
    return {
        "name": f"{_FAMILY_NAMES[number % 10]}담당 {number * 7 % 9973}",
        "organization": f"기관 {number // 10 * 10 + 10}",
        "position": "과장",
        "confirmed_on": TODAY.isoformat(),
    }


def _participant(number: int, size: int) -> Values:
    """Return a party of a programme; half of them are not in the register."""
    known = number * 10 if number % 2 else size + number
    return {
        "parent": "programme",
        "parent_id": number,
        "role": "party",
        "organization": f"기관 {known}",
    }
