"""Rules of tasks: overdue ones, this week, and those that a set adds to a record."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from secretariat_tui.areas.attached.model import OPEN_STATES, TaskDraft
from secretariat_tui.areas.tasks.model import TemplateDraft
from secretariat_tui.core.fields import bound_errors
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple

_DAYS_OF_A_WEEK = 7


class SetTasks(NamedTuple):
    """The tasks that a set adds to a record, and the number of those that the record has already."""

    tasks: list[TaskDraft]
    skipped: int


def template_errors(draft: TemplateDraft) -> list[tuple[str, str]]:
    """Return the errors of a task of a set: (field, message)."""
    errors = []
    if not draft.name:
        errors.append(("name", _("틀의 이름을 적어 주세요.")))
    if not draft.text:
        errors.append(("text", _("할 일의 내용을 적어 주세요.")))
    if draft.within and draft.kind != "event":
        errors.append(("within", _("일정의 종류는 일정의 틀에만 고릅니다.")))
    if draft.position < 1:
        errors.append(("position", _("차례는 1 이상이어야 합니다.")))
    return errors + bound_errors(draft, errors)


def set_tasks(
    templates: Sequence[TemplateDraft], day: date | None, existing: Collection[str]
) -> SetTasks:
    """Return the tasks of a set for a record of a day, or of none; they are then without a due date.

    Those whose texts are among `existing`, or stand in the set twice, are skipped.
    """
    known, tasks = set(existing), []
    for each in templates:
        if each.text not in known:
            known.add(each.text)
            due_on = None if day is None else day + timedelta(each.days)
            tasks.append(TaskDraft(each.text, owner=each.owner, due_on=due_on))
    return SetTasks(tasks, len(templates) - len(tasks))


def is_late(task: TaskDraft, today: date) -> bool:
    """Whether an open task is overdue. One that had to begin on its day is not once it has begun."""
    if task.due_on is None or task.state not in OPEN_STATES:
        return False
    begun = task.timing == "from" and task.state == "doing"
    return task.due_on < today and not begun


def week_end(today: date) -> date:
    """Return the Sunday of a day's week; at most date.max."""
    left = min(_DAYS_OF_A_WEEK - today.isoweekday(), (date.max - today).days)
    return today + timedelta(left)
