"""Detecting what other programs do to a file while it is open here."""

from enum import Enum

from secretariat_tui.core.errors import FileBusyError, ForeignFileError, UserError
from secretariat_tui.database.engine import compiled
from secretariat_tui.database.engine.identity import DROP_CACHED_PAGES, UpgradedFileError
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile


class FileEvent(Enum):
    """What has happened since the last poll."""

    NONE = "none"
    WRITTEN = "written"  # by another window or program
    GONE = "gone"  # deleted, moved, replaced or overwritten
    UPGRADED = "upgraded"  # by a newer program


class FileWatch:
    """Polls a file over its own connection, which sees other programs' commits; 80 µs a poll."""

    def __init__(self, file: OfficeFile) -> None:
        self.error: UserError | None = None  # while the file is GONE or UPGRADED
        self._file = file
        self._last_event = FileEvent.NONE
        self._last_id: int | None = None
        self._reader: Reader | None = None
        self._identity = file.identity
        self._missed = False  # whether the file was away when the watch began
        try:
            self._others_wrote()
        except UserError:  # the first poll raises it
            self._missed = True

    def poll(self) -> FileEvent:
        """Return what happened; a lasting error is returned once. FileError if the file cannot be read."""
        try:
            event = self._check()
        except FileBusyError:  # another program is writing: the next poll will see it
            return FileEvent.NONE
        if event is not FileEvent.WRITTEN and event is self._last_event:
            return FileEvent.NONE
        self._last_event = event
        return event

    def close(self) -> None:
        """Close the connection."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _check(self) -> FileEvent:
        try:
            self._file.rejoin()
            if self._identity != self._file.identity:  # restored, or put back by hand
                # Where this program replaced it, that is no event.
                if self._identity[1] != self._file.identity[1]:
                    self._last_id = None
                self._identity = self._file.identity
                self.close()
            wrote = self._others_wrote()
        except ForeignFileError as error:
            self.error = error
            return FileEvent.GONE
        except UpgradedFileError as error:
            self.error = error
            return FileEvent.UPGRADED
        self.error = None
        return FileEvent.WRITTEN if wrote else FileEvent.NONE

    def _others_wrote(self) -> bool:
        """Whether there are commits of other programs since the last call."""
        if self._reader is None:
            self._reader = Reader(self._file.path, busy_timeout=0)
        self._reader.value(DROP_CACHED_PAGES)
        last = self._file.file_identity.check(self._reader).id
        seen, self._last_id = self._last_id, last
        if seen is None:
            missed, self._missed = self._missed, False
            return missed
        if seen == last:
            return False
        new = self._reader.tuples(compiled.CHANGING_COMMITS_AFTER, id=seen)
        return not self._file.file_identity.own_commits.issuperset(number for (number,) in new)
