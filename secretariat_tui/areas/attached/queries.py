"""Queries of what hangs on records."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from secretariat_tui.areas.attached.model import (
    OPEN_STATES,
    FileDraft,
    NoteDraft,
    ParticipantDraft,
    RecordKey,
    TaskDraft,
)
from secretariat_tui.database.audit.meta import TableMeta, sql_literal
from secretariat_tui.database.engine.reader import Reader, Stored, Value, columns

D = TypeVar("D")
_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)


class LinkRow(NamedTuple):
    """A link as seen from one of its records: the other record, and whether that is secret."""

    id: int
    rev: int
    kind: str
    record_id: int
    name: str
    secret: bool
    text: str


class TaskRow(NamedTuple):
    """A task in a list of the tasks of many records; `secret` is whether its record is secret now."""

    id: int
    rev: int
    kind: str
    record_id: int
    name: str
    secret: bool
    text: str
    state: str
    owner: str
    due_on: date | None


def tasks(reader: Reader, record: RecordKey) -> list[Stored[TaskDraft]]:
    """Return the tasks of a record in their order."""
    return _of_record(reader, TaskDraft, "task", record)


def notes(reader: Reader, record: RecordKey) -> list[Stored[NoteDraft]]:
    """Return the notes of a record, the latest day first."""
    return _of_record(reader, NoteDraft, "note", record, order="noted_on DESC, id DESC")


def files(reader: Reader, record: RecordKey) -> list[Stored[FileDraft]]:
    """Return the files of a record in their order."""
    return _of_record(reader, FileDraft, "attachedfile", record)


def participants(
    reader: Reader, record: RecordKey, role: str | None = None
) -> list[Stored[ParticipantDraft]]:
    """Return the participants of a record in their order, or those with a role."""
    condition = "TRUE" if role is None else "role = :role"
    return _of_record(reader, ParticipantDraft, "participant", record, condition, role=role)


def links(reader: Reader, kinds: Mapping[str, TableMeta], record: RecordKey) -> list[LinkRow]:
    """Return the links of a record, seen from it. `kinds` are the tables of the records."""
    name, secret = record_name("seen.kind", "seen.record_id", kinds)
    sql = f"""
        SELECT seen.id, seen.rev, seen.kind, seen.record_id, {name} AS name, {secret} AS secret, seen.text
        FROM (SELECT id, rev, target AS kind, target_id AS record_id, text FROM link
                WHERE parent = :kind AND parent_id = :id
            UNION ALL SELECT id, rev, parent, parent_id, text FROM link
                WHERE target = :kind AND target_id = :id) AS seen
        ORDER BY seen.id"""
    return reader.rows(LinkRow, sql, kind=record.kind, id=record.id)


def all_tasks(reader: Reader, kinds: Mapping[str, TableMeta]) -> list[TaskRow]:
    """Return the tasks of all records of these kinds, by record."""
    sql = f"{_task_rows(kinds)} ORDER BY task.parent, task.parent_id, task.pos, task.id"
    return reader.rows(TaskRow, sql)


def due_tasks(
    reader: Reader, kinds: Mapping[str, TableMeta], until: date, most: int
) -> list[TaskRow]:
    """Return the first open tasks due up to a day, the longest due first, at most `most`."""
    sql = f"""{_task_rows(kinds)} AND task.due_on <= :until AND task.state IN ({_OPEN})
        ORDER BY task.due_on, task.id LIMIT :most"""
    return reader.rows(TaskRow, sql, until=until, most=most)


def next_task_sql(column: str, kind: str, number: str) -> str:
    """Return SQL for a column of a record's open task that is due first; those without a date come last."""
    return f"""(SELECT task.{column} FROM task
        WHERE task.parent = '{kind}' AND task.parent_id = {number} AND task.state IN ({_OPEN})
        ORDER BY task.due_on IS NULL, task.due_on, task.pos, task.id LIMIT 1)"""


def task_lines_sql(kind: str, number: str) -> str:
    """Return SQL for the tasks of a record as lines: state, owner, due date and text, separated by tabs."""
    return f"""coalesce((SELECT group_concat(task_lines.line, char(10)) FROM (
        SELECT task.state || char(9) || task.owner || char(9) || coalesce(task.due_on, '')
            || char(9) || task.text AS line
        FROM task WHERE task.parent = '{kind}' AND task.parent_id = {number}
        ORDER BY task.pos, task.id) AS task_lines), '')"""


def parse_task_lines(lines: str) -> list[TaskDraft]:
    """Return the tasks of `task_lines_sql`."""
    rows = [line.split("\t", 3) for line in lines.split("\n") if line]
    return [
        TaskDraft(text, state, owner, date.fromisoformat(due) if due else None)
        for state, owner, due, text in rows
    ]


def _task_rows(kinds: Mapping[str, TableMeta]) -> str:
    name, secret = record_name("task.parent", "task.parent_id", kinds)
    tables = ", ".join(f"'{table}'" for table in kinds)
    return f"""
        SELECT task.id, task.rev, task.parent AS kind, task.parent_id AS record_id, {name} AS name,
            {secret} AS secret, task.text, task.state, task.owner, task.due_on
        FROM task WHERE task.parent IN ({tables})"""


def record_name(kind: str, number: str, kinds: Mapping[str, TableMeta]) -> tuple[str, str]:
    """Return SQL for the name of a record, and for whether it is secret, from SQL for its table and its id."""
    names, secrets = [], []
    for each in kinds.values():
        if each.record.attached_by:
            continue
        row = f"FROM {each.table} AS named WHERE named.id = {number}"
        names.append(f"WHEN '{each.table}' THEN (SELECT named.{each.name_column} {row})")
        if each.secret:
            column, value = each.secret
            secrets.append(
                f"WHEN '{each.table}' THEN EXISTS (SELECT 1 {row} AND named.{column} = {sql_literal(value)})"
            )
    secret = f"CASE {kind} {' '.join(secrets)} ELSE FALSE END" if secrets else "FALSE"
    return f"CAST(CASE {kind} {' '.join(names)} END AS TEXT)", secret


def _of_record(  # noqa: PLR0913
    reader: Reader,
    draft: type[D],
    table: str,
    record: RecordKey,
    condition: str = "TRUE",
    *,
    order: str = "pos, id",
    **values: Value,
) -> list[Stored[D]]:
    where = f"parent = :kind AND parent_id = :id AND {condition} ORDER BY {order}"
    values |= {"kind": record.kind, "id": record.id}
    with reader.snapshot():
        keys = reader.tuples(f"SELECT id, rev FROM {table} WHERE {where}", **values)
        drafts = reader.rows(draft, f"SELECT {columns(draft)} FROM {table} WHERE {where}", **values)
    return [Stored(row_id, rev, each) for (row_id, rev), each in zip(keys, drafts, strict=True)]
