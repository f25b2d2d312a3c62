"""Queries of the tasks of all records and of none, and of the sets of tasks.

What a secret record hides is masked in SQL. The statements are composed, for they name the tables of all areas.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from secretariat_tui.areas.attached.model import OPEN_STATES, RecordKey, TaskDraft
from secretariat_tui.areas.attached.queries import record_internal, record_name
from secretariat_tui.areas.tasks import compiled, rules
from secretariat_tui.areas.tasks.model import LIST_KIND, TemplateDraft
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.audit.meta import TableMeta, sql_literal
from secretariat_tui.database.engine.reader import Reader, Stored, columns
from secretariat_tui.database.search.list_query import (
    MASKED_VALUE,
    ListParts,
    ListQuery,
    Order,
    restricted,
)

_OPEN = f"task.state IN ({', '.join(map(sql_literal, OPEN_STATES))})"
_BEGUN = "(task.timing = 'from' AND task.state = 'doing')"
_LATE = f"({_OPEN} AND NOT {_BEGUN} AND coalesce(task.due_on < :today, FALSE))"
_NOTES = """(SELECT group_concat(note.text, char(10)) FROM note
    WHERE note.parent = 'task' AND note.parent_id = task.id)"""
_MASKED_TEXTS = ("text", "owner", "evidence")


class ListedTask(NamedTuple):
    """A task in the list as of a day; its texts and its record's name are "" if the record is secret.

    `internal` is whether its record must stay inside the office.
    """

    id: int
    rev: int
    kind: str
    kind_title: str
    record_id: int
    name: str
    secret: bool
    internal: bool
    text: str
    state: str
    owner: str
    due_on: date | None
    timing: str
    precision: str
    recurrence: str
    done_on: date | None
    evidence: str
    today: date

    @property
    def record(self) -> RecordKey:
        """The record that it hangs on."""
        return RecordKey(self.kind, self.record_id)

    @property
    def draft(self) -> TaskDraft:
        """The task as entered, without what is masked."""
        return TaskDraft(
            self.text,
            self.state,
            self.owner,
            self.due_on,
            self.timing,
            self.precision,
            self.recurrence,
            self.done_on,
            self.evidence,
        )


class TaskCounts(NamedTuple):
    """The numbers of tasks that the filters show."""

    all: int
    open: int
    overdue: int
    week: int
    dateless: int
    done: int
    mine: int


class StandaloneTask(NamedTuple):
    """A task of no record, for the search."""

    id: int
    text: str
    state: str
    owner: str
    due_on: date | None
    evidence: str


class TemplateRow(NamedTuple):
    """A task of a set."""

    id: int
    rev: int
    name: str
    text: str
    kind: str
    within: str
    owner: str
    days: int
    position: int
    extra: Mapping[str, Any] = NO_EXTRA


class TaskSet(NamedTuple):
    """The name of a set, and the number of its tasks for a record."""

    name: str
    tasks: int


class RecordDay(NamedTuple):
    """The day of a record, None if it has none, and its kind, "" if it has none."""

    day: date | None
    within: str


def tasks_query(
    kinds: Mapping[str, TableMeta], today: date, who: str = ""
) -> ListQuery[ListedTask]:
    """Return the query for all tasks as of a day, by due date; those without come last. `who` owns `mine`."""
    name, secret = record_name("task.parent", "task.parent_id", kinds)
    internal = record_internal("task.parent", "task.parent_id", kinds)
    masked, kind_title = _shown_texts(kinds)
    texts = {
        key: f"CASE WHEN {secret} THEN '{MASKED_VALUE}' ELSE task.{key} END"
        for key in _MASKED_TEXTS
    }
    texts["record"] = f"CASE WHEN {secret} THEN '{MASKED_VALUE}' ELSE coalesce({name}, '') END"
    week_end = (
        f"coalesce(task.due_on BETWEEN :today AND '{rules.week_end(today).isoformat()}', FALSE)"
    )
    return ListQuery(
        row_type=ListedTask,
        parts=ListParts(
            columns={
                "id": "task.id",
                "rev": "task.rev",
                "kind": "task.parent",
                "kind_title": kind_title,
                "record_id": "task.parent_id",
                "name": masked["name"],
                "secret": secret,
                "internal": internal,
                "text": masked["text"],
                "state": "task.state",
                "owner": masked["owner"],
                "due_on": "task.due_on",
                "timing": "task.timing",
                "precision": "task.precision",
                "recurrence": "task.recurrence",
                "done_on": "task.done_on",
                "evidence": masked["evidence"],
                "today": ":today",
            },
            source="task",
            id="task.id",
            keys={
                **texts,
                "kind": kind_title,
                "state": "task.state",
                "due_on": "task.due_on",
                "recurrence": "task.recurrence",
                "done_on": "task.done_on",
                "open": f"({_OPEN})",
                "overdue": _LATE,
                "week": f"({_OPEN} AND {week_end})",
                "dateless": f"({_OPEN} AND task.due_on IS NULL)",
                "mine": f"({_OPEN} AND task.owner = :who)",
            },
            text_keys=(*texts, "kind", "recurrence"),
            months={key: f"substr(task.{key}, 1, 7)" for key in ("due_on", "done_on")},
            constants=("today",),
        ),
        order=(Order("due_on"),),
        kind=LIST_KIND,
        not_null=frozenset({"text"}),
        parameters=(("today", today), ("who", who)),
    )


def _shown_texts(kinds: Mapping[str, TableMeta]) -> tuple[dict[str, str], str]:
    """Return SQL for the texts of a task and the name of its record, masked, and for the kind of that."""
    name, secret = record_name("task.parent", "task.parent_id", kinds)
    titles = " ".join(
        f"WHEN '{kind.table}' THEN {sql_literal(kind.title)}" for kind in kinds.values()
    )
    masked = {key: f"CASE WHEN {secret} THEN '' ELSE task.{key} END" for key in _MASKED_TEXTS}
    masked["name"] = f"CASE WHEN {secret} THEN '' ELSE coalesce({name}, '') END"
    return masked, f"CASE task.parent {titles} ELSE '' END"


def list_texts(
    reader: Reader, kinds: Mapping[str, TableMeta], ids: Sequence[int]
) -> dict[int, str]:
    """Return the texts that the list of tasks is searched by, by id, a line for each; with those of their notes."""
    _name, secret = record_name("task.parent", "task.parent_id", kinds)
    masked, kind_title = _shown_texts(kinds)
    notes = f"CASE WHEN {secret} THEN '' ELSE coalesce({_NOTES}, '') END"
    text = " || char(10) || ".join((*masked.values(), kind_title, notes))
    sql = f"SELECT id, {text} FROM task WHERE id IN (SELECT value FROM json_each(:ids))"
    return dict(reader.tuples(sql, ids=json.dumps(list(ids))))


def counts(reader: Reader, who: str, today: date) -> TaskCounts:
    """Return the number of tasks of each filter; `who` is the owner of those counted as `mine`."""
    sql = f"""
        SELECT (SELECT count(*) FROM task) AS "all", count(*) AS open,
            coalesce(sum(NOT {_BEGUN} AND task.due_on < :today), 0) AS overdue,
            coalesce(sum(task.due_on BETWEEN :today AND :week_end), 0) AS week,
            coalesce(sum(task.due_on IS NULL), 0) AS dateless,
            (SELECT count(*) FROM task WHERE task.state = 'done') AS done,
            coalesce(sum(task.owner = :who), 0) AS mine
        FROM task WHERE {_OPEN}"""
    week_end = rules.week_end(today)
    (count,) = reader.rows(TaskCounts, sql, who=who, today=today, week_end=week_end)
    return count


def tasks_of_period(
    kinds: Mapping[str, TableMeta],
    today: date,
    first: date | None = None,
    last: date | None = None,
) -> ListQuery[ListedTask]:
    """Return the query for all tasks, or for those due in a period."""
    query = tasks_query(kinds, today)
    if first:
        query = restricted(query, "task.due_on >= :first", first=first)
    if last:
        query = restricted(query, "task.due_on <= :last", last=last)
    return query


def open_record_names(reader: Reader, table: TableMeta) -> list[tuple[int, str]]:
    """Return the ids and names of the records of a table that are not secret."""
    key, secret = table.secret or ("id", 0)
    sql = f"SELECT id, {table.name_column} FROM {table.table} WHERE {key} <> :secret"
    return [(record_id, str(name)) for record_id, name in reader.tuples(sql, secret=secret)]


def standalone(reader: Reader, ids: Sequence[int]) -> list[StandaloneTask]:
    """Return the tasks of no record by id."""
    sql = f"""SELECT {columns(StandaloneTask)} FROM task
        WHERE parent = '' AND id IN (SELECT value FROM json_each(:ids))"""
    return reader.rows(StandaloneTask, sql, ids=json.dumps(list(ids)))


def templates(reader: Reader) -> list[TemplateRow]:
    """Return the tasks of all sets by kind of record and set, in their order."""
    return reader.rows(TemplateRow, compiled.TEMPLATES)


def templates_by_id(reader: Reader, ids: Sequence[int]) -> list[TemplateRow]:
    """Return tasks of sets by id; deleted ones are left out."""
    return reader.rows(TemplateRow, compiled.TEMPLATES_BY_ID, ids=json.dumps(list(ids)))


def template(reader: Reader, record_id: int) -> Stored[TemplateDraft] | None:
    """Return a task of a set."""
    return reader.stored_one(TemplateDraft, compiled.TEMPLATE, id=record_id)


def record_day(reader: Reader, kinds: Mapping[str, TableMeta], record: RecordKey) -> RecordDay:
    """Return the day and the kind of a record, of the fields that its `RecordModel` names."""
    model = kinds[record.kind].record
    if not model.dates:
        return RecordDay(None, "")
    sql = f"""SELECT coalesce({", ".join(model.dates)}, NULL) AS day, {model.kind or "''"} AS within
        FROM {record.kind} WHERE id = :id"""
    return reader.first(RecordDay, sql, id=record.id) or RecordDay(None, "")


def sets_for(reader: Reader, kinds: Mapping[str, TableMeta], record: RecordKey) -> list[TaskSet]:
    """Return the sets for a record by name."""
    within = record_day(reader, kinds, record).within
    return reader.rows(TaskSet, compiled.TEMPLATE_SETS, kind=record.kind, within=within)


def templates_for(reader: Reader, record: RecordKey, within: str, name: str) -> list[TemplateDraft]:
    """Return the tasks of a set for a record whose kind is `within`, in their order."""
    values = {"kind": record.kind, "within": within, "name": name}
    return reader.rows(TemplateDraft, compiled.TEMPLATES_OF_SET, **values)
