"""The table of templates of tasks."""

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from secretariat_tui.database.engine.tables import STRICT, Record


class TaskTemplate(Record, table=True):
    """A task of the set `name` for records of the table `kind`.

    `within` is the kind of event that it is for, "" for all. `days` are those from the record's date to the due
    date, negative before it.
    """

    __table_args__ = (
        Index("tasktemplate_by_kind", "kind", "name", "position"),
        CheckConstraint("position >= 1"),
        STRICT,
    )

    name: str
    kind: str = Field(default="event")
    within: str = ""
    text: str
    owner: str = ""
    days: int = 0
    position: int = 1
