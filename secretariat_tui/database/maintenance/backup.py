"""Complete, checked copies of the office file, readable by their owner only."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime, timedelta
from itertools import count, pairwise
from pathlib import Path
from zlib import crc32

from secretariat_tui.core.atomic_file import (
    atomic_write,
    make_private_folder,
    real_path,
    remove_stale_parts,
)
from secretariat_tui.core.errors import FileError, FileTakenError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.lazy_pattern import LazyPattern
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine import compiled, header
from secretariat_tui.database.engine.connect import LastCommit, open_readonly
from secretariat_tui.database.engine.errors import translate_errors
from secretariat_tui.database.engine.header import FileState

TIMESTAMP_FORMAT = "%Y%m%d-%H%M"
_NAME = LazyPattern(r"-(\d{8}-\d{4})-([^-]+)(?:-\d+)?\.db")
CopyFunction = Callable[[sqlite3.Connection], None]
_FAILED = N_("백업을 만들지 못했습니다: {reason}")
_REASONS = {
    "SQLITE_FULL": N_("디스크가 가득 찼습니다."),
    "SQLITE_IOERR": N_("저장 장치에서 오류가 났습니다."),
    "SQLITE_READONLY": N_("쓸 수 없는 곳입니다."),
}
_KEPT = {
    "%Y-%m-%d": 14,
    "%G-%V": 9,
    "%Y-%m": 13,
}  # days, weeks and months of which the last is kept
_RESTORABLE = {FileState.CURRENT, FileState.OLDER}
_CLOCK_BEHIND, _CLOCK_AHEAD = timedelta(days=1), timedelta(days=60)
"""By how much the clock may differ from the newest backup without a warning."""


class Backup(NamedTuple):
    """A backup, the local time it was made, a label for the occasion, and its last commit if that can be read."""

    path: Path
    at: datetime
    label: str
    last: LastCommit | None = None


def backup_folder(path: Path, root: Path) -> Path:
    """Return the folder for a file's backups: another one for each file, the same one for all its names."""
    file = real_path(path)
    return root / f"{file.stem}-{crc32(os.fsencode(file)):08x}"


KnownCommits = dict[tuple[Path, int], LastCommit]
"""The last commits of backups that were read before, by path and time of modification in ns.

Reading one takes as long as SQLite needs for the schema, and there are up to 36 backups.
"""


def backups(folder: Path, known: KnownCommits | None = None) -> list[Backup]:
    """Return the backups in a folder that this program can restore, newest first; extend the known commits.

    One that contains the last commit of another is newer, whatever their names say: the clock may have been
    wrong. Others are ordered by their names, those from the future last.
    """
    known = {} if known is None else known
    found = [each for each, state in _candidates(folder) if state in _RESTORABLE]
    now = datetime.now()  # noqa: DTZ005 - local time, as in the names
    found.sort(key=lambda each: each.at <= now, reverse=True)
    return _by_content([_with_last_commit(each, known) for each in found])


def has_backup_of(folder: Path, day: date) -> bool:
    """Return whether a backup that this program can restore was made on a day."""
    return any(
        each.at.date() == day and state in _RESTORABLE for each, state in _candidates(folder)
    )


def newest_by_name(folder: Path) -> Backup | None:
    """Return the newest backup if the clock was always right, which is faster than `backups`."""
    for each, state in _candidates(folder):
        if state in _RESTORABLE:
            return _with_last_commit(each, {})
    return None


def _with_last_commit(each: Backup, known: KnownCommits) -> Backup:
    with suppress(FileError, OSError):  # another window may be pruning
        key = each.path, each.path.stat().st_mtime_ns
        if key not in known:
            known[key] = last_commit(each.path, "ro") or LastCommit(0, "")
        return each._replace(last=known[key])
    return each


