"""The form of an event."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from functools import partial
from typing import Any

from secretariat_tui.areas.schedule import queries, rules
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft, Scope, StepDraft
from secretariat_tui.areas.schedule.planning.advice import ADVISE_ON, event_advice
from secretariat_tui.areas.schedule.series.repetition_text import parse_repetition, repetition_text
from secretariat_tui.areas.schedule.timing.run_of_show import run_of_show_warnings
from secretariat_tui.core import dates
from secretariat_tui.core.fields import YES_OR_NO, fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.text import resolve_particles
from secretariat_tui.tui.dialogs.form_fields import FormField, Values
from secretariat_tui.tui.dialogs.record_fields import (
    RowFormat,
    record_fields,
    row_editor,
    row_format,
)
from secretariat_tui.tui.dialogs.record_form import RecordForm

_OF_SERIES = frozenset({"rrule", "holiday_rule", "rdates", "exdates"})


def event_form(day: date, today: date, at: time | None = None) -> RecordForm[EventDraft]:
    """Return the form of events; a new one is on `day`, and begins at a time if one is given."""
    fields = record_fields(
        fields_of(EventDraft),
        today,
        first=(
            "title",
            ("starts_on", "starts_at", "ends_at"),
            "place",
            ("ends_on", "all_day"),
            ("kind", "status", "visibility"),
            ("rrule", "holiday_rule"),
            "lines",
            ("own_starts_at", "own_ends_at", "role"),
            ("attendance", "deputy"),
            ("travel_before", "travel_after", "busy"),
            ("hold_until", "hold_group"),
            ("category", "subcategory", "session_no"),
            ("outlet", "media_type", "agenda_count"),
            "note",
            "steps",
            ("checked_on", "seen_on"),
        ),
        rows={
            "lines": RowFormat(_format_line, rules.parse_line, row_editor(LineDraft, today)),
            "steps": row_format(StepDraft, today),
        },
    )

    def preview(values: Mapping[str, Any]) -> str:
        draft = _make(**values)
        warnings = [*rules.event_warnings(draft, today), *run_of_show_warnings(draft)]
        return "\n".join(f"! {each}" for each in warnings)

    return RecordForm(
        "event",
        (N_("새 일정"), N_("일정 고치기")),
        [_field(each) for each in fields],
        {**EventDraft("", day, at)._asdict(), "busy": None},
        _make,
        queries.event,
        preview,
        rules.event_errors,
        carry=("starts_on",),
        advise=event_advice,
        advise_on=ADVISE_ON,
    )


def occurrence_form(
    form: RecordForm[EventDraft], occurrence: str, scope: Scope
) -> RecordForm[EventDraft]:
    """Return the form of an occurrence of a series; changed by itself, it does not repeat."""
    fields = form.fields
    if scope == "one":
        fields = [each for each in fields if each.key not in _OF_SERIES]
    return replace(
        form,
        fields=fields,
        read=lambda reader, series_id: queries.occurrence_draft(reader, (series_id, occurrence)),
    )


def _make(**values: Any) -> EventDraft:
    if values["busy"] is None:
        values["busy"] = rules.takes_time(values)
    return rules.at_first_day(rules.complete_end(EventDraft(**values)))


def _field(field: FormField) -> FormField:
    if field.key == "ends_at":
        return replace(field, read_beside=partial(_read_end, field))
    if field.key == "rrule":
        return replace(
            field, show=repetition_text, read_beside=_read_repetition, echo=_echo_repetition
        )
    if field.key == "busy":
        return replace(field, choices={None: N_("저절로"), **YES_OR_NO})
    return field


def _read_repetition(typed: str, others: Values) -> str:
    return parse_repetition(typed, others.get("starts_on") or date.max)


def _echo_repetition(typed: str, value: str) -> str:
    text = repetition_text(value)
    return "" if text == typed.strip() else text


def _read_end(field: FormField, typed: str, others: Values) -> Any:
    """Read the time of an end; 24:00 is that of the first day, not of a later one."""
    first, last = others.get("starts_on"), others.get("ends_on")
    if first and last and last > first and dates.is_day_end(typed):
        message = _(
            "{text}은(는) 다음 날 00:00입니다. 끝나는 날을 하루 뒤로 하고 00:00으로 적어 주세요."
        )
        raise ValueError(resolve_particles(message.format(text=typed.strip())))
    return field.parse(typed, others)


def _format_line(each: LineDraft) -> str:
    return f"{each.label} | {each.text}".lstrip() if each.label or "|" in each.text else each.text
