"""Checks beyond SQLite's own: tables, triggers, indexes, references, and the audit log."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Index, Table
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect
from sqlalchemy.schema import CreateIndex

from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import (
    EARLIEST,
    FIRST_YEAR,
    LAST_YEAR,
    LATEST,
    MAX_COUNT,
    MAX_DAYS,
    MAX_ID,
    MAX_LINE,
    MAX_PARAGRAPH,
    MAX_WON,
    bound_error,
)
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.audit import compiled
from secretariat_tui.database.audit.events import AUDIENCES, EVENTS, EXPORT_OP, RESTORE_OP
from secretariat_tui.database.audit.log_rows import parse_row
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.audit.undo import PROGRAM
from secretariat_tui.database.engine.tables import LOG_TABLES
from secretariat_tui.database.schema import attached
from secretariat_tui.database.schema.ddl import logged_tables, row_json, triggers
from secretariat_tui.database.search.index import INDEX_TABLES

ALEMBIC_TABLE = "alembic_version"  # neither records, nor log, nor index
_LAST_CHANGES = """
    SELECT change.id, change.tx,
      change.op IN ('I', 'U') AND kept.id IS NOT NULL AND change.new = {json} FROM change
    LEFT JOIN {table} AS kept ON kept.id = change.row
    WHERE change.id IN (SELECT max(id) FROM change WHERE tbl = '{table}' GROUP BY row)"""
_CHANGED_ROW = """
    SELECT change.row, change.op, change.new, kept.* FROM change
    LEFT JOIN {table} AS kept ON kept.id = change.row WHERE change.id = ?"""
_KINDS = frozenset(
    {"do", "undo", "redo", "upgrade", "migrate", "export", "restore", "destroy", "issue"}
)
_SIDES = {"I": (False, True), "U": (True, True), "D": (True, False)}  # old, new
_SIDES |= dict.fromkeys((EXPORT_OP, RESTORE_OP), (False, True))
_BEYOND = {
    "text": f"length({{0}}) > {MAX_LINE}",
    "paragraph": f"length({{0}}) > {MAX_PARAGRAPH}",
    "won": f"{{0}} NOT BETWEEN -{MAX_WON} AND {MAX_WON}",
    "number": f"{{0}} NOT BETWEEN -{MAX_COUNT} AND {MAX_COUNT}",
    "days": f"{{0}} NOT BETWEEN -{MAX_DAYS} AND {MAX_DAYS}",
    "bytes": f"{{0}} NOT BETWEEN -{MAX_ID} AND {MAX_ID}",
    "year": f"{{0}} NOT BETWEEN {FIRST_YEAR} AND {LAST_YEAR}",
    "day": f"{{0}} NOT BETWEEN '{EARLIEST}' AND '{LATEST}'",
    "reference": f"{{0}} NOT BETWEEN 1 AND {MAX_ID}",
}
"""SQL conditions of columns by the kind of their field."""
_UNLOGGED = """
    SELECT id FROM {table} AS kept WHERE NOT EXISTS
    (SELECT 1 FROM change WHERE tbl = '{table}' AND row = kept.id)"""


class Violation(NamedTuple):
    """A violated rule: the table, the id of the row (None: the table itself), a message, and the column if any."""

    table: str
    row: int | None
    message: str
    column: str = ""


def schema_violations(db: sqlite3.Connection) -> Iterator[Violation]:
    """Compare every object in a file's schema with those that this program makes."""
    yield from table_violations(db)
    yield from trigger_violations(db)
    yield from index_violations(db)
    yield from sequence_violations(db)


