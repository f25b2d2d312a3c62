"""When an open file is backed up: before the first edit of a day, and on closing."""

from collections import deque
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.header import FileStamp, file_stamp
from secretariat_tui.database.engine.identity import FileIdentity
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.maintenance import backup
from secretariat_tui.database.maintenance.backup import Backup, KnownCommits
from secretariat_tui.database.maintenance.integrity import quick_check
from secretariat_tui.database.maintenance.write_block import WriteBlock


class BackupPolicy:
    """Backs up a file into its own folder; without a folder there are no backups.

    A failed backup leaves a message and does not stop the edit, unless it failed because the file is damaged.
    """

    def __init__(
        self, file_identity: FileIdentity, folder: Path | None, write_block: WriteBlock
    ) -> None:
        self._file_identity = file_identity
        self._path, self.folder = file_identity.path, folder
        self._write_block = write_block
        self._messages: deque[str] = deque()
        self._checked_on = date.min  # the day whose backup was last checked for or made
        self._known_commits: KnownCommits = {}
        self._backed_up: tuple[FileStamp, int] | None = None  # the state that a backup has

    def backups(self) -> list[Backup]:
        """Return the backups of the file, newest first. Any thread may ask; it reads the folder."""
        return backup.backups(self.folder, self._known_commits) if self.folder else []

    def take_messages(self) -> list[str]:
        """Return the messages about failed backups since the last call. Any thread may ask."""
        messages = []
        with suppress(IndexError):
            while True:
                messages.append(self._messages.popleft())
        return messages

    def before_edit(self) -> None:
        """Back up before the first edit of the day, unless the day has its backup already."""
        today = datetime.now().date()  # noqa: DTZ005 - the user's local day
        if self._checked_on == today:
            return
        self._checked_on = today
        self._back_up(_("매일"), unless=today)

    def on_close(self) -> None:
        """Back up the changes that no backup has yet, unless nothing was written since the last call."""
        # Before the check: what is written meanwhile is checked by the next call.
        state = self._state()
        if self._write_block.error or (state is not None and state == self._backed_up):
            return
        if self._is_backed_up() or self._back_up(_("끝")):
            self._backed_up = state

    def _state(self) -> tuple[FileStamp, int] | None:
        """Return what differs after any write: the stamp of the file, and the number of commits made here.

        The time in the stamp may be as coarse as 2 seconds. None without a file. The file itself is not read:
        closing it would release the locks that SQLite holds on it in this process.
        """
        stamp = file_stamp(self._path)
        return stamp and (stamp, len(self._file_identity.own_commits))

    def _is_backed_up(self) -> bool:
        """Whether the newest backup has all changes; False if that is unknown, or worth a warning."""
        if self.folder is None:
            return True
        with suppress(UserError, OSError), closing(Reader(self._path)) as reader:
            last, now = self._file_identity.check(reader), datetime.now()  # noqa: DTZ005 - as in names
            newest = backup.newest_by_name(self.folder)
            return (
                newest is not None
                and newest.last == last
                and not backup.clock_warning([newest], now)
            )
        return False

    def reset(self) -> None:
        """Start over for another file at the path, which has no backup of the day yet."""
        self._checked_on = date.min
        self._backed_up = None

    def _back_up(self, label: str, unless: date | None = None) -> bool:
        """Back up, unless there is a backup of the day `unless`; return whether that did not fail."""
        if self.folder is None:
            return True
        now = datetime.now()  # noqa: DTZ005 - local time, by which users identify a backup
        existing: list[Backup] = []
        try:
            if unless and backup.has_backup_of(self.folder, unless):
                return True
            existing = self.backups()
            if warning := backup.clock_warning(existing, now):
                self._messages.append(warning)
            with closing(Reader(self._path)) as reader:
                self._file_identity.check(
                    reader
                )  # another file's backups would push out this one's
            backup.back_up_changes(self._path, self.folder, label, now, self._known_commits)
        except (UserError, OSError) as problem:
            last = f"{existing[0].at:%Y-%m-%d %H:%M}" if existing else _("없음")
            text = _("백업하지 못했습니다(마지막 백업: {last}): {problem}")
            self._messages.append(text.format(last=last, problem=problem))
            self._block_if_damaged()
            return False
        return True

    def _block_if_damaged(self) -> None:
        with suppress(UserError):  # the check itself failed; the state of the file is unknown
            if quick_check(self._path):
                self._write_block.block()
