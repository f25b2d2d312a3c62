"""Files of released schema versions: upgraded to the present one, and read."""

import shutil
from pathlib import Path

import pytest

from secretariat_tui.areas import record_classes
from secretariat_tui.database.engine.header import SCHEMA_VERSION
from secretariat_tui.database.file import upgrade_if_older
from secretariat_tui.database.schema.ddl import create
from tests.database.release import RELEASED
from tests.database.states import ask, drift, shape, violations

VERSIONS = range(1, SCHEMA_VERSION + 1)


@pytest.fixture(params=VERSIONS, ids="v{}".format)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the file of a released version."""
    return Path(shutil.copy(RELEASED / f"v{request.param}.db", tmp_path / "office.db"))


def test_an_upgraded_file_has_the_schema_of_a_new_one(released: Path, tmp_path: Path) -> None:
    upgrade_if_older(released, record_classes, tmp_path / "backups")
    create(tmp_path / "new.db", record_classes)
    assert drift(released) == []
    assert shape(released) == shape(tmp_path / "new.db")
    assert ask(released, "PRAGMA user_version") == [(SCHEMA_VERSION,)]


def test_an_upgraded_file_passes_all_checks(released: Path, tmp_path: Path) -> None:
    assert ask(released, "SELECT count(*) FROM change") > [(0,)]
    upgrade_if_older(released, record_classes, tmp_path / "backups")
    assert ask(released, "PRAGMA quick_check") == [("ok",)]
    assert violations(released) == []
