"""The form of a task: its date with precision is one field, which shows what it understood."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from secretariat_tui.areas.attached import queries, rules
from secretariat_tui.areas.attached.model import TaskDraft
from secretariat_tui.areas.attached.when import (
    TaskEntry,
    When,
    describe_when,
    entry_of,
    format_when,
    parse_when,
)
from secretariat_tui.core.errors import require_valid
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.text import clean_input
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.tui.dialogs.form import Form, Values
from secretariat_tui.tui.dialogs.form_fields import FormField
from secretariat_tui.tui.dialogs.merge import RunOnStore
from secretariat_tui.tui.dialogs.record_fields import RowFormat, record_fields, row_editor
from secretariat_tui.tui.dialogs.record_form import RecordForm


def when_field(today: date) -> FormField:
    """Return the field of when a task is due."""
    return FormField(
        "when",
        N_("기한"),
        hint=N_("예: 4.28., 6월까지, '23. 9월부터, '24년~, 격월"),
        show=format_when,
        read=lambda typed: parse_when(clean_input(typed), today),
        echo=lambda _typed, when: describe_when(when),
    )


def task_rows(today: date) -> RowFormat:
    """Return how the tasks of a record are edited as lines of its form, and one by one."""
    return RowFormat(
        rules.format_task,
        partial(rules.parse_task, today=today),
        row_editor(TaskDraft, today, leave=("done_on", "evidence")),
        rules.with_kept_fields,
    )


def task_form(today: date, title: str = "") -> RecordForm[TaskEntry]:
    """Return the form of tasks; `title` names the record that a new one hangs on."""
    declared = {
        each.key: each
        for each in record_fields(
            fields_of(TaskDraft), today, leave=("due_on", "timing", "precision", "recurrence")
        )
    }
    state = replace(declared["state"], beside=False)
    owner = replace(declared["owner"], beside=True)
    evidence = replace(declared["evidence"], beside=True)
    fields = [declared["text"], state, owner, when_field(today), declared["done_on"], evidence]
    return RecordForm(
        "task",
        (f"{title}" if title else N_("새 할 일"), N_("할 일 고치기")),
        fields,
        entry_of(TaskDraft(""))._asdict(),
        TaskEntry,
        read_entry,
        check=_entry_errors,
        clear=("state", "done_on", "evidence"),
    )


def read_entry(reader: Reader, task_id: int) -> Stored[TaskEntry] | None:
    """Return a stored task as its form has it, or None."""
    stored = queries.task(reader, task_id)
    return Stored(stored.id, stored.rev, entry_of(stored.draft)) if stored else None


def _entry_errors(entry: TaskEntry) -> list[tuple[str, str]]:
    when = When._fields
    return [
        ("when" if key in when else key, message) for key, message in rules.task_errors(entry.draft)
    ]


def completion_form(
    run_on_store: RunOnStore, tasks: Sequence[tuple[int, int]], which: str, today: date
) -> Form[list[date]]:
    """Return the form of when tasks were done and what shows it; it returns the next dates of recurring ones.

    `tasks` are the ids and the revisions, `which` names them.
    """
    declared = fields_of(TaskDraft)
    fields = record_fields({key: declared[key] for key in ("done_on", "evidence")}, today)

    async def save(values: Values) -> list[date]:
        from secretariat_tui.areas.attached.task_store import complete

        done_on, evidence = values["done_on"], values["evidence"]
        missing = [("done_on", _("완료한 날을 적어 주세요."))] if done_on is None else []
        require_valid(missing)
        return await run_on_store(lambda file: complete(file, tasks, done_on, evidence))

    title = _("완료 – {which}").format(which=which)
    return Form(title, fields, {"done_on": today, "evidence": ""}, save)


def assignment_form(
    run_on_store: RunOnStore, tasks: Sequence[tuple[int, int]], today: date
) -> Form[bool]:
    """Return the form of the owner and the date of several tasks; what is left empty stays."""
    declared = fields_of(TaskDraft)
    fields = [
        replace(*record_fields({"owner": declared["owner"]}, today), hint=_("비워 두면 그대로")),
        replace(when_field(today), hint=_("비워 두면 그대로. 예: 4.28., 6월까지")),
    ]

    async def save(values: Values) -> bool:
        from secretariat_tui.areas.attached.task_store import assign_tasks

        owner, when = values["owner"] or None, values["when"]
        when = None if when == When() else when
        if owner is None and when is None:
            require_valid([("owner", _("바꿀 담당이나 기한을 적어 주세요."))])
        await run_on_store(lambda file: assign_tasks(file, tasks, owner, when))
        return True

    title = _("담당·기한 바꾸기 – {n}건").format(n=len(tasks))
    return Form(title, fields, {"owner": "", "when": When()}, save)
