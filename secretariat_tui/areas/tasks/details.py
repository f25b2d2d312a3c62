"""The details of a task as lines: its record, when it is due, its evidence and notes; those of a template."""

from collections.abc import Mapping
from datetime import date

from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached.details import note_line
from secretariat_tui.areas.attached.model import (
    NOTE,
    OPEN_STATES,
    STATE_MARKS,
    STATES,
    RecordKey,
    TaskDraft,
)
from secretariat_tui.areas.attached.when import RECURRENCE_MONTHS, describe_when, when_of
from secretariat_tui.areas.holidays.queries import calendar
from secretariat_tui.areas.tasks import queries
from secretariat_tui.areas.tasks.model import EVENT_KINDS, KINDS, TemplateDraft
from secretariat_tui.areas.tasks.queries import ListedTask, TemplateRow
from secretariat_tui.areas.tasks.rules import is_late
from secretariat_tui.core import marks
from secretariat_tui.core.dates import (
    countdown,
    format_day_offset,
    full_date,
    moved_date,
    working_day_from,
)
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import _
from secretariat_tui.core.marks import marked
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tui.paint.text import PERSONAL, Span, StyledLine, labelled, styled_line


def read_task(
    row: ListedTask, kinds: Mapping[str, TableMeta], reader: Reader
) -> list[StyledLine] | None:
    """Read a task and return its details with its notes, the latest day first; None if it is deleted."""
    stored = attached.task(reader, row.id)
    if stored is None:
        return None
    name = attached.record_title(reader, kinds, row.record)
    record = f"{_(row.kind_title)} {name}".strip()
    lines = describe_task(stored.draft, record, row.today, calendar(reader))
    notes = attached.notes(reader, RecordKey("task", row.id))
    if notes:
        lines += [styled_line((_(NOTE.title), "title")), *(note_line(each.draft) for each in notes)]
    return lines


def describe_task(
    task: TaskDraft, record: str, today: date, holidays: HolidayCalendar
) -> list[StyledLine]:
    """Return the details of a task; `record` is the kind and the name of its record, "" without one."""
    state = marked(STATE_MARKS.get(task.state, marks.LATER), _(STATES[task.state]))
    facts = (
        (_("기록"), record or _("없음")),
        (_("완료일"), full_date(task.done_on) if task.done_on else ""),
        (_("근거"), task.evidence),
    )
    return [
        styled_line((task.text, "bold")),
        styled_line((f"{_('상태')}  ", "dim"), state),
        styled_line((f"{_('기한')}  ", "dim"), *_when(task, today)),
        *([labelled(_("담당"), task.owner, PERSONAL)] if task.owner else []),
        *(labelled(label, text) for label, text in facts if text),
        *_working_day(task, holidays),
    ]


def _when(task: TaskDraft, today: date) -> list[Span]:
    text = describe_when(when_of(task)) or _("미기재")
    if task.due_on is None or task.state not in OPEN_STATES:
        return [(text, "")]
    left = (task.due_on - today).days
    mark = marks.LATE if is_late(task, today) else marks.deadline(max(left, 0))
    return [(f"{text}  ", ""), marked(mark, countdown(left))]


def _working_day(task: TaskDraft, holidays: HolidayCalendar) -> list[StyledLine]:
    """Return a note if a recurring task is due on a Saturday, a Sunday or a holiday."""
    if task.due_on is None or task.timing != "recurring":
        return []
    if task.recurrence != "weekly" and task.recurrence not in RECURRENCE_MONTHS:
        return []
    moved = working_day_from(task.due_on, holidays)
    if moved == task.due_on:
        return []
    text = _("쉬는 날입니다: {date}").format(date=moved_date(task.due_on, moved))
    if name := holidays.name(task.due_on):
        text += f" ({name})"
    return [styled_line((text, "warn"))]


def read_template(row: TemplateRow, reader: Reader) -> list[StyledLine] | None:
    """Read a task of a set and return its details; None if it is deleted."""
    stored = queries.template(reader, row.id)
    return describe_template(stored.draft) if stored else None


def describe_template(draft: TemplateDraft) -> list[StyledLine]:
    """Return the details of a task of a set: the set, its records, when it is due, by whom."""
    kind = _(KINDS.get(draft.kind, draft.kind))
    if draft.within:
        kind = f"{kind} · {_(EVENT_KINDS.get(draft.within, draft.within))}"
    due = _("기록의 날짜 {days}").format(days=format_day_offset(draft.days))
    return [
        styled_line((draft.text, "bold")),
        labelled(_("틀"), draft.name),
        labelled(_("기록"), kind),
        labelled(_("기한"), due),
        *([labelled(_("담당"), draft.owner, PERSONAL)] if draft.owner else []),
    ]
