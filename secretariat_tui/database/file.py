"""The open office file, as store functions use it."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from secretariat_tui.core.atomic_file import real_path
from secretariat_tui.core.errors import FileError, NothingToUndoError, UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine import header
from secretariat_tui.database.engine.connect import BUSY_TIMEOUT
from secretariat_tui.database.engine.errors import damaged_file_error, translate_errors
from secretariat_tui.database.engine.header import (
    APPLICATION_ID,
    FileState,
    HeaderInfo,
    schema_version,
)
from secretariat_tui.database.engine.identity import FileIdentity
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.engine.write import transaction
from secretariat_tui.database.maintenance import location
from secretariat_tui.database.maintenance.policy import BackupPolicy
from secretariat_tui.database.maintenance.write_block import WriteBlock
from secretariat_tui.database.search import index as search_index
from secretariat_tui.database.search.unindexed import UnindexedDocuments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection
    from sqlmodel import Session

    from secretariat_tui.database.audit.events import LoggedEvent
    from secretariat_tui.database.audit.undo import UndoStep
    from secretariat_tui.database.schema.ddl import RecordClasses


_PART_TIMEOUT = 0.2  # seconds that a part of the index waits for others


def utc_now() -> datetime:
    """Return the time of the computer's clock."""
    return datetime.now(UTC)


