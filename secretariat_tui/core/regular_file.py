"""Opening files that a person or another program may have replaced by something else."""

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

from secretariat_tui.core.i18n import _

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_MAX_TEXT = 4 << 20  # bytes; the program's own settings are a thousandth of that


def open_regular(path: Path) -> BufferedReader:
    """Open a file for reading. OSError also if it is a pipe or a device, which could be read without an end."""
    fd = os.open(path, _FLAGS)
    if stat.S_ISREG(os.fstat(fd).st_mode):
        return os.fdopen(fd, "rb")
    os.close(fd)
    raise not_regular(path)


def not_regular(path: Path) -> OSError:
    """Return the error for a pipe, a device or a folder in the place of a file."""
    return OSError(errno.EINVAL, _("보통 파일이 아닙니다."), str(path))


def read_settings(path: Path, encoding: str = "utf-8") -> str:
    """Return the text of a settings file. OSError if it cannot be read or is too large; UnicodeDecodeError."""
    with open_regular(path) as file:
        content = file.read(_MAX_TEXT + 1)
    if len(content) > _MAX_TEXT:
        raise OSError(errno.EFBIG, _("파일이 너무 큽니다."), str(path))
    return content.decode(encoding)
