"""Reading tables of the staff that have a row for each grade."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from secretariat_tui.areas.staff.model import GradeDraft, GradeLine, StaffingDraft
from secretariat_tui.core.text import search_key

if TYPE_CHECKING:
    from datetime import date

_SUBTOTALS = frozenset({"계", "소계", "합계", "총계", "subtotal", "total"})


def merge_grades(lines: Sequence[GradeLine]) -> list[tuple[int, StaffingDraft]]:
    """Return the snapshots of rows of grades, by day, each with the place of its first row.

    A row without a day or a category has that of the row before; subtotals are left out.
    """
    snapshots: dict[date | None, tuple[int, StaffingDraft]] = {}
    day, category = None, ""
    for at, line in enumerate(lines):
        if line.as_of not in {None, day}:
            category = ""
        day, category = line.as_of or day, line.category or category
        if search_key(line.grade) in _SUBTOTALS:
            continue
        first, draft = snapshots.setdefault(day, (at, StaffingDraft(day)))
        grade = GradeDraft(category, line.grade, line.authorised, line.present)
        snapshots[day] = (
            first,
            draft._replace(
                source=draft.source or line.source,
                note=draft.note or line.note,
                grades=(*draft.grades, grade),
            ),
        )
    return [*snapshots.values()]
