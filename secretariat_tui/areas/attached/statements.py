"""The statements of what hangs on records. `python -m tests.statements` compiles them into compiled.py."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Select,
    Text,
    and_,
    cast,
    func,
    inspect,
    select,
)
from sqlmodel import col

from secretariat_tui.areas.attached.model import (
    OPEN_STATES,
    FileDraft,
    NoteDraft,
    ParticipantDraft,
    TaskDraft,
)
from secretariat_tui.areas.attached.records import AttachedFile, Note, Participant, Task
from secretariat_tui.database.engine.dialect import IsListed, JoinedTexts, LineBreak, Parameter, Tab
from secretariat_tui.database.engine.record_columns import draft_columns, stored_columns
from secretariat_tui.database.engine.tables import AttachedRecord, Record, RecordPart

_KIND = Parameter("kind", Text())
_ID = Parameter("id", BigInteger())


def _of_record(record: type[AttachedRecord], draft: type) -> "Select[*tuple[object, ...]]":
    return select(*stored_columns(record, draft)).where(
        col(record.parent) == _KIND, col(record.parent_id) == _ID
    )


TASKS = _of_record(Task, TaskDraft).order_by(col(Task.pos), col(Task.id))
TASK = select(*stored_columns(Task, TaskDraft)).where(col(Task.id) == _ID)
LAST_POSITIONS = select(
    col(Task.parent), col(Task.parent_id), func.max(Task.pos).label("pos")
).group_by(col(Task.parent), col(Task.parent_id))
DUE_KINDS = (
    select(col(Task.parent))
    .where(
        col(Task.due_on) <= Parameter("until", Date()),
        col(Task.state).in_(OPEN_STATES),
        ~and_(col(Task.timing) == "from", col(Task.state) == "doing"),
    )
    .order_by(col(Task.due_on), col(Task.id))
    .limit(Parameter("most", BigInteger()))
)
OPEN_TASKS_OF = select(col(Task.parent_id), col(Task.due_on)).where(
    col(Task.parent) == _KIND,
    IsListed(Task.parent_id, Parameter("ids", Text())),
    col(Task.state).in_(OPEN_STATES),
    col(Task.due_on).is_not(None),
)
NOTES = _of_record(Note, NoteDraft).order_by(col(Note.noted_on).desc(), col(Note.id).desc())
FILES = _of_record(AttachedFile, FileDraft).order_by(col(AttachedFile.pos), col(AttachedFile.id))
PARTICIPANTS = _of_record(Participant, ParticipantDraft).order_by(
    col(Participant.pos), col(Participant.id)
)
PARTICIPANTS_WITH_ROLE = PARTICIPANTS.where(col(Participant.role) == Parameter("role", Text()))


def next_task(column: str, record: type[Record]) -> ColumnElement[Any]:
    """Return a column of a record's open task that is due first; those without a date come last."""
    return (
        select(inspect(Task).columns[column])
        .where(*_hung_on(record), col(Task.state).in_(OPEN_STATES))
        .order_by(col(Task.due_on).nulls_last(), col(Task.pos), col(Task.id))
        .limit(1)
        .correlate(record)
        .scalar_subquery()
    )


def task_lines(record: type[Record]) -> ColumnElement[str]:
    """Return the tasks of a record as lines: state, owner, due date and text, separated by tabs."""
    due_on = func.coalesce(cast(Task.due_on, Text), "")
    line = col(Task.state) + Tab() + col(Task.owner) + Tab() + due_on + Tab() + col(Task.text)
    lines = (
        select(line.label("line"))
        .where(*_hung_on(record))
        .order_by(col(Task.pos), col(Task.id))
        .correlate(record)
        .subquery("task_lines")
    )
    return func.coalesce(select(JoinedTexts(lines.c.line, LineBreak())).scalar_subquery(), "")


def part_lines(
    part: type[RecordPart], owner: str, record: type[Record], draft: type
) -> ColumnElement[str]:
    """Return the parts of a record as lines of the fields of their draft, separated by tabs.

    `owner` is the column of a part with the id of its record.
    """
    columns = inspect(part).columns
    first, *others = draft_columns(part, draft)
    line: Any = func.coalesce(cast(first, Text), "")
    for column in others:
        line = line + Tab() + func.coalesce(cast(column, Text), "")
    lines = (
        select(line.label("line"))
        .where(columns[owner] == inspect(record).columns["id"])
        .order_by(columns["pos"], columns["id"])
        .correlate(record)
        .subquery(f"{inspect(part).local_table.name}_lines")
    )
    return func.coalesce(select(JoinedTexts(lines.c.line, LineBreak())).scalar_subquery(), "")


def _hung_on(record: type[Record]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    table = inspect(record)
    return col(Task.parent) == table.local_table.name, col(Task.parent_id) == table.columns["id"]
