"""The table of the office's own days off, and what the search shows of them."""

from secretariat_tui.areas.attached.tables import record_texts
from secretariat_tui.areas.holidays import queries
from secretariat_tui.areas.holidays.model import HOLIDAY
from secretariat_tui.areas.holidays.queries import HolidayRow
from secretariat_tui.core.dates import full_date, table_date
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.field_columns import field_column, further_columns
from secretariat_tui.tables.search_kinds import SearchKind
from secretariat_tui.tables.table import Column, Period, Sheet, SheetSource, Table

_COLUMNS: tuple[Column[HolidayRow], ...] = (
    Column(
        "day",
        N_("날짜"),
        lambda row: row.day,
        lambda row: full_date(row.day),
        width=16,
        dated=True,
    ),
    field_column(HOLIDAY["name"], grow=True),
    field_column(HOLIDAY["off"]),
)
HOLIDAYS: Table[HolidayRow] = Table(
    "holidays", N_("쉬는 날"), _COLUMNS, further=further_columns(HOLIDAY, _COLUMNS)
)


def _holidays(reader: Reader, period: Period) -> Sheet[HolidayRow]:
    """Return the days of a period, or all."""
    rows = [
        row
        for row in queries.holidays(reader)
        if (period.first is None or row.day >= period.first)
        and (period.last is None or row.day <= period.last)
    ]
    return Sheet(HOLIDAYS, rows, _("(기준: {date})").format(date=table_date(period.as_of)))


SEARCH_KINDS = (
    SearchKind(
        N_("쉬는 날"),
        record_texts(HOLIDAY, {"name"}),
        queries.holidays_by_id,
        lambda row: row.day,
        lambda row: row.name,
        HOLIDAYS.search_texts,
        target=lambda number: ("holidays", number),
    ),
)
SHEETS = {"holidays": SheetSource(HOLIDAYS, _holidays, record="holiday")}
