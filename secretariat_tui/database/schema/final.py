"""Triggers of tables whose rows never change once they are stored, such as issued reports."""

from sqlalchemy import Table
from sqlmodel import SQLModel

from secretariat_tui.database.engine.errors import FINAL_ROW
from secretariat_tui.database.engine.tables import Record


def triggers(table: Table) -> dict[str, str]:
    """Return the triggers by name that refuse to change or delete the rows of a final table.

    The revision may change: it counts what hangs on a record. An inserted row may not replace another one, for
    SQLite runs no DELETE trigger then unless recursive_triggers is on.
    """
    if table.name not in final_tables():
        return {}
    columns = ", ".join(column.name for column in table.columns if column.name != "rev")
    exists = f"WHEN EXISTS (SELECT 1 FROM {table.name} WHERE id = NEW.id)"
    events = {"I": ("INSERT", exists), "U": (f"UPDATE OF {columns}", ""), "D": ("DELETE", "")}
    return {
        f"{table.name}_final_{op}": (
            f"CREATE TRIGGER {table.name}_final_{op} BEFORE {event} ON {table.name} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{FINAL_ROW}'); END"
        )
        for op, (event, when) in events.items()
    }


def final_tables() -> set[str]:
    """Return the names of the tables whose rows never change."""
    classes = [Record]
    for record in classes:
        classes += record.__subclasses__()
    names = {str(record.__tablename__) for record in classes if record.is_final}
    return names & SQLModel.metadata.tables.keys()
