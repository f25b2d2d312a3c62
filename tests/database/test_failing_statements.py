"""If any statement of any function fails, the file is unchanged or completely changed."""

import shutil
from datetime import date
from importlib import import_module
from inspect import getmembers, isfunction, signature
from itertools import count
from pathlib import Path

import pytest

import secretariat_tui
from secretariat_tui.areas import AREAS, index_sources
from secretariat_tui.areas.requests import store as requests
from secretariat_tui.areas.schedule.requests import request_events
from secretariat_tui.areas.schedule.writes import series_store, stamps
from secretariat_tui.core.errors import FileError
from secretariat_tui.database.audit import retention
from secretariat_tui.database.audit.retention import ExpiredRecord
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.keys.area import audit_tables, delete_functions
from tests.database.failing import Act, Counter, acts, count_statements
from tests.database.states import ask, assert_sound, dump

PACKAGE = Path(secretariat_tui.__file__).parent
ACTS = acts()


WRITERS = {
    "requests": requests,
    "series_store": series_store,
    "stamps": stamps,
    "request_events": request_events,
}


def test_every_function_that_writes_is_tried() -> None:
    written = {
        f"{name}.{function_name}"
        for name, module in WRITERS.items()
        for function_name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not function_name.startswith("_")
        if "file" in signature(function).parameters
    }
    written |= {
        f"{area.name}.{name}"
        for area in AREAS
        if area.name != "today"
        if (PACKAGE / "areas" / area.name / "store.py").exists()
        for module in [import_module(f"secretariat_tui.areas.{area.name}.store")]
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert written - ACTS.keys() == set()


@pytest.mark.slow
@pytest.mark.parametrize("name", ACTS)
def test_a_failure_at_any_statement_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before, act = ACTS[name]
    office = OfficeFile(path, "김주무관", sources=index_sources)
    for step in before:
        step(office)
    office.close()
    old, bytes_before = dump(path), path.read_bytes()
    failures = 0
    for nth in count(1):
        if not _fails(path, monkeypatch, act, nth):
            break
        assert path.read_bytes() == bytes_before
        assert not path.with_name(f"{path.name}-journal").exists()
        failures += 1
    assert failures >= 4  # at least: begin, open the transaction, write, close it
    assert dump(path) != old
    assert_sound(path)


def _fails(path: Path, monkeypatch: pytest.MonkeyPatch, act: Act, nth: int) -> bool:
    """Let the nth statement of an act fail; return whether it has one."""
    counter = Counter(nth)
    office = OfficeFile(path, "김주무관", sources=index_sources)
    with monkeypatch.context() as patch:
        count_statements(patch, counter)
        try:
            act(office)
        except FileError as problem:
            failure = problem.message
        else:
            failure = ""
        finally:
            office.close()
    if counter.count < nth:
        assert failure == ""
        return False
    assert failure == "저장 장치에서 오류가 났습니다."
    return True


def test_after_a_failure_the_same_act_succeeds(path: Path, tmp_path: Path) -> None:
    """Undisturbed, and after a failure, the rows are the same."""
    before, act = ACTS["agreements.change"]
    other = Path(shutil.copy(path, tmp_path / "other.db"))
    for each in (path, other):
        office = OfficeFile(each, "김주무관")
        for step in before:
            step(office)
        office.close()
    with pytest.MonkeyPatch.context() as patch:
        assert _fails(path, patch, act, 7)
        assert not _fails(path, patch, act, 1000)
        assert not _fails(other, patch, act, 1000)
    from tests.database.states import state

    assert state(path) == state(other)


@pytest.mark.slow
def test_a_failure_while_destroying_leaves_all_or_nothing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails after the records are gone is the writing anew, which is said and can wait."""
    kinds = audit_tables(AREAS)
    for step in [*ACTS["proposals.decide"][0], ACTS["proposals.decide"][1]]:
        office = OfficeFile(path, "김주무관", sources=index_sources)
        step(office)
        office.close()
    day = date(2018, 1, 1)
    doomed = [ExpiredRecord("1", "proposal", 1, "", day, day, 5)]
    old, told = path.read_bytes(), set()
    for nth in count(1):
        one = Path(shutil.copy(path, tmp_path / "one.db"))
        counter, office = Counter(nth), OfficeFile(one, "김주무관", sources=index_sources)
        with monkeypatch.context() as patch:
            count_statements(patch, counter)
            try:
                undone = retention.destroy(office, kinds, delete_functions(AREAS), doomed)
            except FileError:
                assert one.read_bytes() == old
                told.add("refused")
                continue
            finally:
                office.close()
        assert ask(one, "SELECT * FROM proposal") == []
        assert_sound(one)
        if counter.count < nth:
            break
        assert undone
        told.add("done, not written anew")
    assert told == {"refused", "done, not written anew"}
