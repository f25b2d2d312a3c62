"""Commands that output a table: show, copy, export."""

# ruff: noqa: T201 - commands print

from __future__ import annotations

import os
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from secretariat_tui.cli import parser
from secretariat_tui.cli.common import (
    backup_folder,
    check_output,
    data_path,
    is_terminal,
    log_export,
    no_data_error,
    table_text,
)
from secretariat_tui.cli.usage import HISTORY, HISTORY_TITLE, UsageError, unknown_word
from secretariat_tui.core.atomic_file import unfinished
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean
from secretariat_tui.settings import state_dir, unfinished_dir

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from secretariat_tui.tables.table import Sheet, SheetSource, Table

_ALL = "all"  # the columns that are not named before


def _show(options: Namespace) -> int:
    """Print a table, in colour on a terminal. Log it as an export unless only this terminal shows it."""
    from secretariat_tui.tables.export_progress import ExportProgress

    on_terminal = is_terminal(sys.stdout)
    if on_terminal and options.format == "table":
        return _draw(options)
    sheet, progress = _sheet(options), ExportProgress()
    text = table_text(sheet, options.format, header=options.header, progress=progress)
    if options.outside or not on_terminal:
        _log(options, sheet, progress.rows, _("출력"))
    print(text, end="")
    return 0


def _draw(options: Namespace) -> int:
    """Print a table in colour."""
    from rich.console import Console

    from secretariat_tui.tables.print_sheet import print_sheet

    sheet = _sheet(options, as_objects=True)
    if options.outside:
        _log(options, sheet, sum(1 for _row in sheet.rows), _("출력"))
    print_sheet(sheet, Console(), header=options.header)
    return 0


def _copy(options: Namespace) -> int:
    """Copy a table to the clipboard and to a file, and print the result."""
    from secretariat_tui.clipboard import copy as clipboard_copy
    from secretariat_tui.clipboard import saved
    from secretariat_tui.tables.export_progress import ExportProgress

    sheet, progress, html = _sheet(options), ExportProgress(), options.format == "html"
    text = table_text(sheet, options.format, header=options.header, progress=progress)
    path, not_saved = None, ""
    try:
        path = saved.save_last_copy(text, state_dir(), html=html)
    except UserError as problem:  # only for when pasting fails
        not_saved = problem.message
    result = clipboard_copy.copy(
        text,
        os.environ,
        clipboard_copy.terminal_writer(),
        html=html,
        verified_on=saved.verified_on(os.environ, state_dir()),
    )
    failed = result.status is clipboard_copy.CopyStatus.FAILED
    message = result.message(progress.rows, progress.remarks())
    if result.status is not clipboard_copy.CopyStatus.CONFIRMED:
        if path:
            message += _(" 사본: {path}").format(path=path)
        else:
            message += _(" 사본은 남기지 못했습니다: {reason}").format(reason=not_saved)
    print(clean(message), file=sys.stderr if failed else sys.stdout)
    if not failed:
        _log(options, sheet, progress.rows, _("복사"))
    return int(failed)


def _export(options: Namespace) -> int:
    """Write a table to a file, in the format of --format or of the file's suffix."""
    file_format = options.format or options.path.suffix.lower().removeprefix(".")
    if file_format == parser.CALENDAR:
        from secretariat_tui.cli.calendar_export import export_calendar

        return export_calendar(options, _sheet_source(options.table))
    if file_format not in parser.FILE_FORMATS:
        raise unknown_word(
            _("이름 끝에서 형식을 알 수 없습니다."), options.path.name, parser.FILE_FORMATS
        )
    if options.busy:
        raise UsageError(_("--busy는 달력 파일(ics)에만 씁니다."), "--busy")
    from secretariat_tui.tables.export import write

    check_output(options, options.path)
    sheet = _sheet(options)
    with unfinished(options.path, unfinished_dir()):
        progress = write(
            sheet,
            options.path,
            file_format,
            force=options.force,
            header=options.header,
            encoding=options.encoding,
        )
    message = _("{rows}행을 파일로 냈습니다: {path}").format(rows=progress.rows, path=options.path)
    print(clean(f"{message} {progress.remarks()}").rstrip())
    _log(options, sheet, progress.rows, options.path.name)
    if not sheet.rows:
        print("\n".join(f"※ {note}" for note in sheet.notes), file=sys.stderr)
    return 0


