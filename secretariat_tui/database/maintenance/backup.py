"""Complete, checked copies of the office file, readable by their owner only."""

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
from secretariat_tui.database.engine import compiled, header
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
_DAYS, _WEEKS, _MONTHS = 14, 8, 12  # how long the last of each day, week, month is kept


class Backup(NamedTuple):
    """A backup, the local time it was made, and a label for the occasion."""

    path: Path
    at: datetime
    label: str


def backup_folder(path: Path, root: Path) -> Path:
    """Return the folder for a file's backups, a different one for files of the same name."""
    return root / f"{path.stem}-{crc32(os.fsencode(path.resolve())):08x}"


def backups(folder: Path) -> list[Backup]:
    """Return the backups in a folder that this program can restore, newest first."""
    return [
        each for each, state in _candidates(folder) if state in {FileState.CURRENT, FileState.OLDER}
    ]


def invalid_backups(folder: Path) -> list[Path]:
    """Return the files named like backups that are none: empty, or overwritten."""
    return [
        each.path
        for each, state in _candidates(folder)
        if state in {FileState.EMPTY, FileState.FOREIGN}
    ]


def _candidates(folder: Path) -> list[tuple[Backup, FileState]]:
    """Return the files named like backups, newest first, with the state that their headers show."""
    candidates = []
    for path in folder.glob("*.db"):
        if stamp := _NAME.search(path.name):
            with suppress(ValueError, OSError):  # another window may be pruning
                each = Backup(path, datetime.strptime(stamp[1], TIMESTAMP_FORMAT), stamp[2])  # noqa: DTZ007
                candidates.append(
                    (each.at, path.stat().st_mtime_ns, each, header.read_header(path).state)
                )
    candidates.sort(key=lambda one: one[:3], reverse=True)
    return [(each, state) for _at, _modified, each, state in candidates]


def back_up(path: Path, folder: Path, label: str, at: datetime) -> Path:
    """Copy the file into the folder, even while it is in use; return the checked copy.

    Its name is `<stem>-YYYYMMDD-HHMM-<label>.db`. FileError if it cannot be written or the file is damaged; there
    is then no copy.
    """
    with translate_errors(path), closing(open_readonly(path)) as source:
        return write_backup(source.backup, path, folder, label, at)


def write_backup(copy_to: CopyFunction, path: Path, folder: Path, label: str, at: datetime) -> Path:
    """Write a backup with a function that copies an open file, which may have been deleted meanwhile."""
    make_private_folder(folder)
    copy = _free_path(folder, f"{path.stem}-{at:{TIMESTAMP_FORMAT}}-{label}")
    with atomic_write(copy, replace=False) as part:
        copy_database(part, copy_to, path, copy)
    return copy


def copy_database(
    part: Path, copy_to: CopyFunction, path: Path, out: Path, failed: str = _FAILED
) -> None:
    """Copy a database, whose file is `path`, into the empty file `part`, check it and flush it to the disk.

    FileError if the source is damaged, or if the copy cannot be written: its message is then `failed`, and its
    location `out`, the final name of the copy.
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
    """Raise errors of writing a copy with the path of the copy, not of its source."""
    try:
        yield
    except sqlite3.Error as error:
        name = str(getattr(error, "sqlite_errorname", ""))
        for code, reason in _REASONS.items():
            if name.startswith(code):
                remedy = _("남은 자리와 장치의 연결을 확인하고 다시 해 주세요.")
                raise FileError(_(failed).format(reason=_(reason)), str(out), remedy) from error
        raise


def _free_path(folder: Path, name: str) -> Path:
    """Return an unused path: a second backup within a minute does not replace the first."""
    names = (folder / f"{name}{f'-{n}' if n > 1 else ''}.db" for n in count(1))
    return next(path for path in names if not path.exists())


def last_commit(path: Path, mode: str = "rw") -> LastCommit | None:
    """Return a file's last commit. FileError if it cannot be read."""
    with translate_errors(path), closing(open_readonly(path, mode)) as db:
        row = db.execute(compiled.LAST_COMMIT).fetchone()
    return row and LastCommit(*row)


def missing_changes(copy: Path, path: Path, seen: LastCommit | None = None) -> int | None:
    """Return the number of commits of a file that are missing in its copy; None if that is unknown.

    It is unknown if one of them cannot be read or their histories have diverged. If the file itself has lost the
    commit `seen`, those up to `seen` are counted.
    """
    with suppress(FileError), translate_errors(path):
        last = last_commit(copy, "ro") or LastCommit(0, "")
        with closing(open_readonly(path)) as db:
            if seen and not db.execute(compiled.HAS_COMMIT, seen._asdict()).fetchone():
                return seen.id - last.id if last.id <= seen.id else None
            shared = db.execute(compiled.HAS_COMMIT, last._asdict()).fetchone()
            if shared or not last.id:
                return int(db.execute(compiled.COMMITS_AFTER, {"id": last.id}).fetchone()[0])
    return None


def back_up_changes(path: Path, folder: Path, label: str, at: datetime) -> Path | None:
    """Back up the file unless its newest backup is up to date; return the new backup."""
    now, existing = last_commit(path), backups(folder)
    if now is None or (existing and missing_changes(existing[0].path, path) == 0):
        return None
    copy = back_up(path, folder, label, at)
    prune(folder, at)
    return copy


def prune(folder: Path, now: datetime) -> None:
    """Delete superfluous backups and stale temporary files."""
    for each in backups_to_prune(backups(folder), now):
        each.path.unlink(missing_ok=True)
    remove_stale_parts(folder)


def backups_to_prune(existing: Iterable[Backup], now: datetime) -> list[Backup]:
    """Return the backups to delete.

    Kept are all of today, the last of each day for 14 days, of each week for 8 weeks and of each month for 12
    months, and always the newest.
    """
    kept: set[tuple[object, ...]] = set()
    superfluous = []
    for each in sorted(existing, key=lambda each: each.at, reverse=True):
        period = _period(each.at.date(), now.date())
        if not kept or period == ("today",) or (period and period not in kept):
            kept.add(period)
        else:
            superfluous.append(each)
    return superfluous


def _period(day: date, today: date) -> tuple[object, ...]:
    """Return the period of which one backup is kept; () if it is too long ago."""
    if day >= today:  # or the clock was wrong
        return ("today",)
    if day > today - timedelta(days=_DAYS):
        return ("day", day)
    if day > today - timedelta(weeks=_WEEKS):
        return ("week", *day.isocalendar()[:2])
    if (today.year - day.year) * 12 + today.month - day.month <= _MONTHS:
        return ("month", day.year, day.month)
    return ()


def copy_file(path: Path, out: Path) -> None:
    """Write a checked copy of the file, even while it is in use, to a path that does not exist yet."""
    with (
        atomic_write(out, replace=False) as part,
        translate_errors(path),
        closing(open_readonly(path)) as source,
    ):
        copy_database(part, source.backup, path, out)
