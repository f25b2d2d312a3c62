"""Restoring a backup. The replaced file is kept under another name and never overwritten."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from secretariat_tui.core.atomic_file import atomic_write, keep_access, real_path
from secretariat_tui.core.errors import FileBusyError, FileError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.audit.events import log_restore
from secretariat_tui.database.engine import header
from secretariat_tui.database.engine.connect import open_readonly
from secretariat_tui.database.engine.errors import translate_errors
from secretariat_tui.database.engine.header import FileState
from secretariat_tui.database.maintenance.backup import TIMESTAMP_FORMAT, copy_database
from secretariat_tui.database.maintenance.integrity import quick_check

if TYPE_CHECKING:
    from secretariat_tui.database.schema.ddl import RecordClasses


def restore_backup(  # noqa: PLR0913
    copy: Path,
    path: Path,
    at: datetime,
    who: str,
    records: "RecordClasses",
    *,
    damaged: bool,
    foreign: bool = False,
) -> Path | None:
    """Replace the file with a checked copy of a backup; return the new path of the replaced file, if any.

    That is `<stem>-손상-YYYYMMDD-HHMM.db` or `<stem>-이전-…` in the same folder. The copy is upgraded to this
    program's schema and logs the restore; the backup itself is unchanged. A `foreign` file was never an office
    file: its permissions are not kept. FileError if it fails, FileBusyError while another program writes; nothing
    is then changed.
    """
    _check_backup(copy, path)
    path = real_path(path)
    aside = _free_path(path, _("손상") if damaged else _("이전"), at)
    undo: list[Callable[[], object]] = []
    try:
        with atomic_write(path, replace=True) as part:
            with translate_errors(copy), closing(open_readonly(copy, "ro")) as source:
                copy_database(part, source.backup, copy, path, _("되살리지 못했습니다: {reason}"))
            if header.read_header(part).state is FileState.OLDER:
                from secretariat_tui.database.maintenance.upgrade import upgrade

                try:
                    upgrade(part, records, None)
                except FileError as problem:  # its location is the temporary file
                    raise FileError(
                        problem.message, str(copy), _other_backup_hint(path)
                    ) from problem
            _check_schema(part, copy, path, records)
            with translate_errors(path), closing(sqlite3.connect(part)) as db:
                log_restore(db, who, copy.name, aside.name if path.exists() else "")
            _wait_for_writers(path)
            if not foreign:
                keep_access(part, path)
            existed = path.exists()
            _set_aside(path, aside, undo, keep_linked=not foreign)
    except BaseException:
        for move_back in reversed(undo):
            move_back()
        raise
    return aside if existed else None


def _set_aside(
    path: Path, aside: Path, undo: list[Callable[[], object]], *, keep_linked: bool
) -> None:
    """Give the file its second name, under which it stays when the copy replaces it; add how to undo that.

    A file with a journal is renamed with it, for SQLite would roll the journal back into the copy. One that is not
    `keep_linked` is renamed too, so that the copy does not take over its permissions. There is then
    no file at the path for a moment; `secretariat` finds the renamed one if it is killed in that.
    """
    journal, new_journal = _journal_path(path), _journal_path(aside)
    if aside.exists() or new_journal.exists():
        raise FileBusyError(
            _("다른 창이 지금 백업에서 되살렸습니다."), str(path), _("잠시 뒤에 다시 해 주세요.")
        )
    if keep_linked and path.exists() and not journal.exists():
        with suppress(OSError):  # no hard links here
            os.link(path, aside)
            undo.append(aside.unlink)
            return
    for old, new in ((path, aside), (journal, new_journal)):
        if old.exists():
            old.rename(new)
            undo.append(partial(new.rename, old))


def access_warning(path: Path, aside: Path) -> str:
    """Return a warning if a restored file has not the owner, group and permissions of the former one; else ""."""
    new, former = path.stat(), aside.stat()
    if (new.st_uid, new.st_gid, new.st_mode) == (former.st_uid, former.st_gid, former.st_mode):
        return ""
    return _(
        "파일의 주인, 그룹이나 권한이 전과 다릅니다. 함께 쓰는 사람이 열 수 있는지 확인해 주세요."
    )


def _check_backup(copy: Path, path: Path) -> None:
    try:
        state, version = header.read_header(copy)
    except OSError as error:
        raise FileError(
            _("백업을 읽을 수 없습니다."), str(copy), _("경로와 권한을 확인해 주세요.")
        ) from error
    if state in {FileState.CURRENT, FileState.OLDER}:
        if not quick_check(copy):
            return
        raise FileError(
            _("이 백업은 손상되었습니다. 되살리지 않았습니다."),
            str(copy),
            _other_backup_hint(path),
        )
    what = {
        FileState.MISSING: _("그런 백업이 없습니다."),
        FileState.NEWER: _("더 새로운 판({version})의 백업입니다.").format(version=version),
    }
    raise FileError(
        what.get(state, _("이 파일은 secretariat 백업이 아닙니다.")),
        str(copy),
        _("백업 목록: secretariat restore --file {file}").format(file=quote(str(path))),
    )


def _check_schema(part: Path, copy: Path, path: Path, records: "RecordClasses") -> None:
    """Raise FileError if the schema of a copied backup has what this program does not make, such as a trigger."""
    from secretariat_tui.database.maintenance.verify import schema_violations

    records()
    with translate_errors(copy), closing(open_readonly(part)) as db:
        for violation in schema_violations(db):
            raise FileError(
                _(
                    "이 백업에는 이 프로그램이 만들지 않은 것이 있습니다. 되살리지 않았습니다: {what}"
                ).format(what=f"{violation.table}: {violation.message}"),
                str(copy),
                _other_backup_hint(path),
            )


def _other_backup_hint(path: Path) -> str:
    return _("다른 백업을 고르세요: secretariat restore --file {file}").format(
        file=quote(str(path))
    )


def _wait_for_writers(path: Path) -> None:
    try:
        with translate_errors(path), closing(open_readonly(path)) as db:
            db.execute("BEGIN IMMEDIATE")
    except FileBusyError:
        raise
    except FileError:  # missing or damaged: no program can be writing
        return


def _journal_path(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _free_path(path: Path, label: str, at: datetime) -> Path:
    """Return an unused path in the same folder."""
    base = f"{path.stem}-{label}-{at:{TIMESTAMP_FORMAT}}"
    names = (path.with_name(f"{base}{f'-{n}' if n > 1 else ''}{path.suffix}") for n in count(1))
    return next(name for name in names if not name.exists() and not _journal_path(name).exists())
