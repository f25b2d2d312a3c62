"""The next date of a recurring task."""

from datetime import date

from secretariat_tui.areas.attached.when import RECURRENCE_MONTHS, When, month_range
from secretariat_tui.core import dates
from secretariat_tui.core.dates import add_months
from secretariat_tui.core.named_tuple import NamedTuple

_LONGEST_MONTH = 31


class NextDue(NamedTuple):
    """The next date of a recurring task, its precision, and how many dates were skipped as they have passed."""

    day: date
    precision: str
    skipped: int


def next_due(when: When, done_on: date) -> NextDue | None:
    """Return the first date of a recurrence after both its due date and the day it was done; None without dates.

    The end of a month, which has the precision of a month (말일), is followed by the end of a month. A day keeps
    its number (28 February, 28 March) or is the last of a month that has fewer days. As its number is not stored,
    the 31st becomes the end of a month, as does the end of a quarter in a quarterly or half-yearly task; the 29th
    and the 30th become the 28th once they have been due in February.
    """
    due_on, recurrence = when.due_on, when.recurrence
    if due_on is None or (recurrence != "weekly" and recurrence not in RECURRENCE_MONTHS):
        return None
    at_end = recurrence != "weekly" and _is_month_end(when, due_on)
    count = 1
    while (day := _later(due_on, recurrence, count, at_end=at_end)) <= done_on and day < date.max:
        count += 1
    precision = "month" if at_end and when.precision == "day" else when.precision
    return NextDue(day, precision, count - 1)


def _is_month_end(when: When, due_on: date) -> bool:
    """Whether a recurring task is due at the end of months, not on a day that is the last of one by chance."""
    if due_on != month_range(due_on)[1]:
        return False
    if when.precision != "day":
        return True
    ends_quarter = when.recurrence in {"quarterly", "halfyearly"} and due_on.month % 3 == 0
    return when.recurrence != "yearly" and (due_on.day == _LONGEST_MONTH or ends_quarter)


def _later(due_on: date, recurrence: str, count: int, *, at_end: bool) -> date:
    if recurrence == "weekly":
        return dates.add_days(due_on, 7 * count)
    day = add_months(due_on, RECURRENCE_MONTHS[recurrence] * count)
    return month_range(day)[1] if at_end else day
