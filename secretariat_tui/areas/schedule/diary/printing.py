"""Choosing a sheet of the diary to print, and showing it in the report's area."""

from datetime import date

from secretariat_tui.areas.schedule import rules
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.core.dates import short_date, week_of
from secretariat_tui.core.i18n import _
from secretariat_tui.reporting.printouts import (
    BRIEFING,
    DAY,
    PRINTOUTS,
    PUBLIC_WEEK,
    WEEK,
    PrintRequest,
)
from secretariat_tui.tui.dialogs.picker import Option, Picker, option
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.screens.visits import visit

_REPORT = "report"
"""The area whose screen shows a printout."""


async def choose_and_show(screen: AreaScreen, day: date, event: EventRow | None) -> None:
    """Let the user choose a sheet for an event, a day and its week; show it until the user goes back."""
    request = await screen.dialog(Picker(_("인쇄물"), _options(day, event)))
    if request is not None:
        await visit(screen.shell, screen.area, _REPORT, request)


async def show_sheet(screen: AreaScreen, key: str, day: date, event: EventRow | None) -> None:
    """Show the sheet of a day and its week, or of an event that is not secret, until the user goes back."""
    printout = next(each for each in PRINTOUTS if each.key == key)
    request = PrintRequest(printout, day)
    if printout is BRIEFING and event is not None and event.visibility != "secret":
        request = PrintRequest(printout, event.starts_on, event.id)
    await visit(screen.shell, screen.area, _REPORT, request)


def _options(day: date, event: EventRow | None) -> list[Option]:
    """Return the sheets; a secret event has no briefing, since its contents are not printed."""
    monday, sunday = week_of(day)
    week = f"{short_date(monday)} ~ {short_date(sunday)}"
    requests = [
        (PrintRequest(DAY, day), short_date(day)),
        (PrintRequest(BRIEFING, day), _("{date}의 일정마다 한 장").format(date=short_date(day))),
        (PrintRequest(WEEK, day), week),
        (PrintRequest(PUBLIC_WEEK, day), _("{week}, 언론에 낼 것").format(week=week)),
    ]
    if event is not None and event.visibility != "secret":
        title = rules.masked_title(event.title, event.visibility)
        requests.insert(0, (PrintRequest(BRIEFING, event.starts_on, event.id), title))
    return [
        option((f"{_(request.printout.title)}  ", "bold"), (text, "dim"), value=request)
        for request, text in requests
    ]
