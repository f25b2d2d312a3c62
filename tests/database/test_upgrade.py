"""Upgrading an older file completely or not at all, after a backup."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from secretariat_tui.areas import record_classes
from secretariat_tui.areas.agreements import queries, store
from secretariat_tui.areas.attached.model import TaskDraft
from secretariat_tui.core.errors import FileError, RuleError
from secretariat_tui.database.engine import header, identity
from secretariat_tui.database.engine.header import schema_version
from secretariat_tui.database.file import OfficeFile, check_openable, upgrade_if_older
from secretariat_tui.database.maintenance.upgrade import MIGRATIONS, upgrade
from secretariat_tui.database.schema.ddl import create
from tests.database.states import agreement, ask, assert_sound, drift, dump, raw, shape, state

NEXT = schema_version() + 1
HEAD = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT:04}"
down_revision = "{schema_version():04}"


def upgrade() -> None:
"""
GIVE_AGREEMENTS_A_NOTE = """
    with op.batch_alter_table("agreement") as table:
        table.add_column(sa.Column("note", sa.Text, nullable=False, server_default="없음"))
    with op.batch_alter_table(
        "agreement", table_kwargs={"sqlite_autoincrement": True}
    ) as table:
        table.alter_column("note", server_default=None)
    op.execute("UPDATE agreement SET note = name WHERE place = ''")
"""
HALF = """
    op.add_column("agreement", sa.Column("note", sa.Text, nullable=False, server_default=""))
    op.execute("UPDATE task SET text = ''")
"""


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def older(path: Path) -> Path:
    """A file from before the next version gave agreements their note: two, one deleted, and a task."""
    office = OfficeFile(path, "김주무관")
    store.add(office, agreement("교류", tasks=(TaskDraft("관광"),)))
    store.add(office, agreement("우호", place="상주시청"))
    store.delete(office, store.add(office, agreement("잘못")))
    office.close()
    with raw(path) as db:
        triggers = db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'agreement'"
        ).fetchall()
        for name, _sql in triggers:
            db.execute(f"DROP TRIGGER {name}")
        db.execute("ALTER TABLE agreement DROP COLUMN note")
        for _name, sql in triggers:
            db.execute(sql.replace(", 'note', NEW.note", "").replace(", 'note', OLD.note", ""))
    return path


