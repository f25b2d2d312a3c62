"""Tables of what hangs on records, and its texts in the search."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from secretariat_tui.areas.attached import queries
from secretariat_tui.areas.attached.model import SEARCHED, STATES, TASK, TaskDraft
from secretariat_tui.areas.attached.queries import TaskRow
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.record_texts import RecordTexts
from secretariat_tui.tables.table import Cell, Column, Period, Sheet, SheetSource, Table

record_texts = partial(RecordTexts, attached=SEARCHED)
"""The texts of a record and of what hangs on it."""


def _masked(value: Callable[[TaskRow], Cell]) -> Callable[[TaskRow], Cell]:
    """Return the value of a column that is empty for the task of a secret record."""
    return lambda row: "" if row.secret else value(row)


TASKS: Table[TaskRow] = Table(
    "tasks",
    N_("할 일"),
    (
        Column(
            "record", N_("기록"), lambda row: _("비공개") if row.secret else row.name, grow=True
        ),
        Column("text", N_("할 일"), _masked(lambda row: row.text), grow=True),
        Column("state", N_("상태"), _masked(lambda row: _(STATES[row.state]))),
        Column("owner", N_("담당"), _masked(lambda row: row.owner), personal=True),
        Column(
            "due_on",
            N_("기한"),
            lambda row: None if row.secret else row.due_on,
            lambda row: table_date(row.due_on) if row.due_on and not row.secret else "",
            dated=True,
        ),
    ),
    lambda row: row.secret,
)


def task_text(task: TaskDraft) -> str:
    """Return a task as text: 농특산물 직거래 (추진 · 박주무관 · '23.4.28.)."""
    due = table_date(task.due_on) if task.due_on else ""
    return f"{task.text} ({' · '.join(filter(None, (_(STATES[task.state]), task.owner, due)))})"


def tasks_sheet(kinds: Mapping[str, TableMeta], record_title: str) -> SheetSource:
    """Return the table of the tasks of all records of these kinds, or of those due in a period."""
    first, *others = TASKS.columns
    table = replace(TASKS, columns=(replace(first, title=record_title), *others))

    def read_sheet(reader: Reader, period: Period) -> Sheet[TaskRow]:
        rows = [
            row
            for row in queries.all_tasks(reader, kinds)
            if not period.first or (row.due_on and row.due_on >= period.first)
            if not period.last or (row.due_on and row.due_on <= period.last)
        ]
        return Sheet(table, rows, _("(기준: {date})").format(date=table_date(period.as_of)))

    return SheetSource(table, read_sheet, record=TASK.table)
