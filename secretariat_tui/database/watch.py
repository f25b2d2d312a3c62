"""What others do to a file while it is open here."""

from contextlib import suppress
from enum import Enum

from secretariat_tui.core.errors import FileBusyError, ForeignFileError, UserError
from secretariat_tui.database.engine.identity import DROP_CACHED_PAGES, UpgradedFileError
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile


class FileEvent(Enum):
    """What has happened since the last look."""

    NONE = "none"
    WRITTEN = "written"  # by another window or program
    GONE = "gone"  # deleted, moved away, another file in its place, another content in it
    UPGRADED = "upgraded"  # by a newer program


_COMMITS_SINCE = "SELECT id FROM tx WHERE id > :seen AND kind <> 'export'"  # changes no record


class FileWatch:
    """Looks at a file through a connection of its own, which sees what others commit: 80 µs a look."""

    def __init__(self, file: OfficeFile) -> None:
        self.error: UserError | None = None  # why the file is GONE or UPGRADED, as long as it is
        self._file = file
        self._last_event = FileEvent.NONE
        self._last_id: int | None = None
        self._open()
        with suppress(UserError):  # the first look will tell
            self._others_wrote()

    def poll(self) -> FileEvent:
        """Return what is new; a trouble that stays is told once. FileProblem where the file fails."""
        try:
            news = self._check()
        except FileBusyError:  # somebody is saving: it will be seen at the next look
            return FileEvent.NONE
        if news is not FileEvent.WRITTEN and news is self._last_event:
            return FileEvent.NONE
        self._last_event = news
        return news

    def close(self) -> None:
        """Close the connection."""
        self._read.close()

    def _open(self) -> None:
        self._read = Reader(self._file.path, busy_timeout=0)
        self._identity = self._file.identity

    def _check(self) -> FileEvent:
        try:
            self._file.rejoin()
            if self._identity != self._file.identity:  # put back, by a restore or by hand
                if self._identity[1] != self._file.identity[1]:  # begun with here: no news
                    self._last_id = None
                self.close()
                self._open()
            wrote = self._others_wrote()
        except ForeignFileError as problem:
            self.error = problem
            return FileEvent.GONE
        except UpgradedFileError as problem:
            self.error = problem
            return FileEvent.UPGRADED
        self.error = None
        return FileEvent.WRITTEN if wrote else FileEvent.NONE

    def _others_wrote(self) -> bool:
        """Whether there are transactions that came through no door of this program since the last time."""
        self._read.value(DROP_CACHED_PAGES)
        newest = self._file.file_identity.check(self._read).id
        seen, self._last_id = self._last_id, newest
        if seen in {None, newest}:
            return False
        new = self._read.tuples(_COMMITS_SINCE, seen=seen)
        return not self._file.file_identity.own_commits.issuperset(number for (number,) in new)
