"""Compiled statements: they are up to date, and a change of a statement or a column is noticed."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import secretariat_tui
from tests import statements

ROOT = Path(secretariat_tui.__file__).parent.parent


def test_the_compiled_statements_are_up_to_date() -> None:
    assert [path.as_posix() for path in statements.outdated()] == []


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the package and its generator."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "secretariat_tui", tmp_path / "secretariat_tui", ignore=ignore)
    (tmp_path / "tests").mkdir()
    for name in ("__init__.py", "statements.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests")
    return tmp_path


def _generate(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.statements", *arguments],
        cwd=copy, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "PYTHONPATH": str(copy)},
    )  # fmt: skip


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("statements.py", "ACCOUNT_NAME = select(col(Account.name))", "ACCOUNT_NAME = select(col(Account.code))"),
        ("statements.py", '"of_account": col(Expense.account_id) ==', '"of_account": col(Expense.account_id) !='),
        ("records.py", '    target: str = ""\n', '    target: str = ""\n    receipt: str = ""\n'),
    ],
)  # fmt: skip
def test_a_changed_statement_or_column_is_noticed(
    copied: Path, file: str, old: str, new: str
) -> None:
    assert _generate(copied, "--check").returncode == 0
    _replace(copied / "secretariat_tui/areas/budget" / file, old, new)
    done = _generate(copied, "--check")
    assert (done.returncode, done.stdout) == (1, "outdated: areas/budget/compiled.py\n")
    assert _generate(copied).returncode == 0
    assert _generate(copied, "--check").returncode == 0


@pytest.mark.slow
def test_a_column_that_is_gone_cannot_be_compiled(copied: Path) -> None:
    records = copied / "secretariat_tui/areas/budget/records.py"
    _replace(records, '    target: str = ""\n', "")
    done = _generate(copied, "--check")
    assert done.returncode == 1
    assert "KeyError: 'target'" in done.stderr


def test_compiled_modules_have_statements_only() -> None:
    for path in statements.modules():
        tree = ast.parse(path.with_name("compiled.py").read_text(encoding="utf-8"))
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert imported <= {"secretariat_tui.database.search.list_query"}
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]


# What is not compiled from statements, and why not: the number of SELECT texts of each module.
_OF_SQLITE = "SQLite's own catalogue, search or sequences"
_COMPOSED = "composed of declared fields or compiled parts when the program runs"
_ANY_TABLE = "reads any table by its name"
WRITTEN_BY_HAND = {
    "cli/doctor.py": (2, _OF_SQLITE),
    "cli/files.py": (1, _ANY_TABLE),
    "database/bulk_insert.py": (2, _OF_SQLITE),
    "database/plain_store.py": (1, _ANY_TABLE),
    "imports/known_rows.py": (3, _ANY_TABLE),
    "database/audit/events.py": (1, "part of an INSERT"),
    "database/audit/undo.py": (2, _ANY_TABLE),
    "database/engine/dialect.py": (6, "the renderings of the dialects"),
    "database/maintenance/backup.py": (2, _OF_SQLITE),
    "database/maintenance/upgrade.py": (4, _OF_SQLITE),
    "database/maintenance/verify.py": (18, _OF_SQLITE),
    "database/schema/attached.py": (4, "triggers"),
    "database/schema/ddl.py": (2, "triggers"),
    "database/schema/final.py": (2, "triggers"),
    "database/schema/migrations/versions/0003_attached.py": (2, "tables of an older schema"),
    "database/search/find.py": (8, _OF_SQLITE),
    "database/search/groups.py": (4, _COMPOSED),
    "database/search/index.py": (8, _OF_SQLITE),
    "database/search/list_query.py": (16, _COMPOSED),
    "database/search/unindexed.py": (5, _OF_SQLITE),
    "database/transfer/dump.py": (2, _ANY_TABLE),
    "database/transfer/load.py": (1, _OF_SQLITE),
    "database/audit/meta.py": (1, _COMPOSED),
    "database/audit/ownership.py": (3, _COMPOSED),
    "database/audit/people.py": (2, _ANY_TABLE),
    "database/audit/retention.py": (2, "parts of an UPDATE of the audit log"),
    "areas/attached/queries.py": (13, _COMPOSED),
    "areas/tasks/queries.py": (10, _COMPOSED),
    "areas/tasks/list_index.py": (1, _COMPOSED),
    "areas/people/queries.py": (1, _COMPOSED),
    "areas/schedule/printed/past_dealings.py": (1, _ANY_TABLE),
    "reporting/parts.py": (4, _COMPOSED),
    "database/schema/contact_register.py": (8, "parts of INSERTs into files of older versions"),
    "tables/record_texts.py": (5, _COMPOSED),
}


def _selects(path: Path) -> int:
    """Return how often a module's texts contain SELECT."""
    return sum(
        len(re.findall(r"\bSELECT\b", node.value))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_no_other_statements_are_written_by_hand() -> None:
    counts = {
        path.relative_to(statements.PACKAGE).as_posix(): _selects(path)
        for path in statements.PACKAGE.rglob("*.py")
        if path.name != "compiled.py"
    }
    known = {name: number for name, (number, _reason) in WRITTEN_BY_HAND.items()}
    assert {name: number for name, number in counts.items() if number} == known
