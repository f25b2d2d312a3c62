"""What hangs on records: triggers that delete it with its record, and refuse it without one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Table
from sqlmodel import SQLModel

from secretariat_tui.database.engine.errors import NO_RECORD
from secretariat_tui.database.engine.tables import AttachedRecord, Record, RecordPart

_WRITES = (("I", "INSERT"), ("U", "UPDATE OF {kind}, {number}"))
End = tuple[str, str, str]
"""A table of what hangs on records, and its columns with the table and the id of a record."""


def ends() -> list[End]:
    """Return each reference from a table of attached rows to the records that they hang on."""
    return [
        (table.name, *end)
        for record, table in sorted(_tables(AttachedRecord), key=lambda each: each[1].name)
        if issubclass(record, AttachedRecord)
        for end in record.ends
    ]


def record_tables() -> list[str]:
    """Return the names of the tables on whose records something can hang."""
    return sorted(
        table.name
        for record, table in _tables(Record)
        if not issubclass(record, AttachedRecord | RecordPart)
    )


def triggers(table: Table) -> dict[str, str]:
    """Return the triggers of a table by name: those of a record's table, or of a table of attached rows."""
    if table.name in record_tables():
        deletes = " ".join(
            f"DELETE FROM {attached} WHERE {kind} = '{table.name}' AND {number} = OLD.id;"
            for attached, kind, number in ends()
        )
        name = f"{table.name}_attached"
        # Before: so that undo, which goes back through the log, inserts the record first.
        return {name: f"CREATE TRIGGER {name} BEFORE DELETE ON {table.name} BEGIN {deletes} END"}
    return dict(_checks(end for end in ends() if end[0] == table.name))


def _checks(of_table: Iterable[End]) -> Iterator[tuple[str, str]]:
    for table, kind, number in of_table:
        missing = _missing(f"NEW.{kind}", f"NEW.{number}", record_tables())
        for op, verb in _WRITES:
            name = f"{table}_{kind}_{op}"
            yield (
                name,
                f"""CREATE TRIGGER {name} BEFORE {verb.format(kind=kind, number=number)} ON {table}
                WHEN {missing} BEGIN SELECT RAISE(ABORT, '{NO_RECORD}'); END""",
            )


def orphans(run: Callable[[str], Iterable[Sequence[Any]]]) -> set[tuple[str, int, str]]:
    """Return what hangs on records that do not exist: table, id, and table of the record.

    `run` runs a query. A file of an older schema may lack tables.
    """
    existing = {name for (name,) in run("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    records = existing.intersection(record_tables())
    return {
        (table, row, parent)
        for table, kind, number in ends()
        if table in existing
        for row, parent in run(
            f"SELECT id, {kind} FROM {table} WHERE {_missing(kind, number, records)}"
        )
    }


def _missing(kind: str, number: str, records: Iterable[str]) -> str:
    """Return SQL for whether the record that two SQL expressions refer to does not exist."""
    terms = " ".join(
        f"WHEN '{table}' THEN NOT EXISTS (SELECT 1 FROM {table} WHERE id = {number})"
        for table in records
    )
    return f"CASE {kind} {terms} ELSE TRUE END" if terms else "TRUE"


def _tables(base: type[Record]) -> Iterator[tuple[type[Record], Table]]:
    """Yield the subclasses that are tables, with their tables."""
    for record in base.__subclasses__():
        table = SQLModel.metadata.tables.get(str(record.__tablename__))
        if table is not None:
            yield record, table
        yield from _tables(record)
