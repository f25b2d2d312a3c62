"""Copies of the office file that are whole, checked, and readable by their owner only."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

from secretariat_tui.database.faults import explained
from secretariat_tui.files import whole
from secretariat_tui.language import _
from secretariat_tui.problem import FileProblem


def back_up(path: Path, folder: Path, mark: str, at: datetime) -> Path:
    """Copy the file into the folder, while others may be using it; return the checked copy.

    It is called `<stem>-YYYYMMDD-HHMM-<mark>.db`. FileProblem where it cannot be written, or the file is
    damaged; then there is no copy.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy = _free(folder, f"{path.stem}-{at:%Y%m%d-%H%M}-{mark}")
    with whole(copy, replace=False) as part:
        with explained(path):
            _copy(path, part)
        with part.open("rb") as file:
            os.fsync(file.fileno())
    return copy


def _copy(path: Path, part: Path) -> None:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
        if target.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise FileProblem(
                _("자료 파일이 손상되어 백업하지 않았습니다."),
                str(path),
                _("이 파일을 고치지 말고 이전 백업을 쓰세요."),
            )


def _free(folder: Path, name: str) -> Path:
    """Return a name that is not taken: a second backup within a minute never replaces the first."""
    names = (folder / f"{name}{f'-{n}' if n > 1 else ''}.db" for n in count(1))
    return next(path for path in names if not path.exists())