def table_violations(db: sqlite3.Connection) -> Iterator[Violation]:
    """Compare the file's tables with the models, by name."""
    declared = {table.name: table for table in (*logged_tables(), *LOG_TABLES)}
    existing = dict(
        db.execute(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"
            " AND type IN ('table', 'view', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        ).fetchall()
    )
    views = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")}
    known = declared.keys() | {*INDEX_TABLES, ALEMBIC_TABLE}
    for name in sorted((existing.keys() - known) | views):
        yield Violation(name, None, _("모르는 표입니다."))
    for name, table in declared.items():
        if name not in existing:
            yield Violation(name, None, _("표가 없습니다."))
        elif not existing[name]:
            yield Violation(name, None, _("아무 값이나 받는 표입니다(STRICT가 아닙니다)."))
        elif _columns(db, name) != {(each.name, not each.nullable) for each in table.columns}:
            yield Violation(name, None, _("표의 열이 다릅니다."))


def _columns(db: sqlite3.Connection, table: str) -> set[tuple[str, bool]]:
    """Return a table's columns, generated ones included: the name, and whether it is NOT NULL."""
    sql = 'SELECT name, "notnull" FROM pragma_table_xinfo(?)'
    return {(name, bool(required)) for name, required in db.execute(sql, (table,))}


def trigger_violations(db: sqlite3.Connection) -> Iterator[Violation]:
    """Compare the file's triggers, which log every write, with their definitions."""
    sql = "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'"
    existing = {name: (table, text) for name, table, text in db.execute(sql)}
    for table in logged_tables():
        for name, text in triggers(table).items():
            if existing.pop(name, None) != (table.name, text):
                yield Violation(
                    table.name,
                    None,
                    _("변경 기록 장치가 없거나 다릅니다: {name}").format(name=name),
                )
    for name, (table_name, _text) in sorted(existing.items()):
        yield Violation(table_name, None, _("모르는 장치(트리거)입니다: {name}").format(name=name))


def index_violations(db: sqlite3.Connection) -> Iterator[Violation]:
    """Find missing, changed and unknown indexes. Some enforce uniqueness, the others make lists fast."""
    sql = "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
    existing = {name: (table, text) for name, table, text in db.execute(sql)}
    for table in (*logged_tables(), *LOG_TABLES):
        for index in sorted(table.indexes, key=lambda each: str(each.name)):
            name = str(index.name)
            table_name, text = existing.pop(name, ("", ""))
            if table_name != table.name:
                yield Violation(table.name, None, _("색인이 없습니다: {name}").format(name=name))
            elif text.split() != _definition(index).split():
                yield Violation(table.name, None, _("색인이 다릅니다: {name}").format(name=name))
    for name, (table_name, _text) in sorted(existing.items()):
        if table_name not in INDEX_TABLES:
            yield Violation(table_name, None, _("모르는 색인입니다: {name}").format(name=name))


def _definition(index: Index) -> str:
    """Return the SQL that creates an index, as create_all runs it."""
    return str(CreateIndex(index).compile(dialect=sqlite_dialect()))


def sequence_violations(db: sqlite3.Connection) -> Iterator[Violation]:
    """Find tables whose last used id is no id, is less than one in use, or is there twice."""
    names = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
    for table in (*logged_tables(), *LOG_TABLES):
        if not {table.name, "sqlite_sequence"} <= names:
            continue
        sql = f"""SELECT count(*) > 1 OR ifnull(max(typeof(seq) <> 'integer'
            OR seq NOT BETWEEN ifnull((SELECT max(id) FROM {table.name}), 0) AND {MAX_ID}), 0)
            FROM sqlite_sequence WHERE name = '{table.name}'"""
        if db.execute(sql).fetchone()[0]:
            yield Violation(table.name, None, _("마지막 번호가 맞지 않습니다."))


def row_violations(
    db: sqlite3.Connection, titles: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Violation]:
    """Find dangling references, an unfinished edit, log rows that undo cannot apply, rows that differ from the log.

    Log rows from before an upgrade that did not convert the log are not compared: undo stops there.
    Messages name the tables of missing records by `titles`.
    """
    upgraded = db.execute(compiled.LAST_UPGRADE, {"program": PROGRAM}).fetchone()[0]
    for name, row, parent, _key in db.execute("PRAGMA foreign_key_check"):
        yield _dangling(name, row, titles.get(parent, parent))
    for name, row, parent in sorted(attached.orphans(db.execute)):
        yield _dangling(name, row, titles.get(parent, parent))
    yield from _transaction_violations(db)
    last = {table: _last_changes(db, table) for table in logged_tables()}
    current = frozenset().union(*(each.current for each in last.values()))
    yield from _log_violations(db, upgraded, current)
    for table, changes in last.items():
        others = [number for number, tx_id in changes.others if tx_id > upgraded]
        yield from _changed_row_violations(db, table, others)
        if not upgraded:
            for (row,) in db.execute(_UNLOGGED.format(table=table.name)):
                yield Violation(table.name, row, _("변경 기록이 없는 행입니다."))


def _dangling(table: str, row: int, parent: str) -> Violation:
    return Violation(table, row, _("없는 기록을 가리킵니다: {parent}").format(parent=parent))


def _transaction_violations(db: sqlite3.Connection) -> Iterator[Violation]:
    for number, at, kind, unfinished, undone in db.execute(compiled.TRANSACTIONS):
        if unfinished is not None:
            yield Violation("tx", number, _("끝나지 않은 저장입니다."))
        if not _is_timestamp(at):
            yield Violation("tx", number, _("때를 읽을 수 없습니다."))
        if kind not in _KINDS:
            yield Violation("tx", number, _("모르는 일입니다."))
        if undone is not None and undone >= number:
            yield Violation("tx", number, _("뒤의 일을 되돌렸다고 합니다."))


def _log_violations(
    db: sqlite3.Connection, upgraded: int, current: Collection[int]
) -> Iterator[Violation]:
    """Find log rows that cannot be parsed or do not fit a table: undo puts their column names into SQL.

    The new side of the changes `current` is the JSON of a row, and needs no parsing.
    """
    keys = {table.name: {column.name for column in table.columns} for table in logged_tables()}
    rows = db.execute(compiled.CHANGES)
    for number, tx_id, table, op, old, new in rows:
        texts = (old, None if number in current else new)
        parsed = [parse_row(text) for text in texts if text is not None]
        valid = None not in parsed and _has_expected_sides(op, old, new)
        if event := EVENTS.get((table, op)):
            valid = valid and all(_is_valid_event(event, each or {}) for each in parsed)
        elif tx_id > upgraded:
            valid = (
                valid and table in keys and all(set(each or ()) == keys[table] for each in parsed)
            )
        if not valid:
            yield Violation("change", number, _("변경 기록의 짜임이 맞지 않습니다."))


def _is_timestamp(text: str) -> bool:
    """Whether a text is a UTC time as the log stores it, which any local time zone can show."""
    try:
        at = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return False
    in_range = MINYEAR < at.year < MAXYEAR
    return in_range and at.isoformat(timespec="milliseconds") == text


def _has_expected_sides(op: str, old: str | None, new: str | None) -> bool:
    """Whether a log row has the sides of its operation; destroyed ones have none."""
    sides = (old is not None, new is not None)
    return op in _SIDES and (
        sides == _SIDES[op] or (op not in {EXPORT_OP, RESTORE_OP} and not any(sides))
    )


def _is_valid_event(kind: TableMeta, values: Mapping[str, Any]) -> bool:
    """Whether the values of an export or a restore are complete and of the right type."""
    if values.keys() != kind.columns.keys() or values.get("audience", "inside") not in AUDIENCES:
        return False
    if type(rows := values.get("rows", 0)) is not int or rows < 0:
        return False
    return all(type(value) is (int if key == "rows" else str) for key, value in values.items())


def code_violations(db: sqlite3.Connection, kinds: Mapping[str, TableMeta]) -> Iterator[Violation]:
    """Find coded values that a column does not know."""
    for kind in kinds.values():
        choices = {key: field for key, field in kind.columns.items() if field.kind == "choice"}
        for column, field in choices.items():
            sql = f"""SELECT id FROM {kind.table}
                WHERE {column} NOT IN (SELECT value FROM json_each(?))"""
            for (row,) in db.execute(sql, (json.dumps(list(field.names or ())),)):
                message = _("모르는 값입니다: {column}").format(column=_(field.title))
                yield Violation(kind.table, row, message, column)


def bound_violations(db: sqlite3.Connection, kinds: Mapping[str, TableMeta]) -> Iterator[Violation]:
    """Find values beyond the bounds that forms and loading keep, such as a sum that cannot be added up."""
    for kind in kinds.values():
        beyond = {
            key: condition.format(key)
            for key, field in kind.columns.items()
            if (condition := _BEYOND.get(field.kind or ""))
        }
        wrong_rev = f"rev NOT BETWEEN 1 AND {MAX_ID}"
        any_wrong = " OR ".join(f"({each})" for each in (wrong_rev, *beyond.values()))
        if not db.execute(f"SELECT 1 FROM {kind.table} WHERE {any_wrong} LIMIT 1").fetchone():
            continue  # one pass over the table instead of one for each column
        for (row,) in db.execute(f"SELECT id FROM {kind.table} WHERE {wrong_rev}"):
            yield Violation(kind.table, row, _("고친 횟수(rev)가 맞지 않습니다."))
        for key, condition in beyond.items():
            field = kind.columns[key]
            for row, value in db.execute(f"SELECT id, {key} FROM {kind.table} WHERE {condition}"):
                message = bound_error(field.kind or "", field.parse(value))
                yield Violation(kind.table, row, f"{_(field.title)}: {message}")


class _LastChanges(NamedTuple):
    """The ids of the last changes of a table's rows: those whose new side is the row, and others with their tx."""

    current: list[int]
    others: list[tuple[int, int]]


def _last_changes(db: sqlite3.Connection, table: Table) -> _LastChanges:
    """Compare the last change of each row with it as JSON; other JSON may hold the same values."""
    sql = _LAST_CHANGES.format(table=table.name, json=row_json(table, "kept"))
    changes = _LastChanges([], [])
    for number, tx_id, is_current in db.execute(sql):
        if is_current:
            changes.current.append(number)
        else:
            changes.others.append((number, tx_id))
    return changes


def _changed_row_violations(
    db: sqlite3.Connection, table: Table, changes: Iterable[int]
) -> Iterator[Violation]:
    for number in changes:
        cursor = db.execute(_CHANGED_ROW.format(table=table.name), (number,))
        names = [column[0] for column in cursor.description[3:]]
        row, op, new, *kept = cursor.fetchone()
        now = dict(zip(names, kept, strict=True))
        if now["id"] is None:
            now = {}
        if not _matches(now, op, new):
            yield Violation(table.name, row, _("마지막 변경 기록과 다릅니다."))


def _matches(now: dict[str, Any], op: str, new: str | None) -> bool:
    if op == "D":
        return not now
    if new is None:  # destroyed
        return True
    return bool(now) and parse_row(new) == now
