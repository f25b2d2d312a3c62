"""How fast money is spent, and what that means for the rest of the year.

The projection is linear; it ignores seasons such as 설 and 추석, when more is spent.
"""

from datetime import date, timedelta

from secretariat_tui.areas.budget.rules import AccountFigures
from secretariat_tui.core.money import percent
from secretariat_tui.core.named_tuple import NamedTuple


class BurnRate(NamedTuple):
    """An account's spending up to a day of its fiscal year, projected to the end of the year."""

    figures: AccountFigures
    as_of: date

    @property
    def days(self) -> int:
        """The days of the year that have passed, including this one."""
        return self.as_of.timetuple().tm_yday

    @property
    def year_days(self) -> int:
        """The number of days in the year."""
        return date(self.as_of.year, 12, 31).timetuple().tm_yday

    @property
    def elapsed(self) -> str:
        """The share of the year that has passed: 29.8%."""
        return percent(self.days, self.year_days)

    @property
    def projected(self) -> int:
        """The projected spending at the end of the year, in won."""
        return self.figures.executed * self.year_days // self.days

    @property
    def projected_rate(self) -> str:
        """The projected spending as a share of the budget: 101.1%."""
        return percent(self.projected, self.figures.budget)

    @property
    def lasts_until(self) -> date | None:
        """The last day on which money is left; None if it lasts until the end of the year."""
        if self.projected <= max(self.figures.budget, 0):
            return None
        days = self.figures.budget * self.days // self.figures.executed
        return date(self.as_of.year, 1, 1) + timedelta(max(days, 1) - 1)

    @property
    def per_day(self) -> int | None:
        """The balance per remaining day, in won; None on the last day of the year."""
        left = self.year_days - self.days
        return self.figures.balance // left if left else None
