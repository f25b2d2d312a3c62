"""Writes to the days off, each in one transaction."""

from secretariat_tui.areas.holidays import file_rules, model, rules
from secretariat_tui.areas.holidays.model import HolidayDraft
from secretariat_tui.areas.holidays.records import Holiday
from secretariat_tui.core.i18n import N_
from secretariat_tui.database.plain_store import PlainStore
from secretariat_tui.imports.target import ImportTarget

HOLIDAYS = PlainStore[HolidayDraft](
    Holiday,
    rules.holiday_errors,
    (N_("쉬는 날 추가: {name}"), N_("쉬는 날 고침: {name}"), N_("쉬는 날 지움: {name}")),
    "name",
    file_errors=file_rules.day_errors,
).writes
HOLIDAY_IMPORT = ImportTarget(
    model.HOLIDAY, HolidayDraft, Holiday, rules.holiday_errors, keys=(("day",),)
)
