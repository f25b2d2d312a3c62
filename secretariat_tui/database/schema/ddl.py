"""Creating a file: its tables, and the triggers that log every write and refuse unlogged ones.

Further triggers delete what hangs on a record with it (`schema.attached`), and keep final rows (`schema.final`).
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import Connection, Table
from sqlmodel import SQLModel

from secretariat_tui.core.atomic_file import (
    make_private_folder,
    move_into_place,
    real_path,
    temporary_file,
)
from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.errors import translate_errors
from secretariat_tui.database.engine.header import APPLICATION_ID, schema_version
from secretariat_tui.database.engine.session import make_engine
from secretariat_tui.database.engine.tables import LOG_TABLES, Record
from secretariat_tui.database.schema import attached, final
from secretariat_tui.database.search import index as search_index

RecordClasses = Callable[[], Sequence[type[Record]]]
"""Imports the record classes, which adds their tables to SQLModel's metadata, and returns them."""

_OPERATIONS = (("I", "INSERT", "NEW"), ("U", "UPDATE", "NEW"), ("D", "DELETE", "OLD"))


def create(
    path: Path, records: RecordClasses, fill: Callable[[Connection], None] | None = None
) -> None:
    """Create an office file, readable by its owner only, with the tables of `records`.

    It is empty, or holds what `fill` inserts before the triggers exist. The file appears complete or not at all.
    FileError if the path exists.
    """
    records()
    path = real_path(path)
    if path.exists():
        raise _exists_error(path)
    make_private_folder(path.parent)
    try:
        with temporary_file(path) as part:
            with translate_errors(path):
                _make(part, fill)
            move_into_place(part, path)
    except FileExistsError as error:
        raise _exists_error(path) from error


def _exists_error(path: Path) -> FileError:
    return FileError(
        _("이미 파일이 있습니다."), str(path), _("다른 이름을 쓰거나 --file로 그 파일을 여세요.")
    )


def _make(part: Path, fill: Callable[[Connection], None] | None) -> None:
    engine = make_engine(part)
    try:
        with engine.begin() as connection:
            SQLModel.metadata.create_all(connection)
            _stamp(connection)
            if fill:
                fill(connection)
            install_triggers(connection)
            search_index.create_index(connection.exec_driver_sql)
    finally:
        engine.dispose()


def _stamp(connection: Connection) -> None:
    """Set the application id and the schema version, and Alembic's revision."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={schema_version()}")
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num TEXT NOT NULL PRIMARY KEY) STRICT"
    )
    connection.exec_driver_sql(
        "INSERT INTO alembic_version VALUES (?)", (revision(schema_version()),)
    )


def revision(version: int) -> str:
    """Return the Alembic revision of a schema version: 0001."""
    return f"{version:04}"


def logged_tables() -> list[Table]:
    """Return the tables whose rows are logged: all but the audit log."""
    return [table for table in SQLModel.metadata.sorted_tables if table not in LOG_TABLES]


def install_triggers(connection: Connection) -> None:
    """Create the triggers of all tables."""
    for table in logged_tables():
        for sql in triggers(table).values():
            connection.exec_driver_sql(sql)


def drop_triggers(connection: Connection) -> None:
    """Drop the triggers, so that a migration can alter the tables they read."""
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for name in names.scalars().all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")


def triggers(table: Table) -> dict[str, str]:
    """Return a table's triggers by name. Those of the log fail (NOT NULL change.tx) if no edit is open."""
    return {**attached.triggers(table), **final.triggers(table)} | {
        f"{table.name}_{op}": (
            f"CREATE TRIGGER {table.name}_{op} AFTER {verb} ON {table.name} BEGIN "
            f"INSERT INTO change (tx, tbl, row, op, old, new) VALUES ("
            f"(SELECT id FROM tx WHERE open = 1), '{table.name}', {row}.id, '{op}', "
            f"{row_json(table, 'OLD') if op != 'I' else 'NULL'}, "
            f"{row_json(table, 'NEW') if op != 'D' else 'NULL'}); END"
        )
        for op, verb, row in _OPERATIONS
    }


def row_json(table: Table, row: str) -> str:
    """Return the SQL of what the log keeps of a row: JSON of its columns."""
    pairs = ", ".join(f"'{column.name}', {row}.{column.name}" for column in table.columns)
    return f"json_object({pairs})"
