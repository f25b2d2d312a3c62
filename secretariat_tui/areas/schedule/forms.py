"""The form of an event."""

from datetime import date

from secretariat_tui.areas.schedule import queries
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.dialogs.record_fields import RowFormat, record_fields
from secretariat_tui.tui.dialogs.record_form import RecordForm


def event_form(day: date, today: date) -> RecordForm[EventDraft]:
    """Return the form of events; a new one is on `day`."""
    return RecordForm(
        "event",
        (N_("새 일정"), N_("일정 고치기")),
        record_fields(
            fields_of(EventDraft),
            today,
            first=(
                *("title", "starts_on", "starts_at", "ends_at", "place"),
                *("kind", "status", "visibility", "lines"),
            ),
            rows={"lines": RowFormat(_format_line, _parse_line)},
        ),
        EventDraft("", day)._asdict(),
        EventDraft,
        queries.event,
    )


def _format_line(each: LineDraft) -> str:
    return f"{each.label} | {each.text}".lstrip() if each.label or "|" in each.text else each.text


def _parse_line(typed: str) -> LineDraft:
    label, separator, text = typed.partition("|")
    return LineDraft(label.strip(), text.strip()) if separator else LineDraft("", typed)
