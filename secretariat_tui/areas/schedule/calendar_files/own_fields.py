"""What calendar files have no property for: fields of an event as texts of properties of our own."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, time
from typing import Any

from secretariat_tui.areas.schedule.model import EventDraft, StepDraft
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.text import clean_input

_KEYS = (
    *("own_starts_at", "own_ends_at", "travel_before", "travel_after", "role", "attendance"),
    *("deputy", "hold_until", "hold_group", "agenda_count", "checked_on", "seen_on"),
    "holiday_rule",
)


def own_properties(draft: EventDraft) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of the fields that differ from their defaults."""
    for key in _KEYS:
        value = getattr(draft, key)
        if value != EventDraft._field_defaults[key]:
            yield key.replace("_", "-"), f"{value:%H:%M}" if isinstance(value, time) else f"{value}"
    if draft.steps:
        yield "steps", json.dumps([[*each] for each in draft.steps], ensure_ascii=False)


def own_fields(extra: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of the texts of properties; those that cannot be read are left out."""
    values: dict[str, Any] = {}
    if not extra:  # of other programs
        return values
    for key in _KEYS:
        if text := extra.get(key.replace("_", "-"), ""):
            with suppress(ValueError):
                values[key] = _read(key, text)
    with suppress(ValueError, TypeError):
        steps = json.loads(extra.get("steps", "[]"))
        values["steps"] = tuple(
            StepDraft(int(minutes), clean_input(text), clean_input(owner))
            for minutes, text, owner in steps
        )
    return values


def _read(key: str, text: str) -> Any:
    field = fields_of(EventDraft)[key]
    match field.kind:
        case "clock":
            return time.fromisoformat(text)
        case "day":
            return date.fromisoformat(text)
        case "number":
            return int(text)
        case "choice" if text not in (field.names or {}):
            raise ValueError(text)
    return clean_input(text)


def without_own_fields(draft: EventDraft) -> EventDraft:
    """Return a draft as others outside the office may see it: without these fields."""
    defaults = {key: EventDraft._field_defaults[key] for key in _KEYS if key != "holiday_rule"}
    return draft._replace(steps=(), **defaults)
