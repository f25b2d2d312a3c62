"""Tasks as lines of the details of their record."""

from collections.abc import Iterable
from datetime import date

from secretariat_tui.areas.attached.model import (
    OPEN_STATES,
    STATE_MARKS,
    STATES,
    TaskDraft,
)
from secretariat_tui.areas.attached.when import when_of, when_text
from secretariat_tui.core import marks
from secretariat_tui.core.dates import countdown, table_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.marks import marked
from secretariat_tui.tui.paint.text import PERSONAL, Span, StyledLine, styled_line


def task_lines(title: str, tasks: Iterable[TaskDraft], today: date) -> list[StyledLine]:
    """Return a title and a line for each task, or one that there are none."""
    lines = [_task(task, today) for task in tasks]
    none = styled_line((_(" 적힌 할 일이 없습니다."), "dim"))
    return [styled_line((title, "title")), *(lines or [none])]


def _task(task: TaskDraft, today: date) -> StyledLine:
    """Return a task with its owner and date; an open one that is overdue is marked."""
    state = marked(STATE_MARKS.get(task.state, marks.LATER), _(STATES[task.state]))
    spans: list[Span] = [(" ", ""), state, (f"  {task.text}", "")]
    if task.owner:
        spans += [("  ", ""), (task.owner, PERSONAL)]
    if task.due_on or task.timing == "recurring":
        spans.append(_when(task, today))
    if task.done_on or task.evidence:
        done = table_date(task.done_on) if task.done_on else ""
        text = " · ".join(filter(None, (done, task.evidence)))
        spans.append((f"  {text}", "dim"))
    return styled_line(*spans)


def _when(task: TaskDraft, today: date) -> Span:
    text = when_text(when_of(task))
    if task.due_on is None or task.state not in OPEN_STATES:
        return f"  {text}", "dim"
    left = (task.due_on - today).days
    text, style = marked(marks.deadline(left), f"{text} {countdown(left)}")
    return f"  {text}", style
