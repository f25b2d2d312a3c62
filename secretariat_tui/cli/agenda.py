"""The command that prints the agenda in lines: agenda. It reads with the standard library only."""

# ruff: noqa: T201 - commands print

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from typing import TYPE_CHECKING

from secretariat_tui.areas.schedule.printed import agenda_text
from secretariat_tui.cli import parser
from secretariat_tui.cli.common import backup_folder, data_path, no_data_error
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.text import clean
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import check_openable
from secretariat_tui.tui.runtime.clock import time_of_day

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable


def _agenda(options: Namespace) -> int:
    """Print the agenda; return 1 if events clash or holds have expired.

    Of the next event alone, return 1 if there is none.
    """
    today = parser.clock(options, date.today)()
    now = datetime.combine(today, time_of_day())
    first = parser.day(options.day, "--date", today)
    path = data_path(options)
    if options.file is None and not path.exists():
        raise no_data_error(path)
    check_openable(path, backup_folder(path))
    with closing(Reader(path)) as reader:
        last = add_days(first, options.days - 1)
        agenda = agenda_text.read_agenda(reader, now, first, last)
    if options.format == "next":
        if agenda.next:
            print(clean(agenda_text.next_line(agenda.next, now, secret=options.secret)))
        return int(agenda.next is None)
    for line in agenda_text.agenda_lines(agenda, now, secret=options.secret):
        print(clean(line))
    return int(agenda_text.needs_attention(agenda))


COMMANDS: dict[str | None, Callable[[Namespace], int]] = {"agenda": _agenda}
