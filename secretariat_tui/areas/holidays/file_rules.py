"""Rules of days off that depend on the others."""

from secretariat_tui.areas.holidays import queries
from secretariat_tui.areas.holidays.model import HolidayDraft
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader


def day_errors(reader: Reader, record_id: int, draft: HolidayDraft) -> list[tuple[str, str]]:
    """Return an error if another record has the day."""
    if draft.day is None or queries.id_of(reader, draft.day) in {None, record_id}:
        return []
    return [("day", _("이미 적은 날입니다. 그 기록을 고쳐 주세요."))]
