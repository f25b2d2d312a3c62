"""Creating a file from a dump, completely or not at all, with the place of every error."""

import sqlite3
from collections.abc import Iterable, Mapping
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, TextIO

from sqlalchemy import Connection, Table
from sqlmodel import SQLModel

from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.regular_file import open_regular
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.driver import driver_connection
from secretariat_tui.database.engine.header import schema_version
from secretariat_tui.database.maintenance.verify import code_violations, row_violations
from secretariat_tui.database.schema import ddl
from secretariat_tui.database.schema.contact_register import fill_contacts
from secretariat_tui.database.transfer import older_dumps
from secretariat_tui.database.transfer.column_checks import (
    Check,
    column_check,
    id_error,
    resident_number_columns,
)
from secretariat_tui.database.transfer.dump import JSON_COLUMNS, compact_json
from secretariat_tui.database.transfer.json_stream import JsonStream, MalformedJsonError

_MAX_ERRORS = 20  # reported


class DumpError(FileError):
    """The dump is invalid; `errors` are "place: message"."""

    def __init__(
        self,
        message: str,
        location: str = "",
        remedy: str = "",
        errors: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message, location, remedy)
        self.errors = errors


class Loaded(NamedTuple):
    """The number of rows, and the places in the dump that contain resident numbers.

    People have to remove those; refusing the dump would lose everything else.
    """

    rows: int
    resident_numbers: tuple[str, ...]


class _TooManyErrors(Exception):  # noqa: N818 - control flow, not an error
    """Stops reading after enough errors."""


def load(
    source: Path,
    path: Path,
    records: ddl.RecordClasses,
    kinds: Mapping[str, TableMeta] = MappingProxyType({}),
) -> Loaded:
    """Create a file from a dump.

    `kinds` are the metadata of the tables. DumpError with the errors of an invalid dump;
    FileError if it cannot be read or the path exists. There is then no file.
    """
    try:
        with (
            open_regular(source) as content,
            TextIOWrapper(content, encoding="utf-8-sig", newline="") as file,
        ):
            loader = _DumpLoader(file, kinds)
            ddl.create(path, records, loader.fill)
            return Loaded(loader.rows, tuple(loader.resident_numbers))
    except (MalformedJsonError, _TooManyErrors) as error:
        errors = [*loader.errors]
        if isinstance(error, MalformedJsonError):
            line = _("{line}번째 줄: ").format(line=error.line) if error.line else ""
            errors.append(line + error.message)
        raise _dump_error(source, errors) from error
    except OSError as error:
        raise FileError(
            _("파일을 읽거나 쓸 수 없습니다: {reason}").format(reason=error.strerror),
            error.filename or str(source),
            _("경로, 권한, 남은 자리를 확인해 주세요."),
        ) from error


def _dump_error(source: Path, errors: list[str]) -> DumpError:
    return DumpError(
        _("자료를 만들지 않았습니다: 잘못된 곳이 있습니다."),
        str(source),
        _("secretariat dump로 만든 파일인지 확인해 주세요."),
        tuple(errors),
    )