@pytest.fixture
def _next_version(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program be of the next version, once the older file is made."""
    for module in (header, identity):
        monkeypatch.setattr(module, "schema_version", lambda: NEXT)


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """The package's steps, to which a test adds one."""
    return Path(shutil.copytree(MIGRATIONS, tmp_path / "100% migrations"))


def _to_next(older: Path, backups: Path, migrations: Path, step: str) -> None:
    (migrations / "versions" / f"{NEXT:04}_next.py").write_text(HEAD + step)
    upgrade(older, record_classes, backups, migrations=migrations, target=NEXT)


def test_a_new_file_has_the_tables_of_the_models(path: Path) -> None:
    assert drift(path) == []
    assert ask(path, "SELECT version_num FROM alembic_version") == [(f"{schema_version():04}",)]


def test_drift_would_be_seen(older: Path) -> None:
    assert "add_column" in str(drift(older))


@pytest.mark.usefixtures("_next_version")
def test_an_older_file_is_brought_to_the_next_version(
    older: Path, backups: Path, migrations: Path, tmp_path: Path
) -> None:
    before, everything = state(older), dump(older)
    _to_next(older, backups, migrations, GIVE_AGREEMENTS_A_NOTE)
    notes = {1: {"note": "교류"}, 2: {"note": "없음"}}
    assert state(older) == {
        (table, number): row | (notes[number] if table == "agreement" else {})
        for (table, number), row in before.items()
    }
    assert drift(older) == []
    create(tmp_path / "new.db", record_classes)
    assert shape(older) == shape(tmp_path / "new.db")
    assert ask(older, "SELECT version_num FROM alembic_version") == [(f"{NEXT:04}",)]
    assert older.stat().st_mode & 0o777 == 0o600
    assert not list(older.parent.glob("*.part"))
    check_openable(older)
    (backup,) = backups.iterdir()
    assert backup.name.endswith(f"-v{schema_version()}전.db")
    assert dump(backup) == everything
    assert ask(backup, "PRAGMA quick_check") == [("ok",)]


@pytest.mark.usefixtures("_next_version")
def test_after_an_upgrade_the_history_goes_on(older: Path, backups: Path, migrations: Path) -> None:
    _to_next(older, backups, migrations, GIVE_AGREEMENTS_A_NOTE)
    office = OfficeFile(older, "김주무관")
    assert (
        office.reader.value("SELECT label FROM tx ORDER BY id DESC")
        == f"자료를 새 판으로 바꿈: {schema_version()} → {NEXT}"
    )
    before = state(older)
    with pytest.raises(RuleError, match="되돌릴 것이 없습니다"):  # the log knows other tables
        office.undo()
    number = store.add(office, agreement("새것", note="메모"))
    assert number == 4  # 3 was deleted before the upgrade
    store.change(office, 2, 1, agreement("우호", note="둘째"))
    after = state(older)
    office.undo()
    office.undo()
    assert state(older) == before
    office.redo()
    office.redo()
    assert state(older) == after
    stored = queries.agreement(office.reader, 2)
    assert stored
    assert stored.draft.note == "둘째"
    office.close()


@pytest.mark.usefixtures("_next_version")
def test_what_was_taken_back_before_an_upgrade_is_not_done_again_after_it(
    older: Path, backups: Path, migrations: Path
) -> None:
    with raw(older) as db:
        db.execute(
            "INSERT INTO tx (at, who, label, kind, undoes) SELECT at, who, label, 'undo', id"
            " FROM tx ORDER BY id DESC LIMIT 1"
        )
    _to_next(older, backups, migrations, GIVE_AGREEMENTS_A_NOTE)
    office = OfficeFile(older, "김주무관")
    with pytest.raises(RuleError, match="다시 할 것이 없습니다"):
        office.redo()
    office.close()


@pytest.mark.parametrize(
    ("step", "error", "message"),
    [
        ('    op.execute("SELECT nothing()")', FileError, "자료는 그대로 있습니다"),
        ("    op.execute(\"UPDATE task SET pos = 'x'\")", FileError, "자료는 그대로 있습니다"),
        ('    op.execute("DELETE FROM agreement")', FileError, "자료는 그대로 있습니다"),
        ("    raise ZeroDivisionError", ZeroDivisionError, None),
    ],
    ids=["no such function", "wrong type", "broken links", "defect"],
)
def test_a_step_that_fails_in_the_middle_leaves_the_file_as_it_was(  # noqa: PLR0917
    older: Path,
    backups: Path,
    migrations: Path,
    step: str,
    error: type[Exception],
    message: str | None,
) -> None:
    before = dump(older)
    with pytest.raises(error, match=message):
        _to_next(older, backups, migrations, HALF + step)
    assert dump(older) == before
    (backup,) = backups.iterdir()
    assert dump(backup) == before
    _to_next(older, backups, migrations, GIVE_AGREEMENTS_A_NOTE)
    assert drift(older) == []
    assert len(list(backups.iterdir())) == 2


def test_a_file_that_cannot_be_backed_up_is_not_upgraded(
    older: Path, backups: Path, migrations: Path
) -> None:
    backups.write_text("not a folder")
    before = dump(older)
    with pytest.raises(FileError, match="폴더를 만들 수 없습니다"):
        _to_next(older, backups, migrations, GIVE_AGREEMENTS_A_NOTE)
    assert dump(older) == before


def test_a_file_that_cannot_be_written_is_not_upgraded(plain: Path) -> None:
    with raw(plain) as db:
        db.execute("PRAGMA user_version=0")
    plain.chmod(0o400)
    with pytest.raises(FileError, match="읽기만 할 수 있습니다"):
        upgrade_if_older(plain, record_classes, plain.with_name("backups"))
    assert list(plain.parent.iterdir()) == [plain]


def test_an_upgrade_keeps_the_permissions_of_a_shared_file(path: Path, backups: Path) -> None:
    with raw(path) as db:
        db.execute("PRAGMA user_version=0")
    path.chmod(0o660)
    upgrade_if_older(path, record_classes, backups)
    check_openable(path)
    assert path.stat().st_mode & 0o777 == 0o660


def test_what_another_window_upgraded_first_is_left_alone(path: Path, backups: Path) -> None:
    before = dump(path)
    upgrade(path, record_classes, backups)
    assert dump(path) == before
    assert not backups.exists()


def test_preparing_upgrades_an_older_file_only_once(path: Path, backups: Path) -> None:
    with raw(path) as db:
        db.execute("PRAGMA user_version=0")
    upgrade_if_older(path, record_classes, backups)
    check_openable(path)
    assert_sound(path)
    after = dump(path)
    upgrade_if_older(path, record_classes, backups)
    assert dump(path) == after
    assert len(list(backups.iterdir())) == 1


@pytest.mark.parametrize("content", [None, b"", "업무보고".encode() * 50])
def test_preparing_leaves_what_is_not_ours(
    tmp_path: Path, backups: Path, content: bytes | None
) -> None:
    path = tmp_path / "report.db"
    if content is not None:
        path.write_bytes(content)
    upgrade_if_older(path, record_classes, backups)
    assert (path.read_bytes() if path.exists() else None) == content
    assert not backups.exists()


def test_a_current_file_needs_no_library(path: Path, backups: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from secretariat_tui.database.file import upgrade_if_older; "
        "upgrade_if_older(Path(sys.argv[1]), ['no.such.module'], Path(sys.argv[2])); print(*sys.modules)"
    )
    modules = subprocess.run(
        [sys.executable, "-c", code, path, backups],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert "secretariat_tui.database.engine.header" in modules
    assert not {"alembic", "sqlalchemy", "sqlmodel", "pydantic"} & set(modules)
