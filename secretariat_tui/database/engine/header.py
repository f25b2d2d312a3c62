"""What a file is, from its first 100 bytes: no SQLite library, no lock, 0.1 ms.

Offsets as in the SQLite file format, section 1.3: user_version at 60, application_id at 68.
"""

from enum import Enum
from pathlib import Path
from typing import NamedTuple

APPLICATION_ID = 0x53454352  # "SECR"
SCHEMA_VERSION = 2
_MAGIC = b"SQLite format 3\x00"
_SIZE = 100


class FileState(Enum):
    """What can be done with a file."""

    MISSING = "missing"
    EMPTY = "empty"  # 0 bytes: SQLite would call it a sound database
    FOREIGN = "foreign"
    NEWER = "newer"
    OLDER = "older"
    CURRENT = "current"


class HeaderInfo(NamedTuple):
    """A file's state and the schema version its header states (0 where it has none)."""

    state: FileState
    version: int


def read_header(path: Path) -> HeaderInfo:
    """Look at a file's header. OSError where the path cannot be read as a file."""
    try:
        with path.open("rb") as file:
            head = file.read(_SIZE)
    except FileNotFoundError:
        return HeaderInfo(FileState.MISSING, 0)
    if not head:
        return HeaderInfo(FileState.EMPTY, 0)
    if len(head) < _SIZE or not head.startswith(_MAGIC) or _number(head, 68) != APPLICATION_ID:
        return HeaderInfo(FileState.FOREIGN, 0)
    version = _number(head, 60)
    if version > SCHEMA_VERSION:
        return HeaderInfo(FileState.NEWER, version)
    return HeaderInfo(FileState.CURRENT if version == SCHEMA_VERSION else FileState.OLDER, version)


def _number(head: bytes, offset: int) -> int:
    return int.from_bytes(head[offset : offset + 4], "big")


class FileStamp(NamedTuple):
    """What changes with a file's content, or with the file itself."""

    device: int
    inode: int
    size: int  # bytes
    modified: int  # nanoseconds


def file_stamp(path: Path) -> FileStamp | None:
    """Return how a file looks from outside, or None where it is gone."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return FileStamp(stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)


def file_id(path: Path) -> tuple[int, int] | None:
    """Tell a file from another of the same name: (device, inode), or None where it is gone."""
    try:
        stat = path.stat()
    except OSError:  # its folder may be gone, or not be one any more
        return None
    return stat.st_dev, stat.st_ino
