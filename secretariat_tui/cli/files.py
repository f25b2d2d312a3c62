"""Commands for data files: backup, restore, dump, load."""

# ruff: noqa: T201 - commands print

from __future__ import annotations

import sys
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from secretariat_tui.areas import AREAS, record_classes
from secretariat_tui.cli.common import (
    backup_folder,
    check_output,
    data_path,
    file_option,
    invalid_backups,
    log_export,
    print_lines,
)
from secretariat_tui.core.atomic_file import unfinished
from secretariat_tui.core.errors import FileError, UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean
from secretariat_tui.database.audit.events import ExportEvent
from secretariat_tui.database.engine import header
from secretariat_tui.database.engine.header import FileState
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import check_openable
from secretariat_tui.database.maintenance import backup
from secretariat_tui.database.maintenance.integrity import quick_check
from secretariat_tui.settings import unfinished_dir, user_name
from secretariat_tui.tui.keys.area import audit_tables

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from pathlib import Path


def _backup(options: Namespace) -> int:
    """Write a verified copy of the file to its backups, or to the path of -o."""
    path = data_path(options)
    check_openable(path, backup_folder(path))
    out: Path | None = options.out
    if out:
        if not out.exists():  # where there is a file, nothing is written
            check_output(options, out)
        with unfinished(out, unfinished_dir()):
            backup.copy_file(path, out)
        _log_file_export(path, _("자료 사본"), out)
    else:
        out = backup.back_up(path, backup_folder(path), _("직접"), _now())
    print(clean(_("백업했습니다: {path}").format(path=out)))
    return 0


def _restore(options: Namespace) -> int:
    """List the backups of the file, or replace it by one, given by number or path."""
    from secretariat_tui.database.maintenance.restore import access_warning, restore_backup

    path = data_path(options)
    backups = backup.backups(backup_folder(path))
    if options.backup is None:
        for line in invalid_backups(path):
            print(clean(line), file=sys.stderr)
        _print_backups(path, backups)
        return 0
    chosen = _chosen_backup(options.backup, backups, path)
    # A file with backups was an office file, whatever its contents are now.
    foreign = not backups and header.read_header(path).state is FileState.FOREIGN
    if foreign and not options.force:
        raise FileError(
            _("이 파일은 secretariat 자료가 아닙니다. 되살리지 않았습니다."),
            str(path),
            _("경로를 확인해 주세요. 그래도 이 자리에 되살리려면 --force를 붙이세요."),
        )
    damaged = not foreign and _is_damaged(path)
    set_aside = restore_backup(
        chosen, path, _now(), user_name(), record_classes, damaged=damaged, foreign=foreign
    )
    print(clean(_("되살렸습니다: {path}").format(path=path)))
    if set_aside:
        print(clean(_("전의 파일은 여기에 두었습니다: {path}").format(path=set_aside)))
        if not foreign and (warning := access_warning(path, set_aside)):
            print(clean(warning), file=sys.stderr)
    return 0


def _print_backups(path: Path, backups: list[backup.Backup]) -> None:
    if not backups:
        raise FileError(
            _("이 자료의 백업이 없습니다."),
            str(backup_folder(path)),
            _("다른 곳의 백업은 그 경로를 적어 주세요: secretariat restore 백업.db"),
        )
    for number, each in enumerate(backups, start=1):
        missing = backup.missing_changes(each.path, path)
        print(
            f"{number}\t{each.at:%Y-%m-%d %H:%M}",
            _("{size} KB").format(size=f"{each.path.stat().st_size // 1024:,}"),
            _("빠진 변경 {n}").format(n="?" if missing is None else missing),
            clean(str(each.path)),
            sep="\t",
        )
    hint = _("되살리려면: secretariat restore 1{of}").format(of=file_option(path))
    print(clean(hint), file=sys.stderr)


def _chosen_backup(typed: str, backups: list[backup.Backup], path: Path) -> Path:
    from secretariat_tui.core.atomic_file import parse_path

    if not typed.isdecimal():
        return parse_path(typed)
    if not 0 < int(typed) <= len(backups):
        remedy = _("백업 목록: secretariat restore{of}").format(of=file_option(path))
        raise UserError(_("그런 번호의 백업이 없습니다."), typed, remedy)
    return backups[int(typed) - 1].path


def _is_damaged(path: Path) -> bool:
    state = header.read_header(path).state
    return state in {FileState.EMPTY, FileState.FOREIGN} or (
        state is not FileState.MISSING and bool(quick_check(path))
    )


def _dump(options: Namespace) -> int:
    """Write all records and their history as JSON."""
    from secretariat_tui.database.transfer.dump import dump

    path = data_path(options)
    check_openable(path, backup_folder(path))
    if not options.out.exists():
        check_output(options, options.out)
    with unfinished(options.out, unfinished_dir()):
        dump(path, options.out, record_classes)
    # Logged after the dump: a file loaded from it dumps to the same bytes.
    _log_file_export(path, _("모든 자료"), options.out)
    print(clean(_("모두 적어 냈습니다: {path}").format(path=options.out)))
    return 0


def _load(options: Namespace) -> int:
    """Create a file from a dump."""
    from secretariat_tui.database.transfer.load import DumpError, load

    try:
        loaded = load(options.source, options.file, record_classes, audit_tables(AREAS))
    except DumpError as problem:
        for line in problem.errors:
            print(clean(line), file=sys.stderr)
        raise
    message = _("자료를 만들었습니다({rows}행): {path}")
    print(clean(message.format(rows=loaded.rows, path=options.file)))
    if loaded.resident_numbers:
        print(_("주민등록번호로 보이는 것이 있습니다. 찾아서 지워 주세요."), file=sys.stderr)
        print_lines(loaded.resident_numbers, sys.stderr)
    return 0


def _log_file_export(path: Path, title: str, out: Path) -> None:
    """Log in the history that all records were exported to `out`."""
    from secretariat_tui.database.schema import ddl

    record_classes()
    with closing(Reader(path)) as reader:
        counts = (f"SELECT count(*) FROM {table.name}" for table in ddl.logged_tables())
        rows = sum(map(reader.value, counts))
    log_export(path, ExportEvent(title, rows, out.name, "inside", ""))


def _now() -> datetime:
    return datetime.now()  # noqa: DTZ005 - backups are named and listed by local time


COMMANDS: dict[str | None, Callable[[Namespace], int]] = {
    "backup": _backup,
    "restore": _restore,
    "dump": _dump,
    "load": _load,
}
