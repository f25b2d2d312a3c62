"""Detecting that the file at a path is no longer the one that was opened there."""

from contextlib import closing
from pathlib import Path

from secretariat_tui.core.errors import FileError, ForeignFileError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine import compiled, header
from secretariat_tui.database.engine.connect import BUSY_TIMEOUT, LastCommit
from secretariat_tui.database.engine.header import APPLICATION_ID, schema_version
from secretariat_tui.database.engine.reader import Reader

# Cached pages may be of a file that was overwritten since.
DROP_CACHED_PAGES = "PRAGMA shrink_memory"


class UpgradedFileError(FileError):
    """A newer program has upgraded the file."""


class FileIdentity:
    """Identifies the open file by its inode, and by the last commit that was read or made here.

    Copying and synchronising programs may write other contents into the same inode (`cat older.db > office.db`),
    or the same contents into another one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.generation = 0  # incremented by reset
        self.reset()

    def reset(self) -> None:
        """Take the file that is at the path now, whatever its contents."""
        self.file_id = header.file_id(self.path)
        self.generation += 1
        self.last_commit: LastCommit | None = None  # until the file is read
        self.own_commits: set[int] = set()  # ids of the commits made here

    def record_commit(self, entry: LastCommit) -> None:
        """Remember a commit made here."""
        self.own_commits.add(entry.id)
        self.last_commit = entry

    @property
    def was_replaced(self) -> bool:
        """Whether the path no longer names the file that was opened."""
        return header.file_id(self.path) != self.file_id

    def check(self, reader: Reader) -> LastCommit:
        """Return the last commit. ForeignFileError if it is another file, UpgradedFileError if it is newer."""
        if self.was_replaced:
            raise self._replaced_error()
        return self._check_content(reader)

    def rejoin(self) -> None:
        """Take the file at the path if it contains the last commit known here, else raise ForeignFileError."""
        identity = header.file_id(self.path)
        if identity is None or self.last_commit is None or not self.last_commit.id:
            raise self._replaced_error()
        with closing(Reader(self.path, BUSY_TIMEOUT)) as reader:
            self._check_content(reader)
        self.file_id = identity

    def _check_content(self, reader: Reader) -> LastCommit:
        ours = reader.value("PRAGMA application_id") == APPLICATION_ID
        version = reader.value("PRAGMA user_version")
        if ours and version > schema_version():
            raise UpgradedFileError(
                _("다른 창이 자료를 새 판으로 바꾸었습니다."),
                str(self.path),
                _("더 저장할 수 없습니다. 프로그램을 닫고 다시 시작해 주세요."),
            )
        if not ours or version != schema_version():
            raise self._replaced_error()
        seen = self.last_commit
        last = reader.first(LastCommit, compiled.LAST_COMMIT) or LastCommit(0, "")
        if (
            seen
            and seen.id
            and seen != last
            and not reader.value(compiled.HAS_COMMIT, id=seen.id, at=seen.at)
        ):
            raise self._replaced_error()
        self.last_commit = last
        return last

    def _replaced_error(self) -> ForeignFileError:
        remedy = _(
            "그 파일에는 저장하지 않습니다. 원래 파일을 되돌려 놓고 다시 저장하거나, 곧 나오는 물음에서 고르세요."
        )
        if self.was_replaced:
            message = _("자료 파일이 그 사이에 지워졌거나 다른 파일로 바뀌었습니다.")
        else:
            message = _("자료 파일에 다른 내용이 덮어써졌습니다.")
            remedy = _("여기서 읽고 저장한 것이 거기에 없습니다.") + " " + remedy
        return ForeignFileError(message, str(self.path), remedy)