class _DumpLoader:
    """Reads a dump into the tables of a new file, before its triggers are created."""

    def __init__(self, file: TextIO, kinds: Mapping[str, TableMeta]) -> None:
        self.errors: list[str] = []
        self.resident_numbers: list[str] = []
        self.rows = 0
        self._kinds = kinds
        self._json = JsonStream(file)
        self._numbers: dict[str, Any] = {}
        self._version = schema_version()

    def fill(self, connection: Connection) -> None:
        """Insert the rows of the dump. MalformedJsonError or _TooManyErrors if it is invalid."""
        db = driver_connection(connection)
        db.execute("PRAGMA defer_foreign_keys=ON")
        self._read(db)
        self._set_numbers(db)
        if self._version < older_dumps.CONTACTS_ADDED and not self.errors:
            fill_contacts(db.execute)
        for violation in chain(row_violations(db), code_violations(db, self._kinds)):
            place = f"$.tables.{violation.table}[?(@.id=={violation.row})]"
            self._add_error(f"{place}.{violation.column}".removesuffix("."), violation.message)
        if self.errors:
            raise _TooManyErrors

    def _add_error(self, place: str, what: str) -> None:
        self.errors.append(f"{place}: {what}")
        if len(self.errors) >= _MAX_ERRORS:
            raise _TooManyErrors

    def _read(self, db: sqlite3.Connection) -> None:
        seen = []
        for key in self._json.members():
            if key == "secretariat":
                self._check_version(self._json.value())
            elif key == "numbers":
                numbers = self._json.value()
                if not isinstance(numbers, dict):
                    self._fail("$.numbers", _("이름과 번호의 묶음이 아닙니다."))
                self._numbers = numbers
            elif key == "tables" and "secretariat" in seen:
                self._read_tables(db)
            else:
                self._fail(f"$.{key}", _("여기에 있을 수 없는 것입니다."))
            seen.append(key)
        self._json.expect_end()
        for key in {"secretariat", "numbers", "tables"}.difference(seen):
            self._add_error(f"$.{key}", _("없습니다."))

    def _fail(self, place: str, what: str) -> None:
        """Add an error after which the rest cannot be read."""
        self._add_error(place, what)
        raise _TooManyErrors

    def _check_version(self, value: Any) -> None:
        version = value.get("schema") if isinstance(value, dict) else None
        if type(version) is not int or version < 1:
            self._fail("$.secretariat.schema", _("판의 번호가 아닙니다."))
        elif version > schema_version():
            raise FileError(
                _(
                    "이 dump는 더 새로운 판({version})에서 만들어졌습니다. 이 프로그램은 {ours}까지 엽니다."
                ).format(version=version, ours=schema_version()),
                "$.secretariat.schema",
                _("프로그램을 새 판으로 바꾸어 주세요."),
            )
        else:
            self._version = version

    def _read_tables(self, db: sqlite3.Connection) -> None:
        missing = {table.name: table for table in SQLModel.metadata.sorted_tables}
        for name in self._json.members():
            table = missing.pop(older_dumps.current_table(self._version, name), None)
            if table is None:
                self._fail(f"$.tables.{name}", _("모르는 표입니다."))
            else:
                self._read_table(db, table, name)
        for name in missing.keys() - older_dumps.missing_tables(self._version):
            self._add_error(f"$.tables.{name}", _("표가 없습니다."))

    def _read_table(self, db: sqlite3.Connection, table: Table, dumped_name: str) -> None:
        meta = self._kinds.get(table.name)
        fields = meta.columns if meta else {}
        checks = {each.name: column_check(each, fields.get(each.name)) for each in table.columns}
        shown = JSON_COLUMNS.get(table.name, ())
        marks = ", ".join("?" * len(checks))
        insert = f"INSERT INTO {table.name} ({', '.join(checks)}) VALUES ({marks})"
        for at in self._json.items():
            values = older_dumps.convert_row(self._version, dumped_name, self._json.value())
            place = f"$.tables.{dumped_name}[{at}]"
            if errors := list(_row_errors(values, checks)):
                for column, message in errors:
                    self._add_error(f"{place}{column}", message)
                continue
            held = resident_number_columns(values)
            self.resident_numbers.extend(f"{place}.{name}" for name in held)
            try:
                texts = {
                    name: compact_json(values[name]) for name in shown if type(values[name]) is dict
                }
                db.execute(insert, [texts.get(name, values[name]) for name in checks])
            except (sqlite3.IntegrityError, ValueError, RecursionError) as error:
                self._add_error(place, _insert_error(error))
            self.rows += 1

    def _set_numbers(self, db: sqlite3.Connection) -> None:
        """Set the sequences, so that ids of deleted rows are not used again."""
        used = dict(db.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        self._numbers = {
            older_dumps.current_table(self._version, name): number
            for name, number in self._numbers.items()
        }
        for name in used.keys() - self._numbers.keys():
            self._add_error(f"$.numbers.{name}", _("없습니다."))
        for name, number in self._numbers.items():
            if name not in SQLModel.metadata.tables:
                self._add_error(f"$.numbers.{name}", _("모르는 표입니다."))
            elif what := id_error(number):
                self._add_error(f"$.numbers.{name}", what)
            elif number < used.get(name, 0):
                self._add_error(f"$.numbers.{name}", _("이미 쓴 번호보다 작습니다."))
        if not self.errors:
            db.execute("DELETE FROM sqlite_sequence")
            db.executemany("INSERT INTO sqlite_sequence VALUES (?, ?)", self._numbers.items())


def _row_errors(values: Any, checks: Mapping[str, Check]) -> Iterable[tuple[str, str]]:
    """Yield the errors of a row: (".column", message)."""
    if not isinstance(values, dict):
        yield "", _("이름과 값의 묶음이 아닙니다.")
        return
    if values.keys() != checks.keys():
        yield from ((f".{name}", _("값이 없습니다.")) for name in checks.keys() - values.keys())
        yield from ((f".{name}", _("모르는 열입니다.")) for name in values.keys() - checks.keys())
        return
    for name, check in checks.items():
        if what := check(values[name]):
            yield f".{name}", what


def _insert_error(error: Exception) -> str:
    if isinstance(
        error, sqlite3.IntegrityError
    ):  # its message names the constraint, not the values
        return _("규칙에 맞지 않습니다: {reason}").format(reason=error)
    return _("글자나 수가 아닌 것이 들어 있습니다.")
