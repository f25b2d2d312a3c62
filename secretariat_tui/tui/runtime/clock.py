"""The office's date and time of day, and whether the screens still show them."""

from collections.abc import Callable
from datetime import date, datetime, time


def time_of_day() -> time:
    """Return the local time of day."""
    return datetime.now().time()  # noqa: DTZ005 - the office's own clock


class Clock:
    """Gives the date and the time, and notices when another minute or another day has begun."""

    STEP = 10.0
    """Seconds between two steps."""

    def __init__(self, today: Callable[[], date], time_of_day: Callable[[], time]) -> None:
        self._today, self._time_of_day = today, time_of_day
        self._shown = self.now()

    def now(self) -> datetime:
        """Return the date and the time of day, to the minute."""
        now = datetime.combine(self._today(), self._time_of_day())
        return now.replace(second=0, microsecond=0)

    def step(self) -> tuple[bool, bool]:
        """Return whether another minute, and whether another day, has begun since the last step."""
        before, self._shown = self._shown, self.now()
        return before != self._shown, before.date() != self._shown.date()
