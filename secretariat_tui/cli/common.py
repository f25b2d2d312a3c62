"""Helpers that several commands share."""

# ruff: noqa: T201 - commands print

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

from secretariat_tui.core.atomic_file import real_path
from secretariat_tui.core.errors import FileError, UserError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.text import clean
from secretariat_tui.settings import backup_dir, data_file, own_files, user_name

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import Any, TextIO

    from secretariat_tui.database.audit.events import ExportEvent
    from secretariat_tui.tables.export_progress import ExportProgress
    from secretariat_tui.tables.table import Sheet

_MAX_LINES = 20
_LOG_TITLES = {"tx": N_("저장한 일"), "change": N_("변경 이력")}


def data_path(options: Namespace) -> Path:
    """Return the file that a command works on; of a symbolic link the file that it names."""
    path: Path = options.file or data_file()
    return real_path(path) if path.is_symlink() else path


def no_data_error(path: Path) -> FileError:
    """Return the error for a command that needs the office's own file before there is one."""
    return FileError(
        _("아직 내 자료가 없습니다."),
        str(path),
        _("secretariat을 한 번 실행하면 만들어집니다. 다른 파일은 --file로 엽니다."),
    )


def check_output(options: Namespace, out: Path) -> None:
    """Raise FileError if an output would overwrite one of the program's own files."""
    from secretariat_tui.database.maintenance.outputs import check_output

    check_output(out, data_path(options), own_files(), backup_dir())


def file_option(path: Path) -> str:
    """Return the option that a suggested command needs to work on this file."""
    from shlex import quote

    return "" if path in {data_file(), real_path(data_file())} else f" --file {quote(str(path))}"


def backup_folder(path: Path) -> Path:
    """Return the folder of a file's backups."""
    from secretariat_tui.database.maintenance.backup import backup_folder

    return backup_folder(path, backup_dir())


def invalid_backups(path: Path) -> Iterator[str]:
    """Return a message for each file in the backup folder that is no backup."""
    from secretariat_tui.database.maintenance import backup

    for each in backup.invalid_backups(backup_folder(path)):
        yield _("백업이 아닌 파일입니다(비었거나 머리가 덮어쓰임): {path}").format(path=each)


def table_titles() -> dict[str, str]:
    """Return the titles of the tables of records, and of the audit log, by name."""
    from secretariat_tui.areas import AREAS
    from secretariat_tui.tui.keys.area import audit_tables

    tables = {table.table: table.title for table in audit_tables(AREAS).values()}
    return {name: _(title) for name, title in (tables | _LOG_TITLES).items()}


def is_terminal(*streams: TextIO | None) -> bool:
    """Return whether all streams are connected to a terminal."""
    return all(stream is not None and stream.isatty() for stream in streams)


def print_lines(lines: Sequence[str], stream: TextIO) -> None:
    """Print the first lines of a list, indented, and how many more there are."""
    for line in lines[:_MAX_LINES]:
        print(f"\t{clean(line)}", file=stream)
    if len(lines) > _MAX_LINES:
        print(_("\t… 그 밖에 {n}").format(n=len(lines) - _MAX_LINES), file=stream)


def table_text(
    sheet: Sheet[Any],
    file_format: str,
    *,
    header: bool = True,
    progress: ExportProgress | None = None,
) -> str:
    """Return a table as text; the format "table" is plain text."""
    from secretariat_tui.tables.export import text

    name = "txt" if file_format == "table" else file_format
    return text(sheet, name, header=header, progress=progress)


def log_export(path: Path, event: ExportEvent) -> None:
    """Log an export in a file's history; print a warning if the log cannot be written."""
    from secretariat_tui.areas import index_sources
    from secretariat_tui.database.audit import events
    from secretariat_tui.database.file import OfficeFile

    try:
        with closing(OfficeFile(path, user_name(), sources=index_sources)) as file:
            events.log_export(file, event)
    except UserError as problem:
        message = _("이력에는 남기지 못했습니다: {what}").format(what=clean(problem.message))
        print(message, file=sys.stderr)
