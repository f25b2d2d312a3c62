"""Queries of days off."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from secretariat_tui.areas.holidays import compiled
from secretariat_tui.areas.holidays.model import HolidayDraft
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.core.holidays import HolidayCalendar, OwnDay
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader, Stored


class HolidayRow(NamedTuple):
    """A day off as entered."""

    id: int
    rev: int
    day: date
    name: str
    off: bool
    extra: Mapping[str, Any] = NO_EXTRA


def holidays(reader: Reader) -> list[HolidayRow]:
    """Return the days that the office has entered, the latest first."""
    return reader.rows(HolidayRow, compiled.HOLIDAYS)


def holidays_by_id(reader: Reader, ids: Sequence[int]) -> list[HolidayRow]:
    """Return days by id; deleted ones are left out."""
    return reader.rows(HolidayRow, compiled.HOLIDAYS_BY_ID, ids=json.dumps(list(ids)))


def holiday(reader: Reader, record_id: int) -> Stored[HolidayDraft] | None:
    """Return a day as entered."""
    return reader.stored_one(HolidayDraft, compiled.HOLIDAY, id=record_id)


def calendar(reader: Reader) -> HolidayCalendar:
    """Return the calendar of public holidays and of the days that the office has entered."""
    return HolidayCalendar({row.day: OwnDay(row.name, row.off) for row in holidays(reader)})


def id_of(reader: Reader, day: date) -> int | None:
    """Return the id of the record of a day."""
    record_id: int | None = reader.value(compiled.HOLIDAY_ON, day=day)
    return record_id
