"""The statements of the office's own days off. `python -m tests.statements` compiles them into compiled.py."""

from typing import Any

from sqlalchemy import BigInteger, Date, Select, Text, select
from sqlmodel import col

from secretariat_tui.areas.holidays import model
from secretariat_tui.areas.holidays.model import HolidayDraft
from secretariat_tui.areas.holidays.records import Holiday
from secretariat_tui.database.engine.dialect import IsListed, Parameter
from secretariat_tui.database.engine.record_columns import stored_columns
from secretariat_tui.database.search.list_statement import further_fields

_stored = stored_columns(Holiday, HolidayDraft)
_days: Select[Any] = select(*_stored, *further_fields(Holiday, model.HOLIDAY))
HOLIDAYS = _days.order_by(col(Holiday.day).desc())
HOLIDAYS_BY_ID = _days.where(IsListed(Holiday.id, Parameter("ids", Text())))
HOLIDAY = select(*_stored).where(col(Holiday.id) == Parameter("id", BigInteger()))
HOLIDAY_ON = select(col(Holiday.id)).where(col(Holiday.day) == Parameter("day", Date()))
