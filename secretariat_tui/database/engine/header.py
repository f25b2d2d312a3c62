"""Identifying a file by its first 100 bytes: no SQLite library, no lock, 0.1 ms.

Offsets as in the SQLite file format, section 1.3: user_version at 60, application_id at 68.
"""

from enum import Enum
from functools import cache
from pathlib import Path

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.regular_file import open_regular

APPLICATION_ID = 0x53454352  # "SECR"
_MIGRATIONS = Path(__file__).parents[1] / "schema" / "migrations" / "versions"
_MAGIC = b"SQLite format 3\x00"
_SIZE = 100


@cache
def schema_version() -> int:
    """Return the version of the schema that this program makes: the number of the last migration."""
    names = (path.name[:4] for path in _MIGRATIONS.iterdir())
    return max(int(name) for name in names if name.isdigit())


class FileState(Enum):
    """What a file is to this program."""

    MISSING = "missing"
    EMPTY = "empty"  # 0 bytes: a valid database to SQLite
    FOREIGN = "foreign"
    NEWER = "newer"
    OLDER = "older"
    CURRENT = "current"


class HeaderInfo(NamedTuple):
    """A file's state, and the schema version in its header (0 without one)."""

    state: FileState
    version: int


def read_header(path: Path) -> HeaderInfo:
    """Read a file's header. OSError if the path cannot be read as a file."""
    try:
        with open_regular(path) as file:
            head = file.read(_SIZE)
    except FileNotFoundError:
        return HeaderInfo(FileState.MISSING, 0)
    if not head:
        return HeaderInfo(FileState.EMPTY, 0)
    if len(head) < _SIZE or not head.startswith(_MAGIC) or _number(head, 68) != APPLICATION_ID:
        return HeaderInfo(FileState.FOREIGN, 0)
    version = _number(head, 60)
    if version > schema_version():
        return HeaderInfo(FileState.NEWER, version)
    return HeaderInfo(
        FileState.CURRENT if version == schema_version() else FileState.OLDER, version
    )


def _number(head: bytes, offset: int) -> int:
    return int.from_bytes(head[offset : offset + 4], "big")


class FileStamp(NamedTuple):
    """Changes with the contents of a file, or if another file takes its place."""

    device: int
    inode: int
    size: int  # bytes
    modified: int  # nanoseconds


def file_stamp(path: Path) -> FileStamp | None:
    """Return a file's stamp, or None if there is no file."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return FileStamp(stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)


def file_id(path: Path) -> tuple[int, int] | None:
    """Return the (device, inode) of a file, or None if there is no file."""
    try:
        stat = path.stat()
    except OSError:  # its folder may be gone, or be a file now
        return None
    return stat.st_dev, stat.st_ino
