"""Copies of the office file that are whole, checked, and readable by their owner only."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from secretariat_tui.core.atomic_file import atomic_write, make_private_folder, remove_stale_parts
from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.engine import header
from secretariat_tui.database.engine.connect import LastCommit, open_readonly
from secretariat_tui.database.engine.errors import translate_errors
from secretariat_tui.database.engine.header import FileState

TIMESTAMP_FORMAT = "%Y%m%d-%H%M"
_NAME = re.compile(r"-(\d{8}-\d{4})-([^-]+)(?:-\d+)?\.db")
CopyFunction = Callable[[sqlite3.Connection], None]
_FAILED = N_("백업을 만들지 못했습니다: {reason}")
_REASONS = {
    "SQLITE_FULL": N_("디스크가 가득 찼습니다."),
    "SQLITE_IOERR": N_("저장 장치에서 오류가 났습니다."),
    "SQLITE_READONLY": N_("쓸 수 없는 곳입니다."),
}
_DAYS, _WEEKS, _MONTHS = 14, 8, 12  # how long one of each day, week, month is kept


class Backup(NamedTuple):
    """A backup of a file, the local time it was made, and the word that says on what occasion."""

    path: Path
    at: datetime
    label: str


def backup_folder(path: Path, root: Path) -> Path:
    """Return the folder of a file's own backups, so that two files of one name never mix."""
    return root / f"{path.stem}-{crc32(os.fsencode(path.resolve())):08x}"


def backups(folder: Path) -> list[Backup]:
    """Return the backups in a folder that this program can put back, newest first."""
    return [
        each for each, state in _candidates(folder) if state in {FileState.CURRENT, FileState.OLDER}
    ]


def invalid_backups(folder: Path) -> list[Path]:
    """Return the files in a folder that are called like backups and are none: empty, or overwritten."""
    return [
        each.path
        for each, state in _candidates(folder)
        if state in {FileState.EMPTY, FileState.FOREIGN}
    ]


def _candidates(folder: Path) -> list[tuple[Backup, FileState]]:
    """Return what is called like a backup, newest first, and what its first 100 bytes say it is."""
    found = []
    for path in folder.glob("*.db"):
        if stamp := _NAME.search(path.name):
            with suppress(ValueError, OSError):  # another window may be thinning them
                each = Backup(path, datetime.strptime(stamp[1], TIMESTAMP_FORMAT), stamp[2])  # noqa: DTZ007
                found.append(
                    (each.at, path.stat().st_mtime_ns, each, header.read_header(path).state)
                )
    found.sort(key=lambda one: one[:3], reverse=True)
    return [(each, state) for _at, _made, each, state in found]


def back_up(path: Path, folder: Path, mark: str, at: datetime) -> Path:
    """Copy the file into the folder, while others may be using it; return the checked copy.

    It is called `<stem>-YYYYMMDD-HHMM-<mark>.db`. FileProblem where it cannot be written, or the file is
    damaged; then there is no copy.
    """
    with translate_errors(path), closing(open_readonly(path)) as source:
        return write_backup(source.backup, path, folder, mark, at)


def write_backup(copy_to: CopyFunction, path: Path, folder: Path, mark: str, at: datetime) -> Path:
    """Do as `back_up` with what copies an open file, which may have been deleted meanwhile."""
    make_private_folder(folder)
    copy = _free_path(folder, f"{path.stem}-{at:{TIMESTAMP_FORMAT}}-{mark}")
    with atomic_write(copy, replace=False) as part:
        copy_database(part, copy_to, path, copy)
    return copy


def copy_database(
    part: Path, copy_to: CopyFunction, path: Path, out: Path, failed: str = _FAILED
) -> None:
    """Fill an empty file with what is in another, named `path`, and see it safe on the disk.

    FileProblem where that is damaged, or where it does not fit: this says `failed`, and names `out`,
    which the empty file is to become.
    """
    with (
        translate_errors(path),
        _write_errors(out, failed),
        closing(sqlite3.connect(part)) as target,
    ):
        copy_to(target)
        if target.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise FileError(
                _("파일이 손상되어 옮겨 담지 않았습니다."),
                str(path),
                _("이 파일을 고치지 말고 이전 백업을 쓰세요."),
            )
    with part.open("r+b") as file:
        os.fsync(file.fileno())


