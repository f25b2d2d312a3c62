"""Blocking writes to a damaged file until a sound file takes its place."""

from pathlib import Path
from threading import Lock

from secretariat_tui.core.errors import UserError
from secretariat_tui.database.engine.errors import damaged_file_error
from secretariat_tui.database.engine.header import FileStamp, file_stamp
from secretariat_tui.database.maintenance.integrity import quick_check


class WriteBlock:
    """Whether the file at a path must not be written because it is damaged. Any thread may use it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._error: UserError | None = None
        self._checked: FileStamp | None = None  # the damaged file as it was checked last

    @property
    def error(self) -> UserError | None:
        """Why the file must not be written, or None."""
        with self._lock:
            return self._error

    def block(self) -> UserError:
        """Block writes because the file is damaged; return the error that writers get."""
        stamp, error = file_stamp(self._path), damaged_file_error(self._path)
        with self._lock:
            self._checked, self._error = stamp, error
        return error

    def clear(self) -> None:
        """Allow writes again, for another file is at the path."""
        with self._lock:
            self._error = None

    def clear_if_sound(self) -> bool:
        """Allow writes again if the file has changed and is sound now; return whether this was so.

        A block set by another thread during the check stays.
        """
        stamp = file_stamp(self._path)
        with self._lock:
            error = self._error
            if error is None or stamp in {None, self._checked}:
                return False
            self._checked = stamp
        if quick_check(self._path):
            return False
        with self._lock:
            if self._error is not error:
                return False
            self._error = None
        return True
