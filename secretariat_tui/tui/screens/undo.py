"""The question before an undo or a redo of a change that was not made where the user is now."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from secretariat_tui.core.errors import NothingToUndoError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.audit.undo import tables_of
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tables.history import format_time
from secretariat_tui.tui.dialogs.picker import Picker, confirm
from secretariat_tui.tui.keys.area import Area
from secretariat_tui.tui.runtime.shell import Shell
from secretariat_tui.tui.screens.base import AreaScreen

if TYPE_CHECKING:
    from secretariat_tui.database.audit.undo import UndoStep


class Step(NamedTuple):
    """Undo or redo: how the next change is found and taken back, the name of that, and the message after it."""

    next_step: "Callable[[OfficeFile], UndoStep]"
    take: "Callable[[OfficeFile, UndoStep], str]"
    action: str
    message: str


UNDO = Step(OfficeFile.next_undo, OfficeFile.undo, N_("되돌리기"), N_("되돌렸습니다: {label}"))
REDO = Step(OfficeFile.next_redo, OfficeFile.redo, N_("다시 하기"), N_("다시 했습니다: {label}"))


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


def read_origin(file: OfficeFile, next_step: "Callable[[OfficeFile], UndoStep]") -> StepOrigin:
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


async def take_step(shell: Shell, screen: AreaScreen, kind: Step, seen: int) -> None:
    """Undo or redo the next change; ask first if it was not made in this window and area (see `is_of`)."""
    try:
        origin = await shell.store.run(partial(read_origin, next_step=kind.next_step))
    except NothingToUndoError as error:
        shell.show_message(str(error), "warn")
        return
    area = next(each for each in shell.areas if each.name == screen.area)
    if not origin.is_of(area, seen):
        mask = shell.mask_text if shell.masked else str
        if not await screen.dialog(step_question(origin, shell.areas, _(kind.action), mask)):
            return
    label = await shell.store.run(lambda file: kind.take(file, origin.step))
    shell.show_message(_(kind.message).format(label=label), "good")
    await screen.refresh_after_change()
