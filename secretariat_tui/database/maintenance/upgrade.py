"""Upgrading an older file to this program's schema. Imported only for older files: Alembic is slow."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, insert
from sqlalchemy.exc import DBAPIError

from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.audit.undo import PROGRAM
from secretariat_tui.database.engine.errors import to_user_error
from secretariat_tui.database.engine.header import schema_version
from secretariat_tui.database.engine.session import make_engine
from secretariat_tui.database.engine.tables import tx
from secretariat_tui.database.maintenance.backup import back_up
from secretariat_tui.database.schema import attached
from secretariat_tui.database.schema.ddl import (
    RecordClasses,
    drop_triggers,
    install_triggers,
    revision,
)

MIGRATIONS = Path(__file__).parents[1] / "schema" / "migrations"


def upgrade(
    path: Path,
    records: RecordClasses,
    backups: Path | None,
    *,
    migrations: Path = MIGRATIONS,
    target: int | None = None,
) -> None:
    """Upgrade a file to a version of the schema in one transaction, after a checked backup.

    Without a folder for `backups` none is made. FileError if it fails; the file is then unchanged. Edits from
    before the upgrade can be undone if every migration declares that it `keeps_log`.
    """
    records()
    target = schema_version() if target is None else target
    engine = make_engine(path)
    event.listen(engine, "connect", _without_foreign_keys)
    try:
        with engine.begin() as connection:  # locked: the backup is exactly what is migrated
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if version < target:  # otherwise another window was faster
                # First, for a file that cannot be written needs no backup.
                connection.exec_driver_sql(f"PRAGMA user_version={target}")
                if backups:
                    now = datetime.now().astimezone()
                    back_up(path, backups, _("v{version}전").format(version=version), now)
                run = connection.exec_driver_sql
                orphans = attached.orphans(run)
                kept = _migrate(connection, migrations, target)
                if run("PRAGMA foreign_key_check").first() or attached.orphans(run) - orphans:
                    raise _upgrade_error(path, backups)
                _log_upgrade(connection, version, target, "migrate" if kept else "upgrade")
    except DBAPIError as error:
        problem = to_user_error(error.orig, path) if isinstance(error.orig, sqlite3.Error) else None
        if isinstance(problem, FileError):
            raise problem from error
        raise _upgrade_error(path, backups) from error
    finally:
        engine.dispose()


def _without_foreign_keys(connection: sqlite3.Connection, _record: object) -> None:
    """Allow rebuilding tables. Within a transaction SQLite ignores this pragma."""
    connection.execute("PRAGMA foreign_keys=OFF")


def _migrate(connection: Connection, migrations: Path, target: int) -> bool:
    """Run the migrations; return whether all of them convert the log to their tables."""
    numbers = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").all()
    drop_triggers(connection)
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    current = MigrationContext.configure(connection).get_current_revision()
    steps = ScriptDirectory.from_config(config).iterate_revisions(revision(target), current)
    kept = all(getattr(step.module, "keeps_log", False) for step in steps)
    command.upgrade(config, revision(target))
    install_triggers(connection)
    _restore_sequences(connection, numbers)
    return kept


def _restore_sequences(connection: Connection, numbers: Sequence[Any]) -> None:
    """Keep ids of deleted rows from being used again: rebuilding a table resets its sequence."""
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'")
    existing = set(tables.scalars())
    for name, last in numbers:
        if name not in existing:
            continue
        connection.exec_driver_sql(
            "INSERT INTO sqlite_sequence (name, seq) SELECT ?, 0"
            " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?)",
            (name, name),
        )
        connection.exec_driver_sql(
            "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, name)
        )


def _log_upgrade(connection: Connection, version: int, target: int, kind: str) -> None:
    """Add a row to the audit log; undo stops at the kind "upgrade", not at "migrate"."""
    connection.execute(
        insert(tx).values(
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            who=PROGRAM,
            label=_("자료를 새 판으로 바꿈: {old} → {new}").format(old=version, new=target),
            kind=kind,
        )
    )


def _upgrade_error(path: Path, backups: Path | None) -> FileError:
    return FileError(
        _("자료를 새 판으로 바꾸지 못했습니다. 자료는 그대로 있습니다."),
        str(path),
        _("이전 판의 프로그램으로 계속 쓸 수 있습니다. 백업: {folder}").format(
            folder=backups or "-"
        ),
    )
