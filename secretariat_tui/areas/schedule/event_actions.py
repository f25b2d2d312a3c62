"""The actions on events that both screens of the diary share."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from secretariat_tui.areas.schedule import details, overlap
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.tui.paint.text import StyledLine
from secretariat_tui.tui.screens.record_actions import RecordActions

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from secretariat_tui.areas.schedule.model import EventDraft
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tui.dialogs.record_form import RecordForm


class EventActions(RecordActions[EventRow]):
    """Opens, adds, edits and deletes events."""

    record_table = "event"

    @property
    def new_day(self) -> "date":
        """The date of a new event, until the user changes it."""
        return self.shell.today()

    def read_details(self, record: EventRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_event, record)

    def dialog_title(self, record: EventRow, lines: Sequence[StyledLine]) -> str:  # noqa: ARG002
        return lines[0].text

    async def record_form(self, record: EventRow | None) -> "RecordForm[EventDraft]":  # noqa: ARG002
        from secretariat_tui.areas.schedule.forms import event_form

        return event_form(self.new_day, self.shell.today())

    @staticmethod
    def record_store() -> "RecordStore[EventDraft]":
        from secretariat_tui.areas.schedule.store import EVENTS

        return EVENTS

    async def show_saved_or_overlaps(self, record_id: int) -> None:
        """Show which events a saved event overlaps or, if there are none, that it is saved."""
        overlapping = await self.read(partial(overlap.read_message, record_id))
        if overlapping:
            self.shell.show_message(overlapping, "warn")
        else:
            self.shell.show_saved()
