"""Queries of what hangs on records."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from secretariat_tui.areas.attached import compiled
from secretariat_tui.areas.attached.model import (
    FILE,
    LINK,
    NOTE,
    OPEN_STATES,
    PARTICIPANT,
    TASK,
    FileDraft,
    NoteDraft,
    ParticipantDraft,
    RecordKey,
    TaskDraft,
)
from secretariat_tui.core.fields import Field
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean
from secretariat_tui.database.audit.meta import TableMeta, sql_literal
from secretariat_tui.database.engine.reader import Reader, Stored

P = TypeVar("P")
_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)
_TASK_PARTS = 4  # state, owner, due date, text


class LinkRow(NamedTuple):
    """A link as seen from one of its records: the other record, its amount in won, and whether that is secret."""

    id: int
    rev: int
    kind: str
    record_id: int
    name: str
    secret: bool
    text: str
    won: int | None


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
    return reader.stored(TaskDraft, compiled.TASKS, **record._asdict())


def task(reader: Reader, task_id: int) -> Stored[TaskDraft] | None:
    """Return a task, or None."""
    return reader.stored_one(TaskDraft, compiled.TASK, id=task_id)


def notes(reader: Reader, record: RecordKey) -> list[Stored[NoteDraft]]:
    """Return the notes of a record, the latest day first."""
    return reader.stored(NoteDraft, compiled.NOTES, **record._asdict())


def files(reader: Reader, record: RecordKey) -> list[Stored[FileDraft]]:
    """Return the files of a record in their order."""
    return reader.stored(FileDraft, compiled.FILES, **record._asdict())


def participants(
    reader: Reader, record: RecordKey, role: str | None = None
) -> list[Stored[ParticipantDraft]]:
    """Return the participants of a record in their order, or those with a role."""
    if role is None:
        return reader.stored(ParticipantDraft, compiled.PARTICIPANTS, **record._asdict())
    sql = compiled.PARTICIPANTS_WITH_ROLE
    return reader.stored(ParticipantDraft, sql, **record._asdict(), role=role)


def links(reader: Reader, kinds: Mapping[str, TableMeta], record: RecordKey) -> list[LinkRow]:
    """Return the links of a record, seen from it. `kinds` are the tables of the records."""
    name, secret = record_name("seen.kind", "seen.record_id", kinds)
    sql = f"""
        SELECT seen.id, seen.rev, seen.kind, seen.record_id, {name} AS name, {secret} AS secret, seen.text,
            {_amount(kinds)} AS won
        FROM (SELECT id, rev, target AS kind, target_id AS record_id, text FROM link
                WHERE parent = :kind AND parent_id = :id
            UNION ALL SELECT id, rev, parent, parent_id, text FROM link
                WHERE target = :kind AND target_id = :id) AS seen
        ORDER BY seen.id"""
    return reader.rows(LinkRow, sql, kind=record.kind, id=record.id)


def _amount(kinds: Mapping[str, TableMeta]) -> str:
    """Return SQL for the amount of the record of a link, NULL of one without an amount."""
    terms = [
        f"WHEN '{each.table}' THEN (SELECT {each.record.amount} FROM {each.table} WHERE id = seen.record_id)"
        for each in kinds.values()
        if each.record.amount
    ]
    return f"CASE seen.kind {' '.join(terms)} END" if terms else "NULL"


def all_tasks(reader: Reader, kinds: Mapping[str, TableMeta]) -> list[TaskRow]:
    """Return the tasks of all records of these kinds, by record."""
    sql = f"{_task_rows(kinds)} ORDER BY task.parent, task.parent_id, task.pos, task.id"
    return reader.rows(TaskRow, sql)


def due_tasks(
    reader: Reader, kinds: Mapping[str, TableMeta], until: date, most: int
) -> list[TaskRow]:
    """Return the first open tasks due up to a day, of these kinds of records and of none, the longest due first.

    There are at most `most`. Those that had to begin on their day are left out once they have begun.
    """
    sql = f"""{_task_rows(kinds, "''")} AND task.due_on <= :until AND task.state IN ({_OPEN})
            AND NOT (task.timing = 'from' AND task.state = 'doing')
        ORDER BY task.due_on, task.id LIMIT :most"""
    return reader.rows(TaskRow, sql, until=until, most=most)


def kinds_of_due_tasks(reader: Reader, until: date, most: int) -> set[str]:
    """Return the tables of the records of the first `most` tasks that `due_tasks` may return."""
    rows = reader.tuples(compiled.DUE_KINDS, until=until, most=most)
    return {kind for (kind,) in rows if kind}


def open_tasks_of(reader: Reader, kind: str, ids: Sequence[int]) -> list[tuple[int, date]]:
    """Return the open tasks of some records of a kind: the id of the record, and the day until it is due."""
    rows = reader.tuples(compiled.OPEN_TASKS_OF, kind=kind, ids=json.dumps(list(ids)))
    return [(record_id, date.fromisoformat(due_on)) for record_id, due_on in rows]


def last_task_positions(reader: Reader) -> dict[RecordKey, int]:
    """Return the position of the last task of each record that has one."""
    rows = reader.tuples(compiled.LAST_POSITIONS)
    return {RecordKey(kind, record_id): pos for kind, record_id, pos in rows}


def parse_task_lines(lines: str) -> list[TaskDraft]:
    """Return the tasks of the lines that `statements.task_lines` gives."""
    rows = (line.split("\t", 3) for line in lines.split("\n"))
    return [
        TaskDraft(row[3], row[0], row[1], date.fromisoformat(row[2]) if row[2] else None)
        for row in rows
        if len(row) == _TASK_PARTS
    ]


def parse_part_lines(lines: str, fields: Mapping[str, Field], make: Callable[..., P]) -> list[P]:
    """Return the rows of a record from the lines that a field of a list gives; `fields` are their parts."""
    rows = [line.split("\t") for line in lines.split("\n")]
    return [
        make(**{f.key: _part(f, text) for f, text in zip(fields.values(), row, strict=True)})
        for row in rows
        if len(row) == len(fields)
    ]


def _part(field: Field, text: str) -> Any:
    if field.kind in {"day", "clock", "won", "number", "year"} and not text:
        return None
    return int(text) if field.kind in {"won", "number", "year"} else field.parse(text)


def _task_rows(kinds: Mapping[str, TableMeta], *others: str) -> str:
    name, secret = record_name("task.parent", "task.parent_id", kinds)
    tables = ", ".join((*(f"'{table}'" for table in kinds), *others))
    # coalesce() keeps SQLite from the index by record, which would read the tasks of all records.
    return f"""
        SELECT task.id, task.rev, task.parent AS kind, task.parent_id AS record_id, coalesce({name}, '') AS name,
            {secret} AS secret, task.text, task.state, task.owner, task.due_on
        FROM task WHERE coalesce(task.parent, '') IN ({tables})"""


def record_name(kind: str, number: str, kinds: Mapping[str, TableMeta]) -> tuple[str, str]:
    """Return SQL for the name of a record, and for whether it is secret, from SQL for its table and its id."""
    names, secrets = [], []
    for each in kinds.values():
        if each.record.is_record:
            row = f"SELECT named.{each.name_column} FROM {each.table} AS named WHERE named.id = {number}"
            names.append(f"WHEN '{each.table}' THEN ({row})")
        if each.record.holds_attached:
            of_record = _secret("named.parent", "named.parent_id", kinds, "record")
            row = f"SELECT 1 FROM {each.table} AS named WHERE named.id = {number} AND {of_record}"
            secrets.append(f"WHEN '{each.table}' THEN EXISTS ({row})")
    secret = _secret(kind, number, kinds, "named", *secrets)
    name = f"CASE {kind} {' '.join(names)} END" if names else "NULL"
    return f"CAST({name} AS TEXT)", secret


def record_title(reader: Reader, kinds: Mapping[str, TableMeta], record: RecordKey) -> str:
    """Return the name of a record; "" for no record."""
    if not record.kind:
        return ""
    name, _secret = record_name(":kind", ":id", kinds)
    return clean(reader.value(f"SELECT {name}", kind=record.kind, id=record.id) or "")


def is_secret(reader: Reader, kinds: Mapping[str, TableMeta], record: RecordKey) -> bool:
    """Whether a record is secret now."""
    _name, secret = record_name(":kind", ":id", kinds)
    return bool(reader.value(f"SELECT {secret}", **record._asdict()))


def attached_counts(reader: Reader, record: RecordKey) -> dict[str, int]:
    """Return how many rows of each table hang on a record; links count from both ends."""
    own = " UNION ALL ".join(
        f"SELECT '{table}', count(*) FROM {table} WHERE parent = :kind AND parent_id = :id"
        for table in (TASK.table, NOTE.table, FILE.table, PARTICIPANT.table, LINK.table)
    )
    other = f"SELECT '{LINK.table}', count(*) FROM link WHERE target = :kind AND target_id = :id"
    counts: dict[str, int] = {}
    for table, count in reader.tuples(f"{own} UNION ALL {other}", **record._asdict()):
        counts[table] = counts.get(table, 0) + count
    return counts


def record_internal(kind: str, number: str, kinds: Mapping[str, TableMeta]) -> str:
    """Return SQL for whether a record must stay inside the office, as secret ones must."""
    terms = [
        f"WHEN '{each.table}' THEN EXISTS (SELECT 1 FROM {each.table} AS named "
        f"WHERE named.id = {number} AND ({' OR '.join(conditions)}))"
        for each in kinds.values()
        if (conditions := _kept_inside(each))
    ]
    return f"(CASE {kind} {' '.join(terms)} ELSE FALSE END)" if terms else "FALSE"


def _kept_inside(kind: TableMeta) -> list[str]:
    rules = (kind.secret, kind.record.internal)
    return [f"named.{rule[0]} = {sql_literal(rule[1])}" for rule in rules if rule]


def _secret(
    kind: str, number: str, kinds: Mapping[str, TableMeta], alias: str, *further: str
) -> str:
    """Return SQL for whether a record is secret; `further` are terms for other tables."""
    terms = [
        f"WHEN '{each.table}' THEN EXISTS (SELECT 1 FROM {each.table} AS {alias} "
        f"WHERE {alias}.id = {number} AND {alias}.{column} = {sql_literal(value)})"
        for each in kinds.values()
        for column, value in ([each.secret] if each.secret else [])
    ]
    return f"(CASE {kind} {' '.join((*terms, *further))} ELSE FALSE END)" if terms else "FALSE"
