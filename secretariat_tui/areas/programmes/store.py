"""Writes to programmes, main tasks and campaigns."""

from secretariat_tui.areas.programmes import file_rules, records, rules
from secretariat_tui.areas.programmes.entry import ProgrammeEntry
from secretariat_tui.areas.programmes.model import CampaignDraft, ProgrammeDraft, SectionDraft
from secretariat_tui.core.i18n import N_
from secretariat_tui.database.plain_store import Parts, PlainStore
from secretariat_tui.database.record_store import RecordStore

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
