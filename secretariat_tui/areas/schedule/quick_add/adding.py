"""Asking for events by the dialog of quick adding, and storing them."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from secretariat_tui.areas.attached.model import ParticipantDraft
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.quick_add.dialog import (
    QuickAddDialog,
    QuickAddResult,
    QuickEntry,
)
from secretariat_tui.areas.schedule.quick_add.line import QuickEvent
from secretariat_tui.core.i18n import _
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.record_store import RecordStore
from secretariat_tui.tui.runtime.form_autosaves import AutosavedForm
from secretariat_tui.tui.screens.base import AreaScreen

TYPED = "quick_add"
"""What stands for the table where a text that was typed is kept."""


async def ask_for_events(screen: AreaScreen, day: date) -> QuickAddResult:
    """Let the user type or paste events, which are on `day` if they state none, and store them."""
    return await ask_again(screen, QuickEntry(day, screen.shell.today()))


async def ask_again(screen: AreaScreen, entry: QuickEntry) -> QuickAddResult:
    """Let the user go on with what was typed, which is kept in case the program dies."""
    scope = {"day": entry.day.isoformat(), "today": entry.today.isoformat()}
    kept = AutosavedForm("schedule", _("빠른 추가"), TYPED, None, None, scope, {})

    async def save(events: Sequence[QuickEvent]) -> list[int]:
        return await screen.run_on_store(partial(_add, events))

    def keep(typed: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        screen.keep_typed(kept, typed, secret=values.get("visibility") == "secret")

    result: QuickAddResult | None = await screen.dialog(QuickAddDialog(entry, save, keep))
    return result or QuickAddResult()


async def resume(screen: AreaScreen, kept: AutosavedForm) -> QuickAddResult:
    """Let the user go on with what was typed when the program died."""
    day, today = (date.fromisoformat(kept.scope[key]) for key in ("day", "today"))
    return await ask_again(screen, QuickEntry(day, today, kept.typed["text"]))


def _add(events: Sequence[QuickEvent], file: OfficeFile) -> list[int]:
    from secretariat_tui.areas.schedule.quick_add.saving import add_events

    return add_events(file, events)


def form_scope(event: QuickEvent) -> dict[str, Any]:
    """Return what the form that completes an event needs to be opened again: its participants."""
    return {"participants": [[*each] for each in event.participants]}


def form_store(scope: Mapping[str, Any]) -> RecordStore[EventDraft]:
    """Return the writes of the form that completes an event; a new one gets the participants in `scope`."""
    from secretariat_tui.areas.schedule import store
    from secretariat_tui.areas.schedule.quick_add.saving import add_event

    participants = [ParticipantDraft(*each) for each in scope["participants"]]

    def add(file: OfficeFile, draft: EventDraft) -> int:
        return add_event(file, participants, draft)

    return RecordStore(add, store.change, store.delete)


def added_message(count: int) -> str:
    """Return the message after several events were stored."""
    return _("일정 {n}건을 저장했습니다.").format(n=count)
