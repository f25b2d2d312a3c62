"""How fast money is spent. A straight line knows no season: 설 and 추석 are dear months."""

from datetime import date, timedelta
from typing import NamedTuple

from secretariat_tui.areas.budget.rules import AccountFigures
from secretariat_tui.core.money import percent


class BurnRate(NamedTuple):
    """How fast a line is spent by a day of its year, drawn on as a straight line."""

    line: AccountFigures
    as_of: date

    @property
    def days(self) -> int:
        """The days of the year that are over, this one too."""
        return self.as_of.timetuple().tm_yday

    @property
    def year_days(self) -> int:
        """365, or 366."""
        return date(self.as_of.year, 12, 31).timetuple().tm_yday

    @property
    def elapsed(self) -> str:
        """The part of the year that is over: 29.8%."""
        return percent(self.days, self.year_days)

    @property
    def projected(self) -> int:
        """What will be spent by the end of the year, in won."""
        return self.line.executed * self.year_days // self.days

    @property
    def projected_rate(self) -> str:
        """That, as a part of the budget: 101.1%."""
        return percent(self.projected, self.line.budget)

    @property
    def lasts_until(self) -> date | None:
        """The last day that the money is enough for; None where it outlasts the year."""
        if self.projected <= max(self.line.budget, 0):
            return None
        enough = self.line.budget * self.days // self.line.executed
        return date(self.as_of.year, 1, 1) + timedelta(max(enough, 1) - 1)

    @property
    def per_day(self) -> int | None:
        """What may be spent on each day that is left, in won; None on the last."""
        left = self.year_days - self.days
        return self.line.balance // left if left else None
