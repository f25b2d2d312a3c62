"""Starting stays light: what a fresh process has imported by the time a person can read."""

import json
import os
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas.attached.model import RecordKey, TaskDraft
from secretariat_tui.areas.attached.store import TASKS
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search import index as search_index

HEAVY = (
    "textual",
    "sqlmodel",
    "sqlalchemy",
    "pydantic",
    "alembic",
    "openpyxl",
    "xlsxwriter",
    "holidays",
    "korean_lunar_calendar",
    "icalendar",
    "hwpx",
)


NOT_FOR_THE_FIRST_FRAME = (
    "dataclasses",
    "inspect",
    "platformdirs",
    "tempfile",
    "secretariat_tui.core.matcher",
    "secretariat_tui.database.audit.history",
    "secretariat_tui.database.search.find",
    "secretariat_tui.tables.table",
    "secretariat_tui.areas.attached.details",
    "secretariat_tui.areas.people.model",
    "secretariat_tui.areas.report.model",
    "secretariat_tui.areas.staff.model",
    "secretariat_tui.areas.tasks.model",
)


def _imported(code: str, path: Path, names: tuple[str, ...] = HEAVY) -> list[str]:
    # Coverage of the process itself would import modules as well.
    env = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    script = f"import sys, json\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True, text=True, check=True, env=env, timeout=60,
    )  # fmt: skip
    modules = json.loads(done.stdout.splitlines()[-1])
    return [name for name in names if name in modules]


def test_the_first_frame_needs_neither_textual_nor_sqlmodel(office: Path) -> None:
    code = """
from datetime import date
from pathlib import Path
import secretariat_tui.cli.main, secretariat_tui.launch
from secretariat_tui.areas import AREAS
from secretariat_tui.areas.today import frame_rows, queries
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.keys.area import TablesAsNeeded
from secretariat_tui.tui.keys.keymap import load_keymap
from secretariat_tui.tui.paint import first_frame
from secretariat_tui.tui.runtime.preferences import Preferences
reader = OfficeFile(Path(sys.argv[1]), "x").reader
seen = queries.overview(reader, TablesAsNeeded(AREAS), date(2023, 4, 19))
preferences = Preferences(keymap=load_keymap(AREAS))
rows = frame_rows.screen_rows(seen, AREAS, "x", (80, 24), preferences)
first_frame.render(rows, {}, {}, preferences.display_options)
"""
    assert _imported(code, office, (*HEAVY, *NOT_FOR_THE_FIRST_FRAME)) == []


TABLES_OF_AREAS = tuple(
    f"secretariat_tui.areas.{area}.audit_meta"
    for area in ("schedule", "budget", "proposals", "agreements", "programmes", "tasks", "staff")
)
OVERVIEW = """
from datetime import date
from pathlib import Path
from secretariat_tui.areas import AREAS
from secretariat_tui.areas.today import queries
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tui.keys.area import TablesAsNeeded
seen = queries.overview(Reader(Path(sys.argv[1])), TablesAsNeeded(AREAS), date(2023, 4, 19))
"""


@pytest.mark.parametrize(
    ("table", "areas"),
    [("", 0), ("event", 1), ("proposal", 3), ("agreement", 4), ("programme", 5), ("contact", 7)],
)
def test_the_overview_imports_the_areas_as_far_as_that_of_a_due_task(
    office: Path, table: str, areas: int
) -> None:
    """In the order of the areas. Without a due task none is imported."""
    with closing(OfficeFile(office, "김주무관")) as file:
        with file.edit("할 일 없이") as session:
            session.connection().exec_driver_sql("DELETE FROM task")
        if table:
            number = file.reader.value(f"SELECT min(id) FROM {table}")
            TASKS.add(
                file, RecordKey(table, number), TaskDraft("보낼 일", due_on=date(2023, 4, 19))
            )
    assert _imported(OVERVIEW, office, TABLES_OF_AREAS) == list(TABLES_OF_AREAS[:areas])


def test_the_screens_need_no_sqlmodel_until_something_is_written(office: Path) -> None:
    code = """
import secretariat_tui.tui.app
from secretariat_tui.areas import AREAS
for area in AREAS:
    area.screen()
"""
    assert _imported(code, office) == ["textual"]


def test_a_table_is_shown_on_a_terminal_without_textual_or_sqlmodel(office: Path) -> None:
    code = """
from secretariat_tui.cli import main as cli, tables
tables.is_terminal = lambda *_streams: True
cli.main(["show", "budget", "--file", sys.argv[1], "--as-of", "2023-04-19"])
"""
    assert _imported(code, office) == []


def test_a_table_goes_into_a_pipe_and_the_history_without_textual_or_sqlmodel(office: Path) -> None:
    code = """
from secretariat_tui.cli.main import main
main(["show", "budget", "--file", sys.argv[1], "--as-of", "2023-04-19"])
"""
    assert _imported(code, office) == []
    with closing(Reader(office)) as reader:
        assert (
            reader.value("SELECT label FROM tx ORDER BY id DESC") == "내보내기: 과목별 집행현황 3건"
        )
        assert not search_index.is_behind(reader)


def test_the_keys_are_shown_without_textual_or_sqlmodel(office: Path) -> None:
    code = """
from secretariat_tui.cli.main import main
main(["keys"])
"""
    assert _imported(code, office) == []