def _by_content(found: Sequence[Backup]) -> list[Backup]:
    """Order backups so that those which contain the last commit of another come before it."""
    ids = [each.last.id for each in found if each.last]
    if all(first >= second for first, second in pairwise(ids)):
        return list(found)  # none contains a commit later than its own last one
    lasts = {each.last for each in found if each.last}
    inside = {each.path: _commits_among(lasts, each) - {each.last} for each in found}
    ordered, left = [], list(found)
    while left:
        newest = next(
            each for each in left if not any(each.last in inside[other.path] for other in left)
        )
        left.remove(newest)
        ordered.append(newest)
    return ordered


def _commits_among(commits: set[LastCommit], each: Backup) -> set[LastCommit]:
    """Return those of some commits that a backup contains."""
    if not each.last:
        return set()
    with (
        suppress(FileError),
        translate_errors(each.path),
        closing(open_readonly(each.path, "ro")) as db,
    ):
        sql = "SELECT id, at FROM tx WHERE id IN (SELECT value FROM json_each(?))"
        rows = db.execute(sql, (json.dumps([commit.id for commit in commits]),))
        return commits & {LastCommit(0, ""), *(LastCommit(*row) for row in rows)}
    return set()


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
        if stamp := _NAME.compiled.search(path.name):
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
    while True:
        with suppress(FileTakenError):  # another window has just used the name
            return _write_once(copy_to, path, folder, label, at)


def _write_once(copy_to: CopyFunction, path: Path, folder: Path, label: str, at: datetime) -> Path:
    """Write a backup. FileTakenError if another one has taken its name meanwhile."""
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


def back_up_changes(
    path: Path, folder: Path, label: str, at: datetime, known: KnownCommits | None = None
) -> Path | None:
    """Back up the file unless a backup has all its changes; return the new backup."""
    known = {} if known is None else known
    with translate_errors(path), closing(open_readonly(path)) as source:
        while not _is_backed_up(path, existing := backups(folder, known)):
            with suppress(FileTakenError):  # another window has just backed up
                copy = _write_once(source.backup, path, folder, label, at)
                if not clock_warning(existing, at):
                    prune(folder, known)
                return copy
    return None


def _is_backed_up(path: Path, existing: Sequence[Backup]) -> bool:
    last = last_commit(path)
    return last is None or any(each.last == last for each in existing)


def clock_warning(existing: Sequence[Backup], now: datetime) -> str:
    """Return a warning if the clock is far from the newest backup, so that one of them must be wrong; else ""."""
    if not existing or -_CLOCK_BEHIND <= now - existing[0].at <= _CLOCK_AHEAD:
        return ""
    text = _(
        "컴퓨터의 날짜({now})가 가장 최근 백업({last})과 {n}일 다릅니다. 날짜가 맞는지 확인해 주세요."
        " 이번에는 백업을 정리하지 않습니다."
    )
    days = abs(now - existing[0].at).days
    return text.format(now=f"{now:%Y-%m-%d}", last=f"{existing[0].at:%Y-%m-%d}", n=f"{days:,}")


def prune(folder: Path, known: KnownCommits | None = None) -> None:
    """Delete superfluous backups and stale temporary files."""
    for each in backups_to_prune(backups(folder, known)):
        each.path.unlink(missing_ok=True)
    remove_stale_parts(folder)


def backups_to_prune(existing: Sequence[Backup]) -> list[Backup]:
    """Return the backups to delete, of those given newest first.

    Kept are all of the newest day, and the last of each of the 14 newest days, 9 weeks and 13 months that have
    backups. That depends on no clock: with a wrong one as many days as that must pass before anything is lost.
    """
    left = dict(_KEPT)
    superfluous, newer = [], None
    for each in existing:
        starts = [
            period
            for period in left
            if newer is None or each.at.strftime(period) != newer.at.strftime(period)
        ]
        kept = [period for period in starts if left[period] > 0]
        for period in kept:
            left[period] -= 1
        if not kept and each.at.date() != existing[0].at.date():
            superfluous.append(each)
        newer = each
    return superfluous


def copy_file(path: Path, out: Path) -> None:
    """Write a checked copy of the file, even while it is in use, to a path that does not exist yet."""
    with (
        atomic_write(out, replace=False) as part,
        translate_errors(path),
        closing(open_readonly(path)) as source,
    ):
        copy_database(part, source.backup, path, out)
