"""Why a file cannot be opened, and what to do about it."""

from pathlib import Path
from shlex import quote

from secretariat_tui.core.errors import FileError, UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine import header
from secretariat_tui.database.engine.errors import restore_hint
from secretariat_tui.database.engine.header import FileState
from secretariat_tui.database.maintenance import backup
from secretariat_tui.database.maintenance.set_aside import last_set_aside


def open_error(path: Path, state: FileState, version: int, folder: Path | None) -> UserError:
    """Return the error for a file in a state that cannot be opened; `folder` is that of its backups."""
    restore = restore_hint(path)
    match state:
        case FileState.MISSING:
            return _missing_error(path, folder)
        case FileState.EMPTY:
            return FileError(
                _("자료 파일이 비어 있습니다(0바이트). 내용이 사라졌을 수 있습니다."),
                str(path),
                restore,
            )
        case FileState.NEWER:
            return FileError(
                _(
                    "이 자료는 더 새로운 판({version})에서 만들어졌습니다. 이 프로그램은 {ours}까지 엽니다."
                ).format(version=version, ours=header.schema_version()),
                str(path),
                _("프로그램을 새 판으로 바꾸어 주세요."),
            )
        case FileState.OLDER:
            return FileError(
                _(
                    "이 자료는 이전 판({version})의 것입니다. 이 프로그램은 {ours}판을 씁니다."
                ).format(version=version, ours=header.schema_version()),
                str(path),
                _(
                    "화면으로 한 번 열면 백업한 뒤 새 판으로 바꿉니다: secretariat --file {file}"
                ).format(file=quote(str(path))),
            )
        case _:
            lost = bool(folder and backup.backups(folder))  # it was an office file
            remedy = restore if lost else _("경로를 확인하거나 다른 자료를 --file로 적어 주세요.")
            return FileError(_("이 파일은 secretariat 자료가 아닙니다."), str(path), remedy)


def _missing_error(path: Path, folder: Path | None) -> UserError:
    remedies = []
    if existing := backup.backups(folder) if folder else []:
        text = _("백업({at})에서 되살리려면: secretariat restore 1 --file {path}")
        remedies.append(text.format(at=f"{existing[0].at:%Y-%m-%d %H:%M}", path=quote(str(path))))
    if aside := last_set_aside(path):
        text = _("옆에 둔 파일에서 되살리려면: secretariat restore {aside} --file {path}")
        remedies.append(text.format(aside=quote(str(aside)), path=quote(str(path))))
    return FileError(
        _("자료 파일이 없습니다."),
        str(path),
        "  ".join(remedies)
        or _("새로 만들려면: secretariat new {file}").format(file=quote(str(path))),
    )
