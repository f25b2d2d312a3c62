"""The actions that plan the diary: find free time, make room for an urgent event."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from secretariat_tui.areas.schedule import conflict_queries, days, details, queries
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.planning.displace_dialog import Decisions, DisplaceDialog
from secretariat_tui.areas.schedule.planning.slot_dialog import (
    ChosenSlot,
    SlotDialog,
    next_slots,
)
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing.free_slots import FreeSlot, SlotQuery
from secretariat_tui.areas.schedule.timing.planned import time_of
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.screens.record_actions import RecordActions, deleted_error

HOLD_DAYS = 7  # that a tentative event is held, unless something else is entered


class PlanningActions(RecordActions[EventRow]):
    """Finds free time, and decides what happens to the events in the way of an urgent one."""

    @property
    def selected_event(self) -> EventRow | None:
        """The event under the cursor, or None."""
        raise NotImplementedError

    @property
    def new_day(self) -> date:
        """The date of a new event, until the user changes it."""
        return self.shell.today()

    def action_free_slots(self) -> None:
        """Search for free time, and add an event there."""
        self.perform(self._add_in_free_slot())

    async def _add_in_free_slot(self) -> None:
        async def read(query: SlotQuery) -> Sequence[FreeSlot]:
            return await self.read(partial(next_slots, query))

        chosen = await self.dialog(SlotDialog(self.shell.now(), read))
        if chosen is not None:
            await self._add(slot_draft(chosen, self.shell.today()))

    async def _add(self, draft: EventDraft) -> int | None:
        """Show the form of a new event that begins with the values of a draft; return the id of the event."""
        form = await self.record_form(None)
        record_id = await self.show_form(
            form, self.record_store, copied=draft, scope=self.form_scope
        )
        if record_id is not None:
            await self.after_save(record_id)
        return record_id

    def action_make_room(self) -> None:
        """Add an urgent event, or make room for the selected one."""
        self.perform(self._make_room(self.selected_event))

    async def _make_room(self, selected: EventRow | None) -> None:
        if selected is not None:
            name = f"{details.format_when(selected)}  {self.title_of(selected)}"
            options = [
                option(_("새로 적는 긴급 일정"), value="new"),
                option(_("고른 일정: {name}").format(name=name), value="selected"),
            ]
            choice = await self.dialog(Picker(_("긴급 일정"), options))
            if choice is None:
                return
            if choice == "selected":
                await self.make_room(selected)
                return
        record_id = await self._add(EventDraft("", self.new_day))
        event = await self.read(partial(_saved_event, record_id)) if record_id else None
        if event is not None:
            await self.make_room(event)

    async def make_room(self, event: EventRow) -> None:
        """Let the user decide on the events in the way of an urgent one, and do it in one edit."""
        found = await self.read(partial(conflict_queries.conflicts_with, event=event.key))
        others = [each.event for each in found if each.conflict.overlap > 0]
        if not others:
            self.show_message(_("이 시간에 걸리는 다른 일정이 없습니다."))
            return
        dialog = DisplaceDialog(self.title_of(event), details.format_when(event), others)
        decisions: Decisions | None = await self.dialog(dialog)
        changed = [each for each in decisions or () if each[1]]
        if not changed:
            return

        text = displaced_text(changed)
        label = _("긴급 {title}: {text}").format(title=self.title_of(event), text=text)
        await self.run_on_store(partial(_displace, label, changed))
        self.shell.show_saved(text)
        await self.refresh_after_change()


def _saved_event(record_id: int, reader: Reader) -> EventRow | None:
    return queries.find_event(reader, record_id)


def _displace(label: str, decisions: Decisions, file: OfficeFile) -> None:
    """Postpone events, or let others attend them, in one edit."""
    from secretariat_tui.areas.schedule import store
    from secretariat_tui.areas.schedule.writes import series_store

    with file.edit(label):
        for event, choice in decisions:
            if event.is_occurrence:
                stored = queries.occurrence_draft(file.reader, event.key)
                if stored is None:
                    raise deleted_error()
                draft = (
                    stored.draft._replace(attendance=choice)
                    if choice == "deputy"
                    else stored.draft._replace(status=choice)
                )
                series_store.change_occurrence(file, event.key, event.rev, "one", draft)
            elif choice == "deputy":
                store.set_attendance(file, event.id, event.rev, choice)
            else:
                store.set_status(file, event.id, event.rev, choice)


def slot_draft(chosen: ChosenSlot, today: date) -> EventDraft:
    """Return a new event in free time, with the journeys asked for."""
    slot, query, tentative = chosen
    travel = query.travel or None
    end = slot.start + query.minutes
    return EventDraft(
        "",
        slot.day,
        time_of(slot.start),
        time_of(end % days.DAY_MINUTES),
        status="hold" if tentative else "confirmed",
        travel_before=travel,
        travel_after=travel,
        hold_until=min(add_days(today, HOLD_DAYS), slot.day) if tentative else None,
    )


def displaced_text(decisions: Decisions) -> str:
    """Return what was decided: 연기 2건, 대참 1건."""
    counts = {
        choice: sum(decided == choice for _event, decided in decisions)
        for choice in ("postponed", "deputy")
    }
    texts = {"postponed": _("연기 {n}건"), "deputy": _("대참 {n}건")}
    return ", ".join(texts[choice].format(n=n) for choice, n in counts.items() if n)