def _sheet(options: Namespace, *, as_objects: bool = False) -> Sheet[Any]:
    """Read the table of a command; with --outside it is masked.

    Everything is read here: while a slow output is written, other windows can save.
    """
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.file import check_openable
    from secretariat_tui.tables.register import read_unread

    source, period = _sheet_source(options.table), parser.period(options)
    table = source.table
    columns = _columns(table, options.columns) if source.table_on is None else ()
    path = data_path(options)
    if options.file is None and not path.exists():
        raise no_data_error(path)
    check_openable(path, backup_folder(path))
    with closing(Reader(path)) as reader, reader.snapshot():
        if source.table_on:
            table = source.table_on(reader, period)
            columns = _columns(table, options.columns)
        from secretariat_tui.areas import AREAS
        from secretariat_tui.tui.keys.area import TablesAsNeeded

        tables, shown = TablesAsNeeded(AREAS), {column.key for column in table.columns}
        further = tuple(key for key in columns if key not in shown)
        # Masked rows are gone through twice: the names in some are masked in others.
        unread = not (as_objects or options.outside)
        wanted = replace(period, columns=further, tables=tables, unread=unread)
        sheet = read_unread(source.read(reader, wanted).with_columns(columns))
        if not options.outside:
            return sheet
        from secretariat_tui.database.audit.people import known_names

        names = known_names(reader, tables)
    from secretariat_tui.tables.masking import masked_sheet

    return masked_sheet(sheet, names)


def _columns(table: Table[Any], typed: str) -> tuple[str, ...]:
    """Return the keys of the columns typed, by key or title; without any, those shown by default."""
    names = [name.strip() for name in typed.split(",") if name.strip()]
    keys = {column.key: column.key for column in table.columns}
    for column in reversed(table.all_columns):  # of two with one title the first counts
        keys |= dict.fromkeys((column.title, column.full_title), column.key)
    keys |= {column.key: column.key for column in table.all_columns}
    all_keys = [column.key for column in table.all_columns]
    chosen: list[str] = []
    for name in names:
        if name not in keys and name != _ALL:
            raise unknown_word(_("모르는 열입니다."), name, [_ALL, *all_keys])
        chosen += all_keys if name == _ALL else [keys[name]]
    return tuple(dict.fromkeys(chosen)) or tuple(column.key for column in table.columns)


def _sheet_source(name: str) -> SheetSource:
    """Return the table named AREA/TABLE, AREA for its first table, or TABLE if one area alone has it.

    The area may be named by its title.
    """
    from secretariat_tui.areas import AREAS

    area_name, _slash, table = name.partition("/")
    if area_name in {HISTORY, _(HISTORY_TITLE), HISTORY_TITLE}:
        from secretariat_tui.tables import history
        from secretariat_tui.tui.keys.area import audit_tables

        return history.history_source(audit_tables(AREAS))
    match = next(
        (area for area in AREAS if area_name in {area.name, area.title, _(area.title)}), None
    )
    if match is None or not match.sheets():
        areas = [area for area in AREAS if area.sheets()]
        alone = [area.sheets()[name] for area in areas if name in area.sheets()]
        if len(alone) == 1:
            return alone[0]
        names = [*(area.name for area in areas), HISTORY]
        raise unknown_word(_("모르는 영역입니다."), area_name, names)
    sheets = match.sheets()
    if table and table not in sheets:
        raise unknown_word(_("모르는 표입니다."), name, [f"{match.name}/{key}" for key in sheets])
    return sheets[table or next(iter(sheets))]


def _log(options: Namespace, sheet: Sheet[Any], rows: int, destination: str) -> None:
    """Log the export of a table in the file's history."""
    from secretariat_tui.database.audit.events import ExportEvent

    audience = "outside" if options.outside else "inside"
    purpose = clean(options.purpose).strip()
    log_export(data_path(options), ExportEvent(sheet.title, rows, destination, audience, purpose))


COMMANDS: dict[str | None, Callable[[Namespace], int]] = {
    "show": _show,
    "copy": _copy,
    "export": _export,
}