@contextmanager
def _write_errors(out: Path, failed: str) -> Iterator[None]:
    """Say of a copy, and not of what it is made of, that it cannot be written."""
    try:
        yield
    except sqlite3.Error as error:
        name = str(getattr(error, "sqlite_errorname", ""))
        for known, reason in _REASONS.items():
            if name.startswith(known):
                remedy = _("남은 자리와 장치의 연결을 확인하고 다시 해 주세요.")
                raise FileError(_(failed).format(reason=_(reason)), str(out), remedy) from error
        raise


def _free_path(folder: Path, name: str) -> Path:
    """Return a name that is not taken: a second backup within a minute never replaces the first."""
    names = (folder / f"{name}{f'-{n}' if n > 1 else ''}.db" for n in count(1))
    return next(path for path in names if not path.exists())


def last_commit(path: Path, mode: str = "rw") -> LastCommit | None:
    """Return the last entry of a file's history. FileProblem where it cannot be read."""
    with translate_errors(path), closing(open_readonly(path, mode)) as db:
        row = db.execute("SELECT id, at FROM tx ORDER BY id DESC LIMIT 1").fetchone()
    return row and LastCommit(*row)


def missing_changes(copy: Path, path: Path, seen: LastCommit | None = None) -> int | None:
    """Return how many changes of a file its copy lacks; None where that cannot be told.

    It cannot where one of them is not readable, or where their histories have parted. Where the file itself
    has lost the last entry that was `seen`, what the copy lacks up to that one counts.
    """
    with suppress(FileError), translate_errors(path):
        last = last_commit(copy, "ro") or LastCommit(0, "")
        with closing(open_readonly(path)) as db:
            if seen and not db.execute("SELECT 1 FROM tx WHERE (id, at) = (?, ?)", seen).fetchone():
                return seen.id - last.id if last.id <= seen.id else None
            shared = db.execute("SELECT 1 FROM tx WHERE (id, at) = (?, ?)", last).fetchone()
            if shared or not last.id:
                sql = "SELECT count(*) FROM tx WHERE id > ?"
                return int(db.execute(sql, (last.id,)).fetchone()[0])
    return None


def back_up_changes(path: Path, folder: Path, mark: str, at: datetime) -> Path | None:
    """Back the file up where its newest backup is not of its present state; return the backup made."""
    now, kept = last_commit(path), backups(folder)
    if now is None or (kept and missing_changes(kept[0].path, path) == 0):
        return None
    made = back_up(path, folder, mark, at)
    prune(folder, at)
    return made


def prune(folder: Path, now: datetime) -> None:
    """Remove the backups that are one too many of their day, week or month, and what a kill left undone."""
    for each in backups_to_prune(backups(folder), now):
        each.path.unlink(missing_ok=True)
    remove_stale_parts(folder)


def backups_to_prune(found: Iterable[Backup], now: datetime) -> list[Backup]:
    """Return the backups that may go.

    All of today stay; the last of each day for 14 days, of each week for 8 weeks, of each month for
    12 months; and always the newest.
    """
    kept: set[tuple[object, ...]] = set()
    go = []
    for each in sorted(found, key=lambda each: each.at, reverse=True):
        period = _period(each.at.date(), now.date())
        if not kept or period == ("today",) or (period and period not in kept):
            kept.add(period)
        else:
            go.append(each)
    return go


def _period(day: date, today: date) -> tuple[object, ...]:
    """Return the period of which one backup is kept: () where it is too long ago."""
    if day >= today:  # also where the clock was wrong
        return ("today",)
    if day > today - timedelta(days=_DAYS):
        return ("day", day)
    if day > today - timedelta(weeks=_WEEKS):
        return ("week", *day.isocalendar()[:2])
    if (today.year - day.year) * 12 + today.month - day.month <= _MONTHS:
        return ("month", day.year, day.month)
    return ()


def copy_file(path: Path, out: Path) -> None:
    """Make a checked copy of the file, which others may be using, at a place where there is nothing yet."""
    with (
        atomic_write(out, replace=False) as part,
        translate_errors(path),
        closing(open_readonly(path)) as source,
    ):
        copy_database(part, source.backup, path, out)
