"""What is unusual about the time of events, for views, forms and details. The rule is conflicts.concerns()."""

from collections.abc import Container, Iterable
from datetime import date

from secretariat_tui.areas.schedule import days
from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.timing import conflicts
from secretariat_tui.areas.schedule.timing.conflicts import AttendedEvent, Concern
from secretariat_tui.core.dates import short_date
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import N_, Labels, _

_SHORT = Labels(
    {
        "hours": N_("시간 외"),
        "lunch": N_("점심"),
        "weekend": N_("주말"),
        "holiday": N_("휴일"),
    }
)


def unusual_events(
    events: Iterable[AttendedEvent], holidays: Container[date]
) -> frozenset[EventKey]:
    """Return the events whose time is unusual."""
    return frozenset(each.key for each in events if any(conflicts.concerns(each, holidays)))


def concerns_in_short(event: AttendedEvent, holidays: Container[date]) -> str:
    """Return what is unusual about the time of an event in a few words; "" if nothing is."""
    return " · ".join(_(_SHORT[each.what]) for each in conflicts.concerns(event, holidays))


def concern_text(concern: Concern, holidays: HolidayCalendar) -> str:
    """Return what is unusual about the time of an event as a sentence."""
    match concern.what:
        case "weekend":
            return _("주말입니다: {day}").format(day=short_date(concern.day))
        case "holiday":
            name = holidays.name(concern.day)
            return _("쉬는 날입니다: {day} {name}").format(day=short_date(concern.day), name=name)
        case "lunch":
            noon, one = map(days.clock, conflicts.LUNCH)
            return _("점심시간에 걸칩니다({noon}–{one}).").format(noon=noon, one=one)
        case _:
            opens, closes = map(days.clock, conflicts.OFFICE_HOURS)
            return _("근무 시간({opens}–{closes}) 밖입니다.").format(opens=opens, closes=closes)
