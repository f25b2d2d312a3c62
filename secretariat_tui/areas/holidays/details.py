"""A day off written out as lines."""

from secretariat_tui.areas.holidays import queries
from secretariat_tui.areas.holidays.model import HOLIDAY, HolidayDraft
from secretariat_tui.areas.holidays.queries import HolidayRow
from secretariat_tui.core.dates import full_date
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tui.paint.text import StyledLine, labelled, styled_line


def read_holiday(row: HolidayRow, reader: Reader) -> list[StyledLine] | None:
    """Read a day and return its details; None if it is deleted."""
    stored = queries.holiday(reader, row.id)
    return describe_holiday(stored.draft) if stored else None


def describe_holiday(draft: HolidayDraft) -> list[StyledLine]:
    """Return the details of a day."""
    kind = _("쉬는 날") if draft.off else _("일하는 날")
    lines = [
        styled_line((draft.name, "bold")),
        labelled(_(HOLIDAY["day"].label), full_date(draft.day) if draft.day else ""),
        labelled(_("구분"), kind),
    ]
    if public := public_holiday(draft):
        lines.append(styled_line((public, "dim")))
    return lines


def public_holiday(draft: HolidayDraft) -> str:
    """Return what the day is without the record, "" for a working day."""
    if draft.day is None:
        return ""
    name = HolidayCalendar({}).name(draft.day)
    return _("공휴일: {name}").format(name=name) if name else ""
