"""Writes to the sets of tasks, and of their tasks to records, each in one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached import rules as attached_rules
from secretariat_tui.areas.attached.model import NO_RECORD, TASK, RecordKey, TaskDraft
from secretariat_tui.areas.attached.records import Task
from secretariat_tui.areas.attached.store import TASKS, touch_record
from secretariat_tui.areas.tasks import model, queries, rules, typed_texts
from secretariat_tui.areas.tasks.file_rules import records_by_name
from secretariat_tui.areas.tasks.model import TaskOfRecord, TemplateDraft
from secretariat_tui.areas.tasks.records import TaskTemplate
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.engine.tables import get
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.plain_store import PlainStore
from secretariat_tui.imports.target import Errors, ImportTarget

TEMPLATES = PlainStore[TemplateDraft](
    TaskTemplate,
    rules.template_errors,
    (N_("할 일 틀 추가: {name}"), N_("할 일 틀 고침: {name}"), N_("할 일 틀 지움: {name}")),
    "text",
).writes
TEMPLATE_IMPORT = ImportTarget(
    model.TEMPLATE,
    TemplateDraft,
    TaskTemplate,
    rules.template_errors,
    keys=(("name", "kind", "within", "text"),),
)


def _make_task(*, parent: str, parent_id: RecordKey | None, **values: Any) -> TaskOfRecord:
    return TaskOfRecord(parent, parent_id or NO_RECORD, TaskDraft(**values))


def _task_columns(task: TaskOfRecord) -> dict[str, Any]:
    record = task.record
    return {"parent": record.kind, "parent_id": record.id, "pos": task.pos, **task.task._asdict()}


def _in_order(
    reader: Reader, tasks: Sequence[TaskOfRecord]
) -> Iterator[tuple[TaskOfRecord, Errors]]:
    """Yield the tasks, each the last one of its record."""
    last = attached.last_task_positions(reader)
    for task in tasks:
        last[task.record] = last.get(task.record, -1) + 1
        yield replace(task, pos=last[task.record]), ()


def _touch_records(session: Session, tasks: Sequence[TaskOfRecord]) -> None:
    for record in {task.record for task in tasks} - {NO_RECORD}:
        touch_record(session, record)


TASK_IMPORT = ImportTarget(
    TASK,
    TaskOfRecord,
    Task,
    lambda task: attached_rules.task_errors(task.task),
    keys=(("parent", "parent_id", "text", "due_on", "recurrence"),),
    blank_in_keys=frozenset({"parent", "due_on", "recurrence"}),
    make=_make_task,
    complete=_in_order,
    columns=_task_columns,
    any_references={"parent_id": records_by_name},
    declared=model.TASK_FIELDS,
    splits={"timing": typed_texts.split_when, "due_on": typed_texts.split_due},
    written=_touch_records,
    headings={N_("할 일"): "text", N_("기한 표기"): "timing"},
)
IMPORTS: Mapping[str, ImportTarget[Any]] = {"all": TASK_IMPORT, "templates": TEMPLATE_IMPORT}


class AddedSet(NamedTuple):
    """How many tasks of a set were added to a record, how many it had already, and whether it has a day."""

    added: int
    skipped: int
    dated: bool


def add_set(
    file: OfficeFile, kinds: Mapping[str, TableMeta], record: RecordKey, name: str
) -> AddedSet:
    """Add the tasks of a set to a record in one edit, except those that it has already.

    Raise ValidationError if a due date is out of bounds. The label has no contents: the record may be secret.
    """
    with file.edit(_("틀로 할 일 추가")) as session:
        day, within = queries.record_day(file.reader, kinds, record)
        templates = queries.templates_for(file.reader, record, within, name)
        existing = [each.draft.text for each in attached.tasks(file.reader, record)]
        tasks, skipped = rules.set_tasks(templates, day, existing)
        days = {each.text: each.days for each in reversed(templates)}
        for task in tasks:
            task_id = TASKS.add(file, record, task)
            if day is not None:
                get(session, Task, task_id).days = days[task.text]
    return AddedSet(len(tasks), skipped, day is not None)
