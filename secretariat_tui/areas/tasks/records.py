"""Tables of tasks."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field

from secretariat_tui.database.engine.tables import STRICT, Record


class Task(Record, table=True):
    """A task of a record: `parent` is its table, `parent_id` its id there."""

    __table_args__ = (Index("task_by_parent", "parent", "parent_id"), STRICT)

    parent: str
    parent_id: int
    pos: int = 0
    text: str
    state: str = Field(default="todo")
    owner: str = ""
    due_on: date | None = None
