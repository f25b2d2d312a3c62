"""Writing files atomically: a reader sees the complete file or none."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time
from zlib import crc32

from secretariat_tui.core.errors import FileError, FileTakenError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.lazy_pattern import LazyPattern
from secretariat_tui.core.regular_file import not_regular

_PART = LazyPattern(r"\.(?P<name>.+)\.(?P<writer>[0-9a-f]+)\.part(-journal|-rows)?")
"""The name of a temporary file, of its SQLite journal, or of the folder of rows of a workbook."""
_WRITER_LENGTH = 24
_TAKEN = N_("다른 이름을 적어 주세요.")
_DAY = 86_400  # seconds


def parse_path(typed: str) -> Path:
    """Return the path that the user typed, with ~ expanded. FileError if it names no file."""
    try:
        path = Path(typed).expanduser()
    except (RuntimeError, ValueError) as error:  # an unknown user, a NUL
        raise FileError(
            _("파일의 이름을 읽을 수 없습니다."), typed, _("전체 경로로 적어 주세요.")
        ) from error
    if not typed.strip() or not path.name:
        raise FileError(_("파일의 이름이 없습니다."), typed, _("예: ~/예산.xlsx"))
    return path


def real_path(path: Path) -> Path:
    """Return the path that a symbolic link, or a path through one, names in the end."""
    return Path(os.path.realpath(path))  # unlike `resolve` it raises nothing for a loop of links


def make_private_folder(folder: Path) -> None:
    """Create a folder and its missing parents, accessible to their owner only. FileError on failure."""
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
    """Yield an empty temporary file, readable by its owner only; on exit rename it to `path`.

    If `path` is a symbolic link, the file that it names is written. A file that replaces another gets its owner,
    group and permissions, as far as the system allows.

    FileError if it cannot be written; FileTakenError with the remedy `taken` if `path` exists and `replace` is
    false.
    """
    try:
        target = real_path(path)
        with temporary_file(target) as part:
            yield part
            if replace:
                _require_regular(target)
                keep_access(part, target)
                part.replace(target)
                _sync_folder(target.parent)
            else:
                move_into_place(part, target)
    except FileExistsError as error:
        raise FileTakenError(
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
    """Yield an empty file beside `path`, readable by its owner only; delete it on exit.

    Those that killed processes left there are removed too. OSError if it cannot be created.
    """
    remove_stale_parts(path.parent, path.name)
    part = path.with_name(f".{path.name}.{_new_writer()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:  # with the path that was asked for
        raise OSError(error.errno, error.strerror, str(path)) from error
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _require_regular(path: Path) -> None:
    if path.exists() and not path.is_file():
        raise not_regular(path)


def keep_access(part: Path, path: Path) -> None:
    """Give a file the owner, group and permissions of the one that it will replace, as far as possible.

    Where the group cannot be given, another group gets no permissions.
    """
    if os.name == "nt" or not path.exists():
        return
    kept = path.stat()
    for owner, group in ((kept.st_uid, kept.st_gid), (-1, kept.st_gid)):
        with suppress(OSError):
            os.chown(part, owner, group)
            break
    same_group = part.stat().st_gid == kept.st_gid
    part.chmod(kept.st_mode & (0o777 if same_group else 0o707))


def move_into_place(part: Path, path: Path) -> None:
    """Rename a file to `path`, but raise FileExistsError if `path` exists, even if it has just appeared.

    A process killed meanwhile leaves the complete file or none; without hard links perhaps an empty one.
    """
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links, as on FAT
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
        try:
            part.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Flush a new directory entry to the disk, where the system supports it."""
    with suppress(OSError):  # Windows cannot open folders
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def remove_stale_parts(folder: Path, name: str = "") -> None:
    """Remove the temporary files of processes that were killed: of one file, or of all in a folder.

    Those of other machines, whose processes cannot be seen here, are removed when they are older than a day.
    """
    from shutil import rmtree

    for part in folder.glob(".*.part*"):
        match = _PART.compiled.fullmatch(part.name)
        with suppress(OSError):  # its writer may be finishing it
            if match and name in {"", match["name"]} and _is_stale(part, match["writer"]):
                rmtree(part) if part.is_dir() else part.unlink()


def _is_stale(part: Path, writer: str) -> bool:
    return _has_ended(writer) or part.stat().st_mtime < time() - _DAY


def _new_writer() -> str:
    """Return a new id for a temporary file: the machine, the process, and a random number."""
    return f"{_machine()}{os.getpid():08x}{os.urandom(4).hex()}"


def _machine() -> str:
    import platform

    return f"{crc32(platform.node().encode()):08x}"


def _has_ended(writer: str) -> bool:
    """Whether the process of a temporary file was one of this machine and has ended."""
    if os.name == "nt" or len(writer) != _WRITER_LENGTH or not writer.startswith(_machine()):
        return False
    try:
        os.kill(int(writer[8:16], 16), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:  # of another user
        return False
    return False


@contextmanager
def unfinished(path: Path, log: Path) -> Iterator[None]:
    """Note in the folder `log` where a file is being written, so that `sweep` finds what a kill leaves there."""
    note = log / _new_writer()
    with suppress(OSError, FileError):  # without the note the file is written all the same
        make_private_folder(log)
        note.write_bytes(os.fsencode(real_path(path).parent))
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink()


def sweep(log: Path) -> None:
    """Remove the temporary files in the folders that processes, now ended, noted in `log`."""
    for note in log.glob("*"):
        with suppress(OSError, ValueError):
            if _is_stale(note, note.name):
                remove_stale_parts(Path(os.fsdecode(note.read_bytes())))
                note.unlink()
