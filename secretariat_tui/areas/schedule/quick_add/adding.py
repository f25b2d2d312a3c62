"""Asking for events by the dialog of quick adding, and storing them."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.quick_add.dialog import QuickAddDialog, QuickAddResult
from secretariat_tui.areas.schedule.quick_add.line import QuickEvent
from secretariat_tui.core.i18n import _
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.record_store import RecordStore
from secretariat_tui.tui.screens.base import AreaScreen


async def ask_for_events(screen: AreaScreen, day: date, text: str = "") -> QuickAddResult:
    """Let the user type or paste events, which are on `day` if they have no date, and store them."""

    async def save(events: Sequence[QuickEvent]) -> list[int]:
        return await screen.run_on_store(partial(_add, events))

    dialog = QuickAddDialog(screen.shell.today(), day, save, text)
    result: QuickAddResult | None = await screen.dialog(dialog)
    return result or QuickAddResult()


def _add(events: Sequence[QuickEvent], file: OfficeFile) -> list[int]:
    from secretariat_tui.areas.schedule.quick_add.saving import add_events

    return add_events(file, events)


def form_store(event: QuickEvent) -> RecordStore[EventDraft]:
    """Return the writes of the form that completes an event; a new one gets the participants of `event`."""
    from secretariat_tui.areas.schedule import store
    from secretariat_tui.areas.schedule.quick_add.saving import add_event

    def add(file: OfficeFile, draft: EventDraft) -> int:
        return add_event(file, event.participants, draft)

    return RecordStore(add, store.change, store.delete)


def added_message(count: int) -> str:
    """Return the message after several events were stored."""
    return _("일정 {n}건을 저장했습니다.").format(n=count)
