"""Files that appear whole or not at all."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time

from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import N_, _

_PART = re.compile(r"\.(.+)\.[0-9a-f]+\.part(-journal)?")  # SQLite's journal of it
_TAKEN = N_("다른 이름을 적어 주세요.")
_DAY = 86_400  # seconds


def parse_path(typed: str) -> Path:
    """Return the file a person named, ~ and all. FileProblem where it cannot be one."""
    try:
        path = Path(typed).expanduser()
    except (RuntimeError, ValueError) as error:  # ~nobody, a NUL
        raise FileError(
            _("파일의 이름을 읽을 수 없습니다."), typed, _("전체 경로로 적어 주세요.")
        ) from error
    if not typed.strip() or not path.name:
        raise FileError(_("파일의 이름이 없습니다."), typed, _("예: ~/예산.xlsx"))
    return path


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for their owner only. FileProblem if it cannot."""
    try:
        for each in (*reversed(folder.parents), folder):
            if not each.exists():
                each.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise FileError(
            _("폴더를 만들 수 없습니다: {reason}").format(reason=error.strerror),
            str(folder),
            _("경로와 권한을 확인해 주세요."),
        ) from error


@contextmanager
def atomic_write(path: Path, *, replace: bool, taken: str = _TAKEN) -> Iterator[Path]:
    """Give an empty file to fill, readable by its owner only; at the end it takes the path's name.

    FileProblem where it cannot be written, or something stands at the path and may not be replaced:
    `taken` then says what to do.
    """
    try:
        with temporary_file(path) as part:
            yield part
            if replace:
                part.replace(path)
                _sync_folder(path.parent)
            else:
                move_into_place(part, path)
    except FileExistsError as error:
        raise FileError(
            _("이미 파일이 있습니다."),
            str(path),
            _(taken),
        ) from error
    except OSError as error:
        raise FileError(
            _("파일을 쓸 수 없습니다: {reason}").format(reason=error.strerror),
            str(path),
            _("폴더, 권한, 남은 자리를 확인해 주세요."),
        ) from error


@contextmanager
def temporary_file(path: Path) -> Iterator[Path]:
    """Give an empty file beside the path, readable by its owner only, which is gone at the end.

    OSError where it cannot be made. What kills have left of earlier ones goes too.
    """
    remove_stale_parts(path.parent, path.name)
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:  # said of the file that is asked for
        raise OSError(error.errno, error.strerror, str(path)) from error
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def move_into_place(part: Path, path: Path) -> None:
    """Give a file its name, and, unlike rename, never over one that came meanwhile: FileExistsError.

    A kill leaves the file under its name, or nothing; where there are no hard links, maybe 0 bytes.
    """
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # memory sticks have no hard links
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
        try:
            part.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """See a name that was given in a folder safe on the disk, where the system lets one."""
    with suppress(OSError):  # Windows opens no folder
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def remove_stale_parts(folder: Path, name: str = "") -> None:
    """Remove what kills left unfinished in a folder, a day ago or longer: of one file, or of all."""
    for part in folder.glob(".*.part*"):
        found = _PART.fullmatch(part.name)
        with suppress(OSError):  # its writer may finish it meanwhile
            if found and name in {"", found[1]} and part.stat().st_mtime < time() - _DAY:
                part.unlink()
