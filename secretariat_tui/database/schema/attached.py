"""What hangs on records: triggers that delete it with its record, and refuse it without one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Table
from sqlmodel import SQLModel

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.errors import NO_RECORD
from secretariat_tui.database.engine.tables import AttachedRecord, Record, RecordPart

_WRITES = (("I", "INSERT"), ("U", "UPDATE OF {kind}, {number}"))


class End(NamedTuple):
    """A reference from a table of what hangs on records: its columns with the table and the id of a record.

    `optional` is whether there may be no record.
    """

    table: str
    kind: str
    number: str
    optional: bool

    def missing(self, kind: str, number: str, records: Iterable[str]) -> str:
        """Return SQL for whether the record that two SQL expressions refer to does not exist.

        A row does not hang on one of its own table, which could make circles.
        """
        terms = [
            f"WHEN '{table}' THEN NOT EXISTS (SELECT 1 FROM {table} WHERE id = {number})"
            for table in records
            if table != self.table
        ]
        if self.optional:
            terms.append(f"WHEN '' THEN {number} <> 0")
        return f"CASE {kind} {' '.join(terms)} ELSE TRUE END" if terms else "TRUE"


def ends() -> list[End]:
    """Return each reference from a table of attached rows to the records that they hang on."""
    return [
        End(table.name, kind, number, record.optional)
        for record, table in sorted(_tables(AttachedRecord), key=lambda each: each[1].name)
        if issubclass(record, AttachedRecord)
        for kind, number in record.ends
    ]


def record_tables() -> list[str]:
    """Return the names of the tables on whose records something can hang."""
    return sorted(table.name for record, table in _tables(Record) if _holds_attached(record))


def _holds_attached(record: type[Record]) -> bool:
    if issubclass(record, AttachedRecord):
        return record.holds_attached
    return not issubclass(record, RecordPart)


def triggers(table: Table) -> dict[str, str]:
    """Return the triggers of a table by name: those of records, and those of what hangs on records."""
    deletes = _deletes(table.name) if table.name in record_tables() else {}
    return deletes | dict(_checks(end for end in ends() if end.table == table.name))


def _deletes(table: str) -> dict[str, str]:
    """Return the trigger that deletes what hangs on a record with it."""
    deletes = " ".join(
        f"DELETE FROM {end.table} WHERE {end.kind} = '{table}' AND {end.number} = OLD.id;"
        for end in ends()
        if end.table != table
    )
    name = f"{table}_attached"
    # Before: so that undo, which goes back through the log, inserts the record first.
    return {name: f"CREATE TRIGGER {name} BEFORE DELETE ON {table} BEGIN {deletes} END"}


def _checks(of_table: Iterable[End]) -> Iterator[tuple[str, str]]:
    for end in of_table:
        missing = end.missing(f"NEW.{end.kind}", f"NEW.{end.number}", record_tables())
        for op, verb in _WRITES:
            name = f"{end.table}_{end.kind}_{op}"
            when = verb.format(kind=end.kind, number=end.number)
            yield (
                name,
                f"""CREATE TRIGGER {name} BEFORE {when} ON {end.table}
                WHEN {missing} BEGIN SELECT RAISE(ABORT, '{NO_RECORD}'); END""",
            )


def orphans(run: Callable[[str], Iterable[Sequence[Any]]]) -> set[tuple[str, int, str]]:
    """Return what hangs on records that do not exist: table, id, and table of the record.

    `run` runs a query. A file of an older schema may lack tables.
    """
    existing = {name for (name,) in run("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    records = existing.intersection(record_tables())
    return {
        (end.table, row, parent)
        for end in ends()
        if end.table in existing
        for row, parent in run(
            f"SELECT id, {end.kind} FROM {end.table} AS hung"
            f" WHERE {end.missing(f'hung.{end.kind}', f'hung.{end.number}', records)}"
        )
    }


def _tables(base: type[Record]) -> Iterator[tuple[type[Record], Table]]:
    """Yield the subclasses that are tables, with their tables."""
    for record in base.__subclasses__():
        table = SQLModel.metadata.tables.get(str(record.__tablename__))
        if table is not None:
            yield record, table
        yield from _tables(record)
