"""Tables of what hangs on records, and its part in the search for records."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from secretariat_tui.areas.attached import queries
from secretariat_tui.areas.attached.model import STATES, TaskDraft
from secretariat_tui.areas.attached.queries import TaskRow
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.fields import RecordModel
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.audit.meta import TableMeta, sql_literal
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.search_kinds import SearchKind
from secretariat_tui.tables.table import Cell, Column, HasId, Period, Sheet, SheetSource, Table

R = TypeVar("R", bound=HasId)

_CHANGED = """
    SELECT json_extract({side}, '$.parent_id') FROM change
    WHERE tx > :tx AND tbl IN ('task', 'note', 'attachedfile', 'participant')
        AND CASE WHEN json_valid({side}) THEN json_extract({side}, '$.parent') END = '{table}'"""
_TEXTS = """
    SELECT hung.parent_id, hung.text FROM (
        SELECT parent_id, 1 AS part, pos, id, text || ' ' || owner AS text FROM task
            WHERE parent = '{table}'
        UNION ALL SELECT parent_id, 2, pos, id, text FROM note WHERE parent = '{table}'
        UNION ALL SELECT parent_id, 3, pos, id, title || ' ' || path FROM attachedfile
            WHERE parent = '{table}'
        UNION ALL SELECT parent_id, 4, pos, id, organization || ' ' || position || ' ' || name
            FROM participant WHERE parent = '{table}') AS hung
    JOIN {table} AS record ON record.id = hung.parent_id
    WHERE hung.parent_id IN (SELECT value FROM json_each(:ids)) AND {visible}
    ORDER BY hung.parent_id, hung.part, hung.pos, hung.id"""


def with_attached(kind: SearchKind[R], record: RecordModel) -> SearchKind[R]:
    """Add to a kind of record the texts of what hangs on its records, unless they are secret."""
    visible = "TRUE"
    if record.secret:
        column, value = record.secret
        visible = f"record.{column} <> {sql_literal(value)}"
    changed = (_CHANGED.format(side=side, table=record.table) for side in ("old", "new"))
    return replace(
        kind,
        invalidated_by=(*kind.invalidated_by, *changed),
        extra_sql=(*kind.extra_sql, _TEXTS.format(table=record.table, visible=visible)),
    )


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

    return SheetSource(table, read_sheet)
