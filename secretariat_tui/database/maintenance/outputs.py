"""Which paths an export must not write to: the office file, its journal, backups, and the settings."""

from collections.abc import Iterable
from pathlib import Path

from secretariat_tui.core.atomic_file import real_path
from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine import header
from secretariat_tui.database.engine.header import FileState
from secretariat_tui.database.maintenance.set_aside import set_aside_files

_JOURNALS = ("-journal", "-wal", "-shm")


def check_output(out: Path, file: Path, settings: Iterable[Path], backups: Path) -> None:
    """Raise FileError if `out` is one of the program's own files, under whatever name.

    `file` is the open office file, `settings` are the files that the program reads at its start, `backups` is
    the folder of all backups.
    """
    if reason := _reason(real_path(out), real_path(file), settings, real_path(backups)):
        raise FileError(
            _("여기에는 내보내지 않습니다: {reason}").format(reason=reason),
            str(out),
            _("다른 이름을 적어 주세요."),
        )


def _reason(out: Path, file: Path, settings: Iterable[Path], backups: Path) -> str:
    journals = [file.with_name(f"{file.name}{suffix}") for suffix in _JOURNALS]
    for own, reason in (
        ([file], _("자료 파일 자신입니다.")),
        (journals, _("자료 파일이 저장할 때 쓰는 파일입니다.")),
        (map(real_path, settings), _("설정 파일입니다.")),
        (set_aside_files(file), _("되살릴 때 따로 둔 자료 파일입니다.")),
    ):
        if any(_is_same(out, each) for each in own):
            return reason
    if backups in out.parents:
        return _("백업 폴더입니다.")
    if out.is_file() and header.read_header(out).state not in {FileState.EMPTY, FileState.FOREIGN}:
        return _("다른 secretariat 자료 파일입니다.")
    return ""


def _is_same(one: Path, other: Path) -> bool:
    identity = header.file_id(one)
    return one == other or (identity is not None and identity == header.file_id(other))
