"""Writing a table to a calendar file: export with .ics."""

# ruff: noqa: T201 - commands print

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from secretariat_tui.cli import parser
from secretariat_tui.cli.common import (
    backup_folder,
    check_output,
    data_path,
    log_export,
    no_data_error,
)
from secretariat_tui.core import pii
from secretariat_tui.core.atomic_file import unfinished
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean
from secretariat_tui.database.audit.events import ExportEvent
from secretariat_tui.settings import unfinished_dir
from secretariat_tui.tables.calendar_file import CalendarOptions, write

if TYPE_CHECKING:
    from argparse import Namespace

    from secretariat_tui.tables.table import SheetSource


def export_calendar(options: Namespace, source: SheetSource) -> int:
    """Write the events of a period to a calendar file; log it as an export."""
    from secretariat_tui.areas import AREAS
    from secretariat_tui.database.audit.people import known_names
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.file import check_openable
    from secretariat_tui.tui.keys.area import audit_tables

    if source.calendar is None:
        raise UserError(
            _("달력 파일로 낼 수 없는 표입니다."),
            options.table,
            _("일정만 됩니다: export schedule"),
        )
    check_output(options, options.path)
    path, period = data_path(options), parser.period(options)
    if options.file is None and not path.exists():
        raise no_data_error(path)
    check_openable(path, backup_folder(path))
    with closing(Reader(path)) as reader:
        wanted = CalendarOptions(busy=options.busy)
        if options.outside:
            mask = pii.text_masker(known_names(reader, audit_tables(AREAS)))
            wanted = CalendarOptions(outside=True, mask=mask)
        calendar = source.calendar(reader, period, wanted)
    with unfinished(options.path, unfinished_dir()):
        write(calendar, options.path, force=options.force)
    message = _("{n}건을 파일로 냈습니다: {path}").format(
        n=f"{calendar.events:,}", path=options.path
    )
    if calendar.left_out:
        message += " " + _("비공개 {n}건은 뺐습니다.").format(n=f"{calendar.left_out:,}")
    print(clean(message))
    audience = "outside" if options.outside else "inside"
    purpose = clean(options.purpose).strip()
    title = _(source.table.title)
    event = ExportEvent(title, calendar.events, options.path.name, audience, purpose)
    log_export(data_path(options), event)
    return 0
