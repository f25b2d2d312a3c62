"""Queries of programmes, main tasks and campaigns."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from secretariat_tui.areas.attached.model import TaskDraft
from secretariat_tui.areas.programmes import compiled, model
from secretariat_tui.areas.programmes.model import (
    CampaignActionDraft,
    CampaignCountDraft,
    CampaignDraft,
    PlaceDraft,
    ProgrammeDraft,
    QuotaDraft,
    SectionDraft,
)
from secretariat_tui.core import marks
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.core.marks import Mark
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.search.list_query import ListQuery, Order

_QUOTA_PARTS = 4  # count, unit, year, yearly


class ProgrammeRow(NamedTuple):
    """A programme in the list, with its milestones and the next of them as of a day."""

    id: int
    rev: int
    name: str
    section_number: int | None
    section_title: str | None
    parent_number: int | None
    item_no: int | None
    item: str
    target: str
    starts_on: date | None
    precision: str
    ends_on: date | None
    state: str
    pledge: str
    pledge_state: str | None
    pledge_rate: int | None
    milestones: int
    done: int
    next_due: date | None
    next_text: str
    today: date
    extra: Mapping[str, Any] = NO_EXTRA

    @property
    def due_mark(self) -> Mark:
        """The mark of the next milestone's date."""
        if self.next_due is None:
            return marks.LATER
        return marks.deadline((self.next_due - self.today).days)


class ProgrammeCounts(NamedTuple):
    """Counts of the programmes, by state, and of those that are pledges."""

    programmes: int
    planned: int
    running: int
    done: int
    pledges: int


class SectionRow(NamedTuple):
    """A main task in the list, or a part of one, with the numbers of its programmes and tasks."""

    id: int
    rev: int
    number: int
    parent_number: int | None
    title: str
    summary: str
    programmes: int
    tasks: int
    done: int
    extra: Mapping[str, Any] = NO_EXTRA


class SectionName(NamedTuple):
    """A main task to choose from."""

    id: int
    number: int
    title: str
    part_of_id: int | None
    parent_number: int | None


class CampaignRow(NamedTuple):
    """A campaign in the list, with the number of its actions and what was counted."""

    id: int
    rev: int
    title: str
    section_title: str
    begins_on: date | None
    action_count: int
    counts: str
    extra: Mapping[str, Any] = NO_EXTRA


class TimelineTask(NamedTuple):
    """A milestone on the timeline; `parent` is the table of the record that it hangs on."""

    id: int
    parent: str
    parent_id: int
    text: str
    state: str
    due_on: date
    timing: str
    precision: str
    recurrence: str


PROGRAMMES = ListQuery(
    row_type=ProgrammeRow,
    parts=compiled.PROGRAMMES,
    order=(Order("section"),),
    kind=model.PROGRAMME.search_kind,
    not_null=frozenset({"name"}),
)
SECTIONS = ListQuery(
    row_type=SectionRow,
    parts=compiled.SECTIONS,
    order=(Order("number"),),
    kind=model.SECTION.search_kind,
)
CAMPAIGNS = ListQuery(
    row_type=CampaignRow,
    parts=compiled.CAMPAIGNS,
    order=(Order("begins_on"),),
    kind=model.CAMPAIGN.search_kind,
)


def programmes_query(
    today: date, first: date | None = None, last: date | None = None
) -> ListQuery[ProgrammeRow]:
    """Return the query for all programmes, or for those that run in a period, as of a day."""
    query = PROGRAMMES.where(today=today)
    query = query.where("from", first=first) if first else query
    return query.where("until", last=last) if last else query


def counts(reader: Reader) -> ProgrammeCounts:
    """Return the counts of the programmes."""
    return reader.rows(ProgrammeCounts, compiled.COUNTS)[0]


def section_names(reader: Reader) -> list[SectionName]:
    """Return the main tasks, each before its parts."""
    return reader.rows(SectionName, compiled.SECTION_NAMES)


def programme(reader: Reader, record_id: int) -> Stored[ProgrammeDraft] | None:
    """Return a programme with its quotas and places."""
    with reader.snapshot():
        stored = reader.stored_one(ProgrammeDraft, compiled.PROGRAMME, id=record_id)
        quotas = reader.rows(QuotaDraft, compiled.QUOTAS, id=record_id)
        places = reader.rows(PlaceDraft, compiled.PLACES, id=record_id)
    if stored is None:
        return None
    draft = stored.draft._replace(quotas=tuple(quotas), places=tuple(places))
    return stored._replace(draft=draft)


def milestones(reader: Reader, record_id: int) -> list[Stored[TaskDraft]]:
    """Return the tasks of a programme, and those of others and of main tasks that are linked to it, by date."""
    return reader.stored(TaskDraft, compiled.MILESTONES, id=record_id)


def section(reader: Reader, record_id: int) -> Stored[SectionDraft] | None:
    """Return a main task."""
    return reader.stored_one(SectionDraft, compiled.SECTION, id=record_id)


def campaign(reader: Reader, record_id: int) -> Stored[CampaignDraft] | None:
    """Return a campaign with its actions and counts."""
    with reader.snapshot():
        stored = reader.stored_one(CampaignDraft, compiled.CAMPAIGN, id=record_id)
        actions = reader.rows(CampaignActionDraft, compiled.ACTIONS, id=record_id)
        amounts = reader.rows(CampaignCountDraft, compiled.CAMPAIGN_COUNTS, id=record_id)
    if stored is None:
        return None
    draft = stored.draft._replace(actions=tuple(actions), counts=tuple(amounts))
    return stored._replace(draft=draft)


def sections_of_programmes(reader: Reader) -> dict[int, int]:
    """Return the id of the main task of each programme that belongs to one."""
    return dict(reader.tuples(compiled.SECTIONS_OF_PROGRAMMES))


def timeline_tasks(reader: Reader, first: date, last: date) -> list[TimelineTask]:
    """Return the milestones of programmes and main tasks in a period, by date.

    They are those that are due in it, and the open ones that have begun before it ends.
    """
    return reader.rows(TimelineTask, compiled.TIMELINE_TASKS, first=first, last=last)


def parse_quota_lines(lines: str) -> list[QuotaDraft]:
    """Return the quotas of the lines that the list's field `quotas` gives."""
    rows = (line.split("\t") for line in lines.split("\n"))
    return [
        QuotaDraft(int(row[0]), row[1], int(row[2]) if row[2] else None, row[3] == "1")
        for row in rows
        if len(row) == _QUOTA_PARTS
    ]
