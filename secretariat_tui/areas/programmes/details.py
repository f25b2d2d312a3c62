"""The details of programmes, main tasks and campaigns as lines."""

from collections.abc import Sequence
from datetime import date

from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached.details import task_lines
from secretariat_tui.areas.attached.model import RecordKey, TaskDraft
from secretariat_tui.areas.programmes import model, queries, rules, tables
from secretariat_tui.areas.programmes.model import CampaignDraft, ProgrammeDraft
from secretariat_tui.areas.programmes.queries import CampaignRow, ProgrammeRow, SectionRow
from secretariat_tui.core.dates import full_date
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import _
from secretariat_tui.core.marks import marked
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import list_query
from secretariat_tui.tui.paint.fields import other_fields
from secretariat_tui.tui.paint.text import StyledLine, labelled, styled_line

_DESCRIBED = frozenset(
    {
        *("name", "section_id", "item_no", "item", "amount_from", "amount_to", "amount_per"),
        *("rate", "starts_on", "precision", "ends_on", "state"),
        *("pledge", "pledge_state", "pledge_rate"),
    }
)


def read_programme(row: ProgrammeRow, reader: Reader) -> list[StyledLine] | None:
    """Read a programme and return its details; None if it is deleted."""
    with reader.snapshot():
        stored = queries.programme(reader, row.id)
        milestones = queries.milestones(reader, row.id)
    if stored is None:
        return None
    return describe_programme(row, stored.draft, [each.draft for each in milestones])


def describe_programme(
    row: ProgrammeRow, draft: ProgrammeDraft, milestones: Sequence[TaskDraft]
) -> list[StyledLine]:
    """Return the details of a programme with its milestones as of the row's day."""
    number = rules.circled(draft.item_no) if draft.item_no is not None else ""
    facts = (
        (_("과제"), tables.section_of(row)),
        (_("세부 과제"), f"{number} {draft.item}".strip()),
        (_("시행"), _term(draft)),
        (_("지원액"), rules.amount_text(draft)),
        (_("물량"), ", ".join(map(rules.quota_text, draft.quotas))),
        (_("공약"), _pledge(draft)),
        (_("장소"), ", ".join(place.name for place in draft.places)),
    )
    return [
        styled_line((draft.name, "bold")),
        styled_line(
            *labelled(_("상태"), "").spans,
            marked(tables.state_mark(draft.state), _(model.STATES[draft.state])),
        ),
        *(labelled(label, text) for label, text in facts if text),
        *other_fields(fields_of(ProgrammeDraft), draft._asdict(), _DESCRIBED),
        *(styled_line((f"! {text}", "warn")) for text in rules.programme_warnings(draft)),
        *task_lines(_("추진 일정"), milestones, row.today),
    ]


def _term(draft: ProgrammeDraft) -> str:
    start = rules.start_text(draft.starts_on, draft.precision)
    end = full_date(draft.ends_on) if draft.ends_on else ""
    return f"{start} ~ {end}".strip() if end else start


def _pledge(draft: ProgrammeDraft) -> str:
    state = _(model.PLEDGE_STATES[draft.pledge_state]) if draft.pledge_state else ""
    rate = f"{draft.pledge_rate}%" if draft.pledge_rate is not None else ""
    return " · ".join(filter(None, (draft.pledge, state, rate)))


def read_section(row: SectionRow, today: date, reader: Reader) -> list[StyledLine] | None:
    """Read a main task and return its details with its tasks; None if it is deleted."""
    with reader.snapshot():
        stored = queries.section(reader, row.id)
        tasks = attached.tasks(reader, RecordKey("section", row.id))
    if stored is None:
        return None
    draft = stored.draft
    number = draft.number or 0
    return [
        styled_line((rules.section_label(number, draft.title, row.parent_number), "bold")),
        *([labelled(_("요약"), draft.summary)] if draft.summary else []),
        labelled(_("사업"), _("{n}개").format(n=row.programmes)),
        *task_lines(_("추진 일정"), [each.draft for each in tasks], today),
    ]


def read_section_by_id(number: int, today: date, reader: Reader) -> list[StyledLine] | None:
    """Read a main task by its id and return its details; None if it is deleted."""
    rows = list_query.rows_by_id(reader, queries.SECTIONS, [number])
    return read_section(rows[0], today, reader) if rows else None


def read_campaign(row: CampaignRow, reader: Reader) -> list[StyledLine] | None:
    """Read a campaign and return its details; None if it is deleted."""
    stored = queries.campaign(reader, row.id)
    return describe_campaign(row, stored.draft) if stored else None


def describe_campaign(row: CampaignRow, draft: CampaignDraft) -> list[StyledLine]:
    """Return the details of a campaign: each action with its places and what was counted."""
    lines = [styled_line((draft.title, "bold"))]
    if row.section_title:
        lines.append(labelled(_("과제"), row.section_title))
    lines += other_fields(fields_of(CampaignDraft), draft._asdict(), {"title", "section_id"})
    lines.append(styled_line((_("활동"), "title")))
    for number, action in enumerate(draft.actions, start=1):
        when = rules.action_period(action)
        lines.append(
            styled_line((f" {rules.circled(number)} ", "accent"), action.text, (f"  {when}", "dim"))
        )
        lines += [
            styled_line((f"    {text}", "")) for text in (action.details, action.places) if text
        ]
        counts = [each for each in draft.counts if each.action == number]
        lines += [styled_line((f"    {rules.count_text(each)}", "")) for each in counts]
    others = [each for each in draft.counts if each.action is None]
    lines += [labelled(_("수량"), rules.count_text(each)) for each in others]
    return lines
