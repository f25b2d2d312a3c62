"""Fixtures for the tests of the database."""

import os
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.schema.ddl import logged_tables
from tests.database.states import raw

_NOBODY = 65534
_RECORDS = {"parent": "account", "target": "agreement"}  # what a row hangs on


@pytest.fixture
def other(path: Path) -> Iterator[OfficeFile]:
    """The same office file, opened by 이비서관."""
    office = OfficeFile(path, "이비서관")
    yield office
    office.close()


@pytest.fixture
def full(path: Path) -> Path:
    """A file with a row in every table; what the row says makes no sense."""
    with raw(path) as db:
        db.execute("PRAGMA ignore_check_constraints=ON")
        db.execute("INSERT INTO tx (at, who, label, kind, open) VALUES ('', '', '', 'do', 1)")
        for table in logged_tables():
            columns = db.execute(
                "SELECT name, type FROM pragma_table_info(?)", (table.name,)
            ).fetchall()
            row = ", ".join(
                "1" if kind == "INTEGER" else f"'{_RECORDS.get(name, 'x')}'"
                for name, kind in columns
            )
            db.execute(f"INSERT INTO {table.name} VALUES ({row})")
        db.execute("UPDATE tx SET open = NULL")
    return path


@pytest.fixture
def limited() -> Callable[[int], AbstractContextManager[None]]:
    """Let no file grow beyond a size in bytes meanwhile, as a full disk or a quota does."""

    @contextmanager
    def limit(size: int) -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return limit


@pytest.fixture
def plain(path: Path) -> Iterator[Path]:
    """An empty office file of a person whom permissions bind, also where root runs the tests."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as folder:
        own = Path(shutil.copy(path, folder))
        if root:
            os.chown(folder, _NOBODY, _NOBODY)
            os.chown(own, _NOBODY, _NOBODY)
            os.seteuid(_NOBODY)
        try:
            yield own
        finally:
            if root:
                os.seteuid(0)
            Path(folder).chmod(0o700)
