"""The dialogs that restore a backup."""

import asyncio
from datetime import datetime
from functools import partial

from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.maintenance.backup import Backup, missing_changes
from secretariat_tui.database.maintenance.restore import access_warning
from secretariat_tui.tui.dialogs.picker import Option, Picker, confirm, notice, option
from secretariat_tui.tui.keys.area import record_classes
from secretariat_tui.tui.runtime.shell import Shell


class _BackupChoice(NamedTuple):
    backup: Backup
    size: int  # bytes
    lacks: int | None  # changes


async def restore(app: Shell) -> None:
    """Let the user choose a backup, and restore it. The current file is kept under another name.

    FileError if that fails; the file is then unchanged.
    """
    file = app.store.file
    choices = await asyncio.to_thread(_choices, file)
    if not choices:
        await app.push_screen_wait(
            notice(_("백업에서 되살리기"), [_("이 자료의 백업이 없습니다.")])
        )
        return
    chooser = Picker(_("어느 백업으로 되살릴까요?"), [_option(each) for each in choices])
    chosen: _BackupChoice | None = await app.push_screen_wait(chooser)
    if chosen is None:
        return
    lines = [
        _time(chosen.backup),
        _missing_changes(chosen.lacks),
        _("지금 파일은 지우지 않고 같은 폴더에 이름을 바꾸어 둡니다."),
    ]
    if not await app.push_screen_wait(confirm(_("이 백업으로 되살릴까요?"), lines, _("되살리기"))):
        return
    now = datetime.now()  # noqa: DTZ005 - local time, in the name of the file that is kept
    records = partial(record_classes, app.areas)
    aside = await app.store.run(lambda file: file.restore(chosen.backup.path, now, records))
    text = _("{at} 백업으로 되살렸습니다.").format(at=_time(chosen.backup))
    warning = access_warning(file.path, aside) if aside else ""
    if aside:
        text += _(" 전의 파일: {name}").format(name=aside.name)
    app.show_message(f"{text} {warning}".rstrip(), "warn" if warning else "good")
    app.reload_front()


def newest_backup_text(file: OfficeFile) -> str:
    """Return a text about the newest backup: its time, and how many changes it misses."""
    found = file.backup_policy.backups()
    if not found:
        return _("백업이 없습니다.")
    newest = found[0]
    return _("가장 최근 백업: {at} · {lacking}").format(
        at=_time(newest),
        lacking=_missing_changes(
            missing_changes(newest.path, file.path, file.file_identity.last_commit)
        ),
    )


def _choices(file: OfficeFile) -> list[_BackupChoice]:
    try:
        return [
            _BackupChoice(
                each,
                each.path.stat().st_size,
                missing_changes(each.path, file.path, file.file_identity.last_commit),
            )
            for each in file.backup_policy.backups()
        ]
    except OSError as error:
        raise FileError(
            _("백업을 읽을 수 없습니다."), error.filename, _("경로와 권한을 확인해 주세요.")
        ) from error


def _option(each: _BackupChoice) -> Option:
    size = _("{size} KB").format(size=f"{each.size // 1024:,}")
    return option(
        (_time(each.backup), "bold"),
        f"  {each.backup.label}  {_missing_changes(each.lacks)}",
        (f"  {size}", "dim"),
        value=each,
    )


def _time(backup: Backup) -> str:
    return f"{backup.at:%Y-%m-%d %H:%M}"


def _missing_changes(changes: int | None) -> str:
    if changes is None:
        return _("빠진 변경을 알 수 없음")
    return _("그 뒤의 변경 {n}건이 없음").format(n=changes) if changes else _("지금과 같음")
