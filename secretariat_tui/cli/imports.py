"""The command that imports a file: import."""

# ruff: noqa: T201 - commands print

from __future__ import annotations

import sys
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

from secretariat_tui.areas import AREAS, index_sources
from secretariat_tui.cli import parser
from secretariat_tui.cli.common import backup_folder, data_path
from secretariat_tui.cli.usage import unknown_word
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.imports import report
from secretariat_tui.imports.reading import read_file
from secretariat_tui.imports.writing import check_rows, write
from secretariat_tui.settings import user_name
from secretariat_tui.tui.keys.area import audit_tables

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from secretariat_tui.imports.target import ImportTarget

_PREVIEW_ROWS = 3


def _import(options: Namespace) -> int:
    """Import a file into a register; return 1 if a row was refused."""
    target = _target(options.table)
    path = data_path(options)
    with closing(
        OfficeFile(path, user_name(), sources=index_sources, backups=backup_folder(path))
    ) as file:
        today = parser.clock(options, date.today)()
        parsed = read_file(
            options.source,
            target,
            file.reader,
            today,
            sheet=options.sheet,
            tables=audit_tables(AREAS),
        )
        if options.dry_run:
            result = check_rows(target, file.reader, parsed)
        else:
            result = write(file, target, parsed, skip_errors=options.skip_errors)
    _print(report.header_lines(parsed))
    _print(report.preview_lines(result, _PREVIEW_ROWS))
    _print(report.change_lines(result))
    _print(report.known_lines(result))
    for line in report.error_lines(result):
        print(clean(line), file=sys.stderr)
    print(report.counts(result))
    if result.errors and not (result.written or options.dry_run or options.skip_errors):
        message = _(
            "아무것도 쓰지 않았습니다. 고쳐서 다시 하거나, 맞는 줄만 더하려면 --skip-errors"
        )
        print(message, file=sys.stderr)
    return int(bool(result.errors))


def _print(lines: Any) -> None:
    for line in lines:
        print(clean(line))


def _target(name: str) -> ImportTarget[Any]:
    """Return the register named AREA/TABLE, or AREA for its first one. The area may be named by its title."""
    area_name, _slash, table = name.partition("/")
    areas = [area for area in AREAS if area.imports()]
    match = next((each for each in areas if area_name in {each.name, each.title, _(each.title)}), None)  # fmt: skip
    if match is None:
        raise unknown_word(
            _("들여올 수 없는 영역입니다."), area_name, [each.name for each in areas]
        )
    targets = match.imports()
    if table and table not in targets:
        names = [f"{match.name}/{key}" for key in targets]
        raise unknown_word(_("들여올 수 없는 표입니다."), name, names)
    return targets[table or next(iter(targets))]


COMMANDS: dict[str | None, Callable[[Namespace], int]] = {"import": _import}
