"""What others do to a file while it is open here."""

from contextlib import suppress
from enum import Enum

from secretariat_tui.core.errors import FileBusyError, ForeignFileError, UserError
from secretariat_tui.database.engine.identity import DROP_CACHED_PAGES, UpgradedFileError
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile


class News(Enum):
    """What has happened since the last look."""

    NONE = "none"
    WRITTEN = "written"  # by another window or program
    GONE = "gone"  # deleted, moved away, another file in its place, another content in it
    UPGRADED = "upgraded"  # by a newer program


_WRITTEN = "SELECT id FROM tx WHERE id > :seen AND kind <> 'export'"  # changes no record


class Watch:
    """Looks at a file through a connection of its own, which sees what others commit: 80 µs a look."""

    def __init__(self, file: OfficeFile) -> None:
        self.trouble: UserError | None = None  # why the file is GONE or UPGRADED, as long as it is
        self._file = file
        self._last = News.NONE
        self._seen: int | None = None
        self._open()
        with suppress(UserError):  # the first look will tell
            self._others_wrote()

    def look(self) -> News:
        """Return what is new; a trouble that stays is told once. FileProblem where the file fails."""
        try:
            news = self._look()
        except FileBusyError:  # somebody is saving: it will be seen at the next look
            return News.NONE
        if news is not News.WRITTEN and news is self._last:
            return News.NONE
        self._last = news
        return news

    def close(self) -> None:
        """Close the connection."""
        self._read.close()

    def _open(self) -> None:
        self._read = Reader(self._file.path, busy_timeout=0)
        self._identity = self._file.identity

    def _look(self) -> News:
        try:
            self._file.rejoin()
            if self._identity != self._file.identity:  # put back, by a restore or by hand
                if self._identity[1] != self._file.identity[1]:  # begun with here: no news
                    self._seen = None
                self.close()
                self._open()
            wrote = self._others_wrote()
        except ForeignFileError as problem:
            self.trouble = problem
            return News.GONE
        except UpgradedFileError as problem:
            self.trouble = problem
            return News.UPGRADED
        self.trouble = None
        return News.WRITTEN if wrote else News.NONE

    def _others_wrote(self) -> bool:
        """Whether there are transactions that came through no door of this program since the last time."""
        self._read.value(DROP_CACHED_PAGES)
        newest = self._file.file_identity.check(self._read).id
        seen, self._seen = self._seen, newest
        if seen in {None, newest}:
            return False
        new = self._read.tuples(_WRITTEN, seen=seen)
        return not self._file.file_identity.own_commits.issuperset(number for (number,) in new)
