"""A new area is one folder and one entry: done here on a copy of the package, then used."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import secretariat_tui

PACKAGE = Path(secretariat_tui.__file__).parent
AREA = {
    "__init__.py": '''
"""방문: visitors of the office."""

from secretariat_tui.tui.keys.area import Area


def _screen():
    from secretariat_tui.areas.visits.screen import VisitsScreen

    return VisitsScreen


def _records():
    from secretariat_tui.areas.visits.records import Visit

    return (Visit,)


def _sheets():
    from secretariat_tui.areas.visits.tables import SHEETS

    return SHEETS


def _audit_tables():
    from secretariat_tui.areas.visits.audit_meta import TABLES

    return TABLES


def _commands():
    from secretariat_tui.areas.visits.screen import VisitsScreen

    return (VisitsScreen.commands,)


AREA = Area(
    "visits", "방문", "0", _screen, _commands,
    records=_records, sheets=_sheets, audit_tables=_audit_tables,
)
''',
    "records.py": '''
"""Tables of visits."""

from secretariat_tui.database.engine.tables import Record


class Visit(Record, table=True):
    """A visit."""

    visitor: str
''',
    "model.py": '''
"""Visits as entered."""

from typing import Annotated, NamedTuple

from secretariat_tui.core.fields import Field, RecordModel


class VisitDraft(NamedTuple):
    """A visit as entered."""

    visitor: Annotated[str, Field("방문자", required=True)]


VISIT = RecordModel("visit", "방문", "visitor", VisitDraft)
''',
    "audit_meta.py": '''
"""Metadata of the table of visits."""

from secretariat_tui.areas.visits import model
from secretariat_tui.database.audit.meta import TableMeta

TABLES = (TableMeta(model.VISIT),)
''',
    "tables.py": '''
"""Tables of visits."""

from typing import NamedTuple

from secretariat_tui.tables.table import Column, Sheet, SheetSource, Table


class VisitRow(NamedTuple):
    """A visit."""

    id: int
    visitor: str


VISITS = Table("visits", "방문 대장", (Column("visitor", "방문자", lambda row: row.visitor),))


def visits(reader, period):
    """Return all visits."""
    rows = reader.tuples("SELECT id, visitor FROM visit ORDER BY id")
    return Sheet(VISITS, [VisitRow(*row) for row in rows])


SHEETS = {"register": SheetSource(VISITS, visits)}
''',
    "screen.py": '''
"""The screen of visits."""

from secretariat_tui.areas.visits import tables
from secretariat_tui.tables.row_source import MemoryRows
from secretariat_tui.tui.screens.list import ListScreen


class VisitsScreen(ListScreen):
    """The visits."""

    area = "visits"
    table = tables.VISITS

    async def row_source(self):
        """Read the visits."""
        return MemoryRows(tables.VISITS, (await self.read(lambda r: tables.visits(r, None))).rows)

    async def headline(self):
        return [("방문 대장입니다", "bold")]

    def empty(self):
        return ""

    def read_pane(self, record):
        return lambda reader: []
''',
}
USE = """
import asyncio, sys
from contextlib import closing
from pathlib import Path

from secretariat_tui.areas import index_sources
from secretariat_tui.areas.visits.records import Visit
from secretariat_tui.database.file import OfficeFile
from tests.tui.desk import desk

path = Path(sys.argv[1])
with closing(OfficeFile(path, "김주무관", sources=index_sources)) as file:
    with file.edit("방문 추가") as session:
        session.add(Visit(visitor="제주시 방문단"))


async def use():
    async with desk(path, (100, 24)) as there:
        print(there.text().splitlines()[0])
        print(await there.press("0"))
        print(await there.press("ctrl+p", *"방문"))


asyncio.run(use())
"""


@pytest.fixture
def run(tmp_path: Path) -> object:
    """A copy of the package with the area, and a function that runs Python with it."""
    copy = tmp_path / "copy" / "secretariat_tui"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    folder = copy / "areas" / "visits"
    folder.mkdir()
    for name, text in AREA.items():
        (folder / name).write_text(text.lstrip(), encoding="utf-8")
    areas = copy / "areas" / "__init__.py"
    text = areas.read_text(encoding="utf-8")
    for old, new in (
        ("    today,\n)", "    today,\n    visits,\n)"),
        ("report.AREA,\n)", "report.AREA,\n    visits.AREA,\n)"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    areas.write_text(text, encoding="utf-8")

    def run(*words: str | Path) -> str:
        paths = os.pathsep.join(map(str, (copy.parent, PACKAGE.parent)))
        done = subprocess.run(
            [sys.executable, *map(str, words)],
            env=os.environ | {"PYTHONPATH": paths},
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.mark.slow
def test_a_new_area_is_one_folder_and_one_entry(run: object, tmp_path: Path) -> None:
    assert callable(run)
    path = tmp_path / "office.db"
    command = ("-m", "secretariat_tui")
    page = run(*command, "--help")
    assert "시장실의 기록(일정, 예산, 제안, 협약, 사업, 할일, 인력, 보고, 방문)" in page
    assert "  visits(방문)               register\n" in page
    assert "방문 화면으로 갑니다." in run(*command, "keys")
    run(*command, "new", path)
    header, *screens = run("-c", USE, path).splitlines()
    assert header.startswith(
        "[1 오늘] 2 일정  3 예산  4 제안  5 협약  6 사업  7 할일  8 인력  9 보고  0 방문 "
    )
    shown = "\n".join(screens)
    assert " 9 보고 [0 방문] " in shown
    assert " 방문 대장입니다" in shown
    palette = screens[24:]
    assert [line for line in palette if "0" in line and "방문" in line and "│" in line]
    assert "제주시 방문단" in run(*command, "show", "방문/register", "--file", path)
    assert "제주시 방문단" in run(*command, "show", "visits", "--file", path)
    history = run(*command, "show", "history", "--file", path)
    assert "방문 추가" in history
    assert "제주시 방문단" in history
    assert "이상 없음" in run(*command, "check", "--file", path)
