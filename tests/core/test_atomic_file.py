"""Temporary files of killed processes are removed at the next start, and those of running ones are not."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from secretariat_tui.core.atomic_file import (
    atomic_write,
    remove_stale_parts,
    sweep,
    temporary_file,
    unfinished,
)
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.settings import unfinished_dir
from secretariat_tui.tui import file_monitor

EXPORT = """
import sys
from pathlib import Path

from secretariat_tui.core.atomic_file import unfinished
from secretariat_tui.settings import unfinished_dir
from secretariat_tui.tables import export
from secretariat_tui.tables.table import Column, Sheet, Table


class Rows(list):
    def __iter__(self):
        yield from (f"이름{n}" for n in range(5000))
        print("writing", flush=True)
        sys.stdin.read()

    def __getitem__(self, index):
        return list(self)[index]


table = Table("t", "표", (Column("a", "이름", lambda row: row),))
path = Path(sys.argv[1])
with unfinished(path, unfinished_dir()):
    export.write(Sheet(table, Rows(["x"])), path, path.suffix[1:], force=False)
"""


def _killed_export(path: Path) -> None:
    """Export to a file in a process that is killed while it writes rows."""
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", EXPORT, str(path)],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"writing\n"
        os.kill(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_what_a_killed_export_leaves_is_removed_at_the_next_start(
    file: OfficeFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    folder, temporary = tmp_path / "out", tmp_path / "tmp"
    folder.mkdir()
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    _killed_export(folder / f"표.{suffix}")
    left = sorted(each.suffix for each in folder.iterdir())
    assert left == ([".part", ".part-rows"] if suffix == "xlsx" else [".part"])
    assert list(temporary.iterdir()) == []
    assert len(list(unfinished_dir().iterdir())) == 1
    file_monitor._sweep(file)
    assert list(folder.iterdir()) == []
    assert list(unfinished_dir().iterdir()) == []


def test_what_is_being_written_is_not_removed(tmp_path: Path) -> None:
    folder, log = tmp_path / "out", tmp_path / "log"
    folder.mkdir()
    with unfinished(folder / "a.csv", log), atomic_write(folder / "a.csv", replace=False) as part:
        part.write_text("가")
        sweep(log)
        remove_stale_parts(folder)
        assert part.exists()
    assert [each.name for each in folder.iterdir()] == ["a.csv"]
    assert list(log.iterdir()) == []


def test_a_file_is_written_even_if_it_cannot_be_noted(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    with unfinished(tmp_path / "a.csv", tmp_path / "log"):
        (tmp_path / "a.csv").write_text("가")
    assert (tmp_path / "a.csv").read_text() == "가"


@pytest.mark.parametrize("writer", ["0" * 24, "ab12"])
@pytest.mark.parametrize(("hours", "removed"), [(23, False), (25, True)])
def test_the_files_of_other_machines_are_removed_after_a_day(
    tmp_path: Path, writer: str, hours: int, *, removed: bool
) -> None:
    part = tmp_path / f".표.csv.{writer}.part"
    part.write_text("")
    at = time.time() - hours * 3600
    os.utime(part, (at, at))
    remove_stale_parts(tmp_path)
    assert part.exists() != removed


def test_files_of_others_that_are_named_alike_stay(tmp_path: Path) -> None:
    names = [".표.part", "표.csv.0011.part", ".표.csv.xyz.part"]
    for name in names:
        (tmp_path / name).write_text("")
        os.utime(tmp_path / name, (0, 0))
    remove_stale_parts(tmp_path)
    with temporary_file(tmp_path / "표.csv"):
        pass
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(names)
