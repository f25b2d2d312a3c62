"""Rules of the office's own days off."""

from secretariat_tui.areas.holidays.model import HolidayDraft
from secretariat_tui.core.fields import bound_errors
from secretariat_tui.core.i18n import _


def holiday_errors(draft: HolidayDraft) -> list[tuple[str, str]]:
    """Return the errors of a day off: (field, message)."""
    errors = []
    if draft.day is None:
        errors.append(("day", _("날짜를 적어 주세요.")))
    if not draft.name:
        errors.append(("name", _("쉬는 날의 이름을 적어 주세요.")))
    return errors + bound_errors(draft, errors)
