"""Destruction: what is due, and that none of its contents is left."""

import re
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS, index_sources, record_classes
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.core.errors import RuleError
from secretariat_tui.database.audit import retention
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.transfer.dump import dump
from secretariat_tui.database.transfer.load import load
from secretariat_tui.settings import config, config_file
from secretariat_tui.tui.keys.area import audit_tables, delete_functions
from secretariat_tui.tui.runtime.preferences import retention_faults
from tests.conftest import TODAY
from tests.database.states import agreement, ask, assert_sound, raw

CANARY = "황보카나리"
KINDS = audit_tables(AREAS)
DELETE = delete_functions(AREAS)
YEARS = retention.retention_years(KINDS.values(), {})


@pytest.fixture
def doomed(path: Path) -> OfficeFile:
    """A file with a proposal and an agreement that say the canary's name, and many that do not."""
    file = OfficeFile(path, "김주무관", sources=index_sources)
    with file.edit("다른 제안"):
        for n in range(200):
            proposals.add(file, ProposalDraft(f"다른 제안 {n}", date(2018, 1, 2)))
    number = proposals.add(file, ProposalDraft(f"{CANARY} 민원", date(2018, 1, 2), note=CANARY))
    proposals.change(file, number, 1, ProposalDraft(f"{CANARY} 건의", date(2018, 1, 2)))
    reason = f"{CANARY}의 요청"
    proposals.decide(file, number, 2, Decision("decided", "rejected", reason), date(2018, 2, 1))
    ended = {"state": "ended", "ended_on": date(2010, 3, 1), "ended_reason": "끝"}
    number = agreements.add(file, agreement(f"{CANARY} 협약", CANARY, "상주시"))
    agreements.change(file, number, 1, agreement("협약", "상주시", **ended))
    return file


def test_a_term_runs_from_the_year_after() -> None:
    assert retention.due_date(date(2018, 2, 1), 3) == date(2022, 1, 1)
    assert retention.due_date(date(2018, 12, 31), 3) == date(2022, 1, 1)
    assert retention.due_date(date(2019, 1, 1), 3) == date(2023, 1, 1)


@pytest.mark.parametrize(("day", "count"), [(date(2021, 12, 31), 1), (date(2022, 1, 1), 2)])
def test_expired_records_are_listed_the_longest_due_first(
    doomed: OfficeFile, day: date, count: int
) -> None:
    found = retention.expired_records(doomed.reader, KINDS, YEARS, day)
    assert [each.table for each in found] == ["agreement", "proposal"][:count]
    assert all(each.due <= day for each in found)
    doomed.close()


def indexed(path: Path, letters: str) -> int:
    """Count the documents that the search index holds letters of."""
    with raw(path) as db:
        db.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, gram, row)")
        sql = "SELECT coalesce(sum(doc), 0) FROM terms WHERE term = ?"
        return int(db.execute(sql, (letters,)).fetchone()[0])


def test_nothing_of_what_was_destroyed_is_left(doomed: OfficeFile, path: Path) -> None:
    assert indexed(path, "카나")
    found = retention.expired_records(doomed.reader, KINDS, YEARS, TODAY)
    retention.destroy(doomed, KINDS, DELETE, found)
    held = path.read_bytes()
    assert CANARY.encode() not in held
    assert "카나".encode() not in held
    assert "카나".encode() not in held
    assert not indexed(path, "카나")
    assert indexed(path, "다른")
    assert ask(path, "SELECT label, kind FROM tx ORDER BY id DESC LIMIT 2") == [
        ("파기: 협약 1건, 제안 1건", "destroy"),
        ("파기한 기록", "do"),
    ]
    assert retention.expired_records(doomed.reader, KINDS, YEARS, TODAY) == []
    doomed.close()
    assert_sound(path)


def test_undo_refuses_to_restore_destroyed_records(doomed: OfficeFile, path: Path) -> None:
    retention.destroy(
        doomed, KINDS, DELETE, retention.expired_records(doomed.reader, KINDS, YEARS, TODAY)
    )
    for _time in range(2):
        with pytest.raises(RuleError, match="파기한 기록이 들어 있어 되돌릴 수 없습니다"):
            doomed.undo()
    agreements.add(doomed, agreement("B"))
    assert doomed.undo() == "협약 추가: B"
    assert ask(path, "SELECT name FROM agreement") == []
    doomed.close()


def test_what_cannot_be_deleted_destroys_nothing(doomed: OfficeFile, path: Path) -> None:
    first = doomed.reader.value("SELECT id FROM proposal WHERE title LIKE '%건의'")
    number = proposals.add(doomed, ProposalDraft("같은 제안", date(2018, 1, 3)))
    same = Decision("decided", "duplicate", "같음", duplicate_of=first)
    proposals.decide(doomed, number, 1, same, date(2022, 1, 3))
    found = retention.expired_records(doomed.reader, KINDS, YEARS, TODAY)
    before = ask(path, "SELECT * FROM change")
    with pytest.raises(RuleError, match="중복으로 표시된"):
        retention.destroy(doomed, KINDS, DELETE, found)
    assert ask(path, "SELECT * FROM change") == before
    doomed.close()


def test_a_file_with_destroyed_records_can_be_dumped_and_loaded(
    doomed: OfficeFile, path: Path, tmp_path: Path
) -> None:
    retention.destroy(
        doomed, KINDS, DELETE, retention.expired_records(doomed.reader, KINDS, YEARS, TODAY)
    )
    doomed.close()
    dump(path, tmp_path / "a.json", record_classes)
    load(tmp_path / "a.json", tmp_path / "b.db", record_classes)
    dump(tmp_path / "b.db", tmp_path / "b.json", record_classes)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_the_years_are_the_offices_own() -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text("[retention]\nproposal = 1\n", encoding="utf-8")
    years = retention.retention_years(KINDS.values(), config().retention)
    assert years == {**YEARS, "proposal": 1}


@pytest.mark.parametrize("written", ["proposal = 0", 'proposal = "5"', "proposal = 101"])
def test_years_that_are_none_are_refused_with_their_line(written: str) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text(f"[retention]\n{written}\n", encoding="utf-8")
    [fault] = config().faults
    assert re.search(r"보유기간은 1에서 100 사이.*config\.toml:2", str(fault))
    assert config().retention == {}


def test_an_unknown_kind_has_no_years() -> None:
    assert retention.retention_years(KINDS.values(), {"exepnse": 5}) == YEARS
    config_file().parent.mkdir(parents=True)
    config_file().write_text("[retention]\nexepnse = 5\n", encoding="utf-8")
    [fault] = retention_faults(AREAS)
    assert re.search(r"exepnse.*config\.toml:2.*expense", str(fault))


def test_a_series_is_kept_until_its_last_occurrence(file: OfficeFile) -> None:
    weekly = EventDraft("주례회의", date(2018, 1, 2), rrule="FREQ=WEEKLY;BYDAY=TU")
    schedule.add(file, weekly)
    schedule.add(file, weekly._replace(title="끝난 회의", rrule="FREQ=WEEKLY;BYDAY=TU;COUNT=2"))
    doomed = retention.expired_records(
        file.reader, audit_tables(AREAS), {"event": 3}, date(2023, 4, 19)
    )
    assert [each.name for each in doomed] == ["끝난 회의"]
