"""Adding the events that were read from a text, in one transaction."""

from collections.abc import Sequence

from secretariat_tui.areas.attached.model import ParticipantDraft, RecordKey
from secretariat_tui.areas.attached.store import PARTICIPANTS
from secretariat_tui.areas.schedule import rules, store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.quick_add.line import QuickEvent
from secretariat_tui.core.i18n import _
from secretariat_tui.database.file import OfficeFile


def add_events(file: OfficeFile, events: Sequence[QuickEvent]) -> list[int]:
    """Add events with their participants; return their ids. Raise ValidationError if one is invalid."""
    if len(events) == 1:
        return [add_event(file, events[0].participants, events[0].draft)]
    with file.edit(_("일정 {n}건 추가").format(n=len(events))):
        return [add_event(file, each.participants, each.draft) for each in events]


def add_event(file: OfficeFile, participants: Sequence[ParticipantDraft], draft: EventDraft) -> int:
    """Add an event with its participants; return its id."""
    title = rules.masked_title(draft.title, draft.visibility)
    with file.edit(_("일정 추가: {title}").format(title=title)):
        record_id = store.add(file, draft)
        for each in participants:
            PARTICIPANTS.add(file, RecordKey("event", record_id), each)
    return record_id
