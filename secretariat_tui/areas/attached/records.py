"""Tables of what hangs on records."""

from datetime import date
from typing import ClassVar

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from secretariat_tui.database.engine.tables import STRICT, AttachedRecord


class Task(AttachedRecord, table=True):
    """Something to do, by somebody, until a day; of a record or of none.

    `due_on` is the last day of a period such as a month, or the first one if the task begins then. `days` are those
    from the date of the record to `due_on` if a set of tasks gave it, NULL for other tasks.
    """

    holds_attached: ClassVar = True
    optional: ClassVar = True
    __table_args__ = (
        Index("task_by_parent", "parent", "parent_id"),
        # The last three are what the list of tasks filters and counts: it reads the index alone.
        Index("task_by_due", "due_on", "id", "state", "timing", "owner"),
        STRICT,
    )

    text: str
    state: str = Field(default="todo")
    owner: str = ""
    due_on: date | None = None
    timing: str = "by"
    precision: str = "day"
    recurrence: str = ""
    done_on: date | None = None
    evidence: str = ""
    days: int | None = None


class Note(AttachedRecord, table=True):
    """A dated note."""

    __table_args__ = (Index("note_by_parent", "parent", "parent_id"), STRICT)

    noted_on: date
    text: str


class AttachedFile(AttachedRecord, table=True):
    """A file on disk as it was on a day: its path, SHA-256 in hexadecimal, and size in bytes."""

    __table_args__ = (
        Index("attachedfile_by_parent", "parent", "parent_id"),
        CheckConstraint("size >= 0"),
        STRICT,
    )

    title: str = ""
    path: str
    sha256: str
    size: int = Field(sa_type=BigInteger)
    noted_on: date


class Participant(AttachedRecord, table=True):
    """A person or an organization with a role, such as a party to an agreement and its signatory."""

    __table_args__ = (
        Index("participant_by_parent", "parent", "parent_id"),
        Index("participant_by_organization", "organization", "name"),
        STRICT,
    )

    role: str
    name: str = ""
    organization: str = ""
    position: str = ""
    level: str = ""
    contact: str = ""


class Link(AttachedRecord, table=True):
    """A link between two records, stored once: `parent` and its id are less than `target` and its id."""

    ends: ClassVar = (("parent", "parent_id"), ("target", "target_id"))
    __table_args__ = (
        Index("link_by_target", "target", "target_id"),
        UniqueConstraint("parent", "parent_id", "target", "target_id"),
        CheckConstraint("parent < target OR (parent = target AND parent_id < target_id)"),
        STRICT,
    )

    target: str
    target_id: int
    text: str = ""


RECORDS = (Task, Note, AttachedFile, Participant, Link)
