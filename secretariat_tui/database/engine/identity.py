"""Whether the file at a path is still the one that was opened there."""

from contextlib import closing
from pathlib import Path

from secretariat_tui.core.errors import FileError, ForeignFileError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine import header
from secretariat_tui.database.engine.connect import LastCommit
from secretariat_tui.database.engine.header import APPLICATION_ID, SCHEMA_VERSION
from secretariat_tui.database.engine.reader import BUSY_TIMEOUT, Reader

DROP_CACHED_PAGES = (
    "PRAGMA shrink_memory"  # pages read before may be of a file that was written over since
)
_NEWEST = "SELECT id, at FROM tx ORDER BY id DESC LIMIT 1"
_HOLDS = "SELECT 1 FROM tx WHERE (id, at) = (:id, :at)"


class UpgradedFileError(FileError):
    """A newer program has brought the file to its own version."""


class FileIdentity:
    """Tells the open file by its inode, and by the newest entry of its history that was seen here.

    What copies or synchronises files writes another content into the same inode (`cat older.db > office.db`),
    or the same content into another one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.generation = 0  # how often another file was begun with
        self.reset()

    def reset(self) -> None:
        """Follow the file that is at the path now, whatever it holds."""
        self.file_id = header.file_id(self.path)
        self.generation += 1
        self.last_commit: LastCommit | None = None  # until the file is looked into
        self.own_commits: set[int] = (
            set()
        )  # the numbers of the transactions that came through this door

    def record_commit(self, entry: LastCommit) -> None:
        """Note what was entered in the history here."""
        self.own_commits.add(entry.id)
        self.last_commit = entry

    @property
    def was_replaced(self) -> bool:
        """Whether the file that was opened is at the path no more."""
        return header.file_id(self.path) != self.file_id

    def check(self, read: Reader) -> LastCommit:
        """Return the newest entry of the history. Foreign where the file is another, Upgraded where it is newer."""
        if self.was_replaced:
            raise self._replaced_error()
        return self._check_content(read)

    def rejoin(self) -> None:
        """Follow the file at the path, where it holds what was seen last. Foreign where it does not."""
        identity = header.file_id(self.path)
        if identity is None or self.last_commit is None or not self.last_commit.id:
            raise self._replaced_error()
        with closing(Reader(self.path, BUSY_TIMEOUT)) as read:
            self._check_content(read)
        self.file_id = identity

    def _check_content(self, read: Reader) -> LastCommit:
        ours = read.value("PRAGMA application_id") == APPLICATION_ID
        version = read.value("PRAGMA user_version")
        if ours and version > SCHEMA_VERSION:
            raise UpgradedFileError(
                _("다른 창이 자료를 새 판으로 바꾸었습니다."),
                str(self.path),
                _("더 저장할 수 없습니다. 프로그램을 닫고 다시 시작해 주세요."),
            )
        if not ours or version != SCHEMA_VERSION:
            raise self._replaced_error()
        seen = self.last_commit
        if seen and seen.id and not read.value(_HOLDS, id=seen.id, at=seen.at):
            raise self._replaced_error()
        self.last_commit = read.first(LastCommit, _NEWEST) or LastCommit(0, "")
        return self.last_commit

    def _replaced_error(self) -> ForeignFileError:
        remedy = _(
            "그 파일에는 저장하지 않습니다. 원래 파일을 되돌려 놓고 다시 저장하거나, 곧 나오는 물음에서 고르세요."
        )
        if self.was_replaced:
            what = _("자료 파일이 그 사이에 지워졌거나 다른 파일로 바뀌었습니다.")
        else:
            what = _("자료 파일에 다른 내용이 덮어써졌습니다.")
            remedy = _("여기서 읽고 저장한 것이 거기에 없습니다.") + " " + remedy
        return ForeignFileError(what, str(self.path), remedy)
