"""Changes of several tasks in one transaction: state, done with evidence, owner and date."""

from collections.abc import Callable, Sequence
from datetime import date

from secretariat_tui.areas.attached import queries
from secretariat_tui.areas.attached.model import OPEN_STATES, NoteDraft, RecordKey, TaskDraft
from secretariat_tui.areas.attached.records import Task
from secretariat_tui.areas.attached.recurrence import NextDue, next_due
from secretariat_tui.areas.attached.store import NOTES, TASKS
from secretariat_tui.areas.attached.when import TaskEntry, When, when_of
from secretariat_tui.core.dates import full_date, table_date
from secretariat_tui.core.i18n import _
from secretariat_tui.database.bulk_update import get_many
from secretariat_tui.database.engine.tables import deleted_error
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.record_store import RecordStore

Revisions = Sequence[tuple[int, int]]
"""The ids and revisions of the tasks that were read."""


def change_tasks(
    file: OfficeFile, tasks: Revisions, change: Callable[[TaskDraft], TaskDraft], label: str
) -> None:
    """Change tasks in one transaction. Raise EditConflictError if one has changed since, ValidationError."""
    TASKS.change_many(file, tasks, TaskDraft, change, label)


def set_state(file: OfficeFile, tasks: Revisions, state: str) -> None:
    """Set the state of tasks that are not done by it; a day on which they were done is removed."""

    def change(task: TaskDraft) -> TaskDraft:
        return task._replace(state=state, done_on=None)

    change_tasks(file, tasks, change, _("할 일 상태 바꿈 {n}건").format(n=len(tasks)))


def complete(file: OfficeFile, tasks: Revisions, done_on: date, evidence: str) -> list[date]:
    """Mark tasks as done; return the next dates of the recurring ones.

    A recurring task moves to its next date, if it has one, and a note on it keeps the day and the evidence. It
    stays open; one that was stopped or done is opened again. Raise EditConflictError if one has changed since.
    """

    def done(task: TaskDraft) -> TaskDraft:
        return task._replace(state="done", done_on=done_on, evidence=evidence or task.evidence)

    next_dates = []
    label = _("할 일 완료 {n}건").format(n=len(tasks))
    with file.edit(label) as session:
        stored = zip(tasks, get_many(session, Task, tasks), strict=True)
        recurring = [each for each, task in stored if task.timing == "recurring"]
        others = [each for each in tasks if each not in set(recurring)]
        change_tasks(file, others, done, label)
        for task_id, rev in recurring:
            task = _stored(file, task_id)
            later = next_due(when_of(task), done_on)
            TASKS.change(file, task_id, rev, _next_turn(task, later))
            skipped = later.skipped if later else 0
            note = NoteDraft(done_on, _done_text(task.due_on, done_on, evidence, skipped))
            NOTES.add(file, RecordKey("task", task_id), note)
            if later:
                next_dates.append(later.day)
    return next_dates


def _next_turn(task: TaskDraft, later: NextDue | None) -> TaskDraft:
    """Return a recurring task as it is after it was done, open on its next date."""
    if task.state not in OPEN_STATES:
        task = task._replace(state="todo", done_on=None)
    return task._replace(due_on=later.day, precision=later.precision) if later else task


def _done_text(due_on: date | None, done_on: date, evidence: str, skipped: int) -> str:
    parts = [_("완료 {date}").format(date=full_date(done_on))]
    if due_on:
        parts.append(_("기한 {date}").format(date=table_date(due_on)))
    if evidence:
        parts.append(_("근거: {evidence}").format(evidence=evidence))
    if skipped:
        parts.append(_("지난 회차 {n}번 건너뜀").format(n=skipped))
    return " · ".join(parts)


def assign_tasks(file: OfficeFile, tasks: Revisions, owner: str | None, when: When | None) -> None:
    """Set the owner, when they are due, or both of tasks; None leaves it."""

    def change(task: TaskDraft) -> TaskDraft:
        if owner is not None:
            task = task._replace(owner=owner)
        return task if when is None else task._replace(**when._asdict())

    change_tasks(file, tasks, change, _("할 일 담당·기한 바꿈 {n}건").format(n=len(tasks)))


def _stored(file: OfficeFile, task_id: int) -> TaskDraft:
    stored = queries.task(file.reader, task_id)
    if stored is None:
        raise deleted_error()
    return stored.draft


def entries_of(record: RecordKey) -> RecordStore[TaskEntry]:
    """Return the writes of tasks as their form has them; new ones hang on a record."""

    def add(file: OfficeFile, entry: TaskEntry) -> int:
        return TASKS.add(file, record, entry.draft)

    def change(file: OfficeFile, task_id: int, rev: int, entry: TaskEntry) -> None:
        TASKS.change(file, task_id, rev, entry.draft)

    return RecordStore(add, change, TASKS.delete)
