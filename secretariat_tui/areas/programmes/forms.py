"""The forms of programmes, main tasks and campaigns."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from secretariat_tui.areas.attached.when import format_start, parse_start
from secretariat_tui.areas.programmes import file_rules, queries, rules
from secretariat_tui.areas.programmes.entry import ProgrammeEntry, entry_errors, entry_of
from secretariat_tui.areas.programmes.model import (
    CampaignActionDraft,
    CampaignCountDraft,
    CampaignDraft,
    PlaceDraft,
    ProgrammeDraft,
    QuotaDraft,
    SectionDraft,
)
from secretariat_tui.areas.programmes.queries import SectionName
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.text import clean_input
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.tui.dialogs.form_fields import FormField
from secretariat_tui.tui.dialogs.record_fields import record_fields, row_format
from secretariat_tui.tui.dialogs.record_form import RecordForm


def _labels(sections: Sequence[SectionName]) -> dict[int | None, str]:
    labels: dict[int | None, str] = {None: N_("없음")}
    for each in sections:
        labels[each.id] = rules.section_label(each.number, each.title, each.parent_number)
    return labels


def programme_form(sections: Sequence[SectionName], today: date) -> RecordForm[ProgrammeEntry]:
    """Return the form of programmes; `sections` are the main tasks to choose from."""
    fields = record_fields(
        fields_of(ProgrammeDraft),
        today,
        first=(
            "name",
            ("section_id", "state"),
            ("item_no", "item"),
            "target",
            "benefit",
            ("amount_from", "amount_to", "amount_per", "rate"),
            "ends_on",
            "quotas",
            "places",
            "aim",
            ("pledge", "pledge_state", "pledge_rate"),
            ("dept", "owner"),
        ),
        references={"section_id": _labels(sections)},
        rows={"quotas": row_format(QuotaDraft, today), "places": row_format(PlaceDraft, today)},
        leave=("starts_on", "precision"),
    )
    at = next(at for at, each in enumerate(fields) if each.key == "ends_on")
    fields[at : at + 1] = [_start_field(today), replace(fields[at], beside=True)]
    return RecordForm(
        "programme",
        (N_("새 사업"), N_("사업 고치기")),
        fields,
        entry_of(ProgrammeDraft(""))._asdict(),
        lambda **values: ProgrammeEntry(values),
        _read_entry,
        check=entry_errors,
    )


def _start_field(today: date) -> FormField:
    return FormField(
        "start",
        N_("시작"),
        hint=_("예: 4.12., '23. 9월, '24년"),
        show=format_start,
        read=lambda typed: parse_start(clean_input(typed), today),
        echo=lambda _typed, start: rules.start_text(start.due_on, start.precision),
    )


def _read_entry(reader: Reader, record_id: int) -> Stored[ProgrammeEntry] | None:
    stored = queries.programme(reader, record_id)
    return Stored(stored.id, stored.rev, entry_of(stored.draft)) if stored else None


def section_form(
    sections: Sequence[SectionName], today: date, record_id: int | None
) -> RecordForm[SectionDraft]:
    """Return the form of main tasks; one is no part of itself or of a part."""
    parents = [each for each in sections if each.parent_number is None and each.id != record_id]
    return RecordForm(
        "section",
        (N_("새 과제"), N_("과제 고치기")),
        record_fields(
            fields_of(SectionDraft),
            today,
            first=("title", ("number", "part_of_id"), "summary"),
            references={"part_of_id": _labels(parents)},
        ),
        SectionDraft("", None)._asdict(),
        SectionDraft,
        queries.section,
        check=rules.section_errors,
        check_file=file_rules.section_errors,
        clear=("number",),
    )


def campaign_form(sections: Sequence[SectionName], today: date) -> RecordForm[CampaignDraft]:
    """Return the form of campaigns."""
    rows = {
        "actions": row_format(CampaignActionDraft, today),
        "counts": row_format(CampaignCountDraft, today),
    }
    fields = record_fields(
        fields_of(CampaignDraft),
        today,
        first=("title", ("section_id", "dept"), "actions", "counts"),
        references={"section_id": _labels(sections)},
        rows=rows,
    )
    return RecordForm(
        "campaign",
        (N_("새 캠페인"), N_("캠페인 고치기")),
        fields,
        CampaignDraft("")._asdict(),
        CampaignDraft,
        queries.campaign,
        check=rules.campaign_errors,
    )
