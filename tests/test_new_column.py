"""A column is three edits: record, model, migration. Done here on a copy of the package with three of them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import secretariat_tui

PACKAGE = Path(secretariat_tui.__file__).parent
AREA = PACKAGE / "areas" / "proposals"
MIGRATION = """
import sqlalchemy as sa

from secretariat_tui.database.schema.migration_steps import add_column

revision = "{number:04}"
down_revision = "{before:04}"
keeps_log = True


def upgrade() -> None:
    add_column("proposal", sa.Column("agency", sa.Text, nullable=False), "")
    add_column("proposal", sa.Column("visited_on", sa.Date))
    add_column("proposal", sa.Column("urgent", sa.Boolean, nullable=False), 0)
"""
NOTE = """\
    note: Annotated[str, Field(N_("메모"), "paragraph", lines=2, spellings=("비고", "참고"))] = ""
"""
FIELD = """\
    agency: Annotated[str, Field(N_("협조 기관"), width=12, spellings=("협조기관",))] = ""
    visited_on: Annotated[date | None, Field(N_("현장 확인일"))] = None
    urgent: Annotated[bool, Field(N_("긴급"))] = False
"""
EDITS = {
    "records.py": (
        '    effect: str = ""\n    note: str = ""\n',
        (
            '    effect: str = ""\n    agency: str = ""\n    visited_on: date | None = None\n'
            '    urgent: bool = False\n    note: str = ""\n'
        ),
    ),
    "model.py": (
        NOTE,
        FIELD + NOTE,
    ),
}
USE = """
import asyncio, sys
from pathlib import Path

from secretariat_tui.areas import record_classes
from secretariat_tui.database.maintenance.upgrade import upgrade
from tests.tui.desk import desk


async def use(path):
    async with desk(path, (160, 50), area="proposals") as there:
        await there.press("insert", *"제안하나")
        there.app.screen.query_one("#edit-agency").value = "한국철도공사"
        print(there.text())
        await there.press("ctrl+s")
        print("저장 뒤:", there.text())
        await there.press("ctrl+k", *"한국철도")
        print("찾은 뒤:", there.text())


path = Path(sys.argv[1])
upgrade(path, record_classes, None)
asyncio.run(use(path))
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The folder of a copy of the package with the column."""
    package = tmp_path / "copy" / "secretariat_tui"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    for name, (old, new) in EDITS.items():
        module = package / "areas" / "proposals" / name
        text = module.read_text(encoding="utf-8")
        assert text.count(old) == 1, name
        module.write_text(text.replace(old, new), encoding="utf-8")
    versions = package / "database" / "schema" / "migrations" / "versions"
    before = max(int(each.name[:4]) for each in versions.glob("0*.py"))
    migration = MIGRATION.lstrip().format(number=before + 1, before=before)
    (versions / f"{before + 1:04}_agency.py").write_text(migration, encoding="utf-8")
    return package.parent


def run(folder: Path, *words: str | Path) -> str:
    """Run Python with the package of a folder and these tests; return what it prints."""
    paths = os.pathsep.join(map(str, (folder, PACKAGE.parent)))
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        env=os.environ | {"PYTHONPATH": paths},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_column_is_three_edits(copy: Path, tmp_path: Path) -> None:
    path, command = tmp_path / "office.db", ("-m", "secretariat_tui")
    dumped, loaded = tmp_path / "office.json", tmp_path / "loaded.db"
    run(PACKAGE.parent, *command, "new", path, "--sample")  # a file without the column
    run(PACKAGE.parent, *command, "dump", "-o", dumped, "--file", path)
    assert "areas/proposals/compiled.py" in run(copy, "-m", "tests.statements")
    screens = run(copy, "-c", USE, path)
    form, _mark, others = screens.partition("저장 뒤:")
    details, _mark, found = others.partition("찾은 뒤:")
    assert re.search(r"협조 기관 +한국철도공사", form)
    assert "협조 기관  한국철도공사" in details
    assert "제안하나" in found
    columns = ("--columns", "title,agency", "--file", path)
    assert run(copy, *command, "show", "proposals", "--format", "tsv", *columns).splitlines()[
        :2
    ] == ["제목\t협조 기관", "제안하나\t한국철도공사"]
    assert '"agency": "한국철도공사"' in run(
        copy, *command, "show", "proposals", "--format", "json", *columns
    )
    history = run(copy, *command, "show", "history", "--file", path)
    assert "제안 추가" in history
    assert "협조 기관" in history
    assert "agency(협조 기관)" in run(copy, *command, "show", "--help")
    assert "이상 없음" in run(copy, *command, "check", "--file", path)
    run(copy, *command, "load", dumped, "--file", loaded)
    assert "이상 없음" in run(copy, *command, "check", "--file", loaded)
