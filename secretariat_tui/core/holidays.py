"""Public holidays of Korea, with the days off that the office adds or cancels.

The public holidays are those of 관공서의 공휴일에 관한 규정 §2 and §3 in `public_holidays.txt`, which
`python -m tests.holidays` makes with the package `holidays`. Other years have none.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.named_tuple import NamedTuple

YEARS = range(2000, 2051)
"""The years whose public holidays are known."""
SUBSTITUTE, DECREED, EXPECTED = "+", "!", "?"
"""What begins the name in the file of a substitute holiday, a decreed one, an election that is yet to be fixed."""
NAMES = (
    N_("1월 1일"),
    N_("설날 전날"),
    N_("설날"),
    N_("설날 다음날"),
    N_("3·1절"),
    N_("식목일"),
    N_("노동절"),
    N_("어린이날"),
    N_("석가탄신일"),
    N_("부처님 오신 날"),
    N_("현충일"),
    N_("제헌절"),
    N_("광복절"),
    N_("추석 전날"),
    N_("추석"),
    N_("추석 다음날"),
    N_("개천절"),
    N_("한글날"),
    N_("기독탄신일"),
    N_("대통령 선거일"),
    N_("국회의원 선거일"),
    N_("지방선거일"),
    N_("국군의 날"),
    N_("월드컵 4강 진출"),
)
"""The names of the statute, and what days were decreed for. A decreed day may have none."""


class OwnDay(NamedTuple):
    """A day that the office has entered: off, or a public holiday that is a working day after all."""

    name: str
    off: bool


class HolidayCalendar:
    """The days off: public holidays, and the office's own days, which prevail. Weekends are not among them."""

    def __init__(self, own: Mapping[date, OwnDay]) -> None:
        self.own = own

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HolidayCalendar) and self.own == other.own

    def __hash__(self) -> int:
        return hash(frozenset(self.own.items()))

    def __contains__(self, day: object) -> bool:
        if isinstance(day, date) and (own := self.own.get(day)):
            return own.off
        return day in _public_holidays()

    def name(self, day: date) -> str:
        """Return the name of a day off; "" for other days."""
        if own := self.own.get(day):
            return own.name if own.off else ""
        stored = _public_holidays().get(day)
        return " · ".join(map(_shown_name, stored.split(";"))) if stored else ""


@lru_cache(maxsize=8)
def calendar_of(own_days: str | None) -> HolidayCalendar:
    """Return the calendar for the office's own days as SQL joins them: 12025-01-27,02026-07-17; 1 is off."""
    days = own_days.split(",") if own_days else ()
    return HolidayCalendar({date.fromisoformat(day[1:]): OwnDay("", day[0] == "1") for day in days})


@cache
def _public_holidays() -> Mapping[date, str]:
    """Return the names of the public holidays as the file has them, several separated by semicolons."""
    text = Path(__file__).with_name("public_holidays.txt").read_text("utf-8")
    return {date.fromisoformat(line[:10]): line[11:] for line in text.splitlines()}


def _shown_name(stored: str) -> str:
    """Return a name of the file as users see it."""
    name = _(stored[1:]) if stored[1:] else ""
    match stored[0]:
        case "+":
            return _("대체공휴일({name})").format(name=name)
        case "!":
            return _("임시공휴일({name})").format(name=name) if name else _("임시공휴일")
        case "?":
            return _("{name}(예정)").format(name=name)
    return _(stored)
