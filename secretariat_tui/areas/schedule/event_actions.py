"""The actions on events that both screens of the diary share."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.schedule import details, status
from secretariat_tui.areas.schedule.commands import STATUS
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.tui.dialogs.text_dialog import RecordDialog
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.screens.record_actions import RecordActions

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, time

    from secretariat_tui.areas.schedule.model import EventDraft
    from secretariat_tui.areas.schedule.quick_add.dialog import QuickAddResult
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tui.dialogs.record_form import RecordForm


_STATUS = STATUS._replace(action="dismiss('status')")


class EventDialog(RecordDialog):
    """An event with all its details; F4 changes its status."""

    commands: ClassVar[tuple[Command, ...]] = (_STATUS, *RecordDialog.commands)
    BINDINGS: ClassVar[list[BindingType]] = bindings([_STATUS])


class EventActions(RecordActions[EventRow]):
    """Opens, adds, edits and deletes events, and changes their status."""

    record_table = "event"
    record_dialog = EventDialog

    @property
    def new_day(self) -> "date":
        """The date of a new event, until the user changes it."""
        return self.shell.today()

    @property
    def new_time(self) -> "time | None":
        """The time of a new event, until the user changes it."""
        return None

    def read_details(self, record: EventRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_event, record)

    def dialog_title(self, record: EventRow, lines: Sequence[StyledLine]) -> str:  # noqa: ARG002
        return lines[0].text

    async def record_form(self, record: EventRow | None) -> "RecordForm[EventDraft]":  # noqa: ARG002
        from secretariat_tui.areas.schedule.forms import event_form

        return event_form(self.new_day, self.shell.today(), self.new_time)

    @staticmethod
    def record_store() -> "RecordStore[EventDraft]":
        from secretariat_tui.areas.schedule.store import EVENTS

        return EVENTS

    def action_quick_add(self) -> None:
        """Add events from a line, or from a pasted list."""
        self.perform(self.quick_add())

    async def act_on(self, action: str, target: Any) -> None:
        if action == "quick_add":
            await self.refresh_after_change()
            await self.quick_add(target)
        else:
            await super().act_on(action, target)

    async def quick_add(self, result: "QuickAddResult | None" = None) -> None:
        """Add events from a line, or from a pasted list; with a result, open the form that it asks for.

        A form that is left goes back to the line.
        """
        from secretariat_tui.areas.schedule.quick_add import adding

        result = result or await adding.ask_for_events(self, self.new_day)
        ids = [*result.ids]
        while result.form is not None:
            store = partial(adding.form_store, result.form)
            form = await self.record_form(None)
            record_id = await self.show_form(form, store, copied=result.form.draft)
            if record_id is not None:
                ids.append(record_id)
                break
            result = await adding.ask_for_events(self, self.new_day, result.text)
            ids += result.ids
        if ids:
            await self.after_save(ids[0])
        if len(ids) > 1:
            self.shell.show_message(adding.added_message(len(ids)), "good")

    async def run_dialog_action(self, action: str, record: EventRow) -> None:
        if action == "status":
            await self.change_status(record)

    async def change_status(self, event: EventRow) -> None:
        """Let the user choose another status of an event."""
        if await status.choose_and_set_status(self, [event]):
            await self.refresh_after_change()

    async def saved_notice(self, record_id: int) -> Span:
        """Return which events a saved event overlaps or, if there are none, that it is saved."""
        overlapping = await self.read(partial(details.read_clashes, record_id))
        return (overlapping, "warn") if overlapping else await super().saved_notice(record_id)

    async def show_saved_or_clashes(self, record_id: int) -> None:
        """Show which events a saved event overlaps or, if there are none, that it is saved."""
        self.shell.show_message(*await self.saved_notice(record_id))
