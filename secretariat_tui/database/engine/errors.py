"""Translating errors of SQLite and SQLAlchemy for people. Messages never contain values of a row."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote

from secretariat_tui.core.errors import (
    EditConflictError,
    FileBusyError,
    FileError,
    ForeignFileError,
    UserError,
)
from secretariat_tui.core.i18n import N_, _

_RESTORE = N_("백업에서 되살리려면: secretariat restore --file {file}")
_MESSAGES = {
    "SQLITE_BUSY": (
        N_("다른 창이 저장하고 있습니다."),
        N_("잠시 뒤에 다시 해 주세요."),
    ),
    "SQLITE_FULL": (
        N_("저장하지 못했습니다: 디스크가 가득 찼습니다."),
        N_("자리를 비우고 다시 저장해 주세요."),
    ),
    "SQLITE_IOERR": (
        N_("저장 장치에서 오류가 났습니다."),
        N_("장치의 연결과 남은 자리를 확인하고 다시 저장해 주세요."),
    ),
    "SQLITE_READONLY": (
        N_("이 자료는 읽기만 할 수 있습니다."),
        N_("파일과 폴더의 쓰기 권한을 확인해 주세요."),
    ),
    "SQLITE_CANTOPEN": (
        N_("자료 파일을 열 수 없습니다."),
        N_("경로와 권한을 확인해 주세요."),
    ),
    "SQLITE_NOTADB": (
        N_("이 파일은 secretariat 자료가 아닙니다."),
        _RESTORE,
    ),
    "SQLITE_CORRUPT": (
        N_("자료 파일이 손상되었습니다."),
        N_("이 파일은 그대로 두고 백업에서 되살리세요: secretariat restore --file {file}"),
    ),
    "SQLITE_INTERRUPT": (N_("읽기를 멈추었습니다."), ""),
}
NO_RECORD = "no such record"  # raised by the triggers of what hangs on records
FINAL_ROW = "row is final"  # raised by the triggers of rows that never change
_NO_ACCESS = ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_PERM", "SQLITE_AUTH")
_CONSTRAINTS = (
    ("change.tx", N_("기록 없이 바꾸려는 시도를 막았습니다."), ""),
    (
        "FOREIGN KEY",
        N_("이 기록에 이어진 다른 기록이 있습니다."),
        N_("이어진 기록을 먼저 지우거나 바꾸어 주세요."),
    ),
    (
        NO_RECORD,
        N_("덧붙일 기록이 이미 지워졌습니다."),
        N_("지운 사람이 지운 것을 되돌리면 다시 나타납니다."),
    ),
    (
        FINAL_ROW,
        N_("발행한 것은 고치거나 지울 수 없습니다."),
        N_("달라진 것이 있으면 새로 발행해 주세요."),
    ),
    ("tx.undoes", N_("다른 창에서 이미 되돌렸습니다."), ""),
    (
        "UNIQUE",
        N_("같은 값을 가진 다른 기록이 이미 있습니다."),
        N_("그 기록을 확인하고 값을 바꾸어 주세요."),
    ),
)
_ERROR_TYPES: dict[str, type[FileError]] = {
    "SQLITE_BUSY": FileBusyError,
    "SQLITE_NOTADB": ForeignFileError,
}


def to_user_error(error: sqlite3.Error, path: Path) -> UserError | None:
    """Return the UserError for an error of the file, or None if it is a bug in the program."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(_NO_ACCESS) and (journal_error := _journal_error(path)):
        return journal_error
    for code, (message, remedy) in _MESSAGES.items():
        if name.startswith(code):
            return _ERROR_TYPES.get(code, FileError)(_(message), str(path), _remedy(remedy, path))
    if by_text := _error_by_text(str(error), path):
        return by_text
    for text, message, remedy in _CONSTRAINTS:
        if text in str(error):
            return EditConflictError(_(message), remedy=_(remedy))
    return None


def interrupt_error(path: Path) -> FileError:
    """Return the error of a query that another thread ended."""
    message, _remedy_text = _MESSAGES["SQLITE_INTERRUPT"]
    return FileError(_(message), str(path))


def _journal_error(path: Path) -> FileError | None:
    """Return the error if an interrupted save of another user left a journal that this one cannot roll back."""
    journal = path.with_name(f"{path.name}-journal")
    try:
        owner = journal.stat().st_uid
    except OSError:
        return None
    if os.name == "nt" or owner == os.geteuid() or _may_use(journal):
        return None
    return FileError(
        _("다른 사용자({user})가 저장하다 만 것이 남아 있어 열 수 없습니다.").format(
            user=_user(owner)
        ),
        str(journal),
        _("그 사용자가 한 번 열면 저장 전으로 되돌아갑니다. 지우지 마세요."),
    )


def _may_use(path: Path) -> bool:
    effective = os.access in os.supports_effective_ids
    return os.access(path, os.R_OK | os.W_OK, effective_ids=effective)


def _user(number: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"uid {number}"


def _error_by_text(text: str, path: Path) -> FileError | None:
    """Return the error for a message of SQLite that has no code of its own."""
    if text.startswith(("no such table", "no such column")):
        message = _("자료 파일의 짜임이 이 프로그램과 맞지 않습니다.")
        return FileError(message, str(path), restore_hint(path))
    if text == "integer overflow":  # of a sum; amounts within the bounds do not reach it
        message = _("합계가 너무 커서 계산할 수 없습니다.")
        return FileError(message, str(path), _("자세히: secretariat check"))
    if text.startswith("Could not decode"):
        return damaged_file_error(path)
    if text.startswith("Cannot operate on a closed database"):  # its file is gone
        message, remedy = _MESSAGES["SQLITE_CANTOPEN"]
        return FileError(_(message), str(path), _remedy(remedy, path))
    return None


def damaged_file_error(path: Path) -> FileError:
    """Return the error for a file with contents that this program cannot have written."""
    message, remedy = _MESSAGES["SQLITE_CORRUPT"]
    return FileError(_(message), str(path), _remedy(remedy, path))


def restore_hint(path: Path) -> str:
    """Return how to restore a backup in place of a file."""
    return _remedy(_RESTORE, path)


def _remedy(text: str, path: Path) -> str:
    return _(text).format(file=quote(str(path)))


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Raise errors of sqlite3, wrapped by SQLAlchemy or not, as UserErrors."""
    try:
        yield
    except Exception as error:
        cause = getattr(error, "orig", error)
        if isinstance(cause, sqlite3.Error) and (user_error := to_user_error(cause, path)):
            raise user_error from error
        if isinstance(error, UnicodeDecodeError):  # in SQLite's message about a damaged schema
            raise damaged_file_error(path) from error
        raise
