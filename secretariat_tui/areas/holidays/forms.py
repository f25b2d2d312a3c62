"""The form of a day off."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from secretariat_tui.areas.holidays import file_rules, queries, rules
from secretariat_tui.areas.holidays.details import public_holiday
from secretariat_tui.areas.holidays.model import HolidayDraft
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.dialogs.record_fields import record_fields
from secretariat_tui.tui.dialogs.record_form import RecordForm


def holiday_form(today: date, day: date | None = None) -> RecordForm[HolidayDraft]:
    """Return the form of days off; a new one is on `day`."""

    def preview(values: Mapping[str, Any]) -> str:
        return public_holiday(HolidayDraft(**values))

    return RecordForm(
        "holiday",
        (N_("새 쉬는 날"), N_("쉬는 날 고치기")),
        record_fields(fields_of(HolidayDraft), today, first=("day", "name", "off")),
        HolidayDraft(day, "")._asdict(),
        HolidayDraft,
        queries.holiday,
        preview,
        check=rules.holiday_errors,
        check_file=file_rules.day_errors,
        clear=("day",),
    )
