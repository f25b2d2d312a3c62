"""The table of the office's own days off."""

from datetime import date

from sqlalchemy import Index

from secretariat_tui.database.engine.tables import STRICT, Record


class Holiday(Record, table=True):
    """A day off that no statute names, or (`off` false) a public holiday on which the office works."""

    __table_args__ = (Index("holiday_by_day", "day", unique=True), STRICT)

    day: date
    name: str
    off: bool = True
