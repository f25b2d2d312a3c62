"""The open office file: what a store function gets to work with."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from secretariat_tui.core.errors import FileError, RuleError, UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine import header
from secretariat_tui.database.engine.errors import damaged_file_error
from secretariat_tui.database.engine.header import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    FileState,
    HeaderInfo,
)
from secretariat_tui.database.engine.identity import FileIdentity
from secretariat_tui.database.engine.reader import BUSY_TIMEOUT, Reader
from secretariat_tui.database.maintenance import location
from secretariat_tui.database.maintenance.policy import BackupPolicy
from secretariat_tui.database.maintenance.write_block import WriteBlock
from secretariat_tui.database.search import index as search_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Engine
    from sqlmodel import Session

    from secretariat_tui.database.audit.undo import UndoStep


class OfficeFile:
    """An existing office file, for one thread. Opening it reads 100 bytes; SQLModel is imported by the first edit.

    `who` signs the history; `busy_timeout` is how many seconds to wait for another writer. `sources` tell
    what the search index holds; without them it falls behind, until an edit with them. `backups` is the
    folder of this file's backups; without it there are none. FileProblem where the file is not one this
    program can open.
    """

    def __init__(
        self,
        path: Path,
        who: str,
        busy_timeout: float = BUSY_TIMEOUT,
        sources: Callable[[], Iterable[search_index.IndexSource]] | None = None,
        backups: Path | None = None,
    ) -> None:
        check_openable(path, backups)
        self.path = path
        self.who = who
        self.file_identity = FileIdentity(path)
        self.write_block = WriteBlock(path)
        self.backup_policy = BackupPolicy(self.file_identity, backups, self.write_block)
        self._descriptors: list[int] = []
        self._reader = Reader(path, busy_timeout)
        self._busy_timeout = busy_timeout
        self._sources = sources
        self._engine: Engine | None = None
        self._session: Session | None = None

    @property
    def identity(self) -> tuple[tuple[int, int] | None, int]:
        """Which file it is: another one, or another content that was begun with, has another."""
        return self.file_identity.file_id, self.file_identity.generation

    @property
    def read(self) -> Reader:
        """What reads the file: within an edit, with all that it has changed so far."""
        if self._session is None:
            return self._reader
        from secretariat_tui.database.engine import session as write_session

        self._session.flush()
        return Reader(self.path, within=write_session.sqlite_connection(self._session))

    @contextmanager
    def edit(self, label: str, *, kind: str = "do", undoes: int | None = None) -> Iterator[Session]:
        """Open the one door for writes: a transaction with a line in the history.

        An edit within an edit is part of it, which makes one undo of many acts.
        """
        if self._session is not None:
            yield self._session
            return
        from secretariat_tui.database.engine import session as write_session

        self.rejoin()
        self._check_writable()
        self.backup_policy.before_edit()
        self._check_writable()  # the backup may have found damage
        if self._engine is None:
            self._engine = write_session.make_engine(self.path, self._busy_timeout)
        with write_session.edit(
            self._engine, self.file_identity, self.who, label, kind=kind, undoes=undoes
        ) as session:
            self._session = session
            try:
                yield session
                self.index_changes()
            finally:
                self._session = None
        if entry := session.info.get(write_session.COMMIT):
            self.file_identity.record_commit(entry)

    @property
    def write_error(self) -> UserError | None:
        """Why the file cannot be changed now, or None if it can."""
        return self.write_block.error or location.permission_error(self.path)

    def _check_writable(self) -> None:
        if error := self.write_error:
            raise error

    def index_changes(self) -> None:
        """Bring the search index up to what the open edit has written."""
        if self._sources and self._session is not None:
            from secretariat_tui.database.engine import session as write_session

            search_index.update(
                self.read, write_session.sqlite_connection(self._session), self._sources()
            )

    def update_index(self) -> None:
        """Bring the search index up to what was written without it."""
        if self._sources and search_index.is_behind(self._reader) and not self.write_error:
            self.rejoin()
            from secretariat_tui.database.engine import session as write_session

            with write_session.maintenance_transaction(self.path, self._busy_timeout) as db:
                read = Reader(self.path, within=db)
                self.file_identity.check(read)
                search_index.update(read, db, self._sources())

    def undo(self) -> str:
        """Take back this person's last edit; return its label. Refused where there is none."""
        from secretariat_tui.database.audit import undo

        step = undo.next_undo(self.read, self.who)
        if step is None:
            raise RuleError(_("되돌릴 것이 없습니다."))
        return self._invert(step, "undo")

    def redo(self) -> str:
        """Do again what this person last took back; return its label. Refused where there is none."""
        from secretariat_tui.database.audit import undo

        step = undo.next_redo(self.read, self.who)
        if step is None:
            raise RuleError(_("다시 할 것이 없습니다."))
        return self._invert(step, "redo")

    def _invert(self, step: UndoStep, kind: str) -> str:
        from secretariat_tui.database.audit import undo

        with self.edit(step.label, kind=kind, undoes=step.id) as session:
            undo.invert(session, step.id)
        return step.label

    def rejoin(self) -> None:
        """Go on with a file that was put back in the place of the one that was opened.

        Foreign where what is there lacks what was read and saved here, or nothing is there.
        """
        if self.file_identity.was_replaced:
            self.file_identity.rejoin()
            self._disconnect()
            self._reader = Reader(self.path, self._busy_timeout)

    def restore(self, copy: Path, at: datetime, records: Iterable[str]) -> Path | None:
        """Put a backup in the file's place and go on with it; return where the former file is kept.

        `records` are the modules of the tables. FileProblem where it cannot be done; the file is then as
        before.
        """
        from secretariat_tui.database.maintenance.restore import restore_backup

        damaged_file_error = self.write_block.error is not None
        self._disconnect()
        try:
            aside = restore_backup(
                copy, self.path, at, self.who, records, damaged=damaged_file_error
            )
            self._start_over()
        finally:
            self._reader = Reader(self.path, self._busy_timeout)
        self._try_update_index()
        return aside

    def reopen(self) -> None:
        """Go on with the file at the path now, though it lacks what was read and saved here.

        FileProblem where it cannot be opened.
        """
        with closing(Reader(self.path, self._busy_timeout)) as read:  # see `is_current`
            if not is_current(read):
                raise damaged_file_error(self.path)
        self._disconnect()
        self._start_over()
        self._reader = Reader(self.path, self._busy_timeout)
        self._try_update_index()

    def _start_over(self) -> None:
        self.write_block.clear()
        self.backup_policy.reset()
        self.file_identity.reset()

    def _try_update_index(self) -> None:
        with suppress(FileError):  # the next edit does it as well
            self.update_index()

    def rescue(self, at: datetime) -> Path | None:
        """Back up a file that was deleted or replaced while open, as long as it can still be read.

        Return the copy: None where there are no backups, or the file was written over, and so is lost.
        """
        if not self.file_identity.was_replaced:
            return None
        from secretariat_tui.database.maintenance.backup import write_backup

        folder = self.backup_policy.folder
        return folder and write_backup(self._reader.backup_to, self.path, folder, _("구조"), at)

    def close(self) -> None:
        """Close the connections, after a backup of what none has yet."""
        self._disconnect()
        self.backup_policy.on_close()
        while self._descriptors:
            os.close(self._descriptors.pop())

    def open_descriptor(self) -> int:
        """Open the file for plain reading; `close` closes the descriptor.

        To close it earlier would drop the locks that SQLite holds for this process (howtocorrupt.html, 2.2).
        """
        fd = os.open(self.path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._descriptors.append(fd)
        return fd

    def _disconnect(self) -> None:
        self._reader.close()
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None


def check_openable(path: Path, backups: Path | None = None) -> None:
    """Raise a FileProblem unless this program can open the file as it is.

    It names what to restore in place of a missing one, also from `backups`, the folder of its backups.
    """
    state, version = _read_header(path)
    if state is not FileState.CURRENT:
        from secretariat_tui.database.maintenance.open_errors import open_error

        raise open_error(path, state, version, backups)


def is_current(read: Reader) -> bool:
    """Whether this program can go on with a file, asked through SQLite.

    To look at the header of a file that is open here would drop SQLite's locks on it (howtocorrupt.html, 2.2).
    """
    version = read.value("PRAGMA user_version")
    return bool(read.value("PRAGMA application_id") == APPLICATION_ID and version == SCHEMA_VERSION)


def upgrade_if_older(path: Path, records: Iterable[str], backups: Path) -> bool:
    """Bring an older file to this program's version, after a backup; leave any other as it is.

    Return whether it was one. `records` are the modules of its tables. FileProblem where it cannot be
    done; the file is then as before.
    """
    older = _read_header(path).state is FileState.OLDER
    if older:
        from secretariat_tui.database.maintenance.upgrade import upgrade

        upgrade(path, records, backups)
    return older


def _read_header(path: Path) -> HeaderInfo:
    try:
        return header.read_header(path)
    except OSError as error:
        raise FileError(
            _("자료 파일을 읽을 수 없습니다."), str(path), _("경로와 권한을 확인해 주세요.")
        ) from error
