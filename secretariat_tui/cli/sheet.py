"""The command that writes a sheet of the diary: sheet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from secretariat_tui.cli import parser
from secretariat_tui.cli.common import data_path
from secretariat_tui.cli.report import deliver, fill, report_data
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean
from secretariat_tui.reporting.printouts import EVENTS, PRINTOUTS, PrintRequest
from secretariat_tui.reporting.templates import library

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping, Sequence

    from secretariat_tui.database.engine.reader import Reader


def _sheet(options: Namespace) -> int:
    """Write a sheet for a day, its week, or the events of the day whose title has a text."""
    printout = next(each for each in PRINTOUTS if each.key == options.sheet)
    day = parser.day(options.day, "--date", parser.clock(options, date.today)())
    request = PrintRequest(printout, day)
    options.outside = printout.outside
    if printout.outside:
        options.purpose = options.purpose.strip() or _(printout.title)
    template = library.find(library.templates_folder(data_path(options)), printout.template)

    def read(reader: Reader) -> Mapping[str, Sequence[int]]:
        return {EVENTS: _named(reader, day, options.event)} if options.event else {}

    snapshot = fill(
        options,
        template,
        lambda reader: report_data(options, reader, request.period, read(reader)),
    )
    deliver(options, snapshot.report, template.name)
    return 0


def _named(reader: Reader, day: date, text: str) -> list[int]:
    """Return the ids of the events of a day whose title has a text. UserError if there is none."""
    from secretariat_tui.areas.schedule.queries import agenda

    events = [each for each in agenda(reader, day, day) if each.visibility != "secret"]
    ids = [each.id for each in events if text in each.title]
    if not ids:
        titles = ", ".join(each.title for each in events)
        remedy = _("이날의 일정: {titles}").format(titles=titles) if titles else ""
        raise UserError(_("이날에 그런 일정이 없습니다."), clean(text), clean(remedy))
    return ids


COMMANDS: dict[str | None, Callable[[Namespace], int]] = {"sheet": _sheet}
