"""The command that checks a file: its pages, schema, records, permissions and backups."""

# ruff: noqa: T201 - commands print

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

from secretariat_tui.areas import AREAS, record_classes
from secretariat_tui.cli.common import (
    backup_folder,
    data_path,
    file_option,
    invalid_backups,
    print_lines,
    table_titles,
)
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean
from secretariat_tui.database import file
from secretariat_tui.database.engine.connect import open_readonly
from secretariat_tui.database.maintenance import backup, location, verify
from secretariat_tui.database.maintenance.integrity import quick_check
from secretariat_tui.tui.keys.area import audit_tables

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator
    from pathlib import Path


def check(options: Namespace) -> int:
    """Run all checks on a file and print the errors; return 1 if there are any."""
    path = data_path(options)
    file.check_openable(path, backup_folder(path))
    failed = False
    for title, find_errors in (
        (_("파일"), quick_check),
        (_("짜임"), _schema_errors),
        (_("기록"), _record_errors),
        (_("권한"), _permission_errors),
        (_("백업"), _backup_errors),
    ):
        errors = list(find_errors(path))
        failed = failed or bool(errors)
        print(f"{title}\t{_('문제') if errors else _('이상 없음')}")
        print_lines(errors, sys.stdout)
        if errors and find_errors in {quick_check, _schema_errors}:
            break  # further results from a damaged file are unreliable
    warnings = [
        location.location_warning(path),
        location.permission_error(path),
        _missing_backup(path),
    ]
    for warning in filter(None, warnings):
        print(f"{_('주의')}\t{clean(str(warning))}")
    return int(failed)


def _schema_errors(path: Path) -> Iterator[str]:
    record_classes()
    titles = table_titles()
    with closing(open_readonly(path)) as db:
        for each in verify.schema_violations(db):
            yield f"{titles.get(each.table, each.table)}: {each.message}"


def _record_errors(path: Path) -> Iterator[str]:
    from secretariat_tui.areas.report.issued.check import violations
    from secretariat_tui.database.engine.errors import translate_errors
    from secretariat_tui.database.engine.reader import Reader

    tables, titles = audit_tables(AREAS), table_titles()
    with translate_errors(path), closing(open_readonly(path)) as db:
        for each in (
            *verify.row_violations(db, titles),
            *verify.code_violations(db, tables),
            *verify.bound_violations(db, tables),
            *violations(Reader(path, within=db)),
        ):
            yield f"{titles.get(each.table, each.table)} {each.row}: {each.message}"


def _permission_errors(path: Path) -> Iterator[str]:
    for file_path in (path, *(each.path for each in backup.backups(backup_folder(path)))):
        if message := location.exposure_warning(file_path):
            yield message


def _backup_errors(path: Path) -> Iterator[str]:
    yield from invalid_backups(path)
    for newest in backup.backups(backup_folder(path))[:1]:
        if quick_check(newest.path):
            yield _("가장 최근 백업이 손상되었습니다: {path}").format(path=newest.path)


def _missing_backup(path: Path) -> str | None:
    """Return a warning if there is no backup, or the newest one lacks changes."""
    backups = backup.backups(backup_folder(path))
    if not backups:
        return _("백업이 없습니다. 만들려면: secretariat backup{of}").format(of=file_option(path))
    missing = backup.missing_changes(backups[0].path, path)
    if missing == 0:
        return None
    return _("가장 최근 백업({at}) 뒤의 변경: {n}건").format(
        at=f"{backups[0].at:%Y-%m-%d %H:%M}", n="?" if missing is None else missing
    )


COMMANDS: dict[str | None, Callable[[Namespace], int]] = {"check": check}
