"""What can be imported into the diary."""

from datetime import date
from typing import Any

from secretariat_tui.areas.schedule import model, rules
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.areas.schedule.records import Event, EventLine
from secretariat_tui.database.engine.tables import column_values
from secretariat_tui.imports.target import ChildRows, ImportTarget, TimeSpan

_MAX_LABEL = 20  # characters; what is longer before a colon is text


def _make(**values: Any) -> EventDraft:
    return rules.complete_end(EventDraft(**values))


def _columns(draft: EventDraft) -> dict[str, Any]:
    return column_values(draft, "lines") | {"ends_on": draft.ends_on or draft.starts_on}


def _parse_line(typed: str, _today: date) -> LineDraft:
    """Parse a line as entered, or as exported: 주요내용: 경과보고."""
    label, separator, text = typed.partition(": ")
    if separator and "|" not in typed and len(label) <= _MAX_LABEL:
        return LineDraft(label.strip(), text.strip())
    return rules.parse_line(typed)


EVENTS = ImportTarget(
    model.EVENT,
    EventDraft,
    Event,
    rules.event_errors,
    keys=(("title", "starts_on", "starts_at", "place"),),
    make=_make,
    columns=_columns,
    children={
        "lines": ChildRows(EventLine, lambda owner, line: column_values(line) | {"event_id": owner})
    },
    parse_rows={"lines": _parse_line},
    spans=(TimeSpan("starts_on", "starts_at", "ends_on", "ends_at"),),
)
IMPORTS = {"events": EVENTS}
