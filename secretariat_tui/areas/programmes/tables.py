"""Tables of programmes, main tasks and campaigns."""

from datetime import date

from secretariat_tui.areas.attached.queries import parse_part_lines
from secretariat_tui.areas.attached.tables import record_texts
from secretariat_tui.areas.programmes import model, queries, rules
from secretariat_tui.areas.programmes.model import (
    CAMPAIGN,
    PROGRAMME,
    SECTION,
    CampaignActionDraft,
    CampaignCountDraft,
)
from secretariat_tui.areas.programmes.queries import CampaignRow, ProgrammeRow, SectionRow
from secretariat_tui.core import marks
from secretariat_tui.core.dates import countdown, short_date, table_date
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.marks import Mark
from secretariat_tui.core.typed_values import format_row
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import FURTHER
from secretariat_tui.tables.field_columns import field_column, further_columns
from secretariat_tui.tables.register import Register, read_rows
from secretariat_tui.tables.search_kinds import SearchKind
from secretariat_tui.tables.table import Column, Period, Sheet, SheetSource, Table


def state_mark(state: str) -> Mark:
    """Return the mark of a programme's state; none of one that is unknown."""
    return model.STATE_MARKS.get(state, marks.LATER)


def section_of(row: ProgrammeRow) -> str:
    """Return the main task that a programme belongs to: 5-① 난임부부 지원; "" for none."""
    if row.section_number is None:
        return ""
    return rules.section_label(row.section_number, row.section_title or "", row.parent_number)


def _start(row: ProgrammeRow) -> str:
    return rules.start_text(row.starts_on, row.precision) or _("미정")


def progress(all_: int, done: int) -> str:
    """Return how many of several tasks are done."""
    return _("{all} 중 {done}").format(all=all_, done=done) if all_ else "–"


def _next_milestone(row: ProgrammeRow) -> str:
    if row.next_due is None:
        return "–"
    left = countdown((row.next_due - row.today).days)
    return f"{short_date(row.next_due)} {left}"


def _pledge(row: ProgrammeRow) -> str:
    rate = f"{row.pledge_rate}%" if row.pledge_rate is not None else ""
    return " ".join(filter(None, (_pledge_state(row), rate))) or (_("공약") if row.pledge else "")


def _quotas(row: ProgrammeRow) -> str:
    lines = row.extra.get(f"{FURTHER}quotas") or ""
    return ", ".join(map(rules.quota_text, queries.parse_quota_lines(lines)))


def _pledge_state(row: ProgrammeRow) -> str:
    return _(model.PLEDGE_STATES[row.pledge_state]) if row.pledge_state else ""


_COLUMNS: tuple[Column[ProgrammeRow], ...] = (
    field_column(PROGRAMME["section_id"], section_of, rank=0),
    field_column(PROGRAMME["name"], grow=True),
    field_column(PROGRAMME["target"], width=12, grow=True, rank=0),
    Column("starts_on", N_("시작"), lambda row: row.starts_on, _start, width=10, dated=True),
    field_column(PROGRAMME["state"], mark=lambda row: state_mark(row.state)),
    Column(
        "pledge_state",
        N_("공약"),
        lambda row: row.pledge_state,
        _pledge,
        width=10,
        rank=0,
        exact=False,
    ),
    Column(
        "milestones",
        N_("추진 일정"),
        lambda row: row.milestones,
        lambda row: progress(row.milestones, row.done),
        width=9,
        searchable=False,
        exact=False,
    ),
    Column(
        "next_due",
        N_("다음 일정"),
        lambda row: row.next_due,
        _next_milestone,
        width=13,
        searchable=False,
        dated=True,
        mark=lambda row: row.due_mark,
    ),
)
PROGRAMMES: Table[ProgrammeRow] = Table(
    "programmes",
    N_("사업 현황"),
    _COLUMNS,
    further=(
        Column("section_title", N_("과제 이름"), lambda row: row.section_title, rank=0),
        Column("next_text", N_("다음 할 일"), lambda row: row.next_text, rank=0, searchable=False),
        Column("quotas", N_("물량"), _quotas, rank=0, searchable=False),
        Column("pledge_step", N_("공약 이행"), _pledge_state, rank=0),
        *further_columns(
            PROGRAMME, (*_COLUMNS, Column("quotas", "", str)), {"pledge": N_("공약 이름")}
        ),
    ),
)
_SECTION_COLUMNS: tuple[Column[SectionRow], ...] = (
    Column(
        "number",
        N_("번호"),
        lambda row: row.number,
        lambda row: rules.section_label(row.number, "", row.parent_number).strip(),
        width=5,
    ),
    field_column(SECTION["title"], grow=True),
    field_column(SECTION["summary"], width=20, grow=True, rank=0),
    Column(
        "programmes",
        N_("사업"),
        lambda row: row.programmes,
        align="right",
        width=5,
        searchable=False,
    ),
    Column(
        "tasks",
        N_("추진 일정"),
        lambda row: row.tasks,
        lambda row: progress(row.tasks, row.done),
        width=9,
        searchable=False,
        exact=False,
    ),
)
SECTIONS: Table[SectionRow] = Table(
    "sections",
    N_("주요업무 과제"),
    _SECTION_COLUMNS,
    further=further_columns(SECTION, _SECTION_COLUMNS),
)


