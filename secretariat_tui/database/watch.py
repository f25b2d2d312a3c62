"""What others do to a file while it is open here."""

from contextlib import suppress
from enum import Enum

from secretariat_tui.database import header
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.header import SCHEMA_VERSION
from secretariat_tui.database.reader import Reader
from secretariat_tui.problem import Busy, Problem


class News(Enum):
    """What has happened since the last look."""

    NONE = "none"
    WRITTEN = "written"  # by another window or program
    GONE = "gone"  # deleted, moved away, or another file in its place
    UPGRADED = "upgraded"  # by a newer program


class Watch:
    """Looks at a file through a connection of its own, which sees what others commit: 20 µs a look."""

    def __init__(self, file: OfficeFile) -> None:
        self._file = file
        self._last = News.NONE
        self._open()

    def look(self) -> News:
        """Return what is new; a trouble that stays is told once. FileProblem where the file fails."""
        news = self._look()
        if news is not News.WRITTEN and news is self._last:
            return News.NONE
        self._last = news
        return news

    def close(self) -> None:
        """Close the connection."""
        self._read.close()

    def _open(self) -> None:
        self._read = Reader(self._file.path, patience=0)
        self._identity = self._file.identity
        self._state = -1
        self._seen = 0
        with suppress(Problem):  # the first look will tell
            self._others_wrote()

    def _look(self) -> News:
        if header.identity(self._file.path) != self._file.identity:
            return News.GONE
        if self._identity != self._file.identity:  # a backup was restored
            self.close()
            self._open()
        try:
            if self._read.value("PRAGMA user_version") != SCHEMA_VERSION:
                return News.UPGRADED
            return News.WRITTEN if self._others_wrote() else News.NONE
        except Busy:  # somebody is saving: it will be seen at the next look
            return News.NONE

    def _others_wrote(self) -> bool:
        """Whether there are transactions that came through no door of this program since the last time."""
        state = self._read.value("PRAGMA data_version")
        if state == self._state:
            return False
        newest = self._read.value("SELECT max(id) FROM tx") or 0
        new = range(self._seen + 1, newest + 1)
        first, self._state, self._seen = self._state < 0, state, newest
        return not first and not self._file.own.issuperset(new)
