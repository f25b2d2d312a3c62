"""What is done for an open file besides the work: its backups, and the word on why it cannot be written."""

import os
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine import header
from secretariat_tui.database.engine.errors import damaged_file_error
from secretariat_tui.database.engine.identity import FileIdentity
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.maintenance import backup, location
from secretariat_tui.database.maintenance.backup import Backup
from secretariat_tui.database.maintenance.integrity import quick_check


class Upkeep:
    """Backs a file up into a folder of its own, or not at all where there is none.

    A backup that fails is `said`, for whoever shows messages. It stops the work only where it fails because
    the file is damaged.
    """

    def __init__(self, file_identity: FileIdentity, folder: Path | None) -> None:
        self._file_identity = file_identity
        self.path, self.folder = file_identity.path, folder
        self.said: list[str] = []
        self.sealed: UserError | None = None  # why the file must not be written: it is damaged
        self._sealed_as: header.FileStamp | None = None  # how it looked then
        self._day = date.min  # when it was last seen to that the day has its backup
        self._laid_open: list[int] = []

    @property
    def refusal(self) -> UserError | None:
        """Why the file cannot be changed now, or None where it can."""
        return self.sealed or location.writable(self.path)

    def backups(self) -> list[Backup]:
        """Return the backups of the file, newest first."""
        return backup.backups(self.folder) if self.folder else []

    def before_edit(self) -> None:
        """Back up before the first edit of the day, unless a backup of the day is there. Refuse what must be."""
        if refusal := self.refusal:
            raise refusal
        today = datetime.now().date()  # noqa: DTZ005 - the person's own day
        if self._day == today:
            return
        self._day = today
        self._back_up(_("매일"), unless=today)
        if self.sealed:
            raise self.sealed

    def at_close(self) -> None:
        """Back up what no backup has yet."""
        if not self.sealed:
            self._back_up(_("끝"))
        for fd in self._laid_open:
            os.close(fd)

    def _back_up(self, mark: str, unless: date | None = None) -> None:
        if self.folder is None:
            return
        now = datetime.now()  # noqa: DTZ005 - the time by which a person looks for it
        kept: list[Backup] = []
        try:
            kept = self.backups()
            if any(each.at.date() == unless for each in kept[:1]):
                return
            with closing(Reader(self.path)) as read:
                self._file_identity.check(read)  # another file's backups would push out this one's
            backup.back_up_changes(self.path, self.folder, mark, now)
        except (UserError, OSError) as problem:
            last = f"{kept[0].at:%Y-%m-%d %H:%M}" if kept else _("없음")
            said = _("백업하지 못했습니다(마지막 백업: {last}): {problem}")
            self.said.append(said.format(last=last, problem=problem))
            self._seal_damaged()

    def _seal_damaged(self) -> None:
        with suppress(UserError):  # it cannot be told now: as before
            if quick_check(self.path):
                self.seal()

    def begin(self) -> None:
        """Begin with another file at the path: it may be written, and has no backup of the day yet."""
        self.sealed, self._day = None, date.min

    def seal(self) -> UserError:
        """Let nobody write a file that is damaged; return what is to be said."""
        self._sealed_as = header.file_stamp(self.path)
        self.sealed = damaged_file_error(self.path)
        return self.sealed

    def unseal(self) -> bool:
        """Let people write again where a sound file has taken the damaged one's place; return whether one has."""
        now = header.file_stamp(self.path)
        if self.sealed is None or now in {None, self._sealed_as}:
            return False
        self._sealed_as = now
        if quick_check(self.path):
            return False
        self.sealed = None
        return True

    def lay_open(self) -> int:
        """Open the file for plain reading, until the end.

        Closed earlier it would drop the locks that SQLite holds for this process (howtocorrupt.html, 2.2).
        """
        self._laid_open.append(os.open(self.path, os.O_RDONLY | getattr(os, "O_BINARY", 0)))
        return self._laid_open[-1]
