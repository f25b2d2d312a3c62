"""The timeline: programmes as lines from start to end, with their milestones; main tasks with theirs."""

from collections import defaultdict
from datetime import date

from secretariat_tui.areas.attached.model import STATE_MARKS
from secretariat_tui.areas.attached.when import When, when_text
from secretariat_tui.areas.programmes import queries, rules
from secretariat_tui.areas.programmes.queries import ProgrammeRow, TimelineTask
from secretariat_tui.core import marks
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import list_query
from secretariat_tui.tables.timeline import Months, TimelineBar, TimelineRow

_OPEN_STATES = ("planned", "running")


def read_timeline(reader: Reader, months: Months, today: date) -> list[TimelineRow]:
    """Return the rows of the timeline: each main task with its milestones and its programmes."""
    query = queries.programmes_query(today)
    with reader.snapshot():
        sections = queries.section_names(reader)
        programmes = list_query.all_rows(reader, query)
        tasks = queries.timeline_tasks(reader, months.first, months.last)
        sections_of = queries.sections_of_programmes(reader)
    by_record = defaultdict(list)
    for task in tasks:
        by_record[task.parent, task.parent_id].append(task)
    by_section = defaultdict(list)
    for programme in programmes:
        if by_record["programme", programme.id] or _runs_in(programme, months):
            by_section[sections_of.get(programme.id)].append(programme)
    rows = []
    for section in sections:
        own = by_record["section", section.id]
        if own or by_section[section.id]:
            label = rules.section_label(section.number, section.title, section.parent_number)
            rows.append(_head(label, section.id))
            rows += [_milestone(task, 1) for task in own]
            rows += _programmes(by_section[section.id], by_record, today)
    return [*rows, *_programmes(by_section[None], by_record, today)]


def _runs_in(row: ProgrammeRow, months: Months) -> bool:
    """Whether a programme runs in the months shown; one without a start cannot be drawn."""
    if row.starts_on is None:
        return False
    ends = row.ends_on or (date.max if row.state in _OPEN_STATES else row.starts_on)
    return row.starts_on <= months.last and ends >= months.first


def _head(label: str, number: int) -> TimelineRow:
    return TimelineRow(f"section {number}", ("section", number), 0, label, "", TimelineBar())


def _programmes(
    programmes: list[ProgrammeRow],
    by_record: dict[tuple[str, int], list[TimelineTask]],
    today: date,
) -> list[TimelineRow]:
    rows = []
    for each in programmes:
        tasks = by_record["programme", each.id]
        rows.append(_programme(each, today))
        rows += [_milestone(task, 2) for task in tasks]
    return rows


def _programme(row: ProgrammeRow, today: date) -> TimelineRow:
    """Return a programme: its line begins at its start; without an end it goes on while it runs."""
    when = rules.start_text(row.starts_on, row.precision)
    end = row.ends_on
    if end is None and row.state not in _OPEN_STATES:
        end = max(today, row.starts_on or today)
    bar = (
        TimelineBar(row.starts_on, end, [(row.starts_on, "├")]) if row.starts_on else TimelineBar()
    )
    return TimelineRow(f"programme {row.id}", ("programme", row.id), 1, row.name, when, bar)


def _milestone(task: TimelineTask, level: int) -> TimelineRow:
    sign = STATE_MARKS.get(task.state, marks.LATER).sign
    begins = task.timing == "from"
    bar = TimelineBar(task.due_on if begins else None, None, [(task.due_on, sign)])
    when = when_text(When(task.due_on, task.timing, task.precision, task.recurrence))
    target = (task.parent, task.parent_id)
    return TimelineRow(f"task {task.id}", target, level, task.text, when, bar)
