"""Rules of main tasks that depend on other rows."""

from secretariat_tui.areas.programmes import queries
from secretariat_tui.areas.programmes.model import SectionDraft
from secretariat_tui.areas.programmes.rules import Errors
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader


def section_errors(reader: Reader, record_id: int, draft: SectionDraft) -> Errors:
    """Return the errors of a draft for a stored main task, or for a new one (0).

    A part belongs to a main task that is no part itself, and has no parts.
    """
    if draft.part_of_id is None:
        return []
    parents = {each.id: each.part_of_id for each in queries.section_names(reader)}
    if draft.part_of_id not in parents:
        return [("part_of_id", _("고른 과제가 그 사이에 지워졌습니다. 다시 골라 주세요."))]
    if draft.part_of_id == record_id or parents[draft.part_of_id] is not None:
        return [("part_of_id", _("세부 과제는 상위 과제가 될 수 없습니다."))]
    if record_id and record_id in parents.values():
        return [
            ("part_of_id", _("세부 과제가 있는 과제는 다른 과제의 세부 과제가 될 수 없습니다."))
        ]
    return []
