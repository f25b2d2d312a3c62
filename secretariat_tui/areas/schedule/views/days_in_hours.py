"""The week and the day as time grids."""

from datetime import date

from secretariat_tui.areas.schedule.views.placing import PlacingGrid
from secretariat_tui.core.dates import full_date, month_day, short_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.lunar import lunar_text


class WeekGrid(PlacingGrid):
    """A week, or as many of its days as there is room for."""

    @property
    def title(self) -> str:
        first, last = self.period
        return _("{year}년 {first}–{last}").format(
            year=first.year, first=month_day(first), last=month_day(last)
        )

    @property
    def short_title(self) -> str:
        first, last = self.period
        return f"{month_day(first)}–{month_day(last)}"

    @property
    def title_note(self) -> str:
        return _(" ({n}주)").format(n=self.period[0].isocalendar().week)


class DayGrid(PlacingGrid):
    """One day."""

    page_days = 1

    @property
    def period(self) -> tuple[date, date]:
        return self.day, self.day

    @property
    def title(self) -> str:
        return " ".join(filter(None, (full_date(self.day), lunar_text(self.day))))

    @property
    def short_title(self) -> str:
        return short_date(self.day)

    def shown_days(self) -> list[date]:
        return [self.day]
