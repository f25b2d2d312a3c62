"""The occurrences that the holiday rules of series move, for programs that do not know these rules."""

from datetime import date, datetime, time
from functools import cached_property

from secretariat_tui.areas.holidays.queries import calendar
from secretariat_tui.areas.schedule import compiled
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.series import recurrence
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader

MOVED_DAYS_AHEAD = 366 * 3
"""The days after today in which calendar files have the moved occurrences of an endless series."""


class HolidayMove(NamedTuple):
    """An occurrence that is moved: its key, and when it takes place, None if not at all."""

    key: str
    start: datetime | None


class HolidayMoves:
    """Computes the moved occurrences of series in a period, without those that were changed by themselves."""

    def __init__(self, reader: Reader, first: date, last: date) -> None:
        self._reader, self._first, self._last = reader, first, last

    def of(self, series: EventDraft, series_id: int) -> list[HolidayMove]:
        """Return the moved occurrences of a series, in order."""
        first = max(series.starts_on or self._first, self._first)
        if first > self._last or not recurrence.is_readable(series.rrule):
            return []
        moved = recurrence.moved_by_holidays(
            series, series.starts_on or first, (first, self._last), self._holidays
        )
        return [
            HolidayMove(each.key, datetime.combine(day, each.at or time.min) if day else None)
            for each, day in moved
            if (series_id, each.key) not in self._changed
        ]

    @cached_property
    def _holidays(self) -> HolidayCalendar:
        return calendar(self._reader)

    @cached_property
    def _changed(self) -> set[tuple[int, str]]:
        return {*self._reader.tuples(compiled.OVERRIDDEN)}
