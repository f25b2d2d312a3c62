"""Tables of tasks."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field

from secretariat_tui.database.engine.tables import STRICT, Record


class Task(Record, table=True):
    """Something that must happen for a record: (parent, parent_id) is its table and number."""

    __table_args__ = (Index("task_by_parent", "parent", "parent_id"), STRICT)

    parent: str
    parent_id: int
    pos: int = 0
    text: str
    state: str = Field(default="todo")
    owner: str = ""
    due_on: date | None = None
