"""Changing the status of events."""

from collections.abc import Sequence

from secretariat_tui.areas.schedule import model, rules
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.core.i18n import _
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.screens.base import AreaScreen


async def choose_status(screen: AreaScreen, events: Sequence[EventRow]) -> str | None:
    """Let the user choose a status for events; None if cancelled."""
    options = [option(_(name), value=key) for key, name in model.STATUSES.items()]
    statuses = {event.status for event in events}
    current = statuses.pop() if len(statuses) == 1 else None
    status: str | None = await screen.dialog(Picker(_title(events), options, current=current))
    return status


async def choose_and_set_status(screen: AreaScreen, events: Sequence[EventRow]) -> bool:
    """Let the user choose a status for events, and set it. Return False if cancelled.

    All are changed in one transaction. EditConflictError if one has changed since it was read.
    """
    status = await choose_status(screen, events)
    if status is None:
        return False
    label = _("{n}건 {status}").format(n=len(events), status=_(model.STATUSES[status]))

    def set_statuses(file: OfficeFile) -> None:
        from secretariat_tui.areas.schedule import store

        for event in events:
            store.set_status(file, event.id, event.rev, status)

    def set_statuses_as_one_edit(file: OfficeFile) -> None:
        with file.edit(label):
            set_statuses(file)

    await screen.run_on_store(set_statuses if len(events) == 1 else set_statuses_as_one_edit)
    screen.shell.show_saved()
    return True


def _title(events: Sequence[EventRow]) -> str:
    if len(events) > 1:
        return _("{n}건의 상태").format(n=len(events))
    return rules.masked_title(events[0].title, events[0].visibility)
