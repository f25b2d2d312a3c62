"""What the diary prints: sheets for a day, a week or an event, each from a template for its days."""

from datetime import date
from typing import Literal

from secretariat_tui.core.dates import add_days, week_of
from secretariat_tui.core.i18n import N_
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tables.table import Period

EVENTS = "schedule/events"
"""The sheet of the events, of which a printout may be about single ones."""


class Printout(NamedTuple):
    """A sheet to print; `key` names it on the command line. One for `outside` the office masks personal data."""

    key: str
    title: str
    template: str
    days: Literal["day", "week"] = "day"
    outside: bool = False


BRIEFING = Printout("briefing", N_("행사 브리핑"), "행사브리핑")
DAY = Printout("day", N_("일일 일정"), "일일일정")
WEEK = Printout("week", N_("주간 일정"), "주간일정", "week")
PUBLIC_WEEK = Printout("public", N_("주간 공개 일정"), "주간공개일정", "week", outside=True)
PRINTOUTS = (DAY, WEEK, PUBLIC_WEEK, BRIEFING)


class PrintRequest(NamedTuple):
    """A printout for a day or the week that it is in; about one `event` of the day if its id is given."""

    printout: Printout
    day: date
    event: int | None = None

    @property
    def period(self) -> Period:
        """The days of the printout, as of its first one."""
        first, last = (self.day, self.day) if self.printout.days == "day" else week_of(self.day)
        return Period(self.day, first, last)

    def shifted(self, steps: int) -> "PrintRequest":
        """Return the request for a later day or week, an earlier one if negative; about all its events."""
        days = steps * (1 if self.printout.days == "day" else 7)
        return self._replace(day=add_days(self.day, days), event=None)

    @property
    def chosen(self) -> dict[str, tuple[int, ...]]:
        """The rows that the report is about, by sheet."""
        return {} if self.event is None else {EVENTS: (self.event,)}