def _actions(row: CampaignRow) -> str:
    lines, fields = row.extra.get(f"{FURTHER}actions") or "", fields_of(CampaignActionDraft)
    return " / ".join(map(format_row, parse_part_lines(lines, fields, CampaignActionDraft)))


def _count_rows(row: CampaignRow) -> str:
    lines, fields = row.extra.get(f"{FURTHER}count_rows") or "", fields_of(CampaignCountDraft)
    return " / ".join(map(format_row, parse_part_lines(lines, fields, CampaignCountDraft)))


_CAMPAIGN_COLUMNS: tuple[Column[CampaignRow], ...] = (
    field_column(CAMPAIGN["title"], grow=True),
    field_column(CAMPAIGN["section_id"], lambda row: row.section_title, rank=0),
    Column(
        "begins_on",
        N_("시작"),
        lambda row: row.begins_on,
        lambda row: table_date(row.begins_on) if row.begins_on else "",
        width=11,
        dated=True,
    ),
    Column("action_count", N_("활동 수"), lambda row: row.action_count, align="right", width=7),
    Column("counts", N_("수량"), lambda row: row.counts, width=16, grow=True),
)
CAMPAIGNS: Table[CampaignRow] = Table(
    "campaigns",
    N_("캠페인 현황"),
    _CAMPAIGN_COLUMNS,
    further=(
        Column("actions", N_("활동"), _actions, rank=0, searchable=False),
        Column("count_rows", N_("수량 내역"), _count_rows, rank=0, searchable=False),
        *further_columns(CAMPAIGN, (*_CAMPAIGN_COLUMNS, Column("actions", "", str))),
    ),
)


def programmes(reader: Reader, period: Period) -> Sheet[ProgrammeRow]:
    """Return the programmes, or those that run in a period."""
    query = queries.programmes_query(period.as_of, period.first, period.last)
    return Sheet(PROGRAMMES, read_rows(reader, query, period), _basis(period))


def sections(reader: Reader, period: Period) -> Sheet[SectionRow]:
    """Return the main tasks, each before its parts."""
    return Sheet(SECTIONS, read_rows(reader, queries.SECTIONS, period), _basis(period))


def campaigns(reader: Reader, period: Period) -> Sheet[CampaignRow]:
    """Return the campaigns, or those with a first action in a period."""
    rows = list_query.all_rows(reader, queries.CAMPAIGNS.with_fields(period.columns))
    in_period = [
        row
        for row in rows
        if not period.first or (row.begins_on and row.begins_on >= period.first)
        if not period.last or (row.begins_on and row.begins_on <= period.last)
    ]
    return Sheet(CAMPAIGNS, in_period, _basis(period))


def _basis(period: Period) -> str:
    return _("(기준: {date})").format(date=table_date(period.as_of))


_PROGRAMMES = Register(PROGRAMMES, queries.PROGRAMMES.where(today=date.min))
_SECTIONS = Register(SECTIONS, queries.SECTIONS)
_CAMPAIGNS = Register(CAMPAIGNS, queries.CAMPAIGNS)
SEARCH_KINDS = (
    SearchKind(
        N_("사업"),
        record_texts(PROGRAMME, {"name", "target", "state"}, (model.QUOTA, model.PLACE)),
        _PROGRAMMES.rows,
        lambda row: row.starts_on,
        lambda row: row.name,
        PROGRAMMES.search_texts,
        _PROGRAMMES,
    ),
    SearchKind(
        N_("과제"),
        record_texts(SECTION, {"title", "summary"}),
        _SECTIONS.rows,
        lambda _row: None,
        lambda row: rules.section_label(row.number, row.title, row.parent_number),
        SECTIONS.search_texts,
        _SECTIONS,
        target=lambda number: ("section", number),
    ),
    SearchKind(
        N_("캠페인"),
        record_texts(CAMPAIGN, {"title"}, (model.ACTION, model.COUNT)),
        _CAMPAIGNS.rows,
        lambda row: row.begins_on,
        lambda row: row.title,
        CAMPAIGNS.search_texts,
        _CAMPAIGNS,
        target=lambda number: ("campaign", number),
    ),
)
SHEETS = {
    "register": SheetSource(PROGRAMMES, programmes, record="programme"),
    "sections": SheetSource(SECTIONS, sections, record="section"),
    "campaigns": SheetSource(CAMPAIGNS, campaigns, record="campaign"),
}