class OfficeFile:
    """An open office file, to be used by one thread. Opening reads 100 bytes; the first edit imports SQLModel.

    `who` is the author in the audit log; `busy_timeout` is the number of seconds to wait for another writer.
    `sources` define the search index; without them it is updated by a later edit that has them. `backups` is the
    folder for this file's backups; without it there are none. `now` gives the time of a change in the audit log.
    FileError if this program cannot open the file.
    """

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        path: Path,
        who: str,
        busy_timeout: float = BUSY_TIMEOUT,
        sources: search_index.IndexSources | None = None,
        backups: Path | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        check_openable(path, backups)
        self.path = path = real_path(path)  # SQLite keeps its journal there
        self.who = who
        self.file_identity = FileIdentity(path)
        self.write_block = WriteBlock(path)
        self.backup_policy = BackupPolicy(self.file_identity, backups, self.write_block)
        self._descriptors: list[int] = []
        self._busy_timeout = busy_timeout
        self._sources = sources
        self._unindexed_in_edit: UnindexedDocuments | None = None
        self._index_backlog: search_index.Backlog | None = None
        self._reader = self.open_reader()
        self._now = now
        self._connection: Connection | None = None
        self._session: Session | None = None

    @property
    def identity(self) -> tuple[tuple[int, int] | None, int]:
        """Changes whenever another file, or other contents, are taken as the open file."""
        return self.file_identity.file_id, self.file_identity.generation

    @property
    def reader(self) -> Reader:
        """A reader; within an edit one that sees its changes so far."""
        if self._session is None:
            return self._reader
        from secretariat_tui.database.engine.driver import sqlite_connection

        self._session.flush()
        return Reader(
            self.path,
            within=sqlite_connection(self._session),
            unindexed=self._unindexed_in_edit,
        )

    def open_reader(self) -> Reader:
        """Return a reader with a connection of its own, for any thread."""
        return Reader(self.path, self._busy_timeout, unindexed=self._unindexed())

    def _unindexed(self) -> UnindexedDocuments | None:
        return self._sources and UnindexedDocuments(self._sources)

    @contextmanager
    def edit(self, label: str, *, kind: str = "do", undoes: int | None = None) -> Iterator[Session]:
        """Open a transaction with a row in the audit log; every write goes through it.

        A nested edit is part of the outer one, so that undo inverts both together.
        """
        if self._session is not None:
            yield self._session
            return
        from secretariat_tui.database.engine import session as write_session

        self._prepare_to_write()
        if self._connection is None:
            engine = write_session.make_engine(self.path, self._busy_timeout)
            with translate_errors(self.path):
                self._connection = engine.connect()
        with write_session.edit(
            self._connection,
            self.file_identity,
            self.who,
            label,
            self._now,
            kind=kind,
            undoes=undoes,
        ) as session:
            self._session, self._unindexed_in_edit = session, self._unindexed()
            try:
                yield session
                if search_index.can_update_at_once(self.reader):
                    self.index_changes()
            finally:
                if self._unindexed_in_edit:
                    self._unindexed_in_edit.close()
                self._session = self._unindexed_in_edit = None
        if entry := session.info.get(write_session.COMMIT):
            self.file_identity.record_commit(entry)

    def log_event(self, event: LoggedEvent) -> None:
        """Add an event of the file itself to the audit log. It imports no SQLModel."""
        from secretariat_tui.database.audit.events import insert_event

        self._prepare_to_write()
        with transaction(self.path, self._busy_timeout) as db:
            reader = Reader(self.path, within=db)
            self.file_identity.check(reader)
            entry = insert_event(db, event, self.who, self._now())
            if self._sources and search_index.can_update_at_once(reader):
                search_index.update(reader, db, self._sources)
        self.file_identity.record_commit(entry)

    def _prepare_to_write(self) -> None:
        self.rejoin()
        self._check_writable()
        self.backup_policy.before_edit()
        if error := self.write_block.error:  # the backup may have found damage
            raise error

    @property
    def write_error(self) -> UserError | None:
        """Why the file cannot be changed now, or None if it can."""
        return self.write_block.error or location.permission_error(self.path)

    def _check_writable(self) -> None:
        if error := self.write_error:
            raise error

    def index_changes(self) -> None:
        """Update the search index with what the open edit has written."""
        if self._sources and self._session is not None:
            from secretariat_tui.database.engine.driver import sqlite_connection

            search_index.update(self.reader, sqlite_connection(self._session), self._sources)

    def update_index(self) -> None:
        """Update the search index with what was written without it."""
        if self._sources and search_index.is_behind(self._reader) and not self.write_error:
            self.rejoin()
            with transaction(self.path, self._busy_timeout) as db:
                reader = Reader(self.path, within=db)
                self.file_identity.check(reader)
                search_index.update(reader, db, self._sources)

    def update_index_partly(self) -> bool:
        """Update the search index with some of what was written without it; return whether anything is left.

        FileBusyError if others read or write: it gives way to them.
        """
        if not self._sources or self.write_error or not search_index.is_behind(self._reader):
            return False
        self.rejoin()
        with transaction(self.path, _PART_TIMEOUT) as db:
            reader = Reader(self.path, within=db)
            self.file_identity.check(reader)
            left = search_index.update_part(reader, db, self._sources, self._index_backlog)
        self._index_backlog = left  # only now: it is committed
        return search_index.is_behind(self._reader)

    def next_undo(self) -> UndoStep:
        """Return the user's last edit that is not undone. NothingToUndoError if there is none."""
        from secretariat_tui.database.audit import undo

        step = undo.next_undo(self.reader, self.who)
        if step is None:
            raise NothingToUndoError(_("되돌릴 것이 없습니다."))
        return step

    def next_redo(self) -> UndoStep:
        """Return the user's last undo that is not redone. NothingToUndoError if there is none."""
        from secretariat_tui.database.audit import undo

        step = undo.next_redo(self.reader, self.who)
        if step is None:
            raise NothingToUndoError(_("다시 할 것이 없습니다."))
        return step

    def undo(self, step: UndoStep | None = None) -> str:
        """Undo an edit, the user's last one by default; return its label. NothingToUndoError if there is none."""
        return self._invert(step or self.next_undo(), "undo")

    def redo(self, step: UndoStep | None = None) -> str:
        """Redo an undo, the user's last one by default; return its label. NothingToUndoError if there is none."""
        return self._invert(step or self.next_redo(), "redo")

    def _invert(self, step: UndoStep, kind: str) -> str:
        from secretariat_tui.database.audit import undo

        with self.edit(step.label, kind=kind, undoes=step.id) as session:
            undo.invert(session, step.id)
        return step.label

    def rejoin(self) -> None:
        """Continue with a file that was put back in place of the open one.

        ForeignFileError if it lacks what was read and saved here, or if there is none.
        """
        if self.file_identity.was_replaced:
            self.file_identity.rejoin()
            self._disconnect()
            self._reader = self.open_reader()

    def restore(self, copy: Path, at: datetime, records: RecordClasses) -> Path | None:
        """Replace the file with a backup and continue with that; return the path of the former file.

        FileError if it fails; the file is then unchanged.
        """
        from secretariat_tui.database.maintenance.restore import restore_backup

        damaged = self.write_block.error is not None
        self._disconnect()
        try:
            aside = restore_backup(copy, self.path, at, self.who, records, damaged=damaged)
            self._start_over()
        finally:
            self._reader = self.open_reader()
        self._try_update_index()
        return aside

    def check_identity(self) -> None:
        """Raise ForeignFileError or UpgradedFileError if the path no longer holds what was opened here."""
        with closing(Reader(self.path, self._busy_timeout)) as reader:
            self.file_identity.check(reader)

    def reopen(self) -> None:
        """Continue with the file now at the path, though it lacks what was read and saved here.

        FileError if it cannot be opened.
        """
        with closing(Reader(self.path, self._busy_timeout)) as reader:  # see `is_current`
            if not is_current(reader):
                raise damaged_file_error(self.path)
        self._disconnect()
        self._start_over()
        self._reader = self.open_reader()
        self._try_update_index()

    def _start_over(self) -> None:
        self.write_block.clear()
        self.backup_policy.reset()
        self.file_identity.reset()

    def _try_update_index(self) -> None:
        with suppress(FileError):  # the next edit does it too
            self.update_index()

    def rescue(self, at: datetime) -> Path | None:
        """Back up a file that was deleted or replaced while open, as long as SQLite can still read it.

        Return the copy, or None: without a backup folder, or if the file was overwritten and is lost.
        """
        if not self.file_identity.was_replaced:
            return None
        from secretariat_tui.database.maintenance.backup import write_backup

        folder = self.backup_policy.folder
        return folder and write_backup(self._reader.backup_to, self.path, folder, _("구조"), at)

    def close(self) -> None:
        """Back up the changes that no backup has yet, and close the connections."""
        self._disconnect()
        self.backup_policy.on_close()
        while self._descriptors:
            os.close(self._descriptors.pop())

    def open_descriptor(self) -> int:
        """Open the file for plain reading; `close` closes the descriptor. FileError if it cannot be opened.

        Closing it earlier would drop the locks that SQLite holds for this process (howtocorrupt.html, 2.2).
        """
        try:
            fd = os.open(
                self.path, os.O_RDONLY | getattr(os, "O_BINARY", 0)
            )  # regular at the start
        except OSError as error:
            raise _unreadable_error(self.path) from error
        self._descriptors.append(fd)
        return fd

    def _disconnect(self) -> None:
        self._index_backlog = None
        self._reader.close()
        if self._connection is not None:
            self._connection.close()
            self._connection.engine.dispose()
            self._connection = None


def check_openable(path: Path, backups: Path | None = None) -> None:
    """Raise a FileError unless this program can open the file as it is.

    For a missing file it names what can be restored, also from the folder `backups`.
    """
    state, version = _read_header(path)
    if state is not FileState.CURRENT:
        from secretariat_tui.database.maintenance.open_errors import open_error

        raise open_error(path, state, version, backups)


def is_current(reader: Reader) -> bool:
    """Whether this program can work with a file, asked through SQLite.

    Reading the header of a file that is open here would drop SQLite's locks on it (howtocorrupt.html, 2.2).
    """
    version = reader.value("PRAGMA user_version")
    return bool(
        reader.value("PRAGMA application_id") == APPLICATION_ID and version == schema_version()
    )


def upgrade_if_older(path: Path, records: RecordClasses, backups: Path) -> bool:
    """Upgrade an older file to this program's schema, after a backup; leave any other file unchanged.

    Return whether it was upgraded. FileError if it fails; the file is then unchanged.
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
        raise _unreadable_error(path) from error


def _unreadable_error(path: Path) -> FileError:
    return FileError(
        _("자료 파일을 읽을 수 없습니다."), str(path), _("경로와 권한을 확인해 주세요.")
    )
