"""Files of released schema versions: upgraded to the present one, and read."""

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS, index_sources, record_classes
from secretariat_tui.areas.agreements import queries, store
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.attached import store as attached
from secretariat_tui.areas.attached.model import NoteDraft, RecordKey
from secretariat_tui.core.errors import RuleError
from secretariat_tui.database.audit import history as audit_history
from secretariat_tui.database.audit.history import HistoryTarget
from secretariat_tui.database.engine.header import schema_version
from secretariat_tui.database.file import OfficeFile, upgrade_if_older
from secretariat_tui.database.schema.ddl import create
from secretariat_tui.database.search import list_query
from secretariat_tui.database.transfer.load import load
from secretariat_tui.tables import history as history_tables
from secretariat_tui.tui.keys.area import audit_tables
from tests.areas.test_attached import found
from tests.conftest import TODAY
from tests.database.release import GYEONGBUK, RELEASED
from tests.database.states import ask, assert_sound, drift, raw, shape, state, violations

VERSIONS = range(1, schema_version())


@pytest.fixture(params=VERSIONS, ids="v{}".format)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the file of a released version."""
    return Path(shutil.copy(RELEASED / f"v{request.param}.db", tmp_path / "office.db"))


def test_an_upgraded_file_has_the_schema_of_a_new_one(released: Path, tmp_path: Path) -> None:
    upgrade_if_older(released, record_classes, tmp_path / "backups")
    create(tmp_path / "new.db", record_classes)
    assert drift(released) == []
    assert shape(released) == shape(tmp_path / "new.db")
    assert ask(released, "PRAGMA user_version") == [(schema_version(),)]


def test_an_upgraded_file_passes_all_checks(released: Path, tmp_path: Path) -> None:
    assert ask(released, "SELECT count(*) FROM change") > [(0,)]
    upgrade_if_older(released, record_classes, tmp_path / "backups")
    assert ask(released, "PRAGMA quick_check") == [("ok",)]
    assert violations(released) == []


def _upgraded(version: int, folder: Path) -> Path:
    path = Path(shutil.copy(RELEASED / f"v{version}.db", folder / "office.db"))
    upgrade_if_older(path, record_classes, folder / "backups")
    return path


def _undo_all(path: Path, who: str) -> list[str]:
    """Undo all edits of a person; return their labels and the message that ends it."""
    labels = []
    with closing(OfficeFile(path, who, sources=index_sources)) as file:
        while True:
            try:
                labels.append(file.undo())
            except RuleError as error:
                return [*labels, error.message]
            assert_sound(path)


def _stored(file: OfficeFile, number: int) -> AgreementDraft | None:
    stored = queries.agreement(file.reader, number)
    return stored.draft if stored else None


def test_every_edit_from_before_two_upgrades_can_be_undone(tmp_path: Path) -> None:
    path = _upgraded(1, tmp_path)
    assert len(_undo_all(path, "김주무관")) == 3
    assert ask(path, "SELECT organization, name FROM participant WHERE parent_id = 4") == [
        ("대전광역시", "대전시장")
    ]
    assert _undo_all(path, "예시 자료")[-1] == "되돌릴 것이 없습니다."
    assert {table for table, _row in state(path)} == {"contact"}  # filled by the upgrade
    assert violations(path) == []


def test_parties_keep_their_values_ids_and_history(tmp_path: Path) -> None:
    before = ask(
        RELEASED / "v2.db", "SELECT id, agreement_id, pos, name, level, signatory FROM party"
    )
    path = _upgraded(2, tmp_path)
    kept = "id, parent_id, pos, organization, level, name"
    assert ask(path, f"SELECT {kept} FROM participant WHERE role = 'party'") == before
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as file:
        assert _stored(file, 2) == GYEONGBUK
        tables = audit_tables(AREAS)
        part = audit_history.record_history_query(
            audit_history.history_query(tables), tables, HistoryTarget("agreement", 2, "")
        )
        table = history_tables.history_table(tables)
        texts = [table.texts(row)[4:] for row in list_query.all_rows(file.reader, part)]
        assert ["관계자 추가", "", "상주시"] in texts
        assert ["관계자 · 이름", "도지사 이철우", "도지사"] in texts
        assert [*texts[-1]] == ["협약 추가", "", GYEONGBUK.name]
        number = store.add(file, GYEONGBUK)
        (ids,) = zip(
            *ask(path, f"SELECT id FROM participant WHERE parent_id = {number}"), strict=True
        )
        assert min(ids) > 5  # the last id of version 2, of a deleted party


def test_an_upgraded_file_is_changed_and_undone_back_across_the_upgrade(tmp_path: Path) -> None:
    path = _upgraded(2, tmp_path)
    upgraded = state(path)
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as kim:
        stored = queries.agreement(kim.reader, 2)
        assert stored
        changed = GYEONGBUK._replace(parties=(PartyDraft("안동시", "local"),), tasks=())
        store.change(kim, 2, stored.rev, changed)
        attached.NOTES.add(kim, RecordKey("agreement", 2), NoteDraft(TODAY, "새 판에서 적은 메모"))
        assert kim.undo() == "메모 추가"
        kim.undo()
        assert state(path) == upgraded
        kim.undo()
        draft = _stored(kim, 2)
        assert draft == GYEONGBUK._replace(parties=GYEONGBUK.parties[:1], tasks=())
        kim.redo()
        assert _stored(kim, 2) == GYEONGBUK
        kim.undo()
        assert kim.undo() == f"협약 추가: {GYEONGBUK.name}"
        assert _stored(kim, 2) is None
        with pytest.raises(RuleError, match="파기한 기록이 들어 있어"):
            kim.undo()
    assert _undo_all(path, "이비서관")[0] == "협약 지움: 지운 협약"
    assert {table for table, _row in state(path)} == {
        *("event", "eventline", "proposal", "round", "roundresult", "contact"),
    }
    assert violations(path) == []


def test_an_undo_from_before_the_upgrade_is_redone_after_it(tmp_path: Path) -> None:
    path = _upgraded(2, tmp_path)
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as kim:
        assert kim.redo() == f"협약 고침: {GYEONGBUK.name}"
        draft = _stored(kim, 2)
        assert draft
        assert draft.parties == (PartyDraft("경상북도", "metropolitan", "도지사"),)
        assert [(task.text, task.state) for task in draft.tasks] == [("농특산물 직거래", "done")]
    assert violations(path) == []


def test_log_rows_of_parties_that_cannot_be_read_do_not_stop_an_upgrade(tmp_path: Path) -> None:
    path = Path(shutil.copy(RELEASED / "v2.db", tmp_path / "office.db"))
    damaged = ("{bad", "[1]", json.dumps({"agreement_id": "x"}))
    with raw(path) as db:
        rows = db.execute(
            "SELECT id FROM change WHERE tbl = 'party' AND new IS NOT NULL"
        ).fetchall()
        for (row,), text in zip(rows, damaged, strict=False):
            db.execute("UPDATE change SET new = ? WHERE id = ?", (text, row))
    upgrade_if_older(path, record_classes, tmp_path / "backups")
    assert {text for (text,) in ask(path, "SELECT new FROM change WHERE tbl = 'participant'")} > {
        *damaged, None,
    }  # fmt: skip
    assert ask(path, "SELECT count(*) FROM participant") == [(3,)]


def test_the_dump_of_a_released_version_makes_the_same_file_as_its_upgrade(tmp_path: Path) -> None:
    path = _upgraded(2, tmp_path)
    loaded = tmp_path / "loaded.db"
    load(RELEASED / "v2.json", loaded, record_classes, audit_tables(AREAS))
    assert state(loaded) == state(path)
    assert violations(loaded) == []
    log = "SELECT tbl, row, op, old, new FROM change ORDER BY id"
    assert ask(loaded, log) == ask(path, log)
    numbers = "SELECT name, seq FROM sqlite_sequence WHERE name <> 'tx' ORDER BY name"
    assert ask(loaded, numbers) == ask(path, numbers)
    assert _undo_all(loaded, "이비서관")[0] == "협약 지움: 지운 협약"


def test_the_search_of_an_upgraded_file_finds_parties_and_tasks(tmp_path: Path) -> None:
    path = _upgraded(2, tmp_path)
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as file:
        file.update_index()  # as the program does when it starts
        for word, contacts in (
            ("이철우", ["도지사 이철우"]),
            ("상주시", ["상주시"]),
            ("농특산물", []),
            ("박주무관", []),
        ):
            assert found(file, word) == [GYEONGBUK.name, *contacts], word


def test_one_day_notices_take_no_time_after_the_upgrade(tmp_path: Path) -> None:
    path = Path(shutil.copy(RELEASED / "v14.db", tmp_path / "office.db"))
    added = "일정 추가: 시민의 날"
    with raw(path) as db:  # edits of the person who added it cannot be undone so far back
        db.execute("UPDATE tx SET who = '박주무관' WHERE label = ?", (added,))
    upgrade_if_older(path, record_classes, tmp_path / "backups")
    events = "SELECT title, busy FROM event ORDER BY id"
    assert ask(path, events) == [("제16회 국무회의", 1), ("인사 면담", 1), ("시민의 날", 0)]
    log = "SELECT DISTINCT new ->> '$.busy' FROM change WHERE new ->> '$.title' = '시민의 날'"
    assert ask(path, log) == [(0,)]
    loaded = tmp_path / "loaded.db"
    load(RELEASED / "v14.json", loaded, record_classes, audit_tables(AREAS))
    assert state(loaded) == state(path)
    rows = "SELECT tbl, row, op, old, new FROM change ORDER BY id"
    assert ask(loaded, rows) == ask(path, rows)
    assert _undo_all(path, "박주무관") == [added, "되돌릴 것이 없습니다."]
    assert ask(path, events) == [("제16회 국무회의", 1), ("인사 면담", 1)]
    assert violations(path) == []
