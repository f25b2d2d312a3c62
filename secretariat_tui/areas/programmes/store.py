"""Writes to programmes, main tasks and campaigns."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from secretariat_tui.areas.programmes import file_rules, model, records, rules, typed_texts
from secretariat_tui.areas.programmes.entry import ProgrammeEntry
from secretariat_tui.areas.programmes.model import (
    CampaignActionDraft,
    CampaignCountDraft,
    CampaignDraft,
    PlaceDraft,
    ProgrammeDraft,
    QuotaDraft,
    SectionDraft,
)
from secretariat_tui.core.i18n import N_
from secretariat_tui.core.typed_values import parse_row
from secretariat_tui.database.plain_store import Parts, PlainStore
from secretariat_tui.database.record_store import RecordStore
from secretariat_tui.imports.target import ChildRows, ImportTarget

SECTIONS = PlainStore[SectionDraft](
    records.Section,
    rules.section_errors,
    (N_("과제 추가: {name}"), N_("과제 고침: {name}"), N_("과제 지움: {name}")),
    "title",
    file_errors=file_rules.section_errors,
)
PROGRAMMES = PlainStore[ProgrammeDraft](
    records.Programme,
    rules.programme_errors,
    (N_("사업 추가: {name}"), N_("사업 고침: {name}"), N_("사업 지움: {name}")),
    "name",
    (
        Parts("quotas", records.Quota, "programme_id"),
        Parts("places", records.ProgrammePlace, "programme_id"),
    ),
)
PROGRAMME_ENTRIES = RecordStore[ProgrammeEntry](
    lambda file, entry: PROGRAMMES.add(file, entry.draft),
    lambda file, record_id, rev, entry: PROGRAMMES.change(file, record_id, rev, entry.draft),
    PROGRAMMES.delete,
)
CAMPAIGNS = PlainStore[CampaignDraft](
    records.Campaign,
    rules.campaign_errors,
    (N_("캠페인 추가: {name}"), N_("캠페인 고침: {name}"), N_("캠페인 지움: {name}")),
    "title",
    (
        Parts("actions", records.CampaignAction, "campaign_id"),
        Parts("counts", records.CampaignCount, "campaign_id"),
    ),
)


def _names_of_section(draft: SectionDraft) -> tuple[str, ...]:
    """Return the names by which the parts of a main task refer to it; a part has no parts."""
    if draft.part_of_id is not None or draft.number is None:
        return ()
    return rules.section_names(draft.number, draft.title, None)


SECTION_IMPORT = ImportTarget(
    model.SECTION,
    SectionDraft,
    records.Section,
    rules.section_errors,
    keys=(("title", "number", "part_of_id"),),
    blank_in_keys=frozenset({"part_of_id"}),
    references={"part_of_id": partial(file_rules.sections_by_name, with_parts=False)},
    own_names={"part_of_id": _names_of_section},
    splits={"number": typed_texts.split_number},
    headings={N_("사업"): "", N_("추진 일정"): ""},
)
PROGRAMME_IMPORT = ImportTarget(
    model.PROGRAMME,
    ProgrammeDraft,
    records.Programme,
    rules.programme_errors,
    keys=(("name", "section_id", "starts_on"),),
    blank_in_keys=frozenset({"section_id", "starts_on"}),
    references={"section_id": partial(file_rules.sections_by_name, with_parts=True)},
    children={
        "quotas": ChildRows(records.Quota, "programme_id"),
        "places": ChildRows(records.ProgrammePlace, "programme_id"),
    },
    parse_rows={
        "quotas": lambda typed, today: parse_row(QuotaDraft, typed, today),
        "places": lambda typed, today: parse_row(PlaceDraft, typed, today),
    },
    splits={
        "starts_on": typed_texts.split_start,
        "amount_from": typed_texts.split_amounts,
        "pledge": typed_texts.split_pledge,
        "quotas": typed_texts.split_quotas,
    },
    names=frozenset({"places"}),
    headings={
        N_("공약 이름"): "pledge",
        N_("공약"): "",
        N_("추진 일정"): "",
        N_("다음 일정"): "",
        N_("다음 할 일"): "",
    },
)
CAMPAIGN_IMPORT = ImportTarget(
    model.CAMPAIGN,
    CampaignDraft,
    records.Campaign,
    rules.campaign_errors,
    keys=(("title", "section_id"),),
    blank_in_keys=frozenset({"section_id"}),
    references={"section_id": partial(file_rules.sections_by_name, with_parts=True)},
    children={
        "actions": ChildRows(records.CampaignAction, "campaign_id"),
        "counts": ChildRows(records.CampaignCount, "campaign_id"),
    },
    parse_rows={
        "actions": lambda typed, today: parse_row(CampaignActionDraft, typed, today),
        "counts": lambda typed, today: parse_row(CampaignCountDraft, typed, today),
    },
    splits={"counts": typed_texts.split_counts},
    headings={N_("수량 내역"): "counts", N_("수량"): "", N_("시작"): "", N_("활동 수"): ""},
)
IMPORTS: Mapping[str, ImportTarget[Any]] = {
    "register": PROGRAMME_IMPORT,
    "sections": SECTION_IMPORT,
    "campaigns": CAMPAIGN_IMPORT,
}
