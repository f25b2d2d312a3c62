"""The question before an undo or a redo of a change that was not made where the user is now."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from secretariat_tui.core.i18n import _
from secretariat_tui.database.audit.undo import tables_of
from secretariat_tui.tables.history import format_time
from secretariat_tui.tui.dialogs.picker import Picker, confirm
from secretariat_tui.tui.keys.area import Area

if TYPE_CHECKING:
    from secretariat_tui.database.audit.undo import UndoStep
    from secretariat_tui.database.file import OfficeFile


class StepOrigin(NamedTuple):
    """A change to undo or redo, the tables that it changed, and whether it was made in this window."""

    step: "UndoStep"
    tables: tuple[str, ...]
    own: bool

    def is_of(self, area: Area, seen: int) -> bool:
        """Whether it was made in this window and in an area.

        `seen` is the id of the last change made here before the user went to the area.
        """
        shown = {table.table for table in area.audit_tables()}
        return self.own and (self.step.id > seen or not shown.isdisjoint(self.tables))


def read_origin(file: "OfficeFile", next_step: "Callable[[OfficeFile], UndoStep]") -> StepOrigin:
    """Return the next change to undo or redo. NothingToUndoError if there is none."""
    step = next_step(file)
    own = step.id in file.file_identity.own_commits
    return StepOrigin(step, tuple(tables_of(file.reader, step.id)), own)


def step_question(
    origin: StepOrigin, areas: Iterable[Area], action: str, mask: Callable[[str], str]
) -> Picker:
    """Return the dialog that names the change, where and when it was made; True to do it."""
    titles = [
        _(area.title)
        for area in areas
        if any(table.table in origin.tables for table in area.audit_tables())
    ]
    place = _("이 창") if origin.own else _("다른 창이나 전에 연 창")
    lines = [mask(origin.step.label), " · ".join((place, *titles, format_time(origin.step.at)))]
    return confirm(_("여기에서 한 일이 아닙니다. {action}?").format(action=action), lines, action)
